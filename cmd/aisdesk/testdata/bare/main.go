// Command bare is the smallest program with a screen, for comparison: what its first frame costs is the framework's.
package main

import (
	"os"

	tea "github.com/charmbracelet/bubbletea"

	_ "aisdesk/tui/guard"
)

type model struct{}

func (model) Init() tea.Cmd { return nil }

func (m model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if k, ok := msg.(tea.KeyMsg); ok && k.String() == "ctrl+c" {
		return m, tea.Quit
	}
	return m, nil
}

func (model) View() string { return "ready" }

func main() {
	if _, err := tea.NewProgram(model{}, tea.WithAltScreen()).Run(); err != nil {
		os.Exit(1)
	}
}
