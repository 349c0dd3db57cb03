package localserver

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"aisdesk/aisclient/intake"
)

// raw sends bytes as they are and returns the status, 0 when the connection was cut without an answer.
func (d *terminal) raw(request string) (int, http.Header, string) {
	d.t.Helper()
	c, err := net.Dial("tcp", strings.TrimPrefix(d.base(), "http://"))
	if err != nil {
		d.t.Fatal(err)
	}
	defer c.Close()
	_ = c.SetDeadline(time.Now().Add(10 * time.Second))
	_, _ = io.WriteString(c, request)
	res, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		return 0, nil, ""
	}
	defer res.Body.Close()
	b, _ := io.ReadAll(res.Body)
	return res.StatusCode, res.Header, string(b)
}

func TestOnlyLoopbackListens(t *testing.T) {
	d := begin(t, testOptions(), intake.Request{})
	_, port, _ := net.SplitHostPort(strings.TrimPrefix(d.base(), "http://"))
	addrs, err := net.InterfaceAddrs()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range addrs {
		ip := a.(*net.IPNet).IP
		if ip.IsLoopback() {
			continue
		}
		if c, err := net.DialTimeout("tcp", net.JoinHostPort(ip.String(), port), time.Second); err == nil {
			c.Close()
			t.Errorf("the page answers on %s", ip)
		}
	}
	if other := begin(t, testOptions(), intake.Request{}); other.base() == d.base() || other.page.door.file == d.page.door.file {
		t.Error("two starts share a port or a token")
	}
}

func TestBusyPortIsSaidPlainly(t *testing.T) {
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	o := testOptions()
	o.Port = l.Addr().(*net.TCPAddr).Port
	_, err = New(o)
	want := fmt.Sprintf("port %d on 127.0.0.1 is taken", o.Port)
	if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "--port") {
		t.Errorf("busy port: %v", err)
	}
	l.Close()
	p, err := New(o)
	if err != nil {
		t.Fatalf("the port is free again: %v", err)
	}
	defer p.Close()
	if !strings.HasPrefix(p.URL(), fmt.Sprintf("http://127.0.0.1:%d/#", o.Port)) {
		t.Errorf("URL is %s", p.URL())
	}
}

func TestForeignHostsGetNoPage(t *testing.T) {
	d := begin(t, testOptions(), intake.Request{})
	for _, host := range []string{"evil.com", "127.0.0.1.evil.com", "localhost.evil.com", "0.0.0.0", "10.0.0.1", "2130706433",
		"127.1", "localhost.", "127.0.0.1.", "0x7f.0.0.1", "[::]", "[::ffff:127.0.0.1]", "[fe80::1]", "evil.com:80", "127.0.0.1:x", "127.0.0.1:0",
		"127.0.0.1:99999", "127.0.0.1:", "localhost:80:80", "[127.0.0.1]", "::1", "user@127.0.0.1", "xn--localhost", " ", "127.0.0.1,evil.com"} {
		for _, path := range []string{"/", "/config", "/page.css"} {
			code, _, body := d.raw(fmt.Sprintf("GET %s HTTP/1.1\r\nHost: %s\r\n%s: %s\r\nConnection: close\r\n\r\n", path, host, tokenHeader, d.page.door.file))
			if (code != 421 && code != 400) || strings.Contains(body, "<html") || strings.Contains(body, "client") {
				t.Errorf("Host %q, %s: %d %.60s", host, path, code, body)
			}
		}
	}
	port := strings.TrimPrefix(d.base(), "http://127.0.0.1:")
	for name, request := range map[string]string{
		"no Host":               "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
		"no Host, old protocol": "GET / HTTP/1.0\r\n\r\n",
		"two Hosts":             "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.com\r\nConnection: close\r\n\r\n",
		"absolute evil target":  "GET http://evil.com/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
		"absolute target":       "GET http://127.0.0.1:" + port + "/ HTTP/1.1\r\nHost: evil.com\r\nConnection: close\r\n\r\n",
		"OPTIONS * evil":        "OPTIONS * HTTP/1.1\r\nHost: evil.com\r\nConnection: close\r\n\r\n",
		"OPTIONS *":             "OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
		"CONNECT":               "CONNECT evil.com:443 HTTP/1.1\r\nHost: evil.com:443\r\nConnection: close\r\n\r\n",
		"a TLS greeting":        "\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03",
		"two lengths":           "POST /session HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
	} {
		if strings.HasPrefix(request, "\x16") {
			request += "\r\n\r\n"
		}
		if code, _, body := d.raw(request); (code != 400 && code != 421) || strings.Contains(body, "<html") {
			t.Errorf("%s: %d %.60s", name, code, body)
		}
	}
	d.mustStillWork()
}

