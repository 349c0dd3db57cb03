package aisclient

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"
)

const testToken = "5ec2e7-70ken-multiple-access-0001"

// leaks reports whether any secret of these tests stands in what v prints, in any way of printing.
func leaks(t *testing.T, where string, vs ...any) {
	t.Helper()
	var b bytes.Buffer
	log := slog.New(slog.NewJSONHandler(&b, nil))
	for _, v := range vs {
		fmt.Fprintf(&b, "%v %+v %#v %s %q\n", v, v, v, v, v)
		if j, err := json.Marshal(v); err == nil {
			b.Write(j)
		}
		log.Info("x", "v", v)
		if x, ok := v.(Exchange); ok {
			fmt.Fprintf(&b, "%s %s %v %v", x.RequestBody, x.ResponseBody, x.RequestHeader, x.ResponseHeader)
		}
	}
	for _, secret := range []string{testKey, testSignature, testToken} {
		if strings.Contains(b.String(), secret) {
			i := strings.Index(b.String(), secret)
			t.Errorf("%s: a secret is shown: …%s", where, b.String()[max(0, i-120):i])
		}
	}
}

// Statement 16, as far as the client goes: the hook, the errors and the client itself show no secret, even
// when the provider sends them back.
func TestSecretsAreShownNowhere(t *testing.T) {
	echo := strings.NewReplacer("KEY", testKey, "SIG", testSignature, "TOKEN", testToken)
	for _, reply := range []struct {
		status int
		body   string
	}{
		{200, `<reply status="200 OK"><session id="455164974" signature="SIG"><multipleAccessId>TOKEN</multipleAccessId></session></reply>`},
		{200, `<reply status="200 OK"><session signature = 'SIG' id="1"/><multipleAccessId x="1">TOKEN</multipleAccessId></reply>`},
		{200, `{"status":"SUCCESS","params":{"sessionId":"1","sessionIdSignature" : "SIG","multipleAccessId":"TOKEN","target":"KontoBank"}}`},
		{400, `<reply status="400 Bad Request"><exception name="InvalidSessionIdSignature"><message>SIG is not yours, KEY, TOKEN</message></exception></reply>`},
		{400, `{"name":"KEY","message":"signature SIG of key KEY"}`},
		{302, ``},
		{500, `trace: X-Api-Key: KEY sessionIdSignature=SIG multipleAccessId=TOKEN`},
		{202, `<reply status="202 Accepted"><command id="455000001" state="setup" name="SIG"/></reply>`},
	} {
		var seen []any
		c, _ := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Set-Cookie", "k="+testKey)
			w.Header().Set("X-Echo", testKey)
			w.WriteHeader(reply.status)
			_, _ = io.WriteString(w, echo.Replace(reply.body))
		}, func(c *Config) { c.OnExchange = func(x Exchange) { seen = append(seen, x) } })
		s := testSession()
		s.MultipleAccessID = NewSecret(testToken)
		var errs []any
		note := func(v any, err error) {
			if err != nil {
				errs = append(errs, err)
			}
		}
		note(c.DefaultImport(t.Context(), s, testSince))
		note(c.SignOut(t.Context(), s))
		note(c.ReuseAccess(t.Context(), s.MultipleAccessID))
		note(c.RevokeAccess(t.Context(), s.MultipleAccessID))
		where := fmt.Sprintf("%d %.60s", reply.status, reply.body)
		leaks(t, where+": exchanges", seen...)
		leaks(t, where+": session", s)
		for _, err := range errs {
			if e, ok := err.(*Error); ok {
				cp := *e
				cp.Raw = nil // the raw bytes are the reply itself, kept for the archive and printed by nobody
				leaks(t, where+": error", &cp)
			}
			leaks(t, where+": error text", err.(error).Error())
		}
		if len(seen) != 4 {
			t.Errorf("%d exchanges", len(seen))
		}
	}
}

