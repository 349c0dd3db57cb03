package aisclient

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"aisdesk/aisclient/internal/backoff"
	"aisdesk/aisclient/text"
)

// WaitOptions set the pace and the patience of Wait. The zero value polls every 2 to 5 seconds for 15 minutes.
type WaitOptions struct {
	// MinDelay and MaxDelay bound the random pause between two polls. Below 2 s only a loopback address, the
	// sandbox, is asked; elsewhere MinDelay is raised to 2 s.
	MinDelay, MaxDelay time.Duration
	// DelayFirst pauses before the first poll too: for a command that was only just accepted.
	DelayFirst bool
	// Timeout is the total deadline; 0 is 15 min.
	Timeout time.Duration
	// Patience is how many polls in a row may fail in passing; 0 is 20. Answers that cannot be read get at
	// most 5: what is broken every time will not heal.
	Patience int
	// Rows begins to take the rows of an import, so that a reply is read once: the function that it returns gets the
	// rows of one look, and is of no more use where that look fails. CommandReply.Import has the rest. It may be nil.
	Rows func() RowFunc
}

// ErrWaitTimeout says that the total deadline passed; the command may still be running at the provider, and can be waited
// for again by its id.
var ErrWaitTimeout = errors.New("the import did not end in the time given")

// Wait polls a command until it is final, and yields every look at it. Only the state decides: progress can
// still be 0 at the end. What fails in passing (network, 5xx, a reply that breaks off) is yielded and tried
// again; Retry-After is honoured. The last event is Final and holds the reply (of a success and of a failed
// import alike), or the error: an *Error, in which errors.Is finds ErrWaitTimeout, or context.Canceled or
// context.DeadlineExceeded with the context's cause. Only an id that is none is refused with ErrInvalidRequest. Ending the
// loop ends the polling.
func (c *Client) Wait(ctx context.Context, id string, o WaitOptions) iter.Seq[PollEvent] {
	return func(yield func(PollEvent) bool) {
		k, err := commandCall(id)
		k.rows = o.Rows
		if err != nil {
			yield(PollEvent{Err: err, Final: true})
			return
		}
		w := c.waiter(k, id, o)
		if o.DelayFirst && !backoff.Sleep(ctx, w.pause()) {
			yield(w.ended(ctx))
			return
		}
		for {
			ev := w.poll(ctx)
			if !yield(ev) || ev.Final {
				return
			}
			if ev.Delay == 0 {
				yield(w.last(w.timeout(ev.Err)))
				return
			}
			if !backoff.Sleep(ctx, ev.Delay) {
				yield(w.ended(ctx))
				return
			}
		}
	}
}

// waiter is the state of one Wait.
type waiter struct {
	client    *Client
	call      call
	id        string
	low, high time.Duration
	patience  int
	started   time.Time
	deadline  time.Time
	attempt   int
	failures  int // in a row
	broken    int // answers that cannot be read, in a row
	warned    CommandState
	lastRaw   []byte // of the last answer that could not be read
}

func (c *Client) waiter(k call, id string, o WaitOptions) *waiter {
	w := &waiter{client: c, call: k, id: id, patience: cmp.Or(o.Patience, pollPatience), started: time.Now()}
	w.low, w.high = cmp.Or(max(0, o.MinDelay), pollFloor), cmp.Or(max(0, o.MaxDelay), pollCeiling)
	if !c.loopback {
		w.low = max(w.low, pollFloor)
	}
	if o.MaxDelay == 0 && o.MinDelay != 0 && o.MinDelay < pollFloor {
		w.high = 2 * w.low
	}
	w.high = max(w.low, w.high)
	w.deadline = w.started.Add(cmp.Or(o.Timeout, pollTotal))
	return w
}

func (w *waiter) pause() time.Duration { return backoff.Jitter(w.low, w.high) }

// poll looks once and decides what follows.
func (w *waiter) poll(ctx context.Context) PollEvent {
	w.attempt++
	ctx, cancel := context.WithDeadline(ctx, w.deadline)
	defer cancel()
	ev := PollEvent{Attempt: w.attempt}
	ev.Reply, ev.Err = w.look(ctx)
	ev.Elapsed = time.Since(w.started)
	if ev.Err != nil {
		return w.failed(ctx, ev)
	}
	w.failures, w.broken = 0, 0
	state := ev.Reply.Command.State
	if state.Final() {
		ev.Err, ev.Final = ev.Reply.Failure(), true
		return ev
	}
	if !state.Known() && state != w.warned {
		w.warned = state
		ev.Warning = text.Clean(fmt.Sprintf("the provider gives the import the state %q, which is not documented: polling goes on", string(state)))
	}
	ev.Delay = w.next(retryAfter(ev.Reply.Header, time.Now()))
	return ev
}

