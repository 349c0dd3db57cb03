// Package robot drives the program in tests as a user would: it presses keys, waits until nothing happens
// any more, and reads the screen. It runs inside a testing/synctest bubble, so that ticks and time limits
// take no time and a test that leaves a goroutine behind fails.
package robot

import (
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"aisdesk/tui/cell"
	"aisdesk/tui/pane"
)

// Screen is what a robot can drive: the root model through Model, or a single pane.
type Screen interface {
	Update(tea.Msg) tea.Cmd
	View() string
}

// Robot is one user at one terminal.
type Robot struct {
	t      testing.TB
	screen Screen
	inbox  chan tea.Msg
	// Sent are the messages that commands returned, in their order of arrival.
	Sent []tea.Msg
	quit bool
	stop chan struct{}
}

// New puts a robot before a screen. Call it inside synctest.Test.
func New(t testing.TB, s Screen) *Robot {
	r := &Robot{t: t, screen: s, inbox: make(chan tea.Msg, 4096), stop: make(chan struct{})}
	t.Cleanup(func() {
		close(r.stop)
		time.Sleep(time.Minute) // ticks on their way end; a goroutine that has not by then fails the test
	})
	return r
}

// Model makes a Screen of a tea.Model that changes in place.
func Model(m tea.Model) Screen { return modelScreen{m} }

type modelScreen struct{ m tea.Model }

func (s modelScreen) Update(msg tea.Msg) tea.Cmd {
	_, cmd := s.m.Update(msg)
	return cmd
}

func (s modelScreen) View() string { return s.m.View() }

// Init runs the model's first command.
func (r *Robot) Init(cmd tea.Cmd) *Robot {
	r.run(cmd)
	return r.Settle()
}

// Size resizes the terminal.
func (r *Robot) Size(w, h int) *Robot { return r.Send(tea.WindowSizeMsg{Width: w, Height: h}) }

// Send delivers a message and everything that follows from it.
func (r *Robot) Send(msg tea.Msg) *Robot {
	r.deliver(msg)
	return r.Settle()
}

// Press presses keys by name: Press("down", "enter", "ctrl+p").
func (r *Robot) Press(keys ...string) *Robot {
	for _, k := range keys {
		r.Send(pane.Press(k))
	}
	return r
}

// Type types a text rune by rune.
func (r *Robot) Type(s string) *Robot {
	for _, c := range s {
		if c == ' ' {
			r.Press(" ")
			continue
		}
		r.Press(string(c))
	}
	return r
}

// Click presses and releases the left button at a cell.
func (r *Robot) Click(x, y int) *Robot {
	r.pointer(x, y, tea.MouseMsg{Button: tea.MouseButtonLeft})
	return r.pointer(x, y, tea.MouseMsg{Action: tea.MouseActionRelease})
}

// pointer delivers an event of the mouse. A single pane gets it as the root would hand it on.
func (r *Robot) pointer(x, y int, m tea.MouseMsg) *Robot {
	p, single := r.screen.(pane.Mouser)
	if !single {
		m.X, m.Y = x, y
		return r.Send(m)
	}
	lines := strings.Split(r.Raw(), "\n")
	if m.Action == tea.MouseActionRelease || y >= len(lines) {
		return r
	}
	e := pane.Mouse{On: cell.Under(lines[y], x)}
	switch m.Button {
	case tea.MouseButtonWheelUp:
		e.Wheel = -1
	case tea.MouseButtonWheelDown:
		e.Wheel = 1
	}
	cmd, _ := p.Mouse(e)
	r.run(cmd)
	return r.Settle()
}

// ClickOn clicks at the first cell of a text on the screen, the first time that it stands there.
func (r *Robot) ClickOn(s string) *Robot {
	r.t.Helper()
	x, y := r.find(s)
	return r.Click(x, y)
}

// Wheel turns the wheel over a text by so many notches, down if positive.
func (r *Robot) Wheel(over string, notches int) *Robot {
	r.t.Helper()
	x, y := r.find(over)
	b := tea.MouseButtonWheelDown
	if notches < 0 {
		b, notches = tea.MouseButtonWheelUp, -notches
	}
	for range notches {
		r.pointer(x, y, tea.MouseMsg{Button: b})
	}
	return r
}

// find is the first place of a text on the screen.
func (r *Robot) find(s string) (x, y int) {
	r.t.Helper()
	for y, l := range strings.Split(r.Screen(), "\n") {
		if i := strings.Index(l, s); i >= 0 {
			return ansi.StringWidth(l[:i]), y
		}
	}
	r.t.Fatalf("%q is not on the screen:\n%s", s, r.Screen())
	return 0, 0
}

