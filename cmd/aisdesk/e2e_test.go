package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"aisdesk/localserver/browsertest"
)

// linkURL is the address on the link screen: on a line of its own.
var linkURL = regexp.MustCompile(`(?m)^\s*(http://127\.0\.0\.1:\d+/#[A-Z2-7]+)\s*$`)

// url waits for the link page's address.
func (term *terminal) url() string {
	term.t.Helper()
	s := term.until("the link page's address on a line of its own", linkURL.MatchString)
	return linkURL.FindStringSubmatch(s)[1]
}

// by is the selector of an element of the sandbox's widget.
func by(name string) string { return `[data-test="` + name + `"]` }

// signIn does with clicks what a customer does: bank, consents, login, and the bank's own window.
func signIn(b *browsertest.Browser, url, bank, login string) *browsertest.Tab {
	page := b.Open(url)
	frame := b.Frame("http://localhost:")
	frame.Click(by("bank-option-" + bank))
	frame.Click(by("consent-terms"))
	frame.Click(by("consent-transfer"))
	frame.Click(by("consent-continue"))
	frame.Type(by("login"), login)
	frame.Type(by("password"), "Test123")
	frame.Click(by("login-submit"))
	window := b.Window("http://localhost:")
	window.Type(by("code"), "Test123")
	window.Click(by("code-submit"))
	window.Click(by("accounts-continue"))
	window.Click(by("confirm"))
	return page
}

// TestE2EDemo is the main job, done as a person does it: start the demo, sign in with clicks in a real
// browser, look at every pane, sort, filter, drill, quit.
func TestE2EDemo(t *testing.T) {
	browser := browsertest.Start(t)
	term := openTerminal(t, 120, 40, []string{"AISDESK_SANDBOX_PACE=300ms"}, program(t), "demo", "--no-open", "--speed", "5")
	term.wait("SANDBOX", "pairing code", "link page ready")
	page := signIn(browser, term.url(), "KontoBank", "test1")

	term.wait("Overview", "Maria Sochacka", "259")
	page.WaitText("body", "close")
	saved := savedImport(t, term)

	term.keys("2").wait("Konto", "PL69")
	term.keys("3").wait("CARREFOUR")
	sortAndFilter(t, term)
	analytics(t, term)
	term.keys("6").wait("POST", "/v1/command/default-import.xml", "202")
	if s := term.screen(); strings.Contains(s, saved.key) {
		t.Error("the inspector shows a secret")
	}
	term.keys("?").wait("help")
	term.keys("Escape").keys("q").wait("EXIT=0")
	checkSaved(t, term, saved)
	nothingLeft(t, term)
}

func sortAndFilter(t *testing.T, term *terminal) {
	t.Helper()
	term.keys("/").typing("label:salary").wait("label:salary")
	term.keys("Enter")
	if s := term.gone("CARREFOUR"); !strings.Contains(s, "WYNAGRODZENIE") {
		t.Errorf("the filter label:salary shows no salary:\n%s", s)
	}
	term.keys("Escape").wait("CARREFOUR")
}

func analytics(t *testing.T, term *terminal) {
	t.Helper()
	term.keys("5").wait("Analytics")
	term.keys("Enter").wait("Transactions")
	term.keys("Escape").wait("Analytics")
}

type keptImport struct{ id, key string }

// savedImport finds the one import of the program's archive.
func savedImport(t *testing.T, term *terminal) keptImport {
	t.Helper()
	dirs, err := filepath.Glob(filepath.Join(term.dir, "data", "aisdesk", "imports", "2*"))
	if err != nil || len(dirs) != 1 {
		t.Fatalf("imports in the archive: %v %v", dirs, err)
	}
	return keptImport{id: filepath.Base(dirs[0]), key: "sessionIdSignature="}
}

func checkSaved(t *testing.T, term *terminal, k keptImport) {
	t.Helper()
	c := exec.Command(program(t), "show", k.id, "--json")
	c.Env = append(os.Environ(), "HOME="+term.dir, "XDG_DATA_HOME="+term.dir+"/data", "XDG_STATE_HOME="+term.dir+"/state",
		"XDG_CONFIG_HOME="+term.dir+"/config")
	out, err := c.Output()
	var s struct {
		Environment string
		Command     struct{ State string }
	}
	if err == nil {
		err = json.Unmarshal(out, &s)
	}
	if err != nil || s.Environment != "sandbox" || s.Command.State != "successful" {
		t.Errorf("the saved import: %v %s", err, out)
	}
}

// nothingLeft checks that no process of the program is left.
func nothingLeft(t *testing.T, term *terminal) {
	t.Helper()
	out, _ := exec.Command("pgrep", "-f", program(t)+" demo").Output() // exits with 1 where there is none
	for line := range strings.Lines(string(out)) {
		cmd, _ := os.ReadFile("/proc/" + strings.TrimSpace(line) + "/comm")
		if strings.TrimSpace(string(cmd)) == "aisdesk" {
			t.Errorf("process %s is left", strings.TrimSpace(line))
		}
	}
}
