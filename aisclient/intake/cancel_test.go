package intake

import (
	"context"
	"errors"
	"strings"
	"testing"

	"aisdesk/aisclient"
)

func cancellation(t *testing.T, err error) *Cancellation {
	t.Helper()
	c, ok := errors.AsType[*Cancellation](err)
	if !ok || !errors.Is(err, context.Canceled) && !strings.Contains(c.Err.Error(), "closed") {
		t.Fatalf("not a cancellation: %v", err)
	}
	return c
}

func TestCancelWhileLinking(t *testing.T) {
	fx := newFixture()
	fx.source.hang = true
	ctx, cancel := context.WithCancel(t.Context())
	fx.source.events = []LinkEvent{{Kind: LinkReady}}
	emit := func(ev Event) {
		fx.emit(ev)
		if ev.Link != nil {
			cancel()
		}
	}
	out, err := fx.runner.Verify(ctx, plainRequest, fx.source, emit)
	fx.check(t, out, err)
	c := cancellation(t, err)
	if out.State != Cancelled || c.At != Linking || !strings.Contains(err.Error(), "nothing was saved") || len(fx.provider.imports) != 0 {
		t.Errorf("%v %+v", err, out)
	}
	if fx.source.closed != 1 {
		t.Error("the source was not closed")
	}
}

func TestCancelBetweenSignInAndImport(t *testing.T) {
	fx := newFixture()
	ctx, cancel := context.WithCancel(t.Context())
	fx.source.events = nil
	src := sourceFunc(func(context.Context, Request, func(LinkEvent)) (aisclient.Session, error) {
		cancel()
		return testSession(), nil
	})
	out, err := fx.runner.Verify(ctx, plainRequest, src, fx.emit)
	fx.check(t, out, err)
	if cancellation(t, err); len(fx.provider.imports) != 0 {
		t.Error("an import was sent after the cancel")
	}
}

func TestCancelWhileTheImportIsSent(t *testing.T) {
	fx := newFixture()
	ctx, cancel := context.WithCancel(t.Context())
	cancelled := &aisclient.Error{Kind: aisclient.KindTransport, Err: errors.Join(aisclient.ErrImportUnknown, context.Canceled)}
	fx.provider.importE = cancelled
	fx.runner.Client = cancelOnImport{fx.provider, cancel}
	out, err := fx.verify(t, ctx, plainRequest)
	if c := cancellation(t, err); c.At != SignedIn || !strings.Contains(err.Error(), "session is used up") || out.ImportID != "" {
		t.Errorf("%v", err)
	}
}

type cancelOnImport struct {
	*provider
	cancel func()
}

func (c cancelOnImport) DefaultImport(ctx context.Context, s aisclient.Session, since aisclient.Date) (*aisclient.CommandReply, error) {
	c.cancel()
	return c.provider.DefaultImport(ctx, s, since)
}

func TestCancelWhileImporting(t *testing.T) {
	fx := newFixture()
	ctx, cancel := context.WithCancel(t.Context())
	fx.provider.before = func(n int) {
		if n == 1 {
			cancel()
		}
	}
	out, err := fx.verify(t, ctx, plainRequest)
	c := cancellation(t, err)
	if c.At != Importing || c.CommandID != commandID || out.ImportID != "" || len(fx.archive.pending) != 1 {
		t.Errorf("%+v %+v", c, fx.archive.pending)
	}
	for _, want := range []string{"nothing was saved", "resumed", commandID} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in %q", want, err)
		}
	}
}

// A cancel at the moment of saving does not lose the reply.
// A cancel and a failure for good are no "poll failed, trying again".
func TestTheLastLookIsNotTriedAgain(t *testing.T) {
	for _, last := range []error{context.Canceled, aisclient.ErrWaitTimeout} {
		fx := newFixture()
		fx.provider.looks = []aisclient.PollEvent{look("in_progress", 10), {Final: true, Err: last}}
		if _, err := fx.verify(t, t.Context(), plainRequest); !errors.Is(err, last) {
			t.Errorf("%v ends with %v", last, err)
		}
		for _, ev := range fx.events {
			if ev.Poll != nil && ev.Poll.Transient != nil {
				t.Errorf("%v is told as passing", last)
			}
		}
	}
}

func TestCancelWhileSavingKeepsTheReply(t *testing.T) {
	fx := newFixture()
	ctx, cancel := context.WithCancel(t.Context())
	emit := func(ev Event) {
		fx.emit(ev)
		if ev.State == Saving {
			cancel()
		}
	}
	out, err := fx.runner.Verify(ctx, plainRequest, fx.source, emit)
	fx.check(t, out, err)
	if out.ImportID != "import-1" || string(fx.archive.saved["import-1"]) != importXML || len(fx.archive.pending) != 0 {
		t.Errorf("%v %+v", err, out)
	}
	if out.State == Cancelled && !strings.Contains(err.Error(), "already saved as import-1") {
		t.Errorf("%v", err)
	}
}

func TestCancelledBeforeItBegan(t *testing.T) {
	fx := newFixture()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	out, err := fx.verify(t, ctx, plainRequest)
	if cancellation(t, err); out.State != Cancelled || len(fx.provider.imports) != 0 {
		t.Errorf("%+v", out)
	}
}

type sourceFunc func(context.Context, Request, func(LinkEvent)) (aisclient.Session, error)

func (f sourceFunc) Session(ctx context.Context, req Request, emit func(LinkEvent)) (aisclient.Session, error) {
	return f(ctx, req, emit)
}
