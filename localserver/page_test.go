package localserver

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/intake"
)

// signature is hexadecimal and belongs to nobody.
const signature = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

const validSession = `{"target":"KontoBankApi","sessionId":"455164974","sessionIdSignature":"` + signature + `","options":{"officialName":"KontoBank"}}`

// patience is how long a test waits for what must come; a loaded machine is slow.
const patience = 2 * time.Minute

// terminal begins a sign-in on a page and collects what it is told.
type terminal struct {
	t    *testing.T
	page *Page
	stop context.CancelCauseFunc

	mu     sync.Mutex
	events []intake.LinkEvent
	news   chan struct{}

	ended   chan struct{}
	session aisclient.Session
	err     error
}

func testOptions() Options {
	return Options{Client: "acme-test", WidgetURL: "https://signin.example/assets/signin-widget.js", Environment: "test"}
}

// begin starts a page and its sign-in, and waits until the page is ready.
func begin(t *testing.T, o Options, req intake.Request) *terminal {
	t.Helper()
	p, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancelCause(context.Background())
	d := &terminal{t: t, page: p, stop: stop, news: make(chan struct{}, 1), ended: make(chan struct{})}
	go func() {
		defer close(d.ended)
		d.session, d.err = p.Session(ctx, req, d.emit)
	}()
	t.Cleanup(func() { stop(nil); _ = p.Close(); <-d.ended })
	d.wait(intake.LinkReady)
	return d
}

func (d *terminal) emit(e intake.LinkEvent) {
	d.mu.Lock()
	d.events = append(d.events, e)
	d.mu.Unlock()
	select {
	case d.news <- struct{}{}:
	default:
	}
}

func (d *terminal) find(kind intake.LinkKind) (intake.LinkEvent, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, e := range d.events {
		if e.Kind == kind {
			return e, true
		}
	}
	return intake.LinkEvent{}, false
}

// nth is the nth event of a kind, from 1.
func (d *terminal) nth(kind intake.LinkKind, n int) intake.LinkEvent {
	d.t.Helper()
	d.waitFor(kind, n)
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, e := range d.events {
		if e.Kind == kind {
			if n--; n == 0 {
				return e
			}
		}
	}
	return intake.LinkEvent{}
}

func (d *terminal) count(kind intake.LinkKind) (n int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, e := range d.events {
		if e.Kind == kind {
			n++
		}
	}
	return n
}

// wait returns the first event of a kind.
func (d *terminal) wait(kind intake.LinkKind) intake.LinkEvent {
	d.t.Helper()
	d.waitFor(kind, 1)
	e, _ := d.find(kind)
	return e
}

// waitFor waits until n events of a kind were told.
func (d *terminal) waitFor(kind intake.LinkKind, n int) {
	d.t.Helper()
	deadline := time.After(patience)
	for d.count(kind) < n {
		select {
		case <-d.news:
		case <-deadline:
			d.t.Fatalf("not %d times %q; there were %v", n, kind, d.kinds())
		}
	}
}

func (d *terminal) kinds() (k []intake.LinkKind) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, e := range d.events {
		k = append(k, e.Kind)
	}
	return k
}

func (d *terminal) end() (aisclient.Session, error) {
	d.t.Helper()
	select {
	case <-d.ended:
	case <-time.After(patience):
		d.t.Fatal("the sign-in has not ended")
	}
	return d.session, d.err
}

func (d *terminal) base() string { return strings.TrimSuffix(d.page.URL(), "/#"+d.page.door.address) }

// trusted is where the redirect file leads: with its token nobody asks for a code.
func (d *terminal) trusted() string { return d.page.door.url(d.page.door.file) }

// request is what the page itself would send; tests bend it.
func (d *terminal) request(method, path, body string) *http.Request {
	d.t.Helper()
	r, err := http.NewRequest(method, d.base()+path, strings.NewReader(body))
	if err != nil {
		d.t.Fatal(err)
	}
	r.Header.Set(tokenHeader, d.page.door.file)
	r.Header.Set(tabHeader, "tab1")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	if method == http.MethodPost {
		r.Header.Set("Origin", d.base())
		r.Header.Set("Content-Type", "application/json")
	}
	return r
}

