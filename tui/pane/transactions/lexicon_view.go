package transactions

import (
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/text"
	"aisdesk/tui/cell"
	"aisdesk/tui/pane/format"
	"aisdesk/tui/theme"
)

// entryPanel asks for the category of an entry, then lists what it would change.
func (p *entries) entryPanel(w, h int) []string {
	t, e := p.env.Theme, p.entry
	box := theme.Panel{Title: "Add to your lexicon", Focus: true, W: w, H: h}
	iw, ih := box.Inner()
	head := p.entryHead(iw)
	lines := p.categoryLines()
	if e.change != nil {
		lines = p.changeLines()
	}
	e.list.Resize(len(lines), ih-len(head))
	from, to := e.list.Window()
	body := head
	for i := from; i < to; i++ {
		row, sign := theme.RowPlain, "  "
		if i == e.list.Cursor {
			row, sign = theme.RowCursor, t.Glyphs().Cursor+" "
		}
		body = append(body, t.PaintRow(row, theme.Plain, cell.Fit(sign+lines[i], iw, cell.Left, t.Glyphs().Ellipsis)))
	}
	return t.Panel(box, body)
}

// entryHead says what the entry is, and what to do next.
func (p *entries) entryHead(w int) []string {
	t, e, words := p.env.Theme, p.entry, format.From(p.env)
	name := words.Private(text.Clean(e.draft.Pattern()))
	said, next := "What is money with "+name+"?", "enter shows what would change, before anything is kept"
	if e.change != nil {
		said = name + " is " + e.draft.Category.Label() + ": " + english.Plural(len(e.change.Rows), "row", "rows") + " of this import and " +
			english.Plural(len(e.change.Checks), "check", "checks") + " would change"
		next = "enter keeps the entry " + words.Private(text.Clean(e.draft.ID)) + ", esc chooses another category"
	}
	out := []string{}
	for _, l := range cell.Wrap(said, w) {
		out = append(out, t.Paint(theme.Strong, l))
	}
	switch {
	case e.err != "":
		for _, l := range cell.Wrap(p.reason(e.err), w) {
			out = append(out, t.Paint(theme.Bad, l))
		}
	case p.work.Running():
		out = append(out, t.Paint(theme.Dim, "counting what would change"))
	default:
		out = append(out, t.Paint(theme.Dim, cell.CutWords(next, w, t.Glyphs().Ellipsis)))
	}
	return append(out, t.Rule("", w))
}

// reason is why an entry cannot be added; it names the counterparty, so the mask hides it.
func (p *entries) reason(err string) string {
	if p.env.Masked {
		return "the entry cannot be added; the reason is masked"
	}
	return text.Clean(err).String()
}

func (p *entries) categoryLines() []string {
	out := make([]string, len(p.entry.cats))
	for i, c := range p.entry.cats {
		out[i] = c.Label()
	}
	return out
}

// mostChanges is how many rows that would change are listed.
const mostChanges = 500

// changeLines are the checks that would come out differently, then the rows with their categories before and after. They
// are written once for each mask.
func (p *entries) changeLines() []string {
	c, words, l := p.entry.change, format.From(p.env), p.data.Ledger
	var out []string
	for _, x := range c.Checks {
		claim := text.Clean(x.Before.Claim).String()
		if words.Masked() {
			claim = "a check of " + string(x.Before.Kind)
		}
		out = append(out, string(x.Before.Outcome)+" becomes "+string(x.After.Outcome)+": "+claim)
	}
	for i, x := range c.Rows {
		if i == mostChanges {
			out = append(out, english.Plural(len(c.Rows)-mostChanges, "more row", "more rows"))
			break
		}
		party := l.Party(x.Row)
		if party.Empty() {
			party = l.Title(x.Row)
		}
		out = append(out, l.Date(x.Row).String()+"  "+words.MoneyIn(l.Amount(x.Row), l.Currency(x.Row))+"  "+words.Private(party)+"  "+x.Before.Label()+" becomes "+x.After.Label())
	}
	if len(out) == 0 {
		out = append(out, "nothing would change in this import")
	}
	return out
}
