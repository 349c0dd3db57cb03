package casecmd

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/library"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// listedCase is one case of the list.
type listedCase struct {
	ID       string    `json:"id"`
	Label    string    `json:"label,omitempty"`
	People   []string  `json:"people"`
	Status   string    `json:"status"`
	Decision string    `json:"decision,omitempty"` // approve, refer or reject; "waiting" behind it where a second person is to agree, "not sent" where the team's store lacks it
	Stale    bool      `json:"stale"`              // what the decision rests on has changed since
	Imports  int       `json:"imports"`
	Files    int       `json:"files"`
	Tags     []string  `json:"tags"`
	Events   int64     `json:"events"`
	Changed  time.Time `json:"changed,omitzero"`
	ReadOnly string    `json:"readOnly,omitempty"`
	Error    string    `json:"error,omitempty"` // why the case cannot be read
}

func listed(ctx context.Context, a *app.App, l cases.Listed) listedCase {
	out := listedCase{ID: l.ID, People: []string{}, Tags: []string{}}
	if l.Err != nil {
		out.Error = l.Err.Error()
		return out
	}
	s := l.State
	out.Label, out.Status, out.Decision, out.Stale = s.Label, s.Status, decisionWord(s, cases.Settled(ctx, a.Cases.Cases, s)), s.Stale() != nil
	out.Imports, out.Files, out.Events, out.Changed, out.ReadOnly = len(s.Imports), len(s.Files), s.Head.Seq, s.Changed, s.ReadOnly
	out.Tags = append(out.Tags, s.Tags...)
	for _, p := range s.People {
		out.People = append(out.People, p.Name)
	}
	return out
}

// decisionWord is the decision of a case of which the events up to a number keep theirs.
func decisionWord(s *casefile.State, settled int64) string {
	d := s.Decision
	if d == nil {
		return ""
	}
	word := string(d.Outcome)
	if d.Waiting {
		word += ", waiting"
	}
	if d.Event.Seq > settled {
		word += ", not sent"
	}
	return word
}

func (prog commands) listCommand() *cobra.Command {
	var out cli.Output
	c := &cobra.Command{Use: "list", Short: "List the cases, newest first", Args: cli.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := out.Settle(); err != nil {
				return err
			}
			return prog.withArchive(c.Context(), func(a *app.App) error {
				all, err := a.Cases.List(c.Context())
				if err != nil {
					return err
				}
				list := make([]listedCase, len(all))
				for i := range all {
					list[i] = listed(c.Context(), a, all[i])
				}
				return prog.Print(c.Context(), &out, cli.Document{Value: list, Table: func(w io.Writer) error { return printList(w, prog.Remarks(), list) }})
			})
		}}
	out.Add(c, cli.Data...)
	return c
}

func printList(w, none io.Writer, list []listedCase) error {
	if len(list) == 0 {
		_, err := fmt.Fprintln(none, "There are no cases yet. \"aisdesk case new LABEL\" begins one.")
		return err
	}
	cols := cli.Columns{{Head: "ID", Whole: true}, {Head: "CASE"}, {Head: "STATUS"}, {Head: "DECISION"}, {Head: "IMPORTS", Numeric: true, Spare: 2}, {Head: "TAGS", Spare: 1}}
	var lines [][]string
	for _, l := range list {
		name := l.Label
		if name == "" {
			name = strings.Join(l.People, ", ")
		}
		decision := l.Decision
		if l.Stale {
			decision += " (stale)"
		}
		if l.ReadOnly != "" {
			l.Status += " (read-only: run check)"
		}
		if l.Error != "" {
			name = "cannot be read: " + l.Error
		}
		lines = append(lines, []string{l.ID, name, l.Status, decision, fmt.Sprint(l.Imports + l.Files), strings.Join(l.Tags, ", ")})
	}
	return cli.PrintAligned(w, cols, lines)
}

