//go:build unix

package main

import (
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"aisdesk/cmd/aisdesk/internal/cli"
)

// A pipe by name that nobody writes to holds no command up.
func TestCommandsRefuseAPipeByName(t *testing.T) {
	d := newDesk(t)
	d.imported()
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip("no pipes by name here:", err)
	}
	bundle := filepath.Join(t.TempDir(), "bundle.age")
	put(t, bundle, "age-encryption.org/v1\n")
	for _, args := range [][]string{
		{"encrypt", "recover", pipe}, {"check", bundle, "--identity", pipe}, {"report", "--from", pipe},
		{"check", pipe}, {"check", "/dev/null"},
	} {
		r := d.run(args...)
		if r.code == cli.ExitOK || !strings.Contains(r.err, "is a pipe or a device") {
			t.Errorf("%v: exit %d %s%s", args, r.code, r.out, r.err)
		}
	}
}

// What check is given and cannot check is called what it is.
func TestCheckSaysWhatItWasGiven(t *testing.T) {
	d := newDesk(t)
	d.imported()
	for word, want := range map[string]string{
		t.TempDir(): "is a directory", filepath.Join(t.TempDir(), "report.json"): "neither a case, an import nor a file", "nobody": "neither a case, an import nor a file",
	} {
		if r := d.run("check", word); r.code != cli.ExitError || !strings.Contains(r.err, want) {
			t.Errorf("%s: exit %d %s%s", word, r.code, r.out, r.err)
		}
	}
}
