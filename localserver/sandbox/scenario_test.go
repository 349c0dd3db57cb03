package sandbox_test

import (
	"encoding/xml"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"

	"aisdesk/localserver/sandbox"
)

func TestScenariosAreDocumentedAndAccepted(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range sandbox.Scenarios() {
		if seen[s.Name] || s.Name == "" || s.What == "" || s.Next == "" || s.Group == "" {
			t.Errorf("%+v", s)
		}
		seen[s.Name] = true
		sb, err := sandbox.New(sandbox.Options{Scenario: s.Name})
		if err != nil {
			t.Errorf("%s: %v", s.Name, err)
			continue
		}
		sb.Close(t.Context())
	}
	for _, name := range strings.Fields(`ok wrong-password access-blocked access-temporarily-blocked import-error import-fatal unauthorized session-expired already-imported
		api-down slow html truncated reset 429 5xx wrong-owner duplicate-final unknown-state hold-setup hold-in-progress progress clock-skew unicode hostile empty large huge not-in-contract`) {
		if !seen[name] {
			t.Errorf("no scenario %s", name)
		}
	}
}

func TestBadScenariosAreRefused(t *testing.T) {
	for _, name := range []string{"nonsense", "ok:1", "ok+", "slow:x", "slow:0", "hold-setup:long", "progress:up", "malformed:x", "5xx:599", "AccessBlocked:1", "not-in-contract:labels", "not-in-contract:scores,", "+"} {
		if sb, err := sandbox.New(sandbox.Options{Scenario: name}); err == nil {
			sb.Close(t.Context())
			t.Errorf("%q was accepted", name)
		}
	}
}

// TestRequestErrors shows every exception that ends a request.
func TestRequestErrors(t *testing.T) {
	for name, status := range map[string]int{
		"InvalidSessionId": 404, "session-expired": 404, "InvalidSessionIdSignature": 400, "NotSignedIn": 400, "DefaultImportAlreadyExecuted": 400, "already-imported": 400,
		"CommandNotAvailable": 400, "InvalidSince": 400, "InvalidParameter": 400, "InvalidArgument": 400, "InvalidIban": 400, "ConcurrentSessionsLimitExceed": 429,
		"ConcurrentSessionsLimitExceeded": 429, "JobsQuotaExceeded": 429, "ServiceMaintenance": 503,
	} {
		w := start(t)
		id, sig := w.signIn("test1", "o")
		if err := w.sb.SetLoginScenario("test1", name); err != nil {
			t.Fatal(err)
		}
		want := map[string]string{"session-expired": "InvalidSessionId", "already-imported": "DefaultImportAlreadyExecuted"}[name]
		if want == "" {
			want = name
		}
		w.expect(w.post("/v1/command/default-import.xml", "sessionId", id, "sessionIdSignature", sig, "since", since(1)), status, want)
	}
}

func TestErrorsOfOtherEndpoints(t *testing.T) {
	for _, c := range []struct {
		scenario, method, path string
		status                 int
	}{
		{"InvalidTarget", "POST", "/v1/mock-session.xml?login=test1&country=pl", 400}, {"InvalidCredentials", "POST", "/v1/mock-session.xml?login=test1&country=pl", 400},
		{"AccessBlocked", "POST", "/v1/mock-session.xml?login=test1&country=pl", 400}, {"InvalidOwnerExternalId", "GET", "/v1/data.xml?ownerExternalId=o", 404},
		{"InvalidMultipleAccessId", "POST", "/v1/command/reuse-multiple-access.xml?multipleAccessId=x", 404}, {"MultipleAccessLimitExceeded", "POST", "/v1/command/reuse-multiple-access.xml?multipleAccessId=x", 429},
		{"InvalidCommandId", "GET", "/v1/command/1.xml", 404},
	} {
		w := start(t, sandbox.Options{Scenario: c.scenario})
		w.expect(w.do(w.request(c.method, c.path, "", "")), c.status, c.scenario)
	}
}

// TestCommandErrors shows that a failed import is HTTP 200.
func TestCommandErrors(t *testing.T) {
	for scenario, want := range map[string]string{
		"import-error": "error ServiceTemporarilyUnavailable", "import-error:IO": "error IO", "import-error:access-blocked": "error AccessBlocked", "import-error:SomethingNew": "error SomethingNew",
		"import-fatal": "fatal InternalError", "SessionExpired": "error SessionExpired", "service-temporarily-unavailable": "error ServiceTemporarilyUnavailable", "IOException": "error IOException",
	} {
		w := start(t, sandbox.Options{Scenario: scenario})
		res := w.finish(w.begin("test1", "o", 10))
		c := w.tree(res).at("command")
		if got := c.attr("state") + " " + c.at("exception").attr("name"); res.StatusCode != 200 || got != want || c.names() != "progress exception" {
			t.Errorf("%s: %d %s: %s", scenario, res.StatusCode, got, res.text)
		}
	}
}

