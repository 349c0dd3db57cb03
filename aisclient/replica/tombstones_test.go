package replica_test

import (
	"context"
	"fmt"
	"maps"
	"strings"
	"testing"

	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/objects/s3"
	"aisdesk/aisclient/objects/s3/s3test"
	"aisdesk/aisclient/replica"
)

// erase erases a case with its imports, as the archive does it.
func (d *machine) erase(id string, imports ...string) {
	d.t.Helper()
	d.must(d.act(id, casefile.Erased{Reason: "asked for"}))
	for _, one := range imports {
		d.must(d.archive.Delete(one))
	}
	l := d.log(id)
	d.must(l.EndErasure(d.t.Context(), func(string) error { return nil }))
}

// restore puts objects of an earlier state back into the bucket: those that are not there, or, as it was, all of it.
func restore(t *testing.T, server *s3test.Server, earlier map[string][]byte, asItWas bool) {
	t.Helper()
	b, err := s3.Open(server.Address(), nil)
	if err != nil {
		t.Fatal(err)
	}
	now := bucket(t, server)
	for name, body := range earlier {
		if _, there := now[name]; !there {
			if err := b.Create(t.Context(), name, body); err != nil {
				t.Fatal(err)
			}
		}
	}
	for name := range now {
		if _, was := earlier[name]; !was && asItWas {
			if err := b.Delete(t.Context(), name); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// problems syncs and returns what was said.
func (d *machine) problems(ctx context.Context) string {
	d.t.Helper()
	rep, err := d.Sync(ctx)
	d.must(err)
	return strings.Join(rep.Problems, "\n")
}

// What was erased or deleted and is put back into the bucket is not taken in by anybody, goes again, and is named: beside what
// is there, or where the whole bucket is as it was before.
func TestWhatWasDeletedDoesNotComeBack(t *testing.T) {
	for _, asItWas := range []bool{false, true} {
		t.Run(fmt.Sprint("as it was ", asItWas), func(t *testing.T) {
			server, all := newTeam(t, "Anna", "Bob", "Cy")
			anna, bob, cy := all[0], all[1], all[2]
			c := newCase()
			deleted, erased, kept := anna.save("deleted"), anna.save("erased"), anna.save("kept")
			anna.must(anna.act(c, casefile.Label{Label: "Joan Invented"}))
			anna.sync()
			bob.sync()
			cy.sync()
			earlier := bucket(t, server)
			anna.must(anna.archive.Delete(deleted))
			anna.erase(c, erased)
			anna.sync()
			bob.sync() // Cy is away
			after := bucket(t, server)
			restore(t, server, earlier, asItWas)

			said := bob.problems(t.Context())
			for _, what := range []string{"import " + deleted + " was deleted, and was put back", "import " + erased + " was deleted, and was put back", "case " + c + " was erased, and was put back"} {
				if !strings.Contains(said, what) {
					t.Errorf("Bob was told\n%s\nwant %q", said, what)
				}
			}
			now := bucket(t, server)
			for name := range earlier {
				if _, was := after[name]; !was && now[name] != nil {
					t.Errorf("%s is in the bucket again", name)
				}
			}
			if asItWas {
				maps.DeleteFunc(after, func(name string, _ []byte) bool {
					return !strings.HasPrefix(name, "cases/") && !strings.HasPrefix(name, "deleted/")
				})
			}
			for name := range after {
				if now[name] == nil {
					t.Errorf("%s is not in the bucket", name)
				}
			}
			cy.problems(t.Context())
			for _, d := range all {
				d.problems(t.Context())
				for _, id := range []string{deleted, erased} {
					if got := d.reply(id); !strings.HasPrefix(got, "error") {
						t.Errorf("%s has %s: %q", d.name, id, got)
					}
				}
				if got := d.reply(kept); got != "kept" {
					t.Errorf("%s: %q", d.name, got)
				}
				if s := d.state(c); !s.Erased || s.Label != "" {
					t.Errorf("%s: erased %v, label %q", d.name, s.Erased, s.Label)
				}
				for name, said := range d.all() {
					if strings.Contains(said, "Joan Invented") {
						t.Errorf("%s has %s", d.name, name)
					}
				}
			}
		})
	}
}

// Whoever was away while an import was deleted and put back lets it go, too, and whoever comes new never gets it. A copy of it
// that is restored into an archive is not sent.
func TestAMachineThatWasAwayBringsNothingBack(t *testing.T) {
	server, all := newTeam(t, "Anna", "Bob")
	anna, bob := all[0], all[1]
	id := anna.save("deleted")
	anna.sync()
	bob.sync()
	earlier := bucket(t, server)
	files, err := bob.archive.Files(id)
	bob.must(err)
	anna.must(anna.archive.Delete(id))
	anna.sync()
	restore(t, server, earlier, false)
	if said := bob.problems(t.Context()); !strings.Contains(said, "import "+id+" was deleted") || !strings.HasPrefix(bob.reply(id), "error") {
		t.Errorf("said %q, and has %q", said, bob.reply(id))
	}
	before := len(bucket(t, server))
	bob.must(bob.archive.AdoptFiles(id, files))
	if said := bob.problems(t.Context()); !strings.Contains(said, "It is not sent; \"aisdesk delete "+id) {
		t.Errorf("said %q", said)
	}
	if now := bucket(t, server); len(now) != before {
		t.Errorf("%d objects, want %d", len(now), before)
	}
	bob.must(bob.archive.Delete(id)) // the next step does it
	restore(t, server, earlier, false)
	carl := newMachine(t, server, "Carl", t.TempDir())
	_, err = anna.team.Change(t.Context(), "add", carl.member(), anna.author())
	anna.must(err)
	_, err = anna.Reseal(t.Context(), nil)
	anna.must(err)
	if rep, err := carl.Join(t.Context(), nil); err != nil || rep.Received > 0 || !strings.HasPrefix(carl.reply(id), "error") {
		t.Errorf("%v, %+v, %q", err, rep, carl.reply(id))
	}
}

// What vanished without a deletion may come back. Whoever may not delete takes nothing in, and says who can; and many at once
// are not deleted unasked.
func TestWhatIsPutBackIsDeletedWithCare(t *testing.T) {
	server, all := newTeam(t, "Anna", "Bob")
	anna, bob := all[0], all[1]
	var ids []string
	for n := range 12 {
		ids = append(ids, anna.save(fmt.Sprint("reply ", n)))
	}
	vanished := ids[0]
	anna.sync()
	bob.sync()
	earlier := bucket(t, server)
	store, err := s3.Open(server.Address(), nil)
	anna.must(err)
	for name := range earlier {
		if strings.Contains(name, vanished) {
			anna.must(store.Delete(t.Context(), name))
		}
	}
	bob.sync()
	for _, id := range ids[1:] {
		anna.must(anna.archive.Delete(id))
	}
	anna.must(anna.archive.Delete(anna.save("never sent")))
	anna.sync()
	bob.LetGoAll()
	bob.sync()
	bob = newMachine(t, server, "Bob", bob.dir)
	restore(t, server, earlier, false)
	if said := bob.problems(t.Context()); !strings.Contains(said, "11 imports that were deleted lie in the store again") {
		t.Errorf("said %q", said)
	}
	if got := bob.reply(vanished); got != "reply 0" {
		t.Errorf("what vanished: %q", got)
	}
	for name := range earlier {
		if bucket(t, server)[name] == nil {
			t.Fatalf("%s was deleted unasked", name)
		}
	}
	bob.LetGoAll()
	server.Add(&s3test.Fault{Kind: s3test.Refuse, Method: "DELETE", Status: 403, Code: "AccessDenied"})
	if said := bob.problems(t.Context()); !strings.Contains(said, ids[1]+" was deleted, and lies in the store again") || !strings.Contains(said, "a keeper of the team can delete it") {
		t.Errorf("said %q", said)
	}
	server.Heal()
	bob.problems(t.Context())
	for name := range bucket(t, server) {
		if strings.HasPrefix(name, "imports/") && !strings.Contains(name, vanished) {
			t.Errorf("%s is still there", name)
		}
	}
}

// Who may put objects and not delete them cannot have others delete: a note that an import was deleted counts once the import
// is gone from the store.
func TestANoteOfADeletionThatWasNotOneDeletesNothing(t *testing.T) {
	server, all := newTeam(t, "Anna", "Bob", "Cy")
	anna, bob, cy := all[0], all[1], all[2]
	id := anna.save("alive")
	anna.sync()
	bob.sync()
	anna.must(replica.NoteDeleted(t.Context(), anna.Replica, id))
	for range 2 {
		for _, d := range all {
			if said := d.problems(t.Context()); !strings.Contains(said, "a note says that import "+id+" was deleted, but it is still in the store") || !strings.Contains(said, "aisdesk delete "+id) {
				t.Errorf("%s was told %q", d.name, said)
			}
		}
	}
	if anna.reply(id) != "alive" || bob.reply(id) != "alive" || !strings.HasPrefix(cy.reply(id), "error") {
		t.Errorf("Anna %q, Bob %q, Cy %q", anna.reply(id), bob.reply(id), cy.reply(id))
	}
	before := bucket(t, server)
	bob.must(bob.archive.Delete(id)) // it was meant
	for range 2 {
		for _, d := range []*machine{bob, anna, cy} {
			d.problems(t.Context())
		}
	}
	for name := range bucket(t, server) {
		if strings.HasPrefix(name, "imports/") {
			t.Errorf("%s is in the bucket still", name)
		}
	}
	restore(t, server, before, false)
	if said := cy.problems(t.Context()); !strings.Contains(said, "was deleted, and was put back") {
		t.Errorf("Cy was told %q", said)
	}
}
