package replica_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"filippo.io/age"

	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/objects/s3"
	"aisdesk/aisclient/objects/s3/s3test"
	"aisdesk/aisclient/team"
)

// An event or an import that somebody overwrites in the bucket is named by every sync of a machine that has it, which keeps its
// own; a reseal, which makes other bytes that say the same, is not.
func TestWhatIsOverwrittenInTheStoreIsNamed(t *testing.T) {
	server, all := newTeam(t, "Anna", "Bob")
	anna, bob := all[0], all[1]
	c, other := newCase(), newCase()
	anna.must(anna.act(c, casefile.Label{Label: "Joan Invented"}))
	anna.must(anna.act(other, casefile.Label{Label: "Somebody else"}))
	id := anna.save("the reply")
	anna.sync()
	bob.sync()
	bob.sync() // what is young is compared once more
	store, err := s3.Open(server.Address(), nil)
	anna.must(err)
	before := bucket(t, server)
	put := func(name string, b []byte) { t.Helper(); anna.must(store.Replace(t.Context(), name, b)) }
	sealed := func(text string) []byte {
		b, err := bob.team.Seal([]byte(text))
		bob.must(err)
		return b
	}
	event := "cases/" + c + "/00000001.event"
	record := "imports/" + id + "/00000001"
	for what, b := range map[string][]byte{"what opens": sealed("an event of another's"), "what does not open": []byte("nothing"), "the event of another case": before["cases/"+other+"/00000001.event"]} {
		put(event, b)
		put(record, b)
		for _, d := range all {
			for range 2 {
				rep, err := d.Sync(t.Context())
				said := strings.Join(rep.Problems, "\n")
				if err != nil || !strings.Contains(said, "case "+c+": 00000001.event was overwritten") || !strings.Contains(said, "import "+id+" was overwritten") || len(rep.Problems) != 2 {
					t.Errorf("%s, %s: %v, %q", what, d.name, err, rep.Problems)
				}
			}
			if d.state(c).Label != "Joan Invented" || d.reply(id) != "the reply" {
				t.Errorf("%s: %s has another event or import", what, d.name)
			}
		}
		put(event, before[event])
		put(record, before[record])
		anna.sync()
		bob.sync()
	}
	if _, err := anna.Reseal(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	bob.sync()
	anna.sync()
	if got, err := bob.folder.Get(t.Context(), event); err != nil || string(got) != string(bucket(t, server)[event]) {
		t.Error("a machine keeps other bytes than the store:", err)
	}
}

// Two links under names of members that nobody signed are named once, where they are read first.
func TestAForgedLinkIsNamed(t *testing.T) {
	server, all := newTeam(t, "Anna")
	anna := all[0]
	_, err := anna.Book().Propose(t.Context(), team.Entry{Subject: team.LexiconSubject, Content: "one", Reason: "tried"}, anna.author())
	anna.must(err)
	id, err := age.GenerateX25519Identity()
	anna.must(err)
	keyed := anna.member()
	keyed.Name, keyed.Keys, keyed.Recipient = "Bob", []string{"SHA256:invented"}, id.Recipient().String()
	_, err = anna.team.Change(t.Context(), team.Add, keyed, anna.author())
	anna.must(err)
	forge(t, server, anna, map[string]any{"version": 1, "seq": 2, "time": "2026-11-28T10:00:00Z", "author": "Bob", "kind": "accept", "proposal": 1})
	rep, err := anna.Sync(t.Context())
	if err != nil || len(rep.Problems) != 1 || !strings.Contains(rep.Problems[0], "link 2 by Bob has no effect: Bob has an SSH key") {
		t.Errorf("%v, %q", err, rep.Problems)
	}
	anna.sync()
}

// forge writes a link behind the first one past the program.
func forge(t *testing.T, server *s3test.Server, d *machine, link map[string]any) {
	t.Helper()
	store, err := s3.Open(server.Address(), nil)
	d.must(err)
	first, err := d.archive.OpenBytes(bucket(t, server)["judgement/00000001"])
	d.must(err)
	line, _, _ := bytes.Cut(first, []byte("\n"))
	link["prev"] = fmt.Sprintf("%x", sha256.Sum256(line))
	b, err := json.Marshal(link)
	d.must(err)
	sealed, err := d.team.Seal(fmt.Appendf(nil, "%s\n%x\n", b, sha256.Sum256(b)))
	d.must(err)
	d.must(store.Create(t.Context(), "judgement/00000002", sealed))
}

// What somebody overwrites of the notes of imports and of the bodies of events replaces nothing here, and a body that is damaged
// where it says to whom it is sealed is not said to be sealed to others.
func TestDamageInTheStoreIsNotTakenIn(t *testing.T) {
	server, all := newTeam(t, "Anna", "Bob")
	anna, bob := all[0], all[1]
	c := newCase()
	anna.must(anna.act(c, casefile.Label{Label: "Joan Invented"}))
	note := "case-of/" + anna.save("the reply")
	anna.must(anna.Cases().Create(t.Context(), note, []byte(c)))
	anna.sync()
	bob.sync()
	store, err := s3.Open(server.Address(), nil)
	anna.must(err)
	for name, b := range bucket(t, server) {
		if name != note && !strings.HasSuffix(name, ".body") {
			continue
		}
		for _, at := range []int{15, 40, 60, 90, 130, len(b) - 20} {
			if at < 0 || at >= len(b) {
				continue
			}
			bad := bytes.Clone(b)
			bad[at] ^= 1 << 6
			if name == note {
				bad[at] = '^'
			}
			anna.must(store.Replace(t.Context(), name, bad))
			rep, err := bob.Sync(t.Context())
			said := strings.Join(rep.Problems, "\n")
			if err != nil || len(rep.Problems) != 1 || strings.Contains(said, "sealed to") || !strings.Contains(said, "holds no id of a case") && !strings.Contains(said, "was overwritten in the store") {
				t.Errorf("%s, byte %d: %v, %q", name, at, err, rep.Problems)
			}
			if here, err := bob.folder.Get(t.Context(), name); err != nil || !bytes.Equal(here, b) {
				t.Errorf("%s, byte %d: it is %q here, %v", name, at, here, err)
			}
		}
		anna.must(store.Replace(t.Context(), name, b))
		bob.sync()
	}
}

// A note that was overwritten with the id of another case is named and not taken in, for only that case would know; one that is taken in
// since it was the first is read again until the store has the right one. Who brings an import into another case moves it everywhere.
func TestANoteThatNamesAnotherCaseIsNotTakenIn(t *testing.T) {
	server, all := newTeam(t, "Anna", "Bob")
	anna, bob := all[0], all[1]
	right, other := newCase(), newCase()
	id := anna.save("the reply")
	note := "case-of/" + id
	anna.must(anna.act(right, casefile.Import{Import: id, SHA256: strings.Repeat("a", 64), Environment: "sandbox"}))
	anna.must(anna.act(other, casefile.Label{Label: "Somebody else"}))
	anna.must(anna.Cases().Create(t.Context(), note, []byte(right)))
	anna.sync()
	bob.sync()
	store, err := s3.Open(server.Address(), nil)
	anna.must(err)
	here := func(d *machine) string {
		b, err := d.folder.Get(t.Context(), note)
		d.must(err)
		return string(b)
	}
	flipped := []byte(right[:len(right)-1] + "b")
	if string(flipped) == right {
		flipped[len(flipped)-1] = 'c'
	}
	for _, wrong := range []string{string(flipped), other} {
		anna.must(store.Replace(t.Context(), note, []byte(wrong)))
		for range 2 {
			rep, err := bob.Sync(t.Context())
			if err != nil || len(rep.Problems) != 1 || !strings.Contains(rep.Problems[0], note+" was overwritten in the store, and names no case that holds the import") || here(bob) != right {
				t.Errorf("%v, %q, here %s", err, rep.Problems, here(bob))
			}
		}
		anna.must(store.Replace(t.Context(), note, []byte(right)))
		bob.sync()
	}
	anna.must(store.Replace(t.Context(), note, flipped))
	bob.must(bob.folder.Delete(t.Context(), note))
	server.Skew(2 * time.Hour) // nothing is young any more
	bob.sync()
	anna.must(store.Replace(t.Context(), note, []byte(right)))
	bob.sync()
	if here(bob) != right {
		t.Errorf("here is %s", here(bob))
	}
	server.Skew(0)
	bob.sync()
	anna.must(anna.act(right, casefile.Undo{Seq: 1, Reason: "another's"}))
	anna.must(anna.act(other, casefile.Import{Import: id, SHA256: strings.Repeat("a", 64), Environment: "sandbox"}))
	anna.must(anna.Cases().Delete(t.Context(), note))
	anna.must(anna.Cases().Create(t.Context(), note, []byte(other)))
	bob.sync()
	if here(bob) != other {
		t.Errorf("the import was moved, and here is %s", here(bob))
	}
}
