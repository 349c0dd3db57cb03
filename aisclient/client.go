package aisclient

import (
	"cmp"
	"crypto/tls"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"
)

// Client talks to the provider. It is safe for use by many goroutines.
type Client struct {
	cfg      Config
	base     *url.URL
	loopback bool
	http     *http.Client
	seq      atomic.Uint64
	used     sessions
	secrets  handled
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
	c := &Client{cfg: cfg, base: base, loopback: loopback}
	c.http = &http.Client{Transport: cfg.Transport, CheckRedirect: refuseRedirect}
	if cfg.Transport == nil {
		c.http.Transport = newTransport(loopback)
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
		DisableCompression:     true, // gzip is asked for and unpacked here, so that its errors have names
	}
	if loopback {
		t.Proxy = nil
		t.DialContext = dialLoopback
	}
	return t
}

// refuseRedirect hands the 3xx itself back: following it would carry the key and the form to another host.
func refuseRedirect(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// BaseURL returns the address of the API as configured, without a trailing slash.
func (c *Client) BaseURL() string { return c.base.String() }

// Close drops idle connections.
func (c *Client) Close() error {
	c.http.CloseIdleConnections()
	return nil
}

// sameOrigin reports whether the key may go to u.
func (c *Client) sameOrigin(u *url.URL) bool {
	return u.Scheme == c.base.Scheme && strings.EqualFold(u.Host, c.base.Host)
}