// mustStillWork posts the valid callback, which nothing that came before may have spoilt.
func (d *terminal) mustStillWork() {
	d.t.Helper()
	if code, answer := d.post("/session", validSession); code != 200 {
		d.t.Errorf("the valid callback afterwards: %d %s", code, answer)
	}
	if _, err := d.end(); err != nil {
		d.t.Error(err)
	}
}

func TestForwardedPortsAndLoopbackNamesWork(t *testing.T) {
	for _, host := range []string{"127.0.0.1:8123", "localhost:8123", "LocalHost", "127.0.0.1", "[::1]:8123", "127.8.9.10:1"} {
		d := begin(t, testOptions(), intake.Request{})
		r := d.request("POST", "/session", validSession)
		r.Host = host
		r.Header.Set("Origin", "http://"+host)
		if code, _, answer := d.do(r); code != 200 {
			t.Errorf("Host %s: %d %s", host, code, answer)
		}
	}
}

func TestWrongRequestsEndNothing(t *testing.T) {
	d := begin(t, testOptions(), intake.Request{})
	set := func(kv ...string) func(*http.Request) {
		return func(r *http.Request) {
			r.Header.Del(kv[0])
			for _, v := range kv[1:] {
				r.Header.Add(kv[0], v)
			}
		}
	}
	body := func(s string) func(*http.Request) {
		return func(r *http.Request) { r.Body = io.NopCloser(strings.NewReader(s)); r.ContentLength = int64(len(s)) }
	}
	method := func(m string) func(*http.Request) { return func(r *http.Request) { r.Method = m } }
	padded := func(session string, size int) string {
		head := session[:len(session)-1] + `,"x":"`
		return head + strings.Repeat("a", size-len(head)-2) + `"}`
	}
	big, badTarget := padded(validSession, 16<<10+1), strings.Replace(validSession, `KontoBankApi`, `Konto Bank`, 1)
	cases := []struct {
		name string
		bend func(*http.Request)
		want int
	}{
		{"cross-site", set("Sec-Fetch-Site", "cross-site"), 403},
		{"same-site, so another port", set("Sec-Fetch-Site", "same-site"), 403},
		{"typed into the address bar", set("Sec-Fetch-Site", "none"), 403},
		{"two fetch sites", set("Sec-Fetch-Site", "same-origin", "cross-site"), 403},
		{"no Origin", set("Origin"), 403},
		{"Origin null", set("Origin", "null"), 403},
		{"Origin of another port", set("Origin", "http://127.0.0.1:1"), 403},
		{"Origin with https", set("Origin", strings.Replace(d.base(), "http:", "https:", 1)), 403},
		{"Origin with a path", set("Origin", d.base()+"/"), 403},
		{"Origin of another name", set("Origin", strings.Replace(d.base(), "127.0.0.1", "localhost", 1)), 403},
		{"two Origins", set("Origin", d.base(), d.base()), 403},
		{"a form", set("Content-Type", "application/x-www-form-urlencoded"), 415},
		{"plain text", set("Content-Type", "text/plain"), 415},
		{"no type", set("Content-Type"), 415},
		{"two types", set("Content-Type", "application/json", "text/plain"), 415},
		{"type with a parameter", set("Content-Type", "application/json; boundary=x"), 415},
		{"another charset", set("Content-Type", "application/json; charset=utf-16"), 415},
		{"compressed", set("Content-Encoding", "gzip"), 415},
		{"no token", set(tokenHeader), 403},
		{"another token", set(tokenHeader, strings.Repeat("A", 26)), 403},
		{"half a token", set(tokenHeader, d.page.door.file[:25]), 403},
		{"two tokens", set(tokenHeader, d.page.door.file, d.page.door.file), 403},
		{"GET", method("GET"), 405},
		{"PUT", method("PUT"), 405},
		{"DELETE", method("DELETE"), 405},
		{"OPTIONS", method("OPTIONS"), 405},
		{"HEAD", method("HEAD"), 405},
		{"too big", body(big), 413},
		{"too big, length unknown", func(r *http.Request) { r.Body = io.NopCloser(strings.NewReader(big)); r.ContentLength = -1 }, 413},
		{"no JSON", body(`target=x`), 422},
		{"a list", body(`[` + validSession + `]`), 422},
		{"two objects", body(validSession + validSession), 422},
		{"a member twice", body(strings.Replace(validSession, `{`, `{"target":"Other",`, 1)), 422},
		{"other case", body(strings.Replace(validSession, `"sessionId"`, `"SessionId"`, 1)), 422},
		{"number", body(strings.Replace(validSession, `"455164974"`, `455164974`, 1)), 422},
		{"no target", body(strings.Replace(validSession, `KontoBankApi`, ``, 1)), 422},
		{"bad target", body(badTarget), 422},
		{"bad target in 16 KiB", body(padded(badTarget, 16<<10)), 422},
		{"long target", body(strings.Replace(validSession, `KontoBankApi`, strings.Repeat("K", 65), 1)), 422},
		{"bad id", body(strings.Replace(validSession, `455164974`, `455x`, 1)), 422},
		{"long id", body(strings.Replace(validSession, `455164974`, strings.Repeat("1", 21), 1)), 422},
		{"no id", body(strings.Replace(validSession, `455164974`, ``, 1)), 422},
		{"bad signature", body(strings.Replace(validSession, signature, "xyz", 1)), 422},
		{"long signature", body(strings.Replace(validSession, signature, strings.Repeat("a", 257), 1)), 422},
		{"no signature", body(strings.Replace(validSession, signature, "", 1)), 422},
		{"not UTF-8", body(strings.Replace(validSession, "KontoBank\"", "Konto\xff\"", 1)), 422},
		{"deep", body(strings.Repeat(`{"a":`, 3000)), 422},
		{"empty", body(``), 422},
	}
	told := 0 // what came with the token and made no sense
	for _, c := range cases {
		if c.want == http.StatusUnprocessableEntity {
			told++
		}
		r := d.request("POST", "/session", validSession)
		c.bend(r)
		if code, _, answer := d.do(r); code != c.want {
			t.Errorf("%s: %d %s, want %d", c.name, code, answer, c.want)
		}
		if !d.page.signIn.open() {
			t.Fatalf("%s ended the sign-in", c.name)
		}
	}
	if e := d.wait(intake.LinkRefused); e.Detail.Empty() {
		t.Error("the terminal was not told why a callback was refused")
	}
	if n := d.count(intake.LinkRefused); n > told {
		t.Errorf("strangers without the token reach the terminal: %d", n)
	}
	d.mustStillWork()
}

