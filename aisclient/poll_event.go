package aisclient

import (
	"context"
	"net/http"
	"time"

	"aisdesk/aisclient/text"
)

// PollEvent is one look at a command.
type PollEvent struct {
	// Attempt counts from 1.
	Attempt int
	// Reply is what the provider said; nil when this poll failed.
	Reply *CommandReply
	// Err is why this poll failed; with Final, why the command or the waiting failed.
	Err error
	// Raw are the bytes of an answer that could not be read, as far as they arrived.
	Raw []byte
	// Delay is the pause before the next poll; 0 when Final, and when the deadline comes before it.
	Delay time.Duration
	// Elapsed is the time since Wait began.
	Elapsed time.Duration
	// Warning says what is odd and does not end the waiting: a state that nobody documents.
	Warning text.Text
	// Final marks the last event.
	Final bool
}

// State is the command's state; empty when this poll failed.
func (e PollEvent) State() CommandState {
	if e.Reply == nil {
		return ""
	}
	return e.Reply.Command.State
}

// Progress is 0 to 100 as the provider says it. It is for showing only: it can still be 0 at the end.
func (e PollEvent) Progress() float64 {
	if e.Reply == nil {
		return 0
	}
	return e.Reply.Command.Progress
}

// ServerTime is the provider's clock at this poll: the reply's timestamp, or its Date header in the shapes that
// have none. It is zero when this poll failed.
func (e PollEvent) ServerTime() time.Time {
	if e.Reply == nil {
		return time.Time{}
	}
	if t := e.Reply.Envelope.ResponseTimestamp; !t.IsZero() {
		return t
	}
	t, _ := http.ParseTime(e.Reply.Header.Get("Date")) // zero where there is none
	return t
}

// WaitForImport is Wait for who needs no events: it blocks until the command is final. A failed import gives its
// reply together with the error; save Raw before anything else.
func (c *Client) WaitForImport(ctx context.Context, id string, o WaitOptions) (*CommandReply, error) {
	var last PollEvent
	for ev := range c.Wait(ctx, id, o) {
		last = ev
	}
	return last.Reply, last.Err
}
