package localserver

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"aisdesk/aisclient/intake"
	"aisdesk/localserver/browsertest"
)

// switchboard is an address that leads to one server first and to another later, as a rebound name does.
type switchboard struct {
	net.Listener
	to atomic.Pointer[string]

	mu   sync.Mutex
	open []net.Conn
}

func newSwitchboard(t *testing.T, first string) *switchboard {
	t.Helper()
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &switchboard{Listener: l}
	s.to.Store(&first)
	go s.serve()
	t.Cleanup(func() { l.Close(); s.hangUp() })
	return s
}

func (s *switchboard) serve() {
	for {
		in, err := s.Accept()
		if err != nil {
			return
		}
		to := s.to.Load()
		out, err := net.Dial("tcp", *to)
		if err != nil {
			in.Close()
			continue
		}
		s.mu.Lock()
		moved := s.to.Load() != to // meanwhile: hangUp did not see this one
		if !moved {
			s.open = append(s.open, in, out)
		}
		s.mu.Unlock()
		if moved {
			in.Close()
			out.Close()
			continue
		}
		go func() { _, _ = io.Copy(in, out); in.Close() }()
		go func() { _, _ = io.Copy(out, in); out.Close() }()
	}
}

func (s *switchboard) hangUp() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.open {
		c.Close()
	}
	s.open = nil
}

// attack is what a hostile page does with a token in its hands, which is more than it would have.
const attack = `(async () => {
  const out = [];
  const tried = async (name, path, init) => {
    try { const r = await fetch(%[1]q + path, init); out.push(name + ' ' + (r.type === 'opaque' ? 'opaque' : r.status + ' ' + await r.text())); }
    catch (e) { out.push(name + ' ' + e.name); }
  };
  const headers = { 'X-Aisdesk-Token': %[2]q, 'Content-Type': 'application/json' };
  await tried('read', '/config', { headers });
  await tried('read page', '/', {});
  await tried('post', '/session', { method: 'POST', headers, body: %[3]q });
  await tried('simple post', '/session', { method: 'POST', mode: 'no-cors', headers: { 'Content-Type': 'text/plain' }, body: %[3]q });
  await tried('same-origin post', '/session', { method: 'POST', mode: 'same-origin', headers, body: %[3]q });
  navigator.sendBeacon(%[1]q + '/session', new Blob([%[3]q], { type: 'text/plain' }));
  return out.join('\n');
})()`

// A hostile name that first led to its own server and then leads here gets nothing, though the browser takes
// both for one origin.
func TestBrowserReboundPageGetsNothing(t *testing.T) {
	d := begin(t, testOptions(), intake.Request{OwnerExternalID: "app-secret"})
	evil := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = io.WriteString(w, "<!doctype html><title>evil</title>")
	}))
	defer evil.Close()
	board := newSwitchboard(t, evil.Listener.Addr().String())
	b := browsertest.Start(t, browsertest.Resolve("MAP evil.test 127.0.0.1"))
	_, port, _ := net.SplitHostPort(board.Addr().String())
	origin := "http://evil.test:" + port
	tab := b.Open(origin + "/")
	here := strings.TrimPrefix(d.base(), "http://")
	board.to.Store(&here)
	board.hangUp()
	got := browsertest.Eval[string](tab, fmt.Sprintf(attack, origin, d.page.door.file, validSession))
	if strings.Contains(got, "app-secret") || strings.Contains(got, " 200 ") || strings.Count(got, " 421 ") < 3 {
		t.Errorf("the rebound page got:\n%s", got)
	}
	d.mustStillWork()
}

// A page on another port of the same address, or on another name for it, is another origin.
func TestBrowserPageOnAnotherPortGetsNothing(t *testing.T) {
	d := begin(t, testOptions(), intake.Request{OwnerExternalID: "app-secret"})
	w := newTestWidget(t)
	b := browsertest.Start(t)
	_, port, _ := net.SplitHostPort(w.Listener.Addr().String())
	for _, host := range []string{"127.0.0.1", "localhost"} {
		tab := b.Open("http://" + host + ":" + port + "/empty")
		got := browsertest.Eval[string](tab, fmt.Sprintf(attack, d.base(), d.page.door.file, validSession))
		if strings.Contains(got, "app-secret") || strings.Contains(got, " 200") || strings.Count(got, "TypeError") < 3 {
			t.Errorf("the page on %s got:\n%s", host, got)
		}
		opened := browsertest.Eval[string](tab, fmt.Sprintf(`(async () => { const w = window.open(%q + '/'); await new Promise(r => setTimeout(r, 500)); try { return w.document.title } catch (e) { return e.name } })()`, d.base()))
		if strings.Contains(opened, "erification") {
			t.Errorf("the page on %s reads a window it opened: %s", host, opened)
		}
	}
	d.mustStillWork()
}
