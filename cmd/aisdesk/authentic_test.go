package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aisdesk/cmd/aisdesk/internal/cli"
)

func (d *desk) importsDir() string {
	return filepath.Join(d.env["XDG_DATA_HOME"], "aisdesk", "imports")
}

// Locked, a list tells date, state and completeness; unlocked, the rest of the row.
func TestALockedListNamesNobody(t *testing.T) {
	d := newDesk(t)
	open := d.seal("four invented words here")
	id := d.imported().ID // nobody is there to unlock it
	locked, all := d.run("list"), d.run("list", "--json")
	for _, word := range []string{"KontoBank", "Maria", "transactions", "ownerExternalId", "target", "owner-"} {
		if strings.Contains(locked.out+all.out, word) {
			t.Errorf("locked, it says %q:\n%s%s", word, locked.out, all.out)
		}
	}
	for _, want := range []string{id, "successful", "sandbox", "(locked)"} {
		if !strings.Contains(locked.out, want) {
			t.Errorf("locked, it does not say %q:\n%s", want, locked.out)
		}
	}
	for _, want := range []string{"KontoBank", "Maria Sochacka", id} {
		if r := open.run("list"); !strings.Contains(r.out, want) {
			t.Errorf("unlocked, it does not say %q:\n%s", want, r.out)
		}
	}
	if r := open.run("list", "--json"); !strings.Contains(r.out, `"owner-`) {
		t.Errorf("unlocked, it does not say the customer's id:\n%s", r.out)
	}
}

// An import in plain text that somebody laid into a sealed archive is named by list, show and check, and before anything
// more is saved; what somebody knows of is one question.
func TestAForgedImportIsNamedByEveryCommand(t *testing.T) {
	d, elsewhere := newDesk(t), newDesk(t)
	before := d.imported().ID
	open := d.seal("four invented words here")
	forged := elsewhere.imported().ID
	if err := os.CopyFS(filepath.Join(d.importsDir(), forged), os.DirFS(filepath.Join(elsewhere.importsDir(), forged))); err != nil {
		t.Fatal(err)
	}
	const what = "plain text in a sealed archive"
	if r := open.run("list"); !strings.Contains(r.out, "damaged: "+forged) || !strings.Contains(r.err, what) || strings.Contains(r.out, "damaged: "+before) {
		t.Errorf("list: %s%s", r.out, r.err)
	}
	if r := open.run("show", forged); r.code == cli.ExitOK || !strings.Contains(r.err, what) {
		t.Errorf("show: exit %d %s", r.code, r.err)
	}
	if r := open.run("show", before); r.code != cli.ExitOK {
		t.Errorf("from before sealing: exit %d %s", r.code, r.err)
	}
	if r := open.run("check", "--all"); r.code != cli.ExitTampered || !strings.Contains(r.out, forged) {
		t.Errorf("check: exit %d %s%s", r.code, r.out, r.err)
	}
	if r := open.run("import", "--env", "sandbox", "--login", "test1", "--speed", "50"); r.code == cli.ExitOK || !strings.Contains(r.err, "encrypt trust") {
		t.Errorf("import: exit %d %s", r.code, r.err)
	}
	if r := open.run("encrypt", "trust", "--yes"); r.code != cli.ExitOK {
		t.Errorf("trust: exit %d %s", r.code, r.err)
	}
	if r := open.run("list"); strings.Contains(r.out+r.err, what) {
		t.Errorf("accepted, and listed as\n%s%s", r.out, r.err)
	}
	open.imported()
}

// A plain manifest that was written over in place, after the library knew the import, is named by the list and before anything more is
// saved.
func TestAnEditedManifestIsNamedByTheListAndByImport(t *testing.T) {
	d := newDesk(t)
	id := d.imported().ID
	says(t, d.run("list"), cli.ExitOK, id)
	file := filepath.Join(d.importsDir(), id, "manifest.json")
	b, err := os.ReadFile(file)
	if err != nil || !strings.Contains(string(b), `"owner-`) {
		t.Fatalf("%v\n%s", err, b)
	}
	put(t, file, strings.Replace(string(b), `"owner-`, `"thief-`, 1))
	const what = "it is not what this machine saved under this id"
	if r := d.run("list"); !strings.Contains(r.out, "damaged: "+id) || !strings.Contains(r.err, what) {
		t.Errorf("list: %s%s", r.out, r.err)
	}
	says(t, d.run("import", "--env", "sandbox", "--login", "test1", "--speed", "50"), cli.ExitImport, what, "encrypt trust", "Nobody was asked to sign in")
	says(t, d.run("encrypt", "trust", "--yes"), cli.ExitOK)
	d.imported()
}

// An older copy in the place of the archive is named in the list, too.
func TestAnOlderCopyIsNamedInTheList(t *testing.T) {
	d := newDesk(t)
	d.imported()
	gone := d.imported().ID
	if err := os.RemoveAll(filepath.Join(d.importsDir(), gone)); err != nil {
		t.Fatal(err)
	}
	if r := d.run("list"); !strings.Contains(r.err, gone) || !strings.Contains(r.err, "older copy") {
		t.Errorf("list: %s", r.err)
	}
	if r := d.run("check", "--all"); r.code != cli.ExitTampered || !strings.Contains(r.out, gone) {
		t.Errorf("check: exit %d %s", r.code, r.out)
	}
	if r := d.run("delete", "latest", "--yes"); r.code != cli.ExitOK {
		t.Fatal(r.err)
	}
}
