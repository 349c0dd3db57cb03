package aisclient

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// Sentinels that must appear nowhere but on the wire.
const (
	testKey       = "5e471e1c0ffee5e471e1c0ffee5e471e"
	testSignature = "deadbeef0123deadbeef0123deadbeef0123deadbeef0123deadbeef0123dead"
)

var testSince = DateOf(2026, time.January, 1)

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
	req, err := c.conn.request(t.Context(), get("data", pathData, nil))
	if err != nil {
		t.Fatal(err)
	}
	if got := req.Header.Get("X-Api-Key"); got != testKey {
		t.Errorf("the key is not sent to the base address: %q", got)
	}
	for _, u := range []string{"http://api.kontomatik.com/", "https://api.kontomatik.com:444/", "https://api.kontomatik.com.evil.example/", "https://evil.example/"} {
		req, _ := http.NewRequest(http.MethodGet, u, nil)
		if c.conn.sameOrigin(req.URL) {
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
