package sandbox_test

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"aisdesk/localserver/sandbox"
	"aisdesk/localserver/sandbox/bank"
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
	for _, c := range sandbox.ErrorCodes() {
		if line := "| " + c[0] + " | `" + c[1] + "` | " + c[2] + " |\n"; !strings.Contains(string(readme), line) {
			t.Errorf("the README lacks %s", line)
		}
	}
}

// A file's customer in place of a built-in one is named.
func TestReplacedCustomersAreNamed(t *testing.T) {
	file := filepath.Join(t.TempDir(), "c.toml")
	os.WriteFile(file, []byte("[[customer]]\nlogin=\"test1\"\npassword=\"p\"\ncountries=[\"pl\"]\n[[customer.person]]\nid=\"a\"\nname=\"Ewa Zmyślona\"\n"), 0o600)
	if got := sandbox.ReplacedCustomers(file, false); len(got) != 1 || got[0] != "test1 (pl)" {
		t.Error(got)
	}
	if got := sandbox.ReplacedCustomers(file, true); len(got) != 0 {
		t.Error("with the file alone", got)
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

// A saved reply stands as it is, whatever a scenario does to the data of customers: the README says which scenarios those are.
func TestScenariosOfTheDataLeaveASavedReplyAsItIs(t *testing.T) {
	dir := t.TempDir()
	result := "<result><owners><owner><name>Ewa Zmyślona</name></owner></owners><accounts/></result>"
	os.WriteFile(filepath.Join(dir, "saved.xml"), []byte("<reply><command>"+result+"</command></reply>"), 0o600)
	file := filepath.Join(dir, "customers.toml")
	os.WriteFile(file, []byte("[[customer]]\nlogin=\"saved\"\npassword=\"p\"\ncountries=[\"pl\"]\nreply=\"saved.xml\"\n"), 0o600)
	w := start(t, sandbox.Options{CustomersFile: file})
	same := []string{"partial", "references"}
	for _, s := range sandbox.Scenarios() {
		if s.Group == "data" {
			same = append(same, s.Name)
		}
	}
	for _, name := range same {
		if reply := w.finish(w.begin("saved+"+name, "o-"+name, 60)).text; !strings.Contains(reply, result) {
			t.Errorf("%s: %.2000s", name, reply)
		}
	}
	readme, err := os.ReadFile("README.md")
	if want := "`partial`, `references` and the scenarios of the group data (`" + strings.Join(same[2:], "`, `") + "`) change nothing in it"; err != nil || !strings.Contains(strings.Join(strings.Fields(string(readme)), " "), want) {
		t.Errorf("the README lacks %q", want)
	}
}

// The help of a customers file says of each field what it means, and needs nothing but the program.
func TestTheHelpSaysWhatEachFieldOfACustomersFileMeans(t *testing.T) {
	help := sandbox.CustomersFormat()
	var each func(reflect.Type)
	each = func(of reflect.Type) {
		for f := range of.Fields() {
			name, about := f.Tag.Get("toml"), f.Tag.Get("about")
			if name == "" {
				continue
			}
			if about == "" || name != f.Tag.Get("json") {
				t.Errorf("%s of %s is not described", name, of)
			}
			if !regexp.MustCompile(`(?m)^( ` + ` *|\[\[[a-z.]*)` + name + `(\]\])? .*` + regexp.QuoteMeta(about) + `$`).MatchString(help) {
				t.Errorf("%s %q is not in the help", name, about)
			}
			if of := f.Type; of.Kind() == reflect.Slice && of.Elem().Kind() == reflect.Struct {
				each(of.Elem())
			}
		}
	}
	each(reflect.TypeFor[bank.Spec]())
	if strings.Contains(help, ".go") || !strings.Contains(help, "debt collection") || !strings.Contains(help, "[[customer.transaction]]") {
		t.Error(help)
	}
}
