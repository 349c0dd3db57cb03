package aisclient

import (
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

func TestDefaultImportSendsTheForm(t *testing.T) {
	c, api := serve(t, xmlAnswer(202, acceptedXML))
	r, err := c.DefaultImport(t.Context(), testSession(), testSince)
	if err != nil {
		t.Fatal(err)
	}
	if r.Command.ID != "455000001" || r.Command.State != StateSetup || r.HTTPStatus != 202 || r.Envelope.OwnerExternalID.String() != "app-1" {
		t.Errorf("%+v", r)
	}
	if !strings.Contains(string(r.Raw), "DefaultImportCommand") {
		t.Error("the raw bytes are not kept")
	}
	got := api.last(t)
	form, _ := url.ParseQuery(got.body)
	if got.method != "POST" || got.path != "/v1/command/default-import.xml" || got.query != "" ||
		form.Get("sessionId") != "455164974" || form.Get("sessionIdSignature") != testSignature || form.Get("since") != "2026-01-01" {
		t.Errorf("%+v", got)
	}
	if got.header.Get("Content-Type") != "application/x-www-form-urlencoded" || got.header.Get("X-Api-Key") != testKey {
		t.Errorf("%v", got.header)
	}
}

func TestOldAcceptedReply(t *testing.T) {
	c, _ := serve(t, xmlAnswer(202, `<reply status="202 Accepted"><command id="1234567" state="in_progress" name="DefaultImportCommand"/></reply>`))
	r, err := c.DefaultImport(t.Context(), testSession(), testSince)
	if err != nil || r.Command.State != StateInProgress || !r.Envelope.User.Empty() || !r.Envelope.ResponseTimestamp.IsZero() {
		t.Fatalf("%v %+v", err, r)
	}
}

func TestDefaultImportChecksItsFields(t *testing.T) {
	c, api := serve(t, xmlAnswer(202, acceptedXML))
	bad := testSession()
	bad.ID = "12 34"
	for _, err := range []error{
		second(c.DefaultImport(t.Context(), bad, testSince)),
		second(c.DefaultImport(t.Context(), testSession(), 0)),
		second(c.Command(t.Context(), "../data")),
		second(c.Command(t.Context(), "")),
	} {
		if !errors.Is(err, ErrInvalidRequest) {
			t.Errorf("%v", err)
		}
	}
	if api.count() != 0 {
		t.Error("something was sent")
	}
}

func second[T any](_ T, err error) error { return err }

// Statement 15: sent at most once per session, whatever happened to the first one.
func TestSecondImportOnASessionIsNotSent(t *testing.T) {
	c, api := serve(t, xmlAnswer(202, acceptedXML))
	if _, err := c.DefaultImport(t.Context(), testSession(), testSince); err != nil {
		t.Fatal(err)
	}
	_, err := c.DefaultImport(t.Context(), testSession(), testSince)
	e := failure(t, err)
	if !errors.Is(err, ErrImportSentBefore) || !errors.Is(err, ExceptionName("DefaultImportAlreadyExecuted")) || e.Kind != KindSession {
		t.Errorf("%v", err)
	}
	if !strings.Contains(err.Error(), "455000001") {
		t.Errorf("the first command is not named: %v", err)
	}
	if api.count() != 1 {
		t.Errorf("%d requests", api.count())
	}
	other := testSession()
	other.ID = "455164975"
	if _, err := c.DefaultImport(t.Context(), other, testSince); err != nil {
		t.Errorf("another session: %v", err)
	}
}

func TestConcurrentImportsOnOneSessionSendOne(t *testing.T) {
	c, api := serve(t, xmlAnswer(202, acceptedXML))
	var wg sync.WaitGroup
	var ok atomic.Int32
	for range 20 {
		wg.Go(func() {
			if _, err := c.DefaultImport(t.Context(), testSession(), testSince); err == nil {
				ok.Add(1)
			}
		})
	}
	wg.Wait()
	if api.count() != 1 || ok.Load() != 1 {
		t.Errorf("%d requests, %d successes", api.count(), ok.Load())
	}
}

// resetServer reads a request whole, counts it, and resets the connection without an answer.
func resetServer(t *testing.T, answers ...string) (address string, requests *atomic.Int32) {
	t.Helper()
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	requests = new(atomic.Int32)
	var open sync.WaitGroup
	t.Cleanup(func() { _ = l.Close(); open.Wait() })
	open.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			open.Go(func() {
				defer conn.Close()
				var got strings.Builder
				buf := make([]byte, 4096)
				for !strings.Contains(got.String(), "since=") && !strings.HasPrefix(got.String(), "GET") {
					n, err := conn.Read(buf)
					if err != nil {
						return
					}
					got.Write(buf[:n])
				}
				requests.Add(1)
				for _, a := range answers {
					_, _ = io.WriteString(conn, a)
				}
				_ = conn.(*net.TCPConn).SetLinger(0)
			})
		}
	})
	return "http://" + l.Addr().String(), requests
}

