package localserver

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"aisdesk/aisclient/intake"
)

// config is what the page is told when it loads.
func (d *terminal) config() (int, string) {
	code, _, body := d.do(d.request(http.MethodGet, "/config", ""))
	return code, body
}

// After the import the page may ask what comes next: the tab that signed in answers once, with something that makes sense,
// and learns where to go.
func TestThePageAsksWhatComesNext(t *testing.T) {
	var got []string
	fails := true
	o := testOptions()
	o.Next = func(_ context.Context, step intake.NextStep, name string) (string, error) {
		if got = append(got, string(step)+" "+name); fails {
			return "", errors.New("the desk is busy")
		}
		return "http://127.0.0.1:1/#next", nil
	}
	d := begin(t, o, intake.Request{})
	if code, body := d.config(); code != http.StatusOK || !strings.Contains(body, `"askNext":true`) {
		t.Errorf("%d %s", code, body)
	}
	next := func(body string, want int, words string) {
		t.Helper()
		if code, said := d.post("/next", body); code != want || !strings.Contains(said, words) {
			t.Errorf("%s: %d %s, want %d %q", body, code, said, want, words)
		}
	}
	next(`{"step":"bank"}`, http.StatusConflict, "nothing is asked now") // nobody has signed in
	if code, body := d.post("/session", validSession); code != http.StatusOK {
		t.Fatalf("%d %s", code, body)
	}
	if _, err := d.end(); err != nil {
		t.Fatal(err)
	}
	next(`{"step":"bank"}`, http.StatusConflict, "nothing is asked now") // nothing is saved
	d.page.Follow(intake.Event{State: intake.Done})
	next(`{"step":"everything"}`, http.StatusUnprocessableEntity, "bank, applicant or finish")
	next(`{"step":"applicant","name":" "}`, http.StatusUnprocessableEntity, "needs a name")
	next(`{"step":"applicant","name":"`+strings.Repeat("x", 101)+`"}`, http.StatusUnprocessableEntity, "too long")
	next(`{"step":"bank","step":"finish"}`, http.StatusUnprocessableEntity, "stands twice")
	next(`{"Step":"bank"}`, http.StatusUnprocessableEntity, "bank, applicant or finish")
	next(`{"step":"bank"} {}`, http.StatusUnprocessableEntity, "something follows")
	next(`{"step":"bank"}`, http.StatusServiceUnavailable, "the desk is busy")
	fails = false
	next(`{"step":"applicant","name":"Maria\u0007 Kowalska"}`, http.StatusOK, "http://127.0.0.1:1/#next")
	next(`{"step":"finish"}`, http.StatusConflict, "nothing is asked now") // answered
	if strings.Join(got, "|") != "bank |applicant Maria␇ Kowalska" {
		t.Errorf("%q", got)
	}
}

// A page on which nobody takes the answer asks nothing, and a stranger's tab is not asked.
func TestWhoIsNotAskedWhatComesNext(t *testing.T) {
	d := begin(t, testOptions(), intake.Request{})
	if _, body := d.config(); !strings.Contains(body, `"askNext":false`) {
		t.Error(body)
	}
	if code, _ := d.post("/session", validSession); code != http.StatusOK {
		t.Fatal(code)
	}
	d.page.Follow(intake.Event{State: intake.Done})
	if code, _ := d.post("/next", `{"step":"bank"}`); code != http.StatusConflict {
		t.Error(code)
	}
	o := testOptions()
	o.Next = func(context.Context, intake.NextStep, string) (string, error) {
		return "", errors.New("a stranger was asked")
	}
	d = begin(t, o, intake.Request{})
	if code, _ := d.post("/session", validSession); code != http.StatusOK {
		t.Fatal(code)
	}
	d.page.Follow(intake.Event{State: intake.Done})
	r := d.request(http.MethodPost, "/next", `{"step":"finish"}`)
	r.Header.Set(tabHeader, "stranger")
	if code, _, body := d.do(r); code != http.StatusConflict {
		t.Errorf("%d %s", code, body)
	}
}
