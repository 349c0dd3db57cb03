package home

import (
	"context"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/library"
	"aisdesk/tui/pane"
)

// mostNamed is how many of the imports saved last are read for their names.
const mostNamed = 20

// names reads the customers of recent imports that nobody looked at yet, so that they have names.
type names struct {
	task pane.Task[struct{}]
	last []string // what was read last: what could not be read once is not tried again
}

// read reads those of the saved imports whose customers are unread, and then does what follows.
func (n *names) read(ctx context.Context, b backend, saved []library.Entry, unread []string, then func() tea.Cmd) tea.Cmd {
	var ids []string
	for _, id := range unread {
		if slices.ContainsFunc(saved[:min(len(saved), mostNamed)], func(e library.Entry) bool { return e.ID == id }) {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 || slices.Equal(ids, n.last) {
		return nil
	}
	n.last = ids
	return n.task.Start(ctx, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, b.ReadImports(ctx, ids, func(int) {})
	}, func(struct{}, error) tea.Cmd { return then() })
}
