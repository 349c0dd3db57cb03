package theme

// basic marks a colour as one of the terminal's own sixteen. The nearest of sixteen colours to a fine shade is
// often an unreadable one, so terminals with sixteen get palettes of their own.
const basic = 1 << 25

// own are hues of the terminal's sixteen colours by number: 0-7 plain, 8-15 bright.
func own(dim, faint, title, accent, in, out, warn, bad, past, border uint32) hues {
	return hues{dim: dim | basic, faint: faint | basic, title: title | basic, accent: accent | basic, in: in | basic, out: out | basic,
		warn: warn | basic, bad: bad | basic, past: past | basic, border: border | basic, text: title | basic, ground: basic}
}

// under sets the backgrounds of rows.
func (h hues) under(cursor, cell, idle, marked uint32) hues {
	h.cursor, h.cell, h.idle, h.marked = cursor|basic, cell|basic, idle|basic, marked|basic
	return h
}

// on sets the background that a theme brings, black where it is not set.
func (h hues) on(ground uint32) hues {
	h.ground = ground | basic
	return h
}

// with sets the steps of heat and the badges: black on yellow, black on cyan, white on red.
func (h hues) with(heat ...uint32) hues {
	for i, c := range heat {
		h.heat[i] = c | basic
	}
	h.sandbox, h.test, h.live, h.badgeText, h.liveText = 11|basic, 14|basic, 1|basic, 0|basic, 15|basic
	return h
}

// inked writes every text on a row with a background of its own in the colour of titles: of the sixteen few can be
// read on another, least of all red on grey or blue.
func (h hues) inked() palette {
	p := h.palette()
	p.ink, p.inked = h.title, [rows]bool{RowMarked: true, RowCursor: true, RowCell: true, RowIdle: true, RowCaret: true}
	return p
}

// sixteen are the palettes for terminals with sixteen colours. Green and cyan cannot be read on white in most of them.
var sixteen = map[Name]hues{
	Dark:        own(7, 8, 15, 14, 10, 9, 11, 9, 8, 8).under(4, 8, 8, 8).with(8, 4, 6, 14, 15),
	ASCII:       own(7, 8, 15, 14, 10, 9, 11, 9, 8, 8).under(4, 8, 8, 8).with(8, 4, 6, 14, 15),
	Light:       own(8, 7, 0, 4, 4, 1, 5, 1, 7, 8).under(14, 11, 7, 7).with(7, 14, 6, 4, 0).on(15),
	Contrast:    own(15, 7, 15, 14, 10, 9, 11, 9, 7, 15).under(4, 5, 8, 8).with(8, 7, 6, 14, 15),
	ColourBlind: own(7, 8, 15, 12, 14, 11, 11, 13, 8, 8).under(4, 8, 8, 8).with(8, 4, 12, 6, 14),
}
