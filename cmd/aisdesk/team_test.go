package main

import (
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/zalando/go-keyring"

	"aisdesk/aisclient/objects/s3"
	"aisdesk/aisclient/objects/s3/s3test"
	"aisdesk/aisclient/team"
	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/localserver/testenv"
)

// teamDesk is a desk whose archive is sealed and in a bucket.
func teamDesk(t *testing.T, s *s3test.Server, name, key string) *desk {
	t.Helper()
	d := newDesk(t)
	d.env["AISDESK_ARCHIVE"], d.env["AISDESK_AUTHOR"] = s.Address().String(), name
	d.env["AWS_ACCESS_KEY_ID"], d.env["AWS_SECRET_ACCESS_KEY"] = key, "invented"
	says(t, d.run("encrypt", "keyring"), 0)
	return d
}

var ageRecipient = regexp.MustCompile(`age1[0-9a-z]{50,}`)

// Two people share an archive from the first command to the last.
func TestATeamOnTheCommandLine(t *testing.T) {
	keyring.MockInit()
	s := s3test.New(t)
	plain := newDesk(t)
	says(t, plain.run("archive", "sync"), cli.ExitError, "which nobody shares", "AISDESK_ARCHIVE")
	plain.env["AISDESK_ARCHIVE"] = s.Address().String()
	says(t, plain.run("archive", "init"), cli.ExitError, "aisdesk encrypt keyring --older")
	anna, bob := teamDesk(t, s, "Anna", s3test.Keeper), teamDesk(t, s, "Bob", s3test.Analyst)
	s.CheckRights()
	says(t, anna.run("archive", "probe"), 0, "one wins", "the rights of a keeper")
	says(t, bob.run("archive", "probe"), 0, "the rights of an analyst", "was left")
	before := anna.imported()
	says(t, anna.run("archive", "sync"), cli.ExitError, "aisdesk archive init")
	says(t, anna.run("archive", "init"), 0, "The team begins, with Anna as its first member", "Sent: ")
	refused := bob.run("archive", "init")
	says(t, refused, cli.ExitError, "aisdesk team add NAME age1")
	says(t, anna.run("team", "add", "Bob", ageRecipient.FindString(refused.err), "--role", "analyst"), 0, "Bob is a member")
	says(t, anna.run("team", "reseal"), 0, "sealed again")
	says(t, anna.run("team", "reseal"), 0, "0 objects sealed again; ", " were already")
	says(t, bob.run("archive", "init"), 0, "Received: 1 import")
	says(t, bob.run("show", before.ID), 0, "KontoBank")

	of := bob.imported()
	says(t, anna.run("list"), 0, of.ID, before.ID)
	says(t, bob.run("case", "tag", of.ID, "urgent"), 0)
	says(t, anna.run("case", "show", of.ID), 0, "urgent")

	s.Down(true)
	says(t, bob.run("show", before.ID), 0, "KontoBank")
	says(t, bob.run("case", "note", of.ID, "made without the bucket"), 0)
	says(t, bob.run("case", "status", of.ID, "review"), 0)
	says(t, bob.run("archive", "sync"), cli.ExitError, "cannot be reached", "What you did is kept here")
	s.Down(false)
	says(t, anna.run("case", "status", of.ID, "review"), 0)
	says(t, bob.run("archive", "sync"), 0, "1 act that waited", "Not allowed any more: your status", "The status by Anna", "--let-go")
	says(t, anna.run("case", "show", of.ID), 0, "made without the bucket")

	says(t, bob.run("delete", before.ID, "--yes"), 0)
	// What he may not delete is told once, set aside, and keeps nothing else back.
	says(t, bob.run("case", "tag", of.ID, "behind-the-deletion"), 0)
	if r := bob.run("archive", "sync"); strings.Contains(r.out+r.err, "the right to delete is missing") || !strings.Contains(r.out, "Deleted here only: import "+before.ID) {
		t.Errorf("told when the command before ended: %+v", r)
	}
	says(t, anna.run("case", "show", of.ID), 0, "behind-the-deletion")
	says(t, bob.run("show", before.ID), cli.ExitError)
	says(t, bob.run("archive", "sync", "--let-go", before.ID), 0)
	says(t, bob.run("archive", "sync"), 0, "Received: 1 import")
	says(t, anna.run("team", "remove", "bob"), 0, "What they read stays read", "Revoke their rights in the bucket")
	says(t, bob.run("archive", "sync"), cli.ExitError, "you were removed from the team", "Anna")
	list := decoded[struct {
		Members []team.Member
		Changes []team.Change
	}](t, anna.run("team", "--format", "json"))
	if len(list.Members) != 1 || len(list.Changes) != 3 {
		t.Errorf("%+v", list)
	}
	says(t, anna.run("case", "show", of.ID), 0, "made without the bucket")
	out := t.TempDir() + "/out"
	says(t, anna.run("archive", "move", "file://"+out), 0, "2 imports with all cases")
	delete(anna.env, "AISDESK_ARCHIVE")
	anna.env["AISDESK_ARCHIVE"] = "file://" + out
	says(t, anna.run("show", of.ID), 0, "KontoBank")
	says(t, anna.run("case", "show", of.ID), 0, "made without the bucket")
	says(t, anna.run("check", "--all"), 0)
}

