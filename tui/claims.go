package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/tui/pane"
)

// keepClaims keeps claims beside their import and tells the pane that asked how it ended.
func (r *root) keepClaims(m pane.KeepClaims) tea.Cmd {
	return r.claims.write(m.ImportID, func() tea.Msg {
		err := r.backend.SaveClaims(r.work.ctx, m.ImportID, m.Claims)
		return pane.Callback(func() tea.Cmd { return m.Done(err) })
	})
}
