package aisclient

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

// One line, and nothing in it twice: not the request, not the status, not the next step.
func TestErrorsSayThingsOnce(t *testing.T) {
	for name, steps := range map[string][]step{
		"a refusal without words":   {{status: 500}},
		"a refusal":                 {{status: 503, body: exceptionXML(503, "ServiceMaintenance", "Until six.")}},
		"a broken network":          {{err: errors.New("connection refused")}},
		"half replies":              {{status: 200, body: "<reply><command"}},
		"not a reply":               {{status: 200, body: "Service unavailable"}},
		"a web page":                {{status: 502, body: "<html>Bad gateway</html>"}},
		"no time":                   {{slow: time.Hour}},
		"a pause over the day":      {{status: 429, header: http.Header{"Retry-After": {"86400"}}}},
		"an import that never ends": {running},
		"a failed import":           {{status: 200, body: commandXML("error", `<exception name="IO"><message>m</message></exception>`)}},
		"a failure without words":   {{status: 200, body: commandXML("fatal", "")}},
	} {
		bubble(t, TestURL, WaitOptions{}, steps, func(t *testing.T, events []PollEvent, _ []time.Time) {
			said := events[len(events)-1].Err.Error()
			for _, once := range []string{"GET ", TestURL[len("https://"):], "HTTP ", "failed, the last", "keeps its result"} {
				if n := strings.Count(said, once); n > 1 {
					t.Errorf("%s: %q stands %d times in %q", name, once, n, said)
				}
			}
			if !strings.HasSuffix(said, ".") || strings.Contains(said, "..") || strings.Contains(said, "\n") {
				t.Errorf("%s: %q", name, said)
			}
		})
	}
}

func TestHostileWordsInErrorsAreCleaned(t *testing.T) {
	c, _ := serve(t, jsonAnswer(400, `{"name":"Bad\u001b[31mName","message":"line\r\n\u001b]0;title\u0007\u202eend"}`))
	_, err := c.Profiles(t.Context(), "app-1")
	failure(t, err)
	if strings.ContainsAny(err.Error(), "\x1b\r\n\x07\u202e") {
		t.Errorf("%q", err)
	}
}

// The head of an answer is text from outside too: net/http repeats a broken line of it in its error.
func TestHostileHeadsAreCleanedAndRedacted(t *testing.T) {
	for _, head := range []string{
		"HTTP/1.1 200 OK\r\n\x1b[31mbroken " + testKey + "\r\n\r\n",
		"HTTP/1.1 200 OK\r\nBad\x1bName: x\r\n\r\n",
		"\x1b]0;title\x07" + testKey + " 200\r\n\r\n",
		"HTTP/1.1 302 Found\r\nLocation: https://" + testKey + ".example/\r\nContent-Length: 0\r\n\r\n",
	} {
		address, _ := resetServer(t, head)
		var hook string
		c, err := New(Config{BaseURL: address, Key: NewSecret(testKey), AllowLoopbackHTTP: true, Retries: -1,
			OnExchange: func(x Exchange) { hook = fmt.Sprint(x.Err, x.ResponseHeader) }})
		if err != nil {
			t.Fatal(err)
		}
		_, err = c.Command(t.Context(), "1")
		failure(t, err)
		for _, words := range []string{err.Error(), hook} {
			if strings.ContainsAny(words, "\x1b\x07") || strings.Contains(words, testKey) {
				t.Errorf("%q gives %q", head, words)
			}
		}
	}
}
