package app

import (
	"context"
	"testing"
	"time"

	"github.com/zalando/go-keyring"

	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/archive/seal"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/objects/s3/s3test"
	"aisdesk/aisclient/replica"
	"aisdesk/aisclient/team"
)

// A screen hears at once of an act that waits, and of what became of its case when that was sent: it may be refused, or have
// another number.
func TestAScreenHearsOfWhatWaits(t *testing.T) {
	keyring.MockInit()
	s := s3test.New(t)
	a := offlineApp(t, func(c *Config) { c.Archive = s.Address().String() })
	must(t, a.Keys.Encrypt(t.Context(), seal.ByKeyring, nil))
	_, _, err := a.Remote.Join(t.Context(), team.Member{Name: "Anna", Role: team.Keeper}, false, nil)
	must(t, err)
	id, err := a.Cases.New(t.Context(), "loan")
	must(t, err)
	s.Down(true)
	type said struct {
		replica.Status
		news bool
	}
	heard := func(until func(said) bool) {
		t.Helper()
		ctx, end := context.WithTimeout(t.Context(), 20*time.Second) // it syncs every 30
		defer end()
		told := make(chan said, 100)
		go a.Remote.Watch(ctx, func(s replica.Status, news bool) { told <- said{s, news} })
		for first := true; ; first = false {
			select {
			case now := <-told:
				if until(now) {
					return
				}
				if first && now.Waiting == 0 {
					_, err := a.Cases.Act(t.Context(), id, casefile.Tag{Tag: "urgent"})
					must(t, err)
				}
			case <-ctx.Done():
				t.Error("it was not told")
				return
			}
		}
	}
	heard(func(s said) bool { return s.Waiting == 1 })
	state, err := a.Cases.Get(t.Context(), id)
	must(t, err)
	if n := cases.Settled(t.Context(), a.Cases.Cases, state); n != 1 {
		t.Errorf("event %d keeps its number", n)
	}
	s.Down(false)
	heard(func(s said) bool { return s.news && s.Waiting == 0 })
}
