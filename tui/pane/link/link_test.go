package link_test

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/text"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/link"
	"aisdesk/tui/robot"
	"aisdesk/tui/robot/sample"
	"aisdesk/tui/theme"
)

// Where two things need a hand at 80 by 24, what to do about each is read to its end; what happened is cut before it.
func TestAdviceIsReadToItsEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		env := &pane.Env{Theme: theme.Must(theme.Dark, theme.TrueColour), Now: func() time.Time { return sample.Now }}
		p := link.New(env, app.Environment{}, app.VerificationRequest{}, sample.Now)
		p.SetSize(80, 21)
		r := robot.New(t, p)
		happens := func(l intake.LinkEvent) {
			r.Send(pane.FlowEvent{Event: intake.Event{At: sample.Now.Add(12 * time.Second), Link: &l}})
		}
		happens(intake.LinkEvent{Kind: intake.LinkReady, URL: "http://127.0.0.1:40963/#0123456789abcdef0123456789abcdef0123456789ab"})
		happens(intake.LinkEvent{Kind: intake.LinkSecondReader, PairingCode: "K7F-2QX"})
		happens(intake.LinkEvent{Kind: intake.LinkWidgetError, Cause: text.Clean("InvalidCredentials"), Detail: text.Clean("the bank refused this login and this password, and says to try again in a while")})
		r.Sees("If that was not you or the", "has the address.", "agai…", "sign in again.")
	})
}

// demo is a sandbox with customers.
type demo struct{ pane.Demo }

func (demo) State() (app.DemoState, bool) {
	s := app.DemoState{ControlURL: "http://127.0.0.1:40124/control/", Scenario: "ok"}
	for i := range 27 {
		s.Logins = append(s.Logins, app.DemoChoice{Name: fmt.Sprintf("customer%d", i), About: "somebody invented, of whom so much is to be told that half a window has no room, number " + fmt.Sprint(i)})
	}
	return s, true
}

// The customers of the sandbox are read whole, and what did not happen takes no lines away from them.
func TestCustomersAreReadWhole(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, c := range []struct{ w, h, last int }{{120, 37, 14}, {200, 47, 26}} {
			env := &pane.Env{Theme: theme.Must(theme.Dark, theme.TrueColour), Now: func() time.Time { return sample.Now }, Demo: demo{}}
			p := link.New(env, app.Environment{}, app.VerificationRequest{}, sample.Now)
			p.SetSize(c.w, c.h)
			r := robot.New(t, p).Send(pane.FlowEvent{Event: intake.Event{At: sample.Now, Link: &intake.LinkEvent{Kind: intake.LinkReady, URL: "http://127.0.0.1:40963/#x"}}})
			r.Sees("nothing unusual", "sign in", "no room, number 0 ", fmt.Sprintf("no room, number %d ", c.last)).SeesNot("…")
		}
	})
}
