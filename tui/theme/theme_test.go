package theme

import (
	"math"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"aisdesk/tui/cell"
)

var depths = []Depth{Plaintext, NoColour, Colours16, Colours256, TrueColour}

func each(t *testing.T, f func(t *testing.T, th *Theme)) {
	for _, n := range Names() {
		for _, d := range depths {
			f(t, Must(n, d))
		}
	}
}

func TestEverySequenceIsOnlyColourAndAttributes(t *testing.T) {
	sgr := regexp.MustCompile(`^\x1b\[[0-9;]*m$`)
	each(t, func(t *testing.T, th *Theme) {
		for row := range rows {
			for role := range roles {
				s := th.OnRow(row, role)
				if th.Depth() == Plaintext {
					if s != "" {
						t.Errorf("%s: plain text with %q", th.Name(), s)
					}
				} else if !sgr.MatchString(s) {
					t.Errorf("%s: %q is no SGR sequence", th.Name(), s)
				}
			}
		}
	})
}

func TestNoColourMeansNoColour(t *testing.T) {
	colour := regexp.MustCompile(`[;\[](3[0-9]|4[0-9]|9[0-7]|10[0-7])`)
	for _, n := range Names() {
		th := Must(n, NoColour)
		for row := range rows {
			for role := range roles {
				if s := th.OnRow(row, role); colour.MatchString(s) {
					t.Errorf("%s with NO_COLOR: %q", n, s)
				}
			}
		}
	}
	th := Must(Mono, TrueColour)
	for role := range roles {
		if s := th.On(role); colour.MatchString(s) {
			t.Errorf("mono has a colour: %q", s)
		}
	}
}

func TestCursorRowDiffersFromOthers(t *testing.T) {
	each(t, func(t *testing.T, th *Theme) {
		shown := func(row Row) string { return strings.Replace(th.OnRow(row, Plain), focusSigns[row], "0", 1) }
		if th.Depth() > Plaintext && (shown(RowCursor) == shown(RowPlain) || shown(RowCell) == shown(RowCursor) || shown(RowCaret) == shown(RowPlain)) {
			t.Errorf("%s at depth %d: the cursor row cannot be told apart", th.Name(), th.Depth())
		}
	})
}

// On sixteen colours nothing may be written in the colour it stands on, and nothing black on a dark screen.
func TestSixteenColoursCanBeRead(t *testing.T) {
	for name := range sixteen {
		p := paletteOf(name, Colours16)
		for row := range rows {
			for role := range roles {
				l := p.look(role, row)
				if l.bg != 0 && l.fg == l.bg && role != Faint && role != BarPast && role != Border && (role < Heat0 || role > Heat4) {
					t.Errorf("%s: role %d on row %d is written in its own background", name, role, row)
				}
			}
		}
		if s := Must(name, Colours16).On(Dim); strings.Contains(s, "38;") {
			t.Errorf("%s: %q is more than sixteen colours", name, s)
		}
	}
}

// With all colours every text can be read on every row: 4.5 to 1, and 3 to 1 where it is bold.
func TestTextsStandOutFromTheirRows(t *testing.T) {
	for name, h := range map[Name]hues{Dark: dark, Light: light, Contrast: contrast, ColourBlind: okabe} {
		p := h.palette()
		for row := RowMarked; row < rows; row++ {
			for role := range roles {
				l := p.look(role, row)
				least := 4.5
				if l.attr&bold != 0 {
					least = 3
				}
				if role.drawn() || role == Faint || role >= BadgeSandbox && role <= BadgeLive || l.fg == 0 {
					continue
				}
				if got := contrastOf(l.fg, l.bg); got < least {
					t.Errorf("%s: role %d on row %d has a contrast of %.2f, not %v", name, role, row, got, least)
				}
			}
		}
	}
}

// On sixteen colours the rows that are chosen or marked are written in black or white: red on grey cannot be read.
func TestSixteenColoursWriteChosenRowsInOneInk(t *testing.T) {
	for name, h := range sixteen {
		p := paletteOf(name, Colours16)
		for row := RowMarked; row < rows; row++ {
			for _, role := range []Role{Plain, In, Out, Dim, Accent, Key} {
				if got := p.look(role, row).fg; got != h.title {
					t.Errorf("%s: role %d on row %d is written in colour %d", name, role, row, got&0xff)
				}
			}
		}
	}
}

// contrastOf is the contrast of two colours as WCAG 2 counts it, from 1 to 21.
func contrastOf(a, b uint32) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + .05) / (min(x, y) + .05)
}

func luminance(c uint32) float64 {
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
	return sum
}

func TestASCIIDrawsInASCII(t *testing.T) {
	th := Must(ASCII, Plaintext)
	for _, l := range append(th.Panel(Panel{Title: "Accounts", Note: "3", W: 30, H: 4}, []string{"x"}), th.Rule("Totals", 20)) {
		if i := strings.IndexFunc(l, func(r rune) bool { return r < 0x20 || r > 0x7e }); i >= 0 {
			t.Errorf("%q is not ASCII", l)
		}
	}
}

func TestPanelIsExact(t *testing.T) {
	body := []string{"Jan Kowalski", strings.Repeat("語", 60), "", "\x1b[0;1mbold\x1b[m"}
	each(t, func(t *testing.T, th *Theme) {
		for w := range 50 {
			for h := range 9 {
				lines := th.Panel(Panel{Title: "A rather long title 語語", Note: "12 of 100", Focus: w%2 == 0, W: w, H: h}, body)
				if len(lines) != h {
					t.Fatalf("%d lines, not %d", len(lines), h)
				}
				for _, l := range lines {
					if ansi.StringWidth(l) != w {
						t.Fatalf("%s %dx%d: %q is %d wide", th.Name(), w, h, l, ansi.StringWidth(l))
					}
				}
				if n := cell.Width(th.Rule("title", w)); n != w {
					t.Fatalf("rule is %d wide, not %d", n, w)
				}
			}
		}
	})
}

func TestDepthOfTheEnvironment(t *testing.T) {
	for _, c := range []struct {
		env  map[string]string
		want Depth
	}{
		{map[string]string{"TERM": "dumb", "COLORTERM": "truecolor"}, Plaintext},
		{map[string]string{"TERM": "xterm-256color", "NO_COLOR": "1"}, NoColour},
		{map[string]string{"TERM": "xterm-256color", "COLORTERM": "truecolor"}, TrueColour},
		{map[string]string{"TERM": "screen-256color"}, Colours256},
		{map[string]string{"TERM": "linux"}, Colours16},
	} {
		if got := DepthOf(func(k string) string { return c.env[k] }); got != c.want {
			t.Errorf("%v: depth %d, not %d", c.env, got, c.want)
		}
	}
}

func TestUnknownThemeNamesTheKnown(t *testing.T) {
	_, err := New("solarized", TrueColour)
	if err == nil || !strings.Contains(err.Error(), "colourblind") {
		t.Errorf("got %v", err)
	}
}

// A bar on the chosen row is drawn as on the others: a full block in reverse would be a gap.
func TestBarsAreNeverReversed(t *testing.T) {
	th := Must(Mono, TrueColour)
	for _, role := range []Role{BarIn, BarOut, Bar, BarPast} {
		if on := th.OnRow(RowCursor, role); strings.Contains(on, ";7") || strings.Contains(on, "[7") {
			t.Errorf("role %d on the chosen row: %q", role, on)
		}
	}
	if on := th.OnRow(RowCursor, Plain); !strings.Contains(on, "7") {
		t.Errorf("the chosen row is not reversed: %q", on)
	}
}
