package intake

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/text"
)

var signature = strings.Repeat("0f", 32)

// listen collects what a source reports.
func listen() (func(LinkEvent), *[]LinkEvent) {
	var got []LinkEvent
	return func(l LinkEvent) { got = append(got, l) }, &got
}

func TestParseSession(t *testing.T) {
	s, err := parseSession("  KontoBank\t455164974 \n" + signature + "\n")
	if err != nil || s.Target != "KontoBank" || s.ID != "455164974" || s.Signature.Reveal() != signature {
		t.Fatalf("%v %+v", err, s)
	}
	for _, line := range []string{
		"", "KontoBank", "KontoBank 455164974", "KontoBank 455164974 " + signature + " more",
		"Konto;Bank 455164974 " + signature, "KontoBank 4551x " + signature, "KontoBank 455164974 " + signature + "xyz",
		"KontoBank 455164974 " + strings.Repeat("a", 257), strings.Repeat("K", 65) + " 1 ab", "KontoBank 123456789012345678901 ab",
		"KontoBank -1 ab", "\u202eKontoBank 1 ab",
	} {
		_, err := parseSession(line)
		if f, ok := errors.AsType[*FieldError](err); !ok || f.Field != "session" {
			t.Errorf("%q: %v", line, err)
		}
		if err != nil && strings.Contains(err.Error(), signature) {
			t.Errorf("the error repeats the signature: %v", err)
		}
	}
}

func FuzzParseSession(f *testing.F) {
	f.Add("KontoBank 455164974 " + signature)
	f.Add("")
	f.Fuzz(func(t *testing.T, line string) {
		if s, err := parseSession(line); err == nil && s.Validate() != nil {
			t.Errorf("%q gives a session that is none", line)
		}
	})
}

func TestPasteWaitsForALine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := NewPaste()
		emit, _ := listen()
		time.AfterFunc(time.Minute, func() {
			if err := p.Submit("nonsense"); err == nil {
				t.Error("nonsense was taken")
			}
			if err := p.Submit("KontoBank 1 ab"); err != nil {
				t.Error(err)
			}
			if err := p.Submit("KontoBank 2 ab"); err != nil && !errors.Is(err, ErrAlreadyPasted) {
				t.Error(err)
			}
		})
		if s, err := p.Session(t.Context(), Request{}, emit); err != nil || s.ID != "1" {
			t.Errorf("%v %+v", err, s)
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := NewPaste().Session(ctx, Request{}, emit); !errors.Is(err, context.Canceled) {
			t.Errorf("%v", err)
		}
	})
}

// pasted is a source whose session is there from the start.
type pasted struct{ Line string }

func (p pasted) Session(context.Context, Request, func(LinkEvent)) (aisclient.Session, error) {
	return parseSession(p.Line)
}

func TestRace(t *testing.T) {
	handedIn := pasted{Line: "KontoBank 7 ab"}
	waiting := func() *signIn { return &signIn{hang: true} }
	emit, _ := listen()

	page := waiting()
	src := Race(page, handedIn)
	if s, err := src.Session(t.Context(), Request{}, emit); err != nil || s.ID != "7" {
		t.Errorf("the paste does not win: %v %+v", err, s)
	}
	src.(Follower).Follow(Event{State: Done})
	if err := src.(interface{ Close() error }).Close(); err != nil || page.closed != 1 || len(page.followed) != 1 {
		t.Errorf("%v, closed %d, followed %d", err, page.closed, len(page.followed))
	}

	failing := &signIn{err: errors.New("the port is taken")}
	if _, err := Race(failing, NewPaste()).Session(t.Context(), Request{}, emit); err == nil || err.Error() != "the port is taken" {
		t.Errorf("the main source's failure is not the failure: %v", err)
	}
	if s, err := Race(failing, lateSource{}).Session(t.Context(), Request{}, emit); err != nil || s.ID != testSession().ID {
		t.Errorf("a session that came in as the main source failed is lost: %v %+v", err, s)
	}
	ready := &signIn{session: testSession()}
	if s, err := Race(ready, pasted{Line: "broken"}).Session(t.Context(), Request{}, emit); err != nil || s.ID != testSession().ID {
		t.Errorf("%v %+v", err, s)
	}
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(time.Millisecond, cancel)
	if _, err := Race(waiting(), NewPaste()).Session(ctx, Request{}, emit); err == nil {
		t.Error("a cancelled sign-in succeeded")
	}
}

