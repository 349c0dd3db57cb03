package tui

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/tui/pane"
)

// The status line says how this machine and a team's store stand, on every screen and beside what the pane says.
func TestTheStatusLineTellsOfTheStore(t *testing.T) {
	const line = "offline, as of 10:42, 2 wait"
	r := newRoot(t.Context(), newFake(), Options{})
	defer r.close()
	r.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	if strings.Contains(ansi.Strip(r.View()), "as of") {
		t.Error("somebody who works alone is told of a store")
	}
	r.Update(pane.Callback(func() tea.Cmd { r.screen.store = line; return nil }))
	rows := strings.Split(ansi.Strip(r.View()), "\n")
	if status := rows[len(rows)-2]; !strings.HasSuffix(strings.TrimRight(status, " "), line) {
		t.Errorf("%q", status)
	}
	for _, row := range rows {
		if ansi.StringWidth(row) > 80 {
			t.Errorf("too wide: %q", row)
		}
	}
}
