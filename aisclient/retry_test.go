package aisclient

import (
	"errors"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestGetIsRetriedAndPostIsNot(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &script{steps: []step{{err: errors.New("down")}, {status: 503, header: http.Header{"Retry-After": {"3"}}}, {status: 200, body: running.body}}}
		c, _ := New(Config{BaseURL: TestURL, Key: NewSecret(testKey), Transport: s})
		if _, err := c.Command(t.Context(), "455000001"); err != nil || len(s.at) != 3 {
			t.Fatalf("%v after %d requests", err, len(s.at))
		}
		if d := s.at[2].Sub(s.at[1]); d != 3*time.Second {
			t.Errorf("Retry-After was not honoured: %v", d)
		}
		if d := s.at[1].Sub(s.at[0]); d < 500*time.Millisecond || d > time.Second {
			t.Errorf("first retry after %v", d)
		}
		s.at = nil
		if _, err := c.MockSession(t.Context(), MockSessionRequest{Login: "test1", Country: "pl"}); err == nil || len(s.at) != 1 {
			t.Errorf("%v after %d requests", err, len(s.at))
		}
	})
}

func TestRetriesStayInsideTheTotalDeadline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &script{steps: []step{{status: 503, body: exceptionXML(503, "ServiceMaintenance", "m"), header: http.Header{"Retry-After": {strconv.Itoa(3600)}}}}}
		c, _ := New(Config{BaseURL: TestURL, Key: NewSecret(testKey), Transport: s})
		start := time.Now()
		_, err := c.Command(t.Context(), "455000001")
		if e := failure(t, err); e.Kind != KindMaintenance || e.RetryAfter != time.Hour || len(s.at) != 1 || time.Since(start) > time.Minute {
			t.Errorf("%v after %v and %d requests", err, time.Since(start), len(s.at))
		}
	})
}

// What arrived whole and is malformed will be so again; what was cut short, or came from somebody else, may not.
func TestOnlyWhatMayPassIsAskedAgain(t *testing.T) {
	for body, tries := range map[string]int{
		`<reply/><reply/>`: 1, `<!DOCTYPE reply><reply/>`: 1, `<reply>a & b</reply>`: 1, `<reply><a></b></reply>`: 1, "<reply>\xff</reply>": 1, `<reply>` + strings.Repeat("<a>", 100): 1,
		`<reply><command`: 2, ``: 2, `Service unavailable`: 2, `<html>hotel</html>`: 2, `<reply/>`: 1,
	} {
		c, api := serve(t, xmlAnswer(200, body), func(c *Config) { c.Retries = 1 })
		_, err := c.Command(t.Context(), "1")
		if failure(t, err).Kind == "" || api.count() != tries {
			t.Errorf("%.30q: asked %d times: %v", body, api.count(), err)
		}
	}
}
