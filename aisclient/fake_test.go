package aisclient

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
)

// fakeAPI is an HTTP server that answers in the shapes of the service. It keeps what it received.
type fakeAPI struct {
	*httptest.Server
	mu       sync.Mutex
	requests []received
}

type received struct {
	method, path, query, body string
	header                    http.Header
}

// serve starts a fake API with one handler and a client of it.
func serve(t testing.TB, h http.HandlerFunc, change ...func(*Config)) (*Client, *fakeAPI) {
	t.Helper()
	api := &fakeAPI{}
	api.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		r.Body = io.NopCloser(strings.NewReader(string(body)))
		api.mu.Lock()
		api.requests = append(api.requests, received{r.Method, r.URL.Path, r.URL.RawQuery, string(body), r.Header.Clone()})
		api.mu.Unlock()
		h(w, r)
	}))
	t.Cleanup(api.Close)
	cfg := Config{BaseURL: api.URL, Key: NewSecret(testKey), AllowLoopbackHTTP: true, Retries: -1}
	for _, f := range change {
		f(&cfg)
	}
	c, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c, api
}

func (f *fakeAPI) count() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.requests)
}

func (f *fakeAPI) last(t testing.TB) received {
	t.Helper()
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.requests) == 0 {
		t.Fatal("nothing was received")
	}
	return f.requests[len(f.requests)-1]
}

// answer writes a fixed answer.
func answer(status int, kind, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

func xmlAnswer(status int, body string) http.HandlerFunc {
	return answer(status, "application/xml; charset=utf-8", `<?xml version="1.0" encoding="utf-8"?>`+"\n"+body)
}

func jsonAnswer(status int, body string) http.HandlerFunc {
	return answer(status, "application/json", body)
}

const acceptedXML = `<reply status="202 Accepted" user="acme-test" ownerExternalId="app-1" responseTimestamp="2026-01-02T03:04:05Z">
  <command id="455000001" state="setup" name="DefaultImportCommand"><progress><value>0</value></progress></command>
</reply>`

func commandXML(state, inside string) string {
	return `<reply status="200 OK" user="acme-test" responseTimestamp="2026-01-02T03:04:05Z"><command id="455000001" state="` + state +
		`" name="DefaultImportCommand" target="KontoBank" institution="KontoBank"><progress><value>0</value></progress>` + inside + `</command></reply>`
}

func testSession() Session {
	return Session{Target: "KontoBank", ID: "455164974", Signature: NewSecret(testSignature)}
}

func failure(t testing.TB, err error) *Error {
	t.Helper()
	e, ok := errors.AsType[*Error](err)
	if !ok {
		t.Fatalf("not an *Error: %v", err)
	}
	if e.Next == "" {
		t.Errorf("no next step: %v", e)
	}
	return e
}
