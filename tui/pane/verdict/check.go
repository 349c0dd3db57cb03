package verdict

import (
	"context"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/verify"
	"aisdesk/tui/pane"
)

// limit is how long a verdict may take; a million rows take about two seconds.
const limit = time.Minute

// verified brings a verdict back, with the claims that it is about.
type verified struct {
	gen    int
	claims []verify.Claim
	rows   int // of the ledger
	report *verify.Report
	err    error
}

// check works the verdict out off the UI loop; the one before stays until it is there. A pane that was never
// looked at costs nothing.
func (p *Pane) check() tea.Cmd {
	if !p.shown || !p.stale || p.opened.Ledger == nil || p.kept == keptUnread && p.keeps() {
		return nil
	}
	p.Close()
	p.gen++
	p.stale, p.busy = false, true
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	p.cancel = cancel
	l, gen, claims, now := p.opened.Ledger, p.gen, p.said.claims(), p.today()
	return func() tea.Msg {
		defer cancel()
		r, err := verify.Run(ctx, l, claims, now)
		return verified{gen, claims, l.Len(), r, err}
	}
}

// verified puts a verdict on the screen; that of older claims is dropped.
func (p *Pane) verified(m verified) {
	if m.gen != p.gen {
		return
	}
	p.busy = false
	if m.err != nil {
		p.found.err = m.err
		return
	}
	p.found = m
}

// change makes other claims those in force, keeps them and checks them.
func (p *Pane) change(s sheet) tea.Cmd {
	p.undo = append(p.undo, p.said)
	return p.set(s)
}

func (p *Pane) set(s sheet) tea.Cmd {
	p.said, p.stale = s, true
	return tea.Batch(p.keep(), p.check())
}

// takeBack undoes the last change.
func (p *Pane) takeBack() tea.Cmd {
	n := len(p.undo)
	if n == 0 {
		return pane.Inform(pane.Info, "nothing to undo")
	}
	s := p.undo[n-1]
	p.undo = p.undo[:n-1]
	return p.set(s)
}

// outcome is the check of a claim in the verdict on the screen, nil if it has none yet.
func (p *Pane) outcome(c verify.Claim) *verify.Check {
	if i := slices.Index(p.found.claims, c); i >= 0 && i < len(p.checks()) {
		return &p.checks()[i]
	}
	return nil
}
