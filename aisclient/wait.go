package aisclient

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

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
	// Patience is how many polls in a row may fail in passing; 0 is 20.
	Patience int
}

// PollEvent is one look at a command.
type PollEvent struct {
	// Attempt counts from 1.
	Attempt int
	// Reply is what the provider said; nil when this poll failed.
	Reply *CommandReply
	// Err is why this poll failed; with Final, why the command or the waiting failed.
	Err error
	// Raw are the bytes of an answer that could not be read, at most 1 MiB.
	Raw []byte
	// Delay is the pause before the next poll; 0 when Final.
	Delay time.Duration
	// Elapsed is the time since Wait began.
	Elapsed time.Duration
	// Warning says what is odd and does not end the waiting: a state that nobody documents.
	Warning text.Text
	// Final marks the last event.
	Final bool
}

// ErrWaitTimeout says that the total deadline passed; the command may still be running at the provider.
var ErrWaitTimeout = errors.New("the import did not end in the time given")

// Wait polls a command until it is final, and yields every look at it. Only the state decides: progress can
// still be 0 at the end. What fails in passing (network, 5xx, a reply that breaks off) is yielded and tried
// again; Retry-After is honoured. The last event is Final and holds the reply (of a success and of a failed
// import alike), or the error. Ending the loop ends the polling.
func (c *Client) Wait(ctx context.Context, id string, o WaitOptions) iter.Seq[PollEvent] {
	return func(yield func(PollEvent) bool) {
		k, err := commandCall(id)
		if err != nil {
			yield(PollEvent{Err: err, Final: true})
			return
		}
		w := c.waiter(k, id, o)
		if o.DelayFirst && !sleep(ctx, w.pause()) {
			yield(w.ended(ctx))
			return
		}
		for {
			ev := w.poll(ctx)
			if !yield(ev) || ev.Final {
				return
			}
			if !sleep(ctx, ev.Delay) {
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
	failures  int    // in a row
	lastRaw   []byte // of the last answer that could not be read
}

func (c *Client) waiter(k call, id string, o WaitOptions) *waiter {
	w := &waiter{client: c, call: k, id: id, patience: orDefault(o.Patience, pollPatience), started: time.Now()}
	w.low, w.high = orDefault(o.MinDelay, pollFloor), orDefault(o.MaxDelay, pollCeiling)
	if !c.loopback {
		w.low = max(w.low, pollFloor)
	}
	if o.MaxDelay == 0 && o.MinDelay != 0 && o.MinDelay < pollFloor {
		w.high = 2 * w.low
	}
	w.high = max(w.low, w.high)
	w.deadline = w.started.Add(orDefault(o.Timeout, pollTotal))
	return w
}

func (w *waiter) pause() time.Duration { return jitter(w.low, w.high) }

// poll looks once and decides what follows.
func (w *waiter) poll(ctx context.Context) PollEvent {
	w.attempt++
	ev := PollEvent{Attempt: w.attempt}
	ctx, cancel := context.WithDeadline(ctx, w.deadline)
	defer cancel()
	ev.Reply, ev.Err = w.look(ctx)
	ev.Elapsed = time.Since(w.started)
	asked := time.Duration(0)
	if e, ok := errors.AsType[*Error](ev.Err); ok {
		ev.Raw, asked = e.Raw, e.RetryAfter
		w.lastRaw = cmpBytes(e.Raw, w.lastRaw)
	}
	switch {
	case ev.Err != nil && ctx.Err() != nil:
		return w.ended(ctx)
	case ev.Err != nil && !Retryable(ev.Err):
		ev.Final = true
		return ev
	case ev.Err != nil:
		w.failures++
		if w.failures >= w.patience {
			ev.Final, ev.Err = true, w.gaveUp(ev.Err)
			return ev
		}
	default:
		w.failures = 0
		state := ev.Reply.Command.State
		ev.Err, ev.Final = ev.Reply.Failure(), state.Final()
		if ev.Final {
			return ev
		}
		if !state.Known() {
			ev.Warning = text.Clean(fmt.Sprintf("the provider gives the import the state %q, which is not documented: polling goes on", string(state)))
		}
		asked = retryAfter(ev.Reply.Header, time.Now())
	}
	return w.next(ev, asked)
}

// next sets the pause, or ends the waiting when the deadline comes first.
func (w *waiter) next(ev PollEvent, asked time.Duration) PollEvent {
	ev.Delay = max(w.pause(), asked)
	if time.Until(w.deadline) > ev.Delay {
		return ev
	}
	if left := time.Until(w.deadline); asked == 0 && left > w.low {
		ev.Delay = left - time.Millisecond // one last look before the deadline
		return ev
	}
	ev.Final, ev.Delay, ev.Err = true, 0, w.timeout(ev.Err)
	return ev
}

// look asks once, without the retries of Command: the next poll is the retry.
func (w *waiter) look(ctx context.Context) (*CommandReply, error) {
	a, err := w.client.once(ctx, w.call)
	if err != nil {
		return nil, err
	}
	r, err := w.client.readCommand(w.call, a)
	if err == nil && r.Command.ID != w.id {
		return nil, w.client.undecodable(w.call, a, errors.New("the reply is about another command"))
	}
	return r, err
}

// ended is the last event when the context or the deadline ended the waiting.
func (w *waiter) ended(ctx context.Context) PollEvent {
	err := context.Cause(ctx)
	if errors.Is(err, context.DeadlineExceeded) && !time.Now().Before(w.deadline) {
		err = w.timeout(nil)
	}
	return PollEvent{Attempt: w.attempt, Err: err, Raw: w.lastRaw, Elapsed: time.Since(w.started), Final: true}
}

func (w *waiter) timeout(last error) error {
	e := w.client.failed(w.call)
	e.Kind, e.Raw = KindTransport, w.lastRaw
	e.Err = errors.Join(ErrWaitTimeout, last)
	if last == nil {
		e.Err = ErrWaitTimeout
	}
	e.Next = "The import may still be running at the provider, which keeps its result for 24 hours: resume it later, or start a new verification."
	return e
}

func (w *waiter) gaveUp(last error) error {
	e, ok := errors.AsType[*Error](last)
	if !ok {
		return last
	}
	out := *e
	out.Err = fmt.Errorf("%d polls in a row failed, the last one: %w", w.failures, last)
	out.Name, out.Message = "", text.Text{}
	out.Next = e.Next + " The import may still be running at the provider, which keeps its result for 24 hours: it can be resumed."
	return &out
}

func cmpBytes(a, b []byte) []byte {
	if len(a) > 0 {
		return a
	}
	return b
}