// Who signs acts begins a team with the key of the settings: what they do in it is told from what is only claimed.
func TestWhoBeginsATeamIsKnownByTheirKey(t *testing.T) {
	keyring.MockInit()
	keygen, key := testenv.Need(t, testenv.SSHKeygen), filepath.Join(t.TempDir(), "id")
	if out, err := exec.Command(keygen, "-q", "-t", "ed25519", "-N", "", "-f", key).CombinedOutput(); err != nil {
		t.Fatalf("%v %s", err, out)
	}
	s := s3test.New(t)
	anna, bob := teamDesk(t, s, "Anna", s3test.Keeper), teamDesk(t, s, "Bob", s3test.Analyst)
	anna.env["AISDESK_SIGN"], anna.env["AISDESK_SIGN_KEY"] = "ssh", key
	says(t, anna.run("archive", "init"), 0)
	says(t, anna.run("team", "add", "Bob", ageRecipient.FindString(bob.run("archive", "init").err)), 0)
	list := decoded[struct {
		Members []team.Member
		Changes []team.Change
	}](t, anna.run("team", "list", "--json"))
	if len(list.Members) != 2 || len(list.Members[0].Keys) != 1 || list.Changes[1].Key != list.Members[0].Keys[0] {
		t.Errorf("%+v", list)
	}
	if r := anna.run("team", "list"); strings.Contains(r.out, "unverified") {
		t.Error(r.out)
	}
}

// Whoever works alone asks nothing of any network, and needs no credentials.
func TestAnArchiveByItsOtherName(t *testing.T) {
	d := newDesk(t)
	dir := t.TempDir()
	d.env["AISDESK_ARCHIVE"] = "file://" + dir
	d.imported()
	if _, err := os.Stat(dir + "/imports"); err != nil || d.saved() != 1 {
		t.Error(err)
	}
	for value, want := range map[string]string{
		"s3://key:secret@bucket": "holds credentials", "s3://bucket?regoin=x": "regoin", "ftp://x": "neither a directory nor a bucket",
		"file://relative": "names no directory", "bucket": "neither",
	} {
		d.env["AISDESK_ARCHIVE"] = value
		r := d.run("list")
		says(t, r, cli.ExitUsage, want)
		if strings.Contains(r.err, "secret") {
			t.Errorf("it repeats the secret: %s", r.err)
		}
	}
	d.env["AISDESK_ARCHIVE"], d.env["AISDESK_DATA_DIR"] = "file://"+dir, t.TempDir()
	says(t, d.run("list"), cli.ExitUsage, "names another directory than data-dir")
}

