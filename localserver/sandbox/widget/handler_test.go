package widget

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func ask(h http.Handler, path, body string, change func(*http.Request)) *httptest.ResponseRecorder {
	r := httptest.NewRequest("POST", "http://localhost:4100"+path, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Origin", "http://localhost:4100")
	if change != nil {
		change(r)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestPagesAreServedWithTheirPolicies(t *testing.T) {
	h := New(Options{Authority: &fakeAuthority{}})
	for _, c := range []struct{ path, kind, has string }{
		{"/assets/signin-widget.js", "text/javascript; charset=utf-8", "embedKontomatikPopup"},
		{"/signin/?client=x&styles%5BbodyBgColor%5D=%23fff", "text/html; charset=utf-8", "/assets/frame.js"},
		{"/popup/signin/", "text/html; charset=utf-8", "/assets/frame.js"},
		{"/bank/", "text/html; charset=utf-8", "/assets/bank.js"},
	} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", "http://localhost:4100"+c.path, nil))
		if w.Code != 200 || w.Header().Get("Content-Type") != c.kind || !strings.Contains(w.Body.String(), c.has) {
			t.Errorf("%s: %d %q", c.path, w.Code, w.Header().Get("Content-Type"))
		}
		policy := w.Header().Get("Content-Security-Policy")
		if strings.HasPrefix(c.kind, "text/html") && (!strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe")) {
			t.Errorf("%s: policy %q", c.path, policy)
		}
		if framable := !strings.Contains(policy, "frame-ancestors"); framable != (c.path != "/bank/") && strings.HasPrefix(c.kind, "text/html") {
			t.Errorf("%s: policy %q", c.path, policy)
		}
		if w.Header().Get("Set-Cookie") != "" || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s: headers %v", c.path, w.Header())
		}
	}
}

// A page is served at its own address with its policy, and nowhere without one; nothing is listed.
func TestPagesAreNotAmongTheAssets(t *testing.T) {
	h := New(Options{Authority: &fakeAuthority{}})
	for path, want := range map[string]int{"/assets/bank.html": 404, "/assets/frame.html": 404, "/assets/%62ank.html": 404, "/assets/": 404, "/assets/x/../bank.html": 307, "/assets/bank.js": 200} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", "http://localhost:4100"+path, nil))
		if w.Code != want {
			t.Errorf("%s: %d, want %d", path, w.Code, want)
		}
	}
}

func TestOnlyTheWidgetsOwnPagesMayAsk(t *testing.T) {
	h := New(Options{Authority: &fakeAuthority{}, Hosts: []string{"sandbox.example"}})
	good := `{"attempt":"attempt-1"}`
	for name, c := range map[string]struct {
		status int
		change func(*http.Request)
	}{
		"own":              {200, nil},
		"own, fetch site":  {200, func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "same-origin") }},
		"loopback literal": {200, func(r *http.Request) { r.Host = "127.0.0.1:9"; r.Header.Set("Origin", "http://127.0.0.1:9") }},
		"ipv6 literal":     {200, func(r *http.Request) { r.Host = "[::1]:9"; r.Header.Set("Origin", "http://[::1]:9") }},
		"configured name":  {200, func(r *http.Request) { r.Host = "sandbox.example"; r.Header.Set("Origin", "https://sandbox.example") }},
		"rebound name":     {421, func(r *http.Request) { r.Host = "evil.com"; r.Header.Set("Origin", "http://evil.com") }},
		"suffix":           {421, func(r *http.Request) { r.Host = "localhost.evil.com" }},
		"prefix":           {421, func(r *http.Request) { r.Host = "127.0.0.1.evil.com:80" }},
		"other address":    {421, func(r *http.Request) { r.Host = "10.0.0.1" }},
		"wildcard":         {421, func(r *http.Request) { r.Host = "0.0.0.0" }},
		"decimal":          {421, func(r *http.Request) { r.Host = "2130706433" }},
		"no origin":        {403, func(r *http.Request) { r.Header.Del("Origin") }},
		"null origin":      {403, func(r *http.Request) { r.Header.Set("Origin", "null") }},
		"other origin":     {403, func(r *http.Request) { r.Header.Set("Origin", "http://127.0.0.1:4100") }},
		"cross site":       {403, func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }},
		"same site":        {403, func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "same-site") }},
		"form":             {415, func(r *http.Request) { r.Header.Set("Content-Type", "application/x-www-form-urlencoded") }},
		"no type":          {415, func(r *http.Request) { r.Header.Del("Content-Type") }},
		"get":              {405, func(r *http.Request) { r.Method = "GET" }},
		"too large": {413, func(r *http.Request) {
			r.Body = io.NopCloser(strings.NewReader(`{"attempt":"` + strings.Repeat("x", 20<<10) + `"}`))
		}},
		"no json":           {400, func(r *http.Request) { r.Body = io.NopCloser(strings.NewReader("attempt=1")) }},
		"json and more":     {400, func(r *http.Request) { r.Body = io.NopCloser(strings.NewReader(good + good)) }},
		"wrong kind":        {400, func(r *http.Request) { r.Body = io.NopCloser(strings.NewReader(`{"attempt":7}`)) }},
		"json with charset": {200, func(r *http.Request) { r.Header.Set("Content-Type", "application/json; charset=utf-8") }},
	} {
		t.Run(name, func(t *testing.T) {
			if w := ask(h, "/signin/api/status", good, c.change); w.Code != c.status {
				t.Errorf("%d %s, want %d", w.Code, w.Body, c.status)
			}
			if w := ask(h, "/signin/api/status", good, nil); w.Code != 200 {
				t.Errorf("the valid request after it: %d", w.Code)
			}
		})
	}
}

