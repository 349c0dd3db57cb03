package replica_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"aisdesk/aisclient/objects"
	"aisdesk/aisclient/objects/s3"
	"aisdesk/aisclient/objects/s3/s3test"
)

// Ten imports, or half of them, go here when they are gone from the store; more, and most of them, are asked about.
func TestHowManyGoUnasked(t *testing.T) {
	for _, c := range []struct{ of, lost, gone int }{{12, 10, 10}, {22, 11, 11}, {13, 11, 0}} {
		t.Run(fmt.Sprintf("%d of %d", c.lost, c.of), func(t *testing.T) {
			server, all := newTeam(t, "Anna", "Bob")
			anna, bob := all[0], all[1]
			var ids []string
			for n := range c.of {
				ids = append(ids, anna.save(fmt.Sprint("reply ", n)))
			}
			anna.sync()
			bob.sync()
			store, err := s3.Open(server.Address(), nil)
			anna.must(err)
			for name := range bucket(t, server) {
				for _, id := range ids[:c.lost] {
					if strings.Contains(name, id) {
						anna.must(store.Delete(t.Context(), name))
					}
				}
			}
			if rep, err := bob.Sync(t.Context()); err != nil || rep.Gone != c.gone || (c.gone == 0) != (len(rep.Problems) > 0) {
				t.Errorf("%+v, %v", rep, err)
			}
		})
	}
}

// An answer that is lost for good leaves open whether the record is there: what it names stays.
func TestALostAnswerLosesNoReply(t *testing.T) {
	server, all := newTeam(t, "Anna", "Bob")
	anna, bob := all[0], all[1]
	id := anna.save("whole")
	server.Add(&s3test.Fault{Kind: s3test.DropAfter, Method: "PUT", Name: id + "/00000001"})
	if _, err := anna.Sync(t.Context()); !errors.Is(err, objects.ErrUnreachable) {
		t.Fatal(err)
	}
	server.Heal()
	bob.sync()
	if got := bob.reply(id); got != "whole" {
		t.Error(got)
	}
	anna.sync()
	if got := len(bucket(t, server)); got == 0 || anna.reply(id) != "whole" {
		t.Error(got, anna.reply(id))
	}
}

// Replies that fill the room exactly stay.
func TestRoomThatIsJustEnough(t *testing.T) {
	server, all := newTeam(t, "Anna")
	anna := all[0]
	for range 3 {
		anna.save(large())
	}
	anna.sync()
	bytes, _ := anna.onDisk()
	if rep := anna.reopened(server, bytes).sync(); rep.Evicted != 0 {
		t.Errorf("%d of 3 went", rep.Evicted)
	}
	if rep := anna.reopened(server, bytes-1).sync(); rep.Evicted != 1 {
		t.Errorf("%d of 3 went", rep.Evicted)
	}
}
