package datacmd

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/export"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// shown is an import as show prints it: without its transactions, which tx prints. The schema "show" describes it. A field
// has the same name as in the rows of tx, in reports and in the list.
type shown struct {
	ID              string `json:"id,omitempty"`
	Environment     string `json:"environment,omitempty"`
	OwnerExternalID string `json:"ownerExternalId,omitempty"`
	// OwnerUnconfirmed says that the provider did not repeat the customer id.
	OwnerUnconfirmed bool `json:"ownerUnconfirmed,omitempty"`

	Envelope aisclient.Envelope         `json:"envelope"`
	Command  *aisclient.Command         `json:"command,omitempty"`
	Owner    *aisclient.AggregatedOwner `json:"aggregatedOwner,omitempty"`
	Targets  []shownTarget              `json:"targets"`
	Totals   []ledger.Totals            `json:"totals"`
	// Strangers are accounts that are of no applicant of the case: they are in none of these totals.
	Strangers []shownStranger `json:"strangers,omitempty"`
	// Uncounted are the rows of the other accounts that are in no sum.
	Uncounted []ledger.Uncounted  `json:"uncounted,omitempty"`
	Warnings  []aisclient.Warning `json:"warnings,omitempty"`
}

// shownStranger is an account of nobody whom the case is about. Totals are of its rows alone.
type shownStranger struct {
	Label        text.Text       `json:"label"`
	IBAN         text.Text       `json:"iban,omitzero"`
	Owners       []text.Text     `json:"owners"`
	Transactions int             `json:"transactions"`
	Totals       []ledger.Totals `json:"totals"`
}

// String is a sentence about it.
func (s *shownStranger) String() string {
	said := fmt.Sprintf("%s of %s in no sum, since it belongs to no applicant but to %s", english.Plural(s.Transactions, "row is", "rows are"), s.Label, text.Join(s.Owners, ", "))
	for _, t := range s.Totals {
		if !t.Overflow {
			said += fmt.Sprintf(": %s  in %s  out %s", t.Currency, t.In, t.Out)
		}
	}
	return said
}

func strangers(ctx context.Context, l *ledger.Ledger) (out []shownStranger, err error) {
	for i := range l.Sources() {
		s := &l.Sources()[i]
		if !s.Stranger {
			continue
		}
		rows := make([]int32, 0, s.Rows())
		for row := s.First; row < s.Last; row++ {
			rows = append(rows, row)
		}
		totals, err := l.Whole().TotalsOf(ctx, rows)
		if err != nil {
			return nil, err
		}
		out = append(out, shownStranger{s.Label(), s.IBAN, s.Owners, s.Rows(), list(totals)})
	}
	return out, nil
}

// shownTarget is one bank's data.
type shownTarget struct {
	Name         text.Text              `json:"name"`
	OfficialName text.Text              `json:"officialName,omitzero"`
	Institution  text.Text              `json:"institution,omitzero"`
	Owners       []aisclient.Owner      `json:"owners"`
	Accounts     []shownAccount         `json:"accounts"`
	CreditCards  []shownCard            `json:"creditCards"`
	Deposits     []aisclient.RawElement `json:"deposits"`
}

// shownAccount is an account; Transactions is their number.
type shownAccount struct {
	Name                 text.Text              `json:"name"`
	FriendlyName         text.Text              `json:"friendlyName,omitzero"`
	IBAN                 text.Text              `json:"iban,omitzero"`
	Currency             aisclient.Currency     `json:"currency"`
	Balance              *aisclient.Amount      `json:"balance,omitempty"`
	FundsAvailable       *aisclient.Amount      `json:"fundsAvailable,omitempty"`
	ActiveSinceAtLeast   aisclient.Date         `json:"activeSinceAtLeast,omitzero"`
	DirectDebitAvailable *bool                  `json:"directDebitAvailable,omitempty"`
	Owner                text.Text              `json:"owner,omitzero"`
	PartialDueToTimeout  bool                   `json:"partialDueToTimeout,omitempty"`
	Owners               []aisclient.Owner      `json:"owners"`
	Transactions         int                    `json:"transactions"`
	Unread               []aisclient.UnreadCell `json:"unread,omitempty"`
}

// shownCard is a credit card; Transactions is their number.
type shownCard struct {
	Name                text.Text              `json:"name,omitzero"`
	CardID              text.Text              `json:"cardId,omitzero"`
	IBAN                text.Text              `json:"iban,omitzero"`
	Number              text.Text              `json:"number,omitzero"`
	Currency            aisclient.Currency     `json:"currency,omitempty"`
	Balance             *aisclient.Amount      `json:"balance,omitempty"`
	FundsAvailable      *aisclient.Amount      `json:"fundsAvailable,omitempty"`
	Limit               *aisclient.Amount      `json:"limit,omitempty"`
	Interest            text.Text              `json:"interest,omitzero"`
	DueDate             aisclient.Date         `json:"dueDate,omitzero"`
	Owner               text.Text              `json:"owner,omitzero"`
	PartialDueToTimeout bool                   `json:"partialDueToTimeout,omitempty"`
	Owners              []aisclient.Owner      `json:"owners"`
	Transactions        int                    `json:"transactions"`
	Unread              []aisclient.UnreadCell `json:"unread,omitempty"`
}

