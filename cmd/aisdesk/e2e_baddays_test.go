package main

import (
	"path/filepath"
	"strings"
	"testing"

	"aisdesk/localserver/browsertest"
)

// toTheBank goes through bank and consents, and sends login and password.
func toTheBank(b *browsertest.Browser, url, password string) (page, frame *browsertest.Tab) {
	page = b.Open(url)
	frame = page.Frame("http://localhost:")
	frame.Click(by("bank-option-KontoBank"))
	frame.Click(by("consent-terms"))
	frame.Click(by("consent-transfer"))
	frame.Click(by("consent-continue"))
	frame.Type(by("login"), "test1")
	frame.Type(by("password"), password)
	frame.Click(by("login-submit"))
	return page, frame
}

// badDays are what goes wrong after the customer signed in, by the name of the scenario: what the screen says,
// and how many replies are in the archive afterwards.
var badDays = []struct {
	scenario string
	sees     []string
	saved    int
}{
	{"import-error", []string{"The bank did not deliver", "ServiceTemporarilyUnavailable", "status.kontomatik.com", "begin again"}, 1},
	{"import-fatal", []string{"The provider could not complete the request", "InternalError", "support", "begin again"}, 1},
	{"unauthorized", []string{"refuses access", "HTTP 401", "IP address", "begin again"}, 0},
	{"session-expired", []string{"can no longer be used", "InvalidSessionId", "sign in again", "begin again"}, 0},
	{"already-imported", []string{"DefaultImportAlreadyExecuted", "a session allows one", "begin again"}, 0},
	{"api-down", []string{"cannot be reached", "connection refused", "Check the network", "begin again"}, 0},
	{"html", []string{"a web page", "It is not sent again", "begin again"}, 0},
	{"truncated", []string{"ends too early", "The provider's reply is saved as", "resume the import"}, 1},
	{"reset", []string{"polls in a row failed", "connection reset", "can be resumed", "resume the import"}, 0},
	{"service-maintenance", []string{"is being maintained", "ServiceMaintenance", "begin again"}, 0},
}

// TestE2EBadDays signs in with clicks and looks at the screen with which each bad day ends. Afterwards the
// archive holds what arrived whole or in part, and the program leaves at a key.
func TestE2EBadDays(t *testing.T) {
	browser := browsertest.Start(t)
	for _, day := range badDays {
		t.Run(day.scenario, func(t *testing.T) {
			browser := browser.For(t)
			term := openTerminal(t, 100, 34, []string{"AISDESK_SANDBOX_PACE=60ms"}, program(t), "demo", "--no-open", "--speed", "20",
				"--scenario", day.scenario)
			var page *browsertest.Tab
			if day.scenario == "service-maintenance" { // the sign-in itself ends
				page, _ = toTheBank(browser, term.url(), "Test123")
			} else {
				page = signIn(browser, term, "KontoBank", "test1", func(*browsertest.Tab) {})
			}
			term.wait(append(day.sees, "What to do next", "home")...)
			page.Close()
			kept, err := filepath.Glob(filepath.Join(term.dir, "data", "aisdesk", "imports", "2*"))
			if err != nil || len(kept) != day.saved {
				t.Errorf("the archive holds %v, want %d", kept, day.saved)
			}
			term.keys("h").wait("New verification", "Open a file")
			term.keys("q").wait("EXIT=0")
		})
	}
}

// TestE2EWrongPasswordIsForgiven: the widget lets the customer try again, and the terminal says what happened
// meanwhile. A wrong one-time code is the bank's own affair.
func TestE2EWrongPasswordIsForgiven(t *testing.T) {
	browser := browsertest.Start(t)
	term := openTerminal(t, 100, 34, []string{"AISDESK_SANDBOX_PACE=60ms"}, program(t), "demo", "--no-open", "--speed", "20")
	page, frame := toTheBank(browser, term.url(), "wrong")
	s := term.wait("InvalidCredentials", "check", "sign in")
	if strings.Contains(s, "What to do next") {
		t.Errorf("a wrong password ended the verification:\n%s", s)
	}
	frame.Type(by("password"), "Test123")
	frame.Click(by("login-submit"))
	window := page.Window("http://localhost:")
	window.Type(by("code"), "wrong")
	window.Click(by("code-submit"))
	window.WaitVisible(by("bank-error"))
	window.Type(by("code"), "Test123")
	window.Click(by("code-submit"))
	window.Click(by("accounts-continue"))
	window.ClickLast(by("confirm"))
	page.WaitText("body", "Tell the code")
	term.wait("Code of the customer's page")
	term.typing(page.Text("#code")).keys("Enter")
	term.wait("1 Overview", "Maria Sochacka")
	term.keys("q").wait("EXIT=0")
}

// TestE2EBlockedAccess: only the bank can help, the terminal says so, and Esc ends the verification.
func TestE2EBlockedAccess(t *testing.T) {
	browser := browsertest.Start(t)
	term := openTerminal(t, 80, 24, nil, program(t), "demo", "--no-open", "--scenario", "access-blocked")
	page, _ := toTheBank(browser, term.url(), "Test123")
	term.wait("AccessBlocked", "call the bank")
	term.keys("Escape").wait("Cancel this verification?", "Nothing is saved yet")
	term.keys("y").wait("Cancelled", "no import was started", "begin again")
	page.WaitText("body", "You can close this tab.")
	term.keys("q").wait("EXIT=0")
}
