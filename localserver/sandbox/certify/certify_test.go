package certify

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/BurntSushi/toml"
)

// quick is a speed at which pauses are still long enough to be told from short ones on a busy machine.
const quick = 8

// built compiles a program of testdata.
func built(t *testing.T, dir string) string {
	t.Helper()
	bin := filepath.Join(t.TempDir(), "client")
	if out, err := exec.Command("go", "build", "-o", bin, "./testdata/"+dir).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return bin
}

func certified(t *testing.T, command string) *Report {
	t.Helper()
	r, err := Run(t.Context(), Options{Command: command, Speed: quick, Parallel: len(cases)})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Every mistake that was planted is found.
func TestPlantedMistakesAreFound(t *testing.T) {
	var planted struct {
		Bugs []struct{ Name, Finding, About string } `toml:"bug"`
	}
	if _, err := toml.DecodeFile("testdata/bugs.toml", &planted); err != nil || len(planted.Bugs) != 31 {
		t.Fatalf("%d bugs, %v", len(planted.Bugs), err)
	}
	client := built(t, "client")
	for _, b := range planted.Bugs {
		t.Run(b.Name, func(t *testing.T) {
			t.Parallel()
			r := certified(t, client+" "+b.Name)
			var codes []string
			for _, c := range r.Cases {
				for _, f := range c.Findings {
					codes = append(codes, c.Case+": "+string(f.Code))
				}
			}
			if !slices.ContainsFunc(codes, func(s string) bool { return strings.HasSuffix(s, ": "+b.Finding) }) {
				t.Errorf("%s: not found; found was %q", b.About, codes)
			}
		})
	}
}

// What a client says counts by what it says, what it logs in every coding, and how fast it polls within the tolerance that is told.
func TestWhatAClientSaysLogsAndHowFastItPolls(t *testing.T) {
	client := built(t, "client")
	failing := "bank-refuses another-owner session-expired already-imported key-refused answer-lost gateway-fails cut-off captive-portal provider-fails"
	for bug, want := range map[string]struct {
		code  Code
		cases string // in which it is found
	}{
		"one-message": {ErrorNotTold, failing}, "whole-history": {PartialNotTold, "partial"}, "half-signature": {SecretInLog, "ordinary"},
		"key-in-base64": {SecretInLog, "ordinary"}, "key-in-capitals": {SecretInLog, "ordinary"}, "poll-at-six-tenths": {PolledTooFast, "progress"},
		"cards-left-out": {RowsWrong, "ordinary"}, "says-ok-of-nothing": {EmptyNotTold, "no-accounts"}, "foreign-command": {ForeignCommand, "ordinary"}, "foreign-session": {ForeignSession, "ordinary"}, "since-of-its-own": {SinceWrong, "ordinary bank-refuses"},
		"always-partial": {PartialWrong, "ordinary two-customers too-many-polls"}, "titles-only": {RowsWrong, "ordinary"}, "not-zero": {RowsWrong, "ordinary"}, "booked-only": {RowsWrong, "ordinary"}, "own-currency": {RowsWrong, "ordinary"},
		"part-first": {PartImportSent, "ordinary session-expired"}, "part-only": {PartImportSent, "ordinary"}, "rows-left": {RowsWrong, "bank-refuses gateway-fails"}, "key-in-query": {KeyInURL, "ordinary"}, "gives-up-when-cut": {GaveUp, "connection-lost"},
	} {
		t.Run(bug, func(t *testing.T) {
			t.Parallel()
			r, err := Run(t.Context(), Options{Command: client + " " + bug, Speed: quick, Cases: strings.Fields(want.cases)})
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range r.Cases {
				if !slices.ContainsFunc(c.Findings, func(f Finding) bool { return f.Code == want.code }) {
					t.Errorf("nothing is found in %s: %+v", c.Case, c)
				}
			}
		})
	}
	if _, err := Run(t.Context(), Options{Command: client + " pretty", Speed: quick, Cases: []string{"no-accounts"}}); err == nil || !strings.Contains(err.Error(), "stands over 6 lines") {
		t.Errorf("a result over many lines: %v", err)
	}
}

func TestWhatMessagesTell(t *testing.T) {
	whole, bank, expired, already, partial, empty := testCaseOf("ordinary"), testCaseOf("bank-refuses"), testCaseOf("session-expired"), testCaseOf("already-imported"), testCaseOf("partial"), testCaseOf("no-accounts")
	for _, m := range []struct {
		c    testCase
		r    Result
		told bool
	}{
		{bank, Result{State: "error", Message: "Dostęp został zablokowany przez bank."}, true}, {bank, Result{State: "error", Message: "Banka přístup zablokovala."}, true},
		{bank, Result{State: "error", Message: "El banco ha bloqueado el acceso."}, true}, {bank, Result{State: "error", Message: "Your bank has locked you out. Call it."}, true},
		{bank, Result{State: "error", Message: "A bank elzárta az útját.", Error: "AccessBlocked"}, true}, {bank, Result{State: "error", Message: "A bank elzárta az útját."}, false},
		{bank, Result{State: "error", Message: "failed: AccessBlocked"}, true}, {bank, Result{State: "error", Message: "The import was not successful, error 17."}, false},
		{expired, Result{State: "failed", Message: "Please sign in again."}, true}, {expired, Result{State: "failed", Message: "Zaloguj się ponownie."}, true},
		{expired, Result{State: "failed", Message: "Something went wrong."}, false}, {already, Result{State: "failed", Message: "This was imported already."}, true},
		{partial, Result{State: successful, Message: "Import completed and executed."}, false}, {partial, Result{State: successful, Message: "Historia jest niepełna."}, true},
		{partial, Result{State: successful, Message: "La historia está incompleta."}, true}, {partial, Result{State: successful, Message: "Az előzmény csonka.", Partial: true}, true},
		{partial, Result{State: successful, Message: "", Partial: true}, false},
		{empty, Result{State: successful, Message: "ok"}, false}, {empty, Result{State: successful}, false}, {empty, Result{State: successful, Message: "There is no account."}, true},
		{empty, Result{State: successful, Message: "Klient nie ma kont."}, true}, {empty, Result{State: successful, Message: "Nincs számla.", Empty: true}, true},
		{whole, Result{State: successful, Rows: 3, Message: "Imported 3 rows.", Partial: true}, false}, {whole, Result{State: successful, Rows: 3, Message: "Imported 3 rows.", Empty: true}, false},
		{whole, Result{State: successful, Rows: 3, Message: "Imported 3 rows. The history is incomplete."}, false}, {whole, Result{State: successful, Message: "Historia jest niepełna."}, false},
		{whole, Result{State: successful, Message: "Imported 3 rows; 0 incomplete, no history is incomplete."}, true}, {whole, Result{State: successful, Message: "Done. Call us if it looks incomplete."}, true},
		{whole, Result{State: successful, Message: "Imported in a short time, nothing is missing."}, true}, {whole, Result{State: successful, Message: "Historia nie jest niepełna."}, true},
		{whole, Result{State: successful, Message: "Data may be incomplete: the bank cut the history."}, false}, {whole, Result{State: successful, Message: "Data may be incomplete."}, false},
		{whole, Result{State: successful, Message: "Done. The bank cut the history short."}, false}, {whole, Result{State: successful, Message: "Historia może być niepełna."}, false},
		{whole, Result{State: successful, Message: "Historia została skrócona przez bank."}, false}, {whole, Result{State: successful, Message: "The bank did not cut the history."}, true},
		{whole, Result{State: successful, Message: "The whole history until the cutoff of 2026-11-30."}, true}, {whole, Result{State: successful, Message: "A shortcut to your history."}, true},
		{bank, Result{State: "error", Message: "Blocked; the data is incomplete.", Partial: true, Empty: true}, true},
	} {
		if findings := told(nil, m.c, &run{result: &m.r}); (len(findings) == 0) != m.told {
			t.Errorf("%s: %+v: %v", m.c.Name, m.r, findings)
		}
	}
}

// A message that is the same where a history is cut, or where there is no account, and where neither is tells nothing; one that
// differs, by a number or by a field, does.
func TestWhatIsAlwaysSaidTellsNothing(t *testing.T) {
	ok := func(owner string, rows int, message string) Result {
		return Result{Owner: owner, State: successful, Rows: rows, Message: message}
	}
	marked := ok("certify-p-1", 9, "Az előzmény csonka.")
	marked.Partial = true
	for name, c := range map[string]struct {
		at    string // the case of which it is said
		it    Result
		whole Result
		told  bool
	}{
		"some are missing":              {"partial", ok("certify-p-1", 9, "Imported 9 rows of certify-p-1, some are missing."), ok("certify-o-1", 41, "Imported 41 rows of certify-o-1, some are missing."), false},
		"no problem":                    {"no-accounts", ok("certify-e-1", 0, "Import finished, no problems."), ok("certify-o-1", 41, "import finished,  no problems."), false},
		"a number of cut histories":     {"partial", ok("certify-p-1", 9, "Imported 9 rows, cut short: 1."), ok("certify-o-1", 41, "Imported 41 rows, cut short: 0."), true},
		"a number of rows":              {"no-accounts", ok("certify-e-1", 0, "Imported 0 rows."), ok("certify-o-1", 41, "Imported 41 rows."), true},
		"by a field":                    {"partial", marked, ok("certify-o-1", 41, "Az előzmény csonka."), true},
		"what is said of the one alone": {"partial", ok("certify-p-1", 9, "The history is incomplete."), ok("certify-o-1", 41, ""), true},
		"a failure":                     {"partial", ok("certify-p-1", 9, "Some rows are missing."), Result{State: "failed", Message: "Some rows are missing."}, true},
	} {
		chosen := []testCase{testCaseOf("ordinary"), testCaseOf(c.at)}
		reports := []CaseReport{{Results: []Result{c.whole}}, {Results: []Result{c.it}}}
		sayItAlways(chosen, reports)
		if want := map[string]Code{"partial": PartialNotTold, "no-accounts": EmptyNotTold}[c.at]; reports[1].has(want) == c.told || len(reports[0].Findings) != 0 {
			t.Errorf("%s: %+v", name, reports)
		}
	}
}

// How fast a client polls is measured where the machine wakes programs in time, and some polls came.
func TestPollingIsMeasuredOrNot(t *testing.T) {
	r := &runner{Options: Options{Speed: quick}}
	for lag, want := range map[time.Duration]bool{0: true, 20 * time.Millisecond: true, 100 * time.Millisecond: false} {
		if r.paced = true; r.measured(lag) != want {
			t.Errorf("a lag of %v", lag)
		}
		if r.paced = false; r.measured(lag) {
			t.Errorf("no polls, and a lag of %v", lag)
		}
	}
	if lag := watchLag()(); lag < 0 {
		t.Error(lag)
	}
}

func testCaseOf(name string) testCase {
	return cases[slices.IndexFunc(cases, func(c testCase) bool { return c.Name == name })]
}

func TestSecretsInEveryCoding(t *testing.T) {
	const secret = "K7QZ2MXW4PLA9TBN5RCD8VEF6H"
	for log, want := range map[string]bool{
		"key " + secret: true, "key=" + secret[:12]: true, "…" + secret[14:]: true, "k " + strings.ToLower(secret): true, "%4b%37%51%5A%32%4d%58%57%34%50%4c%41%39%54": true,
		"4B37515A324D5857 34504C41": true, "4B37515A324D5857 34504C": false, "4B37515A324D585734504C413954": true, "Basic dTpLN1FaMk1YVzRQTEE5VEJONVJDRDhWRUY2SA==": true,
		"key K7QZ…EF6H": false, "key " + secret[:11] + "...": false, "K7QZ-2MXW-4PLA": true, "K7QZ-2MXW-4PL": false, "session 12345678": false, "": false,
	} {
		if got := leaked(log, secret) != ""; got != want {
			t.Errorf("%q: %v", log, got)
		}
	}
}

// A client that makes no mistake gets no finding, in whatever language it is written.
func TestRightClientsHaveNoFindings(t *testing.T) {
	for name, command := range map[string]func(*testing.T) string{
		"planted": func(t *testing.T) string { return built(t, "client") }, "go": func(t *testing.T) string { return built(t, "examples/go") },
		"python": func(t *testing.T) string { return needs(t, "python3") + " testdata/examples/client.py" }, "typescript": typescript,
	} {
		t.Run(name, func(t *testing.T) {
			r := certified(t, command(t))
			for _, c := range r.Cases {
				for _, f := range c.Findings {
					t.Errorf("%s: %s: %s %+v", c.Case, f.Code, f.Message, c.Results)
				}
			}
			if len(r.Cases) != len(cases) || r.Findings != 0 {
				t.Errorf("%d cases, %d findings", len(r.Cases), r.Findings)
			}
		})
	}
}

func needs(t *testing.T, program string) string {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		t.Skipf("needs %s: install it to check the example in its language", program)
	}
	return program
}

