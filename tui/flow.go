package tui

import (
	"context"
	"errors"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/intake"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
)

// flow is one verification as the program sees it.
type flow struct {
	gen     int
	asked   pane.Plan // as it was asked for, for another try
	plan    pane.Plan // with the owner id in force
	resumed *pane.Pending
	begin   func() (pane.Verification, error)
	v       pane.Verification
	ctx     context.Context
	cancel  context.CancelFunc
	events  *queue[intake.Event]
	started time.Time
	state   intake.State
	saved   string
	command string
	bank    string
	past    []intake.Event // for a screen that comes later
	final   *intake.Event
	ended   bool
	// cancelled says that the user wanted the end.
	cancelled bool
}

// maxPast is how many events are kept for a later screen: a sign-in has a dozen.
const maxPast = 100

// Messages of a flow; gen tells a late one from the present one.
type (
	flowReady struct {
		gen int
		v   pane.Verification
		err error
	}
	flowEvents struct {
		gen    int
		events []intake.Event
	}
	flowEnded struct {
		gen int
		err error
	}
	flowTick struct{ gen int }
)

// begin starts a verification; one at a time.
func (r *root) begin(plan pane.Plan) tea.Cmd {
	plan.NoOpen = !r.set.OpenBrowser
	return r.startFlow(&flow{asked: plan, plan: plan, begin: func() (pane.Verification, error) { return r.backend.Begin(plan) }})
}

// resume goes on with an import that another run of the program left.
func (r *root) resume(p pane.Pending) tea.Cmd {
	f := &flow{resumed: &p, command: p.CommandID, bank: p.Target.String(), begin: func() (pane.Verification, error) { return r.backend.Resume(p) }}
	f.plan.Request.OwnerExternalID = p.OwnerExternalID
	return r.startFlow(f)
}

func (r *root) startFlow(f *flow) tea.Cmd {
	if r.flow != nil && !r.flow.ended {
		return r.inform(pane.Notice{Level: pane.Warn, Text: "a verification is going on already"})
	}
	r.gen++
	f.gen, f.started = r.gen, r.env.Now()
	f.ctx, f.cancel = context.WithCancel(r.ctx)
	f.events = newQueue[intake.Event](nil)
	r.flow, r.unread = f, pane.Reply{}
	cmd := r.showFlow()
	return tea.Batch(cmd, r.spawn(func() tea.Msg {
		v, err := f.begin()
		return flowReady{f.gen, v, err}
	}), f.tick())
}

// spawn starts work that close waits for; the command it returns brings the answer.
func (r *root) spawn(f func() tea.Msg) tea.Cmd {
	answer := make(chan tea.Msg, 1)
	r.work.Go(func() { answer <- f() })
	return func() tea.Msg {
		select {
		case msg := <-answer:
			return msg
		case <-r.ctx.Done():
			return nil
		}
	}
}

// tick makes the elapsed times go on, once a second, while the flow does.
func (f *flow) tick() tea.Cmd {
	return tea.Tick(time.Second, func(time.Time) tea.Msg { return flowTick{f.gen} })
}

// ready runs the verification that Begin prepared.
func (r *root) ready(m flowReady) tea.Cmd {
	f := r.flow
	if m.err != nil {
		return r.finish(m.err)
	}
	f.v = m.v
	return tea.Batch(f.listen(), r.spawn(func() tea.Msg { return flowEnded{f.gen, f.v.Run(f.ctx, f.events.push)} }))
}

func (f *flow) listen() tea.Cmd {
	return f.events.next(f.ctx, paced, func(es []intake.Event) tea.Msg { return flowEvents{f.gen, es} })
}

