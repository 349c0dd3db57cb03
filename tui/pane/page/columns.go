package page

import (
	"slices"

	"aisdesk/tui/cell"
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

// columns are how many columns the page has: none of them is empty.
func (p *Page) columns() int {
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

func (p *Page) build() {
	p.items = p.items[:0]
	n := p.columns()
	if n == 1 {
		p.lines = p.column(p.sections, p.w, p.w >= wide || p.h >= 30, 0)
		return
	}
	widths := p.widths(n)
	columns, longest := make([][]placed, n), 0
	for i := range columns {
		var of []Section
		for _, s := range p.sections {
			if s.place(n) == i {
				of = append(of, s)
			}
		}
		columns[i] = p.column(of, widths[i], true, 0)
		longest = max(longest, len(columns[i]))
	}
	p.lines = p.lines[:0]
	for y := range longest {
		p.lines = append(p.lines, placed{[]string{across(columns, widths, y)}})
	}
}

// across is a line of the page: those of its columns beside each other.
func across(columns [][]placed, widths []int, y int) string {
	line := ""
	for i, c := range columns {
		if i > 0 {
			line += " "
		}
		l := ""
		if y < len(c) {
			l = c[y].cols[0]
		}
		line += cell.Fit(l, widths[i], cell.Left, "")
	}
	return line
}
