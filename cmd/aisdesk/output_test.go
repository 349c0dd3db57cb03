package main

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
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
	if r := d.run("tx", file, "--format", "csv", "--output", "/dev/stdout"); r.code != cli.ExitOK || r.out != plain.out {
		t.Errorf("%+v", r)
	}
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

// Help that could not be written is an error, as any other output is.
func TestHelpIntoWhatIsFull(t *testing.T) {
	for _, line := range []string{"help", "--help", "list --help", "help list", "help filter", "case", "--version"} {
		var errs strings.Builder
		code := run(context.Background(), strings.Fields(line), cli.Streams{In: strings.NewReader(""), Out: full{}, Err: &errs}, func(string) string { return "" })
		if code != cli.ExitError || !strings.Contains(errs.String(), "no space left") {
			t.Errorf("%s: exit %d %s", line, code, &errs)
		}
	}
}

// full is a device without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, syscall.ENOSPC }

func TestAnEmptyOwnerIsAnErrorAndNoRandomOne(t *testing.T) {
	d := newDesk(t)
	for _, owner := range []string{"", "  "} {
		if r := d.run("import", "--env", "sandbox", "--login", "test1", "--owner", owner); r.code != cli.ExitUsage || !strings.Contains(r.err, "--owner") || d.saved() != 0 {
			t.Errorf("%q: exit %d %s", owner, r.code, r.err)
		}
	}
}

// Every command that prints data prints it in the same four formats, and some in more. The requests of a running sandbox have no end.
func TestEveryCommandHasTheSameFormats(t *testing.T) {
	asked := 0
	root := newRoot(cli.New(cli.Streams{}, func(string) string { return "" }))
	for path := range everyCommand(t) {
		c, _, err := root.Find(strings.Fields(path)[1:])
		if err != nil || c.Flags().Lookup("json") == nil || path == "aisdesk sandbox tail" {
			continue
		}
		asked++
		if usage := c.Flags().Lookup("format").Usage; !strings.Contains(usage, "table, json, ndjson") || !strings.Contains(usage, "csv") || c.Flags().Lookup("csv") == nil {
			t.Errorf("%s: %s", path, usage)
		}
	}
	if asked < 29 {
		t.Errorf("only %d commands were looked at", asked)
	}
}

// What each format says of itself is so: JSON is one value, NDJSON one a line, CSV has as many cells in each line, and a file's
// ending chooses.
func TestFormatsAreWhatTheyAreCalled(t *testing.T) {
	d := newDesk(t)
	id := d.imported().ID
	caseID := strings.TrimSpace(d.run("case", "new", "loan", "--applicant", "Maria Sochacka").out)
	dir := t.TempDir()
	for n, line := range []string{"list", "show " + id, "tx " + id + " --group label", "case list", "case show " + caseID, "case history " + caseID, "check --all", "purge --dry-run",
		"certify --list-cases", "lexicon check", "lexicon diff " + id, "diff " + id + " " + id, "diff " + id + " --period 2026-01 --with 2026-02", "backtest builtin", "version", "import --resume=list"} {
		args := strings.Fields(line)
		as := func(more ...string) string {
			t.Helper()
			r := d.run(append(args, more...)...)
			if r.code != cli.ExitOK {
				t.Errorf("%s %q: exit %d %s", line, more, r.code, r.err)
			}
			return r.out
		}
		if one := as("--json"); !json.Valid([]byte(one)) {
			t.Errorf("%s --json: %.200s", line, one)
		}
		for l := range strings.Lines(as("--format", "ndjson")) {
			if !strings.HasPrefix(l, "{") || !json.Valid([]byte(l)) {
				t.Errorf("%s --format ndjson: %.200s", line, l)
			}
		}
		rows, err := csv.NewReader(strings.NewReader(as("--format", "csv"))).ReadAll()
		if err != nil || len(rows) == 0 || rows[0][0] == "" {
			t.Errorf("%s --format csv: %v %q", line, err, rows)
			continue
		}
		if excel := as("--csv", "excel"); !strings.HasPrefix(excel, "\ufeff"+rows[0][0]) {
			t.Errorf("%s --csv excel: %.80q", line, excel)
		}
		file := filepath.Join(dir, fmt.Sprintf("%d.csv", n))
		as("--output", file)
		if b, err := os.ReadFile(file); err != nil || !strings.HasPrefix(string(b), rows[0][0]) {
			t.Errorf("%s --output: %v %.80q", line, err, b)
		}
	}
}

// Whoever acts looks first at where it shall write what it did: nothing is deleted, begun or encrypted where that is refused.
func TestCommandsThatActLookAtTheirOutputFirst(t *testing.T) {
	d := newDesk(t)
	id := d.imported("--since", "90d").ID
	begun := strings.TrimSpace(d.run("case", "new", "first").out)
	t.Chdir(t.TempDir())
	if err := os.WriteFile("there.json", []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	cases := d.run("case", "list", "--json").out
	for _, act := range [][]string{
		{"delete", id, "--yes"}, {"purge"}, {"encrypt", "passphrase"}, {"import", "--env", "sandbox", "--login", "test1"},
		{"case", "new", "another"}, {"case", "begin", id}, {"case", "add", begun, id}, {"case", "note", begun, "words"}, {"case", "tag", begun, "word"}, {"case", "untag", begun, "word"},
		{"case", "status", begun, "open"}, {"case", "exclude", begun, "--filter", "amt:>0"}, {"case", "decide", begun, "approve"},
	} {
		for output, says := range map[string]string{"there.json": "--overwrite", filepath.Join("none", "there.json"): "there is no folder"} {
			r := d.run(append(act, "--output", output)...)
			if r.code != cli.ExitError || !strings.Contains(r.err, says) {
				t.Errorf("%s --output %s: exit %d %s", strings.Join(act, " "), output, r.code, r.err)
			}
			if now := d.run("case", "list", "--json").out; d.saved() != 1 || now != cases {
				t.Fatalf("%s --output %s was done: %d imports, cases %s, were %s", strings.Join(act, " "), output, d.saved(), now, cases)
			}
		}
	}
}
