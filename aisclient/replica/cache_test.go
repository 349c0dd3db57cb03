package replica_test

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/objects"
	"aisdesk/aisclient/objects/s3/s3test"
)

// large is a reply of which about 32 kB stay however it is packed.
func large() string {
	b := make([]byte, 32<<10)
	_, _ = rand.Read(b)
	return "<reply>" + hex.EncodeToString(b) + "</reply>"
}

// onDisk is how many bytes the replies take on a machine, and how many there are.
func (d *machine) onDisk() (bytes int64, n int) {
	d.t.Helper()
	files, err := filepath.Glob(filepath.Join(d.dir, "data", "imports", "*", "reply*"))
	d.must(err)
	for _, f := range files {
		fi, err := os.Stat(f)
		d.must(err)
		bytes += fi.Size()
	}
	return bytes, len(files)
}

// Replies take no more room than they may: those opened longest ago go, and come back when they are opened.
func TestRepliesTakeNoMoreRoomThanTheyMay(t *testing.T) {
	const bound = 200 << 10
	server, all := newTeam(t, "Anna", "Bob")
	anna, bob := all[0], all[1]
	want := map[string]string{}
	var ids []string
	for range 12 {
		reply := large()
		id := anna.save(reply)
		want[id], ids = reply, append(ids, id)
	}
	c := newCase()
	anna.must(anna.act(c, casefile.Label{Label: "Joan Invented"}))
	anna.sync()
	bob = bob.reopened(server, bound)
	rep := bob.sync()
	if got, n := bob.onDisk(); got > bound || n == 0 || rep.Evicted+n != 12 || rep.Received != 12 {
		t.Fatalf("%d bytes in %d files, %+v", got, n, rep)
	}
	again := bob.sync()
	if again.Sent+again.Received+again.Evicted > 0 {
		t.Errorf("nothing was left to do: %+v", again)
	}
	for id, reply := range want {
		if e, err := bob.archive.Get(id); err != nil || e.Damaged != nil || e.Target.String() != "KontoBank" {
			t.Errorf("%s: %+v, %v", id, e, err)
		}
		if got := bob.reply(id); got != reply {
			t.Errorf("%s: %.100s", id, got)
		}
		if got, _ := bob.onDisk(); got > bound+bound/2 {
			t.Errorf("%d bytes while one is opened after the other", got)
		}
	}
	// The one that was opened last stays, and is there without the store.
	last := ids[3]
	bob = bob.reopened(server, bound)
	if got := bob.reply(last); got != want[last] {
		t.Error(got)
	}
	bob.sync()
	if got, _ := bob.onDisk(); got > bound {
		t.Errorf("%d bytes after a sync", got)
	}
	server.Down(true)
	if got := bob.reply(last); got != want[last] {
		t.Errorf("opened just now, and not here: %.200s", got)
	}
	_, away, err := bob.archive.Kept()
	bob.must(err)
	if len(away) < 5 {
		t.Fatalf("%d are away", len(away))
	}
	_, err = bob.archive.Raw(away[0])
	if !errors.Is(err, archive.ErrEvicted) || !errors.Is(err, objects.ErrUnreachable) || !strings.Contains(err.Error(), "Open it once the store answers") {
		t.Error(err)
	}
	if s := bob.state(c); s.Label != "Joan Invented" {
		t.Errorf("a case without the store: %+v", s)
	}
}

// What waits to be sent stays, and what the store lost meanwhile.
func TestWhatIsOnlyHereIsNotEvicted(t *testing.T) {
	server, all := newTeam(t, "Anna")
	anna := all[0].reopened(server, 1)
	waits, sent := large(), large()
	lost := anna.save(sent)
	anna.sync()
	for name := range bucket(t, server) {
		if strings.HasPrefix(name, "imports/"+lost+"/p-") {
			anna.must(anna.team.Store.Delete(t.Context(), name))
		}
	}
	server.Down(true)
	id := anna.save(waits)
	if _, err := anna.Sync(t.Context()); err == nil {
		t.Fatal("the store is down")
	}
	server.Down(false)
	rep, err := anna.Sync(t.Context())
	if err != nil || rep.Evicted > 0 || !strings.Contains(strings.Join(rep.Problems, "\n"), "import "+lost+": its reply was gone from the store and had to be sent there again") {
		t.Errorf("one was sent just now, of the other the store had no reply: %+v, %v", rep, err)
	}
	if rep, err = anna.Sync(t.Context()); err != nil || rep.Evicted != 2 {
		t.Errorf("both are there: %+v, %v", rep, err)
	}
	if got := anna.reply(lost); got != sent {
		t.Errorf("sent again: %.200s", got)
	}
	server.Down(true)
	if got := anna.reply(id); !strings.Contains(got, "not kept on this machine") {
		t.Errorf("%.200s", got)
	}
}

// A reply that the store lost, and that is damaged here as well, is named once.
func TestAReplyThatCannotBeSentAgainIsNamedOnce(t *testing.T) {
	server, all := newTeam(t, "Anna")
	anna := all[0]
	id := anna.save(large())
	anna.sync()
	for name := range bucket(t, server) {
		if strings.HasPrefix(name, "imports/"+id+"/p-") {
			anna.must(anna.team.Store.Delete(t.Context(), name))
		}
	}
	files, err := filepath.Glob(filepath.Join(anna.dir, "data", "imports", id, "reply*"))
	if err != nil || len(files) != 1 {
		t.Fatalf("%q, %v", files, err)
	}
	b, err := os.ReadFile(files[0])
	anna.must(err)
	b[len(b)/2] ^= 1
	anna.must(os.WriteFile(files[0], b, 0o600))
	rep, err := anna.Sync(t.Context())
	said := strings.Join(rep.Problems, "\n")
	if err != nil || strings.Count(said, id) != 1 || !strings.Contains(said, "could not be sent again from this machine") {
		t.Errorf("%v, %q", err, said)
	}
}

