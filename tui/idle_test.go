package tui

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/tui/pane"
	"aisdesk/tui/theme"
)

// running is a program with its renderer, in a bubble.
type running struct {
	*tea.Program
	root  *root
	world *fake
	wrote *output
	end   chan error
}

// runIn starts a program in the bubble in which it is called, on a terminal of 80 by 24 cells.
func runIn(t *testing.T, w *fake, o Options) *running {
	t.Helper()
	out := &output{}
	w.ledger, w.saving = customer(), make(chan struct{}, 1)
	o.Output, o.Now = out, clock
	r := newRoot(t.Context(), w, o)
	p := &running{tea.NewProgram(r, programOptions(r, Options{Input: silent(t.Context().Done())})...), r, w, out, make(chan error, 1)}
	go func() { p.end <- drawing(r.clipboard.output, r.opts.Getenv, p.Program) }()
	p.Send(tea.WindowSizeMsg{Width: 80, Height: 24})
	time.Sleep(time.Second)
	return p
}

// silent is an input on which nobody types until the test ends.
type silent <-chan struct{}

func (s silent) Read([]byte) (int, error) {
	<-s
	return 0, nil
}

// press presses keys, each with a frame of its own.
func (p *running) press(keys ...string) {
	for _, k := range keys {
		if k == "space" {
			k = " "
		}
		p.Send(pane.Press(k))
		time.Sleep(100 * time.Millisecond)
	}
}

// close ends the program and its root.
func (p *running) close(t *testing.T) {
	p.Quit()
	if err := <-p.end; err != nil {
		t.Error(err)
	}
	p.root.close()
	time.Sleep(time.Minute) // ticks on their way end
}

// written is what is written within a time.
func (p *running) written(d time.Duration) string {
	before := len(p.wrote.String())
	time.Sleep(d)
	return p.wrote.String()[before:]
}

// Accessible statement 28: a screen on which nothing happens writes nothing for a minute, in every state and mode.
func TestAnIdleScreenWritesNothing(t *testing.T) {
	t.Chdir(t.TempDir()) // some keys write files
	modes := []Options{
		{Getenv: terminalOf("TERM=xterm-256color", "COLORTERM=truecolor")},
		{Getenv: terminalOf("TERM=xterm-256color", "NO_COLOR=1"), Still: true, HideCursor: true},
	}
	for i, s := range states {
		if s.start == "link" || s.start == "importing" { // their clocks go on
			continue
		}
		synctest.Test(t, func(t *testing.T) {
			w := newFake()
			w.settings.Theme = string(theme.Names()[i%len(theme.Names())])
			o := modes[i%len(modes)]
			if s.start == "saved" {
				o.Start = Start{At: AtSaved, Name: firstSaved}
			}
			p := runIn(t, w, o)
			defer p.close(t)
			p.press(strings.Fields(s.keys)...)
			time.Sleep(15 * time.Second) // notices go
			if said := p.written(time.Minute); said != "" {
				t.Errorf("%s (%s): %q", s.name, s.keys, said)
			}
		})
	}
}

// While a verification waits, its clock goes on once a second, and every ten seconds where motion is off.
func TestClocksAreWrittenAsOftenAsTheyAreWanted(t *testing.T) {
	for still, most := range map[bool]int{false: 61, true: 6} {
		synctest.Test(t, func(t *testing.T) {
			p := runIn(t, newFake(), Options{Start: Start{At: AtVerify}, Still: still, Getenv: terminalOf("TERM=xterm-256color")})
			defer p.close(t)
			synctest.Wait() // the verification has begun
			p.world.last.events <- ready()
			time.Sleep(15 * time.Second)
			if n := strings.Count(p.written(time.Minute), "\x1b[H\n"); n > most || n < most-2 {
				t.Errorf("still %v: %d frames in a minute, not about %d", still, n, most)
			}
		})
	}
}

// The renderer's frames leave the cursor where the keys are, after every key.
func TestTheRendererLeavesTheCursorWhereTheKeysAre(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newFake()
		w.settings.Theme = string(theme.Mono)
		p := runIn(t, w, Options{Start: Start{At: AtSaved, Name: firstSaved}, Getenv: terminalOf("TERM=xterm-256color")})
		defer p.close(t)
		for _, k := range strings.Fields("3 down down right space / z a left esc esc 7 down enter x esc : t down u esc ? down esc 5 G end esc") {
			p.press(k)
			e := newEmulator(80, 24)
			e.write(p.wrote.String())
			if !e.visible || len(e.chosen(region{0, 1, 80, 21})) > 0 && !e.first() {
				t.Fatalf("after %q the cursor is at %d,%d, visible %v:\n%s", k, e.x, e.y, e.visible, (&viewed{term: e}).picture())
			}
		}
	})
}
