package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

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

// signIn does with clicks what a customer does who was sent the address: bank, consents, login, the bank's own window, and
// the code of the page read out to the one at the terminal.
func signIn(b *browsertest.Browser, term *terminal, bank, login string, chosen func(*browsertest.Tab)) *browsertest.Tab {
	page := b.Open(term.url())
	frame := page.Frame("http://localhost:")
	frame.Click(by("bank-option-" + bank))
	frame.WaitVisible(by("consent-terms"))
	chosen(page)
	frame.Click(by("consent-terms"))
	frame.Click(by("consent-transfer"))
	frame.Click(by("consent-continue"))
	asks, window := frame, (*browsertest.Tab)(nil)
	if strings.HasSuffix(bank, "Api") { // a PSD2 bank asks on its own page
		window = page.Window("http://localhost:")
		asks = window
	}
	asks.Type(by("login"), login)
	asks.Type(by("password"), "Test123")
	asks.Click(by("login-submit"))
	if window == nil {
		window = page.Window("http://localhost:")
	}
	window.Type(by("code"), "Test123")
	window.Click(by("code-submit"))
	window.Click(by("accounts-continue"))
	window.ClickLast(by("confirm"))
	page.WaitText("body", "Tell the code")
	term.wait("Code of the customer's page")
	term.typing(page.Text("#code")).keys("Enter")
	return page
}

// TestE2EDemo is the main job, done as a person does it: start the demo, sign in with clicks in a real
// browser, look at every pane, sort, filter, drill, quit.
func TestE2EDemo(t *testing.T) {
	browser := browsertest.Start(t)
	term := openTerminal(t, 120, 36, []string{"AISDESK_SANDBOX_PACE=300ms"}, program(t), "demo", "--no-open", "--scenario", "hold-in-progress:10s", "--speed", "20", "--since", "6m", "--locale", "en")
	term.wait("SANDBOX", "pairing code", "link page ready")
	page := signIn(browser, term, "KontoBank", "salaried", func(page *browsertest.Tab) {
		term.wait("sign-in started", "bank chosen")
		term.draw("link")
		if *pictures {
			page.Size(1000, 700, false)
			page.Screenshot(filepath.Join(pictureDir, "page.png"))
		}
	})
	term.wait("it is in progress")
	term.draw("importing")

	term.wait("1 Overview", "Anna Przykładowa", "6\u00a0218.44")
	term.wait("a month proven", "Proven income by month")
	term.draw("overview")
	page.WaitText("body", "You can close this tab.")
	kept := savedImport(t, term)

	term.keys("2").wait("PL61 1168 8626", "Available")
	term.keys("3").wait("Booked↓", "row 1/")
	sortAndFilter(t, term)
	term.keys("4").wait("Visa Przykładowa", "due ")
	analytics(t, term)
	term.keys("6").wait("POST /v1/command/default-import.xml", "202")
	claims(term)
	if *pictures {
		drawRest(t, term, browser, kept)
	}
	term.keys("6").wait("POST /v1/command/default-import.xml")
	term.keys("?").wait("Keys: Inspector", "find an action")
	term.keys("Escape").gone("Keys: Inspector")
	term.keys("q").wait("EXIT=0")
	checkSaved(t, term, kept)
	nothingLeft(t, term)
}

func sortAndFilter(t *testing.T, term *terminal) {
	t.Helper()
	term.keys("Right", "Right", "s").wait("Amount↓", "sorted: amount↓")
	term.keys("s").wait("Amount↑")
	if got := amounts(term.keys("Home").wait("row 1/")); len(got) < 10 || !slices.IsSorted(got) || got[0] >= 0 {
		t.Errorf("sorted by amount: %v", got)
	}
	term.keys("/").typing("wynagrodzenie").wait("WYNAGRODZENIE")
	term.keys("Enter")
	s := term.gone("LIDL")
	if !strings.Contains(s, "WYNAGRODZENIE") {
		t.Errorf("the filter shows no salary:\n%s", s)
	}
	term.keys("u").until("every row again", func(s string) bool { return !filtered.MatchString(s) })
	term.keys("/").typing("zabka amt:<-20").until("rows of Żabka alone", func(s string) bool {
		return strings.Contains(s, "ŻABKA") && !strings.Contains(s, "LIDL")
	})
	term.draw("transactions")
	term.keys("Escape", "Escape").until("every row again", func(s string) bool { return !filtered.MatchString(s) })
}

