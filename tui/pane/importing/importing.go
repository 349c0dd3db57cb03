// Package importing is the screen while the provider imports: how far it is, when the next look comes, and
// what has arrived.
package importing

import (
	"fmt"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/intake"
	"aisdesk/tui/cell"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
	"aisdesk/tui/theme"
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

// View is one panel with progress and checklist, and one with the figures of the polling.
func (p *Pane) View() string {
	t := p.env.Theme
	if p.w >= 110 {
		left := p.w * 3 / 5
		main := t.Panel(theme.Panel{Title: p.headline(), Focus: true, W: left, H: p.h}, p.main(left-4))
		side := t.Panel(theme.Panel{Title: "At the provider", W: p.w - left - 1, H: p.h}, p.figures(p.w-left-5))
		return cell.Exact(cell.Beside(1, []int{left, p.w - left - 1}, main, side), p.w, p.h)
	}
	side := 8
	lines := t.Panel(theme.Panel{Title: p.headline(), Focus: true, W: p.w, H: p.h - side}, p.main(p.w-4))
	return cell.Exact(append(lines, t.Panel(theme.Panel{Title: "At the provider", W: p.w, H: side}, p.figures(p.w-4))...), p.w, p.h)
}

func (p *Pane) headline() string {
	if p.bank == "" {
		return "Import"
	}
	return "Import from " + p.bank
}

func (p *Pane) main(w int) []string {
	t := p.env.Theme
	roomy := p.h >= 18
	var lines []string
	if roomy {
		lines = append(lines, "")
	}
	lines = append(lines, p.bar(w))
	if roomy {
		lines = append(lines, "")
	}
	for _, s := range p.steps() {
		lines = append(lines, s.draw(t, w, p.started))
	}
	for _, s := range p.warnings {
		for _, l := range cell.Wrap(s, w) {
			lines = append(lines, t.Paint(theme.Warn, l))
		}
	}
	return lines
}

// bar shows the provider's own figure, which is informative only: it may stand at 0 to the end.
func (p *Pane) bar(w int) string {
	t := p.env.Theme
	part := min(max(p.poll.Progress, 0), 100) / 100
	if p.state >= intake.Saving && p.state < intake.Failed {
		part = 1
	}
	room := max(min(w-22, 60), 10)
	return field.Bar(t, room, part) +
		t.Paint(theme.Strong, fmt.Sprintf(" %3.0f %%", part*100)) + t.Paint(theme.Dim, "  "+field.Elapsed(p.env.Now().Sub(p.started)))
}

// mark is one line of the checklist.
type mark struct {
	label  string
	todo   string // what it is called while it has not happened
	at     time.Time
	doing  bool
	detail string
}

func (p *Pane) steps() []mark {
	command := ""
	if p.poll.CommandID != "" {
		command = "command " + p.poll.CommandID
	}
	return []mark{
		{"session received", "receive the session", p.signedIn, p.signedIn.IsZero(), ""},
		{"import accepted", "ask for the import", p.began, !p.signedIn.IsZero() && p.began.IsZero(), command},
		{"bank answered", "wait for the bank", p.saving, !p.began.IsZero() && p.saving.IsZero(), ""},
		{"reply saved, byte for byte", "save the reply, byte for byte", p.savedAt, !p.saving.IsZero() && p.savedAt.IsZero(), p.saved},
	}
}

func (m mark) draw(t *theme.Theme, w int, started time.Time) string {
	g := t.Glyphs()
	sign, role, when := t.Paint(theme.Faint, g.Dot), theme.Dim, ""
	switch {
	case !m.at.IsZero():
		sign, role, when = t.Paint(theme.Good, g.Yes), theme.Plain, field.Elapsed(m.at.Sub(started))
	case m.doing:
		sign, role = t.Paint(theme.Accent, g.Bullet), theme.Strong
	}
	label := t.Paint(role, m.label)
	if m.at.IsZero() {
		label = t.Paint(role, m.todo)
	}
	if m.detail != "" {
		label += "  " + t.Paint(theme.Dim, m.detail)
	}
	return sign + " " + cell.Fit(label, w-12, cell.Left, g.Ellipsis) + t.Paint(theme.Dim, cell.Fit(when, 10, cell.Right, ""))
}

// figures say what the polling knows.
func (p *Pane) figures(w int) []string {
	t := p.env.Theme
	if p.polls == 0 {
		return []string{t.Paint(theme.Dim, "no answer yet")}
	}
	state := p.poll.State
	if state == "" {
		state = "unknown"
	}
	lines := []string{
		field.Pair(t, "state", t.Paint(theme.Strong, state), 12, w),
		field.Pair(t, "polled", p.looks(), 12, w),
		field.Pair(t, "next poll", p.next(), 12, w),
		field.Pair(t, "arrived", p.arrived(), 12, w),
	}
	if !p.poll.ServerTime.IsZero() {
		lines = append(lines, field.Pair(t, "server time", p.poll.ServerTime.UTC().Format("15:04:05")+" UTC", 12, w))
	}
	if err := p.poll.Transient; err != nil {
		for _, l := range cell.Wrap("The last poll failed and is retried: "+field.Plain(err.Error()), w) {
			lines = append(lines, t.Paint(theme.Warn, l))
		}
	}
	return lines
}

// arrived sums up the answers of this verification.
func (p *Pane) arrived() string {
	n, size := 0, int64(0)
	for _, x := range p.calls() {
		if x.Status != 0 && !x.Started.Before(p.started) {
			n++
			size += x.ResponseSize
		}
	}
	return english.Plural(n, "answer", "answers") + ", " + field.Size(size)
}

func (p *Pane) looks() string {
	n := max(p.poll.Attempt, p.polls)
	s := english.Plural(n, "time", "times")
	if p.failed > 0 {
		s += fmt.Sprintf(", %d failed", p.failed)
	}
	return s
}

func (p *Pane) next() string {
	if p.state != intake.Importing {
		return "none: the answer has arrived"
	}
	left := p.poll.Delay - p.env.Now().Sub(p.polledAt)
	if left <= 0 {
		return "now"
	}
	return "in " + field.Elapsed(left)
}