// shownCase is a case with everything that is in force.
type shownCase struct {
	listedCase
	Persons  []casefile.Person `json:"persons"`
	Replies  []casefile.Import `json:"replies"`
	Papers   []casefile.File   `json:"statementFiles"`
	Notes    []shownNote       `json:"notes"`
	Excluded []shownRow        `json:"excluded"`
	Changed  []shownRow        `json:"relabelled"`
	// Accounts, Transfers and Months are of all imports read as one; Missing are imports that cannot be read.
	Accounts  int `json:"accounts"`
	Transfers int `json:"transfers"`
	Ambiguous int `json:"ambiguousTransfers"`
	// Unclear are the rows of those transfers: money went between the accounts, and which row belongs to which is not known.
	Unclear []unclearTransfer `json:"ambiguousRows"`
	Months  []string          `json:"fullMonths"`
	Gaps    []string          `json:"gaps"`
	Missing []string          `json:"missing"`
	// Incomplete says what could not be read of the replies, or did not come.
	Incomplete []string                `json:"incomplete,omitempty"`
	Kept       string                  `json:"kept"` // until when
	Failed     []casefile.FailedImport `json:"failedImports,omitempty"`
	Apart      []string                `json:"apart"` // imports of guarantors
	Head       string                  `json:"head"`  // hash of the last event
	// Badge is SANDBOX, TEST or FILE, or one of the first two with FILE behind it; left out for live data alone.
	Badge string `json:"badge,omitempty"`
	// Foreign are imports and files of which no account belongs to a person of the case, WithoutAccount the applicant who has
	// no account in the data.
	Foreign        []foreignImport `json:"foreignImports,omitempty"`
	WithoutAccount string          `json:"applicantWithoutAccount,omitempty"`
	// Decided is the program's verdict when the decision was made; left out where there is none, or it kept none.
	Decided *decisionVerdict `json:"decisionVerdict,omitempty"`
	// OtherRules says which of the rules and lexicons that the decision rests on are others now; left out where none are.
	OtherRules string `json:"decisionByOtherRules,omitempty"`
}

// unclearTransfer are rows that pair as transfers between the accounts in more than one way.
type unclearTransfer struct {
	Out []transferRow `json:"out"`
	In  []transferRow `json:"in"`
}

// transferRow is a row that may be one side of a transfer.
type transferRow struct {
	RowID    string           `json:"rowId"`
	Date     string           `json:"date"`
	Amount   aisclient.Amount `json:"amount"`
	Currency string           `json:"currency"`
	Account  string           `json:"account"`
	Party    string           `json:"party,omitempty"`
}

func unclear(v *cases.View) []unclearTransfer {
	l := v.Ledger
	side := func(rows []int32) []transferRow {
		out := make([]transferRow, len(rows))
		for i, row := range rows {
			out[i] = transferRow{l.RowID(row), l.Date(row).String(), l.Amount(row), string(l.Currency(row)), l.Source(row).Label().String(), l.Party(row).String()}
		}
		return out
	}
	out := []unclearTransfer{}
	for _, a := range v.Ambiguous {
		out = append(out, unclearTransfer{side(a.Out), side(a.In)})
	}
	return out
}

// decisionVerdict is the program's verdict by which somebody decided.
type decisionVerdict struct {
	Verdict string               `json:"verdict"`        // confirmed, refuted, inconclusive, or no claims
	Rules   string               `json:"rules"`          // the version of the rules
	Lexicon string               `json:"lexiconVersion"` // the version of the lexicon
	Hash    string               `json:"lexiconHash"`    // of the lexicon
	Checks  []casefile.KeptCheck `json:"checks"`
}

func verdictOf(d *casefile.Decided) *decisionVerdict {
	if d == nil {
		return nil
	}
	verdict, checks := d.Kept()
	if verdict == "" {
		return nil
	}
	return &decisionVerdict{verdict, d.Rules.Set, d.Rules.Lexicon, d.Rules.LexiconHash, append([]casefile.KeptCheck{}, checks...)}
}

// foreignImport is an import of nobody in the case.
type foreignImport struct {
	Import string   `json:"import"`
	Owners []string `json:"owners"` // whom the bank names
}

type shownNote struct {
	At     time.Time `json:"at"`
	Author string    `json:"author"`
	Text   string    `json:"text"`
	Rows   int       `json:"rows,omitempty"`
}

// shownRow is a row that somebody excluded or relabelled.
type shownRow struct {
	RowID    string           `json:"rowId"`
	Date     string           `json:"date"`
	Amount   aisclient.Amount `json:"amount"`
	Currency string           `json:"currency"`
	Party    string           `json:"party,omitempty"`
	Was      string           `json:"was,omitempty"`
	Is       string           `json:"is,omitempty"`
	Reason   string           `json:"reason"`
	Author   string           `json:"author"`
}

