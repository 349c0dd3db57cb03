// Package importing is the screen while the provider imports: how far it is, when the next look comes, and
// what has arrived.
package importing

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/intake"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
)

// Pane follows one import.
type Pane struct {
	env     *pane.Env
	calls   func() []aisclient.Exchange
	plan    app.VerificationRequest
	started time.Time
	w, h    int

	state    intake.State
	bank     string
	owner    string
	signedIn time.Time
	began    time.Time // the import was accepted
	saving   time.Time
	savedAt  time.Time
	saved    string
	arrived  intake.Arrived
	poll     intake.Poll
	polledAt time.Time
	polls    int
	failed   int // looks that failed and were repeated
	warnings []string
}

// New makes the screen for a plan that began at started; bank is what is known of it already. What arrived is
// counted from calls.
func New(env *pane.Env, calls func() []aisclient.Exchange, plan app.VerificationRequest, started time.Time, bank string) *Pane {
	return &Pane{env: env, calls: calls, plan: plan, started: started, bank: bank, owner: plan.Request.OwnerExternalID}
}

// Title, SetSize, Capturing and Status make it a pane.Pane.
func (p *Pane) Title() string    { return "Import" }
func (p *Pane) SetSize(w, h int) { p.w, p.h = w, h }
func (p *Pane) Capturing() bool  { return false }
func (p *Pane) Status() string {
	if p.owner == "" {
		return ""
	}
	return "customer id " + field.Plain(p.owner)
}

// Actions are what can be done while waiting.
func (p *Pane) Actions() []pane.Action {
	return []pane.Action{pane.Key("esc", "cancel").Short().Call(p.env.Sends(pane.Cancel)),
		pane.Key("i", "inspector").Short().Call(p.env.Sends(pane.Go{To: pane.ToInspector}))}
}

// Update takes the events of the verification.
func (p *Pane) Update(msg tea.Msg) tea.Cmd {
	if m, ok := msg.(pane.FlowEvent); ok {
		p.take(m.Event)
	}
	return nil
}

func (p *Pane) take(e intake.Event) {
	p.state = e.State
	if e.OwnerExternalID != "" {
		p.owner = e.OwnerExternalID
	}
	if l := e.Link; l != nil && l.Kind == intake.LinkSuccess && !l.OfficialName.Empty() {
		p.bank = l.OfficialName.String()
	}
	stamp(&p.signedIn, e, intake.SignedIn)
	stamp(&p.began, e, intake.Importing)
	stamp(&p.saving, e, intake.Saving)
	if e.Saved != "" {
		p.saved, p.savedAt = e.Saved, e.At
	}
	if !e.Warning.Empty() && len(p.warnings) < 20 {
		p.warnings = append(p.warnings, e.Warning.String())
	}
	if e.Arrived != nil {
		p.arrived = *e.Arrived
	}
	if e.Poll != nil {
		p.polls++
		if e.Poll.Transient != nil {
			p.failed++
		}
		p.poll, p.polledAt = *e.Poll, e.At
	}
}

// stamp notes when a state was first reached.
func stamp(at *time.Time, e intake.Event, s intake.State) {
	if e.State >= s && e.State < intake.Failed && at.IsZero() {
		*at = e.At
	}
}
