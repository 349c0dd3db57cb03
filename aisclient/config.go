package aisclient

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
)

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
	loopback := isLoopback(u.Hostname())
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