func shown(ctx context.Context, a *app.App, d app.Dataset) shownCase {
	v := d.View
	s := v.State
	out := shownCase{listedCase: listed(ctx, a, cases.Listed{ID: s.ID, State: s}), Persons: append([]casefile.Person{}, s.People...),
		Replies: append([]casefile.Import{}, s.Imports...), Papers: append([]casefile.File{}, s.Files...),
		Notes: []shownNote{}, Excluded: []shownRow{}, Changed: []shownRow{}, Accounts: len(v.Accounts), Transfers: len(v.Transfers), Ambiguous: len(v.Ambiguous), Unclear: unclear(v),
		Months: []string{}, Gaps: []string{}, Missing: []string{}, Apart: append([]string{}, v.Apart...), Head: s.Head.Hash, Failed: s.Failed, Kept: expires(a, s), Decided: verdictOf(s.Decision), OtherRules: d.OtherRules()}
	out.Incomplete = cli.Incomplete(d.Ledger.Import())
	environment := report.EnvironmentOf(d.Environment, true, len(s.Imports)+len(s.Files))
	out.Badge, out.WithoutAccount = string(report.BadgeOf(environment, len(s.Files) > 0)), cases.WithoutAccount(s, d.Ledger)
	for _, x := range v.Foreign() {
		out.Foreign = append(out.Foreign, foreignImport{x.Import, x.Owners})
	}
	for _, n := range s.Notes {
		out.Notes = append(out.Notes, shownNote{n.Event.Time, n.Event.Author, n.Text, len(n.Rows)})
	}
	for _, row := range d.Acts.Rows() {
		m := d.Acts.Of(row)
		one := shownRow{RowID: d.Ledger.RowID(row), Date: d.Ledger.Date(row).String(), Amount: d.Ledger.Amount(row), Currency: string(d.Ledger.Currency(row)),
			Party: d.Ledger.Party(row).String()}
		if x := m.Excluded; x != nil {
			one.Reason, one.Author = x.Reason, x.Event.Author
			out.Excluded = append(out.Excluded, one)
		}
		if r := m.Relabelled; r != nil {
			one.Was, one.Is, one.Reason, one.Author = r.Was, r.Category, r.Reason, r.Event.Author
			out.Changed = append(out.Changed, one)
		}
	}
	for _, p := range v.Months() {
		out.Months = append(out.Months, p.String())
	}
	for i, a := range v.Accounts {
		for _, g := range a.Gaps {
			out.Gaps = append(out.Gaps, v.Ledger.Sources()[i].Label().String()+": "+g.String())
		}
	}
	for _, m := range v.Missing {
		out.Missing = append(out.Missing, m.String())
	}
	return out
}

func (prog commands) showCommand() *cobra.Command {
	var out cli.Output
	c := &cobra.Command{Use: "show CASE", Short: "Print a case: people, imports, acts in force, decision", Long: "Print a case: people, imports, acts in force, decision.\n\n" + caseHelp,
		Args: cli.OneArg("the case"),
		RunE: func(c *cobra.Command, args []string) error {
			if err := out.Settle(); err != nil {
				return err
			}
			return prog.withCase(c.Context(), args[0], false, func(a *app.App, id string) error {
				d, err := cli.CaseDataset(c.Context(), prog.Streams, a, id)
				if err != nil {
					return err
				}
				index, err := a.Library.Index(c.Context())
				if err != nil {
					return err
				}
				v := shown(c.Context(), a, d)
				return prog.Print(c.Context(), &out, cli.Document{Value: v, Table: func(w io.Writer) error { return printCase(w, index, d, v) }})
			})
		}}
	out.Add(c, cli.Data...)
	return c
}

