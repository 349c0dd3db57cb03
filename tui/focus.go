package tui

import (
	"unicode"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/charmbracelet/x/ansi"

	"aisdesk/tui/cell"
	"aisdesk/tui/terminal"
	"aisdesk/tui/theme"
)

// focus finds the cell at which the terminal's cursor stands: the first one of the chosen row, of a chosen button, or that of
// the text position. Where a screen has several, the cursor follows the last key: one that walks through a list leads to its
// row, any other to the text.
type focus struct {
	cursor *terminal.Cursor
	within region      // of the screen, or of the overlay on top
	last   tea.KeyType // the last key
}

// region is a part of a frame, in cells.
type region struct{ x, y, w, h int }

// walked reports whether the last key was one that walks through a list.
func (f *focus) walked() bool {
	switch f.last {
	case tea.KeyUp, tea.KeyDown, tea.KeyPgUp, tea.KeyPgDown, tea.KeyCtrlN, tea.KeyCtrlP, tea.KeyCtrlJ, tea.KeyCtrlK:
		return true
	}
	return false
}

// cell is where the cursor belongs in a frame. Where nothing can be chosen it is the first letter of what is read.
func (f *focus) cell(lines []string) (x, y int) {
	type place struct{ x, y int }
	found := map[theme.Row]place{}
	r := f.within
	for y := r.y; y < min(r.y+r.h, len(lines)); y++ {
		for before, state := range theme.Focus(lines[y]) {
			x := cell.Width(before)
			if _, ok := found[state]; !ok && x >= r.x && x < r.x+r.w {
				found[state] = place{x, y}
			}
		}
	}
	order := []theme.Row{theme.RowCaret, theme.RowCursor, theme.RowCell}
	if f.walked() {
		order = []theme.Row{theme.RowCursor, theme.RowCell, theme.RowCaret}
	}
	for _, state := range order {
		if p, ok := found[state]; ok {
			return p.x, p.y
		}
	}
	if p, ok := found[theme.RowHere]; ok {
		here := region{p.x, p.y, r.w - (p.x - r.x), r.h - (p.y - r.y)}
		if x, y, ok := here.letter(lines); ok {
			return x, y
		}
	}
	x, y, _ = r.letter(lines)
	return x, y
}

// letter is the first cell of a region that holds a letter or a digit.
func (r region) letter(lines []string) (x, y int, ok bool) {
	for y := r.y; y < min(r.y+r.h, len(lines)); y++ {
		line := ansi.Strip(cell.TruncateLeft(lines[y], r.x))
		for i, c := range line {
			if x := r.x + cell.Width(line[:i]); (unicode.IsLetter(c) || unicode.IsDigit(c)) && x < r.x+r.w {
				return x, y, true
			}
		}
	}
	return r.x, min(r.y, max(len(lines)-1, 0)), false
}
