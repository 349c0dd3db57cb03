package tui

import (
	"errors"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient/app"
	"aisdesk/tui/terminal"
)

// The tab shows an import that goes on, and nothing once it has ended.
func TestTheTabShowsAnImport(t *testing.T) {
	w := newFake()
	getenv := func(name string) string { return map[string]string{"WT_SESSION": "x", "TERM": "xterm"}[name] }
	in(t, w, Options{Start: Start{At: AtVerify, Request: app.VerificationRequest{}}, Getenv: getenv}, func(t *testing.T, p *desktop) {
		p.Wait(time.Second)
		p.emit(ready(), signedIn(), poll(1, 0))
		if !strings.HasSuffix(sequences(p.clip.String()), terminal.Busy) {
			t.Errorf("while it goes on: %q", p.clip.String())
		}
		w.last.end <- errors.New("no answer")
		p.Wait(time.Second)
		if !strings.HasSuffix(sequences(p.clip.String()), terminal.None) {
			t.Errorf("at its end: %q", p.clip.String())
		}
	})
}

// sequences are the progress sequences of an output.
func sequences(s string) string {
	var b strings.Builder
	for s != "" {
		i := strings.Index(s, "\x1b]9;4;")
		if i < 0 {
			break
		}
		n := min(len(terminal.Busy), len(s)-i)
		b.WriteString(s[i : i+n])
		s = s[i+n:]
	}
	return b.String()
}

// With motion off an import that goes on moves its clock every ten seconds, not every second.
func TestClocksStandStillWithoutMotion(t *testing.T) {
	for still, want := range map[bool]time.Duration{false: time.Second, true: 10 * time.Second} {
		if got := (&verification{still: still}).pace(); got != want {
			t.Errorf("still %v: %v", still, got)
		}
	}
}

// A question mark is text in every field; f1 opens the help there, which lists only what works while something is typed.
func TestFieldsTakeAQuestionMarkAndF1OpensTheHelp(t *testing.T) {
	in(t, newFake(), Options{}, func(t *testing.T, p *desktop) {
		p.Press("n").Type("a?c").Sees("a?c", "f1 help").SeesNot("Keys: ").
			Press("f1").Sees("Keys: New verification", "f1", "quit at once").SeesNot("next theme").SeesNot("q       quit").Press("f1").SeesNot("Keys: ")
		p.Press("down", "?").Sees("Keys: New verification", "next theme")
	})
	in(t, newFake(), Options{Start: Start{At: AtSaved, Name: firstSaved}}, func(t *testing.T, p *desktop) {
		p.Wait(time.Second)
		p.Press("7", "enter").Type("Anna?Kow").Sees("Anna?Kow").Press("f1").Sees("Keys: Verdict", "save, next claim").SeesNot("next theme")
	})
}
