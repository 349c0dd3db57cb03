package lexiconcmd

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"aisdesk/aisclient/english"
	"aisdesk/aisclient/lexicon"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
)

func (prog commands) lexiconCheckCommand() *cobra.Command {
	var out cli.Output
	c := &cobra.Command{
		Use:   "check [FILE]",
		Short: "Say what is wrong with your lexicon, what is old, and what there is",
		Long: `Say what is wrong with your lexicon.toml, or with FILE in its place: entries that cannot be used, with the reason.
Then which entries were read from their source more than 18 months ago, and how many there are by kind and country.

Exit code 0 is a lexicon without faults, 2 one with entries that are left out.`,
		Args: cli.AtMostOneArg,
		RunE: func(c *cobra.Command, args []string) error {
			if err := out.Settle(); err != nil {
				return err
			}
			set, problems, err := prog.lexiconToCheck(args)
			if err != nil {
				return err
			}
			s := checkedLexicon(set, problems, time.Now())
			err = prog.Print(c.Context(), &out, cli.Document{Value: s, Table: func(io.Writer) error { return prog.printLexicon(s) }})
			if err == nil {
				err = unusable(problems)
			}
			return err
		},
	}
	out.Add(c, cli.Data...)
	return c
}

// lexiconToCheck is the lexicon of the settings, or with another file.
func (prog commands) lexiconToCheck(args []string) (*lexicon.Set, []lexicon.Problem, error) {
	if len(args) > 0 {
		return otherLexicon(args[0])
	}
	a, err := prog.App(cli.SandboxFlags{})
	if err != nil {
		return nil, nil, err
	}
	defer a.Close()
	set, problems := a.Lexicon()
	return set, problems, nil
}

// State is what check prints.
type State struct {
	Version  string         `json:"version"` // the newest date of a source
	Hash     string         `json:"hash"`
	Entries  int            `json:"entries"`
	Own      int            `json:"own"`
	Problems []string       `json:"problems"`
	Old      []oldEntry     `json:"old"` // their source was read more than 18 months ago
	Counts   []lexiconCount `json:"counts"`
}

type oldEntry struct {
	ID   string `json:"id"`
	Date string `json:"date"`
}

// lexiconCount is how many entries a kind has in a country; words are the kind of entries that name no counterparty.
type lexiconCount struct {
	Country string `json:"country"`
	Kind    string `json:"kind"`
	Entries int    `json:"entries"`
}

func checkedLexicon(set *lexicon.Set, problems []lexicon.Problem, now time.Time) State {
	s := State{Version: set.Version(), Hash: set.Hash(), Entries: len(set.Entries()), Problems: []string{}, Old: []oldEntry{}}
	for _, p := range problems {
		s.Problems = append(s.Problems, text.Clean(p.Error()).String())
	}
	for _, e := range set.Stale(now) {
		s.Old = append(s.Old, oldEntry{e.ID, e.Date})
	}
	counts := map[lexiconCount]int{}
	for _, e := range set.Entries() {
		if e.User {
			s.Own++
		}
		counts[lexiconCount{Country: countryOf(e), Kind: kindOf(e)}]++
	}
	for c, n := range counts {
		c.Entries = n
		s.Counts = append(s.Counts, c)
	}
	slices.SortFunc(s.Counts, func(a, b lexiconCount) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Country, b.Country))
	})
	return s
}

func countryOf(e *lexicon.Entry) string {
	switch {
	case e.User:
		return "own"
	case e.Country == "":
		return "all"
	}
	return e.Country
}

func kindOf(e *lexicon.Entry) string {
	if e.Kind == lexicon.NoKind {
		return "words"
	}
	return e.Kind.String()
}

// oldShown is how many old entries are listed by name.
const oldShown = 20

func (prog commands) printLexicon(s State) error {
	p := &cli.Printer{W: prog.Out}
	p.Line("lexicon %s (%s): %s, %d of them your own", s.Version, s.Hash, english.Plural(s.Entries, "entry", "entries"), s.Own)
	for _, x := range s.Problems {
		p.Line("left out: %s", x)
	}
	p.Line("%s read from the source more than 18 months ago", countOrNo(len(s.Old), "entry was", "entries were"))
	for i, e := range s.Old {
		if i == oldShown {
			p.Line("  and %d more; --json lists all", len(s.Old)-oldShown)
			break
		}
		p.Line("  %s, %s", e.ID, e.Date)
	}
	p.Line("")
	if p.Err != nil {
		return p.Err
	}
	return printCounts(prog, s.Counts)
}

// printCounts prints a line a kind and a column a country.
func printCounts(prog commands, counts []lexiconCount) error {
	var countries, kinds []string
	for _, c := range counts {
		if !slices.Contains(countries, c.Country) {
			countries = append(countries, c.Country)
		}
		if !slices.Contains(kinds, c.Kind) {
			kinds = append(kinds, c.Kind)
		}
	}
	slices.Sort(countries)
	cols := cli.Columns{{Head: "KIND"}}
	for _, c := range countries {
		cols = append(cols, cli.Column{Head: c, Numeric: true})
	}
	var lines [][]string
	sums := make([]int, len(countries))
	for _, kind := range kinds {
		line := make([]string, len(countries)+1)
		line[0] = kind
		for _, c := range counts {
			if at := slices.Index(countries, c.Country); c.Kind == kind {
				line[at+1] = strconv.Itoa(c.Entries)
				sums[at] += c.Entries
			}
		}
		lines = append(lines, line)
	}
	last := []string{"together"}
	for _, n := range sums {
		last = append(last, fmt.Sprint(n))
	}
	return cli.PrintAligned(prog.Out, cols, append(lines, last))
}
