package sandbox_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aisdesk/localserver/sandbox"
)

// TestReadmeCustomers starts with the customers file that the README shows.
func TestReadmeCustomers(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, from, _ := strings.Cut(string(readme), "has a default:\n")
	example, _, ok := strings.Cut(from, "\nRows that must be exactly so")
	if !ok {
		t.Fatal("the example is gone")
	}
	file := filepath.Join(t.TempDir(), "customers.toml")
	os.WriteFile(file, []byte(example), 0o600)
	w := start(t, sandbox.Options{CustomersFile: file})
	r := w.tree(w.finish(w.begin("anna", "o", 60)))
	if rows := r.at("command", "result", "accounts", "account", "moneyTransactions").Children; len(rows) < 20 {
		t.Errorf("%d transactions", len(rows))
	}
}

// The README lists the control API as the sandbox itself describes it.
func TestREADMEListsTheControlAPI(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	all := sandbox.Endpoints()
	if len(all) < 10 {
		t.Fatalf("%d endpoints", len(all))
	}
	for _, e := range all {
		body := e.Body
		if body != "" {
			body = "`" + body + "`"
		}
		if line := "| `" + e.Method + " " + e.Path + "` | " + body + " | " + e.About + " |\n"; !strings.Contains(string(readme), line) {
			t.Errorf("the README lacks %s", line)
		}
	}
}
