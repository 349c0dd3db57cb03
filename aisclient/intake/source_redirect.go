package intake

import (
	"context"
	"errors"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/internal/backoff"
	"aisdesk/aisclient/text"
)

// redirectClient makes and watches hosted sign-in links; *aisclient.Client does.
type redirectClient interface {
	StartRedirection(ctx context.Context, r aisclient.RedirectionRequest) (*aisclient.RedirectionReply, error)
	RedirectionStatus(ctx context.Context, id string) (*aisclient.RedirectionStatusReply, error)
}

// ErrLinkTimeout says that the customer did not finish the hosted sign-in in time.
var ErrLinkTimeout = errors.New("the customer did not finish the sign-in in time: start a new verification and send the new link")

// RedirectSource gives the customer a link to the provider's hosted sign-in: for machines without a browser,
// and for customers elsewhere. The link is emitted as LinkReady with its URL.
type RedirectSource struct {
	Client redirectClient
	// RedirectURI is where the provider sends the customer in the end: a page of the integrator's.
	RedirectURI string
	// Timeout is how long the customer may take; 0 is 10 min.
	Timeout time.Duration
	// MinDelay and MaxDelay bound the random pause between two looks; 0 are 2 s and 5 s.
	MinDelay, MaxDelay time.Duration
}

// Session makes the link and watches it until the customer has signed in. It fails with ErrLinkTimeout, the cause of
// ctx, or an *aisclient.Error.
func (r RedirectSource) Session(ctx context.Context, req Request, emit func(LinkEvent)) (aisclient.Session, error) {
	if r.Timeout == 0 {
		r.Timeout = 10 * time.Minute
	}
	ctx, cancel := context.WithTimeoutCause(ctx, r.Timeout, ErrLinkTimeout)
	defer cancel()
	w := req.Widget
	link, err := r.Client.StartRedirection(ctx, aisclient.RedirectionRequest{
		RedirectURI: r.RedirectURI, OwnerExternalID: req.OwnerExternalID, Country: w.Country, Locale: w.Locale,
		PSD2: &aisclient.PSD2{AccessMode: w.AccessMode, MaxImportDate: w.MaxImportDate, ForceSCA: w.ForceSCA},
	})
	if err != nil {
		return aisclient.Session{}, err
	}
	emit(LinkEvent{Kind: LinkReady, URL: link.Link})
	return r.watch(ctx, link.ID, emit)
}

// watch looks until the sign-in has ended. What fails in passing is looked at again.
func (r RedirectSource) watch(ctx context.Context, id string, emit func(LinkEvent)) (aisclient.Session, error) {
	for {
		if err := r.pause(ctx); err != nil {
			return aisclient.Session{}, err
		}
		st, err := r.Client.RedirectionStatus(ctx, id)
		switch {
		case ctx.Err() != nil:
			return aisclient.Session{}, context.Cause(ctx)
		case err != nil && !aisclient.Retryable(err):
			return aisclient.Session{}, err
		case err != nil:
			emit(LinkEvent{Kind: LinkPageError, Detail: text.Clean(err.Error())})
		case st.State == aisclient.RedirectionSuccess:
			emit(LinkEvent{Kind: LinkSuccess, Target: text.Clean(st.Session.Target), OfficialName: st.Session.OfficialName})
			return st.Session, nil
		case st.Failure() != nil:
			emit(LinkEvent{Kind: LinkWidgetError, Cause: st.Exception, Detail: st.Word})
			return aisclient.Session{}, st.Failure()
		}
	}
}

func (r RedirectSource) pause(ctx context.Context) error {
	low, high := r.MinDelay, r.MaxDelay
	if low == 0 {
		low = 2 * time.Second
	}
	if high == 0 {
		high = max(low, 5*time.Second)
	}
	if !backoff.Sleep(ctx, backoff.Jitter(low, high)) {
		return context.Cause(ctx)
	}
	return nil
}
