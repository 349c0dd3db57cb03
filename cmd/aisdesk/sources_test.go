package main

import (
	"bufio"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/cmd/aisdesk/internal/importcmd"
)

// against points a desk at a sandbox that another process serves.
func (d *desk) against(env []string) *desk {
	for _, e := range env {
		k, v, _ := strings.Cut(e, "=")
		d.env[k] = v
	}
	d.env["AISDESK_SANDBOX_PACE"] = "20ms"
	return d
}

// sealed sets up encryption with a passphrase.
func (d *desk) sealed() *desk {
	d.t.Helper()
	return d.seal("four words are enough")
}

// summary reads the one JSON object of an import.
func summary(t *testing.T, r result) importcmd.Summary {
	t.Helper()
	var s importcmd.Summary
	if err := json.Unmarshal([]byte(r.out), &s); err != nil {
		t.Fatalf("exit %d, standard output is not one JSON object: %v\n%s%s", r.code, err, r.out, r.err)
	}
	return s
}

func TestAutoImportSendsNothingAndNamesThePortal(t *testing.T) {
	d := newDesk(t)
	r := d.run("import", "--env", "sandbox", "--login", "test1", "--auto-import", "6", "--json")
	s := summary(t, r)
	if r.code != cli.ExitOK || s.ID != "" || s.CommandID != "" || s.AutoImport == nil || s.AutoImport.Months != 6 ||
		!strings.Contains(s.AutoImport.Portal, "insight") || d.saved() != 0 {
		t.Errorf("exit %d, %+v", r.code, s)
	}
	if !strings.Contains(r.err, "no import of its own") || strings.Contains(r.err, "importing") {
		t.Errorf("progress:\n%s", r.err)
	}
	r = d.run("import", "--env", "sandbox", "--login", "test1", "--auto-import", "6")
	if !strings.Contains(r.out, "No import was sent from here") || !strings.Contains(r.out, "https://insight.kontomatik.com") {
		t.Errorf("in words:\n%s", r.out)
	}
	for _, door := range [][]string{{"--redirect"}, {"--reuse", "x"}} {
		if r := d.run(append([]string{"import", "--env", "sandbox", "--auto-import", "6"}, door...)...); r.code != cli.ExitUsage {
			t.Errorf("%v cannot ask for an automatic import: exit %d", door, r.code)
		}
	}
}

func TestAGrantedTokenImportsAgainWithoutASignIn(t *testing.T) {
	env, _ := foreign(t, "--speed", "20")
	d := newDesk(t).against(env).sealed()
	r := d.run("import", "--login", "test1", "--access-mode", "MULTIPLE", "--owner", "app-7", "--json")
	first := summary(t, r)
	if r.code != cli.ExitOK || !strings.Contains(r.err, "Token for further imports kept, encrypted") || first.AccessToken != "kept" {
		t.Fatalf("exit %d\n%s", r.code, r.err)
	}
	name := strings.Fields(decoded[struct{ Owners []string }](t, r).Owners[0])
	r = d.run("import", "--reuse", name[len(name)-1], "--json")
	second := summary(t, r)
	if r.code != cli.ExitOK || second.ID == first.ID || second.OwnerExternalID != "app-7" || second.Counts.Transactions == 0 || !second.Target.Equal(first.Target) {
		t.Errorf("again: exit %d %+v\n%s", r.code, second, r.err)
	}
	if r := d.run("import", "--reuse", second.ID, "--json"); r.code != cli.ExitOK {
		t.Errorf("from the second: exit %d\n%s", r.code, r.err)
	}
	if r := d.run("import", "--reuse", "nobody"); r.code != cli.ExitError || r.out != "" {
		t.Errorf("of nobody: exit %d %s%s", r.code, r.out, r.err)
	}
	d.env["AISDESK_PASSPHRASE_FILE"] = filepath.Join(t.TempDir(), "none")
	if r := d.run("import", "--reuse", first.ID); r.code == cli.ExitOK {
		t.Error("the token was read without the passphrase")
	}
}

func TestATokenIsNeverKeptInPlainText(t *testing.T) {
	env, _ := foreign(t, "--speed", "20")
	d := newDesk(t).against(env)
	if r := d.run("import", "--login", "test1", "--access-mode", "MULTIPLE", "--json", "--quiet"); !strings.Contains(r.err, "warning: Token for further imports not kept") || summary(t, r).AccessToken != "lost" {
		t.Errorf("--quiet: %s%s", r.out, r.err)
	}
	r := d.run("import", "--login", "test1", "--access-mode", "MULTIPLE", "--json")
	s := summary(t, r)
	if r.code != cli.ExitOK || !strings.Contains(r.err, "not kept") || !strings.Contains(r.err, "aisdesk encrypt passphrase") {
		t.Errorf("the user is not told how a token is kept: exit %d\n%s", r.code, r.err)
	}
	r = d.run("import", "--reuse", s.ID)
	if r.code == cli.ExitOK || !strings.Contains(r.err, "no access token is saved") {
		t.Errorf("exit %d %s", r.code, r.err)
	}
	if files, _ := filepath.Glob(filepath.Join(d.env["HOME"], "data", "aisdesk", "secrets", "*")); len(files) > 0 {
		t.Errorf("kept in plain text: %v", files)
	}
}