// Burst sends a text as one message, as a terminal does with keys that were pressed fast.
func (r *Robot) Burst(s string) *Robot {
	return r.Send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s)})
}

// Wait lets time pass.
func (r *Robot) Wait(d time.Duration) *Robot {
	for end := time.Now().Add(d); time.Now().Before(end); {
		time.Sleep(min(50*time.Millisecond, time.Until(end)))
		r.Settle()
	}
	return r
}

// Settle delivers messages until every command has answered or sleeps.
func (r *Robot) Settle() *Robot {
	for range 10_000 {
		synctest.Wait()
		select {
		case msg := <-r.inbox:
			r.deliver(msg)
		default:
			return r
		}
	}
	r.t.Fatal("the program does not come to rest")
	return r
}

// Quit reports whether the program asked to end.
func (r *Robot) Quit() bool { return r.quit }

// Screen is the frame without styles.
func (r *Robot) Screen() string { return ansi.Strip(r.screen.View()) }

// Raw is the frame as it goes to the terminal.
func (r *Robot) Raw() string { return r.screen.View() }

// Sees fails unless every text stands on the screen.
func (r *Robot) Sees(texts ...string) *Robot {
	r.t.Helper()
	for _, s := range texts {
		if !strings.Contains(r.Screen(), s) {
			r.t.Fatalf("%q is not on the screen:\n%s", s, r.Screen())
		}
	}
	return r
}

// SeesNot fails if one of the texts stands on the screen.
func (r *Robot) SeesNot(texts ...string) *Robot {
	r.t.Helper()
	for _, s := range texts {
		if strings.Contains(r.Screen(), s) {
			r.t.Fatalf("%q is on the screen:\n%s", s, r.Screen())
		}
	}
	return r
}

// Exact fails unless the frame has exactly h lines of w cells.
func (r *Robot) Exact(w, h int) *Robot {
	r.t.Helper()
	lines := strings.Split(r.screen.View(), "\n")
	if len(lines) != h {
		r.t.Fatalf("%d lines on a screen of %dx%d:\n%s", len(lines), w, h, r.Screen())
	}
	for i, l := range lines {
		if n := ansi.StringWidth(l); n != w {
			r.t.Fatalf("line %d has %d cells on a screen of %dx%d: %q", i, n, w, h, ansi.Strip(l))
		}
	}
	return r
}

// single reports whether the robot drives a pane without a root that hands answers on.
func (r *Robot) single() bool {
	_, model := r.screen.(modelScreen)
	return !model
}

func (r *Robot) deliver(msg tea.Msg) {
	if msg == nil {
		return
	}
	if cmds, ok := msg.(spread); ok {
		for _, c := range cmds {
			r.run(c)
		}
		return
	}
	r.Sent = append(r.Sent, msg)
	if _, ok := msg.(tea.QuitMsg); ok {
		r.quit = true
		return
	}
	if answer, ok := msg.(pane.Callback); ok && r.single() {
		r.run(answer())
		return
	}
	if p, ok := r.screen.(pane.Pane); ok {
		if key, ok := msg.(tea.KeyMsg); ok {
			r.run(pane.Handle(p, key))
			return
		}
	}
	r.run(r.screen.Update(msg))
}

// run starts a command; batches and sequences are taken apart as the framework does.
func (r *Robot) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	go func() {
		for _, msg := range flatten(cmd()) {
			select {
			case r.inbox <- msg:
			case <-r.stop:
			}
		}
	}()
}

// flatten runs the commands inside a batch or a sequence one after the other for a sequence, side by side
// for a batch; the framework's sequence message has no exported name.
func flatten(msg tea.Msg) []tea.Msg {
	v := reflect.ValueOf(msg)
	if !v.IsValid() || v.Kind() != reflect.Slice || v.Type().Elem() != reflect.TypeFor[tea.Cmd]() {
		return []tea.Msg{msg}
	}
	cmds := make([]tea.Cmd, v.Len())
	for i := range cmds {
		cmds[i] = v.Index(i).Interface().(tea.Cmd)
	}
	if _, batch := msg.(tea.BatchMsg); batch {
		return []tea.Msg{spread(cmds)}
	}
	var out []tea.Msg
	for _, c := range cmds {
		if c != nil {
			out = append(out, flatten(c())...)
		}
	}
	return out
}

// spread is a batch on its way to the inbox.
type spread []tea.Cmd
