package main

import (
	"context"
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/cmd/aisdesk/internal/helpcmd"
)

// everyCommand lists the commands with their examples, as the help shows them.
func everyCommand(t *testing.T) map[string][]string {
	t.Helper()
	prog := cli.New(cli.Streams{}, func(string) string { return "" })
	root := newRoot(prog)
	completion(prog, root)
	helpcmd.Install(prog, root)
	all := map[string][]string{}
	var walk func(*cobra.Command)
	walk = func(c *cobra.Command) {
		var lines []string
		for line := range strings.SplitSeq(c.Example, "\n") {
			if line = strings.TrimSpace(line); line != "" {
				lines = append(lines, line)
			}
		}
		if c.Parent() == nil || c.Parent().Name() != "completion" {
			all[c.CommandPath()] = lines
		}
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	walk(root)
	return all
}

// others are examples that cannot succeed in the test's folder, with what they print instead of a mistake in the line itself.
var others = map[string]string{
	"aisdesk":                         "this needs a terminal",
	"aisdesk --env sandbox":           "this needs a terminal",
	"aisdesk demo":                    "this needs a terminal",
	"aisdesk verify --since":          "this needs a terminal",
	"aisdesk verify --env test":       "client",
	"aisdesk open":                    "this needs a terminal",
	"aisdesk import --redirect":       "Send this link", // and waits
	"aisdesk import --resume":         "no unfinished import",
	"aisdesk encrypt":                 "keyring|passphrase",
	"aisdesk delete 20261128":         "not in the archive",
	"aisdesk diff 20260901T100000":    "neither",
	"aisdesk completion fish":         "source",
	"AISDESK_ARCHIVE":                 "", // team_test.go runs these
	"aisdesk archive":                 "nobody shares|not encrypted",
	"aisdesk team":                    "nobody shares",
	"aisdesk setup":                   "Settings of|no terminal to ask on", // setup_test.go answers
	"aisdesk encrypt change":          "",                                  // restore_test.go runs it
	"AISDESK_NEW":                     "",
	"aisdesk encrypt recover":         "",
	"aisdesk encrypt trust":           "",
	"aisdesk encrypt recovery":        "",
	"aisdesk restore":                 "",
	"aisdesk certify --start":         "", // takes real time; certify_test.go runs it
	"aisdesk sandbox reset --control": "no sandbox is running",
	"eval ":                           "", // TestE2EPrintEnvAndTheParent runs it
	"aisdesk bundle latest --sign":    "no SSH key to sign with",
	"aisdesk case data kowalski":      "InvalidOwnerExternalId|says the same|Nothing was fetched yet",
	"aisdesk erase":                   "not in the archive|no such case|neither",
	"aisdesk callback":                "no callback is set|AISDESK_CALLBACK_SECRET", // callback_test.go runs it
	"aisdesk data":                    "InvalidOwnerExternalId",
	"aisdesk revoke latest":           "no access token",
	"aisdesk revoke 2026":             "not in the archive",
	"echo ":                           "session",
}

func otherwise(line string) (want string, ok bool) {
	longest := -1
	for begin, w := range others {
		if (line == begin || strings.HasPrefix(line, begin) && begin != "aisdesk") && len(begin) > longest {
			want, ok, longest = w, true, len(begin)
		}
	}
	return want, ok
}

// Every command has two examples, and they run as written.
func TestE2EEveryCommandHasExamplesThatRun(t *testing.T) {
	all := everyCommand(t)
	if len(all) < 25 {
		t.Fatalf("%d commands", len(all))
	}
	home := exampleHome(t)
	for _, path := range slices.Sorted(maps.Keys(all)) {
		lines := all[path]
		if len(lines) < 2 {
			t.Errorf("%s has %d examples: %q", path, len(lines), lines)
		}
		for _, line := range lines {
			runExample(t, home, path, line)
		}
	}
}

func runExample(t *testing.T, home *exampleFolder, path, line string) {
	t.Helper()
	if !strings.Contains(line+" ", path+" ") {
		t.Errorf("%s: the example is of another command: %s", path, line)
	}
	want, special := otherwise(line)
	if special && want == "" {
		return
	}
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	serves := strings.HasPrefix(line, "aisdesk sandbox") && !strings.Contains(line, " sandbox c") && !strings.Contains(line, " sandbox r") && !strings.Contains(line, " sandbox tr") || strings.Contains(line, "--redirect")
	said := &firstWords{stop: func() {}}
	switch {
	case serves && strings.Contains(line, " tail "): // says nothing where nothing comes
		ctx, cancel = context.WithTimeout(t.Context(), 2*time.Second)
		defer cancel()
	case serves:
		said.stop = func() { time.AfterFunc(time.Second, cancel) }
	}
	c := exec.CommandContext(ctx, "sh", "-c", "exec "+line)
	if strings.Contains(line, "|") {
		c = exec.CommandContext(ctx, "sh", "-c", line)
	}
	c.Dir, c.Env, c.WaitDelay = home.dir, home.env, time.Second
	c.Stdout, c.Stderr = said, said
	err := c.Run()
	out := said.String()
	code := 0
	if c.ProcessState != nil {
		code = c.ProcessState.ExitCode()
	}
	switch {
	case special:
		ok := false
		for w := range strings.SplitSeq(want, "|") {
			ok = ok || strings.Contains(out, w)
		}
		if !ok {
			t.Errorf("%s: exit %d, want %q\n%s", line, code, want, out)
		}
	case serves && (len(out) > 0 || strings.Contains(line, " tail ")): // until it is stopped
	case code == cli.ExitRefuted || code == cli.ExitInconclusive: // what the report says is not what is tested
	case err != nil:
		t.Errorf("%s: %v\n%s", line, err, out)
	}
}

// firstWords is the output of a program that serves: it is stopped once it has said something.
type firstWords struct {
	lockedBuffer
	once sync.Once
	stop func()
}

func (f *firstWords) Write(b []byte) (int, error) {
	f.once.Do(f.stop)
	return f.lockedBuffer.Write(b)
}

// exampleFolder is a folder with the files that examples name, and a home with an import, a case and a policy.
type exampleFolder struct {
	dir string
	env []string
}

func exampleHome(t *testing.T) *exampleFolder {
	t.Helper()
	d := newDesk(t)
	d.settingsFile("[policy.cash-loan]\nincome = \"1PLN\"\n")
	for range 3 {
		d.imported()
	}
	first := d.imported("--owner", "app-1").ID
	id := d.imported("--owner", "app-1").ID
	bin := t.TempDir()
	if err := os.Symlink(program(t), filepath.Join(bin, "aisdesk")); err != nil {
		t.Fatal(err)
	}
	f := &exampleFolder{dir: t.TempDir(), env: []string{"PATH=" + bin + ":" + os.Getenv("PATH"), "TARGET=KontoBank", "SESSION_ID=4711", "SIGNATURE=" + strings.Repeat("5e", 32)}}
	for k, v := range d.env {
		f.env = append(f.env, k+"="+v)
	}
	for name, content := range map[string]string{"reply.xml": goodReply, "before.xml": goodReply, "after.xml": goodReply, "statement.xml": goodReply,
		"applicant.json": `{"name": "Maria Sochacka"}`, "new.toml": "off = []\n", "client.py": "print('x')\n"} {
		if err := os.WriteFile(filepath.Join(f.dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	about, _ := served(t, d, "--speed", "50")
	f.env = append(f.env, "AISDESK_SANDBOX_CONTROL="+about.Control)
	for _, args := range [][]string{{"report", id, "--income", "1PLN", "--output", filepath.Join(f.dir, "report.json")}, {"case", "new", "kowalski", "--applicant", "Maria Sochacka", "--owner", "app-1"},
		{"case", "add", "kowalski", first}} {
		if r := d.run(args...); r.code == cli.ExitUsage || r.code == cli.ExitError {
			t.Fatalf("%v: %s", args, r.err)
		}
	}
	return f
}

func TestHelpTopics(t *testing.T) {
	d := newDesk(t)
	for topic, want := range map[string][]string{"filter": {"amt:>100", "cat:groceries", "labelled"}, "scenarios": {"import-error[:EXCEPTION]", "transport: between", "delay"},
		"exit-codes": {"130  cancelled", "3    the import failed"}, "files": {"lexicon.toml", "aisdesk.log"}, "customers": {"[[customer.habit]]", "sweep_to", "[[customer.card]]  credit cards", "limit            text        what the bank lends at most", "debt collection"}, "tx": {"aisdesk tx ID|FILE", "--columns"}} {
		r := d.run("help", topic)
		for _, w := range want {
			if r.code != cli.ExitOK || !strings.Contains(r.out, w) {
				t.Errorf("help %s lacks %q: exit %d %s", topic, w, r.code, r.err)
			}
		}
	}
	if r := d.run("help", "sandbox", "trigger"); r.code != cli.ExitOK || !strings.Contains(r.out, "trigger SCENARIO") {
		t.Errorf("help of a verb: exit %d %s", r.code, r.err)
	}
	for line, want := range map[string]string{"help nosuch": `no command or topic "nosuch"`, "help fliter": "did you mean filter?", "help sandbox tial": "did you mean tail?",
		"tx x --colums date": "did you mean --columns?", "import --logn test1": "did you mean --login?", "sandbox --scenario improt-error": "did you mean import-error?",
		"tx x --format jsn": "did you mean json?", "list --nosuchthing": `"aisdesk list --help" lists the flags`, "schema tz": "did you mean tx?", "schema nosuch": `"aisdesk schema" lists the schemas`, "tx x --columns dat": "did you mean date?", "tx x --group mnth": "did you mean month?"} {
		if r := d.run(strings.Fields(line)...); r.code != cli.ExitUsage || !strings.Contains(r.err, want) || strings.Count(r.err, "\n") != 1 {
			t.Errorf("%s: exit %d %s", line, r.code, r.err)
		}
	}
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	flat := strings.Join(strings.Fields(string(readme)), " ")
	for _, c := range cli.ExitCodes() {
		if !strings.Contains(flat, c.About) {
			t.Errorf("the README does not say %d %s", c.Code, c.About)
		}
	}
}

func TestVersionTellsWhatTheProgramIs(t *testing.T) {
	d := newDesk(t)
	flag, command := d.run("--version"), d.run("version")
	if flag.code != cli.ExitOK || flag.out != command.out || !strings.HasPrefix(flag.out, "aisdesk ") || !strings.Contains(flag.out, "go1.") {
		t.Errorf("%q %q", flag.out, command.out)
	}
	fits(t, "version", d.run("version", "--json").out)
}

func TestManPagesOfEveryCommand(t *testing.T) {
	d := newDesk(t)
	foreign := filepath.Join(t.TempDir(), "aisdesk-show.1")
	if err := os.WriteFile(foreign, []byte("notes of somebody"), 0o600); err != nil {
		t.Fatal(err)
	}
	if r := d.run("man", filepath.Dir(foreign)); r.code == cli.ExitOK || !strings.Contains(r.err, "aisdesk-show.1 is there and is no man page") {
		t.Errorf("over a foreign file: %d %s", r.code, r.err)
	}
	says(t, d.run("man", "-"), cli.ExitUsage, "go into a folder")
	dir := filepath.Join(t.TempDir(), "man")
	if r := d.run("man", dir); r.code != cli.ExitOK {
		t.Fatal(r.err)
	}
	for path := range everyCommand(t) {
		page, err := os.ReadFile(filepath.Join(dir, strings.ReplaceAll(path, " ", "-")+".1"))
		if err != nil || !strings.Contains(string(page), ".SH NAME") {
			if path != "aisdesk help" { // the tree of pages leaves it out
				t.Errorf("%s: %v", path, err)
			}
		}
	}
}

func TestCompletionOffersValues(t *testing.T) {
	d := newDesk(t)
	id := d.imported().ID
	c := strings.TrimSpace(d.run("case", "new", "loan-17", "--applicant", "Jan Zmyślony").out)
	d.run("case", "new", "two words")
	for _, args := range [][]string{{"tag", "loan-17", "vip"}, {"note", "loan-17", "called"}} {
		if r := d.run(append([]string{"case"}, args...)...); r.code != cli.ExitOK {
			t.Fatal(r.err)
		}
	}
	d.settingsFile("[policy.cash-loan]\nincome = \"1PLN\"\n[profile.bank-b]\nport = 1\n")
	for line, want := range map[string]string{
		"show ": id, "tx ": "latest", "tx x --columns date,": "date,amount", "tx x --sort=-": "-amount", "tx x --sort -am": "-amount", "tx x --sort date,-": "date,-amount", "import --locale ": "cz", "import --style ": "btnBgColor=", "tx x --group month,": "month,label", "tx x --format ": "ndjson",
		"tx x --filter cat:": "cat:groceries", "tx x --filter lab": "label:", "import --scenario slow+": "slow+unicode", "import --scenario slow+progress:": "slow+progress:stuck", "sandbox trigger malformed:": "malformed:doctype", "import --resume=": "list", "sandbox clock ": "set", "sandbox trigger ": "import-error", "report x --policy ": "cash-loan",
		"help ": "exit-codes", "schema ": "tx", "list --env ": "sandbox", "list --profile ": "bank-b", "certify --case ": "partial", "import --access-mode ": "MIXED",
		"case show ": "loan-17\topen Jan Zmyślony", "case show " + c[:6]: c, "case decide loan-17 ": "refer", "case status loan-17 ": "review", "case untag loan-17 ": "vip",
		"case undo loan-17 ": "4\t", "case add loan-17 ": id, "case note loan-17 ": ":4", "erase ": "loan-17", "import --case ": "loan-17", "report ": "loan-17", "diff x ": id,
		"report x --without gambling,l": "gambling,late-payments", "report x --without ": "groceries", "team add x y --role ": "auditor", "import --country ": "all",
		"sandbox tail --filter ": "default-import", "sandbox trigger slow --login ": "pensioner",
	} {
		args := append([]string{"__complete"}, strings.Split(line, " ")...)
		if r := d.run(args...); r.code != cli.ExitOK || !strings.Contains("\n"+r.out, "\n"+want) {
			t.Errorf("%q lacks %q: exit %d\n%.300s%s", line, want, r.code, r.out, r.err)
		}
	}
	if r := d.run("__complete", "tx", "x", "--filter", "zabka -cat:late-f"); !strings.Contains(r.out, "zabka -cat:groceries\n") {
		t.Errorf("a hyphen within a value begins no term: %s", r.out)
	}
	if r := d.run("__complete", "sandbox", "tail", "--filter", "POST sl"); !strings.Contains("\n"+r.out, "\nPOST slow") {
		t.Errorf("the last word of a filter is completed: %s", r.out)
	}
	if r := d.run("__complete", "sandbox", "trigger", "slow", "--login", ""); strings.Count("\n"+r.out, "\ntest1\t") != 1 {
		t.Errorf("a login that several countries have stands once: %s", r.out)
	}
	for line, want := range map[string]string{"sandbox --scenario import-error:": "import-error:AccessBlocked\t", "sandbox --scenario slow+import-fatal:acc": "slow+import-fatal:access-blocked\t",
		"tx x --filter -cat:": "-cat:groceries\n", "tx x --filter -la": "-label:\t", "import --country pl --target ": "KontoBank\t", "import --country cz --target ": "KontoBank_cz\t", "sandbox --scenario not-in-contract:scores,": "not-in-contract:scores,income\n"} {
		if r := d.run(append([]string{"__complete"}, strings.Split(line, " ")...)...); !strings.Contains("\n"+r.out, "\n"+want) || strings.Contains(r.out, "scores,scores") {
			t.Errorf("%q: %s", line, r.out)
		}
	}
	if r := d.run("__complete", "case", "show", ""); strings.Contains(r.out, "two words") || !strings.Contains(r.out, "latest") {
		t.Errorf("a label of two words is no word of a command line: %s", r.out)
	}
}

func TestImportTellsEventsAsTheyHappen(t *testing.T) {
	d := newDesk(t)
	args := []string{"import", "--env", "sandbox", "--login", "test1", "--speed", "50"}
	r := d.run(append(args, "--format", "ndjson")...)
	fits(t, "import-event", r.out)
	lines := strings.Split(strings.TrimSpace(r.out), "\n")
	for n, want := range map[int]string{0: `"event":"state"`, len(lines) - 1: `"event":"result"`} {
		if !strings.Contains(lines[n], want) {
			t.Errorf("line %d: %s", n, lines[n])
		}
	}
	last := 0.0
	for _, line := range lines {
		var e struct{ Seconds json.Number }
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatal(err)
		}
		at, err := e.Seconds.Float64()
		_, decimals, _ := strings.Cut(e.Seconds.String(), ".")
		if err != nil || at < last || len(decimals) > 3 {
			t.Errorf("%s seconds after %v: %s", e.Seconds, last, line)
		}
		last = at
	}
	if r.code != cli.ExitOK || r.err != "" || !strings.Contains(r.out, `"event":"poll"`) || !strings.Contains(lines[len(lines)-1], `"transactions":`) {
		t.Errorf("exit %d %s%s", r.code, r.out, r.err)
	}
	if r := d.run(append(args, "--quiet", "--json")...); r.code != cli.ExitOK || r.err != "" {
		t.Errorf("--quiet: exit %d %q", r.code, r.err)
	}
	r = d.run(append(args, "--format", "ndjson", "--scenario", "import-error")...)
	fits(t, "import-event", r.out)
	if r.code != cli.ExitImport || !strings.Contains(r.out, `"error":{`) {
		t.Errorf("a failed one: exit %d %s", r.code, r.out)
	}
}
