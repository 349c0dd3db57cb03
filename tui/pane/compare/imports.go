package compare

import (
	"cmp"
	"fmt"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/compare"
	"aisdesk/aisclient/text"
	"aisdesk/tui/cell"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/format"
	"aisdesk/tui/pane/page"
	"aisdesk/tui/theme"
)

// most is how many rows of a kind are listed; the command lists all.
const most = 500

// listing writes what differs as lines.
type listing struct {
	env   *pane.Env
	found *imports
}

func (p listing) writer() format.Writer { return format.From(p.env) }

func (p listing) sections() []page.Section {
	out := []page.Section{{Title: "Imports", Lines: func(w int) []page.Line {
		lines := append(p.side("A", p.found.a), p.side("B", p.found.b)...)
		for _, warning := range app.Mismatch(p.found.a, p.found.b) {
			lines = append(lines, p.wrapped(w, "", p.env.Theme.Glyphs().Warn+" "+warning, theme.Warn)...)
		}
		for _, c := range p.found.diff.Changes {
			lines = append(lines, p.line("~", theme.Accent, p.change(c)))
		}
		if p.found.diff.Empty() {
			lines = append(lines, page.Row(p.env.Theme, nil, page.Piece{Text: "Nothing differs.", Role: theme.Good}))
		}
		return lines
	}}}
	for i := range p.found.diff.Accounts {
		if a := &p.found.diff.Accounts[i]; !a.Same() {
			out = append(out, p.account(a))
		}
	}
	if s := p.sums("Sums of booked rows in the common days", p.found.diff.Sums); s != nil {
		out = append(out, *s)
	}
	return out
}

// side says whose import it is and of which bank, and below that its days and when it was saved.
func (p listing) side(name string, d app.Dataset) []page.Line {
	w := p.writer()
	who := w.Private(text.Clean(cmp.Or(d.Person(), d.Name)))
	if banks := d.Banks(); !banks.Empty() {
		who += ", " + banks.String()
	}
	about := english.Plural(d.Ledger.Len(), "row", "rows")
	if days := d.Days(p.env.Now()); bounded(days) {
		about = days.String() + ", " + about
	}
	if !d.SavedAt.IsZero() {
		about += ", saved " + d.SavedAt.In(p.env.Now().Location()).Format("2006-01-02 15:04")
	}
	about += ", " + d.Badge()
	return []page.Line{page.Row(p.env.Theme, pane.OpenSaved{ID: d.ID, Who: d.Person()}, page.Piece{Text: name, Role: theme.Strong, W: 2}, page.Piece{Text: who}),
		page.Row(p.env.Theme, nil, page.Piece{W: 2}, page.Piece{Text: about, Role: theme.Dim})}
}

// account is what differs of an account: + of B, - of A, ~ of both.
func (p listing) account(a *compare.Account) page.Section {
	w := p.writer()
	title := w.Private(a.Label)
	return page.Section{Title: title, Note: p.count(a), Lines: func(int) []page.Line {
		var lines []page.Line
		switch {
		case len(a.A) == 0:
			return []page.Line{p.line("+", theme.Good, "this account is in B only, with "+english.Plural(len(a.OutsideB), "row", "rows"))}
		case len(a.B) == 0:
			return []page.Line{p.line("-", theme.Bad, "this account is in A only, with "+english.Plural(len(a.OutsideA), "row", "rows"))}
		}
		lines = append(lines, p.days(a))
		for _, c := range a.Changes {
			lines = append(lines, p.line("~", theme.Accent, p.change(c)))
		}
		lines = append(lines, p.rows("+", theme.Good, p.found.b, a.New)...)
		lines = append(lines, p.rows("-", theme.Bad, p.found.a, a.Missing)...)
		return append(lines, p.changed(a)...)
	}}
}

func (p listing) count(a *compare.Account) string {
	switch {
	case len(a.A) == 0:
		return "in B only"
	case len(a.B) == 0:
		return "in A only"
	}
	return fmt.Sprintf("%d new, %d missing, %d changed", len(a.New), len(a.Missing), len(a.Changed))
}

// days says which days both speak of, and what lies outside of them.
func (p listing) days(a *compare.Account) page.Line {
	s := "no days that both cover"
	if bounded(a.Common) {
		s = "both cover " + a.Common.String()
	}
	if n := len(a.OutsideA) + len(a.OutsideB); n > 0 {
		s += fmt.Sprintf("; on other days: %d in A, %d in B", len(a.OutsideA), len(a.OutsideB))
	}
	return page.Row(p.env.Theme, nil, page.Piece{Text: s, Role: theme.Dim})
}

func (p listing) line(sign string, role theme.Role, s string) page.Line {
	return page.Row(p.env.Theme, nil, page.Piece{Text: sign, Role: role, W: 1}, page.Piece{Text: s})
}

// change is what differs of a fact; the mask hides both sides.
func (p listing) change(c compare.Change) string {
	w := p.writer()
	return fmt.Sprintf("%s: %s, now %s", c.What, w.Private(text.First(c.A, text.Clean("(nothing)"))), w.Private(text.First(c.B, text.Clean("(nothing)"))))
}

