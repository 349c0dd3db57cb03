package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/tui/pane"
)

// screen is one level of the way back: Esc at the last one is home.
type screen struct {
	pane  pane.Pane
	kind  kind
	close func() // ends what the screen began; may be nil
}

// kind names a screen, so that events find the one they are for.
type kind int

const (
	atHome kind = iota
	atForm
	atLink
	atImporting
	atOutcome
	atLibrary
	atSettings
	atInspector
	atOpening
	atDesk
)

// push shows a screen on top of the present one.
func (r *root) push(k kind, p pane.Pane) tea.Cmd {
	blur := r.top().Update(pane.Blur{})
	r.screens = append(r.screens, screen{pane: p, kind: k})
	r.layout()
	return tea.Batch(blur, p.Update(pane.Focus{}))
}

// replace puts a screen in the place of the one on top.
func (r *root) replace(k kind, p pane.Pane) tea.Cmd {
	if len(r.screens) == 1 {
		return r.push(k, p)
	}
	blur := r.top().Update(pane.Blur{})
	r.drop(len(r.screens) - 1)
	r.screens = append(r.screens, screen{pane: p, kind: k})
	r.layout()
	return tea.Batch(blur, p.Update(pane.Focus{}))
}

// pop goes one level up. At home there is nothing above.
func (r *root) pop() tea.Cmd {
	if len(r.screens) <= 1 {
		return nil
	}
	blur := r.top().Update(pane.Blur{})
	r.drop(len(r.screens) - 1)
	r.layout()
	return tea.Batch(blur, r.top().Update(pane.Focus{}))
}

// home drops every screen but the first.
func (r *root) home() tea.Cmd {
	blur := r.top().Update(pane.Blur{})
	r.drop(1)
	r.layout()
	return tea.Batch(blur, r.top().Update(pane.Focus{}))
}

// drop forgets the screens from n on and ends what they began.
func (r *root) drop(n int) {
	for _, s := range r.screens[n:] {
		if s.close != nil {
			s.close()
		}
	}
	r.screens = r.screens[:n]
}

// find returns the topmost screen of a kind, or nil.
func (r *root) find(k kind) pane.Pane {
	for i := len(r.screens) - 1; i >= 0; i-- {
		if r.screens[i].kind == k {
			return r.screens[i].pane
		}
	}
	return nil
}

// at reports whether the screen on top is of that kind.
func (r *root) at(k kind) bool { return r.screens[len(r.screens)-1].kind == k }