func shownImport(ctx context.Context, d app.Dataset, imp *aisclient.Import) (v shown, err error) {
	v = shown{ID: d.ID, Environment: d.Environment, OwnerExternalID: d.OwnerExternalID, OwnerUnconfirmed: d.OwnerUnconfirmed, Envelope: imp.Envelope, Command: imp.Command,
		Owner: imp.Owner, Targets: []shownTarget{}, Warnings: slices.Clone(imp.Warnings)}
	for _, said := range d.Expired {
		v.Warnings = append(v.Warnings, aisclient.Warning{What: said, Count: 1})
	}
	if v.Totals, err = d.Ledger.Totals(ctx); err != nil {
		return v, err
	}
	v.Uncounted = slices.DeleteFunc(d.Ledger.Uncounted(cli.EveryRow(d.Ledger)), func(u ledger.Uncounted) bool { return u.State == aisclient.RowStranger })
	if v.Strangers, err = strangers(ctx, d.Ledger); err != nil {
		return v, err
	}
	for i := range imp.Targets {
		v.Targets = append(v.Targets, shownTargetOf(&imp.Targets[i]))
	}
	return v, nil
}

func shownTargetOf(t *aisclient.Target) shownTarget {
	out := shownTarget{Name: t.Name, OfficialName: t.OfficialName, Institution: t.Institution, Owners: list(t.Owners), Deposits: list(t.Deposits),
		Accounts: []shownAccount{}, CreditCards: []shownCard{}}
	for _, a := range t.Accounts {
		out.Accounts = append(out.Accounts, shownAccount{a.Name, a.FriendlyName, a.IBAN, a.Currency, a.Balance, a.FundsAvailable, a.ActiveSinceAtLeast,
			a.DirectDebit, a.OwnerText, a.PartialDueToTimeout, list(a.Owners), a.Count, a.Unread})
	}
	for _, c := range t.CreditCards {
		out.CreditCards = append(out.CreditCards, shownCard{c.Name, c.CardID, c.IBAN, c.Number, c.Currency, c.Balance, c.FundsAvailable, c.Limit,
			c.Interest, c.DueDate, c.OwnerText, c.PartialDueToTimeout, list(c.Owners), c.Count, c.Unread})
	}
	return out
}

// list is never null in JSON.
func list[T any](all []T) []T {
	if all == nil {
		return []T{}
	}
	return all
}

// sheet is a line for each account and card. What could not be read of them is a last column, where there is any, as in tx.
func (v shown) sheet() *export.Sheet {
	var lines [][]string
	anyUnread := false
	unread := func(cells []aisclient.UnreadCell) string {
		anyUnread = anyUnread || len(cells) > 0
		all := make([]string, len(cells))
		for i, c := range cells {
			all[i] = c.String()
		}
		return strings.Join(all, ", ")
	}
	money := func(a *aisclient.Amount) string {
		if a == nil {
			return ""
		}
		return a.String()
	}
	names := func(owners []aisclient.Owner) string {
		var all []string
		for _, o := range owners {
			all = append(all, o.Name.String())
		}
		return strings.Join(all, ", ")
	}
	for _, t := range v.Targets {
		for _, a := range t.Accounts {
			lines = append(lines, []string{t.Name.String(), "account", a.Name.String(), a.IBAN.String(), string(a.Currency), money(a.Balance),
				money(a.FundsAvailable), strconv.Itoa(a.Transactions), names(a.Owners), unread(a.Unread)})
		}
		for _, c := range t.CreditCards {
			lines = append(lines, []string{t.Name.String(), "card", c.Name.String(), firstOf(c.IBAN, c.Number, c.CardID).String(), string(c.Currency),
				money(c.Balance), money(c.FundsAvailable), strconv.Itoa(c.Transactions), names(c.Owners), unread(c.Unread)})
		}
	}
	columns := []export.SheetColumn{{Name: "target"}, {Name: "type"}, {Name: "name"}, {Name: "iban"}, {Name: "currency"}, {Name: "balance", Numeric: true},
		{Name: "fundsAvailable", Numeric: true}, {Name: "transactions", Numeric: true}, {Name: "owners"}}
	if anyUnread {
		columns = append(columns, export.SheetColumn{Name: ledger.ColUnread.String()})
	}
	return &export.Sheet{Lines: len(lines), Columns: columns, Line: func(_ context.Context, line int, cells []string) error { copy(cells, lines[line]); return nil }}
}
