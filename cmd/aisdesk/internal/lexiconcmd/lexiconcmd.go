// Package lexiconcmd has the commands about the lexicon.
package lexiconcmd

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/lexicon"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/cmd/aisdesk/internal/config"
)

// Commands are the commands about the lexicon.
func Commands(p *cli.Program) []*cobra.Command {
	prog := commands{p}
	return []*cobra.Command{prog.lexiconCommand()}
}

type commands struct{ *cli.Program }

// lexiconExample shows what a user's file looks like.
const lexiconExample = `The lexicon says by words, names, domains and file numbers what a row is. Your own entries stand in lexicon.toml beside
the config file; they add to the built-in ones, replace them by id, and switch them off:

  off = ["pl.shop.example"]

  [[group]]
  category = "gambling"        # or kind = "lender", "shop", "operator", ...
  sign     = "out"             # in, out or any
  source   = "own entry"       # the page or register that was read
  date     = "2026-11-28"
  entries  = [ { id = "my.club", names = ["tajny klub"], domains = ["tajnyklub.pl"] } ]`

func (prog commands) lexiconCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "lexicon",
		Short: "Check and try the words by which rows get their category",
		Long:  "Check and try the words by which rows get their category.\n\n" + lexiconExample,
		Args:  cli.OnlyBelow,
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(prog.lexiconCheckCommand(), prog.lexiconTryCommand(), prog.lexiconDiffCommand())
	return c
}

// countOrNo is so many things at the beginning of a line: "3 rows get", "1 row gets", "no row gets".
func countOrNo(n int, one, many string) string {
	if n == 0 {
		return "no " + one
	}
	return english.Plural(n, one, many)
}

// otherLexicon is the built-in lexicon with another file over it.
func otherLexicon(path string) (*lexicon.Set, []lexicon.Problem, error) {
	b, err := config.ReadLexicon(path)
	if err != nil {
		return nil, nil, cli.Usage(err)
	}
	set, problems := lexicon.Load(b)
	for i := range problems {
		problems[i].File = path
	}
	return set, problems, nil
}

// unusable is the error of a file with mistakes; nil where there are none.
func unusable(problems []lexicon.Problem) error {
	if len(problems) == 0 {
		return nil
	}
	return cli.Usage(errors.New("the lexicon has " + english.Plural(len(problems), "mistake", "mistakes") + ": what they are in is left out"))
}

func (prog commands) lexiconDiffCommand() *cobra.Command {
	var other string
	var out cli.Output
	c := &cobra.Command{
		Use:   "diff ID|FILE",
		Short: "Say which rows and checks of an import another lexicon would change",
		Long: `Say which rows of an import get another category, and which checks another outcome, if another file were your
lexicon.toml: that of --lexicon, or none. Checked are the claims saved with the import, and that there is no sign of
anything that can be denied.

` + cli.IDHelp,
		Example: "  aisdesk lexicon diff latest --lexicon new.toml",
		Args:    cli.OneArg("the import's ID or a file"),
		RunE: func(c *cobra.Command, args []string) error {
			if err := out.Settle(); err != nil {
				return err
			}
			set, problems := lexicon.Builtin(), []lexicon.Problem(nil)
			if other != "" {
				var err error
				if set, problems, err = otherLexicon(other); err != nil {
					return err
				}
			}
			for _, p := range problems {
				fmt.Fprintf(prog.Err, "warning: %s: the entry is left out\n", text.Clean(p.Error()))
			}
			err := prog.WithDataset(c.Context(), args[0], func(a *app.App, d app.Dataset, _ *aisclient.Import) error {
				prog.WarnOfEntries(a)
				return prog.diffLexicons(c.Context(), a, d, set, &out)
			})
			if err == nil {
				err = unusable(problems)
			}
			return err
		},
	}
	c.Flags().StringVar(&other, "lexicon", "", "`FILE` to take for your lexicon.toml; none is the built-in lexicon alone")
	out.Add(c, cli.Data...)
	return c
}

// rowChange and checkChange are changes as diff prints them.
type rowChange struct {
	Row      int32            `json:"row"`
	Date     string           `json:"date"`
	Amount   aisclient.Amount `json:"amount"`
	Currency string           `json:"currency"`
	Party    string           `json:"party,omitempty"`
	Title    string           `json:"title,omitempty"`
	Before   string           `json:"before"`
	After    string           `json:"after"`
	Why      string           `json:"why"`
}

type checkChange struct {
	Claim  string `json:"claim"`
	Before string `json:"before"`
	After  string `json:"after"`
}

type Change struct {
	Rows   []rowChange   `json:"rows"`
	Checks []checkChange `json:"checks"`
}

func (prog commands) diffLexicons(ctx context.Context, a *app.App, d app.Dataset, other *lexicon.Set, o *cli.Output) error {
	claims := app.SignClaims()
	if id := d.OpenedID(); id != "" {
		saved, err := a.Claims(ctx, id)
		if err != nil {
			return err
		}
		claims = app.NewClaimSet(append(claims, saved...)).List()
	}
	change, err := a.LexiconChange(ctx, d, claims, other)
	if err != nil {
		return err
	}
	out := describeChange(change)
	return prog.Print(ctx, o, cli.Document{Value: out, Records: out.Rows, Table: func(w io.Writer) error { return printChange(w, out) }})
}

func printChange(w io.Writer, out Change) error {
	p := &cli.Printer{W: w}
	p.Line("%s another category", countOrNo(len(out.Rows), "row gets", "rows get"))
	for _, r := range out.Rows {
		p.Line("  %s  %s %s  %s  %s: %s becomes %s (%s)", r.Date, r.Amount, r.Currency, r.Party, r.Title, r.Before, r.After, r.Why)
	}
	p.Line("%s another outcome", countOrNo(len(out.Checks), "check gets", "checks get"))
	for _, c := range out.Checks {
		p.Line("  %s %s becomes %s", c.Claim, c.Before, c.After)
	}
	return p.Err
}

func describeChange(change *app.LexiconChange) Change {
	out := Change{Rows: []rowChange{}, Checks: []checkChange{}}
	l := change.After.Ledger
	for _, c := range change.Rows {
		out.Rows = append(out.Rows, rowChange{c.Row, l.Date(c.Row).String(), l.Amount(c.Row), string(l.Currency(c.Row)), l.Party(c.Row).String(),
			l.Title(c.Row).String(), c.Before.String(), c.After.String(), change.After.Rows.Reason(c.Row)})
	}
	for _, c := range change.Checks {
		out.Checks = append(out.Checks, checkChange{c.Before.Claim, string(c.Before.Outcome), string(c.After.Outcome)})
	}
	return out
}
