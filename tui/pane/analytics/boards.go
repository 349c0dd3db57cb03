package analytics

import (
	"slices"
	"strings"

	"aisdesk/tui/cell"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/period"
	"aisdesk/tui/pane/word"
	"aisdesk/tui/theme"
)

// board is one part of the pane; one has the keys.
type board uint8

const (
	boardRanking board = iota
	boardMonths
	boardDays
	boardBalance
	boardFindings
	boardServices
	boards
)

var boardNames = [boards]string{"ranking", "months", "weekdays", "balance", "findings", "services"}

// wide is from when on several boards stand side by side.
const wide = 104

// View is the pane.
func (p *Pane) View() string {
	head := p.head()
	h := p.h - len(head)
	var body []string
	switch {
	case p.opened.Ledger == nil:
		body = []string{"", p.env.Theme.Paint(theme.Dim, cell.Fit("no import is open", p.w, cell.Center, ""))}
	case p.menu != nil:
		body = p.beside(h)
	case p.several():
		body = p.sideBySide(h)
	default:
		body = p.panel(p.board, p.w, h)
	}
	return cell.Exact(append(head, body...), p.w, p.h)
}

// head are the lines above the boards: which boards there are, what the charts are about, the period.
func (p *Pane) head() []string {
	t := p.env.Theme
	var tabs strings.Builder
	tabs.WriteString(" ")
	for b := range boards {
		name := t.Paint(theme.Dim, " "+boardNames[b]+" ")
		if b == p.board {
			name = t.Paint(theme.Accent, "["+boardNames[b]+"]")
		}
		tabs.WriteString(cell.Mark(areaBoard, int(b), name))
	}
	bar := " " + period.Bar(t, p.ask.period)
	bar += p.against(p.w - cell.Width(bar))
	if p.line != nil && p.wrong != "" {
		bar = p.fault()
	}
	return []string{cell.Fit(tabs.String(), p.w, cell.Left, ""), p.scopeLine(), cell.Fit(bar, p.w, cell.Left, "")}
}

// fault says on a line of its own what is wrong with what is typed above it.
func (p *Pane) fault() string {
	t, w := p.env.Theme, word.From(p.env)
	if p.typing == typingFilter && p.invalid != nil {
		return w.Fault(t, p.invalid, p.w)
	}
	return " " + t.Paint(theme.Bad, cell.CutWords(t.Glyphs().Up+" "+w.Said(p.wrong), p.w-1, t.Glyphs().Ellipsis))
}

// scopeLine says which rows are counted, or takes the filter line.
func (p *Pane) scopeLine() string {
	t := p.env.Theme
	label := [...]string{"/ ", "period ", "export to "}[p.typing]
	if p.line != nil && p.typing == typingFilter {
		p.line.Veil = word.From(p.env).Veil()
	}
	if p.line != nil {
		return " " + t.Paint(theme.Accent, label) + p.line.View(t, p.w-2-cell.Width(label), true)
	}
	w := word.From(p.env)
	scope := "all accounts"
	if p.ask.source != allSources && p.opened.Ledger != nil {
		scope = w.Source(&p.opened.Ledger.Sources()[p.ask.source])
	}
	line := " " + t.Paint(theme.Strong, scope)
	for _, s := range p.path {
		line += t.Paint(theme.Faint, " "+t.Glyphs().Right+" ") + t.Paint(theme.Accent, p.stepName(s))
	}
	if p.ask.filter != "" && len(p.path) == 0 {
		line += t.Paint(theme.Dim, "  / ") + w.Filter(p.ask.filter)
	}
	least := p.w / 3
	if len(p.path) > 0 { // what was gone into is said before all that it comes to
		least = p.w * 3 / 5
	}
	sums := p.scopeSums(p.w - min(cell.Width(line), least))
	room := p.w - cell.Width(sums)
	return cell.Mark(pane.AreaQuery, 0, cell.Fit(line, min(cell.Width(line), room), cell.Left, t.Glyphs().Ellipsis)) + sums
}

// scopeSums is what the counted rows come to, in at most width cells.
func (p *Pane) scopeSums(width int) string {
	t := p.env.Theme
	if p.facts.result == nil {
		return ""
	}
	for _, s := range p.facts.result.Totals {
		if s.Currency == p.currency() {
			head := t.Paint(theme.Dim, "  "+word.Count(s.Count, "row", "rows")+"  ")
			return head + word.From(p.env).Flow(t, s, width-cell.Width(head))
		}
	}
	return ""
}

// stepName is the name of a bar that was gone into; masked only what it was a bar of.
func (p *Pane) stepName(s step) string {
	if p.env.Masked {
		return s.ask.by.String()
	}
	return s.what
}

// ranked reports whether the ranking is on the screen.
func (p *Pane) ranked() bool {
	return p.board == boardRanking || p.several() && p.board != boardFindings && p.board != boardServices
}

