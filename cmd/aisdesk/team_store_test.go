package main

import (
	"strings"
	"testing"

	"github.com/zalando/go-keyring"

	"aisdesk/aisclient/objects/s3"
	"aisdesk/aisclient/objects/s3/s3test"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// An archive in a directory that only the settings name moves into a bucket, and works there by the one line that is told. Where the
// settings then name another directory, the one with the key is named.
func TestAnArchiveOfADirectoryMovesIntoABucket(t *testing.T) {
	keyring.MockInit()
	s, dir := s3test.New(t), t.TempDir()
	anna := teamDesk(t, s, "Anna", s3test.Keeper)
	anna.env["AISDESK_ARCHIVE"] = "file://" + dir
	says(t, anna.run("encrypt", "keyring"), 0)
	id := anna.imported().ID
	says(t, anna.run("case", "note", id, "before the move"), 0)
	to := s.Address().String()
	says(t, anna.run("archive", "move", to), 0, "Set archive = ", "This machine's copy with its key stays in "+dir)
	anna.env["AISDESK_ARCHIVE"] = to
	says(t, anna.run("list"), 0, id)
	says(t, anna.run("archive", "sync"), 0)
	says(t, anna.run("case", "show", id), 0, "before the move")
	says(t, anna.run("case", "note", id, "after the move"), 0)
	anna.env["AISDESK_DATA_DIR"] = t.TempDir()
	says(t, anna.run("archive", "sync"), cli.ExitError, "takes part in "+to, "Set data_dir = ", dir)
}

// Where the settings name another store than the archive's, or none, nothing is said to be erased or deleted.
func TestNothingIsErasedBesideItsStore(t *testing.T) {
	keyring.MockInit()
	s, other := s3test.New(t), s3test.New(t)
	anna, bob := teamDesk(t, s, "Anna", s3test.Keeper), teamDesk(t, other, "Bob", s3test.Keeper)
	says(t, anna.run("archive", "init"), 0)
	says(t, bob.run("archive", "init"), 0)
	id := anna.imported().ID
	says(t, anna.run("case", "note", id, "of the customer"), 0)
	alone := anna.imported().ID
	says(t, anna.run("archive", "sync"), 0)
	before := objectsOf(t, s)
	for _, now := range []string{other.Address().String(), ""} {
		anna.env["AISDESK_ARCHIVE"] = now
		for _, args := range [][]string{{"erase", id, "--reason", "asked for", "--yes"}, {"delete", alone, "--yes"}, {"purge"}, {"case", "note", id, "there"}} {
			r := anna.run(args...)
			says(t, r, cli.ExitError, "this archive belongs to "+s.Address().String(), "Set archive = ")
			if strings.Contains(r.out+r.err, "is erased") {
				t.Errorf("%v: %+v", args, r)
			}
		}
		says(t, anna.run("case", "show", id), 0, "of the customer")
		says(t, anna.run("show", alone), 0, "KontoBank")
	}
	if got := objectsOf(t, s); got != before {
		t.Errorf("the store holds\n%s\nand held\n%s", got, before)
	}
	anna.env["AISDESK_ARCHIVE"] = s.Address().String()
	says(t, anna.run("erase", id, "--reason", "asked for", "--yes"), 0)
}

// objectsOf are the names of all objects in a bucket.
func objectsOf(t *testing.T, s *s3test.Server) string {
	t.Helper()
	b, err := s3.Open(s.Address(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for o, err := range b.List(t.Context(), "", "") {
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, o.Name)
	}
	return strings.Join(names, "\n")
}

// A bucket in which somebody may only read is not said to hold an archive; to try it needs neither a key nor an archive.
func TestAProbeSaysWhatItCouldNotTry(t *testing.T) {
	s := s3test.New(t)
	s.CheckRights()
	d := newDesk(t)
	d.env["AISDESK_ARCHIVE"], d.env["AWS_ACCESS_KEY_ID"], d.env["AWS_SECRET_ACCESS_KEY"] = s.Address().String(), s3test.Auditor, "invented"
	r := d.run("archive", "probe")
	says(t, r, 0, "can hold an archive is not known: the right to put is missing", "the rights of an auditor")
	d.env["AWS_ACCESS_KEY_ID"] = s3test.Keeper
	says(t, d.run("archive", "probe"), 0, "can hold an archive: of two who write the same name one wins")
}

// An act that waits since the store refuses it says so at once, whatever the reason.
func TestAnActThatWaitsSaysSo(t *testing.T) {
	keyring.MockInit()
	s := s3test.New(t)
	anna := teamDesk(t, s, "Anna", s3test.Keeper)
	says(t, anna.run("archive", "init"), 0)
	id := anna.imported().ID
	says(t, anna.run("case", "note", id, "first"), 0)
	s.Add(&s3test.Fault{Kind: s3test.Refuse, Method: "PUT", Status: 400, Code: "ExpiredToken"})
	r := anna.run("case", "note", id, "waits")
	says(t, r, 0)
	if !strings.Contains(r.err, "The team's store: credentials missing, wrong or expired: aisdesk archive sync") || !strings.Contains(r.err, "1 waits") ||
		!strings.Contains(r.err, "waits to be sent to the team's store, and may get another number there") {
		t.Errorf("%+v", r)
	}
	says(t, anna.run("case", "history", id), 0, "Note: waits (waits to be sent, its number may change)")
	says(t, anna.run("case", "history", id, "--json"), 0, `"what":"Note: waits","waits":true`)
	s.Heal()
	says(t, anna.run("archive", "sync"), 0)
	if r := anna.run("case", "history", id); strings.Contains(r.out, "its number may change") {
		t.Errorf("%+v", r)
	}
}
