package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/tui/pane"
)

// keepClaims keeps claims beside their import.
func (r *root) keepClaims(m pane.KeepClaims) tea.Cmd {
	return r.keep(&r.claims, m.ImportID, func() tea.Msg {
		return pane.ClaimsKept{ImportID: m.ImportID, Err: r.backend.KeepClaims(r.ctx, m.ImportID, m.Claims)}
	})
}
