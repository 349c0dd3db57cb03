package analytics

import (
	"math"
	"slices"
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger/filter"
	"aisdesk/aisclient/ledger/group"
	"aisdesk/tui/cell"
	"aisdesk/tui/chart"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/format"
	"aisdesk/tui/theme"
)

// drawRanking is the ranked bars, with two groupings as an outline.
func (p *charts) drawRanking(w, h int, focus bool) []string {
	k := p.results.ranking
	if len(p.lines) == 0 {
		said := "no money went " + p.shown().side.String() + " here"
		switch {
		case k == nil:
			said = "counting"
		case k.Side == group.SideNet:
			said = "no rows here"
		}
		return cell.Lines([]string{"", p.env.Theme.Paint(theme.Dim, cell.Fit(said, w, cell.Center, ""))}, w, h)
	}
	room := k.room[0]
	if p.env.Masked {
		room = k.room[1]
	}
	words := format.From(p.env)
	return chart.Bars{
		N: len(p.lines), Bar: func(i int) chart.Bar { return p.bar(p.lines[i], words) }, Room: room, Longest: k.longest, Around: k.signed, Least: k.least,
		Head: chart.Bar{Label: strings.Join(p.groupNames(), ", "), Count: "rows", Value: k.Side.String(), Share: "share", Change: "change"},
		At:   p.at[viewRanking], Focus: focus, Kind: areaItem + int(viewRanking), W: w, H: h,
	}.Draw(p.env.Theme)
}

// bar is a line of the ranking as a bar.
func (p *charts) bar(x group.Line, w format.Writer) chart.Bar {
	k := p.results.ranking
	t := k.Of(x.Parent, x.Group)
	a := k.Side.Of(t)
	b := chart.Bar{Label: k.name(x, w), Indent: k.indent(x), Size: k.extent(t), Role: theme.BarIn, Value: w.Money(a), Count: strconv.Itoa(t.Count)}
	if a < 0 {
		b.Role = theme.BarOut
	}
	if t.Overflow {
		b.Value = tooLarge
	}
	if x.Parent == nil && len(k.By) > 1 {
		b.Label, b.LabelRole = p.foldSign(x.Group)+" "+b.Label, theme.Strong
		b.Indent = 0
	}
	if whole, ok := k.Whole(x.Parent, x.Group); ok {
		b.Share = k.share(x, b.Size, k.Side.Size(whole))
	}
	if was, ok := k.was(x); ok {
		b.Past, b.Change, b.ChangeRole = k.extent(was), change(a, k.Side.Of(was)), theme.Dim
	}
	switch { // amounts of two currencies are not measured by one another
	case x.Group.By == group.ByCurrency:
		b.Size, b.Past = 0, 0
	case x.Parent != nil && x.Parent.By == group.ByCurrency:
		b.Of = max(k.Side.Size(k.Of(nil, x.Parent)), b.Past, b.Size, -b.Past, -b.Size)
	}
	return b
}

// foldSign says whether a group hides its subgroups.
func (p *charts) foldSign(g *group.Group) string {
	if p.folds.folded(g.Key) {
		return "+"
	}
	return "-"
}

// percent is a part of a total.
func percent(part, total int64) string {
	if total == 0 {
		return ""
	}
	return strconv.FormatFloat(100*float64(part)/float64(total), 'f', 1, 64) + " %"
}

// change is how much an amount grew from an earlier one: by size, and by sign where that turned.
func change(now, was aisclient.Amount) string {
	switch {
	case now == 0 && was == 0:
		return ""
	case was == 0:
		return "new"
	case now == 0:
		return "gone"
	case now < 0 != (was < 0):
		return "turned"
	}
	switch percent := grown(now, was); {
	case percent > 999:
		return ">999 %"
	case percent > 0:
		return "+" + strconv.Itoa(percent) + " %"
	default:
		return strconv.Itoa(percent) + " %"
	}
}

// grown is by how many percent an amount grew from an earlier one of the same sign, which is not zero.
func grown(now, was aisclient.Amount) int {
	a, b := float64(now.Abs()), float64(was.Abs())
	return int(math.Round(100 * (a - b) / b))
}

// rankingTitle says what the bars are.
func (p *charts) rankingTitle() string {
	q := p.shown()
	title := strings.ToUpper(q.side.String()[:1]) + q.side.String()[1:] + " by " + q.by.String()
	if q.nested {
		title += ", then by " + q.then.String()
	}
	if c := p.currency(); c != "" && q.by != group.ByCurrency {
		title += " in " + string(c)
	}
	return title
}

