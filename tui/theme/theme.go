// Package theme says how the program looks. A Theme is one immutable value, made once at start or when the
// user picks another; no style is made anywhere else.
//
// Every role is an escape sequence that was computed when the theme was made, so drawing is appending
// strings. A sequence starts with a reset, so styled pieces can follow each other without one between them.
package theme

import (
	"fmt"
	"slices"
)

// Name names a theme.
type Name string

// The themes. Mono uses no colour, ASCII draws with the 95 printable ASCII characters only.
const (
	Dark        Name = "dark"
	Light       Name = "light"
	Contrast    Name = "contrast"
	ColourBlind Name = "colourblind"
	Mono        Name = "mono"
	ASCII       Name = "ascii"
)

// Names lists the themes in the order in which a user steps through them.
func Names() []Name { return []Name{Dark, Light, Contrast, ColourBlind, Mono, ASCII} }

// Theme is one look. It is never changed after New.
type Theme struct {
	name   Name
	depth  Depth
	glyphs Glyphs
	sgr    [rows][roles]string
	reset  string
	ends   string // what a line ends with that stands on a background of the theme's own; empty without one
}

// New makes the theme of that name for a terminal of that colour depth. An unknown name is an error that
// lists the names.
func New(name Name, depth Depth) (*Theme, error) {
	if !slices.Contains(Names(), name) {
		return nil, fmt.Errorf("no theme is called %q; there are %v", name, Names())
	}
	t := &Theme{name: name, depth: depth, glyphs: unicodeGlyphs, reset: "\x1b[m"}
	if name == ASCII {
		t.glyphs = asciiGlyphs
	}
	p := paletteOf(name, depth)
	for row := range rows {
		for role := range roles {
			t.sgr[row][role] = sequence(p.look(role, row), depth, focusSigns[row])
		}
	}
	if depth == Plaintext {
		t.reset = ""
	}
	return t, nil
}

// Must is New for names that are constants of this package.
func Must(name Name, depth Depth) *Theme {
	t, err := New(name, depth)
	if err != nil {
		panic(err)
	}
	return t
}

func paletteOf(name Name, depth Depth) palette {
	if depth <= NoColour {
		return mono()
	}
	if h, ok := sixteen[name]; ok && depth == Colours16 {
		return h.inked()
	}
	if name == Mono {
		return mono()
	}
	h, ok := colours[name]
	if !ok {
		h = dark // of ASCII
	}
	p := h.palette()
	if depth == Colours256 {
		p.quantise()
	}
	return p
}

// colours are the themes with colours of their own.
var colours = map[Name]hues{Dark: dark, Light: light, Contrast: contrast, ColourBlind: okabe}

// look is how a role looks on a row of that state.
func (p *palette) look(role Role, row Row) look {
	l := merge(p.roles[role], p.rows[row], row)
	if role.drawn() && p.rows[row].attr&reverse != 0 {
		l.attr &^= reverse // a full block in reverse is a gap
	}
	if p.inked[row] && !role.drawn() {
		l.fg = p.ink
	}
	return p.legible(role, l)
}

// legible writes what could not be read on the background of its row in black or white: text needs a contrast of 4.5 to 1,
// in the theme contrast 7, and what is drawn 3 (WCAG 2.2, 1.4.3, 1.4.6 and 1.4.11).
func (p *palette) legible(role Role, l look) look {
	if l.bg&set == 0 || l.fg&set == 0 || (l.bg|l.fg)&basic != 0 {
		return l
	}
	least := max(4.5, p.least)
	if role.drawn() {
		least = 3
	}
	if ratio(l.fg, l.bg) < least {
		const black, white = 0x000000 | set, 0xffffff | set
		if l.fg = black; ratio(white, l.bg) > ratio(black, l.bg) {
			l.fg = white
		}
	}
	return l
}

// merge puts a role on a row: the row gives the background, both give attributes. Reverse twice is reverse.
func merge(role, row look, state Row) look {
	if state == RowPlain {
		return role
	}
	if row.bg != 0 {
		role.bg = row.bg
	}
	role.attr |= row.attr
	if row.attr&reverse != 0 {
		role.attr &^= dim // dim on reverse is unreadable in many terminals
	}
	return role
}

// Name is the theme's name.
func (t *Theme) Name() Name { return t.name }

// Depth is the colour depth the theme was made for.
func (t *Theme) Depth() Depth { return t.depth }

// Glyphs are the signs to draw with.
func (t *Theme) Glyphs() *Glyphs { return &t.glyphs }

// On is the sequence that starts a role.
func (t *Theme) On(r Role) string { return t.sgr[RowPlain][r] }

// OnRow is the sequence that starts a role in a row of that state.
func (t *Theme) OnRow(row Row, r Role) string { return t.sgr[row][r] }

// Off is the sequence that ends every role.
func (t *Theme) Off() string { return t.reset }

// Paint returns s in that role.
func (t *Theme) Paint(r Role, s string) string {
	if s == "" {
		return ""
	}
	return t.sgr[RowPlain][r] + s + t.reset
}

// PaintRow returns s in that role on a row of that state.
func (t *Theme) PaintRow(row Row, r Role, s string) string { return t.sgr[row][r] + s + t.reset }
