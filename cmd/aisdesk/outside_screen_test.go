package main

import (
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"
)

// glass is a pseudo-terminal that answers nothing, with what a person would see on it. It knows as much of a
// terminal as Bubble Tea's renderer uses.
type glass struct {
	t       testing.TB
	cmd     *exec.Cmd
	tty     *os.File
	started time.Time
	chunks  chan chunk
	x, y    int
	cells   [][]rune
	rest    []byte // the beginning of a sequence whose end has not come yet
}

// chunk is output with the time at which it came.
type chunk struct {
	data []byte
	at   time.Time
}

const glassW, glassH = 120, 40

// onGlass starts a program in a pseudo-terminal of 120x40 cells with a home of its own.
func onGlass(t testing.TB, bin string, args ...string) *glass {
	t.Helper()
	return onGlassWith(t, nil, bin, args...)
}

// onGlassWith is onGlass with further variables of the environment.
func onGlassWith(t testing.TB, env []string, bin string, args ...string) *glass {
	t.Helper()
	g := &glass{t: t, cmd: exec.Command(bin, args...), chunks: make(chan chunk, 1024)}
	home := t.TempDir()
	g.cmd.Env = append(os.Environ(), "HOME="+home, "XDG_CONFIG_HOME="+home, "AISDESK_DATA_DIR="+home+"/data",
		"TERM=xterm-256color", "COLORTERM=truecolor", "NO_COLOR=", "CI=")
	g.cmd.Env = append(g.cmd.Env, env...)
	for range glassH {
		g.cells = append(g.cells, []rune(strings.Repeat(" ", glassW)))
	}
	g.started = time.Now()
	tty, err := pty.StartWithSize(g.cmd, &pty.Winsize{Cols: glassW, Rows: glassH})
	if err != nil {
		t.Fatal(err)
	}
	g.tty = tty
	go g.read()
	return g
}

func (g *glass) read() {
	defer close(g.chunks)
	for {
		buf := make([]byte, 64<<10)
		n, err := g.tty.Read(buf)
		if n > 0 {
			g.chunks <- chunk{buf[:n], time.Now()}
		}
		if err != nil {
			return
		}
	}
}

// until waits for a screen and returns when its last byte came.
func (g *glass) until(what string, seen func() bool) time.Time {
	g.t.Helper()
	limit := time.After(60 * time.Second)
	for {
		select {
		case c, ok := <-g.chunks:
			if !ok {
				g.t.Fatalf("the program ended before %s:\n%s", what, g.screen())
			}
			g.write(c.data)
			if seen() {
				return c.at
			}
		case <-limit:
			g.t.Fatalf("no %s after a minute:\n%s", what, g.screen())
		}
	}
}

// press sends keys and measures until a screen shows.
func (g *glass) press(keys, what string, seen func() bool) time.Duration {
	g.t.Helper()
	g.quiet(0)
	from := time.Now()
	if _, err := g.tty.WriteString(keys); err != nil {
		g.t.Fatal(err)
	}
	return g.until(what, seen).Sub(from)
}

// quiet reads what comes within a time.
func (g *glass) quiet(d time.Duration) {
	limit := time.After(d)
	for {
		select {
		case c, ok := <-g.chunks:
			if !ok {
				return
			}
			g.write(c.data)
		case <-limit:
			return
		}
	}
}

// quit ends the program.
func (g *glass) quit() {
	_, _ = g.tty.WriteString("\x03")
	giveUp := time.AfterFunc(5*time.Second, func() { _ = g.cmd.Process.Kill() })
	for range g.chunks {
	}
	giveUp.Stop()
	_ = g.cmd.Wait()
	_ = g.tty.Close()
}

func (g *glass) line(y int) string { return string(g.cells[y]) }

func (g *glass) screen() string {
	lines := make([]string, glassH)
	for y := range lines {
		lines[y] = strings.TrimRight(g.line(y), " ")
	}
	return strings.Join(lines, "\n")
}

func (g *glass) shows(s string) func() bool {
	return func() bool {
		for y := range g.cells {
			if strings.Contains(g.line(y), s) {
				return true
			}
		}
		return false
	}
}

// write puts output on the screen.
func (g *glass) write(b []byte) {
	b = append(g.rest, b...)
	g.rest = nil
	for len(b) > 0 {
		n := g.one(b)
		if n == 0 {
			g.rest = append([]byte(nil), b...)
			return
		}
		b = b[n:]
	}
}

// one handles the first character or sequence and returns its length, 0 if its end is missing.
func (g *glass) one(b []byte) int {
	switch c := b[0]; {
	case c == '\x1b':
		return g.escape(b)
	case c == '\r':
		g.x = 0
	case c == '\n':
		g.y = min(g.y+1, glassH-1)
	case c == '\b':
		g.x = max(g.x-1, 0)
	case c >= ' ' && c < 0x80:
		g.put(rune(c))
	case c >= 0xc0:
		n := 2
		if c >= 0xe0 {
			n = 3
		}
		if c >= 0xf0 {
			n = 4
		}
		if len(b) < n {
			return 0
		}
		g.put([]rune(string(b[:n]))[0])
		return n
	}
	return 1
}

func (g *glass) put(r rune) {
	if g.x < glassW {
		g.cells[g.y][g.x] = r
		g.x++
	}
}

func (g *glass) escape(b []byte) int {
	if len(b) < 2 {
		return 0
	}
	switch b[1] {
	case '[':
		for i := 2; i < len(b); i++ {
			if b[i] >= 0x40 && b[i] <= 0x7e {
				g.control(b[i], string(b[2:i]))
				return i + 1
			}
		}
		return 0
	case ']':
		for i := 2; i < len(b); i++ {
			if b[i] == '\a' {
				return i + 1
			}
			if b[i] == '\\' && b[i-1] == '\x1b' {
				return i + 1
			}
		}
		return 0
	}
	return 2
}

func (g *glass) control(final byte, args string) {
	first, second, _ := strings.Cut(args, ";")
	n, _ := strconv.Atoi(first)
	m, _ := strconv.Atoi(second)
	switch final {
	case 'A':
		g.y = max(g.y-max(n, 1), 0)
	case 'B':
		g.y = min(g.y+max(n, 1), glassH-1)
	case 'C':
		g.x = min(g.x+max(n, 1), glassW-1)
	case 'D':
		g.x = max(g.x-max(n, 1), 0)
	case 'G':
		g.x = max(n-1, 0)
	case 'H':
		g.y, g.x = min(max(n-1, 0), glassH-1), max(m-1, 0)
	case 'K':
		from := g.x
		if n == 2 {
			from = 0
		}
		for x := from; x < glassW; x++ {
			g.cells[g.y][x] = ' '
		}
	case 'J':
		for y := range g.cells {
			if n != 2 && y < g.y {
				continue
			}
			for x := range g.cells[y] {
				g.cells[y][x] = ' '
			}
		}
	}
}
