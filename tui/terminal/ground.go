package terminal

import (
	"context"
	"io"
	"os"
	"runtime"
	"strconv"
	"strings"

	"golang.org/x/term"

	"aisdesk/tui/theme"
)

// AskGround asks for the background colour (OSC 11), and then for the terminal's attributes (DA1): every terminal answers
// the second, so what comes before it is all that comes of the first.
const AskGround = "\x1b]11;?\x1b\\\x1b[c"

// Ground knows whether the terminal's background is light. The question goes out with the first frame, and nothing waits
// for the answer.
type Ground struct {
	output io.Writer
	can    bool // both ends are a terminal that can be asked
	asked  bool
	answer chan bool
}

// NewGround makes a Ground that writes its question to output; to is what output was made of.
func NewGround(output io.Writer, in io.Reader, to io.Writer, getenv func(string) string) *Ground {
	return &Ground{output: output, can: askable(in, to, getenv), answer: make(chan bool, 1)}
}

// askable reports whether the terminal can be asked for its background: both ends are one that knows such questions.
func askable(input io.Reader, output io.Writer, getenv func(string) string) bool {
	in, fromTerminal := input.(*os.File)
	out, toTerminal := output.(*os.File)
	switch getenv("TERM") {
	case "dumb", "linux", "":
		return false
	}
	return runtime.GOOS != "windows" && fromTerminal && toTerminal && term.IsTerminal(int(in.Fd())) && term.IsTerminal(int(out.Fd()))
}

// Keyboard is the terminal's input without its replies. It is in itself where the terminal cannot be asked.
func (g *Ground) Keyboard(in io.Reader) io.Reader {
	f, ok := in.(*os.File)
	if !ok || !g.can {
		return in
	}
	return &keyboard{File: f, replies: replies{colour: g.heard}}
}

// BackgroundBy is what the environment says of the background: COLORFGBG ends with its colour, of which white and light
// grey are light.
func BackgroundBy(getenv func(string) string) theme.Background {
	v := getenv("COLORFGBG")
	n, err := strconv.Atoi(v[strings.LastIndexByte(v, ';')+1:])
	switch {
	case err != nil || n < 0 || n > 15:
		return theme.UnknownBackground
	case n == 7 || n == 15:
		return theme.LightBackground
	}
	return theme.DarkBackground
}

// heard takes the terminal's reply; what is no colour is no answer.
func (g *Ground) heard(reply string) {
	r, gr, b, ok := parseColour(reply)
	if !ok {
		return
	}
	select {
	case g.answer <- theme.IsLight(r, gr, b):
	default: // it was answered
	}
}

// Ask sends the question and returns what waits for its answer; nil where it was sent before or cannot be answered. ok is
// false where ctx ended first.
func (g *Ground) Ask() (wait func(ctx context.Context) (light, ok bool)) {
	if !g.can || g.asked {
		return nil
	}
	g.asked = true
	if l := lockOf(g.output); l != nil {
		l.behind(AskGround)
	}
	return func(ctx context.Context) (light, ok bool) {
		select {
		case light = <-g.answer:
			return light, true
		case <-ctx.Done():
			return false, false
		}
	}
}

// parseColour reads rgb:RR/GG/BB with one to four digits each, as X11 writes colours.
func parseColour(s string) (r, g, b uint8, ok bool) {
	_, list, ok := strings.Cut(s, ":")
	parts := strings.Split(list, "/")
	if !ok || len(parts) < 3 {
		return 0, 0, 0, false
	}
	var out [3]uint8
	for i := range out {
		n, err := strconv.ParseUint(parts[i], 16, 16)
		if err != nil || len(parts[i]) > 4 {
			return 0, 0, 0, false
		}
		most := uint64(1)<<(4*len(parts[i])) - 1
		out[i] = uint8(n * 255 / most)
	}
	return out[0], out[1], out[2], true
}
