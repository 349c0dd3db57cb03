package overview

import (
	"fmt"
	"slices"
	"strconv"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app/catalog"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
	"aisdesk/tui/cell"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/format"
	"aisdesk/tui/pane/page"
	"aisdesk/tui/theme"
)

// sections are the page's, most important first: all in short, what asks for a look, where, who, how much, whence.
func (p *Pane) sections() []page.Section {
	w, quality, all := format.From(p.env), dataQuality{p.env, p.data.Ledger, p.found}, listing{p.state}
	out := []page.Section{{Title: "Attention", Lines: p.attention}, {Title: "Summary", Lines: (&summary{p.state}).lines},
		{Title: "Risks", Note: all.riskNote(), Aside: true, Lines: all.riskLines},
		{Title: "Accounts and cards", Far: true, Lines: func(int) []page.Line { return p.accounts(w) }}}
	if imp := p.data.Ledger.Import(); imp != nil {
		for i := range imp.Targets {
			out = append(out, p.owners(w, imp, i)...)
		}
	}
	out = append(out,
		page.Section{Title: "Totals", Note: "booked rows, each currency by itself", Far: true, Lines: func(lw int) []page.Line { return p.totals(w, lw) }})
	out = append(out, trend{p.state}.charts()...)
	return append(out,
		page.Section{Title: "Findings", Note: all.findingNote(), Aside: true, Lines: all.findings},
		page.Section{Title: "Data quality", Note: quality.note(), Lines: quality.lines},
		page.Section{Title: "Import", Lines: func(lw int) []page.Line { return p.about(lw) }},
	)
}

// attention is what must not be overlooked: rows still being read, a reply that is not sound, histories that
// the provider cut short.
func (p *Pane) attention(lw int) []page.Line {
	t, l := p.env.Theme, p.data.Ledger
	var out []page.Line
	say := func(r theme.Role, s string) {
		for i, part := range cell.Wrap(s, max(lw-2, 8)) {
			sign := t.Glyphs().Warn
			if i > 0 {
				sign = " "
			}
			out = append(out, page.Text(t.Paint(r, sign+" "+part)))
		}
	}
	switch {
	case l.Err() != nil:
		say(theme.Bad, "the reply is incomplete, so the data is provisional: "+text.Clean(l.Err().Error()).String())
	case !l.Complete():
		say(theme.Warn, "still reading: the data is provisional")
	}
	w := format.From(p.env)
	for i := range l.Sources() {
		if s := &l.Sources()[i]; s.Partial {
			say(theme.Warn, "the bank ran out of time: the history of "+w.Source(s)+" is incomplete")
		}
		if s := &l.Sources()[i]; s.Stranger {
			say(theme.Warn, w.Source(s)+" is of nobody in the case and in no sum: the bank names "+w.Private(s.OwnerNames()))
		}
	}
	return out
}

// owners are the people of a target, each with every field that the bank gave.
func (p *Pane) owners(w format.Writer, imp *aisclient.Import, target int) []page.Section {
	tg := &imp.Targets[target]
	title := "Owners"
	if len(imp.Targets) > 1 {
		title += " at " + bankName(tg)
	}
	return []page.Section{{Title: title, Note: note(len(tg.Owners)), Lines: func(lw int) []page.Line {
		if len(tg.Owners) == 0 {
			return []page.Line{page.Text(p.env.Theme.Paint(theme.Dim, "the bank named no owner"))}
		}
		var out []page.Line
		for i, o := range aisclient.OwnersFirst(tg.Owners) {
			if i > 0 {
				out = append(out, page.Blank())
			}
			out = append(out, p.owner(w, &o, lw)...)
		}
		return out
	}}}
}

func note(n int) string {
	if n < 2 {
		return ""
	}
	return strconv.Itoa(n)
}

