package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/verify"
	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/cmd/aisdesk/internal/importcmd"
)

func TestReportSettlesClaims(t *testing.T) {
	d := newDesk(t)
	r := d.run("import", "--env", "sandbox", "--login", "salaried", "--since", "6m", "--speed", "50", "--json")
	var s importcmd.Summary
	if err := json.Unmarshal([]byte(r.out), &s); err != nil {
		t.Fatalf("%v %s", err, r.err)
	}
	for _, tc := range []struct {
		claims []string
		code   int
		says   []string
	}{
		{nil, cli.ExitOK, []string{"Verdict: no claims", "Worth a look"}},
		{[]string{"--name", "przykladowa ANNA", "--iban", "61 1168 8626 8508 7660 6589 7612", "--income", "5000PLN", "--max-age", "1"}, cli.ExitOK,
			[]string{"Verdict: confirmed", "[confirmed] An account belongs to przykladowa ANNA."}},
		{[]string{"--income", "5000,50"}, cli.ExitOK, []string{"[confirmed]", "5000.50 PLN"}}, // the import's only currency
		{[]string{"--name", "Jan Zmyślony"}, cli.ExitRefuted, []string{"Verdict: refuted", "[refuted]"}},
		{[]string{"--income", "50000 PLN"}, cli.ExitRefuted, []string{"[refuted]"}},
		{[]string{"--balance", "1 EUR", "--without", "gambling,bailiff"}, 0, []string{"There is no sign of gambling."}},
	} {
		r := d.run(append([]string{"report", s.ID}, tc.claims...)...)
		if tc.code != 0 || tc.claims == nil {
			if r.code != tc.code {
				t.Errorf("%v: exit %d, want %d\n%s", tc.claims, r.code, tc.code, r.out)
			}
		}
		for _, say := range tc.says {
			if !strings.Contains(r.out, say) {
				t.Errorf("%v: the report does not say %q:\n%s", tc.claims, say, r.out)
			}
		}
	}
	var report struct{ Verdict string }
	r = d.run("report", s.ID, "--name", "Anna Przykładowa", "--format", "json")
	if err := json.Unmarshal([]byte(r.out), &report); err != nil || report.Verdict != "confirmed" {
		t.Errorf("%v %s", err, r.out)
	}
	for _, bad := range [][]string{{"--income", "lots"}, {"--without", "luck"}, {"--format", "docx"}, {"--output", "r.docx"}, {"--output", "r.md", "--format", "json"}, {"--level", "some"}, {"--active-since", "1.1.2020"}} {
		if r := d.run(append([]string{"report", s.ID}, bad...)...); r.code != cli.ExitUsage {
			t.Errorf("%v: exit %d", bad, r.code)
		}
	}
}

func TestAPartialImportConfirmsNothing(t *testing.T) {
	d := newDesk(t)
	s := d.imported("--scenario", "partial")
	r := d.run("report", s.ID, "--balance", "1PLN")
	if r.code != cli.ExitInconclusive || !strings.Contains(r.out, "Data quality: The provider cut the history of") {
		t.Errorf("exit %d\n%s", r.code, r.out)
	}
}