// several reports whether there is room for more than the board that has the keys.
func (p *Pane) several() bool { return p.w >= wide && p.h >= 18+headLines }

// headLines are the lines above the boards.
const headLines = 3

// sideBySide puts the ranking, or the list that has the keys, at the left and the charts at the right.
func (p *Pane) sideBySide(h int) []string {
	left := boardRanking
	if p.board == boardFindings || p.board == boardServices {
		left = p.board
	}
	rw := p.w * 9 / 20
	lw := p.w - rw - 1
	days := 5
	if h >= 30 { // room for the chosen day in words
		days++
	}
	months := (h - days) * 11 / 20
	right := p.panel(boardMonths, rw, months)
	right = append(right, p.panel(boardBalance, rw, h-days-months)...)
	right = append(right, p.panel(boardDays, rw, days)...)
	lh := h
	if left == boardRanking && h >= 24 && (len(p.found.all) > 0 || p.finding != nil) { // room for what stands out, too
		lh = h * 3 / 5
	}
	list := p.panel(left, lw, lh)
	if lh < h {
		list = append(list, p.panel(boardFindings, lw, h-lh)...)
	}
	return cell.Beside(1, []int{lw, rw}, list, right)
}

// panel is a board in a box. Those that a key in another one does not change are kept as they are.
func (p *Pane) panel(b board, w, h int) []string {
	switch b {
	case boardMonths, boardBalance, boardDays, boardFindings:
		return slices.Clip(p.panels[b].Get(p.chartKey(w, h, b), func() []string { return p.drawPanel(b, w, h) }))
	}
	return p.drawPanel(b, w, h)
}

func (p *Pane) drawPanel(b board, w, h int) []string {
	t := p.env.Theme
	box := theme.Panel{W: w, H: h, Focus: p.board == b}
	iw, ih := box.Inner()
	var body []string
	switch b {
	case boardRanking:
		box.Title = p.rankingTitle()
		box.Note = p.rankingNote(w - cell.Width(box.Title) - 8)
		body = p.drawRanking(iw, ih)
	case boardMonths:
		box.Title = strings.TrimSuffix("In and out by month, "+string(p.currency()), ", ")
		body = append(p.monthsChart(iw, ih-1), p.monthLine(iw))
	case boardDays:
		box.Title = p.weekdaysTitle()
		body = p.heat(iw)
		if ih > len(body) {
			body = append(body, p.dayLine(iw))
		}
	case boardBalance:
		box.Title = p.balanceTitle()
		body = p.balanceChart(iw, ih)
	case boardFindings:
		box.Title, box.Note = "Findings", p.findingsNote()
		body = p.drawFindings(iw, ih)
	case boardServices:
		box.Title = "Analytical Services"
		body, box.Note = p.services.draw(p, iw, ih)
	}
	return cell.MarkBlock(areaBoard, int(b), t.Panel(box, body))
}

func (p *Pane) weekdaysTitle() string {
	side := p.shown().side.String()
	return strings.ToUpper(side[:1]) + side[1:] + " by weekday"
}

// against says in at most width cells which period the one in force is compared with, and where the rows do not cover
// one of the two.
func (p *Pane) against(width int) string {
	q, t := p.shown(), p.env.Theme
	if !q.compared() || q.period != p.ask.period {
		return ""
	}
	before := q.period.Prev()
	said, short, long := "  against "+before.String(), "", ""
	role := theme.Warn
	switch f := &p.facts; {
	case f.oldest.Empty():
	case before.To < f.oldest:
		short, long = " (no rows)", ", of which there are no rows"
	case before.From < f.oldest:
		short, long = " (in part)", ", rows only from "+f.oldest.String()
	case q.period.To > f.newest:
		role, long = theme.Dim, ", rows to "+f.newest.String()
	}
	for _, more := range []string{long, short, ""} {
		if cell.Width(said+more) <= width {
			return t.Paint(theme.Dim, said) + t.Paint(role, more)
		}
	}
	return ""
}

// count is the number of items of a board.
func (p *Pane) count(b board) int {
	switch b {
	case boardRanking:
		return len(p.lines)
	case boardMonths:
		return len(p.facts.months)
	case boardDays:
		return 7
	case boardBalance:
		return len(p.facts.points)
	case boardFindings:
		return len(p.found.all)
	case boardServices:
		return len(p.services.all())
	}
	return 0
}

// move moves the choice of the board that has the keys.
func (p *Pane) move(by int) {
	p.at[p.board] += by
	p.clamp(p.board)
}

func (p *Pane) clamp(b board) { p.at[b] = max(min(p.at[b], p.count(b)-1), 0) }

func (p *Pane) clampAll() {
	for b := range boards {
		p.clamp(b)
	}
}