// do sends a request on a connection of its own and returns the status, the headers and the body.
func (d *terminal) do(r *http.Request) (int, http.Header, string) {
	d.t.Helper()
	tr := &http.Transport{DisableKeepAlives: true}
	defer tr.CloseIdleConnections()
	c := http.Client{Transport: tr, Timeout: 10 * time.Second, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := c.Do(r)
	if err != nil {
		d.t.Fatal(err)
	}
	defer res.Body.Close()
	b, _ := io.ReadAll(res.Body)
	return res.StatusCode, res.Header, string(b)
}

func (d *terminal) post(path, body string) (int, string) {
	d.t.Helper()
	code, _, answer := d.do(d.request(http.MethodPost, path, body))
	return code, answer
}

// event posts an event as the page does.
func (d *terminal) event(kind string, data map[string]string) {
	d.t.Helper()
	b, _ := json.Marshal(map[string]any{"kind": kind, "tab": "tab1", "data": data})
	if code, answer := d.post("/event", string(b)); code != http.StatusNoContent {
		d.t.Fatalf("event %s: %d %s", kind, code, answer)
	}
}

func TestSignInFromFirstLoadToSession(t *testing.T) {
	yes := true
	d := begin(t, testOptions(), intake.Request{OwnerExternalID: "app-1", Widget: intake.WidgetOptions{
		Locale: "cz", AccessMode: intake.AccessMixed, MaxImportDate: aisclient.DateOf(2026, 1, 2), ForceSCA: &yes}})
	ready := d.wait(intake.LinkReady)
	if ready.URL != d.page.URL() || !strings.HasPrefix(ready.Forward, "ssh ") {
		t.Errorf("ready says %+v", ready)
	}
	code, _, body := d.do(d.request(http.MethodGet, "/config", ""))
	var got map[string]any
	if code != 200 || json.Unmarshal([]byte(body), &got) != nil {
		t.Fatalf("config: %d %s", code, body)
	}
	want := map[string]any{"client": "acme-test", "ownerExternalId": "app-1", "locale": "cz",
		"psd2": map[string]any{"accessMode": "MIXED", "maxImportDate": "2026-01-02", "forceSca": true}}
	if !equalJSON(got["widget"], want) || got["language"] != "cs" || len(got["pairingCode"].(string)) != 7 || got["confirm"] != false {
		t.Errorf("config is %s", body)
	}
	for _, kind := range []string{"opened", "initialized", "started", "credentialEntered"} {
		d.event(kind, nil)
	}
	if e := d.wait(intake.LinkPageOpened); e.PairingCode != got["pairingCode"] || e.ByAddress {
		t.Errorf("the page shows the code %q, the terminal %q", got["pairingCode"], e.PairingCode)
	}
	d.event("targetSelected", map[string]string{"target": "KontoBankApi", "officialName": "KontoBank\x1b[2J"})
	if e := d.wait(intake.LinkTargetSelected); e.Target.String() != "KontoBankApi" || strings.ContainsRune(e.OfficialName.String(), 0x1b) {
		t.Errorf("target selected: %+v", e)
	}
	if code, answer := d.post("/session", validSession); code != 200 {
		t.Fatalf("session: %d %s", code, answer)
	}
	s, err := d.end()
	if err != nil || s.Target != "KontoBankApi" || s.ID != "455164974" || s.Signature.Reveal() != signature || s.OfficialName.String() != "KontoBank" {
		t.Errorf("session %+v, %v", s, err)
	}
	order := []intake.LinkKind{intake.LinkReady, intake.LinkNotOpened, intake.LinkPageOpened, intake.LinkInitialized, intake.LinkStarted, intake.LinkCredentialEntered, intake.LinkTargetSelected, intake.LinkSuccess}
	if got := d.kinds(); !equalJSON(got, order) {
		t.Errorf("events came as %v", got)
	}
}

func equalJSON(a, b any) bool {
	x, _ := json.Marshal(a)
	y, _ := json.Marshal(b)
	return bytes.Equal(x, y)
}

// follow reads the channel to the page until it ends.
func (d *terminal) follow(ctx context.Context, tab string) <-chan string {
	d.t.Helper()
	r := d.request(http.MethodGet, "/status", "").WithContext(ctx)
	r.Header.Set(tabHeader, tab)
	tr := &http.Transport{DisableKeepAlives: true}
	res, err := tr.RoundTrip(r)
	if err != nil {
		d.t.Fatal(err)
	}
	lines := make(chan string, 100)
	go func() {
		defer close(lines)
		defer tr.CloseIdleConnections()
		defer res.Body.Close()
		buf := make([]byte, 4096)
		for {
			n, err := res.Body.Read(buf)
			if n > 0 {
				lines <- string(buf[:n])
			}
			if err != nil {
				return
			}
		}
	}()
	return lines
}

func TestFollowShowsStateAndNothingElse(t *testing.T) {
	d := begin(t, testOptions(), intake.Request{OwnerExternalID: "app-1"})
	d.do(d.request(http.MethodGet, "/config", ""))
	lines := d.follow(t.Context(), "tab1")
	expect := func(want string) {
		t.Helper()
		select {
		case got := <-lines:
			if got != "data: "+want+"\n\n" {
				t.Errorf("page was told %q, want %s", got, want)
			}
		case <-time.After(patience):
			t.Fatalf("page was not told %s", want)
		}
	}
	expect(`{"stage":"waiting","progress":0,"closing":false,"readers":1,"confirmed":true}`)
	d.event("started", nil)
	expect(`{"stage":"signingIn","progress":0,"closing":false,"readers":1,"confirmed":true}`)
	d.post("/session", validSession)
	expect(`{"stage":"success","progress":0,"closing":false,"readers":1,"confirmed":true,"mine":true}`)
	d.page.Follow(intake.Event{State: intake.Importing, OwnerExternalID: "app-1", Poll: &intake.Poll{CommandID: "455164989", Progress: 40}})
	expect(`{"stage":"success","import":"importing","progress":40,"closing":false,"readers":1,"confirmed":true,"mine":true}`)
	for _, nonsense := range []float64{101, 250, -1, 20} { // a bar shows neither, nor does it go back
		d.page.Follow(intake.Event{State: intake.Importing, Poll: &intake.Poll{Progress: nonsense}})
		if now, _ := d.page.status.read(); now.Progress != 40 {
			t.Errorf("after a progress of %v the page is told %d", nonsense, now.Progress)
		}
	}
	d.page.Follow(intake.Event{State: intake.Done, Saved: "20260102-abc"})
	expect(`{"stage":"success","import":"done","progress":100,"closing":false,"readers":1,"confirmed":true,"mine":true}`)
	if err := d.page.Close(); err != nil {
		t.Error(err)
	}
	expect(`{"stage":"success","import":"done","progress":100,"closing":true,"readers":1,"confirmed":true,"mine":true}`)
	if _, err := net.DialTimeout("tcp", strings.TrimPrefix(d.base(), "http://"), time.Second); err == nil {
		t.Error("the port still answers")
	}
}