// filtered is how the filter bar counts while a filter is in force.
var filtered = regexp.MustCompile(`\d of \d+ rows`)

// amounts reads the first amount of every row on the screen.
func amounts(screen string) []float64 {
	var all []float64
	for _, m := range rowAmount.FindAllStringSubmatch(screen, -1) {
		v, _ := strconv.ParseFloat(strings.ReplaceAll(m[1], "\u00a0", ""), 64)
		all = append(all, v)
	}
	return all
}

var rowAmount = regexp.MustCompile(`(?m)^[> ]+\d{4}-\d\d-\d\d .*?\s(-?\d[\d\x{a0}]*\.\d\d) `)

func analytics(t *testing.T, term *terminal) {
	t.Helper()
	term.keys("5").wait("Out by category in PLN", "In and out by month")
	term.draw("analytics")
	term.keys("Down", "Enter").wait("analytics: category", "cat:", " of ")
	term.keys("Escape").wait("Out by category in PLN")
}

// claims are what the applicant says: a name and an income that are true, and an account with two digits swapped.
func claims(term *terminal) {
	term.keys("7").wait("NO CLAIMS", "press enter")
	term.keys("Enter").typing("Anna Przykładowa").keys("Enter", "Down", "Enter").typing("5000 PLN").keys("Enter").wait("CONFIRMED", "income is between")
	term.keys("PPage", "Down", "Enter").typing("PL61 1168 8626 8508 7660 6589 7621").keys("Enter").wait("INCONCLUSIVE", "is nearly it")
	term.keys("Down", "Down", "Down", "Down", "Space").wait("[x]>gambling", "4 claims, saved with the import")
	term.draw("verdict")
}

// command is the program without a screen, on the archive of a terminal.
func (term *terminal) command(args ...string) *exec.Cmd {
	c := exec.Command(program(term.t), args...)
	c.Env = append(os.Environ(), "HOME="+term.dir, "XDG_DATA_HOME="+term.dir+"/data", "XDG_STATE_HOME="+term.dir+"/state",
		"XDG_CONFIG_HOME="+term.dir+"/config")
	return c
}

// drawRest draws what the main job does not come by: the report, home and the library with several imports.
func drawRest(t *testing.T, term *terminal, browser *browsertest.Browser, kept keptImport) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "report.html")
	commands := [][]string{{"report", kept.id, "--output", file}}
	for _, login := range []string{"test1", "gambler", "selfemployed", "freelancer"} {
		commands = append(commands, []string{"import", "--env", "sandbox", "--login", login, "--since", "6m"})
	}
	for _, args := range commands {
		if out, err := term.command(args...).CombinedOutput(); err != nil && filepath.Ext(args[len(args)-1]) != ".html" { // a verdict that is not all confirmed has a code of its own
			t.Fatalf("%v: %v\n%s", args, err, out)
		}
	}
	page := browser.Open("file://" + file)
	page.Size(900, 1080, false)
	page.Screenshot(filepath.Join(pictureDir, "report.png"))
	term.keys("Escape", "Escape").wait("Recent imports")
	term.draw("home")
	term.keys("l").wait("5 imports", "Natalia Rysowna")
	term.draw("library")
	term.keys("Escape").wait("Recent imports")
	term.keys("b").wait("4 claims, saved with the import")
}

type keptImport struct{ id string }

// savedImport finds the one import of the program's archive.
func savedImport(t *testing.T, term *terminal) keptImport {
	t.Helper()
	dirs, err := filepath.Glob(filepath.Join(term.dir, "data", "aisdesk", "imports", "2*"))
	if err != nil || len(dirs) != 1 {
		t.Fatalf("imports in the archive: %v %v", dirs, err)
	}
	return keptImport{id: filepath.Base(dirs[0])}
}

func checkSaved(t *testing.T, term *terminal, k keptImport) {
	t.Helper()
	out, err := term.command("show", k.id, "--json").Output()
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

// nothingLeft checks that no process of the program in this terminal is left.
func nothingLeft(t *testing.T, term *terminal) {
	t.Helper()
	left := term.processes()
	for began := time.Now(); len(left) > 0 && time.Since(began) < patience; left = term.processes() {
		time.Sleep(50 * time.Millisecond) // a busy machine ends them more slowly
	}
	if len(left) > 0 {
		t.Errorf("processes are left: %v", left)
	}
}
