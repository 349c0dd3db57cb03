package cards

import (
	"strconv"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/ledger"
	"aisdesk/tui/cell"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/format"
	"aisdesk/tui/pane/page"
	"aisdesk/tui/theme"
)

// View is the list of cards, what is known of the chosen one, and its rows.
func (p *Pane) View() string {
	t := p.env.Theme
	if len(p.cards) == 0 {
		return cell.Exact([]string{"", t.Paint(theme.Dim, cell.Fit("this import has no credit cards", p.w, cell.Center, ""))}, p.w, p.h)
	}
	lines := p.list()
	lines = append(lines, p.detail()...)
	lines = append(lines, t.Rule("Transactions", p.w))
	foot := p.foot()
	p.grid.SetSize(p.w, max(p.h-len(lines)-len(foot), 2))
	lines = append(lines, cell.MarkBlock(pane.AreaGrid, 0, p.grid.Lines())...)
	return cell.Exact(append(lines, foot...), p.w, p.h)
}

// list is a line a card, at most four around the chosen one.
func (p *Pane) list() []string {
	t, w := p.env.Theme, format.From(p.env)
	dim := func(s string, width int, drop int) page.Piece {
		return page.Piece{Text: s, Role: theme.Dim, W: width, Align: cell.Right, Drop: drop}
	}
	width := 13
	for _, i := range p.cards {
		s := &p.data.Ledger.Sources()[i]
		width = page.MoneyWidth(width, 2, w.Maybe(s.Balance), w.Maybe(s.Funds))
		if c := p.card(s); c != nil {
			width = page.MoneyWidth(width, 2, w.Maybe(c.Limit))
		}
	}
	head := page.Row(t, Tab, page.Piece{Text: "Card", Role: theme.Dim}, page.Piece{Text: "Number", Role: theme.Dim, W: 20, Drop: 70},
		dim("Balance", width, 0), dim("Available", width, 60), dim("Limit", width, 90), page.Piece{W: 3})
	out := []string{head.Draw(p.w, theme.RowPlain)}
	top := max(min(p.at-1, len(p.cards)-4), 0)
	for i := top; i < min(top+4, len(p.cards)); i++ {
		s := &p.data.Ledger.Sources()[p.cards[i]]
		c := p.card(s)
		row, limit := theme.RowPlain, ""
		if i == p.at {
			row = theme.RowCursor
		}
		if c != nil {
			limit = w.Maybe(c.Limit)
		}
		role := theme.Plain
		if s.Balance != nil {
			role = format.Role(*s.Balance)
		}
		money := func(v string, r theme.Role, drop int) page.Piece {
			return page.Piece{Text: v, Role: r, W: width, Align: cell.Decimal, Decimals: 2, Drop: drop}
		}
		out = append(out, cell.Mark(pane.AreaRow, i, page.Row(t, s, page.Piece{Text: w.Source(s), Role: theme.Strong}, page.Piece{Text: w.Private(s.Number), W: 20, Drop: 70},
			money(w.Maybe(s.Balance), role, 0), money(w.Maybe(s.Funds), theme.Plain, 60), money(limit, theme.Plain, 90),
			page.Piece{Text: string(s.Currency), Role: theme.Dim, W: 3}).Draw(p.w, row)))
	}
	return out
}

// card is the decoded card of a source; nil while the reply is still being read.
func (p *Pane) card(s *ledger.SourceInfo) *aisclient.CreditCard {
	imp := p.data.Ledger.Import()
	if imp == nil || s.Source.Target >= len(imp.Targets) || s.Card >= len(imp.Targets[s.Source.Target].CreditCards) {
		return nil
	}
	return &imp.Targets[s.Source.Target].CreditCards[s.Card]
}

// detail is what else the bank says of the chosen card, on as many lines as it needs.
func (p *Pane) detail() []string {
	t, w, s := p.env.Theme, format.From(p.env), p.source()
	c := p.card(s)
	if c == nil {
		return nil
	}
	var out []string
	line := ""
	for _, f := range []page.Pair{
		{Name: "due", Value: c.DueDate.String(), Role: theme.Warn}, {Name: "limit", Value: w.Maybe(c.Limit)},
		{Name: "interest, as the bank writes it", Value: c.Interest.String()}, {Name: "account", Value: w.IBAN(c.IBAN)},
		{Name: "card id", Value: w.Private(c.CardID)}, {Name: "owner", Value: w.Private(s.OwnerNames())}, {Name: "bank", Value: s.TargetName.String()},
	} {
		if f.Value == "" {
			continue
		}
		said := "  " + t.Paint(theme.Dim, f.Name+" ") + t.Paint(f.Role, f.Value)
		if line != "" && cell.Width(line)+cell.Width(said) > p.w {
			out, line = append(out, line), ""
		}
		line += said
	}
	out = append(out, cell.Fit(line, p.w, cell.Left, t.Glyphs().Ellipsis))
	if s.Partial {
		out = append(out, "  "+t.Paint(theme.Warn, t.Glyphs().Warn+" the bank ran out of time: the history is incomplete"))
	}
	return out
}

// foot is the totals of the card's rows.
func (p *Pane) foot() []string {
	t, w := p.env.Theme, format.From(p.env)
	var out []string
	for _, s := range p.totals {
		head := " " + english.Plural(s.Count, "row", "rows") + "  "
		line := head + w.Flow(t, s, p.w-cell.Width(head))
		if !strings.HasSuffix(line, " "+string(s.Currency)) { // it had no room behind the sums
			head = " " + t.Paint(theme.Strong, string(s.Currency)) + " " + head
			line = head + w.Flow(t, s, p.w-cell.Width(head))
		}
		if n := s.Count - s.Booked; n > 0 {
			if said := t.Paint(theme.Warn, "  "+strconv.Itoa(n)+" not summed"); cell.Width(line+said) <= p.w {
				line += said
			}
		}
		out = append(out, line)
	}
	return out
}
