package tui

import (
	"fmt"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"aisdesk/tui/terminal"
	"aisdesk/tui/theme"
)

// terminalOf is an environment of a terminal.
func terminalOf(pairs ...string) func(string) string {
	return func(name string) string {
		for _, p := range pairs {
			if value, ok := strings.CutPrefix(p, name+"="); ok {
				return value
			}
		}
		return ""
	}
}

// looking is a program in a state, in a theme and on a terminal.
func looking(t *testing.T, name theme.Name, getenv func(string) string, start, keys string) *desktop {
	w := newFake()
	w.settings.Theme = string(name)
	w.saving = make(chan struct{}, 1)
	return staged(t, w, Options{Output: io.Discard, Getenv: getenv}, start, keys)
}

// everyLook walks every state in a theme.
func everyLook(t *testing.T, name theme.Name, getenv func(string) string, f func(state, frame string)) {
	t.Helper()
	for _, s := range states {
		synctest.Test(t, func(t *testing.T) {
			p := looking(t, name, getenv, s.start, s.keys)
			defer p.root.close()
			f(s.name+" ("+s.keys+")", p.Raw())
		})
	}
}

// inked is a letter of a frame with its colours, 0 for the terminal's own, else 0xRRGGBB plus 1<<24.
type inked struct {
	letter string
	fg, bg uint32
}

// inks reads a frame in true colours.
func inks(line string) []inked {
	var out []inked
	var now inked
	for line != "" {
		if n := terminal.ColourSequence(line); n > 0 {
			now.fg, now.bg = colours(line[2:n-1], now.fg, now.bg)
			line = line[n:]
			continue
		}
		if line[0] == 0x1b {
			_, _, n, _ := ansi.DecodeSequence(line, 0, nil)
			line = line[n:]
			continue
		}
		_, n := utf8.DecodeRuneInString(line)
		now.letter, line = line[:n], line[n:]
		out = append(out, now)
	}
	return out
}

func colours(args string, fg, bg uint32) (uint32, uint32) {
	parts := strings.Split(args, ";")
	for i := 0; i < len(parts); i++ {
		switch n, _ := strconv.Atoi(parts[i]); {
		case n == 0:
			fg, bg = 0, 0
		case (n == 38 || n == 48) && i+4 < len(parts):
			c := uint32(1)
			for _, p := range parts[i+2 : i+5] {
				v, _ := strconv.Atoi(p)
				c = c<<8 | uint32(v)
			}
			if i += 4; n == 38 {
				fg = c
			} else {
				bg = c
			}
		}
	}
	return fg, bg
}

// written reports whether a character is text, and not a line, a block, a dot of a chart or a space.
func written(letter string) bool {
	r, _ := utf8.DecodeRuneInString(letter)
	return r > ' ' && r < 0x2000 && !strings.ContainsRune("·|", r)
}

// contrast is that of two colours by WCAG 2, from 1 to 21.
func contrast(a, b uint32) float64 {
	luminance := func(c uint32) float64 {
		sum := 0.0
		for i, share := range []float64{.0722, .7152, .2126} {
			v := float64(c>>(8*i)&0xff) / 255
			if v <= .03928 {
				v /= 12.92
			} else {
				v = math.Pow((v+.055)/1.055, 2.4)
			}
			sum += share * v
		}
		return sum + .05
	}
	x, y := luminance(a), luminance(b)
	return max(x, y) / min(x, y)
}

// Accessible statement 25, as far as texts go, on what is really drawn: whatever role a pane chose, every letter of every
// screen stands out from what it is written on.
func TestEveryTextOnEveryScreenCanBeRead(t *testing.T) {
	dark, light := []uint32{0x000000, 0x1a1b26, 0x282828}, []uint32{0xffffff, 0xfdf6e3}
	for _, tc := range []struct {
		name    theme.Name
		grounds []uint32
		own     uint32 // the terminal's own text
		least   float64
		known   string // what the terminal says of its background
	}{{theme.Dark, dark, 0xc0c0c0, 4.5, "15;0"}, {theme.Light, light, 0x303030, 4.5, "0;15"}, {theme.Contrast, dark, 0xe5e5e5, 7, "15;0"},
		{theme.ColourBlind, dark, 0xc0c0c0, 4.5, "15;0"}, {theme.Auto, nil, 0, 4.5, ""}} {
		seen := map[string]bool{}
		everyLook(t, tc.name, terminalOf("TERM=xterm-256color", "COLORTERM=truecolor", "COLORFGBG="+tc.known), func(state, frame string) {
			for _, line := range strings.Split(frame, "\n") {
				for _, c := range inks(line) {
					if tc.known == "" && (c.fg == 0 || c.bg == 0) && !seen[state] { // it may be white or black
						seen[state] = true
						t.Errorf("%s, %s: %q is left to the terminal, which does not say its background:\n%s", tc.name, state, c.letter, ansi.Strip(line))
					}
					if !written(c.letter) || c.fg == 0 && c.bg == 0 {
						continue
					}
					fg, grounds := c.fg&0xffffff, tc.grounds
					if c.fg == 0 {
						fg = tc.own
					}
					if c.bg != 0 {
						grounds = []uint32{c.bg & 0xffffff}
					}
					for _, g := range grounds {
						key := fmt.Sprint(fg, g)
						if got := contrast(fg, g); got < tc.least && !seen[key] {
							seen[key] = true
							t.Errorf("%s, %s: %q in #%06x on #%06x has a contrast of %.2f, not %v:\n%s", tc.name, state, c.letter, fg, g, got, tc.least, ansi.Strip(line))
						}
					}
				}
			}
		})
	}
}

