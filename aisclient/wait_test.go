package aisclient

import (
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"aisdesk/aisclient/internal/backoff"
	"aisdesk/aisclient/replytest"
)

// script answers the polls one after the other, without a network: inside a synctest bubble time is fake.
type script struct {
	steps []step
	at    []time.Time // when each request came
}

type step struct {
	status int
	body   string
	header http.Header
	err    error
	cut    bool          // the body breaks off before its announced length
	slow   time.Duration // the answer takes this long
}

func (s *script) RoundTrip(req *http.Request) (*http.Response, error) {
	n := min(len(s.at), len(s.steps)-1)
	s.at = append(s.at, time.Now())
	st := s.steps[n]
	if st.slow > 0 && !backoff.Sleep(req.Context(), st.slow) {
		return nil, req.Context().Err()
	}
	if st.err != nil {
		return nil, st.err
	}
	var body io.Reader = strings.NewReader(st.body)
	length := int64(len(st.body))
	if st.cut {
		body, length = io.MultiReader(body, broken{}), length+1000
	}
	h := st.header.Clone()
	if h == nil {
		h = http.Header{}
	}
	h.Set("Content-Type", "application/xml")
	return &http.Response{StatusCode: st.status, Header: h, Body: io.NopCloser(body), ContentLength: length, Request: req}, nil
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

var (
	running = step{status: 200, body: commandXML("in_progress", "")}
	ended   = step{status: 200, body: commandXML("successful", "<result/>")}
)

// bubble polls a script in fake time.
func bubble(t *testing.T, base string, o WaitOptions, steps []step, check func(t *testing.T, events []PollEvent, at []time.Time)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		s := &script{steps: steps}
		c, err := New(Config{BaseURL: base, Key: NewSecret(testKey), Transport: s, AllowLoopbackHTTP: true})
		if err != nil {
			t.Fatal(err)
		}
		var events []PollEvent
		for ev := range c.Wait(t.Context(), "455000001", o) {
			events = append(events, ev)
		}
		if len(events) == 0 || !events[len(events)-1].Final {
			t.Fatalf("no final event: %+v", events)
		}
		for _, ev := range events[:len(events)-1] {
			if ev.Final {
				t.Fatalf("events after the final one: %+v", events)
			}
		}
		check(t, events, s.at)
	})
}

func TestWaitEndsAtTheFinalState(t *testing.T) {
	steps := []step{{status: 200, body: commandXML("setup", "")}, running, running, ended}
	bubble(t, TestURL, WaitOptions{}, steps, func(t *testing.T, events []PollEvent, at []time.Time) {
		if len(events) != 4 || len(at) != 4 {
			t.Fatalf("%d events, %d requests", len(events), len(at))
		}
		for i, ev := range events {
			if ev.Attempt != i+1 || ev.Err != nil || ev.Reply == nil {
				t.Errorf("event %d: %+v", i, ev)
			}
		}
		last := events[3]
		if last.Reply.Command.State != StateSuccessful || string(last.Reply.Raw) != ended.body || last.Delay != 0 {
			t.Errorf("%+v", last)
		}
		pace(t, at, 2*time.Second, 5*time.Second)
	})
}

// pace checks that no two requests are closer or further apart than allowed.
func pace(t *testing.T, at []time.Time, low, high time.Duration) {
	t.Helper()
	for i := 1; i < len(at); i++ {
		if d := at[i].Sub(at[i-1]); d < low || d > high {
			t.Errorf("request %d came after %v", i+1, d)
		}
	}
}

func TestWaitJitters(t *testing.T) {
	steps := make([]step, 30)
	for i := range steps {
		steps[i] = running
	}
	bubble(t, TestURL, WaitOptions{}, append(steps, ended), func(t *testing.T, events []PollEvent, _ []time.Time) {
		seen := map[time.Duration]bool{}
		for _, ev := range events {
			seen[ev.Delay] = true
		}
		if len(seen) < 10 {
			t.Errorf("only %d different pauses in 30 polls", len(seen))
		}
	})
}

