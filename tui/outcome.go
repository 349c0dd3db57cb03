package tui

import (
	"errors"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/text"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/importing"
	"aisdesk/tui/pane/link"
	"aisdesk/tui/pane/outcome"
)

// newScreen makes the screen of the flow's state.
func (v *verification) newScreen(k kind) pane.Pane {
	f := v.flow
	var p pane.Pane = importing.New(v.env, v.backend.Exchanges, f.plan, f.started, f.bank)
	if k == atLink {
		p = link.New(v.env, v.backend.Environment(), f.plan, f.started)
	}
	for _, e := range f.past {
		p.Update(pane.FlowEvent{Event: e})
	}
	return p
}

// showScreen puts the screen of the flow's state on top: the link until the customer has signed in, then the import.
func (v *verification) showScreen() tea.Cmd {
	f := v.flow
	want := atLink
	if f.state >= intake.Importing || f.resumed != nil || f.plan.Method == app.SignInMock || f.plan.Method == app.SignInReuse {
		want = atImporting
	}
	if v.nav.find(want) != nil {
		return nil
	}
	p := v.newScreen(want)
	if i := v.screenAt(); i >= 0 && i < len(v.nav.screens)-1 { // under the inspector
		v.nav.screens[i] = screen{pane: p, kind: want}
		v.nav.layout()
		return nil
	}
	if v.nav.at(atForm) || v.nav.at(atLink) || v.nav.at(atOutcome) {
		return v.nav.replace(want, p)
	}
	return v.nav.push(want, p)
}

// showOutcome tells how the flow ended where no import opens.
func (v *verification) showOutcome(err error) tea.Cmd {
	f := v.flow
	end := outcome.Ending{
		Err: err, Saved: f.saved, Kept: f.kept(), Owner: f.plan.Request.OwnerExternalID,
		CanRetry: f.resumed == nil, Inspect: len(v.backend.Exchanges()) > 0, Portal: v.backend.Environment().AutoImportURL,
	}
	_, cancelled := errors.AsType[*intake.Cancellation](err)
	end.Cancelled = cancelled || f.cancelled
	if f.final != nil && f.final.Pending != "" {
		f.command = f.final.Pending
		end.Pending = f.pending(v.backend.Environment().Name)
	}
	v.dialogs.clear() // a question about a verification that is over
	v.nav.dropVerification()
	return v.nav.push(atOutcome, outcome.New(v.env, end))
}

// pending is the flow's import as something to go on with.
func (f *flow) pending(env string) *app.Pending {
	if f.resumed != nil {
		return f.resumed
	}
	return &app.Pending{CommandID: text.Clean(f.command), OwnerExternalID: text.Clean(f.plan.Request.OwnerExternalID),
		Target: text.Clean(f.bank), Environment: text.Clean(env), Started: f.started}
}

// kept says what is there after the end.
func (f *flow) kept() []string {
	if f.saved != "" || f.state == intake.Done {
		return nil
	}
	return []string{"Nothing was saved."}
}
