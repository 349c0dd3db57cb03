package analytics

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/insight/cadence"
	"aisdesk/aisclient/insight/stream"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
	"aisdesk/tui/cell"
	"aisdesk/tui/pane/format"
	"aisdesk/tui/pane/page"
	"aisdesk/tui/theme"
)

// income is one line a payer: those that prove an income, those that only may be one, and what is none, each with its
// reason; then sums over months.
func (b *boardWriter) incomeLines() {
	c := layoutOf(b.figures, b.words, b.w)
	b.incomeHead()
	b.rule(b.t, "Proven")
	if len(b.proven) > 0 {
		c.head(b.board, b.t, b.analysis.Day, b.proven)
	}
	for i := range b.proven {
		c.line(b.board, b.t, &b.proven[i], b.proven[i].Proven, b.words)
	}
	if len(b.proven) == 0 {
		b.text(b.t, theme.Dim, "no payer proves an income", b.w)
	}
	b.totalLines()
	b.changedPayers()
	if len(b.possible) > 0 {
		b.rule(b.t, "Possible, not proven")
	}
	for i := range b.possible {
		c.line(b.board, b.t, &b.possible[i], b.possible[i].Possible, b.words)
	}
	b.monthLines(c)
	b.neverLines()
}

// incomeHead says what comes in a month.
func (b *boardWriter) incomeHead() {
	inc, said := b.Income, b.incomeSaid(b.figures)
	if b.before != nil {
		if was := b.incomeSaid(b.before); was != said {
			said += "; without the acts " + was
		}
	}
	b.sentence(b.t, boardItem{rows: rowsOf(b.proven), what: "proven income", about: "From " + inc.Known.String() + " to " + inc.To.String() +
		": the last three cycles of each payer, at least 90 days."}, said, b.w)
}

func (b *boardWriter) incomeSaid(f *figures) string {
	inc := f.Income
	said := "nothing is proven"
	switch {
	case inc.Overflow:
		said = "the amounts are too large to add up"
	case inc.Proven > 0:
		said = b.money(inc.Proven) + " " + string(b.Currency) + " a month is proven"
		if slices.ContainsFunc(f.proven, func(p payer) bool { return p.Category == category.BusinessIncome }) {
			said += " (of a business, what is left after tax, contributions and its costs)"
		}
	}
	if inc.Possible > 0 && !inc.Overflow {
		said += ", up to " + b.money(inc.Upper()) + " " + string(b.Currency) + " possible"
	}
	return said
}

// rowsOf are the rows of payers, in the ledger's order.
func rowsOf(of []payer) []int32 {
	var rows []int32
	for _, p := range of {
		rows = append(rows, p.Rows...)
	}
	slices.Sort(rows)
	return rows
}

// columns are how wide the parts of a payer's line are.
type columns struct {
	money, month    int
	dates, behind   bool // first, last and next; missed and stability
	months, payer   int
	kind, frequency int
}

// layoutOf fits the columns into w cells: dates come before months.
func layoutOf(f *figures, words format.Writer, w int) columns {
	c := columns{kind: len("kind"), frequency: len("how often"), money: 12, month: 9}
	for _, list := range [][]payer{f.proven, f.possible} {
		for i := range list {
			c.kind, c.frequency = max(c.kind, cell.Width(list[i].Category.Label())), max(c.frequency, cell.Width(list[i].Series.HowOften()))
			c.money = max(c.money, cell.Width(words.Money(ledger.Cents(list[i].Proven+list[i].Possible))))
			for _, m := range list[i].months {
				c.month = max(c.month, cell.Width(words.Money(ledger.Cents(m.Sum))))
			}
		}
	}
	const leastPayer = 16
	room := w - 2 - (c.kind + 2) - (c.frequency + 2) - (c.money + 2) - (7 + 2)
	if room < leastPayer {
		c.kind, room = 0, room+c.kind+2
	}
	if room-3*12 >= leastPayer {
		c.dates, room = true, room-3*12
	}
	if c.dates && room-(6+2)-(6+2) >= leastPayer {
		c.behind, room = true, room-16
	}
	for c.behind && c.months < monthsShown && room-(c.month+2) >= leastPayer {
		c.months, room = c.months+1, room-(c.month+2)
	}
	c.payer = max(room, 8)
	return c
}

