package page

import (
	"slices"

	"aisdesk/tui/cell"
	"aisdesk/tui/pane"
	"aisdesk/tui/theme"
)

// From these widths on sections stand in boxes in two columns, and in three where there are sections for the third.
const (
	wide     = 104
	wideThin = 170
)

// place is the column of a section where there are so many.
func (s *Section) place(columns int) int {
	switch {
	case s.Far && columns == 3:
		return 2
	case s.Far || s.Aside:
		return 1
	}
	return 0
}

// shares are how many hundredths of the page each column takes.
var shares = map[int][]int{2: {44, 56}, 3: {31, 35, 34}}

// count is how many columns the page has: none of them is empty.
func (p *Page) count() int {
	for n := 3; n > 1; n-- {
		if n == 3 && p.w < wideThin || p.w < wide {
			continue
		}
		used := make([]bool, n)
		for i := range p.sections {
			used[p.sections[i].place(n)] = true
		}
		if !slices.Contains(used, false) {
			return n
		}
	}
	return 1
}

// widths share the cells of the page out among n columns with a cell between; the last takes what rounding leaves.
func (p *Page) widths(n int) []int {
	room := p.w - (n - 1)
	out, rest := make([]int, n), room
	for i := range out {
		out[i] = room * shares[n][i] / 100
		rest -= out[i]
	}
	out[n-1] += rest
	return out
}

// build draws the whole page, nothing of it chosen.
func (p *Page) build() {
	p.items = p.items[:0]
	n := p.count()
	p.columns = make([]column, n)
	if n == 1 {
		p.columns[0] = column{w: p.w, boxed: p.w >= wide || p.h >= 30}
	} else {
		for i, w := range p.widths(n) {
			p.columns[i] = column{w: w, boxed: true}
		}
	}
	longest := 0
	for i := range p.columns {
		for _, s := range p.sections {
			if n == 1 || s.place(n) == i {
				p.section(i, s)
			}
		}
		longest = max(longest, len(p.columns[i].lines))
	}
	p.lines = make([]string, longest)
	for y := range p.lines {
		p.lines[y] = p.across(y)
	}
}

// section draws a section at the end of a column, and notes its items.
func (p *Page) section(at int, s Section) {
	c := &p.columns[at]
	lines := s.Lines(c.inner())
	if len(lines) == 0 {
		return
	}
	texts := make([]string, len(lines))
	for i, l := range lines {
		if l.Item != nil {
			p.items = append(p.items, item{l, at, len(c.lines) + 1 + i})
		}
		texts[i] = l.Draw(c.inner(), theme.RowPlain)
		if l.Item != nil || l.Part && len(p.items) > 0 {
			texts[i] = cell.Mark(pane.AreaRow, len(p.items)-1, texts[i])
		}
	}
	if c.boxed {
		c.lines = append(c.lines, p.theme.Panel(theme.Panel{Title: s.Title, Note: s.Note, W: c.w, H: len(texts) + 2}, texts)...)
		return
	}
	title := s.Title
	if s.Note != "" {
		title += " " + p.theme.Glyphs().Dot + " " + s.Note
	}
	c.lines = append(c.lines, p.theme.Rule(title, c.w))
	for _, t := range texts {
		c.lines = append(c.lines, " "+t)
	}
}

// inner is the room within a section of the column.
func (c *column) inner() int {
	if c.boxed {
		return c.w - 4
	}
	return c.w - 2
}

// across is a line of the page: those of its columns beside each other.
func (p *Page) across(y int) string {
	if len(p.columns) == 1 {
		return p.columns[0].lines[y]
	}
	line := ""
	for i, c := range p.columns {
		if i > 0 {
			line += " "
		}
		l := ""
		if y < len(c.lines) {
			l = c.lines[y]
		}
		line += cell.Fit(l, c.w, cell.Left, "")
	}
	return line
}

// choose chooses another item.
func (p *Page) choose(i int) {
	was := p.at
	p.at = i
	p.redraw(was)
	p.redraw(i)
}

// redraw draws the line of an item anew, chosen or not.
func (p *Page) redraw(i int) {
	if i < 0 || i >= len(p.items) {
		return
	}
	it, row := &p.items[i], theme.RowPlain
	if i == p.at {
		row = theme.RowCursor
	}
	c := &p.columns[it.column]
	text := cell.Mark(pane.AreaRow, i, it.line.Draw(c.inner(), row))
	if c.boxed {
		c.lines[it.y] = p.theme.Panel(theme.Panel{W: c.w, H: 3}, []string{text})[1]
	} else {
		c.lines[it.y] = " " + text
	}
	p.lines[it.y] = p.across(it.y)
}