func (p *Pane) owner(w format.Writer, o *aisclient.Owner, lw int) []page.Line {
	t := p.env.Theme
	kind := o.Kind.Words()
	country := func(code text.Text) string { return w.Private(text.Clean(catalog.CountryName(code.String()))) }
	head := t.Paint(theme.Strong, cell.Fit(w.Private(o.Name), max(lw-cell.Width(kind)-1, 0), cell.Left, t.Glyphs().Ellipsis)) + " " + t.Paint(theme.Accent, kind)
	pairs := []page.Pair{
		{Name: "PESEL", Value: w.Private(o.PolishPESEL)}, {Name: "NIP", Value: w.Private(o.PolishNIP)}, {Name: "REGON", Value: w.Private(o.PolishREGON)},
		{Name: "Born", Value: w.Private(o.BirthDate)}, {Name: "Born in", Value: w.Private(o.BirthPlace)},
		{Name: "Document", Value: joined(w.Private(o.PersonalDocumentType), w.Private(o.PersonalDocumentNumber))},
		{Name: "Citizenship", Value: country(o.Citizenship)}, {Name: "Nationality", Value: country(o.Nationality)},
		{Name: "Phone", Value: w.Private(o.Phone)}, {Name: "Email", Value: w.Private(o.Email)},
		{Name: "Address", Value: w.Private(o.Address)},
	}
	return append([]page.Line{page.Text(head)}, page.Pairs(t, lw, 12, pairs)...)
}

// joined is two texts with a space where both are there.
func joined(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " " + b
}

func bankName(tg *aisclient.Target) string {
	if !tg.OfficialName.Empty() {
		return tg.OfficialName.String()
	}
	return tg.Name.String()
}

// totals is a line a currency, or where that has no room a few. Nothing is added up over currencies.
func (p *Pane) totals(w format.Writer, lw int) []page.Line {
	t := p.env.Theme
	if len(p.facts.totals) == 0 {
		said := "no transactions"
		if !p.facts.known {
			said = "counting"
		}
		return []page.Line{page.Text(t.Paint(theme.Dim, said))}
	}
	money, d := 0, 2
	for _, s := range p.facts.totals {
		in, sent, net := w.Sums(s)
		d = max(d, decimals(s.In, s.Out, s.Net))
		money = page.MoneyWidth(money, d, in, sent, net)
	}
	const before = 4 + 2 + 7 // currency and count
	if before+3*(money+2) > lw {
		return p.totalsBelow(w, lw)
	}
	money = max(money, min(14, (lw-before)/3-2))
	head := func(s string) page.Piece { return page.Piece{Text: s, Role: theme.Dim, W: money, Align: cell.Right} }
	out := []page.Line{page.Row(t, nil, page.Piece{Text: "", W: 4}, page.Piece{Text: "Booked", Role: theme.Dim, W: 7, Align: cell.Right},
		head("In"), head("Out"), head("Net"))}
	for _, s := range p.facts.totals {
		in, sent, net := w.Sums(s)
		sum := func(v string, r theme.Role) page.Piece {
			return page.Piece{Text: v, Role: r, W: money, Align: cell.Decimal, Decimals: d}
		}
		out = append(out, page.Row(t, nil, page.Piece{Text: string(s.Currency), Role: theme.Strong, W: 4},
			page.Piece{Text: strconv.Itoa(s.Booked), W: 7, Align: cell.Right}, sum(in, theme.In), sum(sent, theme.Out), sum(net, format.Role(s.Net))))
		out = append(out, p.unbooked(s, lw)...)
	}
	return append(out, p.sameSums(lw)...)
}

// totalsBelow writes the totals one amount a line, for narrow columns and great amounts.
func (p *Pane) totalsBelow(w format.Writer, lw int) []page.Line {
	t := p.env.Theme
	var out []page.Line
	for _, s := range p.facts.totals {
		in, sent, net := w.Sums(s)
		out = append(out, page.Text(t.Paint(theme.Strong, string(s.Currency))+"  "+english.Plural(s.Booked, "booked row", "booked rows")))
		for _, x := range []struct {
			name, value string
			role        theme.Role
		}{{"In ", in, theme.In}, {"Out", sent, theme.Out}, {"Net", net, format.Role(s.Net)}} {
			out = append(out, page.Text("  "+t.Paint(theme.Dim, x.name+"  ")+t.Paint(x.role, x.value)))
		}
		out = append(out, p.unbooked(s, lw)...)
	}
	return append(out, p.sameSums(lw)...)
}

