// Package page lays sections of lines out on a page that scrolls: as boxes in two or three columns where there is
// room, as one column under rules where there is not. Lines can be items: one of them is chosen, and the
// page follows it.
package page

import (
	"slices"

	"aisdesk/tui/cell"
	"aisdesk/tui/pane"
	"aisdesk/tui/theme"
)

// Line is a line of a section. It is drawn for the width that the section gets.
type Line struct {
	// Draw returns the line in at most w cells; row says whether it is chosen.
	Draw func(w int, row theme.Row) string
	// Item is what the line stands for when it can be chosen, nil otherwise.
	Item any
	// Part says that the line goes on with the item above it: a click on it chooses that one.
	Part bool
}

// Section is a titled group of lines. Aside sections stand in the second column where there are two, Far ones in the third
// where there are three and else in the second.
type Section struct {
	Title, Note string
	Aside, Far  bool
	Lines       func(w int) []Line
}

// Page is sections with a cursor over their items. The zero value is an empty page. Its lines are drawn by Set and kept:
// another choice draws only the two lines anew that look different.
type Page struct {
	sections []Section
	w, h     int
	top, at  int
	columns  []column
	lines    []string // of the whole page
	items    []item
	theme    *theme.Theme
}

// column is sections one below the other.
type column struct {
	w     int
	boxed bool
	lines []string
}

// item is a line that can be chosen, and where it is: line y of a column.
type item struct {
	line   Line
	column int
	y      int
}

// Set changes what is on the page and how large it is.
func (p *Page) Set(t *theme.Theme, w, h int, sections []Section) {
	p.theme, p.w, p.h, p.sections = t, w, h, sections
	p.build()
	p.at = min(p.at, max(len(p.items)-1, 0))
	p.redraw(p.at)
	p.clamp()
}

// Item is the chosen item, nil if there is none.
func (p *Page) Item() any {
	if p.at < len(p.items) {
		return p.items[p.at].line.Item
	}
	return nil
}

// Items is the number of items.
func (p *Page) Items() int { return len(p.items) }

// At is the place of the chosen item; Choose chooses another.
func (p *Page) At() int { return p.at }

// Choose moves the choice to an item, or to the nearest there is, and shows it.
func (p *Page) Choose(i int) {
	p.choose(max(min(i, len(p.items)-1), 0))
	if len(p.items) > 0 {
		y := p.items[p.at].y
		p.top = max(min(p.top, y-1), y-p.h+2)
	}
	p.clamp()
}

// scroll moves the page by lines.
func (p *Page) scroll(by int) {
	p.top += by
	p.clamp()
}

// Scrolled is the first line shown; Restore goes back to a choice and a line.
func (p *Page) Scrolled() int { return p.top }

// Restore brings a choice and a scroll position back.
func (p *Page) Restore(at, top int) {
	p.top = top
	p.choose(at)
	p.clamp()
}

func (p *Page) clamp() { p.top = max(min(p.top, len(p.lines)-p.h), 0) }

// Key handles the keys of a page and reports whether k was one of them.
func (p *Page) Key(k string) bool {
	switch k {
	case "down", "j":
		p.step(1)
	case "up", "k":
		p.step(-1)
	case "pgdown", "ctrl+f", "ctrl+d":
		p.scroll(p.h / 2)
	case "pgup", "ctrl+b", "ctrl+u":
		p.scroll(-p.h / 2)
	case "home", "g":
		p.Choose(0)
		p.top = 0
	case "end", "G":
		p.Choose(len(p.items) - 1)
		p.top = len(p.lines)
		p.clamp()
	default:
		return false
	}
	return true
}

// Mouse chooses the item under a click and scrolls with the wheel. again reports a click on the item that was
// chosen already, done that there was something to do.
func (p *Page) Mouse(m pane.Mouse) (again, done bool) {
	switch {
	case m.Wheel != 0:
		p.scroll(m.Wheel * pane.WheelStep)
	case m.On.Kind != pane.AreaRow:
		return false, false
	case m.On.Item == p.at:
		return true, true
	default:
		p.choose(m.On.Item)
	}
	return false, true
}

// step chooses the next item; past the last, and where there is none, it scrolls.
func (p *Page) step(by int) {
	next := p.at + by
	if next < 0 || next >= len(p.items) {
		p.scroll(by)
		return
	}
	p.Choose(next)
}

// View is the page's window: exactly h lines of w cells. Where nothing can be chosen the reading is at its first line, below
// the title that a page begins with.
func (p *Page) View() string {
	lines := slices.Clone(p.lines[min(p.top, len(p.lines)):min(p.top+p.h, len(p.lines))])
	at := 0
	if p.top == 0 {
		at = 1
	}
	if len(p.items) == 0 && at < len(lines) {
		lines[at] = p.theme.Here(lines[at])
	}
	return cell.Exact(lines, p.w, p.h)
}

// More is how many lines are above and below the window.
func (p *Page) More() (above, below int) { return p.top, max(len(p.lines)-p.top-p.h, 0) }
