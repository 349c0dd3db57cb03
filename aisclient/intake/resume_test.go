package intake

import (
	"errors"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/text"
)

func pendingImport(fx *fixture) archive.Pending {
	p := archive.Pending{CommandID: text.Clean(commandID), Environment: text.Clean("sandbox"), OwnerExternalID: text.Clean("app-1"),
		Target: text.Clean("KontoBank"), Since: text.Clean("2026-04-01")}
	p, _ = fx.archive.SavePending(p)
	fx.archive.order = nil
	return p
}

func TestResumeGoesOnToTheSavedImport(t *testing.T) {
	fx := newFixture()
	out, err := fx.runner.Resume(t.Context(), pendingImport(fx), fx.emit)
	fx.check(t, out, err)
	if err != nil || out.ImportID != "import-1" || out.OwnerExternalID != "app-1" || out.CommandID != commandID {
		t.Fatalf("%v %+v", err, out)
	}
	if got := fx.states(); got != "importing, saving, done" {
		t.Errorf("states: %s", got)
	}
	if len(fx.provider.imports) != 0 || fx.provider.waits[0].DelayFirst || len(fx.archive.pending) != 0 {
		t.Errorf("%d imports, %+v, %v", len(fx.provider.imports), fx.provider.waits, fx.archive.pending)
	}
	if d := fx.archive.imports["import-1"]; d.Since.String() != "2026-04-01" || d.OwnerExternalID.String() != "app-1" || d.OwnerUnconfirmed {
		t.Errorf("%+v", d)
	}
}

// What was not confirmed when the import was accepted stays so for whoever goes on with it.
func TestResumeRemembersThatNothingConfirmedTheOwner(t *testing.T) {
	fx := newFixture()
	p := pendingImport(fx)
	p.OwnerUnconfirmed = true
	if _, err := fx.runner.Resume(t.Context(), p, fx.emit); err != nil || !fx.archive.imports["import-1"].OwnerUnconfirmed {
		t.Errorf("%v %+v", err, fx.archive.imports["import-1"])
	}
}

// Accounts and cards whose history the provider cut short are counted alike.
func TestCountsOfWhatIsNotWhole(t *testing.T) {
	imp := &aisclient.Import{Targets: []aisclient.Target{
		{Accounts: []aisclient.Account{{PartialDueToTimeout: true, Count: 2}, {Count: 3}}, CreditCards: []aisclient.CreditCard{{Count: 4}}},
		{CreditCards: []aisclient.CreditCard{{PartialDueToTimeout: true}, {PartialDueToTimeout: true}, {PartialDueToTimeout: true}}},
	}}
	if c := CountsOf(imp); c.Partial != 4 || c.Accounts != 2 || c.CreditCards != 4 || c.Transactions != 9 {
		t.Errorf("%+v", c)
	}
}

func TestResumeEndsTheOfferWhenTheProviderForgot(t *testing.T) {
	fx := newFixture()
	fx.provider.looks = []aisclient.PollEvent{{Err: &aisclient.Error{Kind: aisclient.KindProvider, Name: "InvalidCommandId", Next: "Start anew."}, Final: true}}
	out, err := fx.runner.Resume(t.Context(), pendingImport(fx), fx.emit)
	fx.check(t, out, err)
	if out.State != Failed || len(fx.archive.pending) != 0 || !strings.Contains(err.Error(), "Start anew") {
		t.Errorf("%v %+v %v", err, out, fx.archive.pending)
	}
	if last := fx.events[len(fx.events)-1]; last.Pending != "" {
		t.Errorf("the end offers to go on with %s", last.Pending)
	}
}

func TestResumeKeepsTheOfferWhenSomethingElseFails(t *testing.T) {
	for name, e := range map[string]error{
		"no network": &aisclient.Error{Kind: aisclient.KindTransport, Err: errors.New("down")},
		"no key":     &aisclient.Error{Kind: aisclient.KindAuth, HTTPStatus: 401},
		"time is up": aisclient.ErrWaitTimeout,
	} {
		fx := newFixture()
		fx.provider.looks = []aisclient.PollEvent{{Err: e, Final: true}}
		out, err := fx.runner.Resume(t.Context(), pendingImport(fx), fx.emit)
		fx.check(t, out, err)
		if out.State != Failed || !errors.Is(err, e) || len(fx.archive.pending) != 1 {
			t.Errorf("%s: %v %+v", name, err, fx.archive.pending)
		}
		if last := fx.events[len(fx.events)-1]; last.Pending != commandID {
			t.Errorf("%s: the end does not say that %s can be gone on with: %+v", name, commandID, last)
		}
	}
}

func TestResumeRefusesAnotherEnvironment(t *testing.T) {
	fx := newFixture()
	p := pendingImport(fx)
	p.Environment = text.Clean("live")
	out, err := fx.runner.Resume(t.Context(), p, fx.emit)
	fx.check(t, out, err)
	if !errors.Is(err, ErrOtherEnvironment) || len(fx.provider.waited) != 0 || len(fx.archive.pending) != 1 {
		t.Errorf("%v", err)
	}
}

// An iterator that ends without a final event is a fault of its own; the verification still ends.
func TestPollingThatJustStops(t *testing.T) {
	fx := newFixture()
	fx.provider.looks = []aisclient.PollEvent{look("in_progress", 0)}
	out, err := fx.verify(t, t.Context(), plainRequest)
	if out.State != Failed || err == nil || len(fx.archive.pending) != 1 {
		t.Errorf("%v %+v", err, out)
	}
}
