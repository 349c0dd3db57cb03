// Package link is the screen while the customer signs in: the address of the page, the code that both sides
// see, and a checklist of what the widget reports.
package link

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/intake"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
	"aisdesk/tui/theme"
)

// Pane is the sign-in screen of one verification.
type Pane struct {
	env     *pane.Env
	about   app.Environment
	demo    bool // the program runs the sandbox itself
	plan    app.VerificationRequest
	started time.Time
	w, h    int

	url, code, forward string
	steps              steps
	said               []remark
	owner              string
	tabClosed          bool
	qr                 bool
	listing            bool   // the sandbox's customers stand in place of the steps
	first              int    // the first of the customers in sight
	byAddress          bool   // a page was opened by its address: its code has to be typed here
	typed              bool   // a code was confirmed: pages come by the address here
	wanted             bool   // a sign-in waits for the code of its page
	entry              *entry // nil while nothing is typed
}

// step is one line of the checklist.
type step struct {
	kind   intake.LinkKind
	label  string
	todo   string    // what it is called while it has not happened
	at     time.Time // zero until it happened
	count  int
	detail string
	// spared says that it will not happen, because the user wants it so; failed, that it was tried in vain.
	spared, failed bool
}

// steps are all of a sign-in, in order.
type steps []step

// remark is something that happened beside the steps, newest last.
type remark struct {
	at    time.Time
	level pane.Level
	text  string
	next  string
}

// labelOpening is the step of the opener: that it was asked is no proof that a browser came up.
const labelOpening = "browser asked to open it"

// maxRemarks is how many are kept: a page that fails in a loop must not fill the memory.
const maxRemarks = 50

// New makes the screen for a plan that began at started.
func New(env *pane.Env, about app.Environment, plan app.VerificationRequest, started time.Time) *Pane {
	p := &Pane{env: env, about: about, plan: plan, started: started, owner: plan.Request.OwnerExternalID}
	p.steps = steps{
		{kind: intake.LinkReady, label: "link page ready", todo: "make the link page"},
		{kind: intake.LinkOpening, label: labelOpening, todo: "ask the browser to open it"},
		{kind: intake.LinkPageOpened, label: "page opened", todo: "open the page"},
		{kind: intake.LinkInitialized, label: "sign-in loaded", todo: "load the sign-in"},
		{kind: intake.LinkStarted, label: "sign-in started", todo: "start the sign-in"},
		{kind: intake.LinkTargetSelected, label: "bank chosen", todo: "choose the bank"},
		{kind: intake.LinkCredentialEntered, label: "credentials entered", todo: "enter the credentials"},
		{kind: intake.LinkSuccess, label: "signed in", todo: "sign in"},
	}
	if plan.Method == app.SignInRedirect {
		p.steps = steps{{kind: intake.LinkReady, label: "link made", todo: "make the link"}, {kind: intake.LinkSuccess, label: "signed in", todo: "sign in"}}
		p.qr = true
	}
	return p
}

// Title, SetSize, Capturing and Status make it a pane.Pane.
func (p *Pane) Title() string    { return "Sign-in" }
func (p *Pane) SetSize(w, h int) { p.w, p.h = w, h }
func (p *Pane) Capturing() bool  { return p.entry != nil }
func (p *Pane) Status() string {
	if p.owner == "" {
		return ""
	}
	return "customer id " + field.Plain(p.owner)
}

// Actions are what can be done while waiting.
func (p *Pane) Actions() []pane.Action {
	if p.entry != nil {
		return []pane.Action{pane.Key("enter", p.entry.submits()).Short().Call(p.submit), pane.Key("esc", "back").Short().Then(p.clear)}
	}
	none := p.url == ""
	return append([]pane.Action{
		pane.Key("c y", "copy the link").As("c").Short().Unless(none).Call(p.env.Sends(pane.Copy{Text: p.url, What: "the link"})),
		pane.Key("o", "open again").Short().Unless(none || p.plan.Method == app.SignInRedirect).Call(p.env.Sends(pane.OpenPage)),
		pane.Key("k", "type the page's code").Short().Unless(!p.byAddress).Then(func() { p.entry = newEntry(true) }),
		pane.Key("p", "paste a session").Short().Unless(none).Then(func() { p.entry = newEntry(false) }),
		pane.Key("v", "show or hide the QR code").Unless(none).Then(func() { p.qr, p.listing = !p.qr, false }),
		pane.Key("s", "copy the ssh line").Unless(p.forward == "").Call(p.env.Sends(pane.Copy{Text: p.forward, What: "the ssh line"})),
		pane.Key("i", "inspector").Call(p.env.Sends(pane.Go{To: pane.ToInspector})),
		pane.Key("esc", "cancel").Short().Call(p.env.Sends(pane.Cancel)),
		pane.Key("S", "change the scenario").Short().Unless(!p.demo).Call(p.env.Sends(pane.OpenPalette{Search: "scenario "})),
		pane.Key("l", "list the customers, or the steps again").Short().Unless(!p.demo).Then(func() { p.listing, p.qr = !p.listing, false }),
	}, p.scrolls()...)
}

// scrolls go through the customers. k types a code here.
func (p *Pane) scrolls() []pane.Action {
	if !p.demo || !p.listing && !customersShown(p) {
		return nil
	}
	by := func(keys, what string, n int) pane.Action {
		return pane.Key(keys, what).Then(func() { p.first = max(p.first+n, 0) })
	}
	const page, all = 10, 1 << 20
	return []pane.Action{by("up", "previous customer", -1), by("down j", "next customer", 1), by("home g", "first customer", -all), by("end G", "last customer", all),
		by("pgup ctrl+b ctrl+u", "page up", -page), by("pgdown ctrl+f ctrl+d", "page down", page)}
}

