package main

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
)

// idHelp says how saved imports are named on a command line.
const idHelp = `ID is the id of a saved import as "aisdesk list" prints it, the beginning of that id or of its part after the hyphen,
or latest for the newest import.`

func (prog *cli) showCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "show ID|FILE",
		Short: "Print what an import holds: owners, accounts, cards, totals",
		Long:  "Print what an import holds: owners, accounts, cards, totals.\n\n" + idHelp,
		Args:  oneArg("the import's ID or a file"),
		RunE: func(c *cobra.Command, args []string) error {
			return prog.withDataset(c.Context(), args[0], func(_ *app.App, d app.Dataset, imp *aisclient.Import) error {
				totals, err := d.Ledger.Totals(c.Context())
				if err != nil {
					return err
				}
				apart := d.Ledger.Uncounted(everyRow(d.Ledger))
				if asJSON {
					return writeJSON(prog.Out, shown{d.ID, d.Environment, imp, totals, apart})
				}
				return printImport(prog.Out, d, imp, totals, apart)
			})
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print one JSON object; transactions are counted, not listed")
	return c
}

// shown is an import as show prints it: without its transactions, which tx prints.
type shown struct {
	ID          string `json:"id,omitempty"`
	Environment string `json:"environment,omitempty"`
	*aisclient.Import
	Totals []ledger.Totals `json:"totals"`
	// Uncounted are the rows that are in no sum.
	Uncounted []ledger.Uncounted `json:"uncounted,omitempty"`
}

// everyRow lists the rows of a ledger.
func everyRow(l *ledger.Ledger) []int32 {
	rows := make([]int32, l.Len())
	for i := range rows {
		rows[i] = int32(i)
	}
	return rows
}

// withDataset finds a reply and reads it to its end.
func (prog *cli) withDataset(ctx context.Context, name string, do func(*app.App, app.Dataset, *aisclient.Import) error) error {
	a, err := prog.app(sandboxFlags{})
	if err != nil {
		return err
	}
	defer a.Close()
	r, err := a.Find(ctx, name)
	if err != nil {
		return err
	}
	if r.Dataset.ID != "" {
		if err := a.Unlock(ctx); err != nil {
			return err
		}
	}
	d := r.Dataset
	l, imp, err := r.Load(ctx, nil)
	if err != nil {
		return err
	}
	d.Ledger = l
	return do(a, d, imp)
}

func printImport(w io.Writer, d app.Dataset, imp *aisclient.Import, totals []ledger.Totals, apart []ledger.Uncounted) error {
	p := &printer{w: w}
	p.line("%s", d.Name)
	if d.Environment != "" {
		p.line("environment  %s, customer id %s, saved %s", d.Environment, d.OwnerExternalID, d.SavedAt.Local().Format("2006-01-02 15:04"))
	}
	if c := imp.Command; c != nil {
		p.line("command      %s %s", c.ID, c.State)
	}
	for i := range imp.Targets {
		p.target(&imp.Targets[i])
	}
	p.line("")
	for _, t := range totals {
		p.line("%s", totalsLine(t))
	}
	p.uncounted(apart)
	p.unread(imp, len(imp.Warnings))
	for _, warn := range imp.Warnings {
		if !warn.Unread() {
			p.line("not understood: %s %s (%d times)", warn.What, warn.Path, warn.Count)
		}
	}
	return p.err
}

// printer writes lines and keeps the first error.
type printer struct {
	w   io.Writer
	err error
}

func (p *printer) line(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format+"\n", args...)
	}
}

func (p *printer) target(t *aisclient.Target) {
	p.line("\n%s", firstOf(t.OfficialName, t.Name, t.Institution))
	for _, o := range t.Owners {
		p.line("  owner    %s  %s  %s", o.Name, o.Kind, o.Address)
	}
	for i := range t.Accounts {
		c := &t.Accounts[i]
		p.line("  account  %s  %s  balance %s %s  %s%s", c.IBAN, firstOf(c.FriendlyName, c.Name), balanceOf(c.Balance, c.Unread), c.Currency,
			english.Plural(c.Count, "transaction", "transactions"), partial(c.PartialDueToTimeout))
	}
	for i := range t.CreditCards {
		c := &t.CreditCards[i]
		p.line("  card     %s  %s  balance %s %s  %s%s", firstOf(c.Number, c.CardID, c.IBAN), c.Name, balanceOf(c.Balance, c.Unread), c.Currency,
			english.Plural(c.Count, "transaction", "transactions"), partial(c.PartialDueToTimeout))
	}
}

func firstOf(texts ...text.Text) text.Text {
	for _, t := range texts {
		if !t.Empty() {
			return t
		}
	}
	return text.Text{}
}

// balanceOf is the balance of an account or card, or why there is none.
func balanceOf(a *aisclient.Amount, unread []aisclient.UnreadCell) string {
	if a != nil {
		return a.String()
	}
	for _, c := range unread {
		if c.Field == "currencyBalance" {
			return "not read (" + c.Raw.String() + ")"
		}
	}
	return "not given"
}

func partial(yes bool) string {
	if yes {
		return ", cut short by the provider"
	}
	return ""
}

// totalsLine is one currency's totals on one line.
func totalsLine(t ledger.Totals) string {
	if t.Overflow {
		return fmt.Sprintf("%s  %s, too large to add up", t.Currency, english.Plural(t.Count, "transaction", "transactions"))
	}
	return fmt.Sprintf("%s  %s  in %s  out %s  net %s", t.Currency, english.Plural(t.Count, "transaction", "transactions"), t.In, t.Out, t.Net)
}
