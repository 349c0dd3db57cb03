package aisclient

import (
	"net/http"
	"strings"
	"testing"
)

// FuzzAnswers gives any bytes to every reader of a small answer: it may refuse them, it must not fall over,
// and what it takes as a session is one.
func FuzzAnswers(f *testing.F) {
	for _, s := range []string{
		`<reply><session id="1" signature="ab"><multipleAccessId>t</multipleAccessId></session></reply>`,
		`<reply><models><model id="m"><scores><score><value>0.5</value></score></scores></model></models></reply>`,
		`<reply><targets><target name="a"><commands><command name="x"/></commands></target></targets></reply>`,
		`<reply><exception name="E"><message>m</message></exception></reply>`,
		`{"status":"SUCCESS","params":{"sessionId":"1","sessionIdSignature":"ab"}}`,
		`{"content":{"PLN":{"monthly":{"2026-01":{"a":1}},"b":[1]}}}`, `["a"]`, `{"exception":{"name":"E","message":"m"}}`, `[`, `<`, ``,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		a := &Answer{Raw: raw, Header: http.Header{}}
		if s, err := readSession(a); err == nil && s.Validate() != nil {
			t.Error("a session that is none")
		}
		if r, err := readRedirection(a); err == nil && r.State == RedirectionSuccess && r.Session.Validate() != nil {
			t.Error("a redirection that succeeded without a session")
		}
		_, _ = ParseCatalog(raw)
		_, _ = readScores(a)
		_, _ = readSummary(raw)
		_, _ = readProfiles(raw)
		x := readErrorBody(a)
		for _, s := range []string{x.Message.String(), x.FriendlyMessage.String()} {
			if strings.ContainsAny(s, "\x1b\n\r\u202e") {
				t.Errorf("%q is not clean", s)
			}
		}
		looksHTML(a)
	})
}

// FuzzRedaction puts a secret between any bytes: by its value or by its name it never comes through.
func FuzzRedaction(f *testing.F) {
	f.Add("<session id='1' signature=\"", "\"/>")
	f.Add("{\"sessionIdSignature\":\"", "\"}")
	f.Add("", "")
	c, err := New(Config{BaseURL: TestURL, Key: NewSecret(testKey)})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, before, after string) {
		for _, kind := range []string{typeForm, typeJSON, ""} {
			if got := string(c.conn.hideBody([]byte(before+testKey+after), kind, false)); strings.Contains(got, testKey) {
				t.Errorf("%q", got)
			}
		}
	})
}

func TestTransportTakesTheProxyFromTheEnvironment(t *testing.T) {
	if newTransport(false).Proxy == nil {
		t.Error("a proxy of the environment is not used")
	}
	if newTransport(true).Proxy != nil {
		t.Error("the sandbox on loopback would be asked through a proxy")
	}
}
