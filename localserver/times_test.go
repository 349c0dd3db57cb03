package localserver

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"aisdesk/aisclient/intake"
	"aisdesk/localserver/opener"
)

// The times of this file are those of a clock that only moves while everything waits: a busy machine changes nothing.

// pipes is a listener without a network.
type pipes struct {
	conns chan net.Conn
	done  chan struct{}
}

func newPipes() *pipes { return &pipes{make(chan net.Conn), make(chan struct{})} }

func (l *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-l.conns:
		return c, nil
	case <-l.done:
		return nil, net.ErrClosed
	}
}

func (l *pipes) Close() error {
	select {
	case <-l.done:
	default:
		close(l.done)
	}
	return nil
}

func (l *pipes) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 8123} }

// dial connects and sends what is given.
func (l *pipes) dial(sent string) net.Conn {
	mine, theirs := net.Pipe()
	l.conns <- theirs
	if sent != "" {
		_, _ = io.WriteString(mine, sent)
	}
	return mine
}

// stuckOpener ends only when it is let go.
type stuckOpener struct{ let chan struct{} }

func (o stuckOpener) Open(context.Context, string, bool) error { <-o.let; return nil }

// Security statement 11: whatever is stuck, closing takes under two seconds: a tab that reads nothing, a body that does not
// arrive, a connection that says nothing, an opener that hangs.
func TestClosingTakesUnderTwoSeconds(t *testing.T) {
	for name, stuck := range map[string]func(*Page, *pipes) []net.Conn{
		"nothing": func(*Page, *pipes) []net.Conn { return nil },
		"a silent connection": func(_ *Page, l *pipes) []net.Conn {
			return []net.Conn{l.dial("")}
		},
		"half a request": func(_ *Page, l *pipes) []net.Conn {
			return []net.Conn{l.dial("GET / HTTP/1.1\r\nHost: 127.0.0.1:8123\r\n")}
		},
		"a tab that reads nothing": func(p *Page, l *pipes) []net.Conn {
			return []net.Conn{l.dial(rawRequest(p, "GET", "/status", 0))}
		},
		"a body that does not arrive": func(p *Page, l *pipes) []net.Conn {
			return []net.Conn{l.dial(rawRequest(p, "POST", "/event", 100))}
		},
		"all of it, forty times": func(p *Page, l *pipes) (all []net.Conn) {
			for range 40 {
				all = append(all, l.dial(""), l.dial(rawRequest(p, "GET", "/status", 0)), l.dial(rawRequest(p, "POST", "/event", 100)))
			}
			return all
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				hang := stuckOpener{make(chan struct{})}
				defer close(hang.let)
				o := testOptions()
				o.Openers = []opener.Opener{hang}
				o.defaults()
				l := newPipes()
				p := serve(o, "https://signin.example", []net.Listener{l}, 8123)
				ended := make(chan error, 1)
				go func() {
					_, err := p.Session(t.Context(), intake.Request{}, func(intake.LinkEvent) {})
					ended <- err
				}()
				synctest.Wait()
				conns := stuck(p, l)
				synctest.Wait()
				began := time.Now()
				_ = p.Close()
				if took := time.Since(began); took >= 2*time.Second {
					t.Errorf("closing took %v", took)
				}
				if err := <-ended; err != ErrClosed {
					t.Errorf("the sign-in ended with %v", err)
				}
				select {
				case <-l.done:
				default:
					t.Error("the port is still open")
				}
				for _, c := range conns {
					_ = c.Close()
				}
			})
		})
	}
}

// rawRequest is a page's own request, with a length but without its body.
func rawRequest(p *Page, method, path string, length int) string {
	return fmt.Sprintf("%s %s HTTP/1.1\r\nHost: 127.0.0.1:8123\r\nOrigin: http://127.0.0.1:8123\r\nContent-Type: application/json\r\nContent-Length: %d\r\n%s: %s\r\n%s: tab1\r\n\r\n",
		method, path, length, tokenHeader, p.door.file, tabHeader)
}

// Security statement 13: a tab that goes is told within two seconds and not before a reload could be back; one that comes
// back in time is no closed tab, nor is one of two.
func TestATabIsGoneAfterTheGraceAndWithinTwoSeconds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		var told []bool
		p := newPresence(func(back bool) {
			mu.Lock()
			defer mu.Unlock()
			told = append(told, back)
		})
		expect := func(when string, want ...bool) {
			t.Helper()
			synctest.Wait()
			mu.Lock()
			defer mu.Unlock()
			if !slices.Equal(told, want) {
				t.Fatalf("%s: told %v, want %v", when, told, want)
			}
		}
		_, leave := p.join(t.Context(), "tab1", true)
		p.bye("tab1")
		leave()
		time.Sleep(time.Second)
		_, leave = p.join(t.Context(), "tab2", true)
		time.Sleep(time.Minute)
		expect("a reload within a second")
		_, second := p.join(t.Context(), "tab3", true)
		second()
		time.Sleep(time.Minute)
		expect("one of two tabs is closed")
		leave()
		time.Sleep(time.Second)
		expect("a second after the last tab went")
		time.Sleep(time.Second)
		expect("two seconds after the last tab went", false)
		_, leave = p.join(t.Context(), "tab4", true)
		expect("a tab is back", false, true)
		p.end()
		leave()
		time.Sleep(time.Minute)
		expect("after the end", false, true)
	})
}

// Half a header is cut off in time, and so is a body that trickles in.
func TestSlowRequestsAreCutOff(t *testing.T) {
	for name, tc := range map[string]struct {
		sent  func(*Page) string
		limit time.Duration
	}{
		"half a header": {func(*Page) string { return "GET / HTTP/1.1\r\nHost: 127.0.0.1:8123\r\nX-A: " }, 6 * time.Second},
		"a slow body":   {func(p *Page) string { return rawRequest(p, "POST", "/event", 4000) }, 11 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				o := testOptions()
				o.defaults()
				l := newPipes()
				p := serve(o, "https://signin.example", []net.Listener{l}, 8123)
				defer p.Close()
				began := time.Now()
				c := l.dial(tc.sent(p))
				defer c.Close()
				trickle := make(chan struct{})
				go func() { // a byte a second
					defer close(trickle)
					for {
						if _, err := io.WriteString(c, "x"); err != nil {
							return
						}
						time.Sleep(time.Second)
					}
				}()
				if res, err := http.ReadResponse(bufio.NewReader(c), nil); err == nil {
					_, _ = io.Copy(io.Discard, res.Body)
				}
				_, _ = io.Copy(io.Discard, c)
				if took := time.Since(began); took > tc.limit {
					t.Errorf("cut off after %v", took)
				}
				<-trickle
			})
		})
	}
}