func printCase(w io.Writer, index *library.Index, d app.Dataset, v shownCase) error {
	p := &cli.Printer{W: w}
	s := d.View.State
	p.Line("%s  %s", v.ID, v.Label)
	if v.Badge != "" {
		p.Line("badge       %s", v.Badge)
	}
	p.Line("status      %s", v.Status)
	p.Line("kept        %s", v.Kept)
	if s.ReadOnly != "" {
		p.Line("read-only   %s", text.Clean(s.ReadOnly))
	}
	for _, one := range s.People {
		p.Line("person      %s, %s, owner %s", one.Name, one.Role, one.OwnerExternalID)
	}
	for _, i := range s.Imports {
		p.Line("import      %s  %s, %s, owner %s", i.Import, summary(index, i.Import, i.Saved), i.Environment, i.OwnerExternalID)
	}
	for _, f := range s.Files {
		p.Line("file        %s  %s, %s (FILE: confirms nothing by itself)", f.Import, f.Name, summary(index, f.Import, f.Saved))
	}
	for _, x := range v.Foreign {
		p.Line("warning     no account of %s belongs to a person of the case: the bank names %s", x.Import, english.List(x.Owners))
	}
	if v.WithoutAccount != "" {
		p.Line("warning     no account belongs to the applicant %s", v.WithoutAccount)
	}
	for _, m := range v.Missing {
		p.Line("missing     %s", m)
	}
	for _, x := range s.Failed {
		p.Line("failed      %s of %s: %s", cmp.Or(x.Bank, "a bank"), x.OwnerExternalID, text.Clean(x.Cause))
	}
	for _, i := range v.Apart {
		p.Line("apart       %s is a guarantor's: in no sum of the applicants", i)
	}
	p.Line("data        %s, %s, %s between the accounts", english.Plural(v.Accounts, "account", "accounts"),
		english.Plural(d.Ledger.Len(), "transaction", "transactions"), english.Plural(v.Transfers, "transfer", "transfers"))
	for _, x := range v.Incomplete {
		p.Line("incomplete  %s", x)
	}
	printUnclear(p, v.Unclear)
	for _, g := range v.Gaps {
		p.Line("gap         %s", g)
	}
	if len(s.Tags) > 0 {
		p.Line("tags        %s", strings.Join(s.Tags, ", "))
	}
	for _, r := range v.Excluded {
		p.Line("excluded    %s %s %s %s: %s (%s)", r.Date, r.Amount, r.Currency, r.Party, r.Reason, r.Author)
	}
	for _, r := range v.Changed {
		p.Line("relabelled  %s %s %s %s: %s, was %s: %s (%s)", r.Date, r.Amount, r.Currency, r.Party, r.Is, r.Was, r.Reason, r.Author)
	}
	for _, n := range v.Notes {
		p.Line("note        %s (%s, %s)", n.Text, n.Author, n.At.Local().Format("2006-01-02 15:04"))
	}
	printDecision(p, s)
	if v.OtherRules != "" {
		p.Line("            OTHER RULES now than it was made by: %s", v.OtherRules)
	}
	return p.Err
}

// summary names an import in a line; of one that is not in the archive the case knows when it was saved.
func summary(index *library.Index, id string, saved time.Time) string {
	return cmp.Or(index.Summary(id), "saved "+saved.Local().Format(time.DateOnly))
}

// printUnclear lists the rows that pair in several ways.
func printUnclear(p *cli.Printer, all []unclearTransfer) {
	if len(all) > 0 {
		p.Line("            %s in several ways and not taken:", english.Plural(len(all), "group of rows pairs", "groups of rows pair"))
	}
	for _, u := range all {
		name := "unclear"
		for _, r := range slices.Concat(u.Out, u.In) {
			p.Line("%-11s %s %s %s %s, %s (%s)", name, r.Date, r.Amount, r.Currency, r.Account, cmp.Or(r.Party, "no counterparty"), r.RowID)
			name = ""
		}
	}
}

func printDecision(p *cli.Printer, s *casefile.State) {
	d := s.Decision
	if d == nil {
		return
	}
	p.Line("decision    %s: %s (%s, %s)", d.Outcome, d.Reason, d.Event.Author, d.Event.Time.Local().Format("2006-01-02 15:04"))
	if v := verdictOf(d); v != nil {
		said := v.Verdict
		if n := len(v.Checks); n > 0 {
			said += ", " + english.Plural(n, "claim", "claims")
		}
		p.Line("            the program's verdict then: %s; rules %s, lexicon %s (%s)", said, v.Rules, v.Lexicon, v.Hash)
	}
	switch {
	case d.Waiting:
		p.Line("            waits for a second person: four eyes")
	case d.Second != nil:
		p.Line("            agreed: %s, %s", d.Second.Author, d.Second.Time.Local().Format("2006-01-02 15:04"))
	}
	if d.NamesClaimed {
		p.Line("            without signatures the two names are only claimed")
	}
	for _, e := range s.Stale() {
		p.Line("            STALE: event %d (%s, %s) came after it", e.Seq, e.Kind, e.Author)
	}
}
