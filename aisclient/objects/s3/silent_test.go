package s3

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"aisdesk/aisclient/objects"
)

// silent is a transport whose server says nothing.
type silent struct{ asked int }

func (s *silent) RoundTrip(r *http.Request) (*http.Response, error) {
	s.asked++
	return nil, fmt.Errorf("awaiting response headers: %w", context.DeadlineExceeded) // as net/http says it
}

// A transport's own limit is no end of the caller's context: the store cannot be reached, after two attempts.
func TestAServerThatSaysNothing(t *testing.T) {
	inner := &silent{}
	ask := func(ctx context.Context) error {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://store.invalid/", nil)
		if err == nil {
			_, err = (&dated{inner, &Bucket{}}).RoundTrip(r)
		}
		return err
	}
	b := &Bucket{host: "store.invalid"}
	err := b.again(t.Context(), func() error { return ask(t.Context()) })
	if inner.asked != 2 {
		t.Errorf("it was asked %d times", inner.asked)
	}
	if err := b.explain("get", "a", err); !errors.Is(err, objects.ErrUnreachable) || !strings.Contains(err.Error(), "store.invalid did not answer in time. Look at the network") {
		t.Error(err)
	}
	over, cancel := context.WithTimeout(t.Context(), 0)
	defer cancel()
	if err := ask(over); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
}

// Who waits for an answer is told of it, and again at its end.
func TestASlowAnswerIsTold(t *testing.T) {
	told := make(chan bool, 2)
	b := &Bucket{slow: func(waits bool) { told <- waits }}
	end := b.watch()
	if !<-told {
		t.Error("the end is told first")
	}
	end()
	if <-told {
		t.Error("the end is not told")
	}
	b.watch()()
	if len(told) != 0 {
		t.Error("an answer that came at once is told")
	}
}
