package aisclient

import (
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
)

func TestPortalIsNamed(t *testing.T) {
	for name, h := range map[string]http.HandlerFunc{
		"by its type":         answer(200, "text/html; charset=utf-8", "<p>Please accept the terms"),
		"by its first lines":  answer(200, "application/xml", "\ufeff\n<!DOCTYPE HTML><html><body>Sign in to the hotel's network"),
		"with a 5xx":          answer(502, "text/html", "<html><body>Bad Gateway</body></html>"),
		"in the place of 401": answer(401, "text/html", "<html>proxy sign-in</html>"),
	} {
		c, _ := serve(t, h)
		_, err := c.Command(t.Context(), "1")
		e := failure(t, err)
		if e.Kind != KindTransport || !errors.Is(err, ErrHTML) || !strings.Contains(e.Next, "portal") {
			t.Errorf("%s: %v", name, err)
		}
		if len(e.Raw) == 0 {
			t.Errorf("%s: the answer is not kept", name)
		}
	}
}

func TestRepliesLargerThanTheCapAreRefused(t *testing.T) {
	big := strings.Repeat("x", 4096)
	for name, h := range map[string]http.HandlerFunc{
		"announced":     func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, big) },
		"not announced": func(w http.ResponseWriter, _ *http.Request) { w.(http.Flusher).Flush(); _, _ = io.WriteString(w, big) },
		"gzipped":       gzipped(200, big),
	} {
		c, _ := serve(t, h, func(c *Config) { c.MaxReply = 1000 })
		_, err := c.Command(t.Context(), "1")
		if e := failure(t, err); !errors.Is(err, ErrReplyTooLarge) || e.Kind != KindDecode || e.Retryable {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestGzip(t *testing.T) {
	c, api := serve(t, gzipped(200, commandXML("in_progress", "")))
	r, err := c.Command(t.Context(), "455000001")
	if err != nil || r.Command.State != StateInProgress || string(r.Raw) != commandXML("in_progress", "") {
		t.Fatalf("%v %+v", err, r)
	}
	if got := api.last(t).header.Get("Accept-Encoding"); got != "gzip" {
		t.Errorf("Accept-Encoding %q", got)
	}
	for name, h := range map[string]http.HandlerFunc{
		"no gzip at all": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = io.WriteString(w, commandXML("successful", ""))
		},
		"another encoding": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "br")
			_, _ = io.WriteString(w, commandXML("successful", ""))
		},
	} {
		c, _ := serve(t, h)
		if _, err := c.Command(t.Context(), "455000001"); err == nil {
			t.Errorf("%s was accepted", name)
		}
	}
}

func gzipped(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		w.WriteHeader(status)
		z := gzip.NewWriter(w)
		_, _ = io.WriteString(z, body)
		_ = z.Close()
	}
}

// A refusal with a body without end is told by its status.
func TestLongRefusalsAreToldByTheirStatus(t *testing.T) {
	long := strings.Repeat("x", 3<<20)
	c, _ := serve(t, answer(401, "application/xml", long))
	_, err := c.Command(t.Context(), "1")
	if e := failure(t, err); e.Kind != KindAuth || len(e.Raw) > 1<<20 {
		t.Errorf("%d bytes kept: %v", len(e.Raw), err)
	}
}
