package replica_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/objects/s3"
	"aisdesk/aisclient/objects/s3/s3test"
	"aisdesk/aisclient/replica"
	"aisdesk/aisclient/team"
)

func newCase() string { return archive.NewID(time.Now()) }

func TestWhatOneSavesTheOthersRead(t *testing.T) {
	_, all := newTeam(t, "Anna", "Bob")
	anna, bob := all[0], all[1]
	id := anna.save("<reply>of Anna</reply>")
	anna.must(anna.archive.PutAttachment(id, "claims", []byte("claimed")))
	anna.must(anna.archive.SetCounts(id, archive.Counts{Owners: 1}))
	c := newCase()
	anna.must(anna.act(c, casefile.Label{Label: "Joan Invented"}))
	anna.sync()
	bob.sync()
	same(t, "Bob", bob.all(), anna.all())

	bob.must(bob.archive.PutAttachment(id, "claims", []byte("claimed anew")))
	bob.must(bob.archive.SetExpiry(id, time.Now().Add(time.Hour)))
	bob.must(bob.act(c, casefile.Tag{Tag: "urgent"}))
	bob.sync()
	anna.sync()
	same(t, "Anna", anna.all(), bob.all())
	if s := anna.state(c); s.Label != "Joan Invented" || len(s.Tags) != 1 {
		t.Errorf("%+v", s)
	}

	anna.must(anna.archive.Delete(id))
	anna.sync()
	bob.sync()
	if _, err := bob.archive.Get(id); !errors.Is(err, archive.ErrNotFound) {
		t.Error("deleted by Anna:", err)
	}
	rep := anna.sync()
	if again := bob.sync(); rep.Sent+rep.Received+rep.Deleted+again.Sent+again.Received+again.Gone > 0 {
		t.Errorf("nothing was left to do: %+v, %+v", rep, again)
	}
}

// Nothing of a customer is in the bucket, sealed to others than the team or in a name.
func TestNothingLeavesUnsealed(t *testing.T) {
	server, all := newTeam(t, "Anna", "Bob")
	anna := all[0]
	words := []string{"Sentinel", "PL61109010140000071219812874", "KontoBank", "owner-Anna", "claims", "Anna", "Bob", "sandbox"}
	id := anna.save("<reply>Sentinel PL61109010140000071219812874</reply>")
	anna.must(anna.archive.PutAttachment(id, "claims", []byte("Sentinel")))
	c := newCase()
	anna.must(anna.act(c, casefile.Label{Label: "Sentinel"}))
	anna.must(anna.act(c, casefile.Note{Text: "Sentinel of Anna"}))
	anna.sync()
	damaged := anna.save("Sentinel that is damaged")
	anna.must(os.Remove(filepath.Join(anna.dir, "data", "imports", damaged, "reply.age")))
	anna.sync()
	if found := contains(t, server, words...); len(found) > 0 {
		t.Errorf("in the bucket: %s", strings.Join(found, "\n"))
	}
	if n := len(bucket(t, server)); n < 10 {
		t.Errorf("only %d objects: the test looks in the wrong place", n)
	}
}

// An archive that goes into a bucket and out of it onto another machine has lost nothing, whatever it holds.
func TestMovingLosesNothing(t *testing.T) {
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			rng := rand.New(rand.NewPCG(seed, 2))
			server := s3test.New(t)
			home := t.TempDir()
			here := filled(t, server, home, rng)
			want := here.all()
			copyDir(t, filepath.Join(home, "data"), filepath.Join(home, "before"))
			here.must(here.begin())
			server.BadDay(seed, 0.03)
			_, err := here.Join(t.Context(), nil)
			for n := 0; err != nil && n < 20; n++ { // what did not come through goes the next time
				_, err = here.Join(t.Context(), nil)
			}
			here.must(err)
			server.Heal()
			same(t, "here", here.all(), want)

			// Another machine of the same person: it has the key, and nothing else.
			other := t.TempDir()
			key, err := os.ReadFile(filepath.Join(home, "data", "encryption.json"))
			here.must(err)
			here.must(os.MkdirAll(filepath.Join(other, "data"), 0o700))
			here.must(os.WriteFile(filepath.Join(other, "data", "encryption.json"), key, 0o600))
			there := newMachine(t, server, "Anna", other)
			_, err = there.Join(t.Context(), nil)
			there.must(err)
			same(t, "there", there.all(), want)
		})
	}
}

