package tui

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"unicode"
	"unicode/utf8"

	"aisdesk/tui/cell"
	"aisdesk/tui/theme"
)

// viewed is a terminal before a program without its renderer: each frame is drawn as the renderer would.
type viewed struct {
	p    *desktop
	out  *bytes.Buffer
	term *emulator
}

// frame draws the program's frame and returns the part of the screen that has the keys.
func (w *viewed) frame() region {
	c := w.p.root.screen
	frame := w.p.Raw()
	_, _ = io.WriteString(w.p.root.clipboard.output, "\x1b[H"+strings.ReplaceAll(frame, "\n", "\r\n"))
	w.term.write(w.out.String())
	w.out.Reset()
	if o := c.dialogs.top(); o != nil {
		box := o.box(c.env.Theme, c.w, c.h)
		x, y := c.corner(box)
		return region{x, y, cell.Width(box[0]), len(box)}
	}
	return region{0, 1, c.w, c.h - chrome}
}

// first reports whether the cursor stands on the first cell of what is shown in reverse: mono shows so what is chosen, and
// where the next letter comes to stand.
func (e *emulator) first() bool {
	row := e.turned[e.y]
	return row[e.x] && (e.x == 0 || !row[e.x-1])
}

// chosen lists the rows of a region with cells in reverse.
func (e *emulator) chosen(r region) (rows []int) {
	for y := r.y; y < r.y+r.h; y++ {
		for x := r.x; x < r.x+r.w; x++ {
			if e.turned[y][x] {
				rows = append(rows, y)
				break
			}
		}
	}
	return rows
}

// check says what is wrong with the place of the cursor.
func (w *viewed) check(r region) string {
	e := w.term
	letter, _ := utf8.DecodeRuneInString(e.cells[e.y][e.x])
	switch {
	case !e.visible:
		return "the cursor is hidden"
	case e.x < r.x || e.x >= r.x+r.w || e.y < r.y || e.y >= r.y+r.h:
		return "the cursor is not where the keys are"
	case len(e.chosen(r)) > 0 && !e.first():
		return "the cursor is not on the first cell of what is chosen"
	case len(e.chosen(r)) == 0 && !unicode.IsLetter(letter) && !unicode.IsDigit(letter):
		return "nothing is chosen, and the cursor is on no letter"
	}
	return ""
}

