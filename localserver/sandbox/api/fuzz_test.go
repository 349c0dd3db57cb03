package api

import (
	"aisdesk/localserver/sandbox/scenario"
	"aisdesk/localserver/sandbox/state"
	"encoding/json"
	"encoding/xml"
	"log/slog"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// FuzzRequests sends anything to any endpoint: the answer must be a whole document of the right kind.
func FuzzRequests(f *testing.F) {
	for _, r := range routes {
		f.Add(r.method, "/v1"+strings.Replace(r.path, "{id}", "455366333", 1), "application/x-www-form-urlencoded", "login=test1&country=pl&ownerExternalId=o&sessionId=1&sessionIdSignature=2&since=2026-01-01")
		f.Add(r.method, "/v1"+r.path, "application/json", `{"ownerExternalId":"o","redirectUri":"http://a.example","start":"2026-01-01","end":"2026-01-02","categories":["label:a&b"]}`)
	}
	s := server(f)
	f.Fuzz(func(t *testing.T, method, path, kind, body string) {
		if !strings.HasPrefix(path, "/") || strings.ContainsAny(path, " \r\n\x00%?#") || !plainWord(method) || strings.ContainsAny(kind, "\r\n\x00") {
			t.Skip()
		}
		req := httptest.NewRequest(method, "/", strings.NewReader(body))
		req.URL.Path = path
		req.Header.Set("X-Api-Key", s.Key)
		req.Header.Set("Content-Type", kind)
		rec := httptest.NewRecorder()
		s.ServeHTTP(rec, req)
		reply := rec.Body.Bytes()
		switch got := rec.Header().Get("Content-Type"); {
		case method == "HEAD":
		case got == jsonType && !json.Valid(reply):
			t.Fatalf("%d %q", rec.Code, reply)
		case got == xmlType && xml.Unmarshal(reply, new(struct{})) != nil:
			t.Fatalf("%d %q", rec.Code, reply)
		case got != xmlType && got != jsonType:
			t.Fatalf("content type %q", got)
		}
		if rec.Code < 200 || rec.Code >= 500 {
			t.Fatalf("status %d", rec.Code)
		}
	})
}

// server answers at once, without an address.
func server(tb testing.TB) *Server {
	tb.Helper()
	customers, err := state.NewBankClock(1, state.Today(time.Now()), "", false)
	if err != nil {
		tb.Fatal(err)
	}
	overrides, err := scenario.NewOverrides("ok")
	if err != nil {
		tb.Fatal(err)
	}
	return New(Options{Client: "sandbox-test", Key: "0123456789abcdef", Seed: 1, Speed: 100, Log: slog.New(slog.DiscardHandler), State: state.New(1),
		Clock: state.NewClock(time.Now), Bank: customers, Overrides: overrides, Link: func(path string) string { return "http://localhost" + path }})
}

func plainWord(s string) bool {
	return s != "" && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}
