package aisclient

import (
	"context"
	"errors"
	"math/rand/v2"
	"net/http"
	"time"
)

// retry runs a call, and a GET again while its error says that this can help and the deadline allows it.
func (c *Client) retry(ctx context.Context, k call) (*Answer, error) {
	tries := 1
	if k.method == http.MethodGet {
		tries += c.cfg.Retries
	}
	for n := 1; ; n++ {
		a, err := c.once(ctx, k)
		if err == nil || n >= tries || !Retryable(err) {
			return a, err
		}
		wait := jitter(retryBase<<(n-1), min(retryCeiling, retryBase<<n))
		if e, ok := errors.AsType[*Error](err); ok {
			wait = max(wait, e.RetryAfter)
		}
		if end, ok := ctx.Deadline(); ok && time.Until(end) <= wait {
			return nil, err // the answer that came says more than "deadline exceeded"
		}
		if !sleep(ctx, wait) {
			return nil, err
		}
	}
}

// jitter returns a random duration between low and high.
func jitter(low, high time.Duration) time.Duration {
	if high <= low {
		return low
	}
	return low + rand.N(high-low+1)
}

// sleep waits for d and reports false when ctx ended first.
func sleep(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}