// typescript runs the example by Node alone where that reads TypeScript, else compiled by tsc.
func typescript(t *testing.T) string {
	needs(t, "node")
	if exec.Command("node", "--check", "testdata/examples/client.ts").Run() == nil {
		return "node testdata/examples/client.ts"
	}
	needs(t, "tsc")
	dir := t.TempDir()
	// Without @types/node the compiler complains of Node's names and writes the program all the same.
	_ = exec.Command("tsc", "--outDir", dir, "--target", "es2022", "--module", "commonjs", "--lib", "es2022,dom", "testdata/examples/client.ts").Run()
	if _, err := os.Stat(filepath.Join(dir, "client.js")); err != nil {
		t.Fatal(err)
	}
	return "node " + filepath.Join(dir, "client.js")
}

// A client that says successful and fails by its exit status contradicts itself; one that says that it failed may do so.
func TestTheExitStatusFitsTheState(t *testing.T) {
	client := built(t, "client")
	for status, want := range map[string][]Code{"0": nil, "3": {StateWrong}} {
		r, err := Run(t.Context(), Options{Command: client + "; exit " + status, Speed: quick, Cases: []string{"ordinary", "bank-refuses"}})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range r.Cases {
			var codes []Code
			for _, f := range c.Findings {
				if codes = append(codes, f.Code); !strings.Contains(f.Message, "exit status 3") {
					t.Errorf("exit status %s: %s", status, f.Message)
				}
			}
			if right := c.Case != "ordinary" && len(codes) == 0 || c.Case == "ordinary" && slices.Equal(codes, want); !right {
				t.Errorf("exit status %s, %s: %v", status, c.Case, c.Findings)
			}
		}
	}
}

