//go:build unix

package tui

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"sync"
	"syscall"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/ledger"
	"aisdesk/tui/pane"
)

// The rows of "The grid and the ledger" that are about the whole program, with an import of 100,000 rows.

var wide100k = sync.OnceValue(func() *ledger.Ledger { return wideLedger(100_000) })

// processorTime is what this process has used in milliseconds: on a machine that others use too it says more
// than the clock.
func processorTime(b *testing.B) float64 {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		b.Fatal(err)
	}
	return float64(r.Utime.Nano()+r.Stime.Nano()) / 1e6
}

// BenchmarkFrame is one key, Update and View of the whole program at 200x60, in every tab and with what can stand beside
// the rows.
func BenchmarkFrame(b *testing.B) {
	p := newLoop(b, 200, 60, wide100k())
	for _, on := range []struct{ name, keys string }{
		{"overview", "1"}, {"accounts", "2"}, {"cards", "4"}, {"analytics", "5"}, {"analytics, months", "b"}, {"inspector", "6"}, {"verdict", "7"},
		{"transactions", "3"}, {"transactions, details", "enter"}, {"transactions, columns", "esc c"}, {"transactions, filtered", "esc / z a b enter"},
		{"transactions, all marked", "M"},
	} {
		p.press(strings.Fields(on.keys)...)
		p.rest()
		b.Run("whole program, Update + View with panes, 200x60/"+on.name, func(b *testing.B) {
			b.ReportAllocs()
			keys := []tea.KeyMsg{pane.Press("down"), pane.Press("up")}
			before := processorTime(b)
			for i := 0; b.Loop(); i++ {
				p.r.Update(keys[i%2])
				_ = p.r.View()
			}
			b.ReportMetric((processorTime(b)-before)/float64(b.N), "cpu-ms/op")
		})
	}
}

// BenchmarkStillFrame is what a message costs that changes nothing on screen.
func BenchmarkStillFrame(b *testing.B) {
	p := newLoop(b, 200, 60, wide100k())
	for b.Loop() {
		_ = p.r.View()
	}
}

// watched is a terminal that tells when a text was written to it.
type watched struct {
	mu   sync.Mutex
	rest []byte
	want []byte
	seen chan struct{}
}

func (w *watched) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.want != nil {
		w.rest = append(w.rest, p...)
		if bytes.Contains(w.rest, w.want) {
			w.want, w.rest = nil, w.rest[:0]
			w.seen <- struct{}{}
		}
	}
	return len(p), nil
}

// expect makes it wait for a text.
func (w *watched) expect(text string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.want, w.rest = []byte(text), w.rest[:0]
}

// begun is a program that is in its workspace already.
type begun struct{ *root }

func (begun) Init() tea.Cmd { return nil }

// BenchmarkHeldArrows is 300 held arrows in one write to the running program, until the last one's row is shown.
func BenchmarkHeldArrows(b *testing.B) {
	p := newLoop(b, 120, 40, wide100k())
	p.press("3")
	p.rest()
	in, keys := io.Pipe()
	out := &watched{seen: make(chan struct{}, 1)}
	out.expect("row 1/100000")
	program := tea.NewProgram(begun{p.r}, tea.WithInput(in), tea.WithOutput(out), tea.WithFPS(framesPerSecond), tea.WithoutSignalHandler())
	ended := make(chan error, 1)
	go func() {
		_, err := program.Run()
		ended <- err
	}()
	<-out.seen
	b.Run("300 held arrows in one write, until the last is shown/rows=100000", func(b *testing.B) {
		b.ReportAllocs()
		before := processorTime(b)
		for at := 1; b.Loop(); {
			key := "\x1b[B"
			if at > 50_000 {
				key = "\x1b[A"
			}
			if key == "\x1b[B" {
				at += 300
			} else {
				at -= 300
			}
			out.expect(fmt.Sprintf("row %d/100000", at))
			_, _ = io.WriteString(keys, strings.Repeat(key, 300))
			<-out.seen
		}
		b.ReportMetric((processorTime(b)-before)/float64(b.N), "cpu-ms/op")
	})
	program.Kill()
	<-ended
	_ = keys.Close()
}
