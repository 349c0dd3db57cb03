package main

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"aisdesk/localserver/browsertest"
)

// TestE2EHostedLink is the door for machines without a browser: the form offers it, the link stands on the
// screen as text, with the reason why an address of this machine has no QR code, and the customer's sign-in elsewhere leads to the import.
func TestE2EHostedLink(t *testing.T) {
	env, about := foreign(t, "--speed", "20")
	term := openTerminal(t, 120, 50, env, program(t))
	term.keys("n").wait("Customer id")
	term.typing("app-3").keys("Down", "Right").wait("with a link to send, or a QR code")
	term.keys("C-s")
	s := term.wait("Send this link to the customer", "No QR code: the address leads to this machine")
	link := strings.TrimSpace(hostedLine.FindString(s))
	if link == "" {
		t.Fatalf("the link is not on a line of its own:\n%s", s)
	}
	term.keys("v").gone("No QR code")
	id, signature := mockSession(t, about, "app-3")
	posted(t, link+"/done", `{"sessionId":"`+id+`","sessionIdSignature":"`+signature+`"}`)
	term.wait("1 Overview", "Maria Sochacka")
	term.keys("q").wait("EXIT=0")
}

var hostedLine = regexp.MustCompile(`(?m)^\s*http://localhost:\d+/redirection/\S+\s*$`)

// TestE2EReuseFromTheLibrary imports again with the access that an earlier sign-in granted.
func TestE2EReuseFromTheLibrary(t *testing.T) {
	env, _ := foreign(t, "--speed", "20")
	d := newDesk(t).against(env).sealed()
	first := summary(t, d.run("import", "--login", "test1", "--access-mode", "MULTIPLE", "--owner", "app-7", "--json"))
	env = append(env, homeOf(d.env["HOME"])...)
	term := openTerminal(t, 120, 36, append(env, "AISDESK_PASSPHRASE_FILE="+d.env["AISDESK_PASSPHRASE_FILE"]), program(t))
	term.wait("New verification")
	term.keys("l").wait("access saved for further imports", first.ID)
	term.keys("a").wait("1 Overview", "Maria Sochacka")
	term.keys("NPage").wait("app-7")
	term.keys("q").wait("EXIT=0")
	if n := d.saved(); n != 2 {
		t.Errorf("%d imports are saved", n)
	}
}

// TestE2ESecretsStandNowhere runs a whole verification in a browser and looks for the API key and the session's
// signature in everything that the program wrote: its directories, its logs, every byte to the terminal, and
// what the commands print of the import.
func TestE2ESecretsStandNowhere(t *testing.T) {
	browser := browsertest.Start(t)
	env, about := foreign(t, "--speed", "10")
	term := openTerminal(t, 120, 40, env, program(t), "verify", "--no-open", "--access-mode", "MULTIPLE")
	raw := term.raw()
	page := signIn(browser, term, "KontoBankApi", "test1", func(page *browsertest.Tab) {
		browsertest.Eval[any](page, `(() => { const real = fetch; window.fetch = (u, o) => { if (String(u) === '/session') window.handed = o.body; return real(u, o); }; return null })()`)
	})
	term.wait("1 Overview", "Maria Sochacka")
	handed := browsertest.Eval[string](page, "window.handed || ''")
	m := regexp.MustCompile(`"sessionIdSignature":"([0-9a-f]{32,})"`).FindStringSubmatch(handed)
	if m == nil {
		t.Fatalf("the page handed over %q", handed)
	}
	secrets := map[string]string{"key": about["apiKey"], "signature": m[1]}
	if token := regexp.MustCompile(`"multipleAccessId":"([^"]{8,})"`).FindStringSubmatch(handed); token != nil {
		secrets["access token"] = token[1]
	} else {
		t.Error("no access token was granted")
	}
	term.keys("2", "3", "5", "6").wait("POST /v1/command/default-import.xml")
	term.keys("Down", "Enter").wait("sessionIdSignature=", "X-Api-Key: ")
	term.keys("Escape").gone("back to the list")
	term.keys("q").wait("EXIT=0")

	everything := map[string]string{"terminal": read(t, raw)}
	id := savedImport(t, term).id
	for _, args := range [][]string{{"show", id, "--json"}, {"show", id}, {"tx", id, "--format", "csv"}, {"tx", id, "--format", "json"}, {"list", "--json"}} {
		c := exec.Command(program(t), args...)
		c.Env = append(append(os.Environ(), env...), homeOf(term.dir)...)
		out, err := c.CombinedOutput()
		if err != nil {
			t.Errorf("%v: %v", args, err)
		}
		everything[strings.Join(args, " ")] = string(out)
	}
	err := filepath.WalkDir(term.dir, func(p string, e fs.DirEntry, err error) error {
		if err == nil && e.Type().IsRegular() {
			everything[p] = read(t, p)
		}
		return err
	})
	if err != nil || len(everything) < 9 {
		t.Fatalf("%v, looked into %d places only", err, len(everything))
	}
	for name, secret := range secrets {
		for where, what := range everything {
			if strings.Contains(what, secret) {
				t.Errorf("the %s stands in %s", name, where)
			}
		}
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Error(err)
	}
	return string(b)
}
