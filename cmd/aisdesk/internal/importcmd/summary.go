package importcmd

import (
	"context"
	"fmt"
	"io"
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// Summary is what the import command prints. Counts are numbers; money stands by currency.
type Summary struct {
	ID              string          `json:"id"`    // in the archive; empty when nothing was saved
	State           string          `json:"state"` // of the command, unreadable where what came is no reply about it, or failed or cancelled when nothing came
	Environment     string          `json:"environment"`
	OwnerExternalID string          `json:"ownerExternalId"`
	CommandID       string          `json:"commandId,omitempty"`
	Target          text.Text       `json:"target"`
	Institution     text.Text       `json:"institution,omitzero"`
	Owners          int             `json:"owners"`
	Accounts        int             `json:"accounts"`
	CreditCards     int             `json:"creditCards"`
	Transactions    int             `json:"transactions"`
	OwnerNames      []text.Text     `json:"ownerNames,omitempty"`
	Totals          []ledger.Totals `json:"totals,omitempty"`
	Partial         bool            `json:"partial,omitempty"`
	// Exception is the error that the reply names beside what it holds.
	Exception *aisclient.Exception `json:"exception,omitempty"`
	// OwnerUnconfirmed says that the provider did not repeat the customer id.
	OwnerUnconfirmed bool `json:"ownerUnconfirmed,omitempty"`
	// Uncounted are the rows that are in no sum, Unread what of the reply could not be read.
	Uncounted []ledger.Uncounted  `json:"uncounted,omitempty"`
	Unread    []aisclient.Warning `json:"unread,omitempty"`
	// AutoImport says that no import was sent, because the provider imports by itself.
	AutoImport *autoSummary `json:"autoImport,omitempty"`
	// AccessToken says what became of the token for further imports that the customer granted: kept, encrypted, or lost.
	AccessToken string `json:"accessToken,omitempty"`
	// CallbackError is why the summary, without this, could not be posted to the backend that is set.
	CallbackError *cli.Failure `json:"callbackError,omitempty"`
	Error         *cli.Failure `json:"error,omitempty"`

	unreadable bool      // the reply that was saved is none
	bank       text.Text // the bank's name for people
}

// autoSummary is where an import by the provider is seen.
type autoSummary struct {
	Months int    `json:"months"`
	Portal string `json:"portal"`
}

// summarise prints how a verification ended. months are those of an import that the provider does by itself.
func (prog commands) summarise(ctx context.Context, environment string, out intake.Outcome, months int, failure error, h *headless) error {
	o := &h.out
	h.saved = out.ImportID
	s := Summary{ID: out.ImportID, State: out.State.String(), Environment: environment,
		OwnerExternalID: out.OwnerExternalID, CommandID: out.CommandID, Target: out.Target, Error: cli.FailureOf(failure), bank: text.First(out.OfficialName, out.Target)}
	if !out.Access.Empty() && out.ImportID != "" {
		s.AccessToken = map[bool]string{false: "kept", true: "lost"}[out.AccessLost]
	}
	if months > 0 && failure == nil {
		s.State, s.AutoImport = "auto import", &autoSummary{months, app.PortalURL}
	}
	if err := s.count(context.WithoutCancel(ctx), out); err != nil && failure == nil {
		return err
	}
	unposted := prog.post(ctx, &s)
	s.CallbackError = cli.FailureOf(unposted)
	var value any = s
	if o.Form == cli.NDJSON {
		value = event{Event: "result", Seconds: seconds(h.started), State: s.State, ID: s.ID, CommandID: s.CommandID, Result: &s}
	}
	err := prog.Print(ctx, o, cli.Document{Value: value, Table: func(w io.Writer) error {
		s.print(w)
		return nil
	}})
	if err != nil {
		return unwritten(s.ID, err)
	}
	if unposted != nil && failure != nil && o.Plain() { // the failure is the command's, and JSON says it in the summary
		fmt.Fprintln(prog.Err, text.Clean("warning: "+unposted.Error()))
	}
	return unposted
}

// count says what the import brought, as it was read on its way into the archive: an archive that seals what it saves cannot be
// read without a passphrase.
func (s *Summary) count(ctx context.Context, out intake.Outcome) (err error) {
	if s.ID == "" {
		return nil
	}
	c := out.Command
	if s.unreadable = c == nil; s.unreadable {
		s.State = intake.StateUnreadable
		return nil
	}
	s.State, s.Institution, s.Exception, s.OwnerUnconfirmed = string(c.State), c.Institution, c.Exception, out.OwnerUnconfirmed
	l := out.Ledger
	if l == nil {
		return nil
	}
	imp := l.Import()
	for i := range imp.Targets {
		s.add(&imp.Targets[i])
	}
	s.Uncounted, s.Unread = l.Uncounted(cli.EveryRow(l)), cli.UnreadOf(imp)
	s.Totals, err = l.Totals(ctx)
	return err
}

func (s *Summary) add(t *aisclient.Target) {
	s.Accounts += len(t.Accounts)
	s.CreditCards += len(t.CreditCards)
	names := func(owners []aisclient.Owner) {
		for _, o := range aisclient.OwnersFirst(owners) {
			if !slices.ContainsFunc(s.OwnerNames, o.Name.Equal) {
				s.OwnerNames = append(s.OwnerNames, o.Name)
			}
		}
	}
	names(t.Owners)
	for _, a := range t.Accounts {
		s.Transactions += a.Count
		s.Partial = s.Partial || a.PartialDueToTimeout
		names(a.Owners)
	}
	for _, c := range t.CreditCards {
		s.Transactions += c.Count
		s.Partial = s.Partial || c.PartialDueToTimeout
		names(c.Owners)
	}
	s.Owners = len(s.OwnerNames)
}

func (s *Summary) print(w io.Writer) {
	if s.AutoImport != nil {
		fmt.Fprintf(w, "signed in: %s %s, customer id %s\nNo import was sent from here: the provider imports %d months by itself. See the result at %s\n",
			s.Environment, s.bank, s.OwnerExternalID, s.AutoImport.Months, s.AutoImport.Portal)
	}
	if s.ID == "" {
		return
	}
	fmt.Fprintf(w, "import %s: %s, %s %s, customer id %s\n", s.ID, s.State, s.Environment, s.bank, s.OwnerExternalID)
	switch {
	case s.Error != nil && s.unreadable:
		fmt.Fprintln(w, "What the provider answered is saved; it cannot be read.")
		return
	case s.Error != nil && s.Owners+s.Accounts+s.CreditCards == 0:
		fmt.Fprintln(w, "The provider's reply is saved; it holds no data.")
		return
	}
	if s.Error != nil {
		fmt.Fprintln(w, "The provider's reply is saved. The import did not succeed: what the reply holds is not complete.")
	}
	fmt.Fprintf(w, "%s, %s, %s, %s\n", english.Plural(s.Owners, "owner", "owners"), english.Plural(s.Accounts, "account", "accounts"), english.Plural(s.CreditCards, "credit card", "credit cards"), english.Plural(s.Transactions, "transaction", "transactions"))
	for _, t := range s.Totals {
		fmt.Fprintln(w, cli.TotalsLine(t))
	}
	p := &cli.Printer{W: w}
	p.Uncounted(s.Uncounted)
	p.Unconfirmed(s.OwnerUnconfirmed)
	p.Unread(&aisclient.Import{Warnings: s.Unread}, cli.Few)
	p.CutShort(s.Partial)
	if s.Error == nil {
		p.Failed(&aisclient.Import{Command: &aisclient.Command{State: aisclient.CommandState(s.State), Exception: s.Exception}})
	}
}
