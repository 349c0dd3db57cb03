package findings

import (
	"testing"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/tui/pane"
	"aisdesk/tui/robot/sample"
)

// What is due is reckoned from the day of the data, also in a file that is opened months later; a reply without a
// clock says it with its newest row.
func TestTheDayIsThatOfTheData(t *testing.T) {
	env := &pane.Env{Now: func() time.Time { return sample.Now.AddDate(1, 0, 0) }}
	imp := sample.Customer()
	if got := Day(env, app.Dataset{Ledger: sample.Ledger(imp)}); got.String() != "2026-11-22" {
		t.Errorf("of a file: %s", got)
	}
	imp.Envelope.ResponseTimestamp = time.Time{}
	if got := Day(env, app.Dataset{Ledger: sample.Ledger(imp)}); got.String() != "2026-11-20" {
		t.Errorf("of an old reply: %s", got)
	}
	if got := Day(env, app.Dataset{Ledger: sample.Ledger(&aisclient.Import{}), SavedAt: sample.Now}); got.String() != "2026-11-22" {
		t.Errorf("of an import of nothing: %s", got)
	}
	if got := Day(env, app.Dataset{}); got.String() != "2027-11-22" {
		t.Errorf("of nothing: %s", got)
	}
}
