package sandbox

import (
	"encoding/json"
	"encoding/xml"
	"net/http/httptest"
	"strings"
	"testing"
)

// FuzzRequests sends anything to any endpoint: the answer must be a whole document of the right kind.
func FuzzRequests(f *testing.F) {
	for _, r := range routes {
		f.Add(r.method, "/v1"+strings.Replace(r.path, "{id}", "455366333", 1), "application/x-www-form-urlencoded", "login=test1&country=pl&ownerExternalId=o&sessionId=1&sessionIdSignature=2&since=2026-01-01")
		f.Add(r.method, "/v1"+r.path, "application/json", `{"ownerExternalId":"o","redirectUri":"http://a.example","start":"2026-01-01","end":"2026-01-02","categories":["label:a&b"]}`)
	}
	s := Start(f)
	f.Fuzz(func(t *testing.T, method, path, kind, body string) {
		if !strings.HasPrefix(path, "/") || strings.ContainsAny(path, " \r\n\x00%?#") || !plainWord(method) || strings.ContainsAny(kind, "\r\n\x00") {
			t.Skip()
		}
		req := httptest.NewRequest(method, "/", strings.NewReader(body))
		req.URL.Path = path
		req.Header.Set("X-Api-Key", s.Key())
		req.Header.Set("Content-Type", kind)
		rec := httptest.NewRecorder()
		s.serveAPI(rec, req)
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

func plainWord(s string) bool {
	return s != "" && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}
