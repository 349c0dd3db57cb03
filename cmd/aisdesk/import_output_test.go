package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aisdesk/cmd/aisdesk/internal/cli"
)

// An import can be made once: a file that cannot be written is refused before anything is sent.
func TestImportLooksAtItsFileFirst(t *testing.T) {
	d := newDesk(t)
	dir := t.TempDir()
	there := filepath.Join(dir, "there.json")
	if err := os.WriteFile(there, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	for file, says := range map[string]string{there: "--overwrite", filepath.Join(dir, "none", "x.json"): "none", filepath.Join(dir, "x.html"): "html", dir: "folder"} {
		r := d.run("import", "--env", "sandbox", "--login", "test1", "--speed", "50", "--output", file, "--json")
		if r.code != cli.ExitError && r.code != cli.ExitUsage || !strings.Contains(r.err, says) {
			t.Errorf("%s: exit %d: %s", file, r.code, r.err)
		}
	}
	if n := d.saved(); n != 0 {
		t.Errorf("%d imports were made for files that cannot be written", n)
	}
	if b, _ := os.ReadFile(there); string(b) != "mine" {
		t.Errorf("the file that was there holds %q", b)
	}
}

// A file that another program makes meanwhile stays, and the error says where the import is.
func TestImportSaysItsIDWhereTheFileFails(t *testing.T) {
	d := newDesk(t)
	file := filepath.Join(t.TempDir(), "x.json")
	d.env["AISDESK_CALLBACK_SECRET"] = callbackSecret
	meanwhile := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { _ = os.WriteFile(file, []byte("other"), 0o600) }))
	defer meanwhile.Close()
	r := d.run("import", "--env", "sandbox", "--login", "test1", "--speed", "50", "--output", file, "--callback", meanwhile.URL)
	var all []struct{ ID string }
	if err := json.Unmarshal([]byte(d.run("list", "--json").out), &all); err != nil || len(all) != 1 {
		t.Fatalf("%v, %v", all, err)
	}
	if r.code != cli.ExitError || !strings.Contains(r.err, "saved as "+all[0].ID) || !strings.Contains(r.err, "aisdesk show "+all[0].ID) {
		t.Errorf("exit %d: %s", r.code, r.err)
	}
	if b, _ := os.ReadFile(file); string(b) != "other" {
		t.Errorf("the other program's file holds %q", b)
	}
}

// The file has what standard output would have: the events and the result, also of an import that failed.
func TestImportFileHasTheEvents(t *testing.T) {
	for scenario, code := range map[string]int{"": cli.ExitOK, "import-error": cli.ExitImport} {
		d := newDesk(t)
		file := filepath.Join(t.TempDir(), "x.ndjson")
		args := []string{"import", "--env", "sandbox", "--login", "test1", "--speed", "50", "--output", file}
		if scenario != "" {
			args = append(args, "--scenario", scenario)
		}
		r := d.run(args...)
		b, err := os.ReadFile(file)
		if r.code != code || r.out != "" || err != nil {
			t.Fatalf("%s: exit %d, %v: %s%s", scenario, r.code, err, r.out, r.err)
		}
		lines := strings.Split(strings.TrimSpace(string(b)), "\n")
		if last := lines[len(lines)-1]; len(lines) < 3 || !strings.Contains(lines[0], `"event":"state"`) || !strings.Contains(last, `"event":"result"`) {
			t.Errorf("%s: %s", scenario, b)
		}
	}
	d := newDesk(t)
	file := filepath.Join(t.TempDir(), "x.ndjson")
	if r := d.run("import", "--env", "sandbox", "--login", "nobody", "--output", file); r.code != cli.ExitUsage {
		t.Errorf("exit %d: %s", r.code, r.err)
	}
	if _, err := os.Stat(file); err == nil {
		t.Error("a command that did nothing made a file")
	}
}
