package tui

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/text"
	"aisdesk/tui/background"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
	"aisdesk/tui/terminal"
)

// verification runs one verification at a time and shows the screen of its state.
type verification struct {
	work    *background.Work
	backend Backend
	env     *pane.Env
	nav     *navigation
	dialogs *dialogs
	notices *notices
	tell    func(tea.Msg) tea.Cmd
	flow    *flow // the one in progress, or that ended last; nil before the first
	prepare pane.Task[app.Verification]
	run     pane.Task[intake.Outcome]
	tab     *terminal.Progress
	titles  *titles
	still   bool // clocks go on every ten seconds only
}

// pace is how often the clocks go on.
func (v *verification) pace() time.Duration {
	if v.still {
		return 10 * time.Second
	}
	return time.Second
}

// flow is one verification as the program sees it.
type flow struct {
	asked   app.VerificationRequest // as it was asked for, for another try
	plan    app.VerificationRequest // with the owner id in force
	resumed *app.Pending
	v       app.Verification
	ctx     context.Context
	cancel  context.CancelFunc
	events  *background.Queue[intake.Event]
	started time.Time
	state   intake.State
	saved   string
	command string
	bank    string
	past    []intake.Event // for a screen that comes later
	final   *intake.Event
	ended   bool
	// answers are those of the customer's page, after the import; nil where it asks nothing. ready takes the address of this
	// verification's page, for the page before; nil where none waits for it.
	answers customerAnswers
	goesOn  bool // the desk asked for another bank after the import
	ready   chan<- nextPage
	// cancelled says that the user wanted the end.
	cancelled bool
}

// maxPast is how many events are kept for a later screen: a sign-in has a dozen.
const maxPast = 100

// resume goes on with an import that another run of the program left.
func (v *verification) resume(p app.Pending) tea.Cmd {
	f := &flow{resumed: &p, command: p.CommandID.String(), bank: text.First(p.OfficialName, p.Target).String()}
	f.plan.Request.OwnerExternalID = p.OwnerExternalID.String()
	return v.start(f, func(context.Context) (app.Verification, error) { return v.backend.Resume(p) })
}

// going returns the verification in progress, nil for none.
func (v *verification) going() *flow {
	if v.flow == nil || v.flow.ended {
		return nil
	}
	return v.flow
}

// start prepares a verification and shows its screen.
func (v *verification) start(f *flow, prepare pane.Work[app.Verification]) tea.Cmd {
	if v.going() != nil {
		return v.notices.show(pane.Notice{Level: pane.Warn, Text: "a verification is already in progress"})
	}
	f.started = v.env.Now()
	f.ctx, f.cancel = context.WithCancel(v.work.Context())
	f.events = background.NewQueue[intake.Event](nil)
	v.flow = f
	return tea.Batch(v.showScreen(), v.work.Spawn(v.prepare.Start(f.ctx, prepare, v.ready)), v.tick(f))
}

// ready runs the verification that was prepared.
func (v *verification) ready(prepared app.Verification, err error) tea.Cmd {
	if err != nil {
		return v.finish(err)
	}
	f := v.flow
	f.v = prepared
	run := func(ctx context.Context) (intake.Outcome, error) { return prepared.Run(ctx, f.events.Push) }
	end := func(_ intake.Outcome, err error) tea.Cmd { return v.finish(err) }
	return tea.Batch(v.listen(f), v.work.Spawn(v.run.Start(f.ctx, run, end)))
}

// while does something on the UI loop unless the flow has ended by then.
func (v *verification) while(f *flow, do func() tea.Cmd) func() tea.Cmd {
	return func() tea.Cmd {
		if v.going() != f {
			return nil
		}
		return do()
	}
}

// tick makes the elapsed times go on, once a second, while the flow does.
func (v *verification) tick(f *flow) tea.Cmd {
	return pane.After(v.pace(), v.while(f, func() tea.Cmd { return tea.Batch(v.tell(pane.Tick{}), v.tick(f)) }))
}

// listen waits for events.
func (v *verification) listen(f *flow) tea.Cmd {
	return f.events.Next(f.ctx, background.Paced, pane.Callback(v.while(f, func() tea.Cmd { return tea.Batch(v.follow(f.events.Take()), v.listen(f)) })))
}

