package replica_test

import (
	"errors"
	"testing"
	"time"

	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/objects"
	"aisdesk/aisclient/objects/s3/s3test"
	"aisdesk/aisclient/replica"
)

// A store that takes requests and says nothing has an act wait here; the next ones, of another program too, do not ask it, until
// a sync hears from it again.
func TestAnActDoesNotWaitForAStoreThatSaysNothing(t *testing.T) {
	server, all := newTeam(t, "Anna", "Bob")
	anna, bob := all[0], all[1]
	id := "20261128T100000Z-abcdefghijklm"
	anna.must(anna.act(id, casefile.Label{Label: "Joan"}))
	bob.sync()
	server.Add(&s3test.Fault{Kind: s3test.Hang})
	asked := func() int { return server.Count("GET") + server.Count("PUT") + server.Count("HEAD") }
	replica.SetLimit(anna.Replica, 50*time.Millisecond)
	before := asked()
	anna.must(anna.act(id, casefile.Note{Text: "first"}))
	if asked() == before {
		t.Error("the store was not asked")
	}
	if _, err := anna.SyncSoon(t.Context()); !errors.Is(err, objects.ErrUnreachable) {
		t.Error(err)
	}
	before = asked()
	anna.must(anna.act(id, casefile.Note{Text: "second"}))
	again := newMachine(t, server, anna.name, anna.dir)
	again.must(again.act(id, casefile.Note{Text: "third"}))
	if n := asked() - before; n != 0 {
		t.Errorf("the store was asked %d times", n)
	}
	if s, err := again.Status(t.Context()); err != nil || s.Waiting != 3 {
		t.Errorf("%d wait, %v", s.Waiting, err)
	}
	server.Heal()
	if rep := again.sync(); rep.Acts != 3 {
		t.Errorf("%+v", rep)
	}
	bob.sync()
	var notes []string
	for _, n := range bob.state(id).Notes {
		notes = append(notes, n.Text)
	}
	if len(notes) != 3 || notes[0] != "first" || notes[1] != "second" || notes[2] != "third" {
		t.Errorf("%q", notes)
	}
}
