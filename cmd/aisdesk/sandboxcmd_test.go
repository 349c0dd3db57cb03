package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/cmd/aisdesk/internal/importcmd"
)

// TestSandboxSaysWhatIsWrong starts it wrongly in every way and wants one cause each, and a code.
func TestSandboxSaysWhatIsWrong(t *testing.T) {
	busy, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer busy.Close()
	file := filepath.Join(t.TempDir(), "customers.toml")
	os.WriteFile(file, []byte("[[customer]]\nlogin = \"a\"\ncountries = [\"xx\"]\npassword = \"p\"\n"), 0o600)
	for _, c := range []struct {
		args string
		code int
		says string
	}{
		{"--api-addr " + busy.Addr().String(), cli.ExitError, "address already in use"}, {"--widget-addr " + busy.Addr().String(), cli.ExitError, "address already in use"},
		{"--scenario nowhere", cli.ExitUsage, `there is no scenario "nowhere"; "aisdesk sandbox --list-scenarios" lists them`}, {"--scenario slow:x", cli.ExitUsage, "whole number"},
		{"--speed 0", cli.ExitUsage, "above 0"}, {"--speed -1", cli.ExitUsage, "above 0"}, {"--speed nan", cli.ExitUsage, "above 0"}, {"--speed x", cli.ExitUsage, "--speed"}, {"--seed 0", cli.ExitUsage, "above 0"},
		{"--seed -1", cli.ExitUsage, `--seed: "-1" is not a whole number above 0`}, {"--customers " + file, cli.ExitUsage, file + `:3: customer[0].countries[0]: "xx" is no country`}, {"--customers /nowhere", cli.ExitUsage, "no such file"}, {"extra", cli.ExitUsage, "extra"},
		{"tigger slow", cli.ExitUsage, `unexpected argument "tigger": aisdesk sandbox takes none; did you mean trigger?`}, {"--scenario delay:-5s", cli.ExitUsage, `"-5s" is not a duration`},
		{"--api-addr 127.0.0.1:99999", cli.ExitUsage, "no address with a port up to 65535"}, {"--widget-addr nowhere", cli.ExitUsage, "--widget-addr"}, {"--key kłk", cli.ExitUsage, "--key has characters"},
		{"--now 0001-01-01T00:00:00Z", cli.ExitUsage, "1970 or later"}, {"clock -48h", cli.ExitUsage, "the clock does not go back by a duration"},
		{"--with-parent=0", cli.ExitUsage, "--with-parent: 0 is not a process id"}, {"--with-parent=-7", cli.ExitUsage, "--with-parent: -7 is not a process id"},
	} {
		r := newDesk(t).run(append([]string{"sandbox"}, strings.Fields(c.args)...)...)
		if r.code != c.code || !strings.Contains(r.err, c.says) || r.out != "" {
			t.Errorf("%s: exit %d\n%s%s", c.args, r.code, r.out, r.err)
		}
		for line := range strings.Lines(r.err) {
			if !strings.HasPrefix(line, "aisdesk: ") {
				t.Errorf("%s: line %q", c.args, line)
			}
		}
	}
}

// TestSandboxListensWhereItIsTold serves on every address, says so, answers there, and ends well when it is stopped.
func TestSandboxListensWhereItIsTold(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	var out, errs lockedBuffer
	done := make(chan int, 1)
	go func() {
		done <- run(ctx, []string{"sandbox", "--json", "--api-addr", "0.0.0.0:0", "--seed", "3", "--scenario", "slow", "--speed", "50"}, cli.Streams{In: strings.NewReader(""), Out: &out, Err: &errs}, func(string) string { return "" })
	}()
	var about struct {
		API, Widget, Client, APIKey, Control, Pace string
		PaceSeconds                                json.Number
	}
	for end := time.Now().Add(patience); json.Unmarshal([]byte(out.String()), &about) != nil; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("nothing is printed: %s", errs.String())
		}
	}
	if w := errs.String(); !strings.Contains(w, "warning: the sandbox's API listens on") || strings.Contains(w, "widget") {
		t.Errorf("warnings: %s", w)
	}
	if about.Pace != "40ms" || about.PaceSeconds != "0.04" {
		t.Errorf("pace %q, in seconds %q", about.Pace, about.PaceSeconds)
	}
	res, err := http.Get(about.API + "/v1/health")
	if err != nil || res.StatusCode != http.StatusOK {
		t.Errorf("%v %v", res, err)
	}
	stop()
	select {
	case code := <-done:
		if code != cli.ExitOK {
			t.Errorf("exit %d %s", code, errs.String())
		}
	case <-time.After(patience):
		t.Error("it goes on after it was stopped")
	}
}