// Replies with a session or a status that nobody asked a secret for are redacted by their fields' names.
func TestSecretsOfRepliesAreRedactedByName(t *testing.T) {
	for _, body := range []string{
		`<reply status="200 OK"><session id="455164974" signature="` + testSignature + `"/><multipleAccessId>` + testToken + `</multipleAccessId></reply>`,
		`<reply><session id="1" signature="` + testSignature, // broken off inside
		`{"sessionIdSignature":"` + testSignature,
		`<multipleAccessId>` + testToken,
		`<k:multipleAccessId xmlns:k="x">` + testToken + `</k:multipleAccessId>`,
	} {
		var seen []any
		c, _ := serve(t, xmlAnswer(200, body), func(c *Config) { c.OnExchange = func(x Exchange) { seen = append(seen, x) } })
		_, err := c.MockSession(t.Context(), MockSessionRequest{Login: "test1", Country: "pl", OwnerExternalID: "app-1", MultipleAccess: true})
		leaks(t, body, seen...)
		if err != nil {
			leaks(t, body, err.Error())
		}
	}
}

func TestExchangeTellsTheCall(t *testing.T) {
	var seen []Exchange
	c, api := serve(t, xmlAnswer(200, commandXML("in_progress", "")), func(c *Config) { c.OnExchange = func(x Exchange) { seen = append(seen, x) } })
	if _, err := c.Command(t.Context(), "455000001"); err != nil {
		t.Fatal(err)
	}
	_, _ = c.Data(t.Context(), "app 1")
	x := seen[0]
	if x.Seq != 1 || x.Op != "command status" || x.Method != "GET" || x.Path != "/v1/command/455000001.xml" || x.Status != 200 || x.Err != "" ||
		x.Host != strings.TrimPrefix(api.URL, "http://") || x.Started.IsZero() || x.Duration <= 0 {
		t.Errorf("%+v", x)
	}
	if x.RequestHeader.Get("X-Api-Key") != "[redacted]" || !strings.Contains(string(x.ResponseBody), "in_progress") || x.ResponseSize != int64(len(x.ResponseBody)) || x.Truncated {
		t.Errorf("%+v", x)
	}
	if seen[1].Query != "ownerExternalId=app+1" {
		t.Errorf("query %q", seen[1].Query)
	}
	if got := api.last(t).header.Get("X-Api-Key"); got != testKey {
		t.Errorf("redaction changed what was sent: %q", got)
	}
}

func TestExchangeOfAFailure(t *testing.T) {
	var seen []Exchange
	c, api := serve(t, nil, func(c *Config) { c.OnExchange = func(x Exchange) { seen = append(seen, x) } })
	api.Close()
	_, err := c.Command(t.Context(), "1")
	if err == nil || len(seen) != 1 || seen[0].Status != 0 || seen[0].Err == "" {
		t.Errorf("%v %+v", err, seen)
	}
}

func TestExchangeKeepsACappedCopy(t *testing.T) {
	var x Exchange
	big := `<reply status="200 OK"><command id="1" state="successful" name="N"><result>` + strings.Repeat("<a>x</a>", maxHookBody/8) + `</result></command></reply>`
	c, _ := serve(t, xmlAnswer(200, big), func(c *Config) { c.OnExchange = func(e Exchange) { x = e } })
	if _, err := c.Command(t.Context(), "1"); err != nil {
		t.Fatal(err)
	}
	if !x.Truncated || len(x.ResponseBody) > maxHookBody || x.ResponseSize <= maxHookBody {
		t.Errorf("truncated %v, %d of %d bytes", x.Truncated, len(x.ResponseBody), x.ResponseSize)
	}
}

func TestFormsKeepTheirOrderWhenRedacted(t *testing.T) {
	got := redactForm("since=2026-01-01&sessionId=1&sessionIdSignature=abc&MultipleAccessId=x&%zz=1")
	want := "since=2026-01-01&sessionId=1&sessionIdSignature=[redacted]&MultipleAccessId=[redacted]&%zz=[redacted]"
	if got != want {
		t.Errorf("%s", got)
	}
}
