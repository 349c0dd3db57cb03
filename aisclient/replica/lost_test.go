package replica_test

import (
	"fmt"
	"strings"
	"testing"

	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/objects/s3"
)

// Events that somebody took out of the store are sent again by a machine that has them, so that who comes later reads the whole
// case; but not behind another event than the one on which they follow.
func TestWhatTheStoreLostIsSentAgain(t *testing.T) {
	server, all := newTeam(t, "Anna", "Bob")
	anna, bob := all[0], all[1]
	c, forked := newCase(), newCase()
	for n := range 6 {
		anna.must(anna.act(c, casefile.Note{Text: fmt.Sprint(n)}))
		anna.must(anna.act(forked, casefile.Note{Text: fmt.Sprint(n)}))
	}
	anna.sync()
	bob.sync()
	store, err := s3.Open(server.Address(), nil)
	anna.must(err)
	before := bucket(t, server)
	for _, id := range []string{c, forked} {
		anna.must(store.Delete(t.Context(), casefile.EventObject(id, 4)))
		anna.must(store.Delete(t.Context(), casefile.EventObject(id, 5)))
	}
	anna.must(store.Replace(t.Context(), casefile.EventObject(forked, 3), before[casefile.EventObject(forked, 2)]))
	bob.must(bob.act(c, casefile.Note{Text: "behind the hole"}))
	for _, d := range []*machine{bob, bob} {
		rep, err := d.Sync(t.Context())
		said := strings.Join(rep.Problems, "\n")
		if err != nil || !strings.Contains(said, "case "+c+": events 4 and 5 were gone from the store and had to be sent there again from this machine") ||
			!strings.Contains(said, "case "+forked+": events 4 and 5 were gone from the store. What is here stays, and is not sent: another event than the one here lies before") {
			t.Errorf("%v, %q", err, rep.Problems)
		}
	}
	now := bucket(t, server)
	for seq := int64(1); seq <= 6; seq++ {
		name := casefile.EventObject(c, seq)
		if string(now[name]) != string(before[name]) {
			t.Errorf("event %d is another than before", seq)
		}
	}
	if _, there := now[casefile.EventObject(forked, 4)]; there {
		t.Error("an event was sent behind another than the one on which it follows")
	}
	if lacks := bob.Lacks(); len(lacks) != 2 || lacks[0] != casefile.EventObject(forked, 4) {
		t.Error(lacks)
	}
	_, err = anna.Sync(t.Context()) // it names the other case
	anna.must(err)
	if s := anna.state(c); len(s.Notes) != 7 || s.ReadOnly != "" {
		t.Errorf("%d notes, %q", len(s.Notes), s.ReadOnly)
	}
}

// Nothing of an archive that belongs to another store is written or deleted: what lies there would stay.
func TestAnArchiveOfAnotherStore(t *testing.T) {
	server, all := newTeam(t, "Anna")
	anna := all[0]
	c := newCase()
	anna.must(anna.act(c, casefile.Label{Label: "Joan Invented"}))
	id := anna.save("the reply")
	anna.sync()
	before := bucket(t, server)
	anna.Address = "s3://other"
	refused := map[string]error{"an act": anna.act(c, casefile.Erased{Reason: "asked for"}), "a deletion": anna.archive.Delete(id),
		"an object": anna.Cases().Delete(t.Context(), casefile.EventObject(c, 1))}
	_, refused["the clock"] = anna.Clock(t.Context())
	_, refused["a sync"] = anna.Sync(t.Context())
	for what, err := range refused {
		if err == nil || !strings.Contains(err.Error(), "this archive belongs to s3://team, and the settings name s3://other") || !strings.Contains(err.Error(), `Set archive = "s3://team"`) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if anna.state(c).Label != "Joan Invented" || anna.reply(id) != "the reply" || len(bucket(t, server)) != len(before) {
		t.Error("something is gone")
	}
}