// Accessible statement 27.
func TestNoScreenHasColoursWhereNobodyWantsThem(t *testing.T) {
	sequence := regexp.MustCompile(`\x1b\[([0-9;]*)m`)
	for _, name := range []theme.Name{theme.Dark, theme.Light, theme.ASCII} {
		bold, reverse := false, false
		everyLook(t, name, terminalOf("TERM=xterm-256color", "COLORTERM=truecolor", "NO_COLOR=1"), func(state, frame string) {
			for _, m := range sequence.FindAllStringSubmatch(frame, -1) {
				for p := range strings.SplitSeq(m[1], ";") {
					n, _ := strconv.Atoi(p)
					bold, reverse = bold || n == 1, reverse || n == 7
					if n >= 30 && n <= 49 || n >= 90 && n <= 107 {
						t.Fatalf("%s, %s: %q", name, state, m[0])
					}
				}
			}
		})
		if !bold || !reverse {
			t.Errorf("%s: bold %v, reverse %v", name, bold, reverse)
		}
	}
}

// plain is what is left of a frame without colours and attributes: its characters, and in a text the terminal's cursor.
func (p *desktop) plain() string {
	if !p.root.screen.capturing() {
		return p.Screen()
	}
	x, y := p.root.screen.focus.cell(strings.Split(p.Raw(), "\n"))
	return fmt.Sprintf("%s\n%d,%d", p.Screen(), x, y)
}

// Accessible statement 26: what a key changes on the screen in colours changes it in ASCII without them too.
func TestNothingIsSaidByColourAlone(t *testing.T) {
	t.Chdir(t.TempDir()) // some keys write files
	for _, s := range states {
		if s.name == "verdict, report" { // the second of two programs would find the first one's file
			continue
		}
		synctest.Test(t, func(t *testing.T) {
			coloured := looking(t, theme.Dark, terminalOf("TERM=xterm-256color", "COLORTERM=truecolor"), s.start, s.keys)
			defer coloured.root.close()
			bare := looking(t, theme.ASCII, terminalOf("TERM=xterm-256color", "NO_COLOR=1"), s.start, s.keys)
			defer bare.root.close()
			coloured.root.screen.frame = "" // its clock went on while the other was made ready
			var keys []string
			for _, a := range coloured.shown() {
				if !a.Off && !strings.Contains(a.What, "theme") && a.What != "suspend to the shell" && a.What != "next value" {
					keys = append(keys, a.Keys...)
				}
			}
			for _, k := range keys {
				was, wasBare := coloured.Raw(), bare.plain()
				coloured.Press(k)
				bare.Press(k)
				if coloured.Raw() != was && bare.plain() == wasBare {
					t.Errorf("%s (%s): %q changes colours only:\n%s", s.name, s.keys, k, changedLines(was, coloured.Raw()))
				}
				if coloured.Quit() {
					return
				}
			}
		})
	}
}

// The same of single amounts: what is drawn in the colour of money out has a minus or a word, and what is drawn in that of
// money in has no minus.
func TestMoneyInAndOutDifferBySign(t *testing.T) {
	dark := theme.Must(theme.Dark, theme.TrueColour)
	colour := func(r theme.Role) uint32 {
		fg, _ := colours(strings.Trim(dark.On(r), "\x1b[m"), 0, 0)
		return fg
	}
	in, out := colour(theme.In), colour(theme.Out)
	seen := 0
	everyLook(t, theme.Dark, terminalOf("TERM=xterm-256color", "COLORTERM=truecolor"), func(state, frame string) {
		for _, line := range strings.Split(frame, "\n") {
			for _, run := range runs(inks(line)) {
				if !strings.ContainsAny(run.letter, "0123456789") || run.fg != in && run.fg != out {
					continue
				}
				seen++
				minus := strings.Contains(run.letter, "-")
				if run.fg == out && !minus && !strings.Contains(ansi.Strip(line), "out") || run.fg == in && minus {
					t.Errorf("%s: %q has the colour of money in (%v) or out (%v):\n%s", state, run.letter, run.fg == in, run.fg == out, ansi.Strip(line))
				}
			}
		}
	})
	if seen < 50 {
		t.Errorf("only %d amounts were seen", seen)
	}
}

// runs joins neighbours of one colour.
func runs(cells []inked) (all []inked) {
	for _, c := range cells {
		if n := len(all); n > 0 && all[n-1].fg == c.fg {
			all[n-1].letter += c.letter
		} else {
			all = append(all, c)
		}
	}
	return all
}

// changedLines are the lines in which two frames differ.
func changedLines(was, is string) string {
	var b strings.Builder
	is2 := strings.Split(is, "\n")
	for i, l := range strings.Split(was, "\n") {
		if i < len(is2) && l != is2[i] {
			fmt.Fprintf(&b, "was %s\n is %s\n", l, is2[i])
		}
	}
	return b.String()
}
