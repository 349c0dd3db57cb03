package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/cmd/aisdesk/internal/importcmd"
)

// result is how one command line ended.
type result struct {
	code     int
	out, err string
}

// desk is a home directory with its own archive and fast polling, in which command lines run.
type desk struct {
	t   *testing.T
	env map[string]string
}

func newDesk(t *testing.T) *desk {
	dir := t.TempDir()
	return &desk{t: t, env: map[string]string{"HOME": dir, "XDG_DATA_HOME": dir + "/data", "XDG_STATE_HOME": dir + "/state",
		"XDG_CONFIG_HOME": dir + "/config", "AISDESK_SANDBOX_PACE": "20ms"}}
}

func (d *desk) run(args ...string) result { return d.runWith("", args...) }

func (d *desk) runWith(stdin string, args ...string) result {
	d.t.Helper()
	var out, errs bytes.Buffer
	code := run(context.Background(), args, cli.Streams{In: strings.NewReader(stdin), Out: &out, Err: &errs},
		func(k string) string { return d.env[k] })
	return result{code, out.String(), errs.String()}
}

// imported runs a successful import and returns its summary.
func (d *desk) imported(args ...string) importcmd.Summary {
	d.t.Helper()
	line := []string{"import", "--env", "sandbox", "--login", "test1", "--json"}
	if d.env["AISDESK_API_URL"] == "" { // the sandbox is the import's own
		line = append(line, "--speed", "50")
	}
	r := d.run(append(line, args...)...)
	if r.code != cli.ExitOK {
		d.t.Fatalf("import: exit %d\n%s", r.code, r.err)
	}
	var s importcmd.Summary
	if err := json.Unmarshal([]byte(r.out), &s); err != nil {
		d.t.Fatalf("standard output is not one JSON object: %v\n%s", err, r.out)
	}
	return s
}

func (d *desk) saved() int {
	d.t.Helper()
	var all []json.RawMessage
	if err := json.Unmarshal([]byte(d.run("list", "--json").out), &all); err != nil {
		d.t.Fatal(err)
	}
	return len(all)
}

func TestImportShowAndPrintWithoutABrowser(t *testing.T) {
	d := newDesk(t)
	s := d.imported("--since", "90d")
	if s.State != "successful" || s.Target.String() != "KontoBank" || len(s.Owners) != 2 || s.Counts.Accounts != 1 || s.Counts.Transactions < 50 {
		t.Fatalf("%+v", s)
	}
	var shown struct {
		Targets []struct {
			Accounts []struct {
				IBAN  string `json:"iban"`
				Count int    `json:"transactions"`
			} `json:"accounts"`
		} `json:"targets"`
	}
	r := d.run("show", s.ID, "--json")
	if err := json.Unmarshal([]byte(r.out), &shown); err != nil || shown.Targets[0].Accounts[0].Count != s.Counts.Transactions {
		t.Errorf("show --json: %v\n%s", err, r.out)
	}
	if r := d.run("show", s.ID); !strings.Contains(r.out, "Maria Sochacka") || !strings.Contains(r.out, "259402.51 PLN") {
		t.Errorf("show:\n%s", r.out)
	}
	if r := d.run("list"); !strings.Contains(r.out, s.ID) || !strings.Contains(r.out, "sandbox") {
		t.Errorf("list:\n%s", r.out)
	}
	for format, lines := range map[string]int{"csv": s.Counts.Transactions + 1, "ndjson": s.Counts.Transactions} {
		if r := d.run("tx", s.ID, "--format", format); strings.Count(r.out, "\n") != lines {
			t.Errorf("tx --format %s has %d lines, want %d", format, strings.Count(r.out, "\n"), lines)
		}
	}
	var rows []map[string]any
	if err := json.Unmarshal([]byte(d.run("tx", s.ID, "--format", "json").out), &rows); err != nil || len(rows) != s.Counts.Transactions {
		t.Errorf("tx --format json: %d rows, %v", len(rows), err)
	}
	table := d.run("tx", s.ID, "--filter", "label:salary", "--sort", "-amount")
	if table.code != 0 || !strings.Contains(table.out, "WYNAGRODZENIE") || strings.Contains(table.out, "grocery") {
		t.Errorf("tx --filter label:salary:\n%s", table.out)
	}
}

