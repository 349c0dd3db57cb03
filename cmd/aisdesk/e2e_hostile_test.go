package main

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

	"github.com/creack/pty"
)

// raw is the program on a pseudo-terminal that keeps every byte.
type raw struct {
	t    *testing.T
	tty  *os.File
	mu   sync.Mutex
	read bytes.Buffer
	done chan struct{}
}

// openRaw opens an import on a terminal of 120x40 cells.
func openRaw(t *testing.T, d *desk, id string) *raw {
	t.Helper()
	c := exec.Command(program(t), "open", id)
	c.Env = []string{"TERM=xterm-256color", "COLORTERM=truecolor", "PATH=" + os.Getenv("PATH")}
	for k, v := range d.env {
		c.Env = append(c.Env, k+"="+v)
	}
	tty, err := pty.StartWithSize(c, &pty.Winsize{Rows: 40, Cols: 120})
	if err != nil {
		t.Fatal(err)
	}
	r := &raw{t: t, tty: tty, done: make(chan struct{})}
	go func() {
		defer close(r.done)
		_, _ = io.Copy(writer(r.keep), tty) // ends with an error once the program has
	}()
	t.Cleanup(func() { _ = c.Process.Kill(); _ = c.Wait(); _ = tty.Close() })
	return r
}

type writer func([]byte) (int, error)

func (w writer) Write(b []byte) (int, error) { return w(b) }

func (r *raw) keep(b []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.read.Write(b)
}

func (r *raw) bytes() []byte {
	r.mu.Lock()
	defer r.mu.Unlock()
	return bytes.Clone(r.read.Bytes())
}

// press sends keys and waits until the program has drawn and rests.
func (r *raw) press(keys ...string) {
	r.t.Helper()
	for _, k := range keys {
		if _, err := r.tty.WriteString(k); err != nil {
			r.t.Fatal(err)
		}
		r.rests()
	}
}

// rests waits until nothing has come for a moment.
func (r *raw) rests() {
	for n, last := 0, -1; n < 100; n++ {
		time.Sleep(60 * time.Millisecond)
		now := len(r.bytes())
		if now == last {
			return
		}
		last = now
	}
}

// until waits for a text on its way to the terminal.
func (r *raw) until(what string) {
	r.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if bytes.Contains(r.bytes(), []byte(what)) {
			return
		}
	}
	r.t.Fatalf("%q never came", what)
}

// walk looks at everything that shows text of a bank: panes, details, menus, filters, trails, findings, the reply.
func (r *raw) walk() []byte {
	r.until("Totals")
	r.press("\x1b[B", "\x1b[F", "2", "\x1b[B", "3", "\r", "J", "J", "\x1b[C", "\x1b[C", "c", "c", "+", "u", "\r", "$", "+", "-", "u", "u", "V", " ", "Y", "y", "e", "\x1b", "o",
		"4", "\x1b[B", "5", "r", "i", "\r", "\x1b", "\x1b", "r", "r", "b", "b", "b", "b", "\x1b[B", "\r", "\x1b", "b", "6", "\r", "\x1b[6~", "\x1b", "?", "\x1b")
	for _, size := range []pty.Winsize{{Rows: 24, Cols: 80}, {Rows: 15, Cols: 60}, {Rows: 50, Cols: 200}} {
		if err := pty.Setsize(r.tty, &size); err != nil {
			r.t.Fatal(err)
		}
		r.rests()
		r.press("1", "2", "3", "4", "5", "6")
	}
	r.press("q")
	select {
	case <-r.done:
	case <-time.After(patience):
		r.t.Error("the program does not end")
	}
	return r.bytes()
}

var (
	csi     = regexp.MustCompile(`\x1b\[[0-9;?]*[ -/]*[@-~]`)
	style   = regexp.MustCompile(`^\x1b\[[0-9;]*m$`)
	colour  = regexp.MustCompile(`([34]8);2;[0-9]+;[0-9]+;[0-9]+`)
	numbers = regexp.MustCompile(`[0-9]+`)
	// title, clipboard and ground are the other sequences that the program sends: plain text, base64, and the question
	// for the colour of the background.
	title     = regexp.MustCompile(`\x1b\]2;[^\x00-\x1f\x7f]*\x07`)
	clipboard = regexp.MustCompile(`\x1b\]52;c;[A-Za-z0-9+/=]*\x07`)
	ground    = regexp.MustCompile(`\x1b\]11;\?\x1b\\`)
)

// anchors are sent for texts whose width terminals disagree on: cell.Anchor erases their cells and sets the column behind.
var anchors = map[string]bool{"\x1b[X": true, "\x1b[G": true}

// kinds are the control sequences of an output without their numbers, and the attributes of its styles, a colour of the theme
// being as good as another: which of them stand together depends on the frames that a busy machine leaves out.
func kinds(out []byte) map[string]bool {
	all := map[string]bool{}
	for _, s := range csi.FindAllString(string(out), -1) {
		if !style.MatchString(s) {
			all[numbers.ReplaceAllString(s, "")] = true
			continue
		}
		for attribute := range strings.SplitSeq(colour.ReplaceAllString(strings.Trim(s, "\x1b[m"), "$1:2"), ";") {
			all["\x1b["+attribute+"m"] = true
		}
	}
	return all
}

// TestE2EHostileTextOnARealTerminal opens an import whose every text attacks the terminal, looks at all of it, and
// reads every byte that was sent: no control sequence that an import without attacks does not lead to as well, no
// control character, none that turns the direction of the text.
func TestE2EHostileTextOnARealTerminal(t *testing.T) {
	d := newDesk(t)
	calm := openRaw(t, d, d.imported("--login", "salaried", "--since", "6m").ID).walk()
	loan := openRaw(t, d, d.imported("--login", "gambler", "--since", "6m").ID).walk()
	out := openRaw(t, d, d.imported("--login", "salaried", "--since", "6m", "--scenario", "hostile").ID).walk()
	known := kinds(append(calm, loan...))
	for s := range kinds(out) {
		if !known[s] && !anchors[s] {
			t.Errorf("the sequence %q is sent for hostile text only", s)
		}
	}
	for _, re := range []*regexp.Regexp{ground, csi, title, clipboard} {
		out = re.ReplaceAll(out, nil)
	}
	for i, c := range string(out) {
		switch {
		case c == '\r' || c == '\n' || c == '\b':
		case unicode.IsControl(c), unicode.Is(unicode.Cf, c), unicode.Is(unicode.Zl, c), unicode.Is(unicode.Zp, c):
			t.Fatalf("%U is sent, after %q", c, string(out)[max(0, i-60):i])
		}
	}
	if !bytes.Contains(out, []byte("�")) {
		t.Error("nothing hostile was on the screen")
	}
}
