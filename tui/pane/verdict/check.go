package verdict

import (
	"context"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/verify"
	"aisdesk/tui/pane"
)

// limit is how long a verdict may take; a million rows take about two seconds.
const limit = time.Minute

// verified brings a verdict back, with the claims and the rows that it is about, and what can check others.
type verified struct {
	gen    int
	claims []verify.Claim
	ledger *ledger.Ledger
	desk   *verify.Checker
	report *verify.Report
	err    error
}

// looked brings what is worth a look: it takes longer than the claims, and depends on none.
type looked struct {
	desk    *verify.Checker
	notable []insight.Finding
	err     error
}

// check works the verdict out off the UI loop; the one before stays until it is there. A pane that was never
// looked at costs nothing.
func (p *Pane) check() tea.Cmd {
	if !p.shown || !p.stale || p.opened.Ledger == nil || p.kept == keptUnread && p.keeps() {
		return nil
	}
	p.stop()
	p.gen++
	p.stale, p.busy = false, true
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	p.cancel = cancel
	p.checking = p.opened.Ledger.Len()
	v, now, found := verified{gen: p.gen, claims: p.said.claims(), ledger: p.opened.Ledger}, p.today(), p.opened.Found()
	if p.found.ledger == v.ledger && p.found.report != nil && p.found.report.Made == now {
		v.desk = p.found.desk
	}
	return func() tea.Msg {
		defer cancel()
		if v.desk == nil {
			v.desk, v.err = verify.NewCheckerOver(ctx, found, now)
		}
		if v.err == nil {
			v.report, v.err = v.desk.Check(ctx, v.claims)
		}
		return v
	}
}

// verified puts a verdict on the screen; that of older claims is dropped. What is worth a look follows.
func (p *Pane) verified(m verified) tea.Cmd {
	if m.gen != p.gen {
		return nil
	}
	p.busy = false
	if m.err != nil {
		p.found.err = m.err
		return nil
	}
	p.found = m
	if m.report.Notable != nil || p.looking == m.desk || reading(m.ledger) {
		return nil
	}
	p.looking = m.desk
	ctx, cancel := context.WithTimeout(ledger.Background(context.Background()), limit)
	p.stopLooking()
	p.endLook = cancel
	return func() tea.Msg {
		defer cancel()
		notable, err := m.desk.Notable(ctx)
		return looked{m.desk, notable, err}
	}
}

// reading reports whether more rows are on their way.
func reading(l *ledger.Ledger) bool { return !l.Complete() && l.Err() == nil }

// stopLooking ends the search for what is worth a look.
func (p *Pane) stopLooking() {
	if p.endLook != nil {
		p.endLook()
		p.endLook = nil
	}
}

// looked puts what is worth a look under the verdict.
func (p *Pane) looked(m looked) {
	if p.looking == m.desk {
		p.looking = nil
	}
	switch {
	case m.desk != p.found.desk || p.found.report == nil:
	case m.err != nil:
		p.found.err = m.err
	case p.found.report.Notable == nil:
		r := *p.found.report
		r.Notable = m.notable
		p.found.report = &r
	}
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