// happened handles the messages of flows and openings that are the present ones; late ones are dropped.
func (r *root) happened(msg tea.Msg) (tea.Cmd, bool) {
	switch m := msg.(type) {
	case flowReady:
		return r.ifCurrent(m.gen, func() tea.Cmd { return r.ready(m) }), true
	case flowEvents:
		return r.ifCurrent(m.gen, func() tea.Cmd { return tea.Batch(r.follow(m.events), r.flow.listen()) }), true
	case flowEnded:
		return r.ifCurrent(m.gen, func() tea.Cmd { return r.finish(m.err) }), true
	case flowTick:
		return r.ifCurrent(m.gen, func() tea.Cmd {
			return tea.Batch(r.tell(pane.Tick{}), r.flow.tick())
		}), true
	case noticeGone:
		if m.n == r.notice.n {
			r.notice.text = ""
		}
		return nil, true
	case stillSaved:
		r.dropDeleted(m)
		return nil, true
	case pressed:
		return r.key(m.key), true
	case refocus:
		return r.top().Update(pane.Focus{}), true
	}
	return nil, false
}

func (r *root) ifCurrent(gen int, do func() tea.Cmd) tea.Cmd {
	if r.flow == nil || r.flow.gen != gen || r.flow.ended {
		return nil
	}
	return do()
}

// follow takes events in and shows the screen of the state they lead to.
func (r *root) follow(events []intake.Event) tea.Cmd {
	f := r.flow
	var cmds []tea.Cmd
	for _, e := range events {
		f.take(e)
		if !e.State.Final() {
			cmds = append(cmds, r.showFlow())
		}
		cmds = append(cmds, r.tell(pane.FlowEvent{Event: e}))
		if len(f.past) < maxPast {
			f.past = append(f.past, e)
		}
		if !e.Warning.Empty() {
			cmds = append(cmds, r.inform(pane.Notice{Level: pane.Warn, Text: e.Warning.String()}))
		}
	}
	return tea.Batch(cmds...)
}

func (f *flow) take(e intake.Event) {
	f.state = e.State
	if e.OwnerExternalID != "" {
		f.plan.Request.OwnerExternalID = e.OwnerExternalID
	}
	if e.Saved != "" {
		f.saved = e.Saved
	}
	if e.Poll != nil && e.Poll.CommandID != "" {
		f.command = e.Poll.CommandID
	}
	if l := e.Link; l != nil && !l.OfficialName.Empty() {
		f.bank = l.OfficialName.String()
	}
	if e.State.Final() {
		f.final = &e
	}
}

// showFlow puts the screen of the flow's state on top: the link until the customer has signed in, then the
// import.
func (r *root) showFlow() tea.Cmd {
	f := r.flow
	want := atLink
	if f.state >= intake.Importing || f.resumed != nil || f.plan.Door == pane.DoorMock || f.plan.Door == pane.DoorReuse {
		want = atImporting
	}
	if r.find(want) != nil {
		return nil
	}
	p := r.newFlowPane(want)
	if i := r.flowAt(); i >= 0 && i < len(r.screens)-1 { // under the inspector
		r.screens[i] = screen{pane: p, kind: want}
		r.layout()
		return nil
	}
	if r.at(atForm) || r.at(atLink) || r.at(atOutcome) {
		return r.replace(want, p)
	}
	return r.push(want, p)
}

// finish ends the flow: what was saved opens, anything else becomes a screen with its cause and next step.
func (r *root) finish(err error) tea.Cmd {
	f := r.flow
	cmd := r.follow(f.events.take())
	f.ended = true
	f.cancel()
	if f.final != nil && f.final.Err != nil {
		err = f.final.Err
	}
	if f.state == intake.Done && f.saved != "" {
		return tea.Batch(cmd, r.open(pane.OpenSaved{ID: f.saved}))
	}
	if f.state != intake.Done && err == nil {
		err = errors.New("the verification ended without saying why")
	}
	return tea.Batch(cmd, r.showOutcome(err))
}

// losses says what quitting or cancelling now would lose and what would stay.
func (f *flow) losses() []string {
	switch {
	case f.saved != "":
		return []string{"The import is saved as " + f.saved + " and stays."}
	case f.command != "" || f.state >= intake.Importing:
		return []string{
			strings.TrimSpace("The import "+field.Plain(f.command)) + " goes on at the provider for up to 24 hours.",
			"Nothing is saved yet. The home screen offers to go on with it.",
		}
	case f.state >= intake.SignedIn:
		return []string{"The customer has signed in. Nothing is saved yet, and the sign-in cannot be used again."}
	}
	return []string{"Nothing is saved yet. The link on the customer's page stops working."}
}
