package wire

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient"
	"aisdesk/tui/pane"
)

// asking is a place with one import whose owner the services are asked about.
type asking struct {
	*Backend
	t  *testing.T
	id string
}

func newAsking(t *testing.T) *asking {
	t.Helper()
	p := newPlace(t, "")
	out, err := p.Verification(pane.Plan{Door: pane.DoorMock, Login: "test1"}).Verify(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return &asking{p.Backend(), t, out.ImportID}
}

// under asks a service while the sandbox plays a scenario.
func (a *asking) under(scenario string, s pane.Service) (pane.Answer, error) {
	a.t.Helper()
	if err := a.place.sandbox.SetScenario(scenario); err != nil {
		a.t.Fatal(err)
	}
	return a.Ask(a.t.Context(), a.id, s)
}

// kept is what lies beside the import for a service.
func (a *asking) kept(s pane.Service) pane.Answer {
	for _, k := range a.Kept(a.id) {
		if k.Service == s {
			return k
		}
	}
	return pane.Answer{}
}

func TestEveryServiceAnswersAndIsKept(t *testing.T) {
	a := newAsking(t)
	for _, s := range pane.AllServices {
		got, err := a.under("ok", s)
		if err != nil || got.Refusal != "" || len(got.Body) < 10 || !strings.HasPrefix(got.Source, "sandbox 127.0.0.1:") {
			t.Errorf("%s: %v %+v", s, err, got)
		}
		if k := a.kept(s); string(k.Body) != string(got.Body) || !k.AskedAt.Equal(got.AskedAt) || k.Source != got.Source {
			t.Errorf("%s: kept %+v", s, k)
		}
	}
}

func TestRefusalsAreKeptUntilThereIsAnAnswer(t *testing.T) {
	a := newAsking(t)
	for _, s := range pane.AllServices {
		got, err := a.under("not-in-contract", s)
		if err != nil || !strings.Contains(got.Refusal, "not in your contract") || !strings.Contains(got.Refusal, "Service is not in your contract") || a.kept(s).Refusal != got.Refusal {
			t.Errorf("%s: %v %+v", s, err, got)
		}
	}
	if got, err := a.under("NoDataToCalculateScore", pane.Scores); err != nil || !strings.HasPrefix(got.Refusal, "too little data") || a.kept(pane.Scores).Refusal != got.Refusal {
		t.Errorf("%v %+v", err, got)
	}
	if got, err := a.under("ok", pane.Scores); err != nil || got.Refusal != "" || a.kept(pane.Scores).Refusal != "" {
		t.Errorf("%v %+v", err, got)
	}
}

func TestARefusalDoesNotTakeThePlaceOfAnAnswer(t *testing.T) {
	a := newAsking(t)
	first, err := a.under("ok", pane.Scores)
	if err != nil {
		t.Fatal(err)
	}
	a.place.sandbox.Advance(25 * time.Hour)
	_, err = a.under("ok", pane.Scores)
	if err == nil || !errors.Is(err, aisclient.ExceptionName("InvalidOwnerExternalId")) {
		t.Fatalf("a day later: %v", err)
	}
	for _, want := range []string{"24 hours", "Import again", "that is kept stays"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in %q", want, err)
		}
	}
	if k := a.kept(pane.Scores); string(k.Body) != string(first.Body) {
		t.Errorf("the answer is gone: %+v", k)
	}
	if got, err := a.Ask(t.Context(), a.id, pane.Profiles); err != nil || !strings.HasPrefix(got.Refusal, "data not kept any more") {
		t.Errorf("a service that never answered: %v %+v", err, got)
	}
}

func TestAFailedQuestionKeepsNothing(t *testing.T) {
	a := newAsking(t)
	for _, scenario := range []string{"html", "unauthorized"} {
		if got, err := a.under(scenario, pane.Income); err == nil {
			t.Errorf("%s: %+v", scenario, got)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := a.Ask(ctx, a.id, pane.Income); err == nil {
		t.Error("a question that was stopped has an answer")
	}
	if len(a.Kept(a.id)) != 0 {
		t.Errorf("%+v", a.Kept(a.id))
	}
}
