package replica_test

import (
	"errors"
	"testing"
	"time"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/objects/s3"
)

// Casefile statement 42: what one machine purged by the store's time is told so at all: at one that had it, at one that never had
// it, and where the bucket's own rules deleted it. What somebody deleted is not.
func TestEveryMachineKnowsWhatExpired(t *testing.T) {
	server, all := newTeam(t, "Anna", "Bob")
	anna, bob := all[0], all[1]
	expired, byHand, byRule := anna.save("expired"), anna.save("deleted"), anna.save("by rule")
	until := time.Now().Add(-time.Hour).UTC().Truncate(time.Second)
	for _, id := range []string{expired, byRule} {
		anna.must(anna.archive.SetExpiry(id, until))
	}
	anna.sync()
	bob.sync()
	store, err := s3.Open(server.Address(), nil)
	anna.must(err)
	for o, err := range store.List(t.Context(), "imports/"+byRule, "") {
		anna.must(errors.Join(err, store.Delete(t.Context(), o.Name)))
	}
	bob.sync()
	anna.sync()
	anna.must(anna.archive.Delete(byHand))
	gone, err := anna.archive.Purge(t.Context(), time.Now(), archive.StoreClock)
	if anna.must(err); len(gone) != 1 {
		t.Fatal(gone)
	}
	anna.sync()
	bob.sync()
	carl := newMachine(t, server, "Carl", t.TempDir())
	_, err = anna.team.Change(t.Context(), "add", carl.member(), anna.author())
	anna.must(err)
	_, err = anna.Reseal(t.Context(), nil)
	anna.must(err)
	_, err = carl.Join(t.Context(), nil)
	carl.must(err)
	for _, d := range []*machine{anna, bob, carl} {
		for id, want := range map[string]bool{expired: true, byHand: false, byRule: d != carl} {
			_, err := d.archive.Get(id)
			e := (*archive.ExpiredError)(nil)
			if is := errors.As(err, &e); is != want || !errors.Is(err, archive.ErrNotFound) || is && (!e.At.Equal(until) || e.By != archive.StoreClock) {
				t.Errorf("%s, %s: %v", d.name, id, err)
			}
		}
	}
}