func TestHoldsLast(t *testing.T) {
	for scenario, state := range map[string]string{"hold-setup:2h": "setup", "hold-in-progress:2h": "in_progress", "hold-setup:forever": "setup"} {
		w := start(t, sandbox.Options{Scenario: scenario})
		id := w.begin("test1", "o", 10)
		w.sb.Advance(time.Hour)
		if got := w.tree(w.get("/v1/command/" + id + ".xml")).at("command").attr("state"); got != state {
			t.Errorf("%s: %s", scenario, got)
		}
		if strings.HasSuffix(scenario, "2h") {
			w.sb.Advance(2 * time.Hour)
			if got := w.tree(w.get("/v1/command/" + id + ".xml")).at("command").attr("state"); got != "successful" {
				t.Errorf("%s: afterwards %s", scenario, got)
			}
		}
	}
}

func TestUnknownStateAndDuplicateFinal(t *testing.T) {
	w := start(t, atNoon(sandbox.Options{Scenario: "unknown-state:waiting_for_godot+duplicate-final"}))
	s := w.tree(w.post("/v1/mock-session.xml", "login", "test1", "country", "pl")).at("session")
	path := "/v1/command/" + w.tree(w.post("/v1/command/default-import.xml", "sessionId", s.attr("id"), "sessionIdSignature", s.attr("signature"), "since", "2026-03-01")).at("command").attr("id") + ".xml"
	var states []string
	for _, pause := range []time.Duration{2 * time.Second, 3 * time.Second, 10 * time.Second, 0, 0} {
		w.sb.Advance(pause)
		states = append(states, w.tree(w.get(path)).at("command").attr("state"))
	}
	if got := strings.Join(states, " "); got != "in_progress waiting_for_godot successful in_progress successful" {
		t.Error(got)
	}
}

func TestWrongOwnerIsEchoed(t *testing.T) {
	w := start(t, sandbox.Options{Scenario: "wrong-owner"})
	id, sig := w.signIn("test1", "mine")
	r := w.tree(w.post("/v1/command/default-import.xml", "sessionId", id, "sessionIdSignature", sig, "since", since(1)))
	if o := r.attr("ownerExternalId"); o == "" || o == "mine" {
		t.Errorf("echo %q", o)
	}
}

func TestFinalReplyCutInHalf(t *testing.T) {
	for _, once := range []string{"", "-once"} {
		w := start(t, sandbox.Options{Scenario: "truncated" + once})
		res := w.finish(w.begin("test1", "o", 90))
		if res.err != nil || xml.Unmarshal([]byte(res.text), new(struct{})) == nil || !strings.Contains(res.text, "<command") {
			t.Errorf("a complete message with half a document was expected: %v", res.err)
		}
		again := w.get(res.Request.URL.Path)
		if ok := xml.Unmarshal([]byte(again.text), new(struct{})) == nil; ok != (once != "") {
			t.Errorf("%q: the second reply is whole: %v", once, ok)
		}
		w.sb.Close(t.Context())

		w = start(t, sandbox.Options{Scenario: "reset" + once})
		res = w.finish(w.begin("test1", "o", 90))
		if !errors.Is(res.err, syscall.ECONNRESET) && !errors.Is(res.err, io.ErrUnexpectedEOF) {
			t.Errorf("a reset was expected: %v", res.err)
		}
		if again := w.get(res.Request.URL.Path); (again.err == nil) != (once != "") {
			t.Errorf("%q: %v", once, again.err)
		}
	}
}

func TestAPIDownRefusesConnectionsAndComesBack(t *testing.T) {
	w := start(t, sandbox.Options{Scenario: "api-down"})
	dial := func() error {
		c, err := net.Dial("tcp", strings.TrimPrefix(w.sb.APIURL(), "http://"))
		if err == nil {
			c.Close()
		}
		return err
	}
	if err := dial(); !errors.Is(err, syscall.ECONNREFUSED) {
		t.Errorf("down: %v", err)
	}
	if err := w.sb.SetScenario("ok"); err != nil {
		t.Fatal(err)
	}
	w.signIn("test1", "o")
	w.sb.SetScenario("api-down")
	if err := dial(); !errors.Is(err, syscall.ECONNREFUSED) {
		t.Errorf("down again: %v", err)
	}
}

func TestAPIDownForOneLoginResets(t *testing.T) {
	w := start(t)
	id, sig := w.signIn("test1", "o")
	w.sb.SetSessionScenario(id, "api-down")
	if _, err := http.DefaultTransport.RoundTrip(w.importRequest(id, sig)); err == nil {
		t.Error("an answer")
	}
	w.signIn("test1", "p") // others are served
}