// rankingNote says in at most width cells where the cursor is, what the mark of acts means, and that labels do not add up.
func (p *charts) rankingNote(width int) string {
	n := len(p.lines)
	if n == 0 {
		return ""
	}
	note := strconv.Itoa(min(p.at[viewRanking]+1, n)) + " of " + strconv.Itoa(n)
	if x, ok := p.chosen(); ok {
		share, other := p.results.ranking.ShareWithout(x)
		if was, changed := p.results.ranking.Without(x); changed {
			note += ", without the acts " + format.From(p.env).Money(p.shown().side.Of(was))
			if long := note + ", " + permille(share); other && cell.Width(long) <= width {
				note = long
			}
			return note
		}
		if other {
			return note + ", without the acts " + permille(share)
		}
	}
	acted := p.results.ranking.marked || slices.ContainsFunc(p.lines, func(x group.Line) bool { _, changed := p.results.ranking.Without(x); return changed })
	for _, legend := range []string{", " + actMark + " changed by acts", ", " + actMark + " acts"} {
		if acted && cell.Width(note+legend) <= width {
			return note + legend
		}
	}
	q := p.shown()
	long := note + ", a row counts under each of its labels"
	if (q.by == group.ByLabel || q.nested && q.then == group.ByLabel) && cell.Width(long) <= width {
		return long
	}
	return note
}

// chosen is the line under the cursor of the ranking.
func (p *analysis) chosen() (x group.Line, ok bool) {
	if i := p.at[viewRanking]; i < len(p.lines) {
		return p.lines[i], true
	}
	return x, false
}

// lineName names a line on the trail: by what it is grouped, and how it is called.
func (p *analysis) lineName(x group.Line) string {
	name := x.Group.By.String() + " " + groupName(p.data.Ledger.Sources(), x.Group, format.From(p.env))
	if x.Parent != nil {
		return p.lineName(group.Line{Group: x.Parent}) + ", " + name
	}
	return name
}

// openLine opens the rows of the chosen line, exactly those that its figures are made of.
func (p *drilling) openLine() tea.Cmd {
	x, ok := p.chosen()
	if !ok {
		return p.env.Inform(pane.Info, "there are no rows for this")
	}
	return p.open(p.results.ranking.Filter(x.Parent, x.Group), p.lineName(x))
}

// rows opens the rows behind a filter: the query's, the group's, the currency's, and the side of the money.
func (p *drilling) rows(line, what string, side group.Side) tea.Cmd {
	cur := ""
	if len(p.data.Ledger.Currencies()) > 1 {
		cur = "cur:=" + filter.Quote(string(p.currency()))
	}
	return p.open(filter.Join(line, cur, side.Filter()), what)
}

// open opens rows of what the results on the screen were counted of.
func (p *drilling) open(line, what string) tea.Cmd {
	q := p.shown()
	return p.env.Send(pane.OpenRows{Filter: filter.Join(q.filter, p.sourceFilter(q), line), What: what, Period: q.period, From: Tab})
}

// inside looks into the chosen line: its rows, grouped by something else.
func (p *drilling) inside() tea.Cmd {
	x, ok := p.chosen()
	if !ok {
		return nil
	}
	p.path = append(p.path, step{what: p.lineName(x), query: p.shown(), at: p.at[viewRanking], folds: p.folds})
	q := p.shown()
	q.filter = filter.Join(q.filter, x.Group.Filter())
	if x.Parent != nil {
		q.filter = filter.Join(q.filter, x.Parent.Filter())
	}
	if q.nested && x.Parent == nil {
		q.by = q.then
	} else {
		q.by = p.nextGrouping(q.by, true)
	}
	q.nested = false
	p.pending, p.folds = &atAfter{0}, folds{}
	return p.change(q)
}

// outside goes back to the line that was gone into.
func (p *drilling) outside() tea.Cmd {
	s := p.path[len(p.path)-1]
	p.path = p.path[:len(p.path)-1]
	p.pending, p.folds = &atAfter{s.at}, s.folds
	return p.change(s.query)
}

// groupings are those the pane offers, in the order in which g steps through them: categories come first, once the rows
// have them.
func (p *analysis) groupings() []group.By {
	if p.data.Ledger != nil && p.data.Ledger.Annotated() {
		return append([]group.By{group.ByCategory}, groupings...)
	}
	return groupings
}

// groupings are those of every ledger.
var groupings = []group.By{
	group.ByLabel, group.ByCounterparty, group.ByKind, group.ByMonth, group.ByWeekday, group.ByAccount, group.ByOwner,
	group.ByWeek, group.ByCurrency, group.ByStatus,
}

// nextGrouping is the one after now; those that are in use already are passed over: the second one, and going inside
// those that were gone through.
func (p *analysis) nextGrouping(now group.By, inside bool) group.By {
	all := p.groupings()
	at := slices.Index(all, now)
	for i := 1; i <= len(all); i++ {
		g := all[(at+i)%len(all)]
		used := !inside && p.query.nested && p.query.then == g
		for _, s := range p.path {
			used = used || inside && (s.query.by == g || s.query.nested && s.query.then == g)
		}
		if !used {
			return g
		}
	}
	return now
}
