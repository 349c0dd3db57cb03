package sandbox_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"aisdesk/localserver/sandbox"
)

// control sends a request to the widget's origin with headers given as name, value, name, value...
func (w *wire) control(method, path, body string, headers ...string) (int, string, http.Header) {
	w.t.Helper()
	req, err := http.NewRequest(method, w.sb.WidgetOrigin()+path, strings.NewReader(body))
	if err != nil {
		w.t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Host" {
			req.Host = headers[i+1]
		}
		req.Header.Set(headers[i], headers[i+1])
	}
	res, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		w.t.Fatal(err)
	}
	defer res.Body.Close()
	raw, _ := io.ReadAll(res.Body)
	return res.StatusCode, string(raw), res.Header
}

func (w *wire) command(path, body string) map[string]any {
	w.t.Helper()
	status, raw, _ := w.control("POST", "/control/api/"+path, body, "Content-Type", "application/json")
	out := map[string]any{}
	if err := json.Unmarshal([]byte(raw), &out); err != nil || status != 200 {
		w.t.Fatalf("%s %s: %d %s", path, body, status, raw)
	}
	return out
}

func TestControlAPI(t *testing.T) {
	w := start(t)
	id, _ := w.signIn("test1", "o")
	var sessions []sandbox.SessionInfo
	_, raw, _ := w.control("GET", "/control/api/sessions", "")
	if err := json.Unmarshal([]byte(raw), &sessions); err != nil || len(sessions) != 1 || sessions[0].ID != id || sessions[0].Owner != "o" || sessions[0].Origin != "mock" {
		t.Errorf("sessions: %s", raw)
	}
	if strings.Contains(raw, "signature") {
		t.Error("signatures are listed")
	}

	w.command("scenario", `{"scenario":"import-error"}`)
	w.command("scenario", `{"scenario":"import-fatal","login":"test1"}`)
	w.command("scenario", `{"scenario":"slow","session":"`+id+`"}`)
	status := map[string]any{}
	_, raw, _ = w.control("GET", "/control/api/status", "")
	json.Unmarshal([]byte(raw), &status)
	if status["scenario"] != "import-error" || status["logins"].(map[string]any)["test1"] != "import-fatal" || status["sessions"].(map[string]any)[id] != "slow" || status["api"] != w.sb.APIURL() {
		t.Errorf("status: %s", raw)
	}

	before := time.Now()
	now, _ := time.Parse(time.RFC3339Nano, w.command("clock", `{"advance":"48h"}`)["now"].(string))
	if ahead := now.Sub(before); ahead < 47*time.Hour || ahead > 49*time.Hour {
		t.Errorf("clock: %v ahead", ahead)
	}
	_, raw, _ = w.control("GET", "/control/api/requests?after=0", "")
	if !strings.Contains(raw, "/v1/mock-session.xml") {
		t.Errorf("requests: %s", raw)
	}
	w.command("expire", `{"id":"`+id+`"}`)
	if len(w.sb.Sessions()) != 0 {
		t.Error("the session is still there")
	}
	w.command("reset", `{}`)
	if len(w.sb.Requests(0)) != 0 {
		t.Error("requests survived a reset")
	}
	if w.tree(w.finish(w.begin("test1", "o", 1))).at("command").attr("state") != "successful" {
		t.Error("the scenario survived a reset")
	}
}

func TestControlAPIRefusesNonsense(t *testing.T) {
	w := start(t)
	for _, c := range []struct{ path, body string }{
		{"scenario", `{"scenario":"nonsense"}`}, {"scenario", `{"scenario":"ok","session":"1"}`}, {"scenario", `{"scenario":""}`}, {"clock", `{"advance":"-1h"}`}, {"clock", `{"advance":"soon"}`},
		{"expire", `{"id":"none"}`}, {"expire", `{}`}, {"clock", `{"back":"1h"}`}, {"clock", `[]`}, {"clock", ``}, {"reset", strings.Repeat(" ", 20_000) + "{}"},
	} {
		status, raw, _ := w.control("POST", "/control/api/"+c.path, c.body, "Content-Type", "application/json")
		want := 400
		if c.body == `{"id":"none"}` || strings.Contains(c.body, `"session"`) {
			want = 404
		}
		if status != want || !strings.Contains(raw, `"error":"`) || !strings.Contains(raw, `"code":"`) || strings.Contains(raw, "Go ") || strings.Contains(raw, "json:") {
			t.Errorf("%s %.40s: %d %s", c.path, c.body, status, raw)
		}
	}
}

