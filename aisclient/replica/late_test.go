package replica_test

import (
	"testing"

	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/objects/s3/s3test"
)

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
