package tui

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"aisdesk/tui/cell"
	"aisdesk/tui/theme"
)

// tabs draws the tabs in w cells, and the import's name where there is room.
func (ws *workspace) tabs(t *theme.Theme, w int) string {
	line := ws.tabsIn(t, w)
	rest := w - cell.Width(line)
	if l := ws.data.Ledger; l != nil && !l.Complete() {
		const said = "provisional"
		return cell.Fit(line, w-len(said)-1, cell.Left, t.Glyphs().Ellipsis) + t.Paint(theme.Warn, said) + " "
	}
	if name := ws.name(); rest >= min(nameCells, cell.Width(name))+3 {
		line += "  " + t.Paint(theme.Dim, cell.Fit(name, rest-3, cell.Right, t.Glyphs().Ellipsis))
	}
	return cell.Fit(line, w, cell.Left, t.Glyphs().Ellipsis)
}

// nameFrom is the width from which on tabs make room for the whole name of whom the import is about; nameCells is how much of it
// they make room for in narrower windows.
const nameFrom, nameCells = 100, 11

// tabsIn is the line of tabs for w cells: their names get shorter until whom the import is about fits beside them, or else until they
// fit themselves. The tab in front is always whole.
func (ws *workspace) tabsIn(t *theme.Theme, w int) string {
	names := ws.tabNames()
	beside := cell.Width(ws.name())
	if w < nameFrom {
		names, beside = append(names, twoOf), min(beside, nameCells)
	}
	for i, name := range names {
		if l := ws.tabLine(t, max(2-i, 1), name); cell.Width(l) <= w-3-beside {
			return l
		}
	}
	line := ""
	for i, name := range append(names, twoOf, noneOf) {
		if line = ws.tabLine(t, max(2-i, 1), name); cell.Width(line) <= w {
			break
		}
	}
	return line
}

// tabNames are ways to name the tabs, from wide lines to narrow ones: all whole, twice, as they stand apart and close, then
// one more short in each, first those of which that saves most, and one more of three letters.
func (ws *workspace) tabNames() []func(tab) string {
	names := []func(tab) string{titleOf, titleOf}
	names = append(names, ws.oneByOne(titleOf, shortOf)...)
	return append(names, ws.oneByOne(shortOf, threeOf)...)
}

// oneByOne are the ways from one way to name the tabs to a shorter one, with one more of the shorter names in each, first
// those that save most.
func (ws *workspace) oneByOne(long, short func(tab) string) (names []func(tab) string) {
	saves := func(x tab) int { return cell.Width(long(x)) - cell.Width(short(x)) }
	order := slices.Clone(ws.panes)
	slices.SortStableFunc(order, func(a, b tab) int { return cmp.Compare(saves(b), saves(a)) })
	cut := map[string]bool{}
	for _, x := range order {
		if saves(x) <= 0 {
			break
		}
		cut[x.name] = true
		these := maps.Clone(cut)
		names = append(names, func(x tab) string {
			if these[x.name] {
				return short(x)
			}
			return long(x)
		})
	}
	return names
}

// What a tab behind the one in front is called, from wide lines to narrow ones.
func titleOf(t tab) string { return t.pane.Title() }
func shortOf(t tab) string { return t.short }
func threeOf(t tab) string { return t.short[:min(len(t.short), 3)] }
func twoOf(t tab) string   { return t.short[:min(len(t.short), 2)] }
func noneOf(tab) string    { return "" }

func (ws *workspace) tabLine(t *theme.Theme, gap int, name func(tab) string) string {
	parts := make([]string, len(ws.panes))
	for i, tb := range ws.panes {
		role, title := theme.Tab, name(tb)
		if i == ws.at {
			role, title = theme.TabOn, titleOf(tb)
		}
		label := strings.TrimSpace(fmt.Sprintf("%d %s", i+1, title))
		if i == ws.at && t.Depth() <= theme.NoColour {
			label = "[" + label + "]"
		}
		parts[i] = cell.Mark(areaTab, i, t.Paint(role, label))
	}
	return strings.Join(parts, cell.Spaces(gap))
}