// failed decides whether a poll that failed ends the waiting.
func (w *waiter) failed(ctx context.Context, ev PollEvent) PollEvent {
	asked := time.Duration(0)
	if e, ok := errors.AsType[*Error](ev.Err); ok {
		ev.Raw, asked = e.Raw, e.RetryAfter
	}
	if len(ev.Raw) > 0 {
		w.lastRaw = ev.Raw
	}
	w.failures++
	w.broken++
	if !errors.Is(ev.Err, KindDecode) {
		w.broken = 0
	}
	switch {
	case ctx.Err() != nil:
		return w.ended(ctx)
	case !Retryable(ev.Err):
		ev.Final = true
		if e, ok := errors.AsType[*Error](ev.Err); ok && e.Kind == KindDecode {
			ev.Err = resumable(*e)
		}
	case w.failures >= w.patience || w.broken >= min(w.patience, pollPatienceBroken):
		ev.Final, ev.Err = true, w.gaveUp(ev.Err)
	default:
		ev.Delay = w.next(asked)
	}
	return ev
}

// next is the pause before the next poll, 0 when the deadline comes first.
func (w *waiter) next(asked time.Duration) time.Duration {
	left := time.Until(w.deadline)
	delay := max(w.pause(), asked)
	switch {
	case left > delay:
		return delay
	case asked == 0 && left > w.low:
		return left - time.Millisecond // one last look before the deadline
	}
	return 0
}

// look asks once, without the retries of Command: the next poll is the retry.
func (w *waiter) look(ctx context.Context) (*CommandReply, error) {
	a, err := w.client.conn.once(ctx, w.call)
	if err != nil {
		return nil, err
	}
	r, err := w.client.readCommand(w.call, a)
	if err == nil && r.Command.ID != w.id {
		return nil, w.client.conn.undecodable(w.call, a, errors.New("the reply is about another command"))
	}
	return r, err
}

// ended is the last event when the context or the deadline ended the waiting.
func (w *waiter) ended(ctx context.Context) PollEvent {
	if errors.Is(context.Cause(ctx), context.DeadlineExceeded) && !time.Now().Before(w.deadline) {
		return w.last(w.timeout(nil))
	}
	e := w.client.conn.failed(w.call)
	e.Kind, e.Raw, e.Err = KindTransport, w.lastRaw, stopped(ctx)
	if errors.Is(ctx.Err(), context.Canceled) {
		e.Kind = KindCancelled
	}
	e.Next = "The import may still be running at the provider, which keeps its result for 24 hours: it can be resumed."
	return w.last(e)
}

// stopped is why a context ended: context.Canceled or context.DeadlineExceeded, and the cause that was given with it.
func stopped(ctx context.Context) error {
	if cause := context.Cause(ctx); !errors.Is(cause, ctx.Err()) {
		return fmt.Errorf("%w: %w", ctx.Err(), cause)
	}
	return context.Cause(ctx)
}

func (w *waiter) last(err error) PollEvent {
	return PollEvent{Attempt: w.attempt, Err: err, Raw: w.lastRaw, Elapsed: time.Since(w.started), Final: true}
}

func (w *waiter) timeout(last error) error {
	e := w.client.conn.failed(w.call)
	e.Kind, e.Raw = KindTransport, w.lastRaw
	e.Err = ErrWaitTimeout
	if last, ok := errors.AsType[*Error](last); ok {
		e.Err = &outOfTime{last}
	}
	e.Next = "The import may still be running at the provider, which keeps its result for 24 hours: resume it later, or start a new verification."
	return e
}

// gaveUp ends the waiting when patience is over.
func (w *waiter) gaveUp(last error) error {
	e, ok := errors.AsType[*Error](last)
	if !ok {
		return last
	}
	out := resumable(*e)
	out.Name, out.Message, out.Err = "", text.Text{}, &exhausted{w.failures, e}
	return out
}

// resumable is an error that says that the import can be asked for once more.
func resumable(e Error) *Error {
	e.Next += " The import may still be running at the provider, which keeps its result for 24 hours: it can be resumed."
	return &e
}

// outOfTime is ErrWaitTimeout after a poll that failed.
type outOfTime struct{ last *Error }

func (o *outOfTime) Error() string {
	return ErrWaitTimeout.Error() + ", and the last poll failed: " + o.last.Cause()
}

func (o *outOfTime) Unwrap() []error { return []error{ErrWaitTimeout, o.last} }

// exhausted is a failure that came again and again.
type exhausted struct {
	times int
	last  *Error
}

func (r *exhausted) Error() string {
	return fmt.Sprintf("%d polls in a row failed, the last one: %s", r.times, r.last.Cause())
}

func (r *exhausted) Unwrap() error { return r.last }
