package lexiconcmd

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/lexicon"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// triedRow is a row that nobody has: what "lexicon try" asks about.
type triedRow struct{ title, party, kind, country, amount string }

func (prog commands) lexiconTryCommand() *cobra.Command {
	var r triedRow
	c := &cobra.Command{
		Use:     "try TEXT",
		Short:   "Say what a row with this text would be, and why",
		Long:    "Say what a row with this title would be, and why: the category, how far it can be relied on, the entry that decided, the words.",
		Example: "  aisdesk lexicon try \"WYNAGRODZENIE ZA LISTOPAD\" --party \"Fabryka Gwoździ sp. z o.o.\" --amount 5000",
		Args:    cli.OneArg("the text"),
		RunE: func(c *cobra.Command, args []string) error {
			r.title = args[0]
			imp, err := r.reply()
			if err != nil {
				return cli.Usage(err)
			}
			a, err := prog.App(cli.SandboxFlags{})
			if err != nil {
				return err
			}
			defer a.Close()
			prog.WarnOfEntries(a)
			set, _ := a.Lexicon()
			return prog.tryRow(c.Context(), imp, set)
		},
	}
	s := c.Flags()
	s.StringVar(&r.party, "party", "", "`NAME` of the counterparty")
	s.StringVar(&r.kind, "kind", "", "`KIND` of transaction in the bank's words")
	s.StringVar(&r.country, "country", "PL", "`COUNTRY` of the account, two letters")
	s.StringVar(&r.amount, "amount", "-10", "`AMOUNT`; negative is outgoing")
	return c
}

// everydayCurrency are the currencies of countries without the euro.
var everydayCurrency = map[string]aisclient.Currency{"PL": "PLN", "CZ": "CZK", "GB": "GBP"}

// reply is an import of one account with the row alone.
func (r triedRow) reply() (*aisclient.Import, error) {
	country := strings.ToUpper(r.country)
	if len(country) != 2 || country[0] < 'A' || country[0] > 'Z' || country[1] < 'A' || country[1] > 'Z' {
		return nil, fmt.Errorf("--country: %q is not two letters, such as PL, CZ or ES", r.country)
	}
	amount, err := aisclient.ParseAmount(r.amount)
	if err != nil || amount == 0 {
		return nil, fmt.Errorf("--amount: %q is not an amount such as -10 or 5000.50", r.amount)
	}
	currency := everydayCurrency[country]
	if currency == "" {
		currency = "EUR"
	}
	row := aisclient.Transaction{Amount: amount, Title: text.Clean(r.title), Party: text.Clean(r.party), Kind: text.Clean(r.kind), BookedOn: aisclient.DateIn(time.Now())}
	account := aisclient.Account{IBAN: text.Clean(country + "000000000000000000"), Currency: currency, Transactions: []aisclient.Transaction{row}}
	return &aisclient.Import{Targets: []aisclient.Target{{Accounts: []aisclient.Account{account}}}}, nil
}

func (prog commands) tryRow(ctx context.Context, imp *aisclient.Import, set *lexicon.Set) error {
	l, err := ledger.FromImport(imp)
	if err != nil {
		return err
	}
	a, err := insight.Analyse(ctx, l, insight.Options{Lexicon: func() *lexicon.Set { return set }, Today: aisclient.DateIn(time.Now())})
	if err != nil {
		return err
	}
	p := &cli.Printer{W: prog.Out}
	w := a.Rows.Why(0)
	p.Line("category    %s (%s)", a.Rows.Of(0), a.Rows.Of(0).Label())
	p.Line("confidence  %s", w.Confidence)
	p.Line("why         %s", a.Rows.Reason(0))
	for _, f := range []struct{ name, value string }{{"words", text.Clean(w.Words).String()}, {"note", w.Note}} {
		if f.value != "" {
			p.Line("%-10s  %s", f.name, f.value)
		}
	}
	if e, ok := set.Entry(w.Entry); ok {
		p.Line("entry       %s, %s, source %s of %s", e.ID, e.File, e.Source, e.Date)
	}
	for _, c := range a.Rows.Weak(0) {
		p.Line("weak sign   %s", c)
	}
	return p.Err
}
