package aisclient

import (
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

// Sentinels that must appear nowhere but on the wire.
const (
	testKey       = "5e471e1c0ffee5e471e1c0ffee5e471e"
	testSignature = "deadbeef0123deadbeef0123deadbeef0123deadbeef0123deadbeef0123dead"
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

var testSince = DateOf(2026, time.January, 1)

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

func TestNewRefusesWhatIsNotSafe(t *testing.T) {
	key := NewSecret("k")
	for _, tt := range []struct {
		name string
		cfg  Config
		ok   bool
	}{
		{"production", Config{BaseURL: ProductionURL, Key: key}, true},
		{"test with a slash", Config{BaseURL: TestURL + "/", Key: key}, true},
		{"a path prefix", Config{BaseURL: "https://gate.example/ais", Key: key}, true},
		{"loopback http in the sandbox", Config{BaseURL: "http://127.0.0.1:8080", Key: key, AllowLoopbackHTTP: true}, true},
		{"localhost http in the sandbox", Config{BaseURL: "http://localhost:8080", Key: key, AllowLoopbackHTTP: true}, true},
		{"IPv6 loopback", Config{BaseURL: "http://[::1]:8080", Key: key, AllowLoopbackHTTP: true}, true},
		{"loopback http elsewhere", Config{BaseURL: "http://127.0.0.1:8080", Key: key}, false},
		{"http", Config{BaseURL: "http://api.kontomatik.com", Key: key, AllowLoopbackHTTP: true}, false},
		{"http to a name that begins like loopback", Config{BaseURL: "http://127.0.0.1.evil.example", Key: key, AllowLoopbackHTTP: true}, false},
		{"http to a name that ends like loopback", Config{BaseURL: "http://evil.localhost", Key: key, AllowLoopbackHTTP: true}, false},
		{"another scheme", Config{BaseURL: "ftp://api.kontomatik.com", Key: key}, false},
		{"no scheme", Config{BaseURL: "api.kontomatik.com", Key: key}, false},
		{"nothing", Config{Key: key}, false},
		{"a user in the address", Config{BaseURL: "https://me:pw@api.kontomatik.com", Key: key}, false},
		{"a query in the address", Config{BaseURL: ProductionURL + "?a=b", Key: key}, false},
		{"no key", Config{BaseURL: ProductionURL}, false},
		{"a key with a line end", Config{BaseURL: ProductionURL, Key: NewSecret("abc\r\nX-Evil: 1")}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c, err := New(tt.cfg)
			if (err == nil) != tt.ok {
				t.Fatalf("New: %v", err)
			}
			if !tt.ok && !errors.Is(err, ErrInvalidConfig) {
				t.Errorf("not ErrInvalidConfig: %v", err)
			}
			if tt.ok && strings.HasSuffix(c.BaseURL(), "/") {
				t.Errorf("base URL %q", c.BaseURL())
			}
		})
	}
}

func TestKeyGoesToTheBaseAddressOnly(t *testing.T) {
	c, err := New(Config{BaseURL: "https://api.kontomatik.com", Key: NewSecret(testKey)})
	if err != nil {
		t.Fatal(err)
	}
	req, err := c.request(t.Context(), get("data", pathData, nil))
	if err != nil {
		t.Fatal(err)
	}
	if got := req.Header.Get("X-Api-Key"); got != testKey {
		t.Errorf("the key is not sent to the base address: %q", got)
	}
	for _, u := range []string{"http://api.kontomatik.com/", "https://api.kontomatik.com:444/", "https://api.kontomatik.com.evil.example/", "https://evil.example/"} {
		req, _ := http.NewRequest(http.MethodGet, u, nil)
		if c.sameOrigin(req.URL) {
			t.Errorf("%s counts as the base address", u)
		}
	}
}

// Statement 14: a redirect to another host is an error, and neither key nor form arrive there.
func TestRedirectsAreRefused(t *testing.T) {
	stolen := make(chan received, 8)
	other := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		stolen <- received{method: r.Method, header: r.Header.Clone(), body: string(body)}
	}))
	defer other.Close()
	for _, status := range []int{301, 302, 303, 307, 308} {
		c, _ := serve(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, other.URL+"/take?x=1", status) })
		_, err := c.Command(t.Context(), "1")
		e := failure(t, err)
		if e.Kind != KindTransport || !errors.Is(err, ErrRedirected) || e.HTTPStatus != status {
			t.Errorf("%d: %v", status, err)
		}
		if !strings.Contains(err.Error(), strings.TrimPrefix(other.URL, "http://")) {
			t.Errorf("%d: the error does not name the host: %v", status, err)
		}
		_, err = c.DefaultImport(t.Context(), testSession(), testSince)
		if !errors.Is(err, ErrRedirected) || !errors.Is(err, ErrImportUnknown) {
			t.Errorf("%d: import: %v", status, err)
		}
	}
	select {
	case r := <-stolen:
		t.Fatalf("the other host received %+v", r)
	default:
	}
}

