package importcmd

import (
	"context"
	"fmt"
	"io"
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// Summary is what the import command prints, under the names that list, show, tx and report have. Money stands by currency.
type Summary struct {
	ID              string          `json:"id"`    // in the archive; empty when nothing was saved
	State           string          `json:"state"` // of the command, unreadable where what came is no reply about it, or failed or cancelled when nothing came
	Environment     string          `json:"environment"`
	OwnerExternalID string          `json:"ownerExternalId"`
	CommandID       string          `json:"commandId,omitempty"`
	Bank            text.Text       `json:"bank,omitzero"` // as people know it: officialName, or target
	Target          text.Text       `json:"target"`
	Institution     text.Text       `json:"institution,omitzero"` // the bank, as the reply names it
	Owners          []text.Text     `json:"owners,omitempty"`     // the people and companies that the bank names
	Counts          *archive.Counts `json:"counts,omitempty"`     // left out where no data was read
	Totals          []ledger.Totals `json:"totals,omitempty"`
	Partial         bool            `json:"partial,omitempty"` // a history was cut short
	// Exception is the error that the reply names beside what it holds.
	Exception *aisclient.Exception `json:"exception,omitempty"`
	// OwnerUnconfirmed says that the provider did not repeat the customer id.
	OwnerUnconfirmed bool `json:"ownerUnconfirmed,omitempty"`
	// Uncounted are the rows that are in no sum, Warnings what of the reply could not be read or is not known.
	Uncounted []ledger.Uncounted  `json:"uncounted,omitempty"`
	Warnings  []aisclient.Warning `json:"warnings,omitempty"`
	// AutoImport says that no import was sent, because the provider imports by itself.
	AutoImport *autoSummary `json:"autoImport,omitempty"`
	// AccessToken says what became of the token for further imports that the customer granted: kept, encrypted, or lost.
	AccessToken string `json:"accessToken,omitempty"`
	// CallbackError is why the summary, without this, could not be posted to the backend that is set.
	CallbackError *cli.Failure `json:"callbackError,omitempty"`
	Error         *cli.Failure `json:"error,omitempty"`

	unreadable bool // the reply that was saved is none
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
		OwnerExternalID: out.OwnerExternalID, CommandID: out.CommandID, Target: out.Target, Bank: text.First(out.OfficialName, out.Target), Error: cli.FailureOf(failure)}
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
	n := intake.CountsOf(imp)
	s.Counts, s.Partial = &n, n.Partial > 0
	for i := range imp.Targets {
		s.name(&imp.Targets[i])
	}
	s.Uncounted, s.Warnings = l.Uncounted(cli.EveryRow(l)), imp.Warnings
	s.Totals, err = l.Totals(ctx)
	return err
}

// name adds the owners of a bank's data, each once.
func (s *Summary) name(t *aisclient.Target) {
	names := func(owners []aisclient.Owner) {
		for _, o := range aisclient.OwnersFirst(owners) {
			if !slices.ContainsFunc(s.Owners, o.Name.Equal) {
				s.Owners = append(s.Owners, o.Name)
			}
		}
	}
	names(t.Owners)
	for _, a := range t.Accounts {
		names(a.Owners)
	}
	for _, c := range t.CreditCards {
		names(c.Owners)
	}
}

func (s *Summary) print(w io.Writer) {
	if s.AutoImport != nil {
		fmt.Fprintf(w, "signed in: %s %s, customer id %s\nNo import was sent from here: the provider imports %d months by itself. See the result at %s\n",
			s.Environment, s.Bank, s.OwnerExternalID, s.AutoImport.Months, s.AutoImport.Portal)
	}
	if s.ID == "" {
		return
	}
	fmt.Fprintf(w, "import %s: %s, %s %s, customer id %s\n", s.ID, s.State, s.Environment, s.Bank, s.OwnerExternalID)
	var n archive.Counts
	if s.Counts != nil {
		n = *s.Counts
	}
	switch {
	case s.Error != nil && s.unreadable:
		fmt.Fprintln(w, "What the provider answered is saved; it cannot be read.")
		return
	case s.Error != nil && len(s.Owners)+n.Accounts+n.CreditCards == 0:
		fmt.Fprintln(w, "The provider's reply is saved; it holds no data.")
		return
	}
	if s.Error != nil {
		fmt.Fprintln(w, "The provider's reply is saved. The import did not succeed: what the reply holds is not complete.")
	}
	fmt.Fprintf(w, "%s, %s, %s, %s\n", english.Plural(len(s.Owners), "owner", "owners"), english.Plural(n.Accounts, "account", "accounts"), english.Plural(n.CreditCards, "credit card", "credit cards"), english.Plural(n.Transactions, "transaction", "transactions"))
	for _, t := range s.Totals {
		fmt.Fprintln(w, cli.TotalsLine(t))
	}
	p := &cli.Printer{W: w}
	p.Uncounted(s.Uncounted)
	p.Unconfirmed(s.OwnerUnconfirmed)
	p.Unread(&aisclient.Import{Warnings: s.Warnings}, cli.Few)
	p.CutShort(s.Partial)
	if s.Error == nil {
		p.Failed(&aisclient.Import{Command: &aisclient.Command{State: aisclient.CommandState(s.State), Exception: s.Exception}})
	}
}
