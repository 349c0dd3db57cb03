package aisclient_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient"
)

// TestDocumentedErrorsAreFound holds that errors.Is finds every error that a caller is told to look for, in what the
// methods of a client return, and that what was sent and failed is an *Error.
func TestDocumentedErrorsAreFound(t *testing.T) {
	closed, stopped := context.WithCancelCause(context.Background())
	leaving := errors.New("the window is closed")
	stopped(leaving)
	since := aisclient.DateOf(2025, time.October, 1)
	for name, test := range map[string]struct {
		answer http.HandlerFunc
		do     func(*aisclient.Client) error
		want   []error
		sent   bool
	}{
		"a session without a signature": {
			do: func(c *aisclient.Client) error {
				_, err := c.DefaultImport(ctx, aisclient.Session{ID: "1"}, since)
				return err
			}, want: []error{aisclient.ErrInvalidRequest, aisclient.ErrInvalidSession}},
		"signing a session out that is none": {
			do: func(c *aisclient.Client) error {
				_, err := c.SignOut(ctx, aisclient.Session{ID: "x"})
				return err
			}, want: []error{aisclient.ErrInvalidRequest, aisclient.ErrInvalidSession}},
		"no first day": {
			do: func(c *aisclient.Client) error {
				_, err := c.DefaultImport(ctx, session, 0)
				return err
			}, want: []error{aisclient.ErrInvalidRequest}},
		"a wait whose context ended with a cause": {
			do: func(c *aisclient.Client) error {
				_, err := c.WaitForImport(closed, "1", aisclient.WaitOptions{DelayFirst: true})
				return err
			}, want: []error{context.Canceled, leaving, aisclient.KindCancelled}, sent: true},
		"a wait whose context has run out of time": {
			do: func(c *aisclient.Client) error {
				late, stop := context.WithDeadline(ctx, time.Unix(0, 0))
				defer stop()
				_, err := c.WaitForImport(late, "1", aisclient.WaitOptions{DelayFirst: true})
				return err
			}, want: []error{context.DeadlineExceeded, aisclient.KindTransport}, sent: true},
		"a second import for a session": {
			answer: reply(202, `<reply status="202 Accepted"><command id="1" state="setup" name="DefaultImportCommand"/></reply>`),
			do: func(c *aisclient.Client) error {
				if _, err := c.DefaultImport(ctx, session, since); err != nil {
					return err
				}
				_, err := c.DefaultImport(ctx, session, since)
				return err
			}, want: []error{aisclient.ErrImportSentBefore, aisclient.KindSession, aisclient.ExceptionName("DefaultImportAlreadyExecuted")}, sent: true},
		"a wait that is over at once": {
			answer: reply(200, `<reply status="200 OK"><command id="1" state="in_progress" name="x"/></reply>`),
			do: func(c *aisclient.Client) error {
				_, err := c.WaitForImport(ctx, "1", aisclient.WaitOptions{Timeout: 50 * time.Millisecond})
				return err
			}, want: []error{aisclient.ErrWaitTimeout}, sent: true},
		"a web page": {
			answer: reply(200, `<!DOCTYPE html><html><body>Sign in to this network</body></html>`),
			do:     func(c *aisclient.Client) error { _, err := c.Command(ctx, "1"); return err },
			want:   []error{aisclient.ErrHTML, aisclient.KindTransport}, sent: true},
		"something else than a reply": {
			answer: reply(200, `<answer/>`),
			do:     func(c *aisclient.Client) error { _, err := c.Command(ctx, "1"); return err },
			want:   []error{aisclient.ErrNotReply, aisclient.KindDecode}, sent: true},
		"an exception of the provider": {
			answer: reply(400, `<reply status="400 Bad Request"><exception name="InvalidSessionId"><message>No.</message></exception></reply>`),
			do: func(c *aisclient.Client) error {
				_, err := c.DefaultImport(ctx, session, since)
				return err
			}, want: []error{aisclient.ExceptionName("InvalidSessionId"), aisclient.KindSession}, sent: true},
		"an import whose answer breaks off": {
			answer: func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
			do: func(c *aisclient.Client) error {
				_, err := c.DefaultImport(ctx, session, since)
				return err
			}, want: []error{aisclient.ErrImportUnknown}, sent: true},
	} {
		t.Run(name, func(t *testing.T) {
			if test.answer == nil {
				test.answer = func(http.ResponseWriter, *http.Request) { t.Error("a request was sent") }
			}
			srv := httptest.NewServer(test.answer)
			defer srv.Close()
			c, err := aisclient.New(aisclient.Config{BaseURL: srv.URL, Key: aisclient.NewSecret("k-sentinel"), AllowLoopbackHTTP: true})
			if err != nil {
				t.Fatal(err)
			}
			err = test.do(c)
			if err == nil {
				t.Fatal("no error")
			}
			for _, want := range test.want {
				if !errors.Is(err, want) {
					t.Errorf("errors.Is(%q, %q) is false", err, want)
				}
			}
			if _, is := errors.AsType[*aisclient.Error](err); is != test.sent {
				t.Errorf("is an *Error: %v, want %v: %v", is, test.sent, err)
			}
			if strings.Contains(err.Error(), "k-sentinel") {
				t.Errorf("the key stands in %q", err)
			}
		})
	}
}

func reply(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}
}