// served runs "aisdesk sandbox" until the test ends and returns where it answers and what it logs.
func served(t *testing.T, d *desk, args ...string) (about struct{ API, Widget, Client, APIKey, Control string }, errs *lockedBuffer) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	var out lockedBuffer
	errs = &lockedBuffer{}
	done := make(chan int, 1)
	go func() {
		done <- run(ctx, append([]string{"sandbox", "--json"}, args...), cli.Streams{In: strings.NewReader(""), Out: &out, Err: errs}, func(k string) string { return d.env[k] })
	}()
	t.Cleanup(func() {
		stop()
		if code := <-done; code != cli.ExitOK {
			t.Errorf("exit %d %s", code, errs.String())
		}
	})
	for end := time.Now().Add(patience); json.Unmarshal([]byte(out.String()), &about) != nil; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("nothing is printed: %s", errs.String())
		}
	}
	return about, errs
}

// The verbs change the sandbox that was started last, and say what is wrong.
func TestVerbsOfARunningSandbox(t *testing.T) {
	d := newDesk(t)
	if r := d.run("sandbox", "trigger", "slow"); r.code != cli.ExitError || !strings.Contains(r.err, "no sandbox is running") {
		t.Errorf("without one: exit %d %s", r.code, r.err)
	}
	about, errs := served(t, d, "--date", "2026-03-01", "--client", "mine", "--key", "secret-key", "--speed", "50")
	if about.Client != "mine" || about.APIKey != "secret-key" {
		t.Errorf("%+v", about)
	}
	session := func(login string) string {
		r, err := http.NewRequest(http.MethodPost, about.API+"/v1/mock-session.xml", strings.NewReader("country=pl&ownerExternalId=o&login="+login))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("X-Api-Key", "secret-key")
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		res, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		b, _ := io.ReadAll(res.Body)
		return string(b)
	}
	if r := d.run("sandbox", "trigger", "access-blocked", "--login", "test1"); r.code != cli.ExitOK || r.err != "" {
		t.Fatalf("trigger: exit %d %s", r.code, r.err)
	}
	if blocked, other := session("test1"), session("pensioner"); !strings.Contains(blocked, "AccessBlocked") || !strings.Contains(other, "<session id=") {
		t.Errorf("%s\n%s", blocked, other)
	}
	if r := d.run("sandbox", "trigger", "acess-blocked"); r.code != cli.ExitUsage || !strings.Contains(r.err, "did you mean access-blocked") {
		t.Errorf("misspelt: exit %d %s", r.code, r.err)
	}
	if r := d.run("sandbox", "trigger", "slow", "--login", "tset1"); r.code != cli.ExitUsage || !strings.Contains(r.err, "did you mean test1") {
		t.Errorf("misspelt login: exit %d %s", r.code, r.err)
	}
	if r := d.run("sandbox", "trigger", "access-blocked", "--login", "test1", "--json"); r.code != cli.ExitOK || r.out != `{"scenario":"access-blocked","login":"test1"}`+"\n" {
		t.Errorf("trigger --json: exit %d %s%s", r.code, r.out, r.err)
	}
	if r := d.run("sandbox", "tail", "--once", "--filter", "400 access"); r.code != cli.ExitOK || strings.Count(r.out, "\n") != 1 || !strings.Contains(r.out, "12:00:00  POST /v1/mock-session.xml  400") {
		t.Errorf("tail: exit %d %s%s", r.code, r.out, r.err)
	}
	fits(t, "requests", d.run("sandbox", "tail", "--once", "--json").out)
	if log := errs.String(); strings.Count(log, "POST /v1/mock-session.xml") != 2 || strings.Contains(log, "secret-key") {
		t.Errorf("request log:\n%s", log)
	}
	for _, step := range [][]string{{"+24h", "2026-03-02T12:00:00Z"}, {"+1d", "2026-03-03T12:00:00Z"}, {"set", "2026-03-04", "2026-03-04T12:00:00Z"}, {"2026-03-04T12:00:00Z"}} {
		last := len(step) - 1
		if r := d.run(append([]string{"sandbox", "clock"}, step[:last]...)...); r.code != cli.ExitOK || r.out != step[last]+"\n" {
			t.Errorf("clock %v: exit %d %s%s", step, r.code, r.out, r.err)
		}
	}
	fits(t, "sandbox-clock", d.run("sandbox", "clock", "+0h", "--json").out)
	if r := d.run("sandbox", "clock", "set", "2026-01-01T00:00:00Z"); r.code != cli.ExitUsage || !strings.Contains(r.err, "reset") {
		t.Errorf("clock back: exit %d %s", r.code, r.err)
	}
	if r := d.run("sandbox", "reset"); r.code != cli.ExitOK {
		t.Errorf("reset: exit %d %s", r.code, r.err)
	}
	if r := d.run("sandbox", "clock", "set", "2026-01-01T00:00:00Z"); r.code != cli.ExitOK || r.out != "2026-01-01T00:00:00Z\n" || !strings.Contains(session("test1"), "<session id=") {
		t.Errorf("after the reset: exit %d %s%s", r.code, r.out, r.err)
	}
	if r := d.run("sandbox", "tail", "--once", "--control", "http://localhost:1/control/"); r.code != cli.ExitError || !strings.Contains(r.err, "no sandbox is running") {
		t.Errorf("another address: exit %d %s", r.code, r.err)
	}
}