// Each failure of a store has its sentence, with the next step; what was done is kept, and goes once it can.
func TestFailuresOfAStoreHaveTheirSentence(t *testing.T) {
	keyring.MockInit()
	s := s3test.New(t)
	d := teamDesk(t, s, "Anna", s3test.Keeper)
	says(t, d.run("archive", "init"), 0)
	refuse := func(status int, code string) *s3test.Fault {
		return &s3test.Fault{Kind: s3test.Refuse, Status: status, Code: code}
	}
	put := func(f *s3test.Fault) *s3test.Fault { f.Method = "PUT"; return f }
	for name, c := range map[string]struct {
		fault *s3test.Fault
		want  string
		line  string // how the store stands, after an act and beside a list
	}{
		"no network":                  {&s3test.Fault{Kind: s3test.DropBefore}, "the store cannot be reached: ", "offline"},
		"no network while it sends":   {put(&s3test.Fault{Kind: s3test.DropBefore}), "the store cannot be reached: ", "offline"},
		"no network behind it":        {put(&s3test.Fault{Kind: s3test.DropAfter}), "", ""},
		"overloaded":                  {refuse(503, "SlowDown"), "the store cannot do it now: ", "the store cannot do it now"},
		"out of order while it sends": {put(refuse(500, "InternalError")), "answers 500 InternalError. What you did is kept here and sent once it can be", "the store cannot do it now"},
		"credentials expired":         {refuse(403, "ExpiredToken"), "the credentials for the store are missing, wrong or expired (ExpiredToken). Renew them where the AWS tools have them, and try again", "credentials missing, wrong or expired: aisdesk archive sync"},
		"no right to write":           {put(refuse(403, "AccessDenied")), "the store does not allow it: the right to put is missing. Whoever keeps the bucket can give it", ""},
		"the bucket is gone":          {refuse(404, "NoSuchBucket"), "there is no such bucket in that region (NoSuchBucket). Look at the bucket's name and region in the setting archive", "no such bucket: aisdesk archive sync"},
		"another region":              {refuse(301, "PermanentRedirect"), "there is no such bucket in that region (PermanentRedirect). Look at the bucket's name and region in the setting archive", "no such bucket: aisdesk archive sync"},
		"full":                        {put(refuse(507, "XMinioStorageFull")), "the store is full. Make room or raise its limit, then \"aisdesk archive sync\" sends what waits", "the store is full: aisdesk archive sync"},
		"the clock":                   {refuse(403, "RequestTimeTooSkewed"), "the clock of this machine is wrong: the store refuses it. Set it, best by a time server, and try again", "this machine's clock is wrong: aisdesk archive sync"},
	} {
		t.Run(name, func(t *testing.T) {
			id := d.imported().ID // it is sent when the command ends
			says(t, d.run("case", "begin", id), 0)
			s.Add(c.fault)
			note := d.run("case", "note", id, name)
			if name == "no right to write" {
				says(t, note, cli.ExitError, c.want) // it is told at once
				s.Heal()
				return
			}
			says(t, note, 0)
			if c.line != "" {
				says(t, note, 0, "The team's store: "+c.line+", ")
				says(t, d.run("case", "list"), 0, "The team's store: "+c.line+", ")
			}
			if r := d.run("archive", "sync"); c.want != "" {
				says(t, r, cli.ExitError, c.want)
			}
			s.Heal()
			says(t, d.run("archive", "sync"), 0)
			if out := d.run("case", "show", id).out; strings.Count(out, name) != 1 {
				t.Errorf("the note is there %d times:\n%s", strings.Count(out, name), out)
			}
		})
	}
	for _, off := range []time.Duration{-90 * 24 * time.Hour, 90 * 24 * time.Hour} {
		s.Skew(off)
		refused := d.run("purge")
		says(t, refused, cli.ExitError, "from the store's: nothing is deleted while the clocks differ by over 5 minutes")
		if refused.out != "" {
			t.Errorf("a refused purge says what it did: %q", refused.out)
		}
		if off > 0 { // replies are kept for 30 days, by the store's time
			says(t, d.run("purge", "--dry-run"), 0, "11 expired imports would be deleted.", "purge would delete none of it now")
		}
		says(t, d.run("archive", "sync"), 0)
		if n := len(decoded[[]struct{ ID string }](t, d.run("list", "--json"))); n != 11 {
			t.Errorf("%d imports are left of 11 with a clock that is off by %s", n, off)
		}
	}
	s.Skew(10 * time.Minute)
	says(t, d.run("purge"), cli.ExitError, "from the store's: nothing is deleted while the clocks differ by over 5 minutes. Set it, best by a time server")
}

