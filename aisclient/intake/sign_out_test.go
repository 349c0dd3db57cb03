package intake

import (
	"context"
	"errors"
	"strings"
	"testing"

	"aisdesk/aisclient"
)

// A session of a verification that failed for good is closed; one whose import goes on, or was taken, is not.
func TestASessionOfNoMoreUseIsClosed(t *testing.T) {
	refused := errors.New("refused")
	for name, c := range map[string]struct {
		change func(fx *fixture)
		closed int
		state  State
	}{
		"a successful import":           {func(*fixture) {}, 0, Done},
		"an import that failed":         {func(fx *fixture) { fx.provider.looks = []aisclient.PollEvent{final("error", "<reply/>")} }, 1, Failed},
		"an import that was refused":    {func(fx *fixture) { fx.provider.importE = refused }, 1, Failed},
		"another owner":                 {func(fx *fixture) { fx.provider.owner = "somebody" }, 1, Failed},
		"an import that can be resumed": {func(fx *fixture) { fx.provider.looks = []aisclient.PollEvent{{Err: refused, Final: true}} }, 0, Failed},
		"a sign-in that failed":         {func(fx *fixture) { fx.source.err = refused }, 0, Failed},
		"a provider that closes none":   {func(fx *fixture) { fx.provider.importE = refused; fx.runner.SignOut = nil }, 0, Failed},
	} {
		t.Run(name, func(t *testing.T) {
			fx := newFixture()
			var closed []aisclient.Session
			fx.runner.SignOut = func(_ context.Context, s aisclient.Session) error { closed = append(closed, s); return nil }
			c.change(fx)
			out, _ := fx.verify(t, t.Context(), plainRequest)
			if len(closed) != c.closed || out.State != c.state || len(closed) > 0 && closed[0].ID != testSession().ID {
				t.Errorf("%v, closed %v", out.State, closed)
			}
			if strings.Contains(fx.warnings(), "could not be closed") {
				t.Error(fx.warnings())
			}
		})
	}
}

// A session that cannot be closed is said, and hides nothing.
func TestAFailureToCloseASessionHidesNothing(t *testing.T) {
	fx := newFixture()
	refused := errors.New("refused")
	fx.provider.importE = refused
	fx.runner.SignOut = func(context.Context, aisclient.Session) error { return errors.New("nobody answers") }
	out, err := fx.verify(t, t.Context(), plainRequest)
	if !errors.Is(err, refused) || out.Err != err || strings.Contains(err.Error(), "nobody") || !strings.Contains(fx.warnings(), "could not be closed at the bank, where it ends by itself: nobody answers") {
		t.Errorf("%v\n%s", err, fx.warnings())
	}
}