// The days of an import count from the clock of the sandbox that runs, where that stands in the past.
func TestTheDaysOfAnImportCountFromTheSandboxsClock(t *testing.T) {
	d := newDesk(t)
	about, _ := served(t, d, "--date", "2026-03-01", "--speed", "50")
	d.env["AISDESK_ENV"], d.env["AISDESK_API_URL"], d.env["AISDESK_WIDGET_URL"] = "sandbox", about.API, about.Widget
	for period, over := range map[string]bool{"90d": false, "91d": true} {
		r := d.run("import", "--login", "salaried", "--since", period, "--json")
		var s importcmd.Summary
		if err := json.Unmarshal([]byte(r.out), &s); err != nil || r.code != cli.ExitOK || s.Counts == nil || s.Counts.Transactions == 0 {
			t.Errorf("%s: exit %d %v %s", period, r.code, err, r.err)
		}
		if strings.Contains(r.err, "More than 90 days are asked for") != over {
			t.Errorf("%s: %s", period, r.err)
		}
	}
}

// The verbs find the sandbox that was started last of those that run, also once one has ended or was killed.
func TestVerbsFindASandboxThatRunsWhenAnotherEnds(t *testing.T) {
	d := newDesk(t)
	about, _ := served(t, d)
	for _, end := range []os.Signal{os.Interrupt, os.Kill} {
		other := exec.Command(program(t), "sandbox", "--json", "--quiet", "--date", "2026-03-01")
		for k, v := range d.env {
			other.Env = append(other.Env, k+"="+v)
		}
		out, err := other.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := other.Start(); err != nil {
			t.Fatal(err)
		}
		var second struct{ Control string }
		if err := json.NewDecoder(out).Decode(&second); err != nil || second.Control == about.Control {
			t.Errorf("%+v %v", second, err)
		}
		if r := d.run("sandbox", "clock", "+0s"); r.code != cli.ExitOK || r.out != "2026-03-01T12:00:00Z\n" {
			t.Errorf("while both run: exit %d %s%s", r.code, r.out, r.err)
		}
		_ = other.Process.Signal(end)
		_ = other.Wait() // a killed one ends with an error
		if r := d.run("sandbox", "clock", "+0s"); r.code != cli.ExitOK || strings.HasPrefix(r.out, "2026-03-01") {
			t.Errorf("after %v: exit %d %s%s", end, r.code, r.out, r.err)
		}
	}
}

