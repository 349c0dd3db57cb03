package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aisdesk/cmd/aisdesk/internal/cli"
)

// A dash is the standard output, and a file's name must not say something else than what is in it.
func TestOutputIsADashOrAFileOfTheFormat(t *testing.T) {
	d := newDesk(t)
	file, err := filepath.Abs(caseFile("d02-zeros"))
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	plain := d.run("tx", file, "--format", "csv")
	if r := d.run("tx", file, "--format", "csv", "--output", "-"); r.code != cli.ExitOK || r.out != plain.out || r.out == "" {
		t.Errorf("a dash: exit %d %q %s", r.code, r.out, r.err)
	}
	if r := d.run("tx", file, "--format", "csv", "--output", "rows.JSON"); r.code != cli.ExitUsage || !strings.Contains(r.err, "--format json") {
		t.Errorf("another format's name: exit %d %s", r.code, r.err)
	}
	for _, name := range []string{"rows.csv", "rows.txt"} {
		if r := d.run("tx", file, "--format", "csv", "--output", name); r.code != cli.ExitOK {
			t.Errorf("%s: exit %d %s", name, r.code, r.err)
		}
		if b, err := os.ReadFile(name); err != nil || string(b) != plain.out {
			t.Errorf("%s: %q %v", name, b, err)
		}
	}
	if files, _ := os.ReadDir("."); len(files) != 2 {
		t.Errorf("files: %v", files)
	}
	if r := d.run("tx", file, "--format", "csv", "--output", "rows.csv"); r.code == cli.ExitOK || !strings.Contains(r.err, "--overwrite") {
		t.Errorf("once more: exit %d %s", r.code, r.err)
	}
}

func TestAnEmptyOwnerIsAnErrorAndNoRandomOne(t *testing.T) {
	d := newDesk(t)
	for _, owner := range []string{"", "  "} {
		if r := d.run("import", "--env", "sandbox", "--login", "test1", "--owner", owner); r.code != cli.ExitUsage || !strings.Contains(r.err, "--owner") || d.saved() != 0 {
			t.Errorf("%q: exit %d %s", owner, r.code, r.err)
		}
	}
}
