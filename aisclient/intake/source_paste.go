package intake

import (
	"context"
	"errors"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/text"
)

// ErrAlreadyPasted says that a session was already handed in.
var ErrAlreadyPasted = errors.New("a session was already handed in")

// parseSession reads a pasted line "target sessionId signature" through the same checks as the page's
// callback. The error, a *FieldError, does not repeat the line: it may hold a signature.
func parseSession(line string) (aisclient.Session, error) {
	f := strings.Fields(line)
	if len(f) != 3 {
		return aisclient.Session{}, &FieldError{"session", "three words are needed: target sessionId signature"}
	}
	s := aisclient.Session{Target: f[0], ID: f[1], Signature: aisclient.NewSecret(f[2])}
	if err := s.Validate(); err != nil {
		return aisclient.Session{}, &FieldError{"session", err.Error()}
	}
	return s, nil
}

// Paste is a source that waits for somebody to hand in a session. Beside the link page (see Race) it is the
// way out where the page's callback cannot reach this program.
type Paste struct {
	session chan aisclient.Session
}

// NewPaste makes a Paste.
func NewPaste() *Paste { return &Paste{session: make(chan aisclient.Session, 1)} }

// Submit hands a line in. A line that is no session is a *FieldError and changes nothing: another may follow. After
// one that was taken it fails with ErrAlreadyPasted.
func (p *Paste) Submit(line string) error {
	s, err := parseSession(line)
	if err != nil {
		return err
	}
	select {
	case p.session <- s:
		return nil
	default:
		return ErrAlreadyPasted
	}
}

// Session waits for Submit. Its only error is the cause of ctx's end.
func (p *Paste) Session(ctx context.Context, _ Request, emit func(LinkEvent)) (aisclient.Session, error) {
	select {
	case s := <-p.session:
		emit(LinkEvent{Kind: LinkSuccess, Target: text.Clean(s.Target)})
		return s, nil
	case <-ctx.Done():
		return aisclient.Session{}, context.Cause(ctx)
	}
}