func TestTheSandboxHasFlagsOfItsOwn(t *testing.T) {
	d := newDesk(t)
	for _, flag := range []string{"--env", "--api-url", "--widget-url", "--data-dir", "--config"} {
		for _, command := range [][]string{{"sandbox"}, {"sandbox", "reset"}} {
			if r := d.run(append(command, flag, "x")...); r.code != cli.ExitUsage || !strings.Contains(r.err, "no such setting") {
				t.Errorf("%s %s: exit %d %s", command, flag, r.code, r.err)
			}
		}
		if help := d.run("sandbox", "--help").out; strings.Contains(help, "  "+flag+" ") || !strings.Contains(help, "--key KEY") {
			t.Errorf("%s is offered:\n%s", flag, help)
		}
	}
	for line, want := range map[string]string{
		"--now yesterday": "2026-03-01T12:00:00Z", "--date 1.3.2026": "2026-03-01", "--now 2026-03-01T12:00:00Z --date 2026-03-01": "cannot be used together", "--only": "--customers", "--key=": "--key is empty",
		"--with-parent=999999999": "no process", "--list-customers --list-scenarios": "cannot be used together", "--print-env --output x.env": "--print-env prints variables for a shell",
	} {
		if r := d.run(append([]string{"sandbox"}, strings.Fields(line)...)...); r.code != cli.ExitUsage || !strings.Contains(r.err, want) {
			t.Errorf("%s: exit %d %s", line, r.code, r.err)
		}
	}
	if r := d.run("sandbox", "--help-api"); r.code != cli.ExitOK || !strings.Contains(r.out, "POST /control/api/scenario") || !strings.Contains(r.out, `{"advance":"24h"}`) {
		t.Errorf("--help-api: exit %d %s%s", r.code, r.out, r.err)
	}
}

// eval "$(aisdesk sandbox --print-env ... &)" goes on at once with the variables set, and the sandbox ends with the shell.
func TestE2EPrintEnvAndTheParent(t *testing.T) {
	script := `eval "$("$0" sandbox --print-env --quiet --key own-key --client own --speed 50 --with-parent=$$ &)"; echo $AISDESK_API_URL $AISDESK_SANDBOX_PID; "$0" import --login test1 --json`
	c := exec.Command("sh", "-c", script, program(t))
	c.Env = append(os.Environ(), homeOf(t.TempDir())...)
	b, err := c.CombinedOutput()
	if err != nil || !strings.Contains(string(b), `"state":"successful"`) {
		t.Fatalf("%v\n%s", err, b)
	}
	fields := strings.Fields(string(b))
	url := fields[0]
	for end := time.Now().Add(patience); ; time.Sleep(50 * time.Millisecond) {
		res, err := http.Get(url + "/v1/health")
		if err != nil {
			break
		}
		res.Body.Close()
		if time.Now().After(end) {
			t.Fatal("the sandbox runs on without its shell")
		}
	}
}

// BenchmarkHeadlessImport is what an import on the program's own sandbox takes, in a process of its own.
func BenchmarkHeadlessImport(b *testing.B) {
	name := program(b)
	for b.Loop() {
		c := exec.Command(name, "import", "--env", "sandbox", "--login", "test1", "--speed", "50", "--json")
		c.Env = append(os.Environ(), homeOf(b.TempDir())...)
		if out, err := c.Output(); err != nil {
			b.Fatalf("%v %s", err, out)
		}
	}
}

func TestSandboxListsEveryScenario(t *testing.T) {
	text, asJSON := newDesk(t).run("sandbox", "--list-scenarios"), newDesk(t).run("sandbox", "--list-scenarios", "--json")
	var all []struct{ Name, What, Next string }
	if err := json.Unmarshal([]byte(asJSON.out), &all); err != nil || len(all) < 50 {
		t.Fatalf("%d scenarios, %v", len(all), err)
	}
	for _, s := range all {
		if s.What == "" || s.Next == "" || !strings.Contains(text.out, "\n  "+s.Name) {
			t.Errorf("%+v is not documented", s)
		}
	}
}

