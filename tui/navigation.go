package tui

import (
	"context"
	"fmt"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/tui/pane"
	"aisdesk/tui/pane/compare"
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
	atCompare
	atCases
	atPortfolio
	atOpening
	atWorkspace
)

// navigation is the way from home to the screen that is shown, which is the last one.
type navigation struct {
	screens []screen
	w, h    int // of a screen; 0 while none fits into the window
}

// resize gives every screen its size. With w 0 the screens keep theirs: the window has no room for any.
func (n *navigation) resize(w, h int) {
	n.w, n.h = w, h
	n.layout()
}

func (n *navigation) layout() {
	if n.w == 0 {
		return
	}
	for _, s := range n.screens {
		s.pane.SetSize(n.w, n.h)
	}
}

// top is the pane that is shown.
func (n *navigation) top() pane.Pane { return n.screens[len(n.screens)-1].pane }

// at reports whether the screen on top is of that kind.
func (n *navigation) at(k kind) bool { return n.screens[len(n.screens)-1].kind == k }

// place tells one screen or tab from another.
func (n *navigation) place() string { return fmt.Sprint(len(n.screens), n.top().Title()) }

// find returns the topmost screen of a kind, or nil.
func (n *navigation) find(k kind) pane.Pane {
	for _, s := range slices.Backward(n.screens) {
		if s.kind == k {
			return s.pane
		}
	}
	return nil
}

// workspace returns the workspace if there is one on the way home.
func (n *navigation) workspace() *workspace {
	w, _ := n.find(atWorkspace).(*workspace)
	return w
}

// push shows a screen on top of the present one.
func (n *navigation) push(k kind, p pane.Pane) tea.Cmd {
	blur := n.top().Update(pane.Blur{})
	n.screens = append(n.screens, screen{pane: p, kind: k})
	n.layout()
	return tea.Batch(blur, p.Update(pane.Focus{}))
}

// onClose sets what ends the work of the screen on top.
func (n *navigation) onClose(end func()) { n.screens[len(n.screens)-1].close = end }

// replace puts a screen in the place of the one on top.
func (n *navigation) replace(k kind, p pane.Pane) tea.Cmd {
	if len(n.screens) == 1 {
		return n.push(k, p)
	}
	blur := n.top().Update(pane.Blur{})
	n.drop(len(n.screens) - 1)
	n.screens = append(n.screens, screen{pane: p, kind: k})
	n.layout()
	return tea.Batch(blur, p.Update(pane.Focus{}))
}

// supplant shows a screen in place of a workspace or of the screen of a reading, whose work goes on.
func (n *navigation) supplant(k kind, p pane.Pane, end context.CancelFunc) tea.Cmd {
	i := slices.IndexFunc(n.screens, func(s screen) bool { return s.kind == atOpening || s.kind == atWorkspace })
	if i >= 0 {
		for j := range n.screens[i:] {
			if s := &n.screens[i+j]; s.kind == atOpening {
				s.close = nil
			}
		}
		n.drop(i)
	}
	cmd := n.push(k, p)
	n.onClose(end)
	return cmd
}

// pop goes one level up. At home there is nothing above.
func (n *navigation) pop() tea.Cmd { return n.back(len(n.screens) - 1) }

// backTo drops the screens above the topmost one of a kind.
func (n *navigation) backTo(k kind) tea.Cmd {
	for i, s := range slices.Backward(n.screens) {
		if s.kind == k && i < len(n.screens)-1 {
			return n.back(i + 1)
		}
	}
	return nil
}

// home drops every screen but the first.
func (n *navigation) home() tea.Cmd { return n.back(1) }

// back drops the screens from i on, but never home.
func (n *navigation) back(i int) tea.Cmd {
	blur := n.top().Update(pane.Blur{})
	n.drop(max(i, 1))
	n.layout()
	return tea.Batch(blur, n.top().Update(pane.Focus{}))
}

// drop forgets the screens from i on and ends what they began.
func (n *navigation) drop(i int) {
	for _, s := range n.screens[i:] {
		if s.close != nil {
			s.close()
		}
	}
	n.screens = n.screens[:i]
}

// dropVerification forgets the screens that only led to a result.
func (n *navigation) dropVerification() {
	led := []kind{atLink, atImporting, atForm, atOutcome}
	if i := slices.IndexFunc(n.screens, func(s screen) bool { return slices.Contains(led, s.kind) }); i >= 0 {
		n.drop(i)
	}
}

// tell gives a message to every screen.
func (n *navigation) tell(msg tea.Msg) tea.Cmd {
	cmds := make([]tea.Cmd, 0, len(n.screens))
	for _, s := range n.screens {
		cmds = append(cmds, s.pane.Update(msg))
	}
	return tea.Batch(cmds...)
}

// showComparison shows two imports or periods side by side.
func (n *navigation) showComparison(p *compare.Pane) tea.Cmd {
	cmd := n.push(atCompare, p)
	n.onClose(p.Close)
	return cmd
}
