package theme

import (
	"image/color"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Depth is how many colours the terminal shows.
type Depth uint8

// Depths. Plaintext writes no escape sequence at all; NoColour keeps bold, underline and reverse.
const (
	Plaintext Depth = iota
	NoColour
	Colours16
	Colours256
	TrueColour
)

// DepthOf reads the environment as terminals and users set it: NO_COLOR, TERM, COLORTERM. It asks the
// terminal nothing.
func DepthOf(env func(string) string) Depth {
	term := env("TERM")
	switch {
	case term == "dumb":
		return Plaintext
	case env("NO_COLOR") != "":
		return NoColour
	case env("COLORTERM") == "truecolor", env("COLORTERM") == "24bit", strings.HasSuffix(term, "-direct"):
		return TrueColour
	case strings.Contains(term, "256color"), term == "xterm-kitty", term == "alacritty", env("WT_SESSION") != "", env("XTERM_VERSION") != "":
		return Colours256
	}
	return Colours16
}

// sequence turns a look into one SGR sequence that starts with a reset, which is written as zeros.
func sequence(l look, d Depth, zeros string) string {
	if d == Plaintext {
		return ""
	}
	b := append([]byte("\x1b["), zeros...)
	for i, code := range []string{";1", ";2", ";3", ";4", ";7"} {
		if l.attr&(1<<i) != 0 {
			b = append(b, code...)
		}
	}
	if d > NoColour {
		b = appendColour(b, l.fg, d, false)
		b = appendColour(b, l.bg, d, true)
	}
	return string(append(b, 'm'))
}

func appendColour(b []byte, c uint32, d Depth, bg bool) []byte {
	if c&set == 0 {
		return b
	}
	ground := 38
	if bg {
		ground = 48
	}
	r, g, bl := uint8(c>>16), uint8(c>>8), uint8(c)
	rgb := color.RGBA{R: r, G: g, B: bl, A: 0xff}
	num := func(n int) { b = strconv.AppendInt(append(b, ';'), int64(n), 10) }
	if c&basic != 0 {
		n := int(c & 0xf)
		if n >= 8 {
			n += 60 - 8
		}
		num(ground - 8 + n)
		return b
	}
	switch d {
	case TrueColour:
		for _, n := range []int{ground, 2, int(r), int(g), int(bl)} {
			num(n)
		}
	case Colours256:
		for _, n := range []int{ground, 5, int(ansi.Convert256(rgb))} {
			num(n)
		}
	}
	return b
}