func TestReadingNeedsTheTokenAndTheRightCaller(t *testing.T) {
	d := begin(t, testOptions(), intake.Request{OwnerExternalID: "app-1"})
	for name, bend := range map[string]func(*http.Request){
		"no token":     func(r *http.Request) { r.Header.Del(tokenHeader) },
		"cross-site":   func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") },
		"other Origin": func(r *http.Request) { r.Header.Set("Origin", "http://evil.example") },
		"null Origin":  func(r *http.Request) { r.Header.Set("Origin", "null") },
	} {
		for _, path := range []string{"/config", "/status"} {
			r := d.request("GET", path, "")
			bend(r)
			if code, _, body := d.do(r); code != 403 || strings.Contains(body, "app-1") {
				t.Errorf("%s %s: %d %s", name, path, code, body)
			}
		}
	}
	if code, _, _ := d.do(d.request("GET", "/config", "")); code != 200 {
		t.Errorf("config: %d", code)
	}
	if now, _ := d.page.status.read(); now.Stage != stageServed || d.count(intake.LinkPageOpened) > 0 {
		t.Errorf("reading moved the sign-in to %s", now.Stage)
	}
}

func TestEveryAnswerCarriesTheHeaders(t *testing.T) {
	d := begin(t, testOptions(), intake.Request{})
	want := map[string]string{
		"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
		"Cross-Origin-Opener-Policy": "same-origin-allow-popups", "Cross-Origin-Resource-Policy": "same-origin", "X-Frame-Options": "DENY",
		"Content-Security-Policy": "default-src 'none'; script-src 'self' https://signin.example; frame-src https://signin.example; connect-src 'self'; img-src 'self' data:; style-src 'self'; style-src-attr 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
	}
	types := map[string]string{"/": "text/html; charset=utf-8", "/page.css": "text/css; charset=utf-8", "/main.js": "text/javascript; charset=utf-8",
		"/words.json": "application/json; charset=utf-8", "/icon.svg": "image/svg+xml", "/config": "application/json; charset=utf-8", "/nothing": "application/json; charset=utf-8", "/session": "application/json; charset=utf-8"}
	for path, kind := range types {
		code, h, _ := d.do(d.request("GET", path, ""))
		for name, v := range want {
			if h.Get(name) != v {
				t.Errorf("%s (%d): %s is %q, want %q", path, code, name, h.Get(name), v)
			}
		}
		if h.Get("Content-Type") != kind {
			t.Errorf("%s has type %q", path, h.Get("Content-Type"))
		}
		for name := range h {
			if name == "Set-Cookie" || strings.HasPrefix(name, "Access-Control-") || name == "Server" {
				t.Errorf("%s answers with %s", path, name)
			}
		}
	}
}

