package aisclient

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"aisdesk/aisclient/text"
)

// ErrImportSentBefore says that this client already sent an import for the session. Nothing was sent.
var ErrImportSentBefore = errors.New("an import was already sent for this session")

// ErrImportUnknown says that the import was sent and that nobody knows whether the provider took it: the
// connection broke, or something else answered. It is never sent again.
var ErrImportUnknown = errors.New("the import was sent, but whether the provider started it is not known")

// CommandReply is an answer about a command: the 202 of an import, or its state later on.
type CommandReply struct {
	Answer
	Command Command
	// Import is what the reply holds, where WaitOptions.Rows took its rows as it was read; else ImportErr says why not.
	// Both are nil where nobody asked.
	Import    *Import `json:"-"`
	ImportErr error   `json:"-"`
}

// Failure returns what a failed command says as an *Error; nil while it runs and when it succeeded.
func (r *CommandReply) Failure() error {
	if !r.Command.State.Final() || r.Command.State == StateSuccessful {
		return nil
	}
	e := &Error{Op: "import", HTTPStatus: r.HTTPStatus, Raw: r.Raw}
	if x := r.Command.Exception; x != nil {
		e.Name, e.Message, e.Friendly = x.Name, x.Message, x.FriendlyMessage
	} else {
		e.Err = fmt.Errorf("the import ended as %q without a reason", string(r.Command.State))
	}
	m := remedyForState(e.Name, r.Command.State)
	e.Kind, e.Next, e.Retryable = m.kind, m.next, m.retry
	return e
}

// Decode reads the import out of the reply: see the function Decode, for its errors too.
func (r *CommandReply) Decode(ctx context.Context) (*Import, error) {
	return Decode(ctx, bytes.NewReader(r.Raw), DecodeOptions{MaxBytes: int64(len(r.Raw)) + 1})
}

// DecodeRows is Decode that hands each transaction to fn and keeps none: see the function DecodeRows, for its errors too.
func (r *CommandReply) DecodeRows(ctx context.Context, fn RowFunc) (*Import, error) {
	return DecodeRows(ctx, bytes.NewReader(r.Raw), DecodeOptions{MaxBytes: int64(len(r.Raw)) + 1}, fn)
}

// DefaultImport starts the one import that a session allows, of everything booked on or after since. It is
// sent at most once per session: never again after an error, unless not a byte of it left this machine.
// ErrImportSentBefore, with the earlier command's id in the message, answers a second call.
func (c *Client) DefaultImport(ctx context.Context, s Session, since Date) (*CommandReply, error) {
	const op = "import"
	if err := s.Validate(); err != nil {
		return nil, invalidBy(op, err)
	}
	if since.Empty() {
		return nil, invalid(op, "since, the first day of the period, is missing")
	}
	if command, ok := c.used.take(s.ID, time.Now()); !ok {
		return nil, c.sentBefore(op, command)
	}
	k := postForm(op, pathDefaultImport, url.Values{
		"sessionId": {s.ID}, "sessionIdSignature": {s.Signature.Reveal()}, "since": {since.String()},
	})
	c.conn.secrets.add(s.Signature, s.MultipleAccessID)
	k.once = true
	if c.conn.cfg.Transport == nil {
		c.conn.http.CloseIdleConnections() // a stale connection would make the outcome unknown
	}
	r, err := c.command(ctx, k)
	switch {
	case err == nil:
		c.used.accepted(s.ID, r.Command.ID)
		return r, nil
	case NeverSent(err):
		c.used.release(s.ID)
		return nil, err
	}
	return nil, ambiguous(err)
}

// ambiguous keeps a refusal of the provider as it is, and names everything else as unknown.
func ambiguous(err error) error {
	e, ok := errors.AsType[*Error](err)
	if !ok {
		return err
	}
	later := e.Retryable
	e.Retryable = false
	definite := e.Name != "" || (e.HTTPStatus >= 400 && e.HTTPStatus < 500 && e.Kind != KindTransport)
	switch {
	case definite && later:
		e.Next += " The session is used up by then. " + nextSignIn
		return e
	case definite:
		return e
	}
	e.Err = &unknownImport{cause: e.Err, status: e.HTTPStatus}
	e.Next = "It is not sent again. " + nextSignIn
	return e
}

// unknownImport is ErrImportUnknown with what happened to the call.
type unknownImport struct {
	cause  error
	status int
}

func (u *unknownImport) Error() string {
	if u.cause == nil {
		return fmt.Sprintf("%v (HTTP %d without a reason)", ErrImportUnknown, u.status)
	}
	return ErrImportUnknown.Error() + ": " + u.cause.Error()
}

func (u *unknownImport) Unwrap() []error {
	if u.cause == nil {
		return []error{ErrImportUnknown}
	}
	return []error{ErrImportUnknown, u.cause}
}

func (c *Client) sentBefore(op, command string) error {
	e := c.conn.failed(call{op: op, method: http.MethodPost, path: pathDefaultImport})
	e.Kind, e.Name, e.Err = KindSession, "DefaultImportAlreadyExecuted", ErrImportSentBefore
	e.Next = remedies[e.Name].next
	if command != "" {
		e.Next = "It became command " + command + ". " + e.Next
	}
	return e
}

// Command asks once, with retries, for the state of a command. An id that is not 1 to 20 digits is refused with
// ErrInvalidRequest; every other error is an *Error.
func (c *Client) Command(ctx context.Context, id string) (*CommandReply, error) {
	k, err := commandCall(id)
	if err != nil {
		return nil, err
	}
	return c.command(ctx, k)
}

func commandCall(id string) (call, error) {
	if id == "" || !all(id, 20, isDigit) {
		return call{}, invalid("command status", "the command's id is not 1 to 20 digits")
	}
	return get("command status", pathCommand+id+".xml", nil), nil
}

// command runs a call whose answer is a command.
func (c *Client) command(ctx context.Context, k call) (*CommandReply, error) {
	a, err := c.conn.do(ctx, k)
	if err != nil {
		return nil, err
	}
	return c.readCommand(k, a)
}

func (c *Client) readCommand(k call, a *Answer) (*CommandReply, error) {
	switch h := a.head; {
	case h == nil:
		return nil, c.conn.undecodable(k, a, errors.New("the reply is empty"))
	case h.Command == nil:
		return nil, c.conn.undecodable(k, a, errors.New("the reply has no command"))
	case h.Command.ID == "" || !all(h.Command.ID, 20, isDigit):
		return nil, c.conn.undecodable(k, a, errors.New("the reply's command has no id of 1 to 20 digits"))
	}
	return &CommandReply{Answer: *a, Command: *a.head.Command, Import: a.imp, ImportErr: a.importErr}, nil
}

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