// Every error of the control API is the same JSON, and a misspelt scenario names the nearest.
func TestControlAPIErrorsHaveOneStyle(t *testing.T) {
	w := start(t)
	for _, c := range []struct {
		method, path, body string
		status             int
		code, says         string
	}{
		{"POST", "scenario", `{"scenario":"improt-error"}`, 400, "unknownScenario", "did you mean import-error"}, {"POST", "nosuch", `{}`, 404, "notFound", "--help-api"},
		{"GET", "reset", "", 405, "methodNotAllowed", "POST"}, {"POST", "scenario", `{"scenaro":"ok"}`, 400, "badRequest", `"scenaro" is not known`},
		{"POST", "scenario", `{"scenario":7}`, 400, "badRequest", "scenario is a JSON number"}, {"POST", "clock", `{}`, 400, "badRequest", "advance"}, {"POST", "clock", `{"advance":"1h","set":"2027-03-01T12:00:00Z"}`, 400, "badRequest", "either"}, {"POST", "clock", `{"set":"tomorrow"}`, 400, "badRequest", "2026-03-01T12:00:00Z"},
		{"POST", "scenario", `{"scenario":"slow","login":"tset1"}`, 404, "notFound", "did you mean test1"}, {"POST", "scenario", `{"scenario":"slow","session":"99"}`, 404, "notFound", `no session "99"`},
		{"POST", "expire", `{"id":"none"}`, 404, "notFound", "none"}, {"GET", "requests?after=two", "", 400, "badRequest", "after"},
		{"POST", "scenario", `{"scenario":"slow","login":"test1","session":"99"}`, 400, "badRequest", "either"},
		{"POST", "scenario", `{"scenario":"slow","scenario":"ok"}`, 400, "badRequest", `"scenario" stands twice`}, {"POST", "scenario", `{"Scenario":"slow"}`, 400, "badRequest", `did you mean "scenario"?`},
		{"POST", "expire", `{"id":1}`, 400, "badRequest", "id is a JSON number"}, {"POST", "scenario", `{"scenario":"slow+slow"}`, 400, "badRequest", "twice"}, {"POST", "scenario", `{"scenario":"ok+slow"}`, 400, "badRequest", "ordinary day"},
		{"POST", "scenario", `{"scenario":"slow"} {}`, 400, "badRequest", "behind the JSON object"}, {"GET", "requests?aftr=1", "", 400, "badRequest", "did you mean after?"},
		{"POST", "expire", `{}`, 400, "badRequest", "the id is missing"}, {"POST", "clock", `{"advance":"-1h"}`, 400, "badRequest", "does not go back by a duration"},
		{"POST", "scenario", `x`, 400, "badRequest", "no JSON: character 1, 'x', cannot stand there"}, {"POST", "scenario", `{"scenario":"ą" ę}`, 400, "badRequest", "character 17, 'ę', cannot"},
		{"POST", "scenario", `{"scenario":`, 400, "badRequest", "ends too early"}, {"POST", "scenario", "{\"scenario\":\"a\nb\"}", 400, "badRequest", `character 15, '\n', cannot`},
		{"POST", "reset?all=1", `{}`, 400, "badRequest", `no parameter "all"`},
		{"POST", "scenario", `{"scenario":"import-error:AcessBlocked"}`, 400, "badRequest", "did you mean AccessBlocked?"},
	} {
		status, raw, h := w.control(c.method, "/control/api/"+c.path, c.body, "Content-Type", "application/json")
		var e struct {
			Error, Code string
			Nearest     []string
		}
		if err := json.Unmarshal([]byte(raw), &e); err != nil || status != c.status || e.Code != c.code || !strings.Contains(e.Error, c.says) || !strings.HasPrefix(h.Get("Content-Type"), "application/json") {
			t.Errorf("%s %s %s: %d %s", c.method, c.path, c.body, status, raw)
		}
		if c.code == "unknownScenario" && (len(e.Nearest) == 0 || e.Nearest[0] != "import-error") {
			t.Errorf("nearest: %s", raw)
		}
	}
	r, err := http.NewRequest(http.MethodGet, w.sb.WidgetOrigin()+"/control/api/status", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Host = "evil.example"
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if b, _ := io.ReadAll(res.Body); res.StatusCode != http.StatusMisdirectedRequest || !strings.Contains(string(b), `"code":"misdirected"`) {
		t.Errorf("another host: %d %s", res.StatusCode, b)
	}
	if out := w.command("scenario", `{"scenario":"slow","login":"test1"}`); out["scenario"] != "slow" || out["login"] != "test1" {
		t.Errorf("camelCase: %v", out)
	}
}

func TestTheClockIsSet(t *testing.T) {
	w := start(t, sandbox.Options{At: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)})
	if out := w.command("clock", `{"set":"2025-07-04T09:00:00Z"}`); out["now"] != "2025-07-04T09:00:00Z" || out["day"] != "2025-07-04" {
		t.Errorf("back: %v", out)
	}
	w.signIn("test1", "o")
	if status, raw, _ := w.control("POST", "/control/api/clock", `{"set":"2025-07-03T09:00:00Z"}`, "Content-Type", "application/json"); status != 400 || !strings.Contains(raw, "reset") {
		t.Errorf("back with a session: %d %s", status, raw)
	}
	w.command("reset", `{}`)
	for _, far := range []string{"0001-01-01T00:00:00Z", "1969-12-31T00:00:00Z", "9999-01-01T00:00:00Z"} { // a duration does not reach them
		if status, raw, _ := w.control("POST", "/control/api/clock", `{"set":"`+far+`"}`, "Content-Type", "application/json"); status != 400 || !strings.Contains(raw, "1970 to 9999") {
			t.Errorf("%s: %d %s", far, status, raw)
		}
	}
	w.command("clock", `{"advance":"2500000h"}`) // 285 years
	if status, raw, _ := w.control("POST", "/control/api/clock", `{"advance":"2500000h"}`, "Content-Type", "application/json"); status != 400 || !strings.Contains(raw, "1970 to 9999") {
		t.Errorf("on and on: %d %s", status, raw)
	}
	if out := w.command("clock", `{"set":"2025-07-05T09:00:00Z"}`); out["day"] != "2025-07-05" {
		t.Errorf("on: %v", out)
	}
}

