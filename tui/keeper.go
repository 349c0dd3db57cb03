package tui

import (
	"sync"

	tea "github.com/charmbracelet/bubbletea"
)

// keeper writes what changes often one after the other: of several writings of a thing on their way, one that is out
// of date is left out.
type keeper struct {
	asked int // of the UI loop
	mu    sync.Mutex
	kept  map[string]int // by the name of the thing; guarded by mu
}

// keep writes a thing off the UI loop. The program waits for it before it ends.
func (r *root) keep(k *keeper, thing string, write func() tea.Msg) tea.Cmd {
	k.asked++
	n := k.asked
	return r.spawn(func() tea.Msg {
		k.mu.Lock()
		defer k.mu.Unlock()
		if n < k.kept[thing] {
			return nil
		}
		if k.kept == nil {
			k.kept = map[string]int{}
		}
		k.kept[thing] = n
		return write()
	})
}
