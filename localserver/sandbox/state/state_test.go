package state

import (
	"aisdesk/localserver/sandbox/bank"
	"fmt"
	"testing"
	"time"
)

func TestOldSessionsAreForgotten(t *testing.T) {
	st := New(1)
	now := time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)
	for i := range 600 {
		s := st.OpenSession(Session{Owner: fmt.Sprint("o", i), Customer: &bank.Customer{}}, now)
		if _, r := st.StartCommand(Command{Session: s, Name: DefaultImportName}, now); r != nil {
			t.Fatal(r)
		}
		st.AddRedirection(Redirection{Created: now})
	}
	now = now.Add(Retention + sessionLife + time.Hour)
	for range 512 {
		st.OpenSession(Session{Customer: &bank.Customer{}}, now)
	}
	if s, c, o, r := len(st.sessions), len(st.commands), len(st.owners), len(st.redirections); s > 512 || c != 0 || o != 0 || r != 0 {
		t.Errorf("%d sessions, %d commands, %d owners, %d redirections are kept", s, c, o, r)
	}
}

func TestIDsGrowAndSignaturesAreHexadecimal(t *testing.T) {
	st := New(1)
	last := ""
	for range 100 {
		s := st.OpenSession(Session{Customer: &bank.Customer{}}, time.Now())
		if s.ID <= last || len(s.ID) != 9 || len(s.Signature) != 64 {
			t.Fatalf("%s after %s, signature %s", s.ID, last, s.Signature)
		}
		last = s.ID
	}
}

// A row of today is in the future neither at the provider, whose day is that of UTC, nor where the sandbox runs.
func TestTodayIsNobodysTomorrow(t *testing.T) {
	at := time.Date(2026, 11, 28, 2, 30, 0, 0, time.UTC)
	for _, c := range []struct {
		zone string
		at   time.Time
		want bank.Day
	}{
		{"UTC", at, bank.Civil(2026, 11, 28)}, {"America/St_Johns", at, bank.Civil(2026, 11, 27)}, {"Europe/Warsaw", at, bank.Civil(2026, 11, 28)},
		{"Europe/Warsaw", at.Add(-3 * time.Hour), bank.Civil(2026, 11, 27)}, {"Pacific/Kiritimati", at.Add(20 * time.Hour), bank.Civil(2026, 11, 28)},
	} {
		zone, err := time.LoadLocation(c.zone)
		if err != nil {
			t.Skip(err)
		}
		if got := Today(c.at.In(zone)); got != c.want {
			t.Errorf("%v in %s: %v, want %v", c.at, c.zone, got, c.want)
		}
	}
}

func TestProgressCurves(t *testing.T) {
	for curve, want := range map[string]string{
		"": "5 20 50 75 95", "steps": "5 20 50 75 95", "linear": "0 25 50 75 99", "stuck": "0 99 99 99 99", "backwards": "100 75 50 25 1", "zero": "0 0 0 0 0", "over": "0 62 125 187 247",
	} {
		got := ""
		for _, share := range []float64{0, 0.25, 0.5, 0.75, 0.99} {
			got += fmt.Sprint(" ", progress(curve, share))
		}
		if got != " "+want {
			t.Errorf("%q:%s", curve, got)
		}
	}
}
