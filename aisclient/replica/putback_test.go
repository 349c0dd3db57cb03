package replica_test

import (
	"fmt"
	"strings"
	"testing"

	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/objects/s3"
)

// A store that was put back to an earlier state takes nothing away here: neither events, which nobody ever deletes, nor most of
// the imports at once.
func TestAStoreThatWasPutBack(t *testing.T) {
	server, all := newTeam(t, "Anna", "Bob")
	anna, bob := all[0], all[1]
	c := newCase()
	anna.must(anna.act(c, casefile.Label{Label: "Joan Invented"}))
	ids := []string{anna.save("before")}
	anna.sync()
	bob.sync()
	earlier := bucket(t, server)
	anna.must(anna.act(c, casefile.Note{Text: "later"}))
	for n := range 12 {
		ids = append(ids, anna.save(fmt.Sprint("later ", n)))
	}
	anna.sync()
	bob.sync()
	store, err := s3.Open(server.Address(), nil)
	anna.must(err)
	for name := range bucket(t, server) {
		if _, old := earlier[name]; !old {
			anna.must(store.Delete(t.Context(), name))
		}
	}
	for i, d := range all {
		lost := fmt.Sprintf("case %s: event 2 was gone from the store and had to be sent there again from this machine", c)
		rep, err := d.Sync(t.Context())
		said := strings.Join(rep.Problems, "\n")
		if err != nil || rep.Gone > 0 || strings.Contains(said, lost) != (i == 0) || !strings.Contains(said, "12 of 13 imports") {
			t.Errorf("%s: %v, %+v", d.name, err, rep)
		}
		if s := d.state(c); len(s.Notes) != 1 {
			t.Errorf("%s lost the note", d.name)
		}
		for _, id := range ids {
			if got := d.reply(id); strings.HasPrefix(got, "error") {
				t.Errorf("%s: %s", d.name, got)
			}
		}
	}
	bob.LetGoAll()
	if rep, err := bob.Sync(t.Context()); err != nil || rep.Gone != 12 {
		t.Errorf("told that it was on purpose: %v, %+v", err, rep)
	}
}