// lateSource has a session by the time that it is cancelled.
type lateSource struct{}

func (lateSource) Session(ctx context.Context, _ Request, _ func(LinkEvent)) (aisclient.Session, error) {
	<-ctx.Done()
	return testSession(), nil
}

// backend answers the sources' questions.
type backend struct {
	mock    aisclient.MockSessionRequest
	session aisclient.Session
	err     error
	token   aisclient.Secret
	start   aisclient.RedirectionRequest
	states  []*aisclient.RedirectionStatusReply // nil is a failure in passing
	asked   []time.Time
}

func (b *backend) MockSession(_ context.Context, r aisclient.MockSessionRequest) (*aisclient.SessionReply, error) {
	b.mock = r
	if b.err != nil {
		return nil, b.err
	}
	return &aisclient.SessionReply{Session: b.session}, nil
}

func (b *backend) ReuseAccess(_ context.Context, token aisclient.Secret) (*aisclient.SessionReply, error) {
	b.token = token
	if b.err != nil {
		return nil, b.err
	}
	return &aisclient.SessionReply{Session: b.session}, nil
}

func (b *backend) StartRedirection(_ context.Context, r aisclient.RedirectionRequest) (*aisclient.RedirectionReply, error) {
	b.start = r
	if b.err != nil {
		return nil, b.err
	}
	return &aisclient.RedirectionReply{ID: "r-1", Link: "https://signin.example/r-1"}, nil
}

func (b *backend) RedirectionStatus(_ context.Context, id string) (*aisclient.RedirectionStatusReply, error) {
	n := min(len(b.asked), len(b.states)-1)
	b.asked = append(b.asked, time.Now())
	if id != "r-1" {
		return nil, errors.New("another id")
	}
	if b.states[n] == nil {
		return nil, &aisclient.Error{Kind: aisclient.KindTransport, Retryable: true, Err: errors.New("down")}
	}
	return b.states[n], nil
}

func TestMockSource(t *testing.T) {
	b := &backend{session: aisclient.Session{ID: "1", Signature: aisclient.NewSecret("ab")}}
	emit, got := listen()
	req := Request{OwnerExternalID: "app-1", Widget: WidgetOptions{Country: "cz", Target: "KontoBank_cz", AccessMode: AccessMultiple}}
	s, err := MockSource{Client: b, Login: "test1"}.Session(t.Context(), req, emit)
	if err != nil || s.ID != "1" || s.Target != "KontoBank_cz" {
		t.Errorf("%v %+v", err, s)
	}
	if b.mock != (aisclient.MockSessionRequest{Login: "test1", Country: "cz", OwnerExternalID: "app-1", MultipleAccess: true}) {
		t.Errorf("%+v", b.mock)
	}
	if len(*got) != 2 || (*got)[1].Kind != LinkSuccess {
		t.Errorf("%+v", *got)
	}
	_, _ = MockSource{Client: b, Login: "test1"}.Session(t.Context(), Request{Widget: WidgetOptions{Country: "all"}}, emit)
	if b.mock.Country != "pl" || b.mock.MultipleAccess {
		t.Errorf("%+v", b.mock)
	}
	b.err = errors.New("no such login")
	if _, err := (MockSource{Client: b, Login: "x"}).Session(t.Context(), req, emit); !errors.Is(err, b.err) {
		t.Errorf("%v", err)
	}
}

func TestReuseSource(t *testing.T) {
	token := aisclient.NewSecret("token-1")
	b := &backend{session: aisclient.Session{ID: "1", Signature: aisclient.NewSecret("ab")}}
	emit, _ := listen()
	s, err := ReuseSource{Client: b, Token: token, Target: "KontoBank"}.Session(t.Context(), Request{}, emit)
	if err != nil || s.Target != "KontoBank" || s.MultipleAccessID != token || b.token != token {
		t.Errorf("%v %+v", err, s)
	}
	if _, err := (ReuseSource{Client: b}).Session(t.Context(), Request{}, emit); err == nil {
		t.Error("no token was needed")
	}
}

