package background

import (
	"sync"

	tea "github.com/charmbracelet/bubbletea"
)

// Writer writes what changes often one after the other: of several writes of a thing on their way, one that
// is out of date is left out.
type Writer struct {
	work  *Work
	asked int // of the UI loop
	mu    sync.Mutex
	last  map[string]int // the newest write by the name of the thing; guarded by mu
}

// NewWriter makes a writer whose writes are part of the work.
func NewWriter(w *Work) *Writer { return &Writer{work: w} }

// Write writes a thing off the UI loop. The program waits for it before it ends.
func (w *Writer) Write(thing string, write func() tea.Msg) tea.Cmd {
	w.asked++
	n := w.asked
	return w.work.Spawn(func() tea.Msg {
		w.mu.Lock()
		defer w.mu.Unlock()
		if n < w.last[thing] {
			return nil
		}
		if w.last == nil {
			w.last = map[string]int{}
		}
		w.last[thing] = n
		return write()
	})
}
