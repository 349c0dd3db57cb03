package intake

import (
	"context"
	"errors"
	"io"

	"aisdesk/aisclient"
)

// Race asks several sources at once: the first session wins and the others are cancelled. The sign-in
// fails when the first source fails for good; the others are ways round it and may fail or wait.
func Race(main SessionSource, others ...SessionSource) SessionSource {
	return &race{sources: append([]SessionSource{main}, others...)}
}

type race struct{ sources []SessionSource }

type sessionOrError struct {
	session aisclient.Session
	err     error
	main    bool
}

// Session returns only after every source has returned, so that none goes on in the background.
func (f *race) Session(ctx context.Context, req Request, emit func(LinkEvent)) (aisclient.Session, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ended := make(chan sessionOrError, len(f.sources))
	for i, src := range f.sources {
		go func() {
			s, err := src.Session(ctx, req, emit)
			ended <- sessionOrError{s, err, i == 0}
		}()
	}
	var won *sessionOrError
	for range f.sources {
		e := <-ended
		if won == nil && (e.err == nil || e.main) {
			won = &e
			cancel()
		} else if won != nil && won.err != nil && e.err == nil {
			won = &e
		}
	}
	return won.session, won.err
}

// Follow passes the rest of the verification on to the sources that want it.
func (f *race) Follow(ev Event) {
	for _, src := range f.sources {
		if w, ok := src.(Follower); ok {
			w.Follow(ev)
		}
	}
}

// Close closes the sources that can be closed.
func (f *race) Close() error {
	var errs []error
	for _, src := range f.sources {
		if c, ok := src.(io.Closer); ok {
			errs = append(errs, c.Close())
		}
	}
	return errors.Join(errs...)
}
