package aisclient

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"sync"
	"time"

	"aisdesk/aisclient/text"
)

// Session is what a customer's sign-in yields: the right to one default import.
type Session struct {
	Target    string // catalog name of the bank, as the widget's onSuccess gives it; may be empty for mock sessions
	ID        string // decimal digits
	Signature Secret // hexadecimal
	// OfficialName is the bank's name for people.
	OfficialName text.Text
	// MultipleAccessID allows further imports without a sign-in; empty unless the customer granted it.
	MultipleAccessID Secret
}

// ErrInvalidSession wraps every reason why a session's fields are refused.
var ErrInvalidSession = errors.New("not a session of the sign-in widget")

// Validate checks the shape of the fields; it cannot tell whether the provider knows the session. What is wrong with it is
// ErrInvalidSession.
func (s Session) Validate() error {
	if s.Target != "" && !all(s.Target, 64, isNameByte) {
		return fmt.Errorf("%w: target has other characters than letters, digits, - and _, or more than 64", ErrInvalidSession)
	}
	if s.ID == "" || !all(s.ID, 20, isDigit) {
		return fmt.Errorf("%w: sessionId is not 1 to 20 digits", ErrInvalidSession)
	}
	if s.Signature.Empty() || !all(s.Signature.Reveal(), 256, isHex) {
		return fmt.Errorf("%w: sessionIdSignature is not 1 to 256 hexadecimal characters", ErrInvalidSession)
	}
	return nil
}

func all(s string, most int, ok func(byte) bool) bool {
	if len(s) > most {
		return false
	}
	for i := 0; i < len(s); i++ {
		if !ok(s[i]) {
			return false
		}
	}
	return true
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
func isHex(c byte) bool   { return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') }
func isNameByte(c byte) bool {
	return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-'
}

// sessions remembers which sessions were used for an import: the provider allows one each, and a second try
// could only hide what the first one did.
type sessions struct {
	mu   sync.Mutex
	used map[string]usedSession
}

type usedSession struct {
	at      time.Time
	command string // empty until the provider accepted the import
}

// take reserves a session. It reports false, and the earlier command as far as known, when it was used.
func (s *sessions) take(id string, now time.Time) (command string, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if u, taken := s.used[id]; taken {
		return u.command, false
	}
	if s.used == nil {
		s.used = map[string]usedSession{}
	}
	for old, u := range s.used {
		if now.Sub(u.at) > importMemory {
			delete(s.used, old)
		}
	}
	s.used[id] = usedSession{at: now}
	return "", true
}

// accepted keeps the command that a session led to.
func (s *sessions) accepted(id, command string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.used[id] = usedSession{at: s.used[id].at, command: command}
}

// release gives a session back: nothing of the request left this machine.
func (s *sessions) release(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.used, id)
}

// ReuseAccess turns the token of a multiple access into a session for one import, without the customer. The
// provider allows it four times a day for 180 days. An empty token is refused with ErrInvalidRequest; every other error is an
// *Error.
func (c *Client) ReuseAccess(ctx context.Context, token Secret) (*SessionReply, error) {
	const op = "repeated access"
	if token.Empty() {
		return nil, invalid(op, "the multipleAccessId is missing")
	}
	c.conn.secrets.add(token)
	return c.session(ctx, postForm(op, pathReuseAccess, url.Values{"multipleAccessId": {token.Reveal()}}))
}

// RevokeAccess ends a multiple access: the token cannot be used again. An empty token is refused with ErrInvalidRequest; every
// other error is an *Error.
func (c *Client) RevokeAccess(ctx context.Context, token Secret) (*Answer, error) {
	const op = "revoke access"
	if token.Empty() {
		return nil, invalid(op, "the multipleAccessId is missing")
	}
	c.conn.secrets.add(token)
	k := postForm(op, pathRevokeAccess, url.Values{"multipleAccessId": {token.Reveal()}})
	k.done = true
	return c.conn.do(ctx, k)
}

// SignOut ends the session at the bank. Few banks support it: an error that is ExceptionName
// ("CommandNotAvailable") can be ignored. Any 2xx is a success; Command is zero where the answer has none.
func (c *Client) SignOut(ctx context.Context, s Session) (*CommandReply, error) {
	const op = "sign-out"
	if err := s.Validate(); err != nil {
		return nil, invalidBy(op, err)
	}
	c.conn.secrets.add(s.Signature, s.MultipleAccessID)
	k := postForm(op, pathSignOut, url.Values{"sessionId": {s.ID}, "sessionIdSignature": {s.Signature.Reveal()}})
	k.done = true
	a, err := c.conn.do(ctx, k)
	if err != nil {
		return nil, err
	}
	r := &CommandReply{Answer: *a}
	if a.head != nil && a.head.Command != nil {
		r.Command = *a.head.Command
	}
	return r, nil
}

// MockSessionRequest asks the test environment for a session without a browser.
type MockSessionRequest struct {
	Login           string // a published test login, for example test1
	Country         string // lower case, for example pl
	OwnerExternalID string // your own id of the customer; optional
	// MultipleAccess asks for an access token too.
	MultipleAccess bool
	OwnerEmail     string // optional
}

// SessionReply is an answer that holds a session.
type SessionReply struct {
	Answer
	Session Session
}

// MockSession signs a test customer in without a browser; test environment and sandbox only. A missing Login or Country is
// refused with ErrInvalidRequest; every other error is an *Error.
func (c *Client) MockSession(ctx context.Context, r MockSessionRequest) (*SessionReply, error) {
	const op = "mock session"
	if r.Login == "" || r.Country == "" {
		return nil, invalid(op, "login and country are needed")
	}
	form := url.Values{"login": {r.Login}, "country": {r.Country}, "multipleAccess": {strconv.FormatBool(r.MultipleAccess)}}
	if r.OwnerExternalID != "" {
		form.Set("ownerExternalId", r.OwnerExternalID)
	}
	if r.OwnerEmail != "" {
		form.Set("ownerEmail", r.OwnerEmail)
	}
	return c.session(ctx, postForm(op, pathMockSession, form))
}

// session runs a call whose answer is a session.
func (c *Client) session(ctx context.Context, k call) (*SessionReply, error) {
	a, err := c.conn.do(ctx, k)
	if err != nil {
		return nil, err
	}
	s, err := readSession(a)
	if err != nil {
		return nil, c.conn.undecodable(k, a, err)
	}
	c.conn.secrets.add(s.Signature, s.MultipleAccessID)
	return &SessionReply{Answer: *a, Session: s}, nil
}

// readSession reads reply/session. The access token stands under session or under reply.
func readSession(a *Answer) (Session, error) {
	root, err := a.tree()
	if err != nil {
		return Session{}, err
	}
	e := root.At("session")
	if e == nil {
		return Session{}, errors.New("the reply has no session")
	}
	token := cmp.Or(e.At("multipleAccessId").Value(), root.At("multipleAccessId").Value(), e.Attr("multipleAccessId"))
	s := Session{ID: e.Attr("id"), Signature: NewSecret(e.Attr("signature")), Target: e.Attr("target"), MultipleAccessID: NewSecret(token)}
	return s, s.Validate()
}