// follow takes events in and shows the screen of the state they lead to.
func (v *verification) follow(events []intake.Event) tea.Cmd {
	f := v.flow
	var cmds []tea.Cmd
	for _, e := range events {
		f.take(e)
		v.titles.stage = f.state
		v.tab.Show(f.state == intake.Importing || f.state == intake.Saving)
		if !e.State.Final() {
			cmds = append(cmds, v.showScreen())
		}
		if p := v.shown(); p != nil {
			cmds = append(cmds, p.Update(pane.FlowEvent{Event: e}))
		}
		if len(f.past) < maxPast {
			f.past = append(f.past, e)
		}
		if !e.Warning.Empty() {
			cmds = append(cmds, v.notices.show(pane.Notice{Level: pane.Warn, Text: e.Warning.String()}))
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
	if l := e.Link; l != nil && l.Kind == intake.LinkReady {
		f.opened(l.URL)
	}
	if l := e.Link; l != nil && !l.OfficialName.Empty() {
		f.bank = l.OfficialName.String()
	}
	if e.State.Final() {
		f.final = &e
	}
}

// finish ends the flow: what was saved opens, anything else becomes a screen with its cause and next step.
func (v *verification) finish(err error) tea.Cmd {
	f := v.flow
	cmd := v.follow(f.events.Take())
	f.ended = true
	v.titles.stage = intake.Idle
	f.opened("")
	v.tab.Show(false)
	f.cancel()
	if f.final != nil && f.final.Err != nil {
		err = f.final.Err
	}
	if f.state == intake.Done && f.saved != "" {
		if v.env.Cases != nil {
			cmd = tea.Batch(cmd, v.askNext(f))
		}
		return tea.Batch(cmd, v.env.Send(pane.OpenSaved{ID: f.saved}))
	}
	if f.state != intake.Done && err == nil {
		err = errors.New("the verification ended without a reason")
	}
	return tea.Batch(cmd, v.showOutcome(err))
}

// request does what a pane asks for.
func (v *verification) request(what pane.FlowRequest) tea.Cmd {
	f := v.flow
	switch {
	case f == nil:
	case what == pane.Retry && f.ended:
		return v.begin(f.asked)
	case what == pane.Cancel && !f.ended:
		v.dialogs.ask(pane.Ask{Title: "Cancel this verification?", Lines: f.losses(), Agree: "cancel it", Decline: "keep going",
			Danger: true, Yes: func() tea.Cmd { f.cancelled = true; f.cancel(); return nil }})
	case what == pane.OpenPage && f.v != nil && !f.ended:
		return tea.Batch(v.notices.show(pane.Notice{Text: "asking the browser to open the page"}), v.work.Spawn(func() tea.Msg {
			if err := f.v.OpenAgain(f.ctx); err != nil {
				return pane.Notice{Level: pane.Warn, Text: err.Error()}
			}
			return nil
		}))
	}
	return nil
}

// hand hands a session or a code in.
func (v *verification) hand(take func(app.Verification) error, done func(error) tea.Cmd) tea.Cmd {
	f := v.going()
	if f == nil || f.v == nil {
		return nil
	}
	work := func(context.Context) (struct{}, error) { return struct{}{}, take(f.v) }
	return v.work.Spawn(pane.Async(f.ctx, work, func(_ struct{}, err error) tea.Cmd { return done(err) }))
}

// losses says what quitting or cancelling now would lose and what would stay.
func (f *flow) losses() []string {
	switch {
	case f.saved != "":
		return []string{"The import is saved as " + f.saved + " and stays."}
	case f.command != "" || f.state >= intake.Importing:
		return []string{
			strings.TrimSpace("The import "+field.Plain(f.command)) + " goes on at the provider for up to 24 hours.",
			"Nothing is saved yet. The home screen offers to resume it.",
		}
	case f.state >= intake.SignedIn:
		return []string{"The customer has signed in. Nothing is saved yet, and the sign-in cannot be used again."}
	}
	return []string{"Nothing is saved yet. The link on the customer's page stops working."}
}

// screenAt is the place of the verification's screen on the way, -1 for none.
func (v *verification) screenAt() int {
	return slices.IndexFunc(v.nav.screens, func(s screen) bool { return s.kind == atLink || s.kind == atImporting })
}

// shown is the verification's screen, nil for none.
func (v *verification) shown() pane.Pane {
	if i := v.screenAt(); i >= 0 {
		return v.nav.screens[i].pane
	}
	return nil
}
