package replica_test

import (
	"strings"
	"testing"

	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/team"
)

// newcomer has a newcomer, and those who are there, know of them.
func newcomer(d, by *machine, others ...*machine) {
	d.t.Helper()
	_, err := by.team.Change(d.t.Context(), team.Add, d.member(), by.author())
	d.must(err)
	for _, o := range others {
		_, err := o.team.Trust(o.t.Context())
		o.must(err)
	}
}

// Who comes to a team reads what was sealed before them once another member sealed it again, whenever they synced before.
func TestANewcomerReadsWhatIsSealedAgain(t *testing.T) {
	server, all := newTeam(t, "Anna", "Bob")
	anna, bob := all[0], all[1]
	c := newCase()
	anna.must(anna.act(c, casefile.Label{Label: "Joan Invented"}))
	anna.must(bob.act(c, casefile.Note{Text: "before Carl"}))
	id := anna.save("the reply")
	anna.sync()
	carl, dora := newMachine(t, server, "Carl", t.TempDir()), newMachine(t, server, "Dora", t.TempDir())
	// Dora's machine keeps what does not open, as programs did before.
	for name, b := range bucket(t, server) {
		if strings.HasPrefix(name, "cases/") {
			dora.must(dora.folder.Create(t.Context(), name, b))
		}
	}
	newcomer(carl, anna, bob)
	rep, err := carl.Join(t.Context(), nil)
	told(t, carl, rep.Problems, err, c)
	anna.must(anna.act(c, casefile.Note{Text: "after Carl"}))
	open := newCase()
	bob.must(bob.act(open, casefile.Label{Label: "Peter Invented"}))
	for range 2 {
		rep, err = carl.Sync(t.Context())
		told(t, carl, rep.Problems, err, c)
	}
	if got := carl.state(open).Label; got != "Peter Invented" {
		t.Errorf("a case that is sealed to Carl is called %q", got)
	}
	carl = newMachine(t, server, "Carl", carl.dir) // its list of the store is not young
	said := carl.state(c).ReadOnly
	if !strings.Contains(said, "sealed to 2 people, not to you; ask one of Anna, Bob") || strings.Contains(said, "damaged") {
		t.Errorf("a case before its time: %q", said)
	}
	newcomer(dora, anna, bob, carl)
	if _, err := anna.Reseal(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	rep, err = dora.Join(t.Context(), nil)
	if err != nil || len(rep.Problems) > 0 {
		t.Errorf("Dora: %v, %q", err, rep.Problems)
	}
	carl.sync()
	for _, d := range []*machine{anna, bob, carl, dora} {
		d.sync()
		if s := d.state(c); s.ReadOnly != "" || s.Label != "Joan Invented" || len(s.Notes) != 2 || d.reply(id) != "the reply" {
			t.Errorf("%s: %q, %q, %d notes, %s", d.name, s.ReadOnly, s.Label, len(s.Notes), d.reply(id))
		}
	}
}

// told wants a sync that says who can open a case for whom it is not sealed, and accuses nobody.
func told(t *testing.T, d *machine, problems []string, err error, id string) {
	t.Helper()
	said := strings.Join(problems, "\n")
	if err != nil || !strings.Contains(said, "case "+id+": ") || !strings.Contains(said, "sealed to 2 people, not to you; ask one of Anna, Bob") ||
		strings.Contains(said, "overwritten") || strings.Contains(said, "damaged") {
		t.Errorf("%s: %v, %q", d.name, err, said)
	}
}

// Who was taken out of a team keeps what they read: what is sealed without them comes into no case of theirs.
func TestWhatARemovedMemberReadStaysReadable(t *testing.T) {
	server, all := newTeam(t, "Anna", "Bob", "Carl")
	anna, bob := all[0], all[1]
	c := newCase()
	anna.must(anna.act(c, casefile.Label{Label: "Joan Invented"}))
	anna.must(anna.act(c, casefile.Note{Text: "while Bob was there"}))
	bob.sync()
	_, err := anna.team.Change(t.Context(), team.Remove, team.Member{Name: "Bob"}, anna.author())
	anna.must(err)
	anna.must(anna.act(c, casefile.Note{Text: "without Bob"}))
	bob = newMachine(t, server, "Bob", bob.dir)
	for range 2 {
		s := bob.state(c)
		if s.Label != "Joan Invented" || len(s.Notes) != 1 || !strings.Contains(s.ReadOnly, "sealed to 2 people, not to you; ask one of Anna, Carl") || strings.Contains(s.ReadOnly, "damaged") {
			t.Errorf("%q, %d notes, %q", s.Label, len(s.Notes), s.ReadOnly)
		}
	}
	if _, err := bob.folder.Get(t.Context(), casefile.EventObject(c, 3)); err == nil {
		t.Error("what does not open was kept")
	}
}