// Statement 15: the connection is reset after the import was sent.
func TestImportIsNotSentAgainAfterAReset(t *testing.T) {
	for name, answers := range map[string][]string{
		"no answer":            nil,
		"an answer broken off": {"HTTP/1.1 202 Accepted\r\nContent-Type: application/xml\r\nContent-Length: 400\r\n\r\n<reply status=\"202 Acc"},
		"half a head":          {"HTTP/1.1 202 Acc"},
	} {
		t.Run(name, func(t *testing.T) {
			address, requests := resetServer(t, answers...)
			c, err := New(Config{BaseURL: address, Key: NewSecret(testKey), AllowLoopbackHTTP: true, Retries: 5})
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			_, err = c.DefaultImport(t.Context(), testSession(), testSince)
			e := failure(t, err)
			if !errors.Is(err, ErrImportUnknown) || e.Retryable || !strings.Contains(e.Next, "sign in again") {
				t.Errorf("%v", err)
			}
			if _, err := c.DefaultImport(t.Context(), testSession(), testSince); !errors.Is(err, ErrImportSentBefore) {
				t.Errorf("the second call: %v", err)
			}
			if n := requests.Load(); n != 1 {
				t.Errorf("%d imports reached the provider", n)
			}
		})
	}
}

func TestImportThatNeverLeftMayBeTriedAgain(t *testing.T) {
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	_ = l.Close()
	c, err := New(Config{BaseURL: "http://" + address, Key: NewSecret(testKey), AllowLoopbackHTTP: true})
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.DefaultImport(t.Context(), testSession(), testSince)
	if errors.Is(err, ErrImportUnknown) || !Retryable(err) {
		t.Errorf("a refused connection counts as sent: %v", err)
	}
	if l, err = net.Listen("tcp4", address); err != nil {
		t.Skip("the port was taken in between")
	}
	srv := &http.Server{Handler: xmlAnswer(202, acceptedXML)}
	go func() { _ = srv.Serve(l) }()
	defer srv.Close()
	if _, err := c.DefaultImport(t.Context(), testSession(), testSince); err != nil {
		t.Errorf("the session was not given back: %v", err)
	}
}

func TestRefusedImportKeepsItsReason(t *testing.T) {
	for _, tt := range []struct {
		status  int
		body    string
		kind    Kind
		name    string
		unknown bool
	}{
		{404, `<reply status="404 Not Found"><exception name="InvalidSessionId"><message>Session expired.</message></exception></reply>`, KindSession, "InvalidSessionId", false},
		{400, `<reply status="400 Bad Request"><exception name="DefaultImportAlreadyExecuted"><message>x</message></exception></reply>`, KindSession, "DefaultImportAlreadyExecuted", false},
		{503, `<reply status="503 Service Unavailable"><exception name="ServiceMaintenance"><message>x</message></exception></reply>`, KindMaintenance, "ServiceMaintenance", false},
		{401, `<reply status="401 Unauthorized"><comment>no</comment></reply>`, KindAuth, "", false},
		{500, `oops`, KindProvider, "", true},
		{504, ``, KindProvider, "", true},
		{202, `<reply status="202 Accepted"><command id="45`, KindDecode, "", true},
		{202, `<reply status="202 Accepted"/>`, KindDecode, "", true},
		{429, `<reply status="429 Too Many Requests"><exception name="JobsQuotaExceeded"><message>x</message></exception></reply>`, KindQuota, "JobsQuotaExceeded", false},
	} {
		c, api := serve(t, xmlAnswer(tt.status, tt.body), func(c *Config) { c.Retries = 3 })
		_, err := c.DefaultImport(t.Context(), testSession(), testSince)
		e := failure(t, err)
		if e.Kind != tt.kind || e.Name != tt.name || errors.Is(err, ErrImportUnknown) != tt.unknown || e.Retryable {
			t.Errorf("%d %q: %v (kind %s, unknown %v)", tt.status, tt.body, err, e.Kind, errors.Is(err, ErrImportUnknown))
		}
		if (tt.kind == KindSession || tt.kind == KindQuota || tt.kind == KindMaintenance) && !strings.Contains(e.Next, "new verification") {
			t.Errorf("%d: the next step does not say that a new sign-in is needed: %s", tt.status, e.Next)
		}
		if api.count() != 1 {
			t.Errorf("%d: %d requests", tt.status, api.count())
		}
	}
}
