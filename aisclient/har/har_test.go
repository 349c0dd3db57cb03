package har

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient"
	"aisdesk/localserver/testenv"
)

func exchange(host string) aisclient.Exchange {
	return aisclient.Exchange{Started: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC), Duration: 1500 * time.Millisecond, Op: "default import", Method: "POST", Host: host,
		Path: "/v1/command/default-import.xml", Query: "a=it's&multipleAccessId=[redacted]", Status: 202,
		RequestHeader:  http.Header{"X-Api-Key": {"[redacted]"}, "Content-Type": {"application/x-www-form-urlencoded"}, "Content-Length": {"9"}},
		ResponseHeader: http.Header{"Content-Type": {"application/xml"}},
		RequestBody:    []byte("sessionId=4711&sessionIdSignature=[redacted]&since=2026-01-01&x=$HOME`id`"), ResponseBody: []byte("<reply>ó</reply>"), ResponseSize: 18}
}

// The command sends what was sent, with the secrets of the variables, and runs nothing that stands in a value.
func TestCurlSendsTheSameRequest(t *testing.T) {
	var got *http.Request
	var form url.Values
	s := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		got, form = r, r.PostForm
	}))
	defer s.Close()
	command := Curl(exchange(strings.TrimPrefix(s.URL, "http://")))
	for _, want := range []string{`"${AISDESK_API_KEY}"`, `"${SESSION_ID_SIGNATURE}"`, `"${MULTIPLE_ACCESS_ID}"`, "-X POST"} {
		if !strings.Contains(command, want) {
			t.Errorf("lacks %s:\n%s", want, command)
		}
	}
	if strings.Contains(command, "redacted") || strings.Contains(command, "Content-Length") {
		t.Errorf("%s", command)
	}
	testenv.Need(t, testenv.Curl)
	c := exec.Command("sh", "-c", command)
	c.Env = append(os.Environ(), "AISDESK_API_KEY=key 'x", "SESSION_ID_SIGNATURE=5e5e", "MULTIPLE_ACCESS_ID=token", "no_proxy=*")
	if out, err := c.CombinedOutput(); err != nil || got == nil {
		t.Fatalf("%v %s\n%s", err, out, command)
	}
	if got.Header.Get("X-Api-Key") != "key 'x" || form.Get("sessionIdSignature") != "5e5e" || form.Get("sessionId") != "4711" || form.Get("x") != "$HOME`id`" ||
		got.URL.Query().Get("multipleAccessId") != "token" || got.URL.Query().Get("a") != "it's" || got.Method != "POST" {
		t.Errorf("%v %v %v", got.URL, got.Header, form)
	}
}

func TestCurlSpeaksHTTPSToTheProvider(t *testing.T) {
	if c := Curl(exchange("test.api.kontomatik.com")); !strings.Contains(c, "'https://test.api.kontomatik.com/v1/command/default-import.xml?a=it") {
		t.Errorf("%s", c)
	}
}

func TestArchiveHasWhatViewersNeed(t *testing.T) {
	b, err := Archive([]aisclient.Exchange{exchange("127.0.0.1:1")}, "v1")
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Log struct {
			Version string
			Creator struct{ Name, Version string }
			Entries []struct {
				StartedDateTime string
				Time            float64
				Request         struct {
					Method, URL string
					PostData    struct{ Text string }
					QueryString []struct{ Name, Value string }
					Headers     []struct{ Name, Value string }
				}
				Response struct {
					Status  int
					Content struct {
						Size     int
						MimeType string
						Text     string
					}
				}
				Timings map[string]float64
				Cache   map[string]any
			}
		}
	}
	if err := json.Unmarshal(b, &doc); err != nil {
		t.Fatal(err)
	}
	e := doc.Log.Entries[0]
	if doc.Log.Version != "1.2" || doc.Log.Creator.Version != "v1" || e.StartedDateTime != "2026-03-01T12:00:00Z" || e.Time != 1500 || e.Request.Method != "POST" ||
		e.Request.URL != "http://127.0.0.1:1/v1/command/default-import.xml?a=it's&multipleAccessId=[redacted]" || len(e.Request.QueryString) != 2 || e.Request.QueryString[0].Value != "it's" ||
		e.Response.Status != 202 || e.Response.Content.Text != "<reply>ó</reply>" || e.Response.Content.Size != 18 || len(e.Timings) != 3 || e.Cache == nil {
		t.Errorf("%s", b)
	}
}