// The newest import is the newest import, whatever the files here are called; a path says that the file is meant. A directory
// that is not there has no imports, and is not made to look into it.
func TestLatestAndAFileOfThatName(t *testing.T) {
	d := newDesk(t)
	file, err := os.ReadFile(caseFile("d02-zeros"))
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	if err := os.WriteFile("latest", file, 0o600); err != nil {
		t.Fatal(err)
	}
	alone := d.run("show", "latest")
	if alone.code != cli.ExitOK || alone.err != "" {
		t.Fatalf("without an import: exit %d %s", alone.code, alone.err)
	}
	id := d.imported().ID
	if r := d.run("show", "latest"); r.out != d.run("show", id).out || !strings.Contains(r.err, "warning: latest is the newest import, "+id) {
		t.Errorf("with an import: %s\n%s", r.err, r.out)
	}
	if r := d.run("show", "./latest"); strings.TrimPrefix(r.out, "./") != alone.out || r.err != "" {
		t.Errorf("by its path: %s\n%s", r.err, r.out)
	}
	for _, line := range []string{"list", "list --json", "report --all --format ndjson"} {
		if r := d.run(append(strings.Fields(line), "--data-dir", "typo")...); r.code != cli.ExitUsage || !strings.Contains(r.err, "no folder typo") {
			t.Errorf("%s: exit %d %s", line, r.code, r.err)
		}
	}
	if _, err := os.Stat("typo"); err == nil {
		t.Error("the directory was made")
	}
}

func TestEveryBadDayEndsWithItsCauseAndTheNextStep(t *testing.T) {
	for _, tc := range []struct {
		scenario, cause, next string
		kept                  int // replies that are kept all the same
	}{
		{"wrong-password", "InvalidCredentials", "sign in again", 0},
		{"access-blocked", "AccessBlocked", "call the bank", 0},
		{"import-error", "ServiceTemporarilyUnavailable", "Try again later", 1},
		{"import-fatal", "import-fatal", "new sign-in", 1},
		{"unauthorized", "API key", "Insight", 0},
		{"session-expired", "InvalidSessionId", "sign in again", 0},
		{"already-imported", "DefaultImportAlreadyExecuted", "start a new verification", 0},
		{"api-down", "connection", "Check the network", 0},
		{"html", "web page instead of a reply", "proxy", 0},
		{"truncated", "ends too early", "resumed", 1},
		{"wrong-owner", "nothing was saved", "start a new verification", 0},
		{"import-reset", "not known", "start a new verification", 0},
	} {
		t.Run(tc.scenario, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			r := d.run("import", "--env", "sandbox", "--login", "test1", "--speed", "50", "--scenario", tc.scenario, "--json")
			if r.code != cli.ExitImport {
				t.Errorf("exit %d", r.code)
			}
			last := r.err[strings.LastIndex(strings.TrimRight(r.err, "\n"), "\n")+1:]
			if !strings.Contains(last, tc.cause) || !strings.Contains(last, tc.next) {
				t.Errorf("the last line names not both %q and %q:\n%s", tc.cause, tc.next, last)
			}
			var s importcmd.Summary
			if err := json.Unmarshal([]byte(r.out), &s); err != nil || s.Error == nil || s.State == "successful" {
				t.Errorf("summary %s (%v)", r.out, err)
			}
			if n := d.saved(); n != tc.kept {
				t.Errorf("%d replies in the archive, want %d", n, tc.kept)
			}
		})
	}
}