func (p listing) rows(sign string, role theme.Role, d app.Dataset, rows []int32) []page.Line {
	var lines []page.Line
	for _, row := range rows[:min(len(rows), most)] {
		lines = append(lines, p.row(sign, role, d, row))
	}
	return p.more(lines, len(rows)-most)
}

// more says how many rows are not listed.
func (p listing) more(lines []page.Line, n int) []page.Line {
	if n > 0 {
		lines = append(lines, page.Row(p.env.Theme, nil, page.Piece{Text: fmt.Sprintf("and %d more: \"aisdesk diff\" lists all", n), Role: theme.Dim}))
	}
	return lines
}

// row is one row of either side; it opens the import that it is of.
func (p listing) row(sign string, role theme.Role, d app.Dataset, row int32) page.Line {
	w, l := p.writer(), d.Ledger
	amount := page.Piece{Text: w.MoneyIn(l.Amount(row), l.Currency(row)), W: 16, Align: cell.Right}
	if l.AmountUnread(row) { // what stands there is no number, and zero would be one
		amount.Text, amount.Role = "? "+w.Private(l.Text(row, ledger.ColAmount)), theme.Warn
	}
	return page.Row(p.env.Theme, pane.OpenSaved{ID: d.ID, Who: d.Person()}, page.Piece{Text: sign, Role: role, W: 1}, page.Piece{Text: l.Date(row).String(), W: 10},
		amount, page.Piece{Text: w.Private(l.Party(row)), W: 26, Drop: 70},
		page.Piece{Text: w.Private(l.Title(row))})
}

// changed are rows that both have and that differ, with what differs under each.
func (p listing) changed(a *compare.Account) []page.Line {
	var lines []page.Line
	for _, r := range a.Changed[:min(len(a.Changed), most)] {
		lines = append(lines, p.row("~", theme.Accent, p.found.b, r.B))
		for _, c := range r.Changes {
			lines = append(lines, page.Row(p.env.Theme, nil, page.Piece{Text: "", W: 12}, page.Piece{Text: p.change(c), Role: theme.Dim}))
		}
	}
	return p.more(lines, len(a.Changed)-most)
}

// sums are those of either side in each currency; nil where there are none.
func (p listing) sums(title string, sums []compare.Sum) *page.Section {
	if len(sums) == 0 {
		return nil
	}
	t := p.env.Theme
	head := page.Row(t, nil, page.Piece{W: 4}, page.Piece{Text: "rows", Role: theme.Dim, W: 7, Align: cell.Right}, page.Piece{Text: "in", Role: theme.Dim, W: 16, Align: cell.Right},
		page.Piece{Text: "out", Role: theme.Dim, W: 16, Align: cell.Right}, page.Piece{Text: "net", Role: theme.Dim, W: 16, Align: cell.Right}, page.Piece{})
	return &page.Section{Title: title, Lines: func(width int) []page.Line {
		lines := []page.Line{head}
		for i := range sums {
			lines = append(lines, p.bothSides(&sums[i].Sides)...)
			if sums[i].Without != nil {
				lines = append(lines, p.wrapped(width, "", "without the acts of people", theme.Warn)...)
				lines = append(lines, p.bothSides(sums[i].Without)...)
			}
		}
		return lines
	}}
}

// bothSides are what A and B come to, and what is more in B than in A, or less.
func (p listing) bothSides(s *ledger.Sides) []page.Line {
	sum := func(name string, rows string, role theme.Role, amounts ...string) page.Line {
		pieces := []page.Piece{{Text: name, Role: cmp.Or(role, theme.Strong), W: 4}, {Text: rows, Role: role, W: 7, Align: cell.Right}}
		for _, a := range amounts {
			pieces = append(pieces, page.Piece{Text: a, Role: role, W: 16, Align: cell.Right})
		}
		return page.Row(p.env.Theme, nil, append(pieces, page.Piece{Text: " " + string(s.Currency), Role: role})...)
	}
	w := p.writer()
	var lines []page.Line
	for _, x := range []struct {
		name string
		t    ledger.Totals
	}{{"A", s.A}, {"B", s.B}} {
		in, out, net := w.Sums(x.t)
		lines = append(lines, sum(x.name, fmt.Sprint(x.t.Booked), theme.Plain, in, out, net))
	}
	more := fmt.Sprintf("%+d", s.B.Booked-s.A.Booked)
	if s.A.Booked == s.B.Booked {
		more = "0"
	}
	var by []string
	for _, x := range [][2]aisclient.Amount{{s.A.In, s.B.In}, {s.A.Out, s.B.Out}, {s.A.Net, s.B.Net}} {
		d, err := x[1].Add(-x[0])
		said := "too large"
		if err == nil && !s.A.Overflow && !s.B.Overflow {
			if said = w.Money(d); d > 0 {
				said = "+" + said
			}
		}
		by = append(by, said)
	}
	return append(lines, sum("B-A", more, theme.Dim, by...))
}
