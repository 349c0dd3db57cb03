package cli

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/creack/pty"
)

// On a terminal of 60 cells a text goes on below itself behind its head; into a pipe it stays one line.
func TestProseFoldsOnATerminalOnly(t *testing.T) {
	said := "the folder /srv/example/archive cannot be looked at: take it from a copy, or name another folder with data_dir"
	var pipe bytes.Buffer
	p := &Printer{W: &pipe}
	p.Fold("failure  archive  ", "%s", said)
	if want := "failure  archive  " + said + "\n"; pipe.String() != want {
		t.Errorf("a pipe got %q", pipe.String())
	}
	ptmx, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer ptmx.Close()
	if err := pty.Setsize(tty, &pty.Winsize{Rows: 24, Cols: 60}); err != nil {
		t.Fatal(err)
	}
	p = &Printer{W: tty}
	p.Fold("failure  archive  ", "%s", said)
	tty.Close()
	if p.Err != nil {
		t.Fatal(p.Err)
	}
	b, _ := io.ReadAll(ptmx) // ends with an error where the other side is closed
	lines := strings.Split(strings.TrimSpace(strings.ReplaceAll(string(b), "\r", "")), "\n")
	var text []string
	for i, l := range lines {
		if head := []string{"failure  archive  ", strings.Repeat(" ", 18)}[min(i, 1)]; len(l) > 60 || !strings.HasPrefix(l, head) {
			t.Errorf("line %q", l)
		}
		text = append(text, strings.TrimSpace(l[min(18, len(l)):]))
	}
	if got := strings.Join(text, " "); got != said || len(lines) != 3 {
		t.Errorf("%d lines: %q", len(lines), got)
	}
}
