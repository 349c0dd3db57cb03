package tui

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"
)

type root struct {
	ctx     context.Context
	cancel  context.CancelFunc
	backend Backend
	opts    Options
}

func newRoot(ctx context.Context, b Backend, o Options) *root {
	r := &root{backend: b, opts: o}
	r.ctx, r.cancel = context.WithCancel(ctx)
	return r
}

func (r *root) close() { r.cancel() }

func (r *root) Init() tea.Cmd { return nil }

func (r *root) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if k, ok := msg.(tea.KeyMsg); ok && (k.String() == "ctrl+c" || k.String() == "q") {
		return r, tea.Quit
	}
	return r, nil
}

func (r *root) View() string { return "aisdesk " + r.opts.Version }
