// Package page lays sections of lines out on a page that scrolls: as boxes in two or three columns where there is
// room, as one column under rules where there is not. Lines can be items: one of them is chosen, and the
// page follows it.
package page

import (
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

// Page is sections with a cursor over their items. The zero value is an empty page.
type Page struct {
	sections []Section
	w, h     int
	top, at  int
	lines    []placed
	items    []item
	theme    *theme.Theme
}

// placed is a line of the page as it is drawn; left and right are lines of the two columns.
type placed struct{ cols []string }

// item is a line that can be chosen, and where it is.
type item struct {
	value any
	y     int
}

// Set changes what is on the page and how large it is.
func (p *Page) Set(t *theme.Theme, w, h int, sections []Section) {
	p.theme, p.w, p.h, p.sections = t, w, h, sections
	p.build()
	p.at = min(p.at, max(len(p.items)-1, 0))
	p.build()
	p.clamp()
}

// Item is the chosen item, nil if there is none.
func (p *Page) Item() any {
	if p.at < len(p.items) {
		return p.items[p.at].value
	}
	return nil
}

// Items is the number of items.
func (p *Page) Items() int { return len(p.items) }

// At is the place of the chosen item; Choose chooses another.
func (p *Page) At() int { return p.at }

// Choose moves the choice to an item, or to the nearest there is, and shows it.
func (p *Page) Choose(i int) {
	p.at = max(min(i, len(p.items)-1), 0)
	p.build()
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
	p.at, p.top = at, top
	p.build()
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
		p.at = m.On.Item
		p.build()
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

// View is the page's window: exactly h lines of w cells.
func (p *Page) View() string {
	lines := make([]string, 0, p.h)
	for _, l := range p.lines[min(p.top, len(p.lines)):min(p.top+p.h, len(p.lines))] {
		lines = append(lines, l.cols[0])
	}
	return cell.Exact(lines, p.w, p.h)
}

// More is how many lines are above and below the window.
func (p *Page) More() (above, below int) { return p.top, max(len(p.lines)-p.top-p.h, 0) }

func (p *Page) column(sections []Section, w int, boxed bool, from int) []placed {
	var out []placed
	for _, s := range sections {
		inner := w - 2
		if boxed {
			inner = w - 4
		}
		lines := s.Lines(inner)
		if len(lines) == 0 {
			continue
		}
		texts := make([]string, len(lines))
		y := from + len(out) + 1
		for i, l := range lines {
			texts[i] = l.Draw(inner, p.rowOf(l, y+i))
			if l.Item != nil || l.Part && len(p.items) > 0 {
				texts[i] = cell.Mark(pane.AreaRow, len(p.items)-1, texts[i])
			}
		}
		if boxed {
			for _, t := range p.theme.Panel(theme.Panel{Title: s.Title, Note: s.Note, W: w, H: len(texts) + 2}, texts) {
				out = append(out, placed{[]string{t}})
			}
			continue
		}
		title := s.Title
		if s.Note != "" {
			title += " " + p.theme.Glyphs().Dot + " " + s.Note
		}
		out = append(out, placed{[]string{p.theme.Rule(title, w)}})
		for _, t := range texts {
			out = append(out, placed{[]string{" " + t}})
		}
	}
	return out
}

// rowOf notes the line if it is an item and says how it is drawn.
func (p *Page) rowOf(l Line, y int) theme.Row {
	if l.Item == nil {
		return theme.RowPlain
	}
	p.items = append(p.items, item{l.Item, y})
	if len(p.items)-1 == p.at {
		return theme.RowCursor
	}
	return theme.RowPlain
}
