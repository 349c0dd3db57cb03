package line

import (
	"errors"
	"fmt"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/text"
)

// tell says the events that have come.
func (a *attempt) tell() {
	for _, e := range a.events.take() {
		a.event(e)
	}
}

// event says one event, each as a line.
func (a *attempt) event(e intake.Event) {
	changed := e.State != a.state
	a.state = e.State
	if e.OwnerExternalID != "" && a.owner != e.OwnerExternalID {
		a.owner = e.OwnerExternalID
		a.say("Customer id: " + text.Clean(e.OwnerExternalID).String())
	}
	if !e.Warning.Empty() {
		a.say("Note: " + e.Warning.String())
	}
	if e.Link != nil {
		a.link(e.Link)
	}
	if p := e.Poll; p != nil {
		a.command = text.Clean(p.CommandID).String()
		if p.Transient != nil {
			a.say("Asking failed and is tried again: " + text.Clean(p.Transient.Error()).String())
		}
	}
	if !changed {
		return
	}
	switch e.State {
	case intake.SignedIn:
		a.say("The session has arrived, " + since(a.elapsed()))
	case intake.Importing:
		a.polled = a.s.opts.Now()
		a.say("The import was accepted")
		a.say(a.where())
	case intake.Saving:
		a.say("The bank has answered, " + since(a.elapsed()))
	}
}

// say says a line unless it was the last one.
func (a *attempt) say(l string) {
	if l == a.said {
		return
	}
	a.said = l
	a.s.out.say("%s", l)
}

// link says one step of the sign-in.
func (a *attempt) link(l *intake.LinkEvent) {
	bank := text.First(l.OfficialName, l.Target).String()
	took := ", " + since(a.elapsed())
	switch l.Kind {
	case intake.LinkReady:
		a.ready(l)
	case intake.LinkPageOpened:
		a.say(pageLine("The page was opened", l) + took)
	case intake.LinkSecondReader:
		a.say(pageLine("The page was opened a second time", l) + took)
		a.say("If that was not you or the customer: cancel. Somebody else has the address")
	case intake.LinkCodeWanted:
		a.say(join("A sign-in waits for the code of its page", bank))
		a.say("Type code and the code that the customer's page shows")
	case intake.LinkOpening:
		a.say("The browser was asked to open the link" + took)
		if !l.Detail.Empty() {
			a.say(l.Detail.String())
		}
	case intake.LinkTargetSelected:
		a.say("Bank chosen: " + bank + took)
	case intake.LinkSuccess:
		a.say(join("Signed in", bank) + took)
	case intake.LinkUnsupportedTarget:
		a.say("The customer looks for a bank that is not supported: " + bank + " " + l.Detail.String())
		a.say("Ask for an account at another bank")
	case intake.LinkWidgetError:
		a.say(strings.TrimSpace("The bank's sign-in failed: " + l.Cause.String() + " " + l.Detail.String()))
		if _, next := aisclient.Advice(l.Cause.String()); next != "" {
			a.say("What to do: " + next)
		}
	default:
		if said, ok := linkWords[l.Kind]; ok {
			a.say(fmt.Sprintf(said, l.Detail.String()) + took)
		}
	}
}

// ready says the link alone on a line, and how to reach it from another machine.
func (a *attempt) ready(l *intake.LinkEvent) {
	a.url = l.URL
	a.s.out.say("The customer opens this link and signs in to the bank:")
	a.s.out.link(l.URL)
	if l.PairingCode != "" {
		a.say("Pairing code, the same on the page: " + text.Clean(l.PairingCode).String())
	}
	if l.Forward != "" {
		a.s.out.say("From another machine, this line reaches it over ssh:")
		a.s.out.link(l.Forward)
	}
	for _, t := range a.s.app.Environment().TestLogins {
		a.say("Test login: " + text.Clean(t).String())
	}
	a.sandbox()
	a.say("copy puts the link on the clipboard, open opens it in the browser")
}

// sandbox says who else can sign in at the program's own sandbox, and where it is told to behave in another way.
func (a *attempt) sandbox() {
	if a.s.opts.Demo == nil {
		return
	}
	d, ok := a.s.opts.Demo.State()
	if !ok {
		return
	}
	a.say(fmt.Sprintf("%d customers can sign in with that password and code: logins lists them", len(d.Logins)))
	a.say("The sandbox plays the scenario " + d.Scenario + "; its control page changes that:")
	a.s.out.link(d.ControlURL)
}

// logins says each customer of the sandbox's bank, with what it shows.
func (a *attempt) logins() error {
	if a.s.opts.Demo == nil {
		return errors.New("the customers of this bank are not known here")
	}
	d, _ := a.s.opts.Demo.State()
	for i, c := range d.Logins {
		a.s.out.whole(fmt.Sprintf("%d of %d: %s", i+1, len(d.Logins), join(c.Name, c.About)))
	}
	return nil
}

func pageLine(what string, l *intake.LinkEvent) string {
	switch {
	case l.PairingCode != "":
		return what + ", pairing code " + text.Clean(l.PairingCode).String()
	case l.ByAddress:
		return what + " by its address, so its code has to be typed here"
	}
	return what
}

// linkWords are the steps of a sign-in that need no more than a sentence; %s is the detail.
var linkWords = map[intake.LinkKind]string{
	intake.LinkNotOpened:         "No browser is opened: it is switched off%.0s",
	intake.LinkOpenFailed:        "The browser was not opened: %s. Open the link by hand",
	intake.LinkCodeConfirmed:     "The code is confirmed%.0s",
	intake.LinkInitialized:       "The sign-in was loaded%.0s",
	intake.LinkStarted:           "The sign-in was started%.0s",
	intake.LinkCredentialEntered: "The credentials were entered%.0s",
	intake.LinkUnloaded:          "The customer left the sign-in%.0s",
	intake.LinkTabClosed:         "The customer's tab was closed; open opens the page again%.0s",
	intake.LinkTabBack:           "The page is open again%.0s",
	intake.LinkPageError:         "The page has a problem: %s",
	intake.LinkViolation:         "The browser blocked something on the page: %s",
	intake.LinkRefused:           "A request to the page was refused: %s. The verification goes on",
}
