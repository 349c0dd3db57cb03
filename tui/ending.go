package tui

import (
	"errors"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/text"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/importing"
	"aisdesk/tui/pane/link"
	"aisdesk/tui/pane/outcome"
)

// newFlowPane makes the screen of a flow's state.
func (r *root) newFlowPane(k kind) pane.Pane {
	f := r.flow
	var p pane.Pane = importing.New(r.env, r.backend.Exchanges, f.plan, f.started, f.bank)
	if k == atLink {
		p = link.New(r.env, r.backend.Environment(), f.plan, f.started)
	}
	for _, e := range f.past {
		p.Update(pane.FlowEvent{Event: e})
	}
	return p
}

// flowAt is the index of the flow's screen, -1 for none.
func (r *root) flowAt() int {
	for i, s := range r.screens {
		if s.kind == atLink || s.kind == atImporting {
			return i
		}
	}
	return -1
}

// dropFlowScreens forgets the screens that only led to a result.
func (r *root) dropFlowScreens() {
	for i, s := range r.screens {
		if s.kind == atLink || s.kind == atImporting || s.kind == atForm || s.kind == atOutcome {
			r.drop(i)
			return
		}
	}
}

// showOutcome tells how the flow ended where no import opens.
func (r *root) showOutcome(err error) tea.Cmd {
	f := r.flow
	end := outcome.Ending{
		Doing: "The verification", Err: err, Saved: f.saved, Kept: f.kept(), Owner: f.plan.Request.OwnerExternalID,
		CanRetry: f.resumed == nil, Inspect: len(r.backend.Exchanges()) > 0, Portal: r.backend.Environment().AutoImportURL,
	}
	_, cancelled := errors.AsType[*intake.Cancellation](err)
	end.Cancelled = cancelled || f.cancelled
	if f.final != nil && f.final.Pending != "" {
		f.command = f.final.Pending
		end.Pending = f.pending(r.backend.Environment().Name)
	}
	r.overlays = nil // a question about a verification that is over
	r.dropFlowScreens()
	return r.push(atOutcome, outcome.New(r.env, end))
}

// pending is the flow's import as something to go on with.
func (f *flow) pending(env string) *pane.Pending {
	if f.resumed != nil {
		return f.resumed
	}
	return &pane.Pending{CommandID: f.command, OwnerExternalID: f.plan.Request.OwnerExternalID, Target: text.Clean(f.bank),
		Environment: env, StartedAt: f.started}
}

// kept says what is there after the end.
func (f *flow) kept() []string {
	if f.saved != "" {
		return nil
	}
	if f.state == intake.Done {
		return nil
	}
	return []string{"Nothing was saved."}
}
