package main

import (
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zalando/go-keyring"

	"aisdesk/aisclient/objects/s3/s3test"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// INTEGRATORS 7: a command that does something tells a script what, by a schema, and its errors are JSON then.
func TestCommandsThatActTellItAsJSON(t *testing.T) {
	keyring.MockInit()
	d := newDesk(t)
	d.env["AISDESK_CALLBACK_SECRET"] = callbackSecret
	first, second := d.imported().ID, d.imported().ID
	server, got := receiver(t, http.StatusOK, http.StatusNotFound)
	r := d.run("callback", first, "--callback", server.URL, "--json")
	says(t, r, 0, `"id":"`+first+`"`, `"transactions":`)
	fits(t, "import", r.out)
	if body := string((<-got).body); body != strings.TrimSpace(r.out) {
		t.Errorf("posted %s\nprinted %s", body, r.out)
	}
	r = d.run("callback", first, "--callback", server.URL, "--json")
	lines := strings.Split(strings.TrimSpace(r.err), "\n")
	fits(t, "error", lines[len(lines)-1])
	if r.code != cli.ExitError || r.out != "" {
		t.Errorf("a receiver that refuses: exit %d %q", r.code, r.out)
	}
	r = d.run("encrypt", "keyring", "--older", "--json")
	fits(t, "encrypt", r.out)
	says(t, r, 0, `{"encryption":"keyring","older":2}`)
	says(t, d.run("encrypt", "keyring", "--older"), 0, "Imports are encrypted from now on.\n0 older imports encrypted.\n")
	if r = d.run("delete", second, "--json"); r.code != cli.ExitError || r.out != "" || d.saved() != 2 {
		t.Errorf("nobody agreed: exit %d %q", r.code, r.out)
	}
	r = d.run("delete", second, "--yes", "--json")
	fits(t, "delete", r.out)
	says(t, r, 0, `"id":"`+second+`"`, `"deleted":true,"provider":false`)
	if r = d.run("delete", first, "--yes"); r.out != "" || d.saved() != 0 {
		t.Errorf("without a format: %q, %d are left", r.out, d.saved())
	}
}

// An act on a case tells the event that it wrote.
func TestActsOfACaseTellTheirEventsAsJSON(t *testing.T) {
	d := newDesk(t)
	r := d.run("case", "new", "kredyt", "--json")
	fits(t, "case-begun", r.out)
	id := decoded[struct{ Case string }](t, r).Case
	r = d.run("case", "note", id, "asked for the lease", "--json")
	fits(t, "case-event", r.out)
	says(t, r, 0, `"case":"`+id+`"`, `"event":2,`, "asked for the lease")
	r = d.run("case", "add", id, "--applicant", "Maria Sochacka", "--guarantor", "Ewa Nowak", "--format", "ndjson")
	fits(t, "case-event", r.out)
	says(t, r, 0, `"event":3,`, `"event":4,`, "Ewa Nowak")
	s := d.imported("--since", "3m", "--case", id)
	rows := decoded[[]struct{ RowID string }](t, d.run("tx", id, "--json"))
	for _, act := range [][]string{{"tag", id, "urgent"}, {"status", id, "review"}, {"exclude", id, rows[0].RowID, "--reason", "twice"}, {"note", id, "this one", "--row", rows[1].RowID},
		{"relabel", id, rows[1].RowID, "--category", "salary", "--reason", "asked"}, {"decide", id, "refer", "--reason", "thin"}, {"undo", id, "2", "--reason", "wrong case"}, {"expiry", id, "2031-12-31", "--reason", "the loan"}} {
		r = d.run(append(append([]string{"case"}, act...), "--json")...)
		fits(t, "case-event", r.out)
		if r.code != cli.ExitOK || strings.Count(r.out, "\n") != 1 {
			t.Errorf("%v: exit %d %s%s", act, r.code, r.out, r.err)
		}
	}
	fits(t, "case-begun", d.run("case", "begin", d.imported().ID, "--json").out)
	r = d.run("case", "note", id, "", "--json")
	fits(t, "error", r.err)
	r = d.run("erase", id, "--reason", "asked for", "--yes", "--json")
	fits(t, "case-erased", r.out)
	if r.code != cli.ExitOK || d.run("show", s.ID).code == cli.ExitOK {
		t.Errorf("exit %d %s%s", r.code, r.out, r.err)
	}
}

// What a row would be is data, too.
func TestWhatARowWouldBeAsJSON(t *testing.T) {
	r := newDesk(t).run("lexicon", "try", "WYNAGRODZENIE ZA LISTOPAD", "--party", "Fabryka Gwoździ sp. z o.o.", "--amount", "5000", "--json")
	fits(t, "lexicon-try", r.out)
	says(t, r, 0, `"category":"salary"`, `"confidence":"high"`, `"why":"`)
}

func TestAnArchiveIsBroughtIntoABucketAndTellsItAsJSON(t *testing.T) {
	keyring.MockInit()
	s := s3test.New(t)
	d := teamDesk(t, s, "Anna", s3test.Keeper)
	d.imported()
	r := d.run("archive", "init", "--json")
	fits(t, "archive-sync", r.out)
	says(t, r, 0, `"begun":"Anna"`, `"received":0`)
	if r = d.run("archive", "init", "--json"); strings.Contains(r.out, "begun") {
		t.Errorf("the team begins once: %s", r.out)
	}
	out := "file://" + filepath.Join(t.TempDir(), "archive")
	r = d.run("archive", "move", out, "--json")
	fits(t, "archive-move", r.out)
	says(t, r, 0, `{"archive":"`+out+`","imports":1}`)
}