// filled is an archive with everything that there is: imports that are plain, sealed, large and damaged, with attachments,
// and cases with all kinds of acts.
func filled(t *testing.T, server *s3test.Server, dir string, rng *rand.Rand) *machine {
	t.Helper()
	plain, err := archive.Open(filepath.Join(dir, "data"), archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for n := range 2 {
		if _, err := plain.Save(t.Context(), archive.NewImport{}, fmt.Appendf(nil, "plain %d %d", n, rng.Uint64())); err != nil {
			t.Fatal(err)
		}
	}
	_ = plain.Close()
	d := newMachine(t, server, "Anna", dir)
	var ids []string
	for n := range 3 + rng.IntN(3) {
		ids = append(ids, d.save(fmt.Sprintf("sealed %d %d", n, rng.Uint64())))
	}
	noise := make([]byte, 5<<20)
	for i := range noise {
		noise[i] = byte(rng.Uint32())
	}
	ids = append(ids, d.save(string(noise)))
	for _, id := range ids {
		for n := range rng.IntN(3) {
			d.must(d.archive.PutAttachment(id, fmt.Sprint("service-", n), fmt.Appendf(nil, "answer %d", rng.Uint64())))
		}
		if rng.IntN(2) == 0 {
			d.must(d.archive.SetCounts(id, archive.Counts{Transactions: rng.IntN(1000)}))
			d.must(d.archive.SetExpiry(id, time.Now().Add(time.Duration(rng.IntN(1e6))*time.Second)))
		}
	}
	broken := d.save("to be damaged")
	file := filepath.Join(dir, "data", "imports", broken, "reply.age")
	d.must(os.Truncate(file, 10))
	// Cases as they are written without a team.
	for n := range 2 {
		c := newCase()
		l := casefile.Start(d.folder, c, casefile.LogOptions{Seal: d.archive})
		row := []casefile.Row{{Import: ids[n], Number: 3}}
		for _, a := range []casefile.Act{casefile.Label{Label: "Case"}, casefile.Person{Name: "Joan", Role: casefile.Applicant, OwnerExternalID: "owner-Anna"},
			casefile.Import{Import: ids[n], SHA256: "x", OwnerExternalID: "owner-Anna"}, casefile.Exclude{Rows: row, Reason: "a gift"}, casefile.Tag{Tag: "urgent"},
			casefile.Note{Text: "seen"}, casefile.Undo{Seq: 4, Reason: "no gift"}, casefile.Report{ID: "r", SHA256: "y"}, casefile.Status{Status: "review"}} {
			if _, err := l.Append(t.Context(), a, casefile.Author{Name: "Anna"}); err != nil {
				t.Fatal(err)
			}
		}
		d.must(d.folder.Create(t.Context(), "case-of/"+ids[n], []byte(c)))
	}
	return d
}

// What is done while the store cannot be reached waits, and goes later in order.
func TestOfflineWork(t *testing.T) {
	server, all := newTeam(t, "Anna", "Bob")
	anna, bob := all[0], all[1]
	c := newCase()
	anna.must(anna.act(c, casefile.Label{Label: "Joan"}))
	anna.sync()
	bob.sync()

	server.Down(true)
	id := bob.save("saved offline")
	bob.must(bob.act(c, casefile.Tag{Tag: "offline"}))
	bob.must(bob.act(c, casefile.Note{Text: "made offline"}))
	bob.must(bob.act(c, casefile.Status{Status: "review"}))
	if s := bob.state(c); len(s.Tags) != 1 || len(s.Notes) != 1 || s.Status != "review" {
		t.Errorf("what Bob did is not there for him: %+v", s)
	}
	made := bob.state(c).History[2].Time
	status, err := bob.Status(t.Context())
	if err != nil || status.Waiting != 4 || status.AsOf.IsZero() {
		t.Errorf("%+v, %v", status, err)
	}
	if _, err := bob.Sync(t.Context()); err == nil {
		t.Error("a sync without a store")
	}
	server.Down(false)
	anna.must(anna.act(c, casefile.Status{Status: "review"})) // Bob's is not allowed any more
	rep := bob.sync()
	if rep.Acts != 2 || rep.Refused != 1 || rep.Sent != 1 {
		t.Errorf("%+v", rep)
	}
	anna.sync()
	if anna.reply(id) != "saved offline" {
		t.Error(anna.reply(id))
	}
	s := anna.state(c)
	if len(s.Tags) != 1 || len(s.Notes) != 1 || s.ReadOnly != "" || !s.Notes[0].Event.Time.Equal(made) {
		t.Errorf("%+v", s)
	}
	refused, err := bob.Refused()
	if err != nil || len(refused) != 1 || refused[0].Case != c || !strings.Contains(string(refused[0].Act), "review") ||
		!strings.Contains(refused[0].Why, "the status is review already") || !strings.Contains(refused[0].Why, "by Anna") {
		t.Fatalf("%+v, %v", refused, err)
	}
	bob.must(bob.LetGo(refused[0].ID))
	if status, err := bob.Status(t.Context()); err != nil || status.Waiting+status.Refused != 0 {
		t.Errorf("%+v, %v", status, err)
	}
}

// A change of the team that nobody accepted keeps everything here.
func TestNothingIsSentToAnUnknownTeam(t *testing.T) {
	server, all := newTeam(t, "Anna", "Bob")
	anna, bob := all[0], all[1]
	eve := newMachine(t, server, "Eve", t.TempDir())
	_, err := anna.team.Change(t.Context(), team.Add, eve.member(), anna.author())
	anna.must(err)
	id := bob.save("of Bob")
	if _, err := bob.Sync(t.Context()); !errors.Is(err, team.ErrUnknownChange) {
		t.Fatal(err)
	}
	c := newCase()
	bob.must(bob.act(c, casefile.Label{Label: "of Bob"}))
	anna.sync()
	if _, err := anna.archive.Get(id); !errors.Is(err, archive.ErrNotFound) || anna.state(c).Label != "" {
		t.Error("it was sent")
	}
	_, err = bob.team.Trust(t.Context())
	bob.must(err)
	bob.sync()
	_, err = eve.Join(t.Context(), nil)
	eve.must(err)
	if eve.reply(id) != "of Bob" || eve.state(c).Label != "of Bob" {
		t.Error(eve.reply(id), eve.state(c).Label)
	}
}

func TestAnotherStoreMustBeJoinedFirst(t *testing.T) {
	server := s3test.New(t)
	d := newMachine(t, server, "Anna", t.TempDir())
	d.must(d.begin())
	if _, err := d.Sync(t.Context()); !errors.Is(err, replica.ErrNotJoined) {
		t.Error(err)
	}
}

// Deleting by time needs clocks that agree.
func TestClocksThatDiffer(t *testing.T) {
	server, all := newTeam(t, "Anna")
	if at, err := all[0].Clock(t.Context()); err != nil || time.Since(at).Abs() > time.Minute {
		t.Error(at, err)
	}
	server.Skew(6 * time.Minute)
	if _, err := all[0].Clock(t.Context()); !errors.Is(err, replica.ErrSkew) {
		t.Error(err)
	}
	server.Skew(-4 * time.Minute)
	if at, err := all[0].Clock(t.Context()); err != nil || !at.Before(time.Now().Add(-3*time.Minute)) {
		t.Error("what expires counts by the store's time:", at, err)
	}
}

// What else waits of a case is sent with its acts, and a body whose event is on its way stays.
func TestWhatWaitsBesideActs(t *testing.T) {
	server, all := newTeam(t, "Anna")
	anna := all[0]
	c := newCase()
	anna.must(anna.act(c, casefile.Label{Label: "Joan"}))
	server.Down(true)
	anna.must(anna.act(c, casefile.Note{Text: "offline"}))
	for _, name := range []string{"data-1.data", "0123.body"} {
		anna.must(anna.Cases().Create(t.Context(), "cases/"+c+"/"+name, []byte("sealed")))
	}
	server.Down(false)
	anna.sync()
	there := bucket(t, server)
	if _, ok := there["cases/"+c+"/data-1.data"]; !ok {
		t.Error("the data were not sent")
	}
	if b, err := anna.Cases().Get(t.Context(), "cases/"+c+"/0123.body"); err != nil || string(b) != "sealed" {
		t.Error("the body is gone:", err)
	}
}

// Who may not delete in the bucket is told so once; the import stays away here, and everything else goes on.
func TestADeletionThatIsNotAllowedIsSetAside(t *testing.T) {
	server, all := newTeam(t, "Anna", "Bob")
	anna, bob := all[0], all[1]
	id := anna.save("kept by the team")
	anna.sync()
	bob.sync()
	server.Add(&s3test.Fault{Kind: s3test.Refuse, Method: "DELETE", Status: 403, Code: "AccessDenied"})
	bob.must(bob.archive.Delete(id))
	other := bob.save("behind the deletion")
	rep, err := bob.Sync(t.Context())
	if err != nil || len(rep.Problems) != 1 || rep.Sent != 1 || rep.Deleted != 0 {
		t.Fatalf("%+v, %v", rep, err)
	}
	for _, want := range []string{id + " is deleted here and stays in the store", "the right to delete is missing", "--let-go " + id} {
		if !strings.Contains(rep.Problems[0], want) {
			t.Errorf("%q is not in %q", want, rep.Problems[0])
		}
	}
	anna.sync()
	if anna.reply(other) != "behind the deletion" || anna.reply(id) != "kept by the team" {
		t.Error(anna.reply(other), anna.reply(id))
	}
	if rep := bob.sync(); rep.Received > 0 { // it fails with a second sentence
		t.Errorf("it came back unasked: %+v", rep)
	}
	if s, err := bob.Status(t.Context()); err != nil || s.Waiting != 0 || len(s.Undeleted) != 1 || s.Problem != "" {
		t.Errorf("%+v, %v", s, err)
	}
	bob.must(bob.LetGo(id))
	bob.sync()
	if bob.reply(id) != "kept by the team" {
		t.Error(bob.reply(id))
	}
	bob.must(bob.archive.Delete(id))
	_, err = bob.Sync(t.Context())
	bob.must(err)
	server.Heal()
	anna.must(anna.archive.Delete(id))
	anna.sync()
	bob.sync()
	if s, err := bob.Status(t.Context()); err != nil || len(s.Undeleted) != 0 {
		t.Errorf("deleted by Anna: %+v, %v", s, err)
	}
}

// What killed programs left in the bucket goes when it is older than a day by the bucket's clock, and not before.
func TestWhatWasLeftInTheStoreIsSwept(t *testing.T) {
	server, all := newTeam(t, "Anna")
	anna := all[0]
	id := anna.save("kept")
	anna.sync()
	gone := newCase()
	left := []string{"imports/" + gone + "/p-abc", "imports/" + gone + "/00000002", "probe/abc"}
	b, err := s3.Open(server.Address(), nil)
	anna.must(err)
	for _, name := range left {
		anna.must(b.Create(t.Context(), name, []byte("sealed")))
	}
	there := func() (n int) {
		now := bucket(t, server)
		for _, name := range left {
			if _, ok := now[name]; ok {
				n++
			}
		}
		return n
	}
	for _, later := range []time.Duration{0, 23 * time.Hour} {
		anna.now = time.Now().Add(later)
		server.Skew(later)
		if anna.sync(); there() != len(left) {
			t.Fatalf("%d of %d are left after %s", there(), len(left), later)
		}
	}
	anna.now = time.Now().Add(60 * time.Hour) // a clock that is wrong
	if anna.sync(); there() != len(left) {
		t.Error("swept by the clock of this machine")
	}
	server.Skew(60 * time.Hour)
	if anna.sync(); there() != 0 || anna.reply(id) != "kept" {
		t.Errorf("%d are left", there())
	}
	if n := len(bucket(t, server)); n < 3 {
		t.Errorf("only %d objects remain: too much was swept", n)
	}
}
