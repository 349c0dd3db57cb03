package main

import (
	"bytes"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"

	"aisdesk/cmd/aisdesk/internal/cli"
)

// In the accessible mode a terminal gets printable text and line ends, nothing that it acts on, from the first byte to the
// last: no colour, no cursor move, no title, no other screen. The terminal makes CR of LF and echoes what is typed.
func TestTheAccessibleModeWritesTextAndLineEndsOnly(t *testing.T) {
	cmd := exec.Command(program(t), "--accessible")
	home := t.TempDir()
	cmd.Env = append(os.Environ(), "HOME="+home, "XDG_CONFIG_HOME="+home, "AISDESK_DATA_DIR="+home+"/data", "TERM=xterm-256color", "COLORTERM=truecolor",
		"AISDESK_SANDBOX_PACE=20ms", "AISDESK_ENV=sandbox")
	tty, err := pty.Start(cmd)
	if err != nil {
		t.Fatal(err)
	}
	defer tty.Close()
	got := make(chan []byte, 1024)
	go func() {
		defer close(got)
		for {
			b := make([]byte, 4096)
			n, err := tty.Read(b)
			if got <- b[:n]; err != nil {
				return
			}
		}
	}()
	var all bytes.Buffer
	until := func(want string) {
		t.Helper()
		limit := time.After(patience)
		for !strings.Contains(all.String(), want) {
			select {
			case b, open := <-got:
				if all.Write(b); !open && !strings.Contains(all.String(), want) {
					t.Fatalf("the program ended before %q:\n%s", want, all.String())
				}
			case <-limit:
				t.Fatalf("%q does not come:\n%s", want, all.String())
			}
		}
	}
	until("Command: ")
	for _, l := range []string{"new", "x1", "3", "test1", "1", "1"} {
		_, _ = tty.WriteString(l + "\n")
	}
	until("Saved: import")
	for _, l := range []string{"overview", "transactions", "analytics by category", "claim income 100 PLN", "verdict", "nonsense", "quit"} {
		_, _ = tty.WriteString(l + "\n")
	}
	until("The program has ended.")
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
	text := strings.ReplaceAll(all.String(), "\r\n", "\n")
	for i, r := range text {
		if r != '\n' && (r < ' ' || r >= 0x7f && r <= 0x9f) {
			t.Fatalf("%U at byte %d: %q", r, i, text[max(i-40, 0):min(i+20, len(text))])
		}
	}
	for _, want := range []string{"SANDBOX: everything here is invented.", "Verdict: "} {
		if !strings.Contains(text, want) {
			t.Errorf("%q was not said:\n%s", want, text)
		}
	}
}

// Answers can be piped in, and the exit codes are those of the other commands.
func TestTheAccessibleModeTakesAPipe(t *testing.T) {
	d := newDesk(t)
	s := d.imported()
	says(t, d.run("case", "new", "loan-17", "--applicant", "Maria Sochacka"), cli.ExitOK)
	says(t, d.run("case", "add", "loan-17", s.ID), cli.ExitOK)
	if r := d.runWith("quit\n", "open", "loan-17", "--accessible"); r.code != cli.ExitOK || !strings.Contains(r.out, "Case loan-17, ") {
		t.Errorf("%d\n%s\n%s", r.code, r.out, r.err)
	}
	r := d.runWith("overview\nquit\n", "open", s.ID, "--accessible")
	if r.code != cli.ExitOK || !strings.Contains(r.out, "Overview of import "+s.ID) {
		t.Errorf("exit %d\n%s%s", r.code, r.out, r.err)
	}
	d.env["TERM"] = "dumb"
	if r := d.runWith("quit\n", "open", s.ID); r.code != cli.ExitOK || !strings.Contains(r.out, "Accessible mode") {
		t.Errorf("TERM=dumb: exit %d\n%s%s", r.code, r.out, r.err)
	}
	d.env["AISDESK_ACCESSIBLE"] = "0"
	if r := d.runWith("quit\n", "open", s.ID); r.code == cli.ExitOK || !strings.Contains(r.err, "--accessible") {
		t.Errorf("switched off: exit %d\n%s%s", r.code, r.out, r.err)
	}
}
