// Package datacmd has the commands that print what an import holds: show, tx.
package datacmd

import (
	"io"

	"github.com/spf13/cobra"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// Commands are the commands that print what an import holds: show, tx.
func Commands(p *cli.Program) []*cobra.Command {
	prog := commands{p}
	return []*cobra.Command{prog.showCommand(), prog.txCommand()}
}

type commands struct{ *cli.Program }

func (prog commands) showCommand() *cobra.Command {
	var out cli.Output
	c := &cobra.Command{
		Use:   "show ID|FILE",
		Short: "Print what an import holds: owners, accounts, cards, totals",
		Long: `Print what an import holds: owners, accounts, cards, totals. Transactions are counted, not listed: "aisdesk tx" prints
them. As CSV it is a line for each account and card. "aisdesk schema show" describes the JSON.

` + cli.IDHelp,
		Args: cli.OneArg("the import's ID or a file"),
		RunE: func(c *cobra.Command, args []string) error {
			if err := out.Settle(); err != nil {
				return err
			}
			return prog.WithDataset(c.Context(), args[0], func(_ *app.App, d app.Dataset, imp *aisclient.Import) error {
				v, err := shownImport(c.Context(), d, imp)
				if err != nil {
					return err
				}
				if out.Form == cli.CSV { // its lines have no place for it
					p := prog.Warnings()
					p.Uncounted(v.Uncounted)
					p.Unread(imp, len(imp.Warnings))
				}
				return prog.Print(c.Context(), &out, cli.Document{Value: v, Sheet: v.sheet(),
					Table: func(w io.Writer) error { return printImport(w, d, imp, &v) }})
			})
		},
	}
	out.Add(c, cli.Data...)
	return c
}

func printImport(w io.Writer, d app.Dataset, imp *aisclient.Import, v *shown) error {
	p := &cli.Printer{W: w}
	p.Line("%s", d.Name)
	if d.Environment != "" {
		line := "environment  " + text.Clean(d.Environment).String()
		if d.OwnerExternalID != "" {
			line += ", customer id " + text.Clean(d.OwnerExternalID).String()
		}
		if !d.SavedAt.IsZero() {
			line += ", saved " + d.SavedAt.Local().Format("2006-01-02 15:04")
		}
		p.Fold("", "%s", line)
	}
	if c := imp.Command; c != nil {
		p.Line("command      %s %s", c.ID, c.State)
	}
	for i := range imp.Targets {
		printTarget(p, &imp.Targets[i])
	}
	p.Line("")
	for _, t := range v.Totals {
		p.Fold("", "%s", cli.TotalsLine(t))
	}
	for i := range v.Strangers {
		p.Fold("", "%s", v.Strangers[i].String())
	}
	p.Uncounted(v.Uncounted)
	p.Failed(imp)
	p.Unconfirmed(d.OwnerUnconfirmed)
	p.Unread(imp, len(imp.Warnings))
	for _, warn := range imp.Warnings {
		if !warn.Unread() {
			p.Fold("", "not understood: %s %s (%d times)", warn.What, warn.Path, warn.Count)
		}
	}
	return p.Err
}

func printTarget(p *cli.Printer, t *aisclient.Target) {
	p.Line("\n%s", firstOf(t.OfficialName, t.Name, t.Institution))
	for _, o := range t.Owners {
		p.Fold("  owner    ", "%s  %s  %s", o.Name, o.Kind, o.Address)
	}
	for i := range t.Accounts {
		c := &t.Accounts[i]
		p.Fold("  account  ", "%s  %s  balance %s %s  %s%s", c.IBAN, firstOf(c.FriendlyName, c.Name), balanceOf(c.Balance, c.Unread), c.Currency,
			english.Plural(c.Count, "transaction", "transactions"), partial(c.PartialDueToTimeout))
	}
	for i := range t.CreditCards {
		c := &t.CreditCards[i]
		p.Fold("  card     ", "%s  %s  balance %s %s  %s%s", firstOf(c.Number, c.CardID, c.IBAN), c.Name, balanceOf(c.Balance, c.Unread), c.Currency,
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
