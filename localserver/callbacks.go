package localserver

import (
	"net/http"

	"aisdesk/aisclient"
	"aisdesk/aisclient/intake"
)

// Bounds of what one sign-in may tell the terminal; a page in a loop must not flood it.
const (
	maxEvents  = 2000
	maxTrouble = 40 // page errors, breaches of the content policy and refused callbacks
)

// linkKinds are the events of the page that go to the terminal as they are, with the stage they prove.
var linkKinds = map[string]struct {
	kind  intake.LinkKind
	stage stage
}{
	"initialized":       {intake.LinkInitialized, stageOpened},
	"started":           {intake.LinkStarted, stageSigningIn},
	"targetSelected":    {intake.LinkTargetSelected, stageSigningIn},
	"credentialEntered": {intake.LinkCredentialEntered, stageSigningIn},
	"unsupportedTarget": {intake.LinkUnsupportedTarget, stageOpened},
	"unloaded":          {intake.LinkUnloaded, stageServed},
	"screenshot":        {intake.LinkScreenshot, stageOpened},
	"pageError":         {intake.LinkPageError, stageOpened},
	"violation":         {intake.LinkViolation, stageServed},
}

// happened takes one event of the page that sent r and reports whether its kind is known.
func (p *Page) happened(r *http.Request, e pageEvent) bool {
	switch e.kind {
	case "opened":
		if p.opened.CompareAndSwap(false, true) {
			p.signIn.advance(stageOpened)
			who := p.readers.of(tabOf(r))
			p.report(intake.LinkEvent{Kind: intake.LinkPageOpened, PairingCode: who.shownCode(), ByAddress: !who.trusted})
		}
		return true
	case "pagehide":
		p.presence.bye(e.tab)
		p.moved(e.tab, true)
		return true
	case "error":
		p.widgetError(e.link, p.door.trusts(r, p.readers) || p.readers.alone(tabOf(r)))
		return true
	}
	k, ok := linkKinds[e.kind]
	if !ok {
		return false
	}
	p.signIn.advance(k.stage)
	e.link.Kind = k.kind
	p.report(e.link)
	return true
}

// widgetError forwards onError. The sign-in goes on where the customer can mend the cause in the widget, and where the
// error may not be his: of several pages behind the address that nobody confirmed, none ends the sign-in.
func (p *Page) widgetError(e intake.LinkEvent, his bool) {
	e.Kind = intake.LinkWidgetError
	p.report(e)
	if his && !widgetHandles[e.Cause.String()] {
		p.signIn.finish(stageErrored, aisclient.Session{}, &signInError{Cause: e.Cause, Target: e.Target, Message: e.Detail}, nil)
	}
}
