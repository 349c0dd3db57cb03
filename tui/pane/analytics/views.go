package analytics

import (
	"slices"
	"strings"

	"aisdesk/aisclient/app/service"
	"aisdesk/tui/cell"
	"aisdesk/tui/pane"
	"aisdesk/tui/theme"
)

// view is one part of the pane; one has the keys.
type view uint8

const (
	viewRanking view = iota
	viewMonths
	viewDays
	viewBalance
	viewFindings
	viewIncome
	viewAffordability
	viewServices
	views
)

var viewNames = [views]string{"ranking", "months", "weekdays", "balance", "findings", "income", "affordability", "services"}

// viewWords are other words for what a view shows.
var viewWords = [views]string{viewIncome: "payers salary wages", viewAffordability: "obligations left afford", viewServices: "score provider analytical summary confirmation",
	viewMonths: "chart", viewBalance: "chart", viewFindings: "risks"}

// NamedViews shows each view by its name.
func (p *drilling) NamedViews() (out []pane.Action) {
	for v, name := range viewNames {
		if view(v) != p.view {
			out = append(out, pane.Action{Keys: []string{""}, What: "view " + name}.In(secLook).Also(viewWords[v]).Then(func() { p.view = view(v) }))
		}
	}
	return out
}

// wide is from when on several views stand side by side.
const wide = 104

// View is the pane.
func (p *Pane) View() string {
	head := p.head()
	h := p.h - len(head)
	var body []string
	switch {
	case p.data.Ledger == nil:
		body = []string{"", p.env.Theme.Paint(theme.Dim, cell.Fit("no import is open", p.w, cell.Center, ""))}
	case p.menu != nil:
		body = p.beside(h)
	case p.several() && !p.alone():
		body = p.sideBySide(h)
	default:
		body = p.panel(p.view, p.w, h)
	}
	return cell.Exact(append(head, body...), p.w, p.h)
}

// ranked reports whether the ranking is on the screen.
func (p *analysis) ranked() bool {
	return p.view == viewRanking || p.several() && p.view != viewFindings && p.view != viewServices && !p.alone()
}

// alone reports whether the view that has the keys takes the whole pane.
func (p *analysis) alone() bool { return p.view == viewIncome || p.view == viewAffordability }

// several reports whether there is room for more than the view that has the keys.
func (p *analysis) several() bool { return p.w >= wide && p.h >= 18+headLines }

// headLines are the lines above the views.
const headLines = 3

// sideBySide puts the ranking, or the list that has the keys, at the left and the charts at the right.
func (p *Pane) sideBySide(h int) []string {
	left := viewRanking
	if p.view == viewFindings || p.view == viewServices {
		left = p.view
	}
	rw := p.w * 9 / 20
	lw := p.w - rw - 1
	days := 5
	if h >= 30 { // room for the chosen day in words
		days++
	}
	months := (h - days) * 11 / 20
	right := p.panel(viewMonths, rw, months)
	right = append(right, p.panel(viewBalance, rw, h-days-months)...)
	right = append(right, p.panel(viewDays, rw, days)...)
	lh := h
	if left == viewRanking && h >= 24 && (len(p.found.all) > 0 || p.finding != nil) { // room for what stands out, too
		lh = h * 3 / 5
	}
	list := p.panel(left, lw, lh)
	if lh < h {
		list = append(list, p.panel(viewFindings, lw, h-lh)...)
	}
	return cell.Beside(1, []int{lw, rw}, list, right)
}

// panel is a view in a box. Those that a key in another one does not change are kept as they are.
func (p *Pane) panel(b view, w, h int) []string {
	switch b {
	case viewMonths, viewBalance, viewDays, viewFindings, viewIncome, viewAffordability:
		return slices.Clip(p.panels[b].Get(p.chartKey(w, h, b), func() []string { return p.drawPanel(b, w, h) }))
	}
	return p.drawPanel(b, w, h)
}

func (p *Pane) drawPanel(b view, w, h int) []string {
	t := p.env.Theme
	box := theme.Panel{W: w, H: h, Focus: p.view == b}
	iw, ih := box.Inner()
	var body []string
	switch b {
	case viewRanking:
		box.Title = p.rankingTitle()
		box.Note = p.rankingNote(w - cell.Width(box.Title) - 8)
		body = p.drawRanking(iw, ih, p.view == viewRanking && p.menu == nil)
	case viewMonths:
		box.Title = p.monthsTitle()
		if !p.actsChangeMonths() {
			body = append(p.monthsChart(iw, ih-1), p.monthLine(iw))
			break
		}
		box.Note = actMark + " changed by acts"
		body = append(p.monthsChart(iw, ih-2), p.monthLine(iw), p.monthWithout(iw))
	case viewDays:
		box.Title = p.weekdaysTitle()
		body = p.heat(iw)
		if ih > len(body) {
			body = append(body, p.dayLine(iw))
		}
	case viewBalance:
		box.Title = p.balanceTitle()
		body = p.balanceChart(iw, ih)
	case viewFindings:
		box.Title, box.Note = "Findings", p.findingsNote()
		body = p.drawFindings(iw, ih)
	case viewIncome:
		box.Title, box.Note = strings.TrimSuffix("Income in "+string(p.currency()), " in "), figuresNote(p.analysis)
		body = boardOf(p.analysis, b, iw).draw(t, b, p.at[b], box.Focus, iw, ih)
	case viewAffordability:
		box.Title, box.Note = "Affordability", figuresNote(p.analysis)
		body = boardOf(p.analysis, b, iw).draw(t, b, p.at[b], box.Focus, iw, ih)
	case viewServices:
		box.Title = "Analytical Services"
		body, box.Note = p.services.draw(p, iw, ih)
	}
	return cell.MarkBlock(areaView, int(b), t.Panel(box, body))
}

func (p *charts) weekdaysTitle() string {
	side := p.shown().side.String()
	title := strings.ToUpper(side[:1]) + side[1:] + " by weekday"
	if c := p.currency(); c != "" {
		title += ", " + string(c)
	}
	return title
}

// count is the number of items of a view.
func (p *analysis) count(b view) int {
	switch b {
	case viewRanking:
		return len(p.lines)
	case viewMonths:
		return len(p.results.months)
	case viewDays:
		return 7
	case viewBalance:
		return len(p.results.points)
	case viewFindings:
		return len(p.found.all)
	case viewIncome, viewAffordability:
		return len(boardOf(p, b, p.w).items)
	case viewServices:
		return len(service.All())
	}
	return 0
}

// move moves the choice of the view that has the keys.
func (p *analysis) move(by int) {
	p.at[p.view] += by
	p.clamp(p.view)
}

func (p *analysis) clamp(b view) { p.at[b] = max(min(p.at[b], p.count(b)-1), 0) }

func (p *analysis) clampAll() {
	for b := range views {
		p.clamp(b)
	}
}