// picture is the screen with the cursor as a block.
func (w *viewed) picture() string {
	var b strings.Builder
	for y, row := range w.term.cells {
		for x, s := range row {
			if x == w.term.x && y == w.term.y {
				s = "█"
			}
			b.WriteString(s)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// Accessible statement 31: after every key in every pane the terminal's cursor is visible on the first cell of what is chosen,
// or where the next letter comes to stand. The screen is mono's, which shows in reverse what is chosen.
func TestTheCursorStandsWhereTheKeysAre(t *testing.T) {
	t.Chdir(t.TempDir()) // some keys write files
	for _, s := range states {
		synctest.Test(t, func(t *testing.T) {
			out := &bytes.Buffer{}
			w := newFake()
			w.settings.Theme, w.saving = string(theme.Mono), make(chan struct{}, 1)
			p := staged(t, w, Options{Output: out, Getenv: terminalOf("TERM=xterm-256color")}, s.start, s.keys)
			defer p.root.close()
			out.Reset()
			see := &viewed{p, out, newEmulator(80, 18)}
			see.term.visible = false
			if fault := see.check(see.frame()); fault != "" {
				t.Errorf("%s (%s): %s:\n%s", s.name, s.keys, fault, see.picture())
			}
			for _, a := range p.shown() {
				for _, k := range a.Keys {
					if a.Off || k == "ctrl+t" || a.What == "next value" || p.Quit() {
						continue
					}
					if p.Press(k); p.Quit() {
						return
					}
					if fault := see.check(see.frame()); fault != "" {
						t.Errorf("%s (%s): after %q (%s): %s:\n%s", s.name, s.keys, k, a.What, fault, see.picture())
						return
					}
				}
			}
		})
	}
}

// The cursor follows the keys: down a list by rows, in a field by letters, from the search of the palette to its list and
// back.
func TestTheCursorFollowsTheKeys(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		out := &bytes.Buffer{}
		w := newFake()
		w.settings.Theme, w.saving = string(theme.Mono), make(chan struct{}, 1)
		p := staged(t, w, Options{Output: out, Getenv: terminalOf("TERM=xterm-256color")}, "saved", "3")
		defer p.root.close()
		out.Reset()
		see := &viewed{p, out, newEmulator(80, 18)}
		at := func(keys ...string) string {
			p.Press(keys...)
			see.frame()
			return fmt.Sprintf("%d,%d %s", see.term.x, see.term.y, strings.TrimSpace(strings.Join(see.term.cells[see.term.y][see.term.x:], "")[:1]))
		}
		row := at()
		if want := fmt.Sprintf("0,%d >", see.term.y); row != want {
			t.Errorf("in the table: %s, not %s", row, want)
		}
		was := see.term.y
		if at("down"); see.term.y != was+1 || see.term.x != 0 {
			t.Errorf("a row down: %d,%d after row %d", see.term.x, see.term.y, was)
		}
		at("/")
		x, y := see.term.x, see.term.y
		if at("z", "a"); see.term.x != x+2 || see.term.y != y {
			t.Errorf("typing: %d,%d after %d,%d", see.term.x, see.term.y, x, y)
		}
		if at("left"); see.term.x != x+1 {
			t.Errorf("back in the text: %d, not %d", see.term.x, x+1)
		}
		at("esc", "esc", ":")
		x, y = see.term.x, see.term.y
		if at("t"); see.term.x != x+1 || see.term.y != y {
			t.Errorf("typing in the palette: %d,%d after %d,%d", see.term.x, see.term.y, x, y)
		}
		if at("down"); see.term.y <= y+1 {
			t.Errorf("down in the palette: row %d, the text is in row %d", see.term.y, y)
		}
		if at("u"); see.term.y != y {
			t.Errorf("typing again: row %d, not %d", see.term.y, y)
		}
	})
}

// Where nothing can be chosen the cursor stands where the reading is: at the top of a reply, of a comparison and of a report,
// not on a title.
func TestTheCursorStandsAtWhatIsRead(t *testing.T) {
	for _, keys := range []string{"6 enter", "=", "7 enter a n n a enter v"} {
		synctest.Test(t, func(t *testing.T) {
			out := &bytes.Buffer{}
			w := newFake()
			w.settings.Theme, w.saving = string(theme.Mono), make(chan struct{}, 1)
			p := staged(t, w, Options{Output: out, Getenv: terminalOf("TERM=xterm-256color")}, "saved", keys)
			defer p.root.close()
			out.Reset()
			see := &viewed{p, out, newEmulator(80, 18)}
			r := see.frame()
			line := strings.Join(see.term.cells[see.term.y], "")
			if see.term.y == r.y || strings.Contains(line, "──") {
				t.Errorf("%s: the cursor is at %d,%d:\n%s", keys, see.term.x, see.term.y, see.picture())
			}
		})
	}
}

// A cursor that somebody wants hidden stays so.
func TestTheCursorStaysHidden(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		out := &bytes.Buffer{}
		w := newFake()
		w.saving = make(chan struct{}, 1)
		p := staged(t, w, Options{Output: out, HideCursor: true, Getenv: terminalOf("TERM=xterm-256color")}, "saved", "3")
		defer p.root.close()
		see := &viewed{p, out, newEmulator(80, 18)}
		for _, k := range []string{"down", "/", "z"} {
			p.Press(k)
			if see.frame(); see.term.visible {
				t.Fatalf("after %q the cursor is visible", k)
			}
		}
	})
}