// With a time that stands the same requests get the same bytes in every run, every poll included, and imports finish.
func TestAStandingClockGivesTheSameBytes(t *testing.T) {
	at := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	run := func(pause time.Duration, speed float64) string {
		w := start(t, sandbox.Options{At: at, Seed: 7, Speed: speed})
		id := w.beginSince("test1", "o", "2025-01-25")
		text := ""
		for i := range 4 { // two seconds each, of about seven
			time.Sleep(pause)
			res := w.get("/v1/command/" + id + ".xml")
			text += res.Header.Get("Date") + res.text
			if done := strings.Contains(res.text, `state="successful"`); done != (i == 3) {
				t.Errorf("poll %d: %.300s", i+1, res.text)
			}
		}
		signed := w.request("GET", "/v1/owner-income-confirmation?ownerExternalId=o", "", "")
		signed.Header.Set("Accept-Signature", "SHA256withRSA")
		res := w.do(signed)
		if res.Header.Get("Signature") == "" {
			t.Errorf("not signed: %s", res.text)
		}
		return text + res.text + res.Header.Get("Signature")
	}
	first, second := run(5*time.Millisecond, 1), run(70*time.Millisecond, 50)
	if first != second || !strings.HasPrefix(first, "Sun, 01 Mar 2026 12:00:00 GMT") || !strings.Contains(first, "2026-03-01T12:00:00Z") || !strings.Contains(first, `state="successful"`) {
		t.Errorf("the replies differ:\n%.600s\n%.600s", first, second)
	}
}

// With a time that stands a scenario shows all of its stages, however fast the sandbox is.
func TestAStandingClockSkipsNoStage(t *testing.T) {
	for scenario, want := range map[string]string{"unknown-state": "in_progress queued queued successful", "ok": "in_progress in_progress in_progress successful"} {
		for _, speed := range []float64{1, 50} {
			w := start(t, sandbox.Options{At: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC), Speed: speed, Scenario: scenario})
			id := w.beginSince("test1", "o", "2025-01-25")
			var states []string
			for range 4 {
				_, rest, _ := strings.Cut(w.get("/v1/command/"+id+".xml").text, `state="`)
				state, _, _ := strings.Cut(rest, `"`)
				states = append(states, state)
			}
			if got := strings.Join(states, " "); got != want {
				t.Errorf("%s at speed %v: %s", scenario, speed, got)
			}
		}
	}
}

