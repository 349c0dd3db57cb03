package app

import (
	"context"
	"errors"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/intake"
)

// fakePage is a link page on which somebody has signed in.
type fakePage struct {
	LinkPage
	address string
	session func(context.Context, intake.Request) (aisclient.Session, error)
	closed  chan struct{}
}

func (p *fakePage) Session(ctx context.Context, r intake.Request, _ func(intake.LinkEvent)) (aisclient.Session, error) {
	return p.session(ctx, r)
}
func (p *fakePage) URL() string        { return p.address }
func (p *fakePage) TrustedURL() string { return p.address + "#trusted" }
func (p *fakePage) Close() error       { close(p.closed); return nil }

// A page that asks stays open behind a saved import until it is answered, another opens or the program ends; one of a failed
// import, or that asks nothing, closes at once.
func TestAPageThatAsksStaysOpen(t *testing.T) {
	a := newApp(t, "")
	id, err := a.Cases.New(t.Context(), "Kowalski", casefile.Person{Name: "Jan", Role: casefile.Applicant, OwnerExternalID: "jan"})
	must(t, err)
	var pages []*fakePage
	var ask intake.AskNext
	a.opts.LinkPage = func(o LinkPageOptions) (LinkPage, error) {
		ask = o.Next
		login := "test1"
		if len(pages) == 2 {
			login = "nobody"
		}
		p := &fakePage{address: "http://127.0.0.1/" + string(rune('0'+len(pages))), closed: make(chan struct{})}
		p.session = func(ctx context.Context, r intake.Request) (aisclient.Session, error) {
			c, err := a.provider.Connect()
			if err != nil {
				return aisclient.Session{}, err
			}
			return intake.MockSource{Client: c.Client, Login: login}.Session(ctx, r, func(intake.LinkEvent) {})
		}
		pages = append(pages, p)
		return p, nil
	}
	run := func(r VerificationRequest) (*fakePage, error) {
		_, err := a.Begin(r).Run(t.Context(), nil)
		return pages[len(pages)-1], err
	}
	open := func(p *fakePage) bool {
		select {
		case <-p.closed:
			return false
		default:
			return true
		}
	}
	req := VerificationRequest{Case: id, Request: intake.Request{OwnerExternalID: "jan"}}
	if p, err := run(req); err != nil || ask != nil || open(p) {
		t.Errorf("without a question: %v, asks %v, open %v", err, ask != nil, open(p))
	}
	var next *fakePage
	req.AskNext = func(_ context.Context, step intake.NextStep, name string) (string, error) {
		if step == intake.Finish {
			return "", errors.New("not yet")
		}
		return next.address, nil
	}
	first, err := run(req)
	if err != nil || ask == nil || !open(first) {
		t.Fatalf("%v, asks %v, open %v", err, ask != nil, open(first))
	}
	first2 := ask
	if _, err := first2(t.Context(), intake.Finish, ""); err == nil || !open(first) {
		t.Errorf("a refused answer: %v, open %v", err, open(first))
	}
	if p, err := run(req); err == nil || open(p) {
		t.Errorf("a failed sign-in: %v, open %v", err, open(p))
	}
	second, err := run(req)
	if err != nil || !open(second) {
		t.Fatalf("%v, open %v", err, open(second))
	}
	<-first.closed // the next page took its place
	next = second
	if url, err := ask(t.Context(), intake.AnotherBank, ""); err != nil || url != second.address+"#trusted" {
		t.Errorf("%q %v", url, err)
	}
	<-second.closed
	third, err := run(req)
	if err != nil || !open(third) {
		t.Fatalf("%v, open %v", err, open(third))
	}
	a.Close()
	<-third.closed
}
