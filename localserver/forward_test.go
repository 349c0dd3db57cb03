package localserver

import (
	"bytes"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"aisdesk/aisclient/intake"
	"aisdesk/localserver/browsertest"
	"aisdesk/localserver/sandbox"
	"aisdesk/localserver/testenv"
)

// onePort are options of a page with the sandbox's widget on its own port.
func onePort(sb *sandbox.Sandbox) Options {
	o := sandboxOptions(sb)
	o.Widget = sb.WidgetHandler()
	return o
}

// HARDENING 2: page and widget share a port and nothing else. The Host decides, before anything is looked at.
func TestTheWidgetsHostReachesNoRouteOfThePage(t *testing.T) {
	sb := sandbox.Start(t)
	d := begin(t, onePort(sb), intake.Request{OwnerExternalID: "app-1"})
	_, port, _ := net.SplitHostPort(strings.TrimPrefix(d.base(), "http://"))
	ask := func(host, path string) (int, http.Header, string) {
		r := d.request(http.MethodGet, path, "")
		r.Host = host
		r.Header.Del("Sec-Fetch-Site")
		return d.do(r)
	}
	for _, host := range []string{"localhost:" + port, "localhost:8123", "LOCALHOST:" + port, "localhost"} {
		for _, path := range []string{"/config", "/status", "/session", "/event", "/sign-in", "/main.js", "/entry.js", "/control/", "/control/api/status"} {
			if code, _, body := ask(host, path); code != http.StatusNotFound || strings.Contains(body, "pairingCode") {
				t.Errorf("%s%s: %d %s", host, path, code, body)
			}
		}
		if code, _, body := ask(host, "/assets/signin-widget.js"); code != http.StatusOK || !strings.Contains(body, "embedKontomatik") {
			t.Errorf("%s has no widget: %d", host, code)
		}
	}
	for _, host := range []string{"127.0.0.1:" + port, "[::1]:" + port, "127.0.0.2:" + port} {
		for _, path := range []string{"/assets/signin-widget.js", "/signin/", "/bank/", "/signin/api/begin"} {
			if code, _, _ := ask(host, path); code != http.StatusNotFound {
				t.Errorf("%s%s: %d", host, path, code)
			}
		}
	}
	for _, host := range []string{"localhost.evil.com", "evil.com", "localhost.", "127.0.0.1.evil.com"} {
		for _, path := range []string{"/", "/assets/signin-widget.js"} {
			if code, _, _ := ask(host, path); code != http.StatusMisdirectedRequest {
				t.Errorf("%s%s: %d", host, path, code)
			}
		}
	}
	code, head, body := ask("127.0.0.1:8123", "/config") // forwarded to another port
	if code != http.StatusOK || !strings.Contains(body, `"script":"http://localhost:8123/assets/signin-widget.js"`) || !strings.Contains(head.Get("Content-Security-Policy"), "frame-src http://localhost:8123;") {
		t.Errorf("%d %v %s", code, head, body)
	}
}

// Somebody else's server on ::1 would be asked for localhost first.
func TestTheNameOfThePortIsTakenOnBothLoopbackAddresses(t *testing.T) {
	sb := sandbox.Start(t)
	d := begin(t, onePort(sb), intake.Request{})
	_, port, _ := net.SplitHostPort(strings.TrimPrefix(d.base(), "http://"))
	if l, err := net.Listen("tcp6", "[::1]:0"); err != nil {
		t.Log("this machine has no IPv6")
		return
	} else {
		l.Close()
	}
	if l, err := net.Listen("tcp6", "[::1]:"+port); err == nil {
		l.Close()
		t.Error("another program can take the port on ::1")
	}
	l, err := net.Listen("tcp6", "[::1]:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	o := onePort(sb)
	o.Port = l.Addr().(*net.TCPAddr).Port
	if p, err := New(o); err == nil {
		p.Close()
		t.Error("a port that another program has on ::1 was taken")
	}
}

// relay carries connections from a listener to an address.
func relay(l net.Listener, network, address string) {
	for {
		in, err := l.Accept()
		if err != nil {
			return
		}
		go func() {
			defer in.Close()
			out, err := net.Dial(network, address)
			if err != nil {
				return
			}
			defer out.Close()
			go func() { _, _ = io.Copy(out, in); _ = out.(interface{ CloseWrite() error }).CloseWrite() }()
			_, _ = io.Copy(in, out)
		}()
	}
}

// insideVariable holds, in the process that has a network of its own, the address to open and the socket to which its one
// port leads.
const insideVariable = "AISDESK_TEST_FORWARDED"

// HARDENING 2: a browser in a network of its own, to which only the page's port is forwarded as the ssh line does it,
// completes a sign-in. The test runs itself again in there.
func TestBrowserBehindOneForwardedPort(t *testing.T) {
	if inside := os.Getenv(insideVariable); inside != "" {
		browseInside(t, inside)
		return
	}
	unshare := testenv.Need(t, testenv.Network)
	testenv.Need(t, testenv.Chromium)
	sb := sandbox.Start(t)
	d := begin(t, onePort(sb), intake.Request{OwnerExternalID: "app-1", Widget: intake.WidgetOptions{Locale: "en", Country: "pl"}})
	socket := filepath.Join(t.TempDir(), "s")
	l, err := net.Listen("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go relay(l, "tcp", strings.TrimPrefix(d.base(), "http://"))
	c := exec.Command(unshare, "-rn", "sh", "-c", "ip link set lo up && exec "+os.Args[0]+" -test.run='^TestBrowserBehindOneForwardedPort$' -test.v")
	c.Env = append(os.Environ(), insideVariable+"="+d.page.URL()+" "+socket)
	said := &bytes.Buffer{}
	c.Stdout, c.Stderr = said, said
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	d.wait(intake.LinkCodeWanted)
	var codes []string
	d.page.readers.mu.Lock()
	for _, r := range d.page.readers.byTab {
		codes = append(codes, r.code)
	}
	d.page.readers.mu.Unlock()
	for _, code := range codes { // the one at the terminal types what the customer reads out
		if err := d.page.Confirm(code); err != nil {
			t.Error(err)
		}
	}
	if s, err := d.end(); err != nil || s.Target != "KontoBankApi" {
		t.Errorf("session %+v, %v", s, err)
	}
	if err := <-ended; err != nil {
		t.Errorf("inside: %v\n%s", err, said)
	}
	if d.count(intake.LinkViolation)+d.count(intake.LinkPageError) > 0 {
		t.Errorf("trouble: %v", d.kinds())
	}
}

func browseInside(t *testing.T, inside string) {
	address, socket, _ := strings.Cut(inside, " ")
	at := strings.TrimPrefix(strings.Split(address, "/#")[0], "http://")
	_, port, _ := net.SplitHostPort(at)
	for _, host := range []string{"127.0.0.1", "[::1]"} { // as ssh -L PORT:127.0.0.1:PORT does
		if l, err := net.Listen("tcp", host+":"+port); err == nil {
			t.Cleanup(func() { l.Close() })
			go relay(l, "unix", socket)
		}
	}
	if res, err := http.Get("http://127.0.0.1:1/"); err == nil {
		res.Body.Close()
		t.Fatal("there is more of a network here")
	}
	tab := browsertest.Start(t).Open(address)
	browsertest.SignIn{Origin: "http://localhost:" + port, Target: "KontoBankApi", Login: "test1", Password: "Test123", Code: "Test123"}.InSandbox(tab)
	tab.WaitText("#result", "The sign-in is done")
}
