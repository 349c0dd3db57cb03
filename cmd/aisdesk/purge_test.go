package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"aisdesk/cmd/aisdesk/internal/cli"
)

// purge prints what it deletes, and with --dry-run what it would, in every form.
func TestPurgePrintsWhatHasExpired(t *testing.T) {
	d := newDesk(t)
	old, kept := d.imported().ID, d.imported().ID
	editExpiry(t, d, old)
	if r := d.run("purge", "--json"); r.code != cli.ExitOK || strings.TrimSpace(r.out) != "[]" {
		t.Fatalf("a day that was edited is believed: exit %d %s", r.code, r.out)
	}
	says(t, d.run("encrypt", "trust", "--yes"), cli.ExitOK)

	type item struct {
		Kind, ID, Bank string
		Deleted        bool
	}
	purge := func(deleted bool, args ...string) {
		t.Helper()
		r := d.run(append([]string{"purge", "--json"}, args...)...)
		var got []item
		if err := json.Unmarshal([]byte(r.out), &got); err != nil || r.code != cli.ExitOK || len(got) != 1 || got[0] != (item{"import", old, "KontoBank", deleted}) {
			t.Errorf("exit %d %v %+v %s", r.code, err, got, r.err)
		}
		eachFits(t, "purge", r.out)
	}
	purge(false, "--dry-run")
	fits(t, "purge", d.run("purge", "--dry-run", "--format", "ndjson").out)
	if r := d.run("purge", "--dry-run", "--format", "csv"); !strings.HasPrefix(r.out, "kind,id,bank,expires,deleted\nimport,"+old) {
		t.Errorf("csv: %s%s", r.out, r.err)
	}
	if r := d.run("purge", "--dry-run"); !strings.Contains(r.out, old) || !strings.Contains(r.out, "1 expired import would be deleted.") {
		t.Errorf("table: %s%s", r.out, r.err)
	}
	warning := "warning: import " + old + " expired on "
	for _, line := range []string{"show " + old, "tx " + old, "report " + old + " --income 1PLN", "diff " + old + " " + kept} {
		r := d.run(strings.Fields(line)...)
		if n := strings.Count(r.err, warning); n != 1 || strings.Contains(r.err, kept+" expired") {
			t.Errorf("%s: %d times said: %s", line, n, r.err)
		}
	}
	if r := d.run("show", old, "--json"); !strings.Contains(r.out, `"what":"import `+old+` expired on `) {
		t.Errorf("the warnings of the JSON do not say it: %s", r.out)
	}
	if r := d.run("diff", old, kept, "--json"); !strings.Contains(r.out, `"import `+old+` expired on `) {
		t.Errorf("the warnings of the JSON do not say it: %s", r.out)
	}
	if r := d.run("show", kept); strings.Contains(r.err, "expired") {
		t.Errorf("one that has not expired: %s", r.err)
	}
	purge(true)
	for _, word := range []string{old, old[:25], old[17:23]} {
		for _, command := range []string{"show", "tx", "report"} {
			says(t, d.run(command, word), cli.ExitError, "it expired on ", "and was deleted", `"aisdesk list" lists the saved imports`)
		}
	}
	if r := d.run("list", "--json"); strings.Contains(r.out, old) || !strings.Contains(r.out, kept) {
		t.Errorf("left: %s", r.out)
	}
	if r := d.run("purge", "--json"); strings.TrimSpace(r.out) != "[]" {
		t.Errorf("nothing to delete: %q", r.out)
	}
}

// editExpiry writes into the manifest of an import that its time was over an hour ago.
func editExpiry(t *testing.T, d *desk, id string) {
	t.Helper()
	manifest := filepath.Join(filepath.Dir(d.storedReply(id)), "manifest.json")
	var m map[string]any
	b, err := os.ReadFile(manifest)
	if err == nil {
		err = json.Unmarshal(b, &m)
	}
	if err != nil {
		t.Fatal(err)
	}
	m["expires"] = time.Now().Add(-time.Hour).UTC().Format(time.RFC3339)
	b, _ = json.Marshal(m)
	put(t, manifest, string(b))
}

// Who looks at a case, or decides on it, is told of what has expired and is still there; once it is purged, of that.
func TestACaseSaysWhatHasExpired(t *testing.T) {
	d := newDesk(t)
	id := d.imported().ID
	says(t, d.run("case", "begin", id, "--person", "Maria Sochacka"), cli.ExitOK)
	editExpiry(t, d, id)
	says(t, d.run("encrypt", "trust", "--yes"), cli.ExitOK)
	for _, line := range [][]string{{"case", "show", id}, {"case", "decide", id, "refer", "--reason", "too old"}, {"report", id}} {
		says(t, d.run(line...), cli.ExitOK, "warning: import "+id+" expired on ", "by this machine's clock")
	}
}

// Whether the time of a case is over is sealed: purge opens the archive for it with the passphrase, and without one purges
// imports and says that no case was looked at.
func TestPurgeOfASealedArchiveWithCases(t *testing.T) {
	d := newDesk(t)
	said := d.seal("first four invented words")
	says(t, said.run("case", "new", "first"), cli.ExitOK)
	says(t, said.run("purge"), cli.ExitOK, "0 expired imports deleted.")
	delete(d.env, "AISDESK_PASSPHRASE_FILE")
	says(t, d.run("purge"), cli.ExitOK, "0 expired imports deleted.", "no case was looked at")
	says(t, d.withPassphrase("other four invented words").run("purge"), cli.ExitError, "the passphrase is wrong")
}

// The program notes the clock with each import, and its first purge doubts one that jumped since.
func TestPurgeDoubtsAClockThatJumped(t *testing.T) {
	d := newDesk(t)
	id := d.imported().ID
	note := filepath.Join(d.env["XDG_DATA_HOME"], "aisdesk", "clock.json")
	b, err := os.ReadFile(note)
	var n map[string]any
	if err == nil {
		err = json.Unmarshal(b, &n)
	}
	if err != nil {
		t.Fatalf("the clock is not noted: %v", err)
	}
	n["wall"] = time.Now().AddDate(0, 0, -40).UTC().Format(time.RFC3339)
	b, _ = json.Marshal(n)
	put(t, note, string(b))
	says(t, d.run("list"), cli.ExitOK, id, "Attention: this machine's clock says")
	says(t, d.run("purge"), cli.ExitError, "nothing was deleted: this machine's clock says")
}
