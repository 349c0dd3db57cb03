package main

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/zalando/go-keyring"

	"aisdesk/aisclient/objects/s3/s3test"
	"aisdesk/aisclient/team"
	"aisdesk/cmd/aisdesk/internal/cli"
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
	says(t, bob.run("archive", "sync"), cli.ExitError, "the right to delete is missing")
	says(t, anna.run("team", "remove", "bob"), 0, "What they read stays read", "Take their rights in the bucket")
	says(t, bob.run("archive", "sync"), cli.ExitError, "you were taken out of the team", "Anna")
	list := decoded[struct {
		Members []team.Member
		Changes []team.Change
	}](t, anna.run("team", "list", "--json"))
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