// An erased case leaves headers of events in the bucket and at each desk, and nothing of what waited for it.
func TestACaseIsErasedInABucket(t *testing.T) {
	keyring.MockInit()
	s := s3test.New(t)
	anna, bob := teamDesk(t, s, "Anna", s3test.Keeper), teamDesk(t, s, "Bob", s3test.Analyst)
	says(t, anna.run("archive", "init"), 0)
	recipient := ageRecipient.FindString(bob.run("archive", "init").err)
	says(t, anna.run("team", "add", "Bob", recipient), 0)
	says(t, bob.run("archive", "init"), 0)
	id := anna.imported().ID
	says(t, anna.run("case", "note", id, "of the customer"), 0)
	says(t, bob.run("case", "show", id), 0, "of the customer")
	// Whose role does not include it marks nothing: the mark cannot be taken back.
	says(t, bob.run("erase", id, "--reason", "a slip", "--yes"), cli.ExitError, "nothing is erased: ", "your role in the team is analyst, who deletes nothing", "Anna can do it by \"aisdesk erase ")
	says(t, bob.run("purge"), 0)
	says(t, anna.run("case", "show", id), 0, "of the customer")
	says(t, bob.run("check", "--all"), 0)
	// A keeper by the team's list to whom the bucket gives fewer rights.
	s.CheckRights()
	says(t, anna.run("team", "add", "Bob", recipient, "--role", "keeper"), 0)
	if r := bob.run("team", "trust", "--yes"); r.code != 0 || strings.Contains(r.out+r.err, "team changed") {
		t.Errorf("trusted: %+v", r)
	}
	s.Down(true)
	says(t, bob.run("case", "note", id, "waits at Bob's"), 0)
	s.Down(false)
	// Bob begins, and may not delete: somebody who may ends it.
	other := bob.imported().ID
	says(t, bob.run("erase", other, "--reason", "asked for", "--yes"), cli.ExitError, "is marked as erased", "the right to delete is missing", "Anna or Bob can finish it by \"aisdesk erase ")
	if r := bob.run("purge"); r.code != 0 || strings.Contains(r.err, "the right to delete") {
		t.Errorf("told again: %+v", r)
	}
	for _, d := range []*desk{bob, anna} { // nothing is another than it was
		r := d.run("check", "--all")
		says(t, r, cli.ExitError, "left case ", "its body with its salt is still there", "The erasure is not finished", "0 not as they were written, 1 not erased to the end")
		if strings.Contains(r.out, "BAD") {
			t.Error(r.out)
		}
	}
	says(t, anna.run("erase", id, "--reason", "asked for", "--yes"), 0)
	step := regexp.MustCompile("aisdesk erase (\\S+)\"").FindStringSubmatch(anna.run("check", "--all").out) // as it is told
	if len(step) != 2 {
		t.Fatal("check names no next step")
	}
	says(t, anna.run("erase", step[1], "--yes"), 0)
	says(t, anna.run("check", "--case", step[1]), 0, "Erased, chain whole")
	says(t, anna.run("archive", "sync"), 0)
	bob.run("archive", "sync")
	if r := bob.run("archive", "sync", "--json"); strings.Contains(r.out, "waits at Bob's") {
		t.Errorf("the text of an act of an erased case: %s", r.out)
	}
	headers := regexp.MustCompile(`(^|/)cases/[^/]+/\d+\.event$`)
	var left []string
	b, err := s3.Open(s.Address(), nil)
	if err != nil {
		t.Fatal(err)
	}
	kept, bodies := 0, map[string]bool{}
	look := func(where, name string) {
		if headers.MatchString(name) {
			kept++
		} else if strings.HasSuffix(name, ".body") {
			bodies[path.Base(name)] = true // of the reason why it was erased, which stays
		} else if strings.Contains(name, id) || strings.Contains(name, other) || strings.Contains(name, "cases/") {
			left = append(left, where+" "+name)
		}
	}
	for o, err := range b.List(t.Context(), "", "") {
		if err != nil {
			t.Fatal(err)
		}
		look("bucket", o.Name)
	}
	for name, d := range map[string]*desk{"Anna": anna, "Bob": bob} {
		err := filepath.WalkDir(d.env["XDG_DATA_HOME"], func(file string, e fs.DirEntry, err error) error {
			if err == nil && !e.IsDir() {
				look(name, filepath.ToSlash(file))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(left) > 0 || kept == 0 || len(bodies) > 2 {
		t.Errorf("%d headers, %d bodies, and left:\n%s", kept, len(bodies), strings.Join(left, "\n"))
	}
}

// A case that was erased without the network is erased once there is one, whatever others did in it meanwhile.
func TestACaseIsErasedOffline(t *testing.T) {
	keyring.MockInit()
	s := s3test.New(t)
	anna, bob := teamDesk(t, s, "Anna", s3test.Keeper), teamDesk(t, s, "Bob", s3test.Keeper)
	says(t, anna.run("archive", "init"), 0)
	says(t, anna.run("team", "add", "Bob", ageRecipient.FindString(bob.run("archive", "init").err)), 0)
	says(t, bob.run("archive", "init"), 0)
	made := anna.run("case", "new", "loan", "--applicant", "Joan Invented", "--owner", "joan-1")
	says(t, made, 0)
	of := strings.TrimSpace(made.out)
	id, more := anna.imported("--owner", "joan-1", "--case", of).ID, anna.imported("--owner", "joan-1", "--case", of).ID
	says(t, anna.run("case", "note", of, "of the customer"), 0)
	says(t, anna.run("archive", "sync"), 0)
	says(t, bob.run("case", "show", of), 0, "of the customer")
	s.Down(true)
	says(t, anna.run("case", "note", of, "waits with it"), 0)
	says(t, anna.run("erase", of, "--reason", "asked for", "--yes"), cli.ExitError, "marked as erased", "aisdesk archive sync")
	if r := anna.run("erase", of, "--reason", "asked for", "--yes"); r.code != cli.ExitError || strings.Contains(r.err, "is erased;") {
		t.Errorf("%+v", r)
	}
	s.Down(false)
	says(t, bob.run("case", "note", of, "of a colleague"), 0)
	late := bob.imported("--owner", "joan-1", "--case", of).ID
	says(t, bob.run("archive", "sync"), 0)
	says(t, anna.run("archive", "sync"), 0)
	says(t, bob.run("archive", "sync"), 0)
	for _, d := range []*desk{anna, bob} {
		if r := d.run("case", "history", of); strings.Contains(r.out, "of a colleague") || strings.Contains(r.out, "waits with it") || strings.Contains(r.out, "of the customer") {
			t.Errorf("%+v", r)
		}
		says(t, d.run("check", "--case", of), 0, "Erased, chain whole")
	}
	names := objectsOf(t, s)
	if n := strings.Count(names, ".body"); n != 1 {
		t.Errorf("%d bodies in\n%s", n, names)
	}
	for _, importID := range []string{id, more, late} {
		if strings.Contains(names, importID) {
			t.Errorf("import %s is in\n%s", importID, names)
		}
	}
}

// An archive that a passphrase opens moves into another bucket, as one that the keyring opens does.
func TestMoveIntoAnotherBucketWithAPassphrase(t *testing.T) {
	keyring.MockInit()
	here, there := s3test.New(t), s3test.New(t)
	anna := newDesk(t).sealed()
	anna.env["AISDESK_ARCHIVE"], anna.env["AISDESK_AUTHOR"] = here.Address().String(), "Anna"
	anna.env["AWS_ACCESS_KEY_ID"], anna.env["AWS_SECRET_ACCESS_KEY"] = s3test.Keeper, "invented"
	says(t, anna.run("archive", "init"), 0, "The team begins")
	of := anna.imported()
	says(t, anna.run("archive", "move", there.Address().String()), 0, "The team begins", "Sent: ")
	anna.env["AISDESK_ARCHIVE"] = there.Address().String()
	says(t, anna.run("archive", "sync"), 0)
	says(t, anna.run("show", of.ID), 0, "KontoBank")
	anna.env["AISDESK_ARCHIVE"] = here.Address().String() // back where it came from: what is here was not received
	if r := anna.run("archive", "init"); r.code != 0 || !strings.Contains(r.out, "Received: 0 imports") {
		t.Errorf("%+v", r)
	}
}

// A machine's own move into a directory is no work of a stranger, whatever this machine knew of that directory before: nothing there
// is said to be another's, and work goes on. What was known of each import and case before the move is known there, too.
func TestAMoveIntoADirectoryIsTheMachinesOwn(t *testing.T) {
	keyring.MockInit()
	s := s3test.New(t)
	anna := newDesk(t).sealed()
	anna.env["AISDESK_AUTHOR"], anna.env["AWS_ACCESS_KEY_ID"], anna.env["AWS_SECRET_ACCESS_KEY"] = "Anna", s3test.Keeper, "invented"
	shared, out := s.Address().String(), t.TempDir()+"/out"
	anna.env["AISDESK_ARCHIVE"] = "file://" + out
	says(t, anna.run("list"), 0) // the place is known, and nothing is encrypted there
	says(t, anna.run("check", "--all"), 0)
	anna.env["AISDESK_ARCHIVE"] = shared
	says(t, anna.run("archive", "init"), 0)
	alone, inCase := anna.imported().ID, anna.imported().ID
	says(t, anna.run("case", "note", inCase, "of the customer"), 0)
	says(t, anna.run("archive", "move", "file://"+out), 0, "2 imports with all cases")
	anna.env["AISDESK_ARCHIVE"] = "file://" + out
	r := anna.run("check", "--all")
	says(t, r, 0)
	for _, not := range []string{"this machine did not save it", "cannot be known"} {
		if strings.Contains(r.out+r.err, not) {
			t.Errorf("%q after this machine's own move:\n%s%s", not, r.out, r.err)
		}
	}
	later := anna.imported().ID
	says(t, anna.run("check", "--all"), 0)

	// What is then taken away there is missed, as it would have been before the move.
	if err := os.RemoveAll(filepath.Join(out, "imports", alone)); err != nil {
		t.Fatal(err)
	}
	says(t, anna.run("check", "--all"), cli.ExitTampered, alone)

	// The directory is given up, and the archive moved there once more: it is another one, and owes nothing to the one before.
	if err := os.RemoveAll(out); err != nil {
		t.Fatal(err)
	}
	anna.env["AISDESK_ARCHIVE"] = shared
	says(t, anna.run("archive", "move", "file://"+out), 0, "2 imports with all cases")
	anna.env["AISDESK_ARCHIVE"] = "file://" + out
	says(t, anna.run("check", "--all"), 0)
	says(t, anna.run("show", later), cli.ExitError)
	anna.imported()
	says(t, anna.run("check", "--all"), 0)
	// Moved there again, nothing changes.
	anna.env["AISDESK_ARCHIVE"] = shared
	says(t, anna.run("archive", "move", "file://"+out), 0, "2 imports with all cases")
	anna.env["AISDESK_ARCHIVE"] = "file://" + out
	says(t, anna.run("check", "--all"), 0)
}