func TestOtherWebsitesCannotControl(t *testing.T) {
	w := start(t)
	for _, headers := range [][]string{
		{"Origin", "http://evil.example"}, {"Origin", "null"}, {"Origin", "http://localhost:1"}, {"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"},
	} {
		if status, _, _ := w.control("POST", "/control/api/scenario", `{"scenario":"html"}`, append(headers, "Content-Type", "application/json")...); status != 403 {
			t.Errorf("%v: %d", headers, status)
		}
	}
	for _, kind := range []string{"", "text/plain", "application/x-www-form-urlencoded"} {
		if status, _, _ := w.control("POST", "/control/api/scenario", `{"scenario":"html"}`, "Content-Type", kind); status != 415 {
			t.Errorf("%q: %d", kind, status)
		}
	}
	for _, headers := range [][]string{{"Origin", "http://evil.example"}, {"Sec-Fetch-Site", "cross-site"}} {
		if status, raw, h := w.control("GET", "/control/api/status", "", headers...); status != 403 || h.Get("Access-Control-Allow-Origin") != "" || strings.Contains(raw, w.sb.Key()) {
			t.Errorf("reading with %v: %d %s", headers, status, raw)
		}
	}
	if status, raw, _ := w.control("GET", "/control/api/status", "", "Sec-Fetch-Site", "none"); status != 200 || !strings.Contains(raw, `"warnings":[]`) {
		t.Errorf("an address that was typed: %d %s", status, raw)
	}
	if status, _, _ := w.control("POST", "/control/api/scenario", `{"scenario":"ok"}`, "Content-Type", "application/json", "Origin", w.sb.WidgetOrigin(), "Sec-Fetch-Site", "same-origin"); status != 200 {
		t.Errorf("the page itself: %d", status)
	}
}

func TestForeignHostNamesAreRefusedOnBothPorts(t *testing.T) {
	w := start(t)
	for _, host := range []string{"evil.com", "127.0.0.1.evil.com", "localhost.evil.com", "0.0.0.0", "10.0.0.1", "2130706433", "127.1", "localhost.", "[::]"} {
		for _, path := range []string{"/control/", "/control/api/status", "/signin/", "/redirection/x"} {
			if status, _, _ := w.control("GET", path, "", "Host", host); status != 421 {
				t.Errorf("%s%s: %d", host, path, status)
			}
		}
		req := w.request("GET", "/v1/catalog.xml", "", "")
		req.Host = host
		if res := w.do(req); res.StatusCode != 421 {
			t.Errorf("API as %s: %d", host, res.StatusCode)
		}
	}
	for _, host := range []string{"127.0.0.1:8123", "localhost:9", "[::1]:80", "LOCALHOST"} {
		if status, _, _ := w.control("GET", "/control/", "", "Host", host); status != 200 {
			t.Errorf("%s: %d", host, status)
		}
	}
}

func TestControlPageHasAPolicy(t *testing.T) {
	w := start(t)
	status, body, h := w.control("GET", "/control/", "")
	csp := h.Get("Content-Security-Policy")
	if status != 200 || !strings.Contains(csp, "default-src 'none'") || !strings.Contains(csp, "frame-ancestors 'none'") || strings.Contains(csp, "unsafe") {
		t.Errorf("%d %q", status, csp)
	}
	if strings.Contains(body, "<script>") || strings.Contains(body, "style=") || strings.Contains(body, "onclick") {
		t.Error("the page has inline code")
	}
	for _, path := range []string{"/control/control.js", "/control/control.css", "/control/redirection.js", "/control/redirection.css"} {
		if status, _, _ := w.control("GET", path, ""); status != 200 {
			t.Errorf("%s: %d", path, status)
		}
	}
}

func TestListensOnLoopbackOnly(t *testing.T) {
	sb := sandbox.Start(t)
	if len(sb.Warnings()) != 0 {
		t.Errorf("warnings: %q", sb.Warnings())
	}
	for _, url := range []string{sb.APIURL(), sb.WidgetOrigin()} {
		_, port, _ := net.SplitHostPort(strings.TrimPrefix(url, "http://"))
		for _, ip := range machineAddresses(t) {
			if c, err := net.DialTimeout("tcp", net.JoinHostPort(ip, port), time.Second); err == nil {
				c.Close()
				t.Errorf("%s answers at %s", url, ip)
			}
		}
	}
	if !strings.HasPrefix(sb.WidgetOrigin(), "http://localhost:") || !strings.HasPrefix(sb.APIURL(), "http://127.0.0.1:") {
		t.Errorf("%s and %s are one site", sb.WidgetOrigin(), sb.APIURL())
	}
}

func machineAddresses(t *testing.T) []string {
	all, err := net.InterfaceAddrs()
	if err != nil {
		t.Skip(err)
	}
	var out []string
	for _, a := range all {
		if n, ok := a.(*net.IPNet); ok && !n.IP.IsLoopback() && n.IP.To4() != nil {
			out = append(out, n.IP.String())
		}
	}
	return out
}

