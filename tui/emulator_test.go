package tui

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"aisdesk/tui/cell"
)

// emulator is a terminal with an idea of its own of how wide a character is. It knows what the program and its renderer
// send: cursor positions, erasing, line ends, autowrap, the other screen.
type emulator struct {
	w, h    int
	measure func(string) int // of one glyph
	split   bool             // code points are glyphs, not clusters
	wraps   bool             // autowrap is on
	deaf    bool             // it does not know that autowrap can be off
	cells   [][]string
	turned  [][]bool // the cells in reverse video
	x, y    int
	last    bool // the cursor stands behind the last cell: the next glyph wraps
	reverse bool
	visible bool // the cursor is
	link    string
	links   []string // the targets of links, once a link
}

func newEmulator(w, h int) *emulator {
	e := &emulator{w: w, h: h, wraps: true, measure: ansi.StringWidth}
	e.clear()
	return e
}

func (e *emulator) clear() {
	e.cells, e.turned = make([][]string, e.h), make([][]bool, e.h)
	for y := range e.cells {
		e.cells[y], e.turned[y] = make([]string, e.w), make([]bool, e.w)
		e.blank(y, 0, e.w)
	}
}

func (e *emulator) blank(y, from, to int) {
	for x := max(from, 0); x < min(to, e.w); x++ {
		e.cells[y][x], e.turned[y][x] = " ", e.reverse
	}
}

func (e *emulator) write(s string) {
	for s != "" {
		if s[0] == 0x1b {
			s = s[e.escape(s):]
			continue
		}
		switch s[0] {
		case '\r':
			e.x, e.last = 0, false
			s = s[1:]
			continue
		case '\n':
			e.down()
			s = s[1:]
			continue
		}
		n := e.glyph(s)
		e.put(s[:n])
		s = s[n:]
	}
}

// glyph is the length of the first glyph of s.
func (e *emulator) glyph(s string) int {
	if e.split {
		_, n := utf8.DecodeRuneInString(s)
		return n
	}
	part, _ := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
	return max(len(part), 1)
}

func (e *emulator) put(g string) {
	n := e.measure(g)
	if n == 0 { // a mark on what stands before it
		return
	}
	if e.wraps && (e.last || e.x+n > e.w) {
		e.x = 0
		e.down()
	}
	e.last = false
	if e.x+n > e.w {
		e.x = e.w - n
	}
	for i := range n {
		if x := e.x + i; x >= 0 {
			e.cells[e.y][x], e.turned[e.y][x] = map[bool]string{true: g, false: ""}[i == 0], e.reverse
		}
	}
	if e.x += n; e.x >= e.w {
		e.x, e.last = e.w-1, true
	}
}

func (e *emulator) down() {
	e.last = false
	if e.y++; e.y < e.h {
		return
	}
	e.y = e.h - 1
	e.cells, e.turned = append(e.cells[1:], make([]string, e.w)), append(e.turned[1:], make([]bool, e.w))
	e.blank(e.y, 0, e.w)
}

// escape does what the sequence at the start of s asks for and returns its length.
func (e *emulator) escape(s string) int {
	if strings.HasPrefix(s, "\x1b]") {
		return e.command(s)
	}
	if !strings.HasPrefix(s, "\x1b[") {
		return 2
	}
	end := 2
	for s[end] < 0x40 {
		end++
	}
	args := s[2:end]
	at := func(i int) int {
		parts := strings.Split(args, ";")
		if i >= len(parts) {
			return 1
		}
		n, _ := strconv.Atoi(parts[i])
		return max(n, 1)
	}
	switch s[end] {
	case 'H':
		e.y, e.x, e.last = min(at(0), e.h)-1, min(at(1), e.w)-1, false
	case 'G':
		e.x, e.last = min(at(0), e.w)-1, false
	case 'X':
		e.blank(e.y, e.x, e.x+at(0))
	case 'K':
		if args == "2" {
			e.blank(e.y, 0, e.w)
		} else {
			e.blank(e.y, e.x, e.w)
		}
	case 'J':
		from := e.y + 1
		if args == "2" {
			from = 0
		} else {
			e.blank(e.y, e.x, e.w)
		}
		for y := from; y < e.h; y++ {
			e.blank(y, 0, e.w)
		}
	case 'm':
		for p := range strings.SplitSeq(args, ";") {
			switch n, _ := strconv.Atoi(p); n {
			case 0:
				e.reverse = false
			case 7:
				e.reverse = true
			}
		}
	case 'h', 'l':
		e.mode(args, s[end] == 'h')
	}
	return end + 1
}

// command takes an operating system command, which ends with BEL or ESC \, and returns its length.
func (e *emulator) command(s string) int {
	end := strings.IndexByte(s, '\a')
	n := end + 1
	if st := strings.Index(s, "\x1b\\"); end < 0 || st >= 0 && st < end {
		end, n = st, st+2
	}
	if target, ok := strings.CutPrefix(s[:end], "\x1b]8;;"); ok {
		if e.link = target; target != "" {
			e.links = append(e.links, target)
		}
	}
	return n
}

func (e *emulator) mode(args string, on bool) {
	switch args {
	case "?7":
		e.wraps = on || e.deaf
	case "?25":
		e.visible = on
	case "?1049":
		e.clear()
	}
}

// How terminals measure. reserved is the program's own measure.
var measures = map[string]func(*emulator){
	"clusters":    func(e *emulator) { e.measure = ansi.StringWidth },
	"code points": func(e *emulator) { e.split, e.measure = true, ansi.StringWidthWc },
	"one cell each": func(e *emulator) {
		e.split, e.measure = true, func(string) int { return 1 }
	},
	"wide letters": func(e *emulator) {
		e.split, e.measure = true, func(s string) int {
			if _, n := utf8.DecodeRuneInString(s); n < 3 || strings.Contains("│─╭╮╰╯├┤›…•✓", s) || cell.Width(s) == 0 {
				return min(cell.Width(s), 1)
			}
			return 2
		}
	},
}