// monthLines are a line a payer with what was missed and the sums of the newest months, where the lines above have no room
// for months: what is proven apart from what is possible.
func (b *boardWriter) monthLines(c columns) {
	if c.months > 0 {
		return
	}
	m := columns{month: c.month, behind: true, payer: b.w - 2 - 2*(6+2)}
	for m.months < fewMonths && m.payer-(m.month+2) >= 14 {
		m.months, m.payer = m.months+1, m.payer-(m.month+2)
	}
	for _, part := range []struct {
		name   string
		payers []payer
	}{{"Proven", b.proven}, {"Possible", b.possible}} {
		if len(part.payers) == 0 {
			continue
		}
		b.rule(b.t, part.name+", month by month")
		m.head(b.board, b.t, b.analysis.Day, part.payers)
		for i := range part.payers {
			m.line(b.board, b.t, &part.payers[i], 0, b.words)
		}
	}
}

// pieces puts the parts of a line that have room in their order.
func (c columns) pieces(name, kind, frequency, monthly, status page.Piece, dates, behind, months []page.Piece) []page.Piece {
	set := func(p page.Piece, w int) page.Piece { p.W = w; return p }
	out := []page.Piece{set(name, c.payer)}
	if c.kind > 0 {
		out = append(out, set(kind, c.kind))
	}
	if c.frequency > 0 {
		out = append(out, set(frequency, c.frequency), set(monthly, c.money), set(status, 7))
	}
	if c.dates {
		for _, d := range dates {
			out = append(out, set(d, 10))
		}
	}
	if c.behind {
		for _, d := range behind {
			out = append(out, set(d, 6))
		}
	}
	for _, m := range months[max(len(months)-c.months, 0):] {
		out = append(out, set(m, c.month))
	}
	return out
}

// head names the columns; an unfinished month says to which day it goes.
func (c columns) head(b *board, t *theme.Theme, day aisclient.Date, payers []payer) {
	of := func(s string, a cell.Align) page.Piece { return page.Piece{Text: s, Role: theme.Dim, Align: a} }
	var months []page.Piece
	if len(payers) > 0 {
		for _, m := range payers[0].months {
			name := format.MonthAndYear(m.Start)
			if m.Unfinished {
				_, _, d := day.Civil()
				name = fmt.Sprintf("to %d %s", d, format.Month(m.Start))
			}
			months = append(months, of(name, cell.Right))
		}
	}
	b.head(t, c.pieces(of("payer", cell.Left), of("kind", cell.Left), of("how often", cell.Left), of("a month", cell.Right), of("status", cell.Left),
		[]page.Piece{of("first", cell.Left), of("last", cell.Left), of("next", cell.Left)}, []page.Piece{of("missed", cell.Right), of("stable", cell.Right)}, months)...)
}

// line adds the line of a payer.
func (c columns) line(b *board, t *theme.Theme, p *payer, monthly aisclient.Amount, words format.Writer) {
	s, dim := &p.Series, func(s string) page.Piece { return page.Piece{Text: s, Role: theme.Dim} }
	var months []page.Piece
	for _, m := range p.months {
		sum := ""
		switch {
		case m.Sum > 0:
			sum = words.Money(ledger.Cents(m.Sum))
		case m.NoData:
			sum = "no data"
		}
		months = append(months, page.Piece{Text: sum, Align: cell.Right})
	}
	right := func(s string) page.Piece { return page.Piece{Text: s, Align: cell.Right} }
	missed, stable := "", ""
	if s.Mature {
		missed, stable = strconv.Itoa(len(s.Missed)), strconv.Itoa(s.Stability/10)+" %"
	}
	b.item(t, boardItem{rows: p.Rows, what: "payer", about: about(p, words)},
		c.pieces(page.Piece{Text: payerName(p.Stream, words), Role: theme.Strong}, page.Piece{Text: p.Category.Label()}, page.Piece{Text: s.HowOften()},
			page.Piece{Text: words.Money(ledger.Cents(monthly)), Role: theme.In, Align: cell.Right}, status(s),
			[]page.Piece{dim(s.First.String()), dim(s.Last.String()), dim(s.Next.String())}, []page.Piece{right(missed), right(stable)}, months)...)
}

// payerName is a payer for people, hidden under the mask.
func payerName(s *stream.Stream, words format.Writer) string {
	return words.Private(text.Clean(s.Payee()))
}

func status(s *cadence.Series) page.Piece {
	role := theme.Plain
	if s.Status != cadence.Active {
		role = theme.Warn
	}
	return page.Piece{Text: s.Status.String(), Role: role}
}

