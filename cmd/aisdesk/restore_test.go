package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"

	"aisdesk/cmd/aisdesk/internal/cli"
)

// An archive is encrypted, its passphrase changed, a recovery added, a copy made, and all of it lost and brought back.
func TestAnArchiveOutlivesItsPassphraseAndItsDisk(t *testing.T) {
	d := newDesk(t)
	id := d.imported("--since", "90d").ID
	ok := func(d *desk, want string, args ...string) {
		t.Helper()
		if r := d.run(args...); r.code != cli.ExitOK || !strings.Contains(r.out, want) {
			t.Fatalf("%q: exit %d %s%s", args, r.code, r.out, r.err)
		}
	}
	first, second := d.withPassphrase("first four invented words"), d.withPassphrase("second four invented words")
	ok(first, "1 older import encrypted", "encrypt", "passphrase", "--older")
	first.env["AISDESK_NEW_PASSPHRASE_FILE"] = second.env["AISDESK_PASSPHRASE_FILE"]
	ok(first, "new passphrase is in use", "encrypt", "change")
	ok(second, "Maria Sochacka", "show", id)
	if r := first.run("show", id); r.code == cli.ExitOK {
		t.Error("the old passphrase still opens it")
	}
	holder, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	ok(second, "opens the archive", "encrypt", "recovery", holder.Recipient().String())

	data := filepath.Join(d.env["XDG_DATA_HOME"], "aisdesk")
	copied := filepath.Join(t.TempDir(), "copy")
	if err := os.CopyFS(copied, os.DirFS(data)); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(data); err != nil {
		t.Fatal(err)
	}
	if r := d.run("import", "--env", "sandbox", "--login", "test1"); r.code == cli.ExitOK || !strings.Contains(r.err, "encrypt trust") {
		t.Errorf("an empty archive in the place of a sealed one takes an import: %d %s", r.code, r.err)
	}
	ok(d, "1 import and 0 cases restored", "restore", copied)
	key := filepath.Join(t.TempDir(), "identity")
	if err := os.WriteFile(key, []byte(holder.String()+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	third := d.withPassphrase("third four invented words")
	ok(third, "new passphrase is in use", "encrypt", "recover", key)
	if r := third.run("encrypt", "recover", key); strings.Contains(r.err, "others can read") {
		t.Errorf("of a file of mode 0600: %s", r.err)
	}
	if err := os.Chmod(key, 0o644); err != nil {
		t.Fatal(err)
	}
	if r := third.run("encrypt", "recover", key); r.code != cli.ExitOK || !strings.Contains(r.err, "others can read") {
		t.Errorf("of a file that others can read: %d %s", r.code, r.err)
	}
	ok(third, "Maria Sochacka", "show", id)
	ok(third, "as this machine knows it", "encrypt", "trust")
}

// A case that is not here comes back only where it can be read, and restore counts it.
func TestARestoredCaseIsCounted(t *testing.T) {
	d := newDesk(t)
	if r := d.run("case", "new", "Loan 7"); r.code != cli.ExitOK {
		t.Fatal(r.err)
	}
	open := d.withPassphrase("four invented words here")
	if r := open.run("encrypt", "passphrase", "--older"); r.code != cli.ExitOK {
		t.Fatal(r.err)
	}
	data := filepath.Join(d.env["XDG_DATA_HOME"], "aisdesk")
	copied := filepath.Join(t.TempDir(), "copy")
	if err := os.CopyFS(copied, os.DirFS(data)); err != nil {
		t.Fatal(err)
	}
	for _, lost := range []string{filepath.Join(data, "cases"), filepath.Join(d.env["XDG_STATE_HOME"], "aisdesk")} {
		if err := os.RemoveAll(lost); err != nil {
			t.Fatal(err)
		}
	}
	locked := d.run("restore", copied)
	if left, _ := filepath.Glob(filepath.Join(data, "cases", "*", "*")); locked.code == cli.ExitOK || !strings.Contains(locked.err, "passphrase") || len(left) > 0 {
		t.Errorf("locked: exit %d %s%s %q", locked.code, locked.out, locked.err, left)
	}
	if r := open.run("restore", copied); r.code != cli.ExitOK || !strings.Contains(r.out, "0 imports and 1 case restored.") {
		t.Errorf("with the passphrase: exit %d %s%s", r.code, r.out, r.err)
	}
	if r := open.run("case", "list"); r.code != cli.ExitOK || !strings.Contains(r.out, "Loan 7") {
		t.Errorf("%s%s", r.out, r.err)
	}
}

// Where nothing but the key was missing, restore says that it is back.
func TestRestoreSaysThatTheKeyIsBack(t *testing.T) {
	d := newDesk(t).seal("four invented words here")
	data := filepath.Join(d.env["XDG_DATA_HOME"], "aisdesk")
	copied := filepath.Join(t.TempDir(), "copy")
	if err := os.CopyFS(copied, os.DirFS(data)); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(data, "encryption.json")); err != nil {
		t.Fatal(err)
	}
	says(t, d.run("restore", copied), cli.ExitOK, "0 imports and 0 cases restored.", "The archive's key was restored.")
	if r := d.run("restore", copied); r.code != cli.ExitOK || strings.Contains(r.out, "key") {
		t.Errorf("nothing was missing: exit %d %s%s", r.code, r.out, r.err)
	}
}

// restore names what it could not take out of the copy and what had been deleted here, and does not end with 0.
func TestRestoreNamesWhatItLeaves(t *testing.T) {
	d := newDesk(t)
	bad, gone := d.imported().ID, d.imported().ID
	data := filepath.Join(d.env["XDG_DATA_HOME"], "aisdesk")
	copied := filepath.Join(t.TempDir(), "copy")
	if err := os.CopyFS(copied, os.DirFS(data)); err != nil {
		t.Fatal(err)
	}
	says(t, d.run("delete", gone, "--yes"), cli.ExitOK)
	for _, dir := range []string{data, copied} {
		all, _ := filepath.Glob(filepath.Join(dir, "imports", bad, "reply*"))
		if len(all) != 1 || os.Truncate(all[0], 9) != nil {
			t.Fatalf("%q", all)
		}
	}
	r := d.run("restore", copied)
	says(t, r, cli.ExitError, "1 import and 0 cases restored.", "1 thing could not be taken out of this copy", "import "+bad+":", "damaged",
		"warning: import "+gone+" was deleted here, and is back")
}