// Update takes the events of the verification.
func (p *Pane) Update(msg tea.Msg) tea.Cmd {
	if m, ok := msg.(pane.FlowEvent); ok {
		p.take(m.Event)
		if p.env.Demo != nil {
			_, p.demo = p.env.Demo.State()
		}
	}
	return nil
}

// take adds an event to checklist and remarks.
func (p *Pane) take(e intake.Event) {
	if e.OwnerExternalID != "" {
		p.owner = e.OwnerExternalID
	}
	if !e.Warning.Empty() {
		p.remark(e.At, pane.Warn, e.Warning.String(), "")
	}
	l := e.Link
	if l == nil {
		return
	}
	if l.At.IsZero() {
		l.At = e.At
	}
	if l.Kind == intake.LinkReady {
		p.url, p.forward = field.Plain(l.URL), field.Plain(l.Forward)
	}
	p.takeCode(l)
	if l.Kind == intake.LinkNotOpened {
		p.steps.spare(intake.LinkOpening, "no browser: switched off")
	}
	p.tick(l)
	p.comment(l)
}

// spare takes a step out of what is waited for.
func (all steps) spare(kind intake.LinkKind, label string) {
	for i := range all {
		if s := &all[i]; s.kind == kind {
			s.label, s.spared = label, true
		}
	}
}

// fail marks a step that was tried in vain.
func (all steps) fail(kind intake.LinkKind, label string) {
	for i := range all {
		if s := &all[i]; s.kind == kind {
			s.label, s.failed = label, true
		}
	}
}

// tick marks a step; a step that comes again is counted.
func (p *Pane) tick(l *intake.LinkEvent) {
	for i := range p.steps {
		s := &p.steps[i]
		if s.kind != l.Kind {
			continue
		}
		if s.failed {
			s.label, s.failed = labelOpening, false
		}
		if s.at.IsZero() {
			s.at = l.At
		}
		s.count++
		if d := l.OfficialName.String(); d != "" {
			s.detail = d
		} else if d := l.Target.String(); d != "" {
			s.detail = d
		}
	}
}

// comment says in words what is not a step.
func (p *Pane) comment(l *intake.LinkEvent) {
	detail := l.Detail.String()
	switch l.Kind {
	case intake.LinkOpening:
		if detail != "" {
			p.remark(l.At, pane.Info, "The browser was asked again.", detail+".")
		}
	case intake.LinkOpenFailed:
		p.steps.fail(intake.LinkOpening, "browser did not open")
		p.remark(l.At, pane.Warn, "The browser was not opened: "+detail, "Open the link by hand: c copies it.")
	case intake.LinkWidgetError:
		_, next := aisclient.Advice(l.Cause.String())
		text := "The bank's sign-in says " + l.Cause.String()
		if detail != "" {
			text += ": " + detail
		}
		p.remark(l.At, pane.Bad, text, next)
	case intake.LinkUnsupportedTarget:
		p.remark(l.At, pane.Warn, "The customer looks for a bank that is not supported: "+nonEmpty(l.Target.String(), detail),
			"Ask for an account at another bank.")
	case intake.LinkTabClosed:
		p.tabClosed = true
		p.remark(l.At, pane.Warn, "The customer's tab was closed.", "Open the page again with o; the link still works.")
	case intake.LinkTabBack:
		p.tabClosed = false
		p.remark(l.At, pane.Good, "The page is open again.", "")
	case intake.LinkSecondReader:
		p.remark(l.At, pane.Warn, "The page was opened a second time."+said(" It shows the code ", field.Plain(l.PairingCode)),
			"If that was not you or the customer, cancel: somebody else has the address.")
	case intake.LinkCodeWanted:
		p.remark(l.At, pane.Warn, "A sign-in"+said(" at ", nonEmpty(l.OfficialName.String(), l.Target.String()))+" waits for the code of its page.",
			"Type the code that the customer's page shows: k.")
	case intake.LinkCodeConfirmed:
		p.remark(l.At, pane.Good, "The code of the customer's page is confirmed.", "")
	case intake.LinkUnloaded:
		p.remark(l.At, pane.Info, "The customer left the sign-in.", "")
	case intake.LinkPageError:
		p.remark(l.At, pane.Bad, "The page has a problem: "+detail, "Reload the page; check that the browser may reach the provider.")
	case intake.LinkViolation:
		p.remark(l.At, pane.Warn, "The browser blocked something on the page: "+detail, "")
	case intake.LinkRefused:
		p.remark(l.At, pane.Warn, "A request to the page was refused: "+detail, "The verification goes on.")
	}
	if l.Kind == intake.LinkPageOpened {
		p.tabClosed = false
	}
}

func (p *Pane) remark(at time.Time, level pane.Level, text, next string) {
	if n := len(p.said); n > 0 && p.said[n-1].text == text {
		p.said[n-1].at = at
		return
	}
	p.said = append(p.said, remark{at, level, text, next})
	if len(p.said) > maxRemarks {
		p.said = p.said[1:]
	}
}

func nonEmpty(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

var levelRoles = map[pane.Level]theme.Role{pane.Info: theme.Dim, pane.Good: theme.Good, pane.Warn: theme.Warn, pane.Bad: theme.Bad}
