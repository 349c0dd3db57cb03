package tui

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"

	"aisdesk/tui/terminal"
)

// The question goes out with the first frame where the theme follows the background, and never where a theme was chosen.
func TestOnlyTheAutoThemeAsksTheTerminal(t *testing.T) {
	for choice, asks := range map[string]bool{"auto": true, "": true, "dark": false, "mono": false} {
		master, slave, err := pty.Open()
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _, _ = master.Close(), slave.Close() })
		f := newFake()
		f.settings.Theme = choice
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error, 1)
		getenv := func(name string) string {
			return map[string]string{"TERM": "xterm-256color", "COLORTERM": "truecolor"}[name]
		}
		_ = pty.Setsize(master, &pty.Winsize{Cols: 100, Rows: 30})
		go func() { done <- Run(ctx, f, Options{Input: slave, Output: slave, Getenv: getenv}) }()
		seen := make(chan string, 1024)
		go func() {
			defer close(seen)
			buf := make([]byte, 1<<16)
			for {
				n, err := master.Read(buf)
				if seen <- string(buf[:n]); err != nil {
					return
				}
			}
		}()
		out, answered := "", false
		const light = "38;2;31;95;191" // the accent of the light theme
		// Whoever asks is waited for until the answer is drawn, whoever does not until the frame with which a question would go.
		last := map[bool]string{true: light, false: "New verification"}[asks]
		for limit := time.After(patience); limit != nil && !strings.Contains(out, last); {
			select {
			case s := <-seen:
				if out += s; strings.Contains(out, terminal.AskGround) && !answered {
					answered = true
					_, _ = master.WriteString("\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?62c")
				}
			case <-limit:
				limit = nil
			}
		}
		cancel()
		select {
		case <-done:
		case <-time.After(patience):
			t.Fatal("the program does not end")
		}
		if answered != asks {
			t.Errorf("theme %q: asked %v", choice, answered)
		}
		if asks != strings.Contains(out, light) {
			t.Errorf("theme %q: drawn light %v", choice, !asks)
		}
	}
}