// about is all that is known of a payer.
func about(p *payer, words format.Writer) string {
	s := &p.Series
	parts := []string{p.Kind() + " from " + payerName(p.Stream, words) + ", " + s.HowOften() + ", " + english.Plural(len(p.Rows), "payment", "payments") +
		" from " + s.First.String() + " to " + s.Last.String()}
	if s.Next != 0 {
		parts = append(parts, "next due on "+s.Next.String())
	}
	if s.Mature {
		missed := "none missed"
		if len(s.Missed) > 0 {
			missed = english.Plural(len(s.Missed), "one missed", "missed") + ", the last on " + s.Missed[len(s.Missed)-1].String()
		}
		parts = append(parts, missed, s.Status.String(), "stability "+percentOf(int64(s.Stability)), strconv.Itoa(s.InRow)+" in a row")
	}
	said := strings.Join(parts, ", ") + "."
	if p.Possible > 0 && p.Proven > 0 {
		said += " Beyond what is proven " + words.MoneyIn(ledger.Cents(p.Possible), p.Currency) + " a month is possible."
	}
	if len(p.Why) > 0 {
		said += " Why it is not proven: " + reasons(p.Why) + "."
	}
	return said
}

func reasons(why []stream.Reason) string {
	var names []string
	for _, r := range why {
		names = append(names, string(r))
	}
	return strings.Join(names, "; ")
}

// neverLines are what came in and is no income, each with the reason.
func (b *boardWriter) neverLines() {
	if len(b.never)+len(b.moved) > 0 {
		b.rule(b.t, "No income")
	}
	for i := range b.never {
		x := &b.never[i]
		name := payerName(x.Stream, b.words)
		b.item(b.t, boardItem{rows: x.Rows, what: "no income", about: x.Kind() + " from " + name + ", " +
			english.Plural(len(x.Rows), "payment", "payments") + " from " + x.Series.First.String() + " to " + x.Series.Last.String() + ". Why it is no income: " + reasons(x.Why) + "."},
			page.Piece{Text: name, W: 24}, page.Piece{Text: reasons(x.Why), Role: theme.Dim, Words: true},
			page.Piece{Text: english.Plural(len(x.Rows), "row", "rows"), Role: theme.Dim, W: 9, Align: cell.Right}, money(b.money(x.Series.Monthly), theme.Dim))
	}
	if b.neverMore > 0 {
		b.text(b.t, theme.Dim, english.Plural(b.neverMore, "more payer", "more payers")+" of less", b.w)
	}
	for _, x := range b.moved {
		b.item(b.t, boardItem{rows: x.Rows, what: string(x.Reason), about: string(x.Reason) + ": in no income"},
			page.Piece{Text: string(x.Reason)}, page.Piece{Text: english.Plural(len(x.Rows), "row", "rows"), Role: theme.Dim, W: 9, Align: cell.Right},
			money(b.money(x.Sum), theme.Dim))
	}
}

func money(s string, role theme.Role) page.Piece {
	return page.Piece{Text: s, Role: role, W: max(12, cell.Width(s)), Align: cell.Right}
}

// totalLines are the sums of the proven payers.
func (b *boardWriter) totalLines() {
	if len(b.proven) == 0 {
		return
	}
	rows := rowsOf(b.proven)
	var sums []string
	for _, x := range b.totals {
		said := english.Plural(x.months, "month", "months") + " " + b.money(x.sum)
		if !x.whole {
			said += " (not all payers are that old)"
		}
		sums = append(sums, said)
	}
	b.rule(b.t, "Paid in by the proven payers")
	b.sentence(b.t, boardItem{rows: rows, what: "proven income", about: "The last cycles of each payer that make so many months, bonuses included: " + strings.Join(sums, ", ") + "."},
		strings.Join(sums, ", "), b.w)
	v := b.provider
	this := "this month "
	if v.Unfinished {
		this = "this month so far "
	}
	said := this + b.money(v.ThisMonth) + ", last " + b.money(v.LastMonth) + ", before " + b.money(v.MonthBefore) +
		", a third of the last 90 days " + b.money(v.Mean90) + " " + string(b.Currency)
	if all := b.counted; all != v {
		said += "; with what is only possible " + english.List([]string{b.money(all.ThisMonth), b.money(all.LastMonth), b.money(all.MonthBefore), b.money(all.Mean90)}) + " " + string(b.Currency)
	}
	b.sentence(b.t, boardItem{rows: rows, what: "proven income", about: "As the provider sums it up: calendar months and the mean of 90 days. No claim is decided by these: " + said + "."},
		"the provider's way: "+said, b.w)
}

// percentOf writes thousandths as a percentage.
func percentOf(permille int64) string {
	return strconv.FormatInt(permille/10, 10) + "." + strconv.FormatInt(permille%10, 10) + " %"
}