// The list names every login of the bank, or those of the file, with what it shows; a wrong file is refused.
func TestSandboxListsItsCustomers(t *testing.T) {
	text, asJSON := newDesk(t).run("sandbox", "--list-customers"), newDesk(t).run("sandbox", "--list-customers", "--json")
	var all []struct{ Login, Country, Password, About string }
	if err := json.Unmarshal([]byte(asJSON.out), &all); err != nil {
		t.Fatal(err)
	}
	for _, login := range strings.Fields("test1 salaried circle relative loans processor enforced couple proxy overdrawn biweekly freelancer broken gaps") {
		at := slices.IndexFunc(all, func(c struct{ Login, Country, Password, About string }) bool {
			return c.Login == login && c.Country == "pl"
		})
		if at < 0 || all[at].Password != "Test123" || !strings.Contains(text.out, login+" (pl)\n    "+all[at].About+"\n") {
			t.Errorf("%s is not listed:\n%s", login, text.out)
		}
	}
	file := filepath.Join(t.TempDir(), "c.toml")
	os.WriteFile(file, []byte("[[customer]]\nlogin = \"ada\"\npassword = \"p\"\ncountries = [\"es\"]\nabout = \"only one\"\n[[customer.person]]\nid = \"a\"\nname = \"Ada\"\n"), 0o600)
	if r := newDesk(t).run("sandbox", "--list-customers", "--only", "--customers", file); r.code != cli.ExitOK || r.out != "ada (es)\n    only one\n" {
		t.Errorf("exit %d %q %s", r.code, r.out, r.err)
	}
	if r := newDesk(t).run("sandbox", "--list-customers", "--customers", file+"x"); r.code != cli.ExitError || r.out != "" || !strings.Contains(r.err, "no such file") {
		t.Errorf("exit %d %q %s", r.code, r.out, r.err)
	}
}

// lockedBuffer is written by the command and read by the test.
type lockedBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

// What is no sandbox is told from one that is not there, and the token of an address is not repeated.
func TestVerbsSayWhatAnswersInstead(t *testing.T) {
	d := newDesk(t)
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/clock") {
			w.WriteHeader(http.StatusTeapot)
		}
		_, _ = io.WriteString(w, "<html>")
	}))
	defer other.Close()
	for line, want := range map[string]string{"reset": "this is not a sandbox, or one of another version", "tail --once": "this is not a sandbox", "clock +1h": "418"} {
		r := d.run(append(append([]string{"sandbox"}, strings.Fields(line)...), "--control", other.URL+"/control/#sentinel")...)
		if r.code != cli.ExitError || !strings.Contains(r.err, want) || strings.Contains(r.err, "sentinel") {
			t.Errorf("%s: exit %d %s", line, r.code, r.err)
		}
	}
	address := strings.TrimPrefix(other.URL, "http://")
	other.Close()
	if r := d.run("sandbox", "reset", "--control", other.URL); r.code != cli.ExitError || !strings.Contains(r.err, address+": no sandbox is running") {
		t.Errorf("nobody there: exit %d %s", r.code, r.err)
	}
}

// All mistakes of a file of customers stand in one JSON object where JSON was asked for, and on a line each elsewhere.
func TestMistakesOfAFileAreOneObjectAsJSON(t *testing.T) {
	d := newDesk(t)
	file := filepath.Join(t.TempDir(), "customers.toml")
	put(t, file, "[[customer]]\nlogin = 5\ncountries = [\"xx\"]\n")
	r := d.run("sandbox", "--customers", file, "--json")
	var got struct {
		Error struct {
			Message string
			Details []string
		}
	}
	if err := json.Unmarshal([]byte(r.err), &got); err != nil || r.code != cli.ExitUsage {
		t.Fatalf("exit %d %v %s", r.code, err, r.err)
	}
	all := strings.Join(append(got.Error.Details, got.Error.Message), "\n")
	for _, want := range []string{"customers.toml:2: customer[0].login: the number 5 stands here", "customers.toml:3: ", "password: is missing"} {
		if !strings.Contains(all, want) {
			t.Errorf("%q lacks %q", all, want)
		}
	}
	if r := d.run("sandbox", "--customers", file); strings.Count(r.err, "\n") != len(got.Error.Details)+1 {
		t.Errorf("lines: %s", r.err)
	}
	d.settingsFile("clint = 1\nprot = 2\n")
	if r := d.run("list"); r.code != cli.ExitUsage || strings.Count(r.err, "\n") != 2 || !strings.Contains(r.err, "clint") || !strings.Contains(r.err, "prot") {
		t.Errorf("settings: exit %d %s", r.code, r.err)
	}
}
