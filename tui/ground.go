package tui

import (
	"io"
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/tui/pane"
	"aisdesk/tui/theme"
)

// askGround asks for the background colour (OSC 11), and then for the terminal's attributes (DA1): every terminal answers
// the second, so what comes before it is all that comes of the first.
const askGround = "\x1b]11;?\x1b\\\x1b[c"

// ground knows whether the terminal's background is light. The question goes out with the first frame, and nothing waits
// for the answer.
type ground struct {
	output io.Writer
	can    bool // both ends are a terminal that can be asked
	asked  bool
	answer chan bool
}

// lightBy is what the environment says of the background: COLORFGBG ends with its colour, of which white and light grey
// are light. Where it says nothing the background counts as dark.
func lightBy(getenv func(string) string) bool {
	v := getenv("COLORFGBG")
	last := v[strings.LastIndexByte(v, ';')+1:]
	return last == "7" || last == "15"
}

// heard takes the terminal's reply; what is no colour is no answer.
func (g *ground) heard(reply string) {
	r, gr, b, ok := parseColour(reply)
	if !ok {
		return
	}
	select {
	case g.answer <- theme.IsLight(r, gr, b):
	default: // it was answered
	}
}

// ask sends the question, unless it was sent or cannot be answered, and brings the answer to take.
func (g *ground) ask(work *background, take func(light bool) tea.Cmd) tea.Cmd {
	if !g.can || g.asked {
		return nil
	}
	g.asked = true
	if t, ok := g.output.(*terminal); ok {
		t.behind(askGround)
	}
	return func() tea.Msg {
		select {
		case light := <-g.answer:
			return pane.Callback(func() tea.Cmd { return take(light) })
		case <-work.ctx.Done():
			return nil
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