func TestAcceptedImportWhoseReplyIsLost(t *testing.T) {
	for _, scenario := range []string{"import-reset", "import-502"} {
		w := start(t)
		id, sig := w.signIn("test1", "o")
		w.sb.SetScenario(scenario)
		res, err := http.DefaultTransport.RoundTrip(w.importRequest(id, sig))
		if scenario == "import-reset" && err == nil || scenario == "import-502" && (err != nil || res.StatusCode != 502) {
			t.Errorf("%s: %v", scenario, err)
		}
		if s := w.sb.Sessions()[0]; s.Command == "" {
			t.Errorf("%s: the import did not start", scenario)
		}
	}
}

func TestPollsAreTurnedAwayForAWhile(t *testing.T) {
	for scenario, status := range map[string]int{"429:3": 429, "5xx:3": 503, "5xx:502": 502} {
		w := start(t, sandbox.Options{Scenario: scenario})
		path := "/v1/command/" + w.begin("test1", "o", 1) + ".xml"
		for i := range 4 {
			res := w.get(path)
			if want := status; i < 3 || status == 502 {
				if res.StatusCode != want || (status == 429) != (res.Header.Get("Retry-After") == "1") {
					t.Errorf("%s: poll %d: %d, Retry-After %q", scenario, i, res.StatusCode, res.Header.Get("Retry-After"))
				}
			} else if res.StatusCode != 200 {
				t.Errorf("%s: poll %d: %d", scenario, i, res.StatusCode)
			}
		}
	}
}

func TestCaptivePortal(t *testing.T) {
	w := start(t, sandbox.Options{Scenario: "html"})
	if res := w.get("/v1/catalog.xml"); res.StatusCode != 200 || !strings.HasPrefix(res.Header.Get("Content-Type"), "text/html") || !strings.HasPrefix(res.text, "<!DOCTYPE html>") {
		t.Errorf("%d %s", res.StatusCode, res.text)
	}
}

func TestEverythingIsUnauthorized(t *testing.T) {
	w := start(t, sandbox.Options{Scenario: "unauthorized"})
	if res := w.get("/v1/catalog.xml"); res.StatusCode != 401 || w.tree(res).names() != "comment" {
		t.Errorf("%d %s", res.StatusCode, res.text)
	}
}

func TestClockSkew(t *testing.T) {
	w := start(t, atNoon(sandbox.Options{Scenario: "clock-skew:-2h"}))
	if got := w.tree(w.get("/v1/catalog.xml")).attr("responseTimestamp"); got != "2026-03-04T10:00:00Z" {
		t.Error(got)
	}
}

func TestSlowBytesArriveAtLast(t *testing.T) {
	w := start(t, sandbox.Options{Scenario: "slow:40000"})
	begun := time.Now()
	res := w.get("/v1/catalog.xml")
	if want := time.Duration(len(res.text)) * time.Second / 40000 / 2; res.err != nil || time.Since(begun) < want {
		t.Errorf("%d bytes in %v: %v", len(res.text), time.Since(begun), res.err)
	}
}

func TestMalformedReplies(t *testing.T) {
	wellFormed := map[string]bool{"bad-amount": true, "bad-date": true, "doctype": true, "bom": true, "duplicate-attribute": true, "other-root": true, "deep": true, "two-roots": true, "text-after-root": true}
	for _, how := range strings.Fields("doctype two-roots text-after-root bad-utf8 control bad-amount bad-date bare-ampersand mismatched-tag duplicate-attribute deep bom other-root no-body") {
		w := start(t)
		good := w.finish(w.begin("test1", "o", 90))
		w.sb.SetScenario("malformed:" + how)
		bad := w.get(good.Request.URL.Path)
		if bad.StatusCode != 200 || bad.err != nil || bad.text == good.text || (how != "no-body" && !strings.Contains(bad.text, "command")) {
			t.Errorf("%s: %d %v", how, bad.StatusCode, bad.err)
		}
		if ok := readable(bad.text); ok && !wellFormed[how] {
			t.Errorf("%s: encoding/xml reads it", how)
		}
	}
}

func readable(text string) bool {
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		if _, err := d.Token(); err != nil {
			return err == io.EOF && text != ""
		}
	}
}

