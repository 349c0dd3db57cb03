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

// Where a login is served a saved reply, the data of its owner has what is in it, too.
func TestASavedReplyIsInTheDataOfItsOwner(t *testing.T) {
	dir := t.TempDir()
	inside := "<owners><owner><name>Ewa Zmyślona</name></owner></owners><accounts><account><name>Konto</name></account></accounts>"
	os.WriteFile(filepath.Join(dir, "saved.xml"), []byte("<reply><command><result>"+inside+"</result></command></reply>"), 0o600)
	file := filepath.Join(dir, "customers.toml")
	os.WriteFile(file, []byte("[[customer]]\nlogin=\"saved\"\npassword=\"p\"\ncountries=[\"pl\"]\nreply=\"saved.xml\"\n"), 0o600)
	w := start(t, sandbox.Options{CustomersFile: file})
	if reply := w.finish(w.begin("saved", "o", 60)).text; !strings.Contains(reply, "<result>"+inside+"</result>") {
		t.Errorf("the import: %s", reply)
	}
	if data := w.get("/v1/data.xml?ownerExternalId=o").text; !strings.Contains(data, inside) || strings.Contains(data, "<result>") {
		t.Errorf("the owner's data: %s", data)
	}
}
