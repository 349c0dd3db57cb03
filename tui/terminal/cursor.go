package terminal

import (
	"io"

	"github.com/charmbracelet/x/ansi"
)

// Cursor is the terminal's own cursor, which magnifiers and braille displays follow. The renderer hides it and leaves it
// behind what it drew last; each frame that is written has it placed again.
type Cursor struct {
	output *locked
	last   string
}

// NewCursor is the cursor of an output that Output made. It stays hidden where somebody wants that.
func NewCursor(output io.Writer, hidden bool) *Cursor {
	if hidden {
		return &Cursor{}
	}
	return &Cursor{output: lockOf(output)}
}

// Place has the cursor stand at a cell, counted from 0, once the next frame is written. Where there is no next frame,
// since nothing else changes, it goes there at once.
func (c *Cursor) Place(x, y int, noFrame bool) {
	at := ansi.CursorPosition(x+1, y+1) + ansi.ShowCursor
	if c.output == nil || at == c.last {
		return
	}
	c.last = at
	c.output.point(at, noFrame)
}
