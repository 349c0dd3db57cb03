package link_test

import (
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