func TestFiftyCallbacksOneSuccess(t *testing.T) {
	d := begin(t, testOptions(), intake.Request{})
	var won, late, other atomic.Int32
	var all sync.WaitGroup
	for i := range 50 {
		all.Go(func() {
			body := strings.Replace(validSession, "455164974", fmt.Sprint(455000000+i), 1)
			switch code, _ := d.post("/session", body); code {
			case 200:
				won.Add(1)
			case 409:
				late.Add(1)
			default:
				other.Add(1)
			}
		})
	}
	all.Wait()
	if won.Load() != 1 || late.Load() != 49 {
		t.Errorf("%d won, %d were late, %d else", won.Load(), late.Load(), other.Load())
	}
	if _, err := d.end(); err != nil || d.count(intake.LinkSuccess) != 1 {
		t.Errorf("sign-in ended with %v, %d successes told", err, d.count(intake.LinkSuccess))
	}
}

// Idle and half-said connections, far more than the limit, do not keep the customer out.
func TestStrangersConnectionsDoNotBlockTheCallback(t *testing.T) {
	d := begin(t, testOptions(), intake.Request{})
	ctx := t.Context()
	lines := d.follow(ctx, "tab1")
	<-lines
	for i := range 4 * maxConns {
		c, err := net.Dial("tcp", strings.TrimPrefix(d.base(), "http://"))
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		if i%2 == 0 {
			_, _ = io.WriteString(c, "POST /session HTTP/1.1\r\n")
		}
	}
	if n := func() int { d.page.conns.mu.Lock(); defer d.page.conns.mu.Unlock(); return len(d.page.conns.live) }(); n > maxConns+1 {
		t.Errorf("%d connections are held", n)
	}
	d.mustStillWork()
	select {
	case got, ok := <-lines:
		if !ok || !strings.Contains(got, "success") {
			t.Errorf("the page's channel, which had shown the token, said %q, open %v", got, ok)
		}
	case <-time.After(patience):
		t.Error("the page's channel is silent")
	}
}
