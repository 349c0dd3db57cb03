package comparecmd

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/compare"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// print writes a diff for people: - is of A, + of B, ~ of both.
func (d *diff) print(w io.Writer) error {
	p := &cli.Printer{W: w}
	p.Line("A  %s", d.A.line())
	p.Line("B  %s", d.B.line())
	for _, w := range d.Warnings {
		p.Line("!  %s", w)
	}
	d.printIncomplete(&cli.Printer{W: p.W, Mark: "!  "})
	if d.Same {
		p.Line("")
		p.Line("Nothing differs.")
		return p.Err
	}
	for _, c := range d.Changes {
		p.Line("~  %s", change(c))
	}
	for i := range d.Accounts {
		d.Accounts[i].print(p)
	}
	printSums(p, d.Sums, "Sums of booked rows in the common days")
	return p.Err
}

// printIncomplete says of which side something could not be read: it can look like a difference, or hide one.
func (d *diff) printIncomplete(p *cli.Printer) {
	for _, s := range d.A.Incomplete {
		p.Fold("", "A: %s", s)
	}
	for _, s := range d.B.Incomplete {
		p.Fold("", "B: %s", s)
	}
}

func (d *periodDiff) printIncomplete(p *cli.Printer) {
	for _, s := range d.Incomplete {
		p.Fold("", "%s", s)
	}
}

// line says whose import it is, of which bank and days, and what it is called.
func (s *side) line() string {
	var parts []string
	for _, v := range []text.Text{s.Person, s.Banks} {
		if !v.Empty() {
			parts = append(parts, v.String())
		}
	}
	if s.Covered != nil {
		parts = append(parts, s.Covered.String())
	}
	return strings.Join(append(parts, english.Plural(s.Rows, "row", "rows"), text.Clean(s.Name).String(), cmp.Or(s.Environment, cases.FileEnvironment)), ", ")
}

func (a *account) print(p *cli.Printer) {
	p.Line("")
	name := strings.TrimSpace(a.Label.String() + " " + a.Number.String())
	if a.Label.Equal(a.Number) {
		name = a.Label.String()
	}
	switch a.On {
	case "a":
		p.Line("- %s is in A only, with %s", name, english.Plural(a.OutsideA, "row", "rows"))
		return
	case "b":
		p.Line("+ %s is in B only, with %s", name, english.Plural(a.OutsideB, "row", "rows"))
		return
	}
	p.Line("%s, %d new, %d missing, %d changed%s", name, len(a.New), len(a.Missing), len(a.Changed), a.days())
	for _, c := range a.Changes {
		p.Line("  ~ %s", change(c))
	}
	for i := range a.New {
		p.Line("  + %s", a.New[i].line())
	}
	for i := range a.Missing {
		p.Line("  - %s", a.Missing[i].line())
	}
	for i := range a.Changed {
		c := &a.Changed[i]
		p.Line("  ~ %s", c.B.line())
		for _, f := range c.Changes {
			p.Line("      %s", change(f))
		}
	}
}

// days says which days are common, and how many rows lie outside of them.
func (a *account) days() string {
	if a.From == 0 {
		return fmt.Sprintf("; no common days, %s in A and %d in B", english.Plural(a.OutsideA, "row", "rows"), a.OutsideB)
	}
	s := fmt.Sprintf("; common days %s to %s", a.From, a.To)
	if a.OutsideA+a.OutsideB > 0 {
		s += fmt.Sprintf(", on other days %s in A and %d in B", english.Plural(a.OutsideA, "row", "rows"), a.OutsideB)
	}
	return s
}

func change(c compare.Change) string { return fmt.Sprintf("%s: %q, now %q", c.What, c.A, c.B) }

// line is a row in a line.
func (r *diffRow) line() string {
	amount := "not read: " + r.Unread.String()
	if r.Amount != nil {
		amount = r.Amount.String() + " " + string(r.Currency)
	}
	parts := []string{r.Date.String(), amount}
	for _, s := range []text.Text{r.Party, r.Title} {
		if !s.Empty() {
			parts = append(parts, s.String())
		}
	}
	return strings.Join(parts, "  ")
}

func printSums(p *cli.Printer, sums []sum, title string) {
	if len(sums) == 0 {
		return
	}
	p.Line("")
	p.Line("%s", title)
	for i := range sums {
		s := &sums[i]
		s.print(p, s.Currency)
		if s.WithoutActs != nil {
			p.Line("  without the acts of people")
			s.WithoutActs.print(p, s.Currency)
		}
	}
}

func (s *sides) print(p *cli.Printer, c aisclient.Currency) {
	p.Line("  A  %s", cli.BookedLine(s.A))
	p.Line("  B  %s", cli.BookedLine(s.B))
	if s.Difference != nil {
		p.Line("     net of B minus A: %s %s", *s.Difference, c)
	}
}

// print writes what differs between two periods.
func (d *periodDiff) print(w io.Writer) error {
	p := &cli.Printer{W: w}
	p.Line("A  %s to %s: %s", d.A.From, d.A.To, d.A.said)
	p.Line("B  %s to %s: %s", d.B.From, d.B.To, d.B.said)
	d.printIncomplete(&cli.Printer{W: p.W, Mark: "!  "})
	for _, x := range d.Accounts {
		p.Line("   of %s it covers %s in A, %s in B", text.Clean(x.Label), x.A, x.B)
	}
	p.Line("")
	if len(d.Streams) == 0 {
		p.Line("%s", d.silence)
	}
	for i := range d.Streams {
		s := &d.Streams[i]
		p.Line("%-8s %-3s %s, %s, %s: %s, now %s %s a month", s.became, s.Direction, s.Payer, strings.ReplaceAll(s.Category, "_", " "), s.rhythm,
			ledger.Cents(s.A), ledger.Cents(s.B), s.Currency)
		if w := s.WithoutActs; w != nil {
			p.Line("%-8s     without the acts of people: %s, %s, now %s %s a month", "", w.became, ledger.Cents(w.A), ledger.Cents(w.B), s.Currency)
		}
	}
	printSums(p, d.Sums, "Sums of booked rows")
	return p.Err
}