func TestWaitIsNeverFasterThanTheProviderAsksFor(t *testing.T) {
	fast := WaitOptions{MinDelay: time.Millisecond, MaxDelay: 2 * time.Millisecond}
	bubble(t, TestURL, fast, []step{running, running, ended}, func(t *testing.T, _ []PollEvent, at []time.Time) {
		pace(t, at, 2*time.Second, 5*time.Second)
	})
	bubble(t, "http://127.0.0.1:9", fast, []step{running, running, ended}, func(t *testing.T, _ []PollEvent, at []time.Time) {
		pace(t, at, time.Millisecond, 2*time.Millisecond)
	})
}

func TestWaitPausesFirstWhenAsked(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &script{steps: []step{ended}}
		c, _ := New(Config{BaseURL: TestURL, Key: NewSecret(testKey), Transport: s})
		start := time.Now()
		for range c.Wait(t.Context(), "455000001", WaitOptions{DelayFirst: true}) {
		}
		if d := s.at[0].Sub(start); d < 2*time.Second || d > 5*time.Second {
			t.Errorf("first request after %v", d)
		}
	})
}

func TestProgressDecidesNothing(t *testing.T) {
	full := step{status: 200, body: strings.Replace(commandXML("in_progress", ""), "<value>0<", "<value>100<", 1)}
	bubble(t, TestURL, WaitOptions{}, []step{full, full, ended}, func(t *testing.T, events []PollEvent, _ []time.Time) {
		if len(events) != 3 || events[0].Reply.Command.Progress != 100 || events[2].Reply.Command.Progress != 0 {
			t.Errorf("%+v", events)
		}
	})
}

func TestUnknownStatesKeepPollingAndWarn(t *testing.T) {
	odd := step{status: 200, body: commandXML("pondering\u202e", "")}
	bubble(t, TestURL, WaitOptions{}, []step{odd, odd, ended}, func(t *testing.T, events []PollEvent, _ []time.Time) {
		if len(events) != 3 || !strings.Contains(events[0].Warning.String(), "pondering") || !events[1].Warning.Empty() || events[0].Err != nil {
			t.Errorf("%+v", events)
		}
	})
}

func TestWaitSurvivesWhatPasses(t *testing.T) {
	steps := []step{
		{err: io.ErrUnexpectedEOF},
		{err: errors.New("connection refused")},
		{status: 500, body: "oops"},
		{status: 502, body: "<html>Bad gateway</html>"},
		{status: 503, body: exceptionXML(503, "ServiceMaintenance", "m")},
		{status: 429, body: ""},
		{status: 200, body: ended.body[:len(ended.body)/2]},
		{status: 200, body: ended.body[:len(ended.body)/2], cut: true},
		{status: 200, body: ""},
		running,
		{status: 200, body: "<reply status=\"200 OK\"/>"},
		{status: 200, body: strings.Replace(ended.body, "455000001", "455000002", 1)},
		{status: 302, body: ""},
		{status: 200, body: "<html>Welcome to the hotel</html>"},
		{slow: time.Hour},
		ended,
	}
	bubble(t, TestURL, WaitOptions{}, steps, func(t *testing.T, events []PollEvent, at []time.Time) {
		if len(events) != len(steps) {
			t.Fatalf("%d events: %+v", len(events), events[len(events)-1])
		}
		for i, ev := range events[:len(steps)-1] {
			if steps[i].body == running.body {
				continue
			}
			if ev.Err == nil || ev.Reply != nil || !Retryable(ev.Err) {
				t.Errorf("event %d: %+v", i, ev)
			}
		}
		if string(events[6].Raw) != steps[6].body || string(events[7].Raw) != steps[7].body {
			t.Errorf("the bytes of a reply cut in half are not kept: %q", events[7].Raw)
		}
		if !errors.Is(events[6].Err, KindDecode) || !errors.Is(events[7].Err, KindDecode) {
			t.Errorf("%v, %v", events[6].Err, events[7].Err)
		}
		if last := events[len(steps)-1]; last.Err != nil || last.Reply.Command.State != StateSuccessful {
			t.Errorf("%+v", last)
		}
	})
}