// The last whole copy stays where the store's is damaged, and takes its place.
func TestAReplyThatIsDamagedInTheStoreIsNotEvicted(t *testing.T) {
	for name, damage := range map[string]func([]byte) []byte{
		"a byte":  func(b []byte) []byte { b[len(b)/2] ^= 1; return b },
		"cut":     func(b []byte) []byte { return b[:len(b)/2] },
		"emptied": func([]byte) []byte { return []byte{} },
	} {
		server, all := newTeam(t, "Anna", "Bob")
		anna, bob := all[0].reopened(server, 1), all[1]
		want := large()
		id := anna.save(want)
		anna.sync()
		for name, b := range bucket(t, server) {
			if strings.HasPrefix(name, "imports/"+id+"/p-") {
				anna.must(anna.team.Store.Delete(t.Context(), name))
				anna.must(anna.team.Store.Create(t.Context(), name, damage(b)))
			}
		}
		if _, err := bob.Sync(t.Context()); err != nil || !slices.Contains(bob.NotReceived(), id) {
			t.Errorf("%s: what cannot be received is noted: %v, %q", name, err, bob.NotReceived())
		}
		rep, err := anna.Sync(t.Context())
		if said := strings.Join(rep.Problems, "\n"); err != nil || rep.Evicted > 0 || !strings.Contains(said, "had to be sent there again from this machine") {
			t.Errorf("%s: %v, %+v", name, err, rep)
		}
		if rep, err = anna.Sync(t.Context()); err != nil || rep.Evicted != 1 {
			t.Errorf("%s: %v, %+v", name, err, rep)
		}
		for _, d := range all {
			if _, err := d.Sync(t.Context()); err != nil || d.reply(id) != want || len(d.NotReceived()) > 0 {
				t.Errorf("%s: %s has %.100s, %v", name, d.name, d.reply(id), err)
			}
		}
	}
}

// A reply that is gone from the store is sent again by whoever has it, also where nothing is evicted; whoever does not have it is
// told whom to ask.
func TestAReplyThatIsGoneFromTheStoreIsSentAgain(t *testing.T) {
	server, all := newTeam(t, "Anna", "Bob", "Carl")
	anna, bob, carl := all[0], all[1], all[2]
	want := large()
	id := anna.save(want)
	anna.sync()
	bob.sync()
	bob = bob.reopened(server, 1)
	bob.sync()
	for name := range bucket(t, server) {
		if strings.HasPrefix(name, "imports/"+id+"/p-") {
			anna.must(anna.team.Store.Delete(t.Context(), name))
		}
	}
	for _, d := range []*machine{bob, carl} {
		rep, err := d.Sync(t.Context())
		if said := strings.Join(rep.Problems, "\n"); err != nil || !strings.Contains(said, "gone from the store") || !strings.Contains(said, "ask the team") {
			t.Errorf("%s: %v, %+v", d.name, err, rep)
		}
	}
	if rep, err := anna.Sync(t.Context()); err != nil || len(rep.Problems) != 1 {
		t.Errorf("%+v, %v", rep, err)
	}
	for _, d := range []*machine{bob, carl} {
		if rep := d.sync(); d.reply(id) != want {
			t.Errorf("%s: %+v", d.name, rep)
		}
	}
	anna.now = time.Now().Add(25 * time.Hour)
	if rep, err := anna.Sync(t.Context()); err != nil || rep.Sent > 0 || len(bob.NotReceived())+len(carl.NotReceived()) > 0 {
		t.Errorf("%+v, %v", rep, err)
	}
}

// What comes back must be what was saved: another reply in the store's place is refused, and the import stays as it was.
func TestAnotherReplyDoesNotComeBack(t *testing.T) {
	server, all := newTeam(t, "Anna")
	anna := all[0].reopened(server, 1)
	id, other := anna.save(large()), anna.save(large())
	anna.sync()
	anna.sync()
	if _, n := anna.onDisk(); n != 0 {
		t.Fatal(n, "are here")
	}
	parts := map[string]string{}
	for name := range bucket(t, server) {
		for _, i := range []string{id, other} {
			if strings.HasPrefix(name, "imports/"+i+"/p-") {
				parts[i] = name
			}
		}
	}
	theirs := bucket(t, server)[parts[other]]
	anna.must(anna.team.Store.Delete(t.Context(), parts[id]))
	anna.must(anna.team.Store.Create(t.Context(), parts[id], theirs))
	if _, err := anna.archive.Raw(id); !errors.Is(err, archive.ErrDamaged) {
		t.Error(err)
	}
	if _, n := anna.onDisk(); n != 0 {
		t.Error("the wrong reply lies here")
	}
}

// reopened is the machine as a program that starts again has it, with room for its replies.
func (d *machine) reopened(server *s3test.Server, room int64) *machine {
	d.t.Helper()
	return openMachine(d.t, server.Address(), d.name, d.dir, room)
}
