package aisclient

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestWaitGivesUpAtLast(t *testing.T) {
	cut := step{status: 200, body: ended.body[:60]}
	bubble(t, TestURL, WaitOptions{}, []step{running, cut}, func(t *testing.T, events []PollEvent, at []time.Time) {
		last := events[len(events)-1]
		if len(at) != 6 || !errors.Is(last.Err, KindDecode) || string(last.Raw) != cut.body {
			t.Errorf("%d requests, %+v", len(at), last)
		}
		if !strings.Contains(last.Err.Error(), "5 polls in a row") || !strings.Contains(last.Err.Error(), "resume") {
			t.Errorf("%v", last.Err)
		}
	})
}

func TestWaitGivesUpOnABrokenNetworkLater(t *testing.T) {
	bubble(t, TestURL, WaitOptions{}, []step{{err: errors.New("down")}}, func(t *testing.T, events []PollEvent, at []time.Time) {
		if last := events[len(events)-1]; len(at) != 20 || !errors.Is(last.Err, KindTransport) {
			t.Errorf("%d requests, %+v", len(at), last)
		}
	})
}

func TestOneGoodPollRestoresPatience(t *testing.T) {
	bad := step{err: errors.New("down")}
	bubble(t, TestURL, WaitOptions{Patience: 3}, []step{bad, bad, running, bad, bad, running, bad, bad, ended}, func(t *testing.T, events []PollEvent, _ []time.Time) {
		if last := events[len(events)-1]; last.Err != nil {
			t.Errorf("%v", last.Err)
		}
	})
}

func TestWaitEndsAtARefusal(t *testing.T) {
	for name, st := range map[string]step{
		"InvalidCommandId": {status: 404, body: exceptionXML(404, "InvalidCommandId", "m")},
		"":                 {status: 401, body: `<reply status="401 Unauthorized"><comment>c</comment></reply>`},
	} {
		bubble(t, TestURL, WaitOptions{}, []step{running, st}, func(t *testing.T, events []PollEvent, at []time.Time) {
			e := failure(t, events[len(events)-1].Err)
			if len(at) != 2 || e.Name != name {
				t.Errorf("%d requests, %v", len(at), e)
			}
		})
	}
}

func TestFailedImportEndsWithReplyAndReason(t *testing.T) {
	st := step{status: 200, body: commandXML("error", `<exception name="AccessBlocked"><message>Blocked.</message></exception>`)}
	bubble(t, TestURL, WaitOptions{}, []step{running, st}, func(t *testing.T, events []PollEvent, _ []time.Time) {
		last := events[1]
		if last.Reply == nil || string(last.Reply.Raw) != st.body || !errors.Is(last.Err, ExceptionName("AccessBlocked")) {
			t.Errorf("%+v", last)
		}
	})
}

func TestWaitHasATotalDeadline(t *testing.T) {
	for name, st := range map[string]step{"running": running, "hanging": {slow: 24 * time.Hour}, "down": {err: errors.New("down")}} {
		t.Run(name, func(t *testing.T) {
			bubble(t, TestURL, WaitOptions{Timeout: 2 * time.Minute, Patience: 1000}, []step{st}, func(t *testing.T, events []PollEvent, at []time.Time) {
				last := events[len(events)-1]
				e := failure(t, last.Err)
				if last.Reply != nil {
					t.Error("the last event holds a reply that is not final")
				}
				if !errors.Is(e, ErrWaitTimeout) || !strings.Contains(e.Next, "resume") {
					t.Errorf("%v", e)
				}
				if last.Elapsed > 2*time.Minute || last.Elapsed < 110*time.Second {
					t.Errorf("ended after %v", last.Elapsed)
				}
			})
		})
	}
}

func TestCancelEndsTheWaitAtOnce(t *testing.T) {
	for name, steps := range map[string][]step{"in a pause": {running}, "in a call": {{slow: time.Hour}}} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c, _ := New(Config{BaseURL: TestURL, Key: NewSecret(testKey), Transport: &script{steps: steps}, CallTimeout: time.Hour})
				ctx, cancel := context.WithCancel(t.Context())
				start := time.Now()
				time.AfterFunc(time.Second, cancel)
				var last PollEvent
				for last = range c.Wait(ctx, "455000001", WaitOptions{}) {
				}
				if !last.Final || !errors.Is(last.Err, context.Canceled) || time.Since(start) != time.Second {
					t.Errorf("after %v: %+v", time.Since(start), last)
				}
			})
		})
	}
}

func TestLeavingTheLoopEndsThePolling(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &script{steps: []step{running}}
		c, _ := New(Config{BaseURL: TestURL, Key: NewSecret(testKey), Transport: s})
		for range c.Wait(t.Context(), "455000001", WaitOptions{}) {
			break
		}
		time.Sleep(time.Hour)
		if len(s.at) != 1 {
			t.Errorf("%d requests", len(s.at))
		}
	})
}

// An answer that is malformed will be so again, and the import can be asked for later all the same.
func TestAMalformedReplyCanBeAskedForAgain(t *testing.T) {
	bubble(t, TestURL, WaitOptions{}, []step{running, {status: 200, body: "<!DOCTYPE reply>" + ended.body}}, func(t *testing.T, events []PollEvent, at []time.Time) {
		if e := failure(t, events[len(events)-1].Err); e.Kind != KindDecode || !strings.Contains(e.Next, "it can be resumed") {
			t.Errorf("%d requests, %v", len(at), e)
		}
	})
}
