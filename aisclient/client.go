package aisclient

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"
	"unique"
)

// Client talks to the provider. It is safe for use by many goroutines.
type Client struct {
	conn     connection
	loopback bool
	used     sessions
}

// connection sends calls, and makes of every answer that is no success an Error without secrets.
type connection struct {
	cfg     Config
	base    *url.URL
	http    *http.Client
	seq     atomic.Uint64 // of the exchanges
	secrets handled
}

// New makes a Client, or says with ErrInvalidConfig why the configuration is not usable. It sends nothing.
func New(cfg Config) (*Client, error) {
	base, loopback, err := cfg.parseBase()
	if err != nil {
		return nil, err
	}
	if err := cfg.check(); err != nil {
		return nil, err
	}
	cfg.CallTimeout = cmp.Or(cfg.CallTimeout, callTimeout)
	cfg.TotalTimeout = cmp.Or(cfg.TotalTimeout, totalTimeout)
	cfg.Retries = max(0, cmp.Or(cfg.Retries, retriesOfGet))
	cfg.MaxReply = cmp.Or(cfg.MaxReply, int64(maxReplyBytes))
	if cfg.UserAgent == "" {
		cfg.UserAgent = "aisdesk"
	}
	c := &Client{conn: connection{cfg: cfg, base: base}, loopback: loopback}
	c.conn.http = &http.Client{Transport: cfg.Transport, CheckRedirect: refuseRedirect}
	if cfg.Transport == nil {
		c.conn.http.Transport = newTransport(loopback)
	}
	return c, nil
}

// newTransport makes a transport of its own pool. It takes nothing from http.DefaultTransport, which any
// package of a program may have changed or replaced. A loopback address is never sent through a proxy, and its
// transport opens no connection beyond this machine.
func newTransport(loopback bool) *http.Transport {
	t := &http.Transport{
		Proxy:                  http.ProxyFromEnvironment,
		DialContext:            (&net.Dialer{Timeout: dialTimeout, KeepAlive: dialTimeout}).DialContext,
		TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12},
		TLSHandshakeTimeout:    dialTimeout,
		ForceAttemptHTTP2:      true,
		MaxIdleConns:           8,
		MaxIdleConnsPerHost:    4,
		IdleConnTimeout:        90 * time.Second,
		MaxResponseHeaderBytes: maxHeaderBytes,
		OnProxyConnectResponse: refusedByProxy,
		DisableCompression:     true, // gzip is asked for and unpacked here, so that its errors have names
	}
	if loopback {
		t.Proxy = nil
		t.DialContext = DialLoopback
	}
	return t
}

// ProxyError is the answer of a proxy that lets no connection through.
type ProxyError struct{ Status string } // "407 Proxy Authentication Required"

func (e *ProxyError) Error() string { return "the proxy refuses: " + e.Status }

func refusedByProxy(_ context.Context, _ *url.URL, _ *http.Request, res *http.Response) error {
	if res.StatusCode == http.StatusOK {
		return nil
	}
	return &ProxyError{res.Status}
}

// refuseRedirect hands the 3xx itself back: following it would carry the key and the form to another host.
func refuseRedirect(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// BaseURL returns the address of the API as configured, without a trailing slash.
func (c *Client) BaseURL() string { return c.conn.base.String() }

// Close drops idle connections. Its error is always nil.
func (c *Client) Close() error {
	c.conn.http.CloseIdleConnections()
	return nil
}

// sameOrigin reports whether the key may go to u.
func (n *connection) sameOrigin(u *url.URL) bool {
	return u.Scheme == n.base.Scheme && strings.EqualFold(u.Host, n.base.Host)
}

// Addresses of the provider's two environments.
const (
	ProductionURL = "https://api.kontomatik.com"
	TestURL       = "https://test.api.kontomatik.com"
)

// Config is what a Client is made of. Only BaseURL and Key are needed.
type Config struct {
	// BaseURL is scheme, host and optionally a path prefix: https://test.api.kontomatik.com. https only,
	// but for loopback hosts when AllowLoopbackHTTP is set.
	BaseURL string
	// Key is the API key. It is sent to the base URL's scheme and host and nowhere else.
	Key Secret
	// AllowLoopbackHTTP permits http for 127.0.0.0/8, ::1 and localhost: the sandbox.
	AllowLoopbackHTTP bool
	// LoopbackOnly refuses every BaseURL beyond this machine: whatever else is wrong, nothing leaves it.
	LoopbackOnly bool
	// Transport replaces the default transport (proxy from the environment, HTTP/2, TLS 1.2 and newer).
	Transport http.RoundTripper
	// CallTimeout limits one HTTP call with its body; 0 is 30 s.
	CallTimeout time.Duration
	// TotalTimeout limits a method with all its retries, but for Wait, which has its own; 0 is 2 min.
	TotalTimeout time.Duration
	// Retries is how often a failed GET is tried again; 0 is 2, negative is never.
	Retries int
	// MaxReply is the largest reply in bytes after decompression; 0 is 64 MiB.
	MaxReply int64
	// OnExchange is told every HTTP call after it ended, redacted. It is called from the goroutine of the
	// method and must not block for long.
	OnExchange func(Exchange)
	// UserAgent is sent with every call; empty is "aisdesk".
	UserAgent string
}

// ErrInvalidConfig wraps every reason why New refuses a Config.
var ErrInvalidConfig = errors.New("the client's configuration is not usable")

// parseBase checks the base URL and says whether it is a loopback address.
func (c Config) parseBase() (*url.URL, bool, error) {
	u, err := url.Parse(strings.TrimRight(strings.TrimSpace(c.BaseURL), "/"))
	if err != nil || u.Host == "" {
		return nil, false, fmt.Errorf("%w: the API address is not a URL with a host, such as %s", ErrInvalidConfig, ProductionURL)
	}
	if u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return nil, false, fmt.Errorf("%w: the API address holds a user, a query or a fragment", ErrInvalidConfig)
	}
	loopback := IsLoopback(u.Hostname())
	switch {
	case c.LoopbackOnly && !loopback:
		return nil, false, fmt.Errorf("%w: the sandbox speaks to this machine only", ErrInvalidConfig)
	case u.Scheme == "https":
	case u.Scheme == "http" && loopback && c.AllowLoopbackHTTP:
	case u.Scheme == "http" && loopback:
		return nil, false, fmt.Errorf("%w: plain http is allowed in the sandbox environment only", ErrInvalidConfig)
	default:
		return nil, false, fmt.Errorf("%w: the API address must begin with https://", ErrInvalidConfig)
	}
	return u, loopback, nil
}