// What was claimed on the screen is checked without claims on the command line, which says so beside the report.
func TestReportTakesTheClaimsKeptWithTheImport(t *testing.T) {
	d := newDesk(t)
	s := d.imported()
	if r := d.run("report", s.ID); r.code != cli.ExitOK || r.err != "" {
		t.Fatalf("nothing is kept: exit %d %s", r.code, r.err)
	}
	put := func(raw []byte) {
		t.Helper()
		store, err := archive.Open(d.env["XDG_DATA_HOME"]+"/aisdesk", archive.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer store.Close()
		if err := store.PutAttachment(s.ID, "claims", raw); err != nil {
			t.Fatal(err)
		}
	}
	keep := func(claims ...verify.Claim) {
		t.Helper()
		raw, err := verify.Marshal(claims)
		if err != nil {
			t.Fatal(err)
		}
		put(raw)
	}
	keep(verify.OwnerName{Name: "Maria Sochacka"}, verify.DataAge{Days: 1})
	if r := d.run("report", s.ID, "--format", "json"); r.code != cli.ExitOK || !json.Valid([]byte(r.out)) || !strings.Contains(r.out, `"verdict":"confirmed"`) ||
		r.err != "checking the 2 claims that were saved with this import\n" {
		t.Errorf("exit %d\n%s\n%s", r.code, r.out, r.err)
	}
	keep(verify.OwnerName{Name: "Jan Zmyślony"})
	if r := d.run("report", s.ID); r.code != cli.ExitRefuted || !strings.Contains(r.out, "[refuted] An account belongs to Jan Zmyślony.") || !strings.HasPrefix(r.err, "checking the claim ") {
		t.Errorf("exit %d\n%s\n%s", r.code, r.out, r.err)
	}
	if r := d.run("report", s.ID, "--name", "Maria Sochacka"); r.code != cli.ExitOK || strings.Contains(r.out+r.err, "Zmyślony") || strings.Contains(r.err, "checking the") {
		t.Errorf("claims of the command line go first: exit %d\n%s\n%s", r.code, r.out, r.err)
	}
	put([]byte(`{"version":9}`)) // no verdict is one over claims that nobody has read
	if r := d.run("report", s.ID); r.code != cli.ExitError || r.out != "" || !strings.Contains(r.err, "Give the claims on the command line") {
		t.Errorf("exit %d\n%s\n%s", r.code, r.out, r.err)
	}
}

// A decision on the command line keeps the verdict on claims that were given there, also in a case of several banks.
func TestReportKeepsTheClaimsOfItsCase(t *testing.T) {
	d := newDesk(t)
	made := d.run("case", "new", "Kredyt", "--applicant", "Anna Przykładowa", "--owner", "anna-1")
	says(t, made, 0)
	id := strings.TrimSpace(made.out)
	for range 2 {
		s := d.imported("--login", "salaried", "--since", "6m", "--owner", "anna-1")
		says(t, d.run("case", "add", id, s.ID), 0)
	}
	says(t, d.run("report", id, "--keep"), cli.ExitUsage, "needs claims")
	says(t, d.run("report", "--all", "--json", "--income", "5000PLN", "--keep"), cli.ExitUsage, "--keep saves the claims with one import or case")
	says(t, d.run("report", id, "--income", "900000PLN"), cli.ExitRefuted) // nothing is kept unasked
	if r := d.run("report", id); r.err != "" {
		t.Errorf("claims were kept that nobody asked to keep: %s", r.err)
	}
	path := filepath.Join(t.TempDir(), "report.json")
	says(t, d.run("report", id, "--income", "5000", "--name", "Anna Przykładowa", "--keep", "--output", path), 0)
	says(t, d.run("check", path), 0, "records that it was made")
	says(t, d.run("report", id), 0, "checking the 2 claims that were saved")
	says(t, d.run("case", "decide", id, "approve", "--reason", "wages"), 0)
	says(t, d.run("case", "show", id), 0, "the program's verdict then: confirmed, 2 claims")
	says(t, d.run("report", id, "--income", "900000PLN", "--keep"), cli.ExitRefuted)
	says(t, d.run("case", "show", id), 0, "STALE: event")
}

// Without a case, the claims stay with the import; a file has no place for them.
func TestReportKeepsTheClaimsOfAnImport(t *testing.T) {
	d := newDesk(t)
	s := d.imported()
	says(t, d.run("report", s.ID, "--name", "Maria Sochacka", "--keep"), 0)
	says(t, d.run("report", s.ID), 0, "checking the claim that was saved", "Maria Sochacka")
	says(t, d.run("case", "show", s.ID), cli.ExitError, "belongs to no case")
	path := filepath.Join(t.TempDir(), "reply.xml")
	if err := os.WriteFile(path, []byte(goodReply), 0o600); err != nil {
		t.Fatal(err)
	}
	says(t, d.run("report", path, "--name", "Maria Sochacka", "--keep"), cli.ExitUsage, "a file is neither")
}

// Issue 12, statement 8: programs read everything from the JSON under fixed names.
func TestTheReportsJSONHasItAll(t *testing.T) {
	d, path := newDesk(t), householdReply(t)
	var r struct {
		Verdict string
		Checks  []map[string]any
		Quality []map[string]any
		Notable []struct{ Topic, Level, Sentence string }
	}
	out := d.run("report", path, "--income", "3000PLN", "--without", "gambling", "--format", "json").out
	if err := json.Unmarshal([]byte(out), &r); err != nil || r.Verdict != "refuted" || len(r.Checks) != 2 || len(r.Quality) != 1 || len(r.Notable) == 0 {
		t.Fatalf("%v %s", err, out)
	}
	for _, key := range []string{"kind", "claim", "filter", "outcome", "codes", "reason", "window", "proven", "possible", "rows", "notCounted", "gates", "ask"} {
		if r.Checks[0][key] == nil {
			t.Errorf("the check of the income has no %s: %s", key, out)
		}
	}
	for _, key := range []string{"kind", "claim", "filter", "outcome", "codes", "reason", "rows"} {
		if r.Checks[1][key] == nil {
			t.Errorf("the check of gambling has no %s: %s", key, out)
		}
	}
	found := false
	for _, f := range r.Notable {
		found = found || f.Topic == "gambling" && f.Level != "" && strings.HasSuffix(f.Sentence, ".")
	}
	if !found {
		t.Errorf("%+v", r.Notable)
	}
}

// A report is written in each form, by the ending of its file's name; nothing is written over unasked; and a JSON that
// was saved gives the same bytes later.
func TestAReportIsFiledInEveryForm(t *testing.T) {
	d := newDesk(t)
	s, dir := d.imported(), t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	for name, begins := range map[string]string{"r.json": `{"schema":1,"id":"R-`, "r.html": "<!DOCTYPE html>", "r.pdf": "%PDF-", "r.md": "# SANDBOX: ", "r.txt": "*** SANDBOX ***"} {
		r := d.run("report", s.ID, "--income", "1PLN", "--output", at(name))
		b, err := os.ReadFile(at(name))
		if err != nil || !strings.HasPrefix(string(b), begins) || r.out != "" {
			t.Fatalf("%s: %v %.60s %s", name, err, b, r.err)
		}
		if r := d.run("report", s.ID, "--income", "1PLN", "--output", at(name)); r.code == cli.ExitOK || !strings.Contains(r.err, "--overwrite replaces it") {
			t.Errorf("%s: exit %d %s", name, r.code, r.err)
		}
	}
	for _, name := range []string{"r.html", "r.pdf", "r.md", "r.txt", "r.json"} {
		d.run("report", "--from", at("r.json"), "--output", at("again-"+name), "--overwrite")
		first, _ := os.ReadFile(at(name))
		again, err := os.ReadFile(at("again-" + name))
		if err != nil || string(first) != string(again) || len(first) == 0 {
			t.Errorf("%s: other bytes from the JSON (%v)", name, err)
		}
	}
	for _, more := range [][]string{{"--level", "verdict"}, {"--income", "1PLN"}, {"--policy", "x"}, {"--claims", "-"}, {"--as-of", "2026-11-28"}, {"--sign"}, {"--all"}} {
		out := at("refused.json")
		r := d.run(append([]string{"report", "--from", at("r.json"), "--output", out}, more...)...)
		says(t, r, cli.ExitUsage, `{"error":{`, "--from", more[0])
		if _, err := os.Stat(out); !os.IsNotExist(err) {
			t.Errorf("%s: a refused run wrote: %v", more[0], err)
		}
	}
	var doc struct {
		Imports []struct{ ID, SHA256, CommandID string }
		Expires string
	}
	b, _ := os.ReadFile(at("r.json"))
	sum := sha256.Sum256(d.reply(s.ID))
	if err := json.Unmarshal(b, &doc); err != nil || len(doc.Imports) != 1 || doc.Imports[0].ID != s.ID || doc.Imports[0].CommandID != s.CommandID || doc.Imports[0].SHA256 != hex.EncodeToString(sum[:]) || doc.Expires == "" {
		t.Errorf("%v %+v", err, doc)
	}
	if err := os.WriteFile(at("changed.json"), bytes.Replace(b, []byte("PLN"), []byte("EUR"), 1), 0o600); err != nil {
		t.Fatal(err)
	}
	if r := d.run("report", "--from", at("changed.json")); r.code == cli.ExitOK || r.out != "" || !strings.Contains(r.err, "changed after it was made") {
		t.Errorf("exit %d %s", r.code, r.err)
	}
}

// reply is the reply of a saved import as it came.
func (d *desk) reply(id string) []byte {
	d.t.Helper()
	store, err := archive.Open(d.env["XDG_DATA_HOME"]+"/aisdesk", archive.Options{})
	if err != nil {
		d.t.Fatal(err)
	}
	defer store.Close()
	f, err := store.Raw(id)
	if err != nil {
		d.t.Fatal(err)
	}
	defer f.Close()
	b, err := io.ReadAll(f)
	if err != nil {
		d.t.Fatal(err)
	}
	return b
}