// hosted is the link that import --redirect prints on a line of its own.
var hosted = regexp.MustCompile(`(?m)^http://localhost:\d+/\S+$`)

// TestE2ERedirection signs in over the hosted link that the headless command prints, as the link's page does.
func TestE2ERedirection(t *testing.T) {
	env, about := foreign(t, "--speed", "20")
	c := exec.Command(program(t), "import", "--redirect", "--owner", "app-9", "--json")
	c.Env = append(append(os.Environ(), env...), homeOf(t.TempDir())...)
	progress, err := c.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	c.Stdout = &out
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	link := ""
	lines := bufio.NewScanner(progress)
	for link == "" && lines.Scan() {
		link = hosted.FindString(lines.Text())
	}
	id, signature := mockSession(t, about, "app-9")
	back := posted(t, link+"/done", `{"sessionId":"`+id+`","sessionIdSignature":"`+signature+`"}`)
	if !strings.Contains(back, `/redirection/thanks?redirectionId=`) {
		t.Errorf("the customer is sent to %s", back)
	}
	for lines.Scan() {
		t.Log(lines.Text())
	}
	err = c.Wait()
	var s importcmd.Summary
	if jerr := json.Unmarshal([]byte(out.String()), &s); err != nil || jerr != nil || s.State != "successful" || s.OwnerExternalID != "app-9" {
		t.Errorf("%v %v %s", err, jerr, out.String())
	}
}

// mockSession makes a session at a sandbox that another process serves.
func mockSession(t *testing.T, about map[string]string, owner string) (id, signature string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, about["api"]+"/v1/mock-session.xml",
		strings.NewReader("login=test1&country=pl&ownerExternalId="+owner))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("X-Api-Key", about["apiKey"])
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	m := sessionShape.FindStringSubmatch(answered(t, r))
	if m == nil {
		t.Fatal("no session")
	}
	return m[1], m[2]
}

var sessionShape = regexp.MustCompile(`<session id="(\d+)" signature="([0-9a-f]+)"`)

// posted sends JSON and returns the answer.
func posted(t *testing.T, url, body string) string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	return answered(t, r)
}

func answered(t *testing.T, r *http.Request) string {
	t.Helper()
	a, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Body.Close()
	b, err := io.ReadAll(a.Body)
	if err != nil || a.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d %v %s", r.URL, a.StatusCode, err, b)
	}
	return string(b)
}

// killedInTheMiddle starts an import in a process of its own and kills that with SIGKILL while it polls.
func killedInTheMiddle(t *testing.T, env []string, home string, more ...string) {
	t.Helper()
	c := exec.Command(program(t), append([]string{"import", "--login", "test1"}, more...)...)
	c.Env = append(append(os.Environ(), env...), homeOf(home)...)
	progress, err := c.StderrPipe()
	if err == nil {
		err = c.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	for lines := bufio.NewScanner(progress); lines.Scan(); {
		if strings.Contains(lines.Text(), "in_progress") {
			break
		}
	}
	_ = c.Process.Kill()
	_ = c.Wait()
}

func TestE2EHeadlessResumeAfterKill(t *testing.T) {
	env, about := foreign(t, "--scenario", "hold-in-progress:4s")
	d := newDesk(t).against(env)
	killedInTheMiddle(t, env, d.env["HOME"], "--owner", "app-1")
	killedInTheMiddle(t, env, d.env["HOME"], "--owner", "app-2")

	var pending []importcmd.Pending
	if err := json.Unmarshal([]byte(d.run("import", "--resume", "list", "--json").out), &pending); err != nil || len(pending) != 2 {
		t.Fatalf("%v %v", err, pending)
	}
	if r := d.run("import", "--resume"); r.code != cli.ExitUsage || !strings.Contains(r.err, pending[0].CommandID) {
		t.Errorf("one of two must be chosen: exit %d\n%s", r.code, r.err)
	}
	if r := d.run("import", "--resume", "999"); r.code != cli.ExitError || !strings.Contains(r.err, "--resume list") {
		t.Errorf("exit %d\n%s", r.code, r.err)
	}
	r := d.run("import", "--resume", pending[0].CommandID, "--json")
	if s := summary(t, r); r.code != cli.ExitOK || s.CommandID != pending[0].CommandID || s.OwnerExternalID != pending[0].OwnerExternalID || s.Counts.Transactions == 0 {
		t.Errorf("exit %d %+v\n%s", r.code, s, r.err)
	}

	posted(t, strings.TrimRight(about["control"], "/")+"/api/reset", "{}")
	r = d.run("import", "--resume")
	if r.code != cli.ExitImport || !strings.Contains(r.err, "InvalidCommandId") {
		t.Errorf("the provider forgot it: exit %d\n%s", r.code, r.err)
	}
	if r := d.run("import", "--resume"); r.code != cli.ExitError || !strings.Contains(r.err, "no unfinished import") {
		t.Errorf("it is still offered: exit %d\n%s", r.code, r.err)
	}
}
