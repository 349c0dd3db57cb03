package app

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app/provider"
	"aisdesk/aisclient/app/service"
	"aisdesk/localserver/sandbox"
)

// asking is an App with one import whose owner the services are asked about.
type asking struct {
	*App
	t        *testing.T
	id       string
	provider *sandbox.Sandbox // that is asked
}

func newAsking(t *testing.T) *asking {
	t.Helper()
	a := &asking{App: newApp(t, ""), t: t}
	start := a.opts.StartSandbox
	a.App.provider.Config = func() provider.Config {
		return a.Config.provider(func() (provider.Sandbox, error) {
			s, err := start()
			a.provider, _ = s.(*sandbox.Sandbox)
			return s, err
		})
	}
	a.id = imported(t, a.App)
	return a
}

// under asks a service while the sandbox plays a scenario.
func (a *asking) under(scenario string, s service.Service) (service.Answer, error) {
	a.t.Helper()
	if err := a.provider.SetScenario(scenario); err != nil {
		a.t.Fatal(err)
	}
	return a.Ask(a.t.Context(), a.id, s)
}

// saved is what lies beside the import for a service.
func (a *asking) saved(s service.Service) service.Answer {
	for _, k := range a.Answers(a.id) {
		if k.Service == s {
			return k
		}
	}
	return service.Answer{}
}

func TestEveryServiceAnswersAndIsSaved(t *testing.T) {
	a := newAsking(t)
	for _, s := range service.All() {
		got, err := a.under("ok", s)
		if err != nil || got.Refusal != "" || len(got.Body) < 10 || !strings.HasPrefix(got.Source, "sandbox 127.0.0.1:") {
			t.Errorf("%s: %v %+v", s, err, got)
		}
		if k := a.saved(s); string(k.Body) != string(got.Body) || !k.AskedAt.Equal(got.AskedAt) || k.Source != got.Source {
			t.Errorf("%s: kept %+v", s, k)
		}
	}
}

func TestRefusalsAreSavedUntilThereIsAnAnswer(t *testing.T) {
	a := newAsking(t)
	for _, s := range service.All() {
		got, err := a.under("not-in-contract", s)
		if err != nil || !strings.Contains(got.Refusal, "not in your contract") || !strings.Contains(got.Refusal, "Service is not in your contract") || a.saved(s).Refusal != got.Refusal {
			t.Errorf("%s: %v %+v", s, err, got)
		}
	}
	if got, err := a.under("NoDataToCalculateScore", service.Scores); err != nil || !strings.HasPrefix(got.Refusal, "too little data") || a.saved(service.Scores).Refusal != got.Refusal {
		t.Errorf("%v %+v", err, got)
	}
	if got, err := a.under("ok", service.Scores); err != nil || got.Refusal != "" || a.saved(service.Scores).Refusal != "" {
		t.Errorf("%v %+v", err, got)
	}
}

func TestARefusalDoesNotTakeThePlaceOfAnAnswer(t *testing.T) {
	a := newAsking(t)
	first, err := a.under("ok", service.Scores)
	if err != nil {
		t.Fatal(err)
	}
	a.provider.Advance(25 * time.Hour)
	_, err = a.under("ok", service.Scores)
	if err == nil || !errors.Is(err, aisclient.ExceptionName("InvalidOwnerExternalId")) {
		t.Fatalf("a day later: %v", err)
	}
	for _, want := range []string{"24 hours", "Import again", "that is saved stays"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in %q", want, err)
		}
	}
	if k := a.saved(service.Scores); string(k.Body) != string(first.Body) {
		t.Errorf("the answer is gone: %+v", k)
	}
	if got, err := a.Ask(t.Context(), a.id, service.Profiles); err != nil || !strings.HasPrefix(got.Refusal, "data not kept any more") {
		t.Errorf("a service that never answered: %v %+v", err, got)
	}
}

func TestAFailedQuestionSavesNothing(t *testing.T) {
	a := newAsking(t)
	for _, scenario := range []string{"html", "unauthorized"} {
		if got, err := a.under(scenario, service.Income); err == nil {
			t.Errorf("%s: %+v", scenario, got)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := a.Ask(ctx, a.id, service.Income); err == nil {
		t.Error("a question that was stopped has an answer")
	}
	if len(a.Answers(a.id)) != 0 {
		t.Errorf("%+v", a.Answers(a.id))
	}
}
