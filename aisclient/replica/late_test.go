package replica_test

import (
	"errors"
	"strings"
	"testing"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/objects/s3"
	"aisdesk/aisclient/objects/s3/s3test"
)

// Of an object that is there by half the sync says what to do, and everything else comes in.
func TestHalfAnObject(t *testing.T) {
	server, all := newTeam(t, "Anna", "Bob")
	anna, bob := all[0], all[1]
	half, whole := anna.save("there by half"), anna.save("there")
	anna.sync()
	b, err := s3.Open(server.Address(), nil)
	anna.must(err)
	for name, sealed := range bucket(t, server) {
		if strings.HasPrefix(name, "imports/"+half+"/p-") {
			anna.must(b.Replace(t.Context(), name, sealed[:len(sealed)/2]))
		}
	}
	rep, err := bob.Sync(t.Context())
	if err != nil || len(rep.Problems) != 1 || !strings.Contains(rep.Problems[0], half) || !strings.Contains(rep.Problems[0], "is cut in the team's store or was changed there") || !strings.Contains(rep.Problems[0], "ask who keeps the bucket") {
		t.Errorf("%v, %v", rep.Problems, err)
	}
	if _, err := bob.archive.Get(half); bob.reply(whole) != "there" || !errors.Is(err, archive.ErrNotFound) {
		t.Error(bob.reply(whole), err)
	}
}

// A store that lists late takes nothing away at the machine that has just written it.
func TestAStoreThatListsLate(t *testing.T) {
	server, all := newTeam(t, "Anna", "Bob")
	anna, bob := all[0], all[1]
	server.Add(&s3test.Fault{Kind: s3test.ListLate})
	id, c := anna.save("sent just now"), newCase()
	anna.must(anna.act(c, casefile.Label{Label: "Joan"}))
	anna.must(anna.Cases().Create(t.Context(), "case-of/"+id, []byte(c)))
	for range 2 {
		rep := anna.sync()
		if rep.Gone > 0 || anna.reply(id) != "sent just now" || anna.state(c).Label != "Joan" {
			t.Errorf("%+v, %s, %+v", rep, anna.reply(id), anna.state(c))
		}
		if _, err := anna.folder.Get(t.Context(), "case-of/"+id); err != nil {
			t.Error(err)
		}
	}
	bob.sync()
	server.Heal()
	if bob.sync(); bob.reply(id) != "sent just now" || bob.state(c).Label != "Joan" {
		t.Error(bob.reply(id), bob.state(c))
	}
}
