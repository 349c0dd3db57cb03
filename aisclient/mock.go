package aisclient

import (
	"cmp"
	"context"
	"errors"
	"net/url"
	"strconv"
)

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

// MockSession signs a test customer in without a browser; test environment and sandbox only.
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
	a, err := c.do(ctx, k)
	if err != nil {
		return nil, err
	}
	s, err := readSession(a)
	if err != nil {
		return nil, c.undecodable(k, a, err)
	}
	c.secrets.add(s.Signature, s.MultipleAccessID)
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
