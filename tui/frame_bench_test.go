package tui

import (
	"context"
	"fmt"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/tui/pane"
)

// openedDesk is a program with an import on the desk at 200x60.
func openedDesk(b *testing.B) *root {
	b.Helper()
	f := newFake()
	r := newRoot(context.Background(), f, Options{Now: func() time.Time { return frozen },
		Getenv: func(k string) string { return map[string]string{"TERM": "xterm-256color", "COLORTERM": "truecolor"}[k] }})
	b.Cleanup(r.close)
	r.Update(tea.WindowSizeMsg{Width: 200, Height: 60})
	r.Init()
	r.gen++
	reply, _ := f.Open(context.Background(), "x")
	r.reading = &reading{gen: r.gen, reply: reply, cancel: func() {}}
	l, err := reply.Load(context.Background(), nil)
	if err != nil {
		b.Fatal(err)
	}
	r.layRows(l)
	return r
}

// BenchmarkFrame is one key, Update and View of the whole program at 200x60, in every tab.
func BenchmarkFrame(b *testing.B) {
	for tab := range 6 {
		r := openedDesk(b)
		r.Update(pane.Press(fmt.Sprint(tab + 1)))
		b.Run(r.top().Title(), func(b *testing.B) {
			b.ReportAllocs()
			keys := []tea.KeyMsg{pane.Press("down"), pane.Press("up")}
			for i := 0; b.Loop(); i++ {
				r.Update(keys[i%2])
				_ = r.View()
			}
		})
	}
}

// BenchmarkStillFrame is what a message costs that changes nothing on screen.
func BenchmarkStillFrame(b *testing.B) {
	r := openedDesk(b)
	_ = r.View()
	for b.Loop() {
		_ = r.View()
	}
}

// BenchmarkHeldArrows is "300 held arrows in one write, until the last is shown" but for the terminal: every key is a
// message of its own, and Bubble Tea asks for a frame after each.
func BenchmarkHeldArrows(b *testing.B) {
	r := openedDesk(b)
	r.Update(pane.Press("3"))
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		key := pane.Press([]string{"down", "up"}[i%2])
		for range 300 {
			r.Update(key)
			_ = r.View()
		}
	}
}
