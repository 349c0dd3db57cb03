package lexiconcmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/lexicon"
	"aisdesk/aisclient/money"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// triedRow is a row that nobody has: what "lexicon try" asks about.
type triedRow struct{ title, party, kind, country, amount string }

func (prog commands) lexiconTryCommand() *cobra.Command {
	var r triedRow
	var out cli.Output
	c := &cobra.Command{
		Use:     "try TEXT",
		Short:   "Say what a row with this text would be, and why",
		Long:    "Say what a row with this title would be, and why: the category, how far it can be relied on, the entry that decided, the words.",
		Example: "  aisdesk lexicon try \"WYNAGRODZENIE ZA LISTOPAD\" --party \"Fabryka Gwoździ sp. z o.o.\" --amount 5000",
		Args:    cli.OneArg("the text"),
		RunE: func(c *cobra.Command, args []string) error {
			if err := out.Settle(); err != nil {
				return err
			}
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
			t, err := try(c.Context(), imp, set)
			if err != nil {
				return err
			}
			return prog.Print(c.Context(), &out, cli.Document{Value: t, Table: t.print})
		},
	}
	out.Add(c, cli.Data...)
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
	amount, err := money.Parse(r.amount)
	if errors.As(err, new(*money.TwoReadings)) {
		return nil, fmt.Errorf("--amount: %w", err)
	}
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

// tried is what a row would be.
type tried struct {
	Category   string    `json:"category"`
	Confidence string    `json:"confidence"` // low, medium or high
	Why        string    `json:"why"`        // what decided the category
	Words      text.Text `json:"words,omitzero"`
	Note       string    `json:"note,omitempty"`
	// Entry is the entry of the lexicon that decided, where one did.
	Entry *triedEntry `json:"entry,omitempty"`
	// WeakSigns are categories of which the row has a sign that decides nothing.
	WeakSigns []string `json:"weakSigns,omitempty"`

	label string // the category for people
}

type triedEntry struct {
	ID     string `json:"id"`
	File   string `json:"file"`
	Source string `json:"source"`
	Date   string `json:"date"` // on which the source was read
}

// try puts the only row of an import into a category.
func try(ctx context.Context, imp *aisclient.Import, set *lexicon.Set) (*tried, error) {
	l, err := ledger.FromImport(imp)
	if err != nil {
		return nil, err
	}
	a, err := insight.Analyse(ctx, l, insight.Options{Lexicon: func() *lexicon.Set { return set }, Today: aisclient.DateIn(time.Now())})
	if err != nil {
		return nil, err
	}
	w, of := a.Rows.Why(0), a.Rows.Of(0)
	t := &tried{Category: of.String(), Confidence: w.Confidence.String(), Why: a.Rows.Reason(0), Words: text.Clean(w.Words), Note: w.Note, label: of.Label()}
	if e, ok := set.Entry(w.Entry); ok {
		t.Entry = &triedEntry{e.ID, e.File, e.Source, e.Date}
	}
	for _, c := range a.Rows.Weak(0) {
		t.WeakSigns = append(t.WeakSigns, c.String())
	}
	return t, nil
}

func (t *tried) print(to io.Writer) error {
	p := &cli.Printer{W: to}
	p.Line("category    %s (%s)", t.Category, t.label)
	p.Line("confidence  %s", t.Confidence)
	p.Line("why         %s", t.Why)
	for _, f := range []struct{ name, value string }{{"words", t.Words.String()}, {"note", t.Note}} {
		if f.value != "" {
			p.Line("%-10s  %s", f.name, f.value)
		}
	}
	if e := t.Entry; e != nil {
		p.Line("entry       %s, %s, source %s of %s", e.ID, e.File, e.Source, e.Date)
	}
	for _, c := range t.WeakSigns {
		p.Line("weak sign   %s", c)
	}
	return p.Err
}
