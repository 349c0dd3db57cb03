package tui

import (
	"sync"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/tui/pane"
)

// claimKeeper keeps claims one after the other: of several changes on their way only the newest is written.
type claimKeeper struct {
	asked int // of the UI loop
	mu    sync.Mutex
	kept  map[string]int // by import; guarded by mu
}

// keepClaims keeps claims beside their import off the UI loop. The program waits for it before it ends.
func (r *root) keepClaims(m pane.KeepClaims) tea.Cmd {
	k := &r.claims
	k.asked++
	n := k.asked
	return r.spawn(func() tea.Msg {
		k.mu.Lock()
		defer k.mu.Unlock()
		if n < k.kept[m.ImportID] {
			return nil
		}
		if k.kept == nil {
			k.kept = map[string]int{}
		}
		k.kept[m.ImportID] = n
		return pane.ClaimsKept{ImportID: m.ImportID, Err: r.backend.KeepClaims(r.ctx, m.ImportID, m.Claims)}
	})
}