func TestPortalIsNamed(t *testing.T) {
	for name, h := range map[string]http.HandlerFunc{
		"by its type":         answer(200, "text/html; charset=utf-8", "<p>Please accept the terms"),
		"by its first lines":  answer(200, "application/xml", "\ufeff\n<!DOCTYPE HTML><html><body>Sign in to the hotel's network"),
		"with a 5xx":          answer(502, "text/html", "<html><body>Bad Gateway</body></html>"),
		"in the place of 401": answer(401, "text/html", "<html>proxy sign-in</html>"),
	} {
		c, _ := serve(t, h)
		_, err := c.Command(t.Context(), "1")
		e := failure(t, err)
		if e.Kind != KindTransport || !errors.Is(err, ErrHTML) || !strings.Contains(e.Next, "portal") {
			t.Errorf("%s: %v", name, err)
		}
		if len(e.Raw) == 0 {
			t.Errorf("%s: the answer is not kept", name)
		}
	}
}

func TestRepliesLargerThanTheCapAreRefused(t *testing.T) {
	big := strings.Repeat("x", 4096)
	for name, h := range map[string]http.HandlerFunc{
		"announced":     func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, big) },
		"not announced": func(w http.ResponseWriter, _ *http.Request) { w.(http.Flusher).Flush(); _, _ = io.WriteString(w, big) },
		"gzipped":       gzipped(200, big),
	} {
		c, _ := serve(t, h, func(c *Config) { c.MaxReply = 1000 })
		_, err := c.Command(t.Context(), "1")
		if e := failure(t, err); !errors.Is(err, ErrReplyTooLarge) || e.Kind != KindDecode || e.Retryable {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestGzip(t *testing.T) {
	c, api := serve(t, gzipped(200, commandXML("in_progress", "")))
	r, err := c.Command(t.Context(), "455000001")
	if err != nil || r.Command.State != StateInProgress || string(r.Raw) != commandXML("in_progress", "") {
		t.Fatalf("%v %+v", err, r)
	}
	if got := api.last(t).header.Get("Accept-Encoding"); got != "gzip" {
		t.Errorf("Accept-Encoding %q", got)
	}
	for name, h := range map[string]http.HandlerFunc{
		"no gzip at all": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = io.WriteString(w, commandXML("successful", ""))
		},
		"another encoding": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "br")
			_, _ = io.WriteString(w, commandXML("successful", ""))
		},
	} {
		c, _ := serve(t, h)
		if _, err := c.Command(t.Context(), "455000001"); err == nil {
			t.Errorf("%s was accepted", name)
		}
	}
}

func TestCallDeadline(t *testing.T) {
	hang := make(chan struct{})
	defer close(hang)
	c, _ := serve(t, func(_ http.ResponseWriter, r *http.Request) {
		select {
		case <-hang:
		case <-r.Context().Done():
		}
	}, func(c *Config) { c.CallTimeout = 30 * time.Millisecond })
	_, err := c.Command(t.Context(), "1")
	e := failure(t, err)
	if e.Kind != KindTransport || !errors.Is(err, context.DeadlineExceeded) || !e.Retryable {
		t.Errorf("%v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = c.Command(ctx, "1")
	if !errors.Is(err, context.Canceled) || Retryable(err) {
		t.Errorf("%v", err)
	}
}

func TestErrorsNeverHoldTheQuery(t *testing.T) {
	c, api := serve(t, nil)
	api.Close()
	_, err := c.Data(t.Context(), "owner-very-private")
	if failure(t, err); strings.Contains(err.Error(), "owner-very-private") {
		t.Errorf("the query is in the error: %v", err)
	}
}

func gzipped(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		w.WriteHeader(status)
		z := gzip.NewWriter(w)
		_, _ = io.WriteString(z, body)
		_ = z.Close()
	}
}

// A refusal with a body without end is told by its status.
func TestLongRefusalsAreToldByTheirStatus(t *testing.T) {
	long := strings.Repeat("x", 3<<20)
	c, _ := serve(t, answer(401, "application/xml", long))
	_, err := c.Command(t.Context(), "1")
	if e := failure(t, err); e.Kind != KindAuth || len(e.Raw) > 1<<20 {
		t.Errorf("%d bytes kept: %v", len(e.Raw), err)
	}
}

// What arrived whole and is malformed will be so again; what was cut short, or came from somebody else, may not.
func TestOnlyWhatMayPassIsAskedAgain(t *testing.T) {
	for body, tries := range map[string]int{
		`<reply/><reply/>`: 1, `<!DOCTYPE reply><reply/>`: 1, `<reply>a & b</reply>`: 1, `<reply><a></b></reply>`: 1, "<reply>\xff</reply>": 1, `<reply>` + strings.Repeat("<a>", 100): 1,
		`<reply><command`: 2, ``: 2, `Service unavailable`: 2, `<html>hotel</html>`: 2, `<reply/>`: 1,
	} {
		c, api := serve(t, xmlAnswer(200, body), func(c *Config) { c.Retries = 1 })
		_, err := c.Command(t.Context(), "1")
		if failure(t, err).Kind == "" || api.count() != tries {
			t.Errorf("%.30q: asked %d times: %v", body, api.count(), err)
		}
	}
}