func TestAFailedImportLosesNothingThatWasSaved(t *testing.T) {
	d := newDesk(t)
	first := d.imported()
	before := d.run("tx", first.ID, "--format", "csv").out
	d.run("import", "--env", "sandbox", "--login", "test1", "--speed", "50", "--scenario", "import-fatal")
	if after := d.run("tx", first.ID, "--format", "csv"); after.code != 0 || after.out != before {
		t.Errorf("the first import changed: exit %d\n%s", after.code, after.err)
	}
}

// A small reply that is in order, to be spoilt.
const goodReply = `<?xml version="1.0" encoding="utf-8"?><reply status="200 OK"><command id="1" state="successful" name="DefaultImportCommand" target="KontoBank"><result><accounts><account><name>Konto</name><iban>PL1</iban><currencyName>PLN</currencyName><moneyTransactions><moneyTransaction><transactionOn>2026-01-02</transactionOn><currencyAmount>-1.50</currencyAmount><title>x</title></moneyTransaction></moneyTransactions></account></accounts></result></command></reply>`

func TestBadFilesAreNamedAndNothingIsWritten(t *testing.T) {
	d := newDesk(t)
	dir := t.TempDir()
	file := func(name, content string) string {
		p := filepath.Join(dir, name)
		if err := os.WriteFile(p, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return p
	}
	pipe := filepath.Join(dir, "pipe.xml")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct{ path, want string }{
		{pipe, "nothing came from"}, // nobody writes into it
		{file("utf16.xml", "\xff\xfe<\x00r\x00"), "UTF-16, and only XML in UTF-8 is read: save it as UTF-8"},
		{file("packed.xml", "\x1f\x8b\x08\x00\x00"), "gunzip it first"},
		{file("polish.xml", `<?xml version="1.0" encoding="windows-1250"?><reply/>`), "says encoding=\"windows-1250\", and only UTF-8 is read: save it"},
		{file("wide.xml", `<?xml version="1.0" encoding="UTF-16"?><reply/>`), "says encoding=\"UTF-16\", which it is not"},
		{file("deep.xml", "<reply>"+strings.Repeat("<a>", 100_000)), "nested more than"},
		{file("page.html", "<!DOCTYPE html><html><br></html>"), "web page"},
		{file("401.xml", `<reply status="401 Unauthorized"><comment>Access denied.</comment></reply>`), "401 Unauthorized: Access denied."},
		{file("begun.xml", `<reply status="202 Accepted"><command id="1" state="setup" name="DefaultImportCommand"/></reply>`), `state "setup"`},
		{file("catalog.xml", `<reply status="200 OK"><targets></targets></reply>`), "no import"},
		{file("empty.xml", ""), "is empty"},
		{dir, "is a directory"},
		{filepath.Join(dir, "none.xml"), "neither a saved import nor a file"},
		{file("text.xml", "hello"), "text.xml"},
		{file("json.xml", `{"a":1}`), "this is JSON"},
		{file("other.xml", "<html></html>"), "html"},
		{file("doctype.xml", "<!DOCTYPE reply>"+goodReply), "document type"},
		{file("two.xml", goodReply+"<reply/>"), "root"},
		{file("half.xml", goodReply[:len(goodReply)/2]), "too early"},
		{file("row.xml", strings.Replace(goodReply, "<moneyTransaction>", "<moneyTransaction><labels>"+strings.Repeat("<label>x</label>", 501)+"</labels></moneyTransaction><moneyTransaction>", 1)), "too many labels"},
		{file("error.xml", `<reply status="404 Not Found"><exception name="InvalidSessionId"><message>Session expired.</message></exception></reply>`), "InvalidSessionId"},
	} {
		for _, command := range []string{"show", "tx", "open"} {
			r := d.run(command, tc.path)
			if r.code != cli.ExitError || r.out != "" {
				t.Errorf("%s %s: exit %d, output %q", command, tc.path, r.code, r.out)
			}
			if !strings.Contains(r.err, filepath.Base(tc.path)) || !strings.Contains(r.err, tc.want) {
				t.Errorf("%s %s does not name the file and %q: %s", command, tc.path, tc.want, r.err)
			}
		}
	}
	if r := d.run("show", file("good.xml", goodReply)); r.code != 0 || !strings.Contains(r.out, "1 transaction") {
		t.Errorf("the good one: exit %d %s %s", r.code, r.out, r.err)
	}
	if n := d.saved(); n != 0 {
		t.Errorf("%d imports were written", n)
	}
}

func TestUsageErrorsExitWithTwo(t *testing.T) {
	d := newDesk(t)
	for _, args := range [][]string{
		{"import"}, {"import", "--login", "test1", "--since", "yesterday"}, {"verify", "--env", "prod"}, {"tx", "x", "--format", "xlsx"},
		{"tx", "x", "--filter", "amt:>>"}, {"list", "--colour"}, {"demo", "--port", "99999"}, {"import", "--login", "test1", "--country", "Poland"},
		{"verify", "--env", "test"}, {"import", "--login", "test1", "--scenario", "nosuch"}, {"demo", "--scenario", "slow:x"},
		{"sandbox", "--scenario", "nosuch"},
	} {
		if r := d.run(args...); r.code != cli.ExitUsage || r.err == "" {
			t.Errorf("%v: exit %d, %s", args, r.code, r.err)
		}
	}
}

func TestThereIsNoFlagForTheKey(t *testing.T) {
	d := newDesk(t)
	for _, flag := range []string{"--api-key", "--key", "--apikey"} {
		if r := d.run("list", flag, "x"); r.code != cli.ExitUsage {
			t.Errorf("%s was taken", flag)
		}
	}
}

func TestTheKeyAndTheSignatureStandNowhere(t *testing.T) {
	d := newDesk(t)
	d.env["AISDESK_ENV"], d.env["AISDESK_CLIENT"], d.env["AISDESK_API_KEY"] = "test", "c", "sentinel-key-0123456789"
	d.env["AISDESK_API_URL"] = "https://127.0.0.1:1"
	signature := strings.Repeat("5e471e1", 9)
	r := d.runWith("KontoBank 4711 "+signature+"\n", "import", "--session", "--json")
	if r.code != cli.ExitImport {
		t.Fatalf("exit %d %s", r.code, r.err)
	}
	everything := r.out + r.err
	err := filepath.WalkDir(d.env["HOME"], func(p string, e os.DirEntry, err error) error {
		if err == nil && e.Type().IsRegular() {
			b, rerr := os.ReadFile(p)
			everything, err = everything+p+string(b), rerr
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"sentinel-key", signature} {
		if strings.Contains(everything, secret) {
			t.Errorf("%s stands in the output or on disk", secret)
		}
	}
}

func TestDeleteAsksOnce(t *testing.T) {
	d := newDesk(t)
	s := d.imported()
	if r := d.runWith("n\n", "delete", s.ID); r.code != cli.ExitError || d.saved() != 1 {
		t.Errorf("a no deleted it, or the exit code is wrong: %d %s", r.code, r.err)
	}
	made := d.run("case", "new", "loan-17", "--applicant", "Maria Sochacka")
	says(t, d.run("case", "add", "loan-17", s.ID), cli.ExitOK)
	says(t, d.run("case", "decide", "loan-17", "approve", "--reason", "enough"), cli.ExitOK)
	r := d.runWith("y\n", "delete", s.ID)
	if r.code != cli.ExitOK || d.saved() != 0 {
		t.Errorf("a yes did not: %d %s", r.code, r.err)
	}
	says(t, r, cli.ExitOK, "It belongs to the case loan-17 "+strings.TrimSpace(made.out)+", decided: approve.", " of Maria Sochacka", "deleted import "+s.ID+" of Maria Sochacka")
}

func TestEncryptedImportsOpenWithThePassphraseOnly(t *testing.T) {
	d := newDesk(t)
	old := d.imported()
	words := filepath.Join(t.TempDir(), "words")
	if err := os.WriteFile(words, []byte("four invented words here\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	d.env["AISDESK_PASSPHRASE_FILE"] = words
	if r := d.run("encrypt", "passphrase", "--older"); r.code != 0 || !strings.Contains(r.out, "1 older import encrypted.") {
		t.Fatalf("encrypt: exit %d %s%s", r.code, r.out, r.err)
	}
	if r := d.run("encrypt", "keyring"); r.code != cli.ExitError || !strings.Contains(r.err, "a key that the passphrase opens") {
		t.Errorf("another way to encrypt: exit %d %s%s", r.code, r.out, r.err)
	}
	sealed := d.imported()
	for _, id := range []string{old.ID, sealed.ID} {
		if r := d.run("show", id); r.code != 0 || !strings.Contains(r.out, "Maria Sochacka") {
			t.Errorf("with the passphrase: exit %d %s", r.code, r.err)
		}
	}
	delete(d.env, "AISDESK_PASSPHRASE_FILE")
	if r := d.run("show", sealed.ID); r.code != cli.ExitError || strings.Contains(r.out, "Maria") || !strings.Contains(r.err, "passphrase") {
		t.Errorf("without it: exit %d %s%s", r.code, r.out, r.err)
	}
	if err := os.WriteFile(words, []byte("wrong words\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	d.env["AISDESK_PASSPHRASE_FILE"] = words
	if r := d.run("tx", old.ID); r.code != cli.ExitError || r.out != "" || !strings.Contains(r.err, "wrong") {
		t.Errorf("with a wrong one: exit %d %s%s", r.code, r.out, r.err)
	}
}

func TestImportsAreNamedByTheBeginningOfTheirIDsOrByLatest(t *testing.T) {
	d := newDesk(t)
	if r := d.run("show", "latest"); r.code != cli.ExitError || !strings.Contains(r.err, "neither a saved import nor a file") {
		t.Errorf("without imports: exit %d %s", r.code, r.err)
	}
	if r := d.run("show", strings.Repeat("a", 5000)); r.code != cli.ExitError || !strings.Contains(r.err, strings.Repeat("a", 60)+`" is neither`) || len(r.err) > 300 {
		t.Errorf("a long name: exit %d %.300s", r.code, r.err)
	}
	first, second := d.imported(), d.imported("--login", "pensioner")
	_, token, _ := strings.Cut(first.ID, "-")
	for name, want := range map[string]string{"latest": second.ID, "last": second.ID, token[:8]: first.ID, first.ID: first.ID} {
		for _, command := range []string{"show", "tx", "report"} {
			args := []string{command, name}
			if command == "tx" {
				args = append(args, "--columns", "account,balance")
			}
			args2 := append([]string{command, want}, args[2:]...)
			if r, whole := d.run(args...), d.run(args2...); r.code != 0 || r.out != whole.out {
				t.Errorf("%q: exit %d %s%s\nwant %s", args, r.code, r.out, r.err, whole.out)
			}
		}
	}
	for _, command := range []string{"show", "delete"} {
		if r := d.run(command, first.ID[:4]); r.code != cli.ExitError || !strings.Contains(r.err, first.ID) || !strings.Contains(r.err, second.ID) {
			t.Errorf("%s with what fits both: exit %d %s", command, r.code, r.err)
		}
		if r := d.run(command, "nothing"); r.code != cli.ExitError || !strings.Contains(r.err, "aisdesk list") {
			t.Errorf("%s with what fits none: exit %d %s", command, r.code, r.err)
		}
	}
	if r := d.runWith("n\n", "delete", "latest"); r.code != cli.ExitError || !strings.Contains(r.err, "Delete import "+second.ID) {
		t.Errorf("delete latest asks: exit %d %s", r.code, r.err)
	}
	if r := d.run("delete", "latest", "--yes"); r.code != 0 || d.run("show", second.ID).code != cli.ExitError || d.run("show", first.ID).code != 0 {
		t.Errorf("delete latest: exit %d %s", r.code, r.err)
	}
}
