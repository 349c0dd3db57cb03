package tui

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"aisdesk/localserver/testenv"
	"aisdesk/tui/cell"
)

// recorded is a file of what the program wrote, up to its end, and the screen that it should show.
func recorded(t *testing.T, reply string, w, h int) (file string, should [][]string) {
	t.Helper()
	wrote, frame := drawn(t, reply, w, h, "3", "down", "down", "up", "up", "end", "up", "home", "down")
	e := newEmulator(w, h)
	e.measure = cell.Width
	e.write(strings.ReplaceAll(frame, "\n", "\r\n"))
	file = filepath.Join(t.TempDir(), "wrote")
	if err := os.WriteFile(file, []byte(wrote[:strings.LastIndex(wrote, "\x1b[2K")]), 0o600); err != nil {
		t.Fatal(err)
	}
	return file, e.cells
}

// sure are the letters of a row whose width nobody doubts, without the spaces.
func sure(row []string) string {
	var b strings.Builder
	for _, s := range row {
		if r, _ := utf8.DecodeRuneInString(s); r != ' ' && r < 0x300 {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// otherRows says which rows show something else.
func otherRows(should [][]string, shows []string) (other []string) {
	for y, row := range should {
		got := ""
		if y < len(shows) {
			got = sure(strings.Split(shows[y], ""))
		}
		if want := sure(row); got != want {
			other = append(other, fmt.Sprintf("row %d shows %q, not %q", y, got, want))
		}
	}
	return other
}

// Security statement 27 in tmux, which goes by its own table of widths.
func TestLinesKeepTheirPlaceInTmux(t *testing.T) {
	tmux := testenv.Need(t, testenv.Tmux)
	for name, reply := range moving(t) {
		t.Run(name, func(t *testing.T) { linesKeepTheirPlaceInTmux(t, tmux, reply) })
	}
}

func linesKeepTheirPlaceInTmux(t *testing.T, tmux, reply string) {
	t.Helper()
	file, should := recorded(t, reply, 80, 24)
	socket := fmt.Sprintf("aisdesk-lines-%d-%d", os.Getpid(), len(reply))
	run := func(args ...string) string {
		out, err := exec.Command(tmux, append([]string{"-L", socket, "-u"}, args...)...).CombinedOutput()
		if err != nil {
			t.Fatalf("tmux %v: %v\n%s", args, err, out)
		}
		return string(out)
	}
	run("-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", "stty raw; cat "+file+"; sleep 600")
	t.Cleanup(func() { _ = exec.Command(tmux, "-L", socket, "kill-server").Run() })
	var other []string
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		if other = otherRows(should, strings.Split(run("capture-pane", "-p"), "\n")); other == nil {
			return
		}
	}
	t.Errorf("tmux: %q", other)
}

// The same in xterm, which goes by code points.
func TestLinesKeepTheirPlaceInXterm(t *testing.T) {
	testenv.Need(t, testenv.Xterm)
	for name, reply := range moving(t) {
		t.Run(name, func(t *testing.T) { linesKeepTheirPlaceInXterm(t, reply) })
	}
}

func linesKeepTheirPlaceInXterm(t *testing.T, reply string) {
	t.Helper()
	file, should := recorded(t, reply, 80, 24)
	out := filepath.Join(t.TempDir(), "printed")
	c := exec.Command("xvfb-run", "-a", "xterm", "-u8", "-geometry", "80x24", "-xrm", "XTerm*printerCommand: cat > "+out,
		"-xrm", "XTerm*printAttributes: 0", "-e", "sh", "-c", "stty raw; cat "+file+"; printf '\\033[i'; sleep 1")
	c.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
	if said, err := c.CombinedOutput(); err != nil {
		t.Fatalf("xterm: %v\n%s", err, said)
	}
	b, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	shows := strings.Split(string(b), "\n")
	if other := otherRows(should, shows); other != nil {
		t.Errorf("xterm: %q", other)
	}
	for y, row := range should {
		var cells []string // xterm prints U+FFFF for the second cell of a wide letter
		for _, r := range shows[y] {
			if s := string(r); s == "\uffff" || cell.Width(s) > 0 && (r < 0x1160 || r > 0x11ff) { // vowels of Hangul stand on their consonant
				cells = append(cells, s)
			}
		}
		for x, s := range row {
			if len(s) == 1 && s != " " && (x >= len(cells) || cells[x] != s) {
				t.Errorf("row %d column %d of xterm does not show %q:\n%s", y, x, s, shows[y])
				break
			}
		}
	}
}
