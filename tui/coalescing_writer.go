package tui

import (
	"sync"

	tea "github.com/charmbracelet/bubbletea"
)

// coalescingWriter writes what changes often one after the other: of several writes of a thing on their way, one that
// is out of date is left out.
type coalescingWriter struct {
	work  *background
	asked int // of the UI loop
	mu    sync.Mutex
	last  map[string]int // the newest write by the name of the thing; guarded by mu
}

// write writes a thing off the UI loop. The program waits for it before it ends.
func (w *coalescingWriter) write(thing string, write func() tea.Msg) tea.Cmd {
	w.asked++
	n := w.asked
	return w.work.spawn(func() tea.Msg {
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