func TestRetryAfterIsHonoured(t *testing.T) {
	for _, st := range []step{
		{status: 429, header: http.Header{"Retry-After": {"30"}}},
		{status: 503, header: http.Header{"Retry-After": {"30"}}},
		{status: 200, body: running.body, header: http.Header{"Retry-After": {"30"}}},
	} {
		bubble(t, TestURL, WaitOptions{}, []step{st, ended}, func(t *testing.T, _ []PollEvent, at []time.Time) {
			pace(t, at, 30*time.Second, 30*time.Second)
		})
	}
	late := step{status: 429, header: http.Header{"Retry-After": {"86400"}}}
	bubble(t, TestURL, WaitOptions{Timeout: time.Minute}, []step{late}, func(t *testing.T, events []PollEvent, at []time.Time) {
		if last := events[len(events)-1]; len(at) != 1 || !errors.Is(last.Err, ErrWaitTimeout) || !errors.Is(last.Err, KindQuota) {
			t.Errorf("%d requests, %+v", len(at), last)
		}
	})
}

func TestWaitRefusesABadID(t *testing.T) {
	c, _ := New(Config{BaseURL: TestURL, Key: NewSecret(testKey)})
	events := slices.Collect(c.Wait(t.Context(), "../x", WaitOptions{}))
	if len(events) != 1 || !events[0].Final || !errors.Is(events[0].Err, ErrInvalidRequest) {
		t.Errorf("%+v", events)
	}
}

// Nonsense in the options never becomes a loop without pauses.
func TestWaitOptionsOutOfRange(t *testing.T) {
	steps := []step{running, running, ended}
	for _, o := range []WaitOptions{{MinDelay: -time.Second}, {MinDelay: -time.Second, MaxDelay: -time.Second}, {MaxDelay: time.Nanosecond}, {MinDelay: 10 * time.Second, MaxDelay: time.Second}} {
		for _, base := range []string{TestURL, "http://127.0.0.1:9"} {
			bubble(t, base, o, steps, func(t *testing.T, _ []PollEvent, at []time.Time) {
				pace(t, at, 2*time.Second, 10*time.Second)
			})
		}
	}
}

// A reply is read once: its rows come as it is checked, from a new taker for every look, and with them the rest.
func TestWaitHandsTheRowsOn(t *testing.T) {
	whole := string(replytest.XML(replytest.Options{Rows: 40, Accounts: 2}))
	bad := strings.Replace(whole, "<moneyTransaction>", "<moneyTransaction><labels>"+strings.Repeat("<label>x</label>", 501)+"</labels></moneyTransaction><moneyTransaction>", 1)
	for _, c := range []struct {
		body     string
		rows     int
		readable bool
	}{{whole, 40, true}, {bad, 0, false}} {
		takers, rows := 0, 0
		o := WaitOptions{Rows: func() RowFunc {
			takers++
			rows = 0
			return func(*Import, Source, *Transaction) error { rows++; return nil }
		}}
		bubble(t, "http://127.0.0.1:9", o, []step{running, {status: 200, body: whole[:len(whole)-9]}, {status: 200, body: c.body}}, func(t *testing.T, events []PollEvent, _ []time.Time) {
			reply := events[len(events)-1].Reply
			if reply == nil || (reply.Import != nil) != c.readable || (reply.ImportErr == nil) != c.readable {
				t.Fatalf("%+v", reply)
			}
			if rows != c.rows || takers != 3 {
				t.Errorf("%d rows by the last of %d takers, want %d by the third", rows, takers, c.rows)
			}
			if c.readable && (len(reply.Import.Targets) != 1 || reply.Import.Command == nil) {
				t.Errorf("%+v", reply.Import)
			}
		})
	}
}
