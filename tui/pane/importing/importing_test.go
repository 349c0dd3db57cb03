package importing_test

import (
	"testing"
	"testing/synctest"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/intake"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/importing"
	"aisdesk/tui/robot"
	"aisdesk/tui/robot/sample"
	"aisdesk/tui/theme"
)

// The time beside the bar is the import's own: what the customer needed for the sign-in is none of it.
func TestTheImportIsTimedFromItsBeginning(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		env := &pane.Env{Theme: theme.Must(theme.Dark, theme.TrueColour), Now: func() time.Time { return sample.Now }}
		began := sample.Now.Add(-41 * time.Second)
		p := importing.New(env, func() []aisclient.Exchange { return nil }, app.VerificationRequest{}, began, "")
		p.SetSize(100, 30)
		r := robot.New(t, p)
		r.Send(pane.FlowEvent{Event: intake.Event{State: intake.SignedIn, At: began.Add(7 * time.Second)}}).Sees("%  34 s")
		r.Send(pane.FlowEvent{Event: intake.Event{State: intake.Importing, At: began.Add(29 * time.Second)}}).Sees("%  12 s")
	})
}