func (c Config) check() error {
	if c.Key.Empty() {
		return fmt.Errorf("%w: there is no API key", ErrInvalidConfig)
	}
	if strings.ContainsFunc(c.Key.Reveal(), func(r rune) bool { return r <= ' ' || r > '~' }) {
		return fmt.Errorf("%w: the API key holds spaces or characters that no key has", ErrInvalidConfig)
	}
	return nil
}

// redacted is all that a Secret ever prints.
const redacted = "[redacted]"

// Secret is a string that cannot be printed: an API key, a session signature, an access token. Every
// formatter, JSON, text marshalling and slog write "[redacted]"; only Reveal gives the value.
//
// The value is behind a handle because fmt prints the fields of a value that is formatted with a wrong verb
// (%p, %w) without asking its methods. Secrets compare with == by value.
type Secret struct{ h unique.Handle[string] }

// NewSecret wraps v.
func NewSecret(v string) Secret {
	if v == "" {
		return Secret{}
	}
	return Secret{unique.Make(v)}
}

// Reveal returns the value. Call it only where the value goes on the wire or into sealed storage.
func (s Secret) Reveal() string {
	if s.Empty() {
		return ""
	}
	return s.h.Value()
}

// Empty reports whether there is no secret.
func (s Secret) Empty() bool { return s == (Secret{}) }

// String writes [redacted].
func (s Secret) String() string { return redacted }

// GoString writes [redacted].
func (s Secret) GoString() string { return redacted }

// Format writes [redacted] for every verb.
func (s Secret) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(redacted)) }

// LogValue gives slog [redacted].
func (s Secret) LogValue() slog.Value { return slog.StringValue(redacted) }

// MarshalText writes [redacted].
func (s Secret) MarshalText() ([]byte, error) { return []byte(redacted), nil }

// MarshalJSON writes "[redacted]".
func (s Secret) MarshalJSON() ([]byte, error) { return []byte(`"` + redacted + `"`), nil }

// errBeyondLoopback is a connection that would leave this machine.
var errBeyondLoopback = errors.New("refused to connect beyond this machine")

// IsLoopback reports whether a host is this machine by its name alone, without asking a resolver: literals of loopback
// addresses, and localhost.
func IsLoopback(host string) bool {
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || (ip != nil && ip.IsLoopback())
}

// DialLoopback connects to this machine and to nothing else. localhost is its two addresses here and not what a
// resolver says: asking one would leave the machine, and its answer could, too. Every other host is refused; what else it fails
// with is net's.
func DialLoopback(ctx context.Context, network, addr string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, err
	}
	if !IsLoopback(host) {
		return nil, fmt.Errorf("%w: %s", errBeyondLoopback, host)
	}
	d := net.Dialer{Timeout: dialTimeout, KeepAlive: dialTimeout}
	if net.ParseIP(host) != nil {
		return d.DialContext(ctx, network, addr)
	}
	conn, err := d.DialContext(ctx, network, net.JoinHostPort("127.0.0.1", port))
	if err == nil {
		return conn, nil
	}
	if six, err6 := d.DialContext(ctx, network, net.JoinHostPort("::1", port)); err6 == nil {
		return six, nil
	}
	return nil, err
}