// A result whose fields are of other types than the documented ones is told with the field, and is no command that did not start.
func TestAResultOfWrongTypesIsToldByItsField(t *testing.T) {
	for line, want := range map[string]string{
		`{"owner":"o","state":"error","rows":"165","message":""}`:           `of the result on its last line "rows" is the JSON string and must be a whole number`,
		`{"owner":"o","state":"error","rows":0,"message":7}`:                `of the result on its last line "message" is the JSON number and must be a string`,
		`{"owner":"o","state":"error","rows":0,"message":"","empty":"yes"}`: `of the result on its last line "empty" is the JSON string and must be true or false`,
	} {
		r, err := Run(t.Context(), Options{Command: "echo '" + line + "'", Speed: quick, Cases: []string{"ordinary"}})
		if err != nil {
			t.Fatal(err)
		}
		if f := r.Cases[0].Findings; len(f) == 0 || f[0].Code != ResultUnfit || f[0].Message != want {
			t.Errorf("%s: %+v", line, f)
		}
	}
}

func TestACommandThatDoesNotStart(t *testing.T) {
	_, err := Run(t.Context(), Options{Command: "/nowhere/client", Speed: quick, Cases: []string{"ordinary", "partial"}})
	if !errors.Is(err, ErrCommand) || !strings.Contains(err.Error(), "exit status 127: ") || !strings.Contains(err.Error(), "/nowhere/client") {
		t.Errorf("%v", err)
	}
	if _, err := Run(t.Context(), Options{Command: "true", Cases: []string{"ordinry"}}); err == nil || !strings.Contains(err.Error(), "there are ordinary, ") {
		t.Errorf("%v", err)
	}
}

