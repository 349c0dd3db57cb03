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
	tb := newTable()
	tb.source.hang = true
	ctx, cancel := context.WithCancel(t.Context())
	tb.source.events = []LinkEvent{{Kind: LinkReady}}
	emit := func(ev Event) {
		tb.emit(ev)
		if ev.Link != nil {
			cancel()
		}
	}
	out, err := tb.desk.Verify(ctx, plainRequest, tb.source, emit)
	tb.check(t, out, err)
	c := cancellation(t, err)
	if out.State != Cancelled || c.At != Linking || !strings.Contains(err.Error(), "nothing was saved") || len(tb.provider.imports) != 0 {
		t.Errorf("%v %+v", err, out)
	}
	if tb.source.closed != 1 {
		t.Error("the source was not closed")
	}
}

func TestCancelBetweenSignInAndImport(t *testing.T) {
	tb := newTable()
	ctx, cancel := context.WithCancel(t.Context())
	tb.source.events = nil
	src := sourceFunc(func(context.Context, Request, func(LinkEvent)) (aisclient.Session, error) {
		cancel()
		return testSession(), nil
	})
	out, err := tb.desk.Verify(ctx, plainRequest, src, tb.emit)
	tb.check(t, out, err)
	if cancellation(t, err); len(tb.provider.imports) != 0 {
		t.Error("an import was sent after the cancel")
	}
}

func TestCancelWhileTheImportIsSent(t *testing.T) {
	tb := newTable()
	ctx, cancel := context.WithCancel(t.Context())
	cancelled := &aisclient.Error{Kind: aisclient.KindTransport, Err: errors.Join(aisclient.ErrImportUnknown, context.Canceled)}
	tb.provider.importE = cancelled
	tb.desk.Client = cancelOnImport{tb.provider, cancel}
	out, err := tb.verify(t, ctx, plainRequest)
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
	tb := newTable()
	ctx, cancel := context.WithCancel(t.Context())
	tb.provider.before = func(n int) {
		if n == 1 {
			cancel()
		}
	}
	out, err := tb.verify(t, ctx, plainRequest)
	c := cancellation(t, err)
	if c.At != Importing || c.CommandID != commandID || out.ImportID != "" || len(tb.shelf.pending) != 1 {
		t.Errorf("%+v %+v", c, tb.shelf.pending)
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
		tb := newTable()
		tb.provider.looks = []aisclient.PollEvent{look("in_progress", 10), {Final: true, Err: last}}
		if _, err := tb.verify(t, t.Context(), plainRequest); !errors.Is(err, last) {
			t.Errorf("%v ends with %v", last, err)
		}
		for _, ev := range tb.events {
			if ev.Poll != nil && ev.Poll.Transient != nil {
				t.Errorf("%v is told as passing", last)
			}
		}
	}
}

func TestCancelWhileSavingKeepsTheReply(t *testing.T) {
	tb := newTable()
	ctx, cancel := context.WithCancel(t.Context())
	emit := func(ev Event) {
		tb.emit(ev)
		if ev.State == Saving {
			cancel()
		}
	}
	out, err := tb.desk.Verify(ctx, plainRequest, tb.source, emit)
	tb.check(t, out, err)
	if out.ImportID != "import-1" || string(tb.shelf.saved["import-1"]) != importXML || len(tb.shelf.pending) != 0 {
		t.Errorf("%v %+v", err, out)
	}
	if out.State == Cancelled && !strings.Contains(err.Error(), "already saved as import-1") {
		t.Errorf("%v", err)
	}
}

func TestCancelledBeforeItBegan(t *testing.T) {
	tb := newTable()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	out, err := tb.verify(t, ctx, plainRequest)
	if cancellation(t, err); out.State != Cancelled || len(tb.provider.imports) != 0 {
		t.Errorf("%+v", out)
	}
}

type sourceFunc func(context.Context, Request, func(LinkEvent)) (aisclient.Session, error)

func (f sourceFunc) Session(ctx context.Context, req Request, emit func(LinkEvent)) (aisclient.Session, error) {
	return f(ctx, req, emit)
}