func TestDataScenarios(t *testing.T) {
	for scenario, check := range map[string]func(result node) bool{
		"empty":   func(r node) bool { return !r.at("accounts").exists() && r.at("owners").exists() },
		"large:3": func(r node) bool { return len(r.at("accounts", "account", "moneyTransactions").Children) == 3 },
		"unicode": func(r node) bool { return r.at("accounts", "account", "name").Text != "Konto 0" },
		"hostile": func(r node) bool { return strings.Contains(r.at("owners", "owner", "name").Text, "<script>") || true },
		"partial": func(r node) bool { return r.at("accounts", "account").attr("partialDueToTimeout") == "true" },
		"ok":      func(r node) bool { return r.at("accounts", "account", "name").Text == "Konto 0" },
	} {
		w := start(t, sandbox.Options{Scenario: scenario})
		if r := w.tree(w.finish(w.begin("test1", "o", 30))).at("command", "result"); !check(r) {
			t.Errorf("%s: %s", scenario, r.names())
		}
	}
	w := start(t, sandbox.Options{Scenario: "hostile"})
	res := w.finish(w.begin("test1", "o", 180))
	for _, part := range []string{"&lt;script&gt;", "=HYPERLINK", "\u009b31m", "\u202e", strings.Repeat("W", 3000)} {
		if !strings.Contains(res.text, part) {
			t.Errorf("no %.20q", part)
		}
	}
}

func TestNumericCharacterReferences(t *testing.T) {
	w := start(t, sandbox.Options{Scenario: "references"})
	res := w.finish(w.begin("test1", "o", 90))
	w.sb.SetScenario("ok")
	plain := w.get(res.Request.URL.Path)
	if strings.ContainsFunc(res.text, func(r rune) bool { return r > 127 }) || !strings.Contains(res.text, "&#x") || strings.Contains(plain.text, "&#x") {
		t.Error("letters outside ASCII are not references")
	}
}

// TestScenarioByLogin covers the four ways to choose a scenario and their order.
func TestScenarioByLogin(t *testing.T) {
	w := start(t, sandbox.Options{Scenario: "import-error"})
	state := func(login string, more ...string) string {
		return w.tree(w.finish(w.begin(login, "o", 5, more...))).at("command").attr("state")
	}
	if got := state("test1"); got != "error" {
		t.Errorf("global: %s", got)
	}
	if got := state("test1", "scenario", "ok"); got != "successful" {
		t.Errorf("parameter of the mock session: %s", got)
	}
	w.sb.SetLoginScenario("test1", "import-fatal")
	if got := state("test1"); got != "fatal" {
		t.Errorf("login: %s", got)
	}
	for _, typed := range []string{"test1+ok", "ok", "test1+unicode+indented"} {
		if got := state(typed); got != "successful" {
			t.Errorf("%s: %s", typed, got)
		}
	}
	if err := w.sb.SetSessionScenario("1", "ok"); err == nil {
		t.Error("a session that does not exist got a scenario")
	}
	w.sb.SetLoginScenario("test1", "")
	if got := state("test1"); got != "error" {
		t.Errorf("after removal: %s", got)
	}
}

func TestRedirectsAreNeverSent(t *testing.T) {
	w := start(t)
	if res := w.do(w.request("GET", "/v1/../v1/catalog.xml", "", "")); res.StatusCode >= 300 && res.StatusCode < 400 {
		t.Errorf("%d to %s", res.StatusCode, res.Header.Get("Location"))
	}
}

func TestFriendlyMessageFollowsTheCountry(t *testing.T) {
	w := start(t, sandbox.Options{Scenario: "InvalidCredentials"})
	for country, want := range map[string]string{"pl": "Nieprawidłowy login lub hasło.", "cz": "Nesprávné přihlašovací jméno nebo heslo.", "lt": ""} {
		e := w.tree(w.post("/v1/mock-session.xml", "login", "test", "country", country)).at("exception")
		if got := e.at("friendlyMessage").Text; got != want || e.at("message").Text == "" {
			t.Errorf("%s: %q", country, got)
		}
	}
}

func TestRequestsShowWhatWasReallySent(t *testing.T) {
	w := start(t)
	id, sig := w.signIn("test1", "o")
	for scenario, want := range map[string]int{"html": 200, "InvalidSince": 400} {
		w.sb.SetScenario(scenario)
		w.get("/v1/nothing")
		w.do(w.importRequest(id, sig))
		all := w.sb.Requests(0)
		if got := all[len(all)-1]; got.Status != want || got.Scenario != scenario {
			t.Errorf("%s: %+v", scenario, got)
		}
	}
	w.sb.SetSessionScenario(id, "api-down")
	http.DefaultTransport.RoundTrip(w.importRequest(id, sig))
	all := w.sb.Requests(0)
	for end := time.Now().Add(time.Minute); all[len(all)-1].Status != 0 && time.Now().Before(end); all = w.sb.Requests(0) {
		time.Sleep(10 * time.Millisecond)
	}
	if got := all[len(all)-1]; got.Status != 0 {
		t.Errorf("cut off: %+v", got)
	}
}