// sameSums says where acts changed rows and no sum: the sums are other people's work, too.
func (p *Pane) sameSums(lw int) []page.Line {
	was := p.found.without.totals
	if len(was) == 0 || slices.ContainsFunc(ledger.SideBySide(p.facts.totals, was), func(s ledger.Sides) bool { return !s.Same() }) {
		return nil
	}
	return p.warned(lw, "rows changed by acts: the sums are the same without")
}

// warned is a warning under a sum, in as many lines as it needs.
func (p *Pane) warned(lw int, said string) (out []page.Line) {
	const indent = 5
	for _, l := range cell.Wrap(said, max(lw-indent, 16)) {
		out = append(out, page.Text(cell.Spaces(indent)+p.env.Theme.Paint(theme.Warn, l)))
	}
	return out
}

// unbooked says how many rows of a currency are in no sum, and once it is known, why.
func (p *Pane) unbooked(s ledger.Totals, lw int) []page.Line {
	var out []page.Line
	warn := func(format string, args ...any) { out = append(out, p.warned(lw, fmt.Sprintf(format, args...))...) }
	if s.Currency.Unknown() {
		warn("the bank does not name the currency")
	}
	for _, was := range p.found.without.totals {
		if was.Currency == s.Currency && !was.Same(s) {
			in, sent, _ := format.From(p.env).Sums(was)
			warn("without the acts: in %s, out %s, %d booked", in, sent, was.Booked)
		}
	}
	if t := p.found.turnover; t != nil {
		for _, n := range t.NoSum {
			if n.Currency == s.Currency {
				warn("%s %s: shown, not summed", english.Plural(len(n.Rows), "row", "rows"), n.Reason)
			}
		}
		return out
	}
	if n := s.Count - s.Booked; n > 0 {
		warn("%s besides, not summed", english.Plural(n, "row", "rows"))
	}
	return out
}

// decimals is how many decimals the longest of some amounts has.
func decimals(as ...aisclient.Amount) int {
	for _, a := range as {
		if a%100 != 0 {
			return 4
		}
	}
	return 2
}

// accounts are the accounts and cards; Enter opens the rows of one.
func (p *Pane) accounts(w format.Writer) []page.Line {
	t := p.env.Theme
	var out []page.Line
	if l := p.data.Ledger; len(l.Sources()) == 0 && l.Import() != nil {
		return []page.Line{page.Text(t.Paint(theme.Warn, "no account and no card: there is nothing to verify"))}
	}
	money, count, ending := 14, 1, 1
	for i := range p.data.Ledger.Sources() {
		s := &p.data.Ledger.Sources()[i]
		count, ending = max(count, cell.Width(english.Plural(s.Rows(), "row", "rows"))), max(ending, cell.Width(tail(w, s)))
		money = page.MoneyWidth(money, 2, w.Maybe(p.data.Ledger.Sources()[i].Balance))
	}
	for i := range p.data.Ledger.Sources() {
		s := &p.data.Ledger.Sources()[i]
		balance, role := "", theme.Plain
		if s.Balance != nil {
			balance, role = w.Money(*s.Balance), format.Role(*s.Balance)
		}
		out = append(out, page.Row(t, openSource(p.data.Ledger, i),
			page.Piece{Text: w.Source(s)},
			page.Piece{Text: tail(w, s), Role: theme.Dim, W: ending, Drop: 50},
			page.Piece{Text: english.Plural(s.Rows(), "row", "rows"), Role: theme.Dim, W: count, Align: cell.Right, Drop: 60},
			page.Piece{Text: balance, Role: role, W: money, Align: cell.Decimal, Decimals: 2},
			page.Piece{Text: string(s.Currency), Role: theme.Dim, W: 3}))
	}
	return out
}

// tail is the end of a source's number; masked, it stands in the name already.
func tail(w format.Writer, s *ledger.SourceInfo) string {
	if w.Masked() {
		return ""
	}
	return format.Tail(s)
}

func openSource(l *ledger.Ledger, i int) pane.OpenRows {
	s := &l.Sources()[i]
	return pane.OpenRows{Filter: l.SourcesFilter(i), What: s.Label().String(), From: Tab}
}
