package replica_test

import (
	"strings"
	"testing"

	"aisdesk/aisclient/casefile"
)

// What was added without the store to a case that others erased meanwhile does not bring the customer's data into the store again.
func TestAnImportOfAnErasedCaseIsNotSent(t *testing.T) {
	server, all := newTeam(t, "Anna", "Bob")
	anna, bob := all[0], all[1]
	c := newCase()
	anna.must(anna.act(c, casefile.Label{Label: "Joan Invented"}))
	anna.sync()
	bob.sync()
	server.Down(true)
	id := bob.save("offline")
	e, err := bob.archive.Get(id)
	bob.must(err)
	bob.must(bob.Cases().Create(t.Context(), "case-of/"+id, []byte(c)))
	bob.must(bob.act(c, casefile.Import{Import: id, SHA256: e.SHA256, Environment: "sandbox", OwnerExternalID: "owner-Bob"}))
	server.Down(false)
	anna.must(anna.act(c, casefile.Erased{Reason: "asked for"}))
	anna.sync()
	for range 2 {
		rep, err := bob.Sync(t.Context())
		if said := strings.Join(rep.Problems, "\n"); err != nil || rep.Sent > 0 || !strings.Contains(said, "which was erased meanwhile") || !strings.Contains(said, "aisdesk delete "+id) {
			t.Errorf("%+v, %v", rep, err)
		}
		for name := range bucket(t, server) {
			if strings.HasPrefix(name, "imports/"+id) {
				t.Error(name, "is in the store")
			}
		}
	}
	if refused, err := bob.Refused(); err != nil || len(refused) != 1 || string(refused[0].Act) != "null" {
		t.Errorf("what was refused keeps nothing of the customer: %+v, %v", refused, err)
	}
	if rep := anna.sync(); rep.Received > 0 {
		t.Errorf("%+v", rep)
	}
}