func TestSignInOverTheEndpoints(t *testing.T) {
	f := &fakeAuthority{repeated: true, locale: "pl"}
	h := New(Options{Authority: f, TestLogin: func(country string) (string, string) { return "test-" + country, "Test123" }})
	say := func(path, body string) map[string]any {
		t.Helper()
		w := ask(h, path, body, nil)
		var m map[string]any
		if err := json.Unmarshal(w.Body.Bytes(), &m); err != nil || w.Code != 200 {
			t.Fatalf("%s: %d %s", path, w.Code, w.Body)
		}
		return m
	}
	name := func(m map[string]any) any {
		r, _ := m["refusal"].(map[string]any)
		return r["name"]
	}
	if got := name(say("/signin/api/begin", `{"client":"someone else"}`)); got != "InvalidClient" {
		t.Errorf("unknown client: %v", got)
	}
	begun := say("/signin/api/begin", `{"client":"sandbox-test","ownerExternalId":"o-1","country":"pl","locale":"pl","embeddedUrl":"http://127.0.0.1:1/","psd2":{"accessMode":"MIXED","maxImportDate":"2026-01-02","forceSca":true}}`)
	if want := (Request{"sandbox-test", "o-1", "pl", "pl", "http://127.0.0.1:1/", PSD2{"MIXED", "2026-01-02", true}}); f.begun[0] != want {
		t.Errorf("the authority saw %+v", f.begun[0])
	}
	if first := begun["targets"].([]any)[0].(map[string]any); first["testLogin"] != "test-pl" || first["officialName"] != "KontoBank" {
		t.Errorf("first target %v", first)
	}
	if got := name(say("/signin/api/login", `{"attempt":"attempt-1","target":"KontoBankApi","login":"test1","password":"no"}`)); got != "InvalidCredentials" {
		t.Errorf("wrong password: %v", got)
	}
	step := say("/signin/api/login", `{"attempt":"attempt-1","target":"KontoBankApi","login":"test1","password":"Test123"}`)
	if step["window"] != "window-KontoBankApi" {
		t.Errorf("step %v", step)
	}
	if w := say("/bank/api/window", `{"window":"window-KontoBankApi"}`); w["customer"] != "Maria Sochacka" || w["codeNeeded"] != true || w["repeated"] != true {
		t.Errorf("window %v", w)
	}
	if got := name(say("/bank/api/code", `{"window":"window-KontoBankApi","code":"1"}`)); got != "InvalidCredentials" {
		t.Errorf("wrong code: %v", got)
	}
	if got := name(say("/bank/api/code", `{"window":"window-KontoBankApi","code":"Test123"}`)); got != nil {
		t.Errorf("right code: %v", got)
	}
	if list := say("/bank/api/accounts", `{"window":"window-KontoBankApi"}`)["accounts"].([]any); len(list) != 2 {
		t.Errorf("accounts %v", list)
	}
	if got := name(say("/bank/api/confirm", `{"window":"window-KontoBankApi","chosen":["konto0"]}`)); got != nil {
		t.Errorf("confirm: %v", got)
	}
	signed := say("/signin/api/status", `{"attempt":"attempt-1"}`)["signedIn"].(map[string]any)
	if signed["sessionId"] != "455164974" || signed["options"].(map[string]any)["multipleAccessId"] != "multi-1" {
		t.Errorf("signed in %v", signed)
	}
}
