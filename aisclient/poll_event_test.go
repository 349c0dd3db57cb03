package aisclient

import (
	"errors"
	"fmt"
	"net/http"
	"testing"
	"testing/synctest"
	"time"
)

func TestEventsTellStateProgressAndServerTime(t *testing.T) {
	stamped := step{status: 200, body: `<reply status="200 OK" responseTimestamp="2026-01-02T03:04:05Z"><command id="455000001" state="in_progress" name="N"><progress><value>40</value></progress></command></reply>`}
	const old = `<reply status="200 OK"><command id="455000001" state="%s" name="N"/></reply>`
	dated := step{status: 200, body: fmt.Sprintf(old, "in_progress"), header: http.Header{"Date": {"Fri, 02 Jan 2026 03:04:06 GMT"}}}
	bubble(t, TestURL, WaitOptions{}, []step{stamped, dated, {status: 500}, {status: 200, body: fmt.Sprintf(old, "successful")}}, func(t *testing.T, events []PollEvent, _ []time.Time) {
		if e := events[0]; e.State() != StateInProgress || e.Progress() != 40 || e.ServerTime().Second() != 5 {
			t.Errorf("%+v", e)
		}
		if e := events[1]; e.ServerTime().Second() != 6 || e.ServerTime().Year() != 2026 {
			t.Errorf("%v", e.ServerTime())
		}
		if e := events[2]; e.State() != "" || e.Progress() != 0 || !e.ServerTime().IsZero() {
			t.Errorf("%+v", e)
		}
		if e := events[3]; e.State() != StateSuccessful || !e.ServerTime().IsZero() {
			t.Errorf("%+v", e)
		}
	})
}

func TestWaitForImportGivesTheEnd(t *testing.T) {
	failed := step{status: 200, body: commandXML("error", `<exception name="AccessBlocked"><message>m</message></exception>`)}
	for _, tt := range []struct {
		steps []step
		reply bool
		kind  error
	}{
		{[]step{running, ended}, true, nil},
		{[]step{running, failed}, true, KindUser},
		{[]step{{status: 401, body: "x"}}, false, KindAuth},
	} {
		synctest.Test(t, func(t *testing.T) {
			c, _ := New(Config{BaseURL: TestURL, Key: NewSecret(testKey), Transport: &script{steps: tt.steps}})
			r, err := c.WaitForImport(t.Context(), "455000001", WaitOptions{})
			if (r != nil) != tt.reply || !errors.Is(err, tt.kind) {
				t.Errorf("%+v %v", r, err)
			}
			if tt.kind == nil {
				if imp, err := r.Decode(t.Context()); err != nil || len(imp.Targets) != 1 {
					t.Errorf("%v %+v", err, imp)
				}
			}
		})
	}
}
