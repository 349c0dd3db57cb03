package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aisdesk/cmd/aisdesk/internal/cli"
)

// What a command cannot do it says with the way on, and nothing before it that was not done.
func TestErrorsOfCasesSayTheNextStep(t *testing.T) {
	d := newDesk(t)
	id := strings.TrimSpace(d.run("case", "new", "Przykładowa").out)
	for _, c := range []struct {
		args []string
		code int
		says []string
	}{
		{[]string{"list", "--find", "decision:nonsense"}, cli.ExitUsage, []string{"--find", "approve, refer, reject, waiting, stale"}},
		{[]string{"case", "relabel", id, "abc-1", "--reason", "why"}, cli.ExitUsage, []string{"--category NAME", "--category salary"}},
		{[]string{"case", "new", "label", "--owner", "desk-1"}, cli.ExitUsage, []string{"--owner", "--applicant NAME"}},
		{[]string{"restore", filepath.Join(t.TempDir(), "nosuch")}, cli.ExitError, []string{"nosuch"}},
	} {
		r := d.run(c.args...)
		if r.code != c.code || r.out != "" {
			t.Errorf("%q: exit %d, prints %q", c.args, r.code, r.out)
		}
		for _, want := range c.says {
			if !strings.Contains(r.err, want) {
				t.Errorf("%q does not say %q: %s", c.args, want, r.err)
			}
		}
	}
}

// Check says that nothing can be signed where the settings name a key that is not there.
func TestCheckNamesAMissingSignKey(t *testing.T) {
	t.Setenv("SSH_AUTH_SOCK", "")
	d := newDesk(t)
	d.run("case", "new", "Przykładowa")
	if r := d.run("check", "--all"); strings.Contains(r.out, "The settings say") {
		t.Errorf("without a key of the settings: %s", r.out)
	}
	key := filepath.Join(t.TempDir(), "nosuch_ed25519")
	d.env["AISDESK_SIGN"], d.env["AISDESK_SIGN_KEY"] = "ssh", key
	if r := d.run("check", "--all"); r.code != cli.ExitOK || !strings.Contains(r.out, key) || !strings.Contains(r.out, "ssh-add") {
		t.Errorf("exit %d: %s%s", r.code, r.out, r.err)
	}
}

// A folder of cases that is none is named, and nobody is told that there are no cases.
func TestAFileInPlaceOfTheCasesIsNamed(t *testing.T) {
	d := newDesk(t)
	d.run("case", "new", "Przykładowa")
	folder := filepath.Join(d.env["XDG_DATA_HOME"], "aisdesk", "cases")
	if err := os.Rename(folder, folder+".away"); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(folder, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"case", "list"}, {"case", "new", "Another"}, {"check", "--all"}} {
		if r := d.run(args...); r.code == cli.ExitOK || !strings.Contains(r.err, folder) || !strings.Contains(r.err, "must be a folder") {
			t.Errorf("%q: exit %d, %s%s", args, r.code, r.out, r.err)
		}
	}
}