func TestBeyondLoopbackItSaysSo(t *testing.T) {
	sb, err := sandbox.New(sandbox.Options{APIAddr: "0.0.0.0:0", WidgetAddr: "127.0.0.1:0", Hosts: []string{"ci.example"}})
	if err != nil {
		t.Fatal(err)
	}
	defer sb.Close(t.Context())
	if strings.Contains(sb.ControlURL(), "#") {
		t.Error("a control page of this machine alone has a token")
	}
	if w := sb.Warnings(); len(w) != 1 || !strings.Contains(w[0], "other machines") {
		t.Errorf("warnings: %q", w)
	}
	_, port, _ := net.SplitHostPort(strings.TrimPrefix(sb.APIURL(), "http://"))
	for host, want := range map[string]int{"sandbox": 200, "10.1.2.3": 200, "ci.example": 200, "evil.example": 421, "2130706433": 421} {
		req, _ := http.NewRequest("GET", "http://127.0.0.1:"+port+"/v1/health", bytes.NewReader(nil))
		req.Host = host
		res, err := http.DefaultTransport.RoundTrip(req)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != want {
			t.Errorf("%s: %d", host, res.StatusCode)
		}
	}
}

func TestBusyAddressIsAClearError(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	for _, o := range []sandbox.Options{{APIAddr: l.Addr().String()}, {WidgetAddr: l.Addr().String()}} {
		if _, err := sandbox.New(o); err == nil || !strings.Contains(err.Error(), "address already in use") || !strings.Contains(err.Error(), "sandbox") {
			t.Errorf("%v", err)
		}
	}
}

func TestCloseFreesThePorts(t *testing.T) {
	sb, err := sandbox.New(sandbox.Options{Scenario: "slow:10"})
	if err != nil {
		t.Fatal(err)
	}
	go func() { // a reply that would take minutes
		req, _ := http.NewRequest("GET", sb.APIURL()+"/v1/catalog.xml", nil)
		req.Header.Set("X-Api-Key", sb.Key())
		if res, err := http.DefaultTransport.RoundTrip(req); err == nil {
			io.Copy(io.Discard, res.Body)
			res.Body.Close()
		}
	}()
	for len(sb.Requests(0)) == 0 && len(sb.Sessions()) == 0 {
		time.Sleep(10 * time.Millisecond)
		break
	}
	if err := sb.Close(t.Context()); err != nil {
		t.Errorf("close: %v", err)
	}
	if c, err := net.Dial("tcp", strings.TrimPrefix(sb.APIURL(), "http://")); err == nil {
		c.Close()
		t.Error("the port still answers")
	}
	if err := sb.Close(t.Context()); err != nil {
		t.Errorf("second close: %v", err)
	}
}

// Security statement 37: where other machines reach the control API it asks for its token, in the address of its page.
func TestTheControlAPIBeyondThisMachineNeedsItsToken(t *testing.T) {
	sb, err := sandbox.New(sandbox.Options{APIAddr: "127.0.0.1:0", WidgetAddr: "0.0.0.0:0"})
	if err != nil {
		t.Fatal(err)
	}
	defer sb.Close(context.Background())
	page, token, _ := strings.Cut(sb.ControlURL(), "#")
	if len(token) < 20 {
		t.Fatalf("the control page is %s", sb.ControlURL())
	}
	ask := func(method, path, authorization string) int {
		r, err := http.NewRequest(method, strings.TrimSuffix(page, "/")+path, strings.NewReader(`{"scenario":"slow"}`))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/json")
		if authorization != "" {
			r.Header.Set("Authorization", authorization)
		}
		res, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		return res.StatusCode
	}
	for _, path := range []string{"/api/status", "/api/sessions", "/api/requests", "/api/customers", "/api/signing-key", "/api/scenarios"} {
		for _, a := range []string{"", "Bearer ", "Bearer x" + token, "Basic " + base64.StdEncoding.EncodeToString([]byte(token+":"))} {
			if code := ask(http.MethodGet, path, a); code != http.StatusUnauthorized {
				t.Errorf("%s with %q: %d", path, a, code)
			}
		}
		for _, a := range []string{"Bearer " + token, "Basic " + base64.StdEncoding.EncodeToString([]byte("control:"+token))} {
			if code := ask(http.MethodGet, path, a); code != http.StatusOK {
				t.Errorf("%s with the token: %d", path, code)
			}
		}
	}
	if code := ask(http.MethodPost, "/api/scenario", ""); code != http.StatusUnauthorized {
		t.Errorf("a change without the token: %d", code)
	}
	if code := ask(http.MethodPost, "/api/scenario", "Bearer "+token); code != http.StatusOK {
		t.Errorf("a change with the token: %d", code)
	}
	if code := ask(http.MethodGet, "/", ""); code != http.StatusOK {
		t.Errorf("the page itself: %d", code)
	}
}