// What a client leaves running ends with it, and how much it writes is no matter: the beginning and the end are kept.
func TestAClientIsEndedAndMayWriteMuch(t *testing.T) {
	file := filepath.Join(t.TempDir(), "alive")
	line := `{"owner":"certify-partial-1","state":"failed","rows":0,"message":"the history is incomplete"}`
	r, err := Run(t.Context(), Options{Speed: quick, Cases: []string{"partial"},
		Command: "(while :; do echo x >>" + file + "; sleep 0.01; done) >/dev/null 2>&1 & head -c 20000000 /dev/zero | tr '\\0' a; echo; echo '" + line + "'"})
	if err != nil || len(r.Cases[0].Results) != 1 || r.Cases[0].Results[0].Message != "the history is incomplete" {
		t.Fatalf("%+v %v", r, err)
	}
	size := func() int { b, _ := os.ReadFile(file); return len(b) } // it may never have begun
	for before, deadline := -1, time.Now().Add(2*time.Minute); before != size(); time.Sleep(300 * time.Millisecond) {
		if before = size(); time.Now().After(deadline) {
			t.Fatal("what it left still runs")
		}
	}
	var o output
	for range 1000 {
		_, _ = o.Write(bytes.Repeat([]byte("a"), 1<<16))
	}
	_, _ = o.Write([]byte("\nend"))
	if all := o.String(); len(all) > keptHead+2*keptTail+4 || !strings.HasSuffix(all, "a\nend") {
		t.Errorf("%d bytes are kept", len(all))
	}
}

// A log in a file of the client's own is read, too.
func TestALogFileIsRead(t *testing.T) {
	file := filepath.Join(t.TempDir(), "client.log")
	client := built(t, "client")
	r, err := Run(t.Context(), Options{Command: client + " key-in-log 2>>" + file, Speed: quick, Cases: []string{"partial"}, Logs: []string{file}})
	if err != nil || r.Findings != 1 || r.Cases[0].Findings[0].Code != SecretInLog {
		t.Errorf("%+v %v", r, err)
	}
	r, err = Run(t.Context(), Options{Command: client + " key-in-log 2>/dev/null", Speed: quick, Cases: []string{"partial"}})
	if err != nil || r.Findings != 0 {
		t.Errorf("without the file: %+v %v", r, err)
	}
}

// A log that cannot be read was not looked through, and is never good.
func TestALogThatCannotBeReadIsAnError(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{filepath.Join(dir, "typo.log"), dir, filepath.Join(dir, "*.log")} {
		r, err := Run(t.Context(), Options{Command: `echo '{"state":"failed"}'`, Speed: quick, Cases: []string{"partial"}, Logs: []string{name}})
		if r != nil || err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %+v %v", name, r, err)
		}
	}
}