func TestReuseKeepsTheOwnerOfTheEarlierSignIn(t *testing.T) {
	fx := newFixture()
	src := ReuseSource{Client: &backend{session: testSession()}, Token: aisclient.NewSecret("t"), OwnerExternalID: "app-1"}
	out, err := fx.runner.Verify(t.Context(), Request{}, src, fx.emit)
	if err != nil || out.OwnerExternalID != "app-1" || out.Access.Reveal() != "t" {
		t.Errorf("%v %+v", err, out)
	}
}

func status(s aisclient.RedirectionState) *aisclient.RedirectionStatusReply {
	return &aisclient.RedirectionStatusReply{State: s, Word: text.Clean(string(s)), Session: testSession()}
}

func TestRedirectSource(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		pending := status(aisclient.RedirectionPending)
		b := &backend{states: []*aisclient.RedirectionStatusReply{pending, nil, pending, status(aisclient.RedirectionSuccess)}}
		emit, got := listen()
		req := Request{OwnerExternalID: "app-1", Widget: WidgetOptions{Country: "pl", Locale: "en", AccessMode: AccessMixed, MaxImportDate: today, ForceSCA: yes()}}
		start := time.Now()
		s, err := RedirectSource{Client: b, RedirectURI: "https://app.example/back"}.Session(t.Context(), req, emit)
		if err != nil || s.ID != testSession().ID {
			t.Fatalf("%v %+v", err, s)
		}
		r := b.start
		if r.RedirectURI != "https://app.example/back" || r.OwnerExternalID != "app-1" || r.Country != "pl" || r.Locale != "en" ||
			r.PSD2.AccessMode != AccessMixed || r.PSD2.MaxImportDate != today || !*r.PSD2.ForceSCA {
			t.Errorf("%+v %+v", r, r.PSD2)
		}
		if (*got)[0].Kind != LinkReady || (*got)[0].URL != "https://signin.example/r-1" || (*got)[len(*got)-1].Kind != LinkSuccess {
			t.Errorf("%+v", *got)
		}
		if len(b.asked) != len(b.states) {
			t.Errorf("looked %d times, want %d", len(b.asked), len(b.states))
		}
		before := start
		for _, at := range b.asked {
			if d := at.Sub(before); d < 2*time.Second || d > 5*time.Second {
				t.Errorf("looked after %v", d)
			}
			before = at
		}
	})
}

func TestRedirectSourceEnds(t *testing.T) {
	emit, _ := listen()
	for name, states := range map[string][]*aisclient.RedirectionStatusReply{
		"expired": {status(aisclient.RedirectionExpired)},
		"failed":  {{State: aisclient.RedirectionFailed, Word: text.Clean("ERROR"), Exception: text.Clean("AccessBlocked")}},
	} {
		synctest.Test(t, func(t *testing.T) {
			_, err := RedirectSource{Client: &backend{states: states}}.Session(t.Context(), Request{}, emit)
			if e, ok := errors.AsType[*aisclient.Error](err); !ok || e.Next == "" {
				t.Errorf("%s: %v", name, err)
			}
		})
	}
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		b := &backend{states: []*aisclient.RedirectionStatusReply{status(aisclient.RedirectionPending)}}
		_, err := RedirectSource{Client: b, Timeout: time.Minute}.Session(t.Context(), Request{}, emit)
		if !errors.Is(err, ErrLinkTimeout) || time.Since(start) != time.Minute {
			t.Errorf("after %v: %v", time.Since(start), err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Second, cancel)
		if _, err := (RedirectSource{Client: b}).Session(ctx, Request{}, emit); !errors.Is(err, context.Canceled) {
			t.Errorf("%v", err)
		}
		b.err = errors.New("no such country")
		if _, err := (RedirectSource{Client: b}).Session(t.Context(), Request{}, emit); !errors.Is(err, b.err) {
			t.Errorf("%v", err)
		}
	})
}
