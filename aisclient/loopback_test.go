package aisclient

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"
)

// outward is an address of this machine that is not loopback.
func outward(t *testing.T) string {
	t.Helper()
	all, _ := net.InterfaceAddrs()
	for _, a := range all {
		if ip, ok := a.(*net.IPNet); ok && ip.IP.IsGlobalUnicast() && ip.IP.To4() != nil {
			return ip.IP.String()
		}
	}
	t.Skip("needs an address besides loopback: every machine on a network has one")
	return ""
}

// counted is a server that counts connections.
func counted(t *testing.T, host string) (addr string, connections func() int) {
	t.Helper()
	l, err := net.Listen("tcp", net.JoinHostPort(host, "0"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	seen := make(chan struct{}, 100)
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			seen <- struct{}{}
			c.Close()
		}
	}()
	return l.Addr().String(), func() int { time.Sleep(100 * time.Millisecond); return len(seen) }
}

// The transport of a loopback address opens no other connection, whoever asks it to.
func TestALoopbackTransportConnectsToThisMachineOnly(t *testing.T) {
	addr, connections := counted(t, outward(t))
	for _, target := range []string{addr, "api.example.com:443", "localhost.evil.example:80", "127.1:80", "0.0.0.0:80"} {
		conn, err := newTransport(true).DialContext(t.Context(), "tcp", target)
		if !errors.Is(err, errBeyondLoopback) {
			t.Errorf("%s: %v %v", target, conn, err)
		}
	}
	if n := connections(); n != 0 {
		t.Errorf("%d connections left this machine", n)
	}
	tr := newTransport(true)
	if tr.Proxy != nil {
		t.Error("loopback has a proxy")
	}
	if conn, err := newTransport(false).DialContext(t.Context(), "tcp", addr); err != nil {
		t.Errorf("the listener cannot be reached at all: %v", err)
	} else {
		conn.Close()
	}
}

// localhost is this machine without a resolver: one that answers something else is not asked.
func TestLocalhostAsksNoResolver(t *testing.T) {
	was := net.DefaultResolver
	net.DefaultResolver = &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		t.Error("a resolver was asked")
		return nil, errors.New("no resolver")
	}}
	defer func() { net.DefaultResolver = was }()
	reached := 0
	for _, host := range []string{"127.0.0.1", "::1"} {
		l, err := net.Listen("tcp", net.JoinHostPort(host, "0"))
		if err != nil {
			t.Logf("no %s here: %v", host, err)
			continue
		}
		_, port, _ := net.SplitHostPort(l.Addr().String())
		conn, err := DialLoopback(t.Context(), "tcp", "LocalHost:"+port)
		if err != nil {
			t.Errorf("%s: %v", host, err)
		} else {
			reached++
			conn.Close()
		}
		l.Close()
	}
	if reached == 0 {
		t.Error("localhost was not reached at all")
	}
}

func TestLoopbackOnlyRefusesEveryOtherAddress(t *testing.T) {
	for base, want := range map[string]bool{"http://127.0.0.1:1": true, "https://localhost:1": true, "https://api.example.com": false,
		"https://127.0.0.1.example.com": false, "https://10.0.0.1": false, "http://10.0.0.1": false} {
		_, err := New(Config{BaseURL: base, Key: NewSecret(testKey), AllowLoopbackHTTP: true, LoopbackOnly: true})
		if (err == nil) != want || err != nil && !errors.Is(err, ErrInvalidConfig) {
			t.Errorf("%s: %v", base, err)
		}
	}
}

// A sandbox that points elsewhere is not followed: neither the key nor anything else arrives there.
func TestASandboxsRedirectIsNotFollowed(t *testing.T) {
	addr, connections := counted(t, outward(t))
	for _, status := range []int{http.StatusFound, http.StatusTemporaryRedirect, http.StatusPermanentRedirect} {
		api := httptest.NewServer(http.RedirectHandler("http://"+addr+"/v1/catalog.xml", status))
		c, err := New(Config{BaseURL: api.URL, Key: NewSecret(testKey), AllowLoopbackHTTP: true, LoopbackOnly: true, Retries: -1})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.Catalog(t.Context(), CatalogRequest{Country: "pl"}); err == nil {
			t.Errorf("%d was taken for an answer", status)
		}
		// And if it were followed, the transport would refuse.
		r := &http.Request{Method: "GET", URL: &url.URL{Scheme: "http", Host: addr}, Header: http.Header{}}
		if res, err := c.conn.http.Transport.RoundTrip(r.WithContext(t.Context())); err == nil {
			res.Body.Close()
			t.Error("the transport went there")
		}
		api.Close()
	}
	if n := connections(); n != 0 {
		t.Errorf("%d connections left this machine", n)
	}
}
