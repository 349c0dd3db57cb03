package main

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zalando/go-keyring"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/objects/s3/s3test"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// A reply that is not kept at the desk is found and listed without the bucket, and opened with it. Whoever opens it without is
// told what to do.
func TestRepliesOfATeamNeedNotLieAtTheDesk(t *testing.T) {
	keyring.MockInit()
	s := s3test.New(t)
	d := teamDesk(t, s, "Anna", s3test.Keeper)
	says(t, d.run("archive", "init"), 0)
	id := d.imported().ID
	says(t, d.run("archive", "sync"), 0)
	evict := func() {
		t.Helper()
		a, err := archive.Open(filepath.Join(d.env["XDG_DATA_HOME"], "aisdesk"), archive.Options{PinDir: filepath.Join(d.env["XDG_STATE_HOME"], "aisdesk"),
			Fetch: func(context.Context, string) (io.ReadCloser, error) { return nil, errors.New("nothing is opened here") }})
		if err == nil {
			err = a.Evict(id)
		}
		if err != nil {
			t.Fatal(err)
		}
		_ = a.Close()
	}
	evict()
	s.Down(true)
	says(t, d.run("list"), 0, id, "KontoBank")
	says(t, d.run("list", "--find", "bank:konto"), 0, id)
	says(t, d.run("case", "note", id, "made without the reply"), 0)
	says(t, d.run("show", id), cli.ExitError, "its reply is not kept on this machine, but in the team's store", "cannot be reached", "Open it once the store answers")
	says(t, d.run("check", id), cli.ExitError, "part case", "was not checked")
	s.Down(false)
	says(t, d.run("check", id), 0, "1 replies")
	s.Down(true)
	says(t, d.run("show", id), 0, "KontoBank") // it came back
	s.Down(false)

	// What the store has lost is no fault of the applicant: each who asks is told whom to ask, once by name, and the file what is wrong.
	evict()
	of := decoded[[]struct{ ID string }](t, d.run("case", "list", "--json"))[0].ID
	s.Add(&s3test.Fault{Kind: s3test.Refuse, Method: "GET", Name: "/p-", Status: 404, Code: "NoSuchKey"})
	const lost = "its reply is gone from the team's store. A machine that has it sends it there again by \"aisdesk archive sync\": ask the team"
	for _, args := range [][]string{{"show", id}, {"report", id, "--income", "5000PLN"}} {
		r := d.run(args...)
		says(t, r, cli.ExitError, lost)
		if strings.Count(r.err, id) != 1 || strings.Contains(r.err, "/p-") {
			t.Errorf("%v: %s", args, r.err)
		}
	}
	r := d.run("report", of, "--income", "5000PLN")
	says(t, r, cli.ExitError, "the verdict is one without all data: import "+id+": "+lost)
	for _, not := range []string{"NOT_THEIRS", "nobody:", "applicant's own", "everyday", "ask the team"} {
		if strings.Contains(r.out, not) {
			t.Errorf("%q in the report:\n%s", not, r.out)
		}
	}
	says(t, d.run("check", id), cli.ExitTampered, "the reply of import "+id+": "+lost)
	s.Heal()

	evict()
	out := t.TempDir() + "/out"
	says(t, d.run("archive", "move", "file://"+out), 0, "1 import with all cases")
	evict()
	delete(d.env, "AISDESK_ARCHIVE")
	says(t, d.run("show", id), cli.ExitError, "not kept on this machine", "Set the setting archive to that store again")
	d.env["AISDESK_ARCHIVE"] = "file://" + out
	says(t, d.run("show", id), 0, "KontoBank")
	d.env["AISDESK_CACHE_MB"] = "-1"
	says(t, d.run("list"), 0, "warning: cache-mb (from AISDESK_CACHE_MB): \"-1\" is not a number from 0")
}
