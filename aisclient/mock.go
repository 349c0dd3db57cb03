package aisclient

import (
	"context"
	"encoding/xml"
	"errors"
	"net/url"
	"strconv"
	"strings"
)

// MockSessionRequest asks the test environment for a session without a browser.
type MockSessionRequest struct {
	Login           string // a published test login, for example test1
	Country         string // lower case, for example pl
	OwnerExternalID string
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
	s, err := readSession(a.Raw)
	if err != nil {
		return nil, c.undecodable(k, a, err)
	}
	return &SessionReply{Answer: *a, Session: s}, nil
}

// readSession reads reply/session. The access token stands under session or under reply.
func readSession(raw []byte) (Session, error) {
	var doc struct {
		Session *struct {
			ID        string `xml:"id,attr"`
			Signature string `xml:"signature,attr"`
			Target    string `xml:"target,attr"`
			Access    string `xml:"multipleAccessId"`
		} `xml:"session"`
		Access string `xml:"multipleAccessId"`
	}
	if err := xml.Unmarshal(raw, &doc); err != nil {
		return Session{}, err
	}
	if doc.Session == nil {
		return Session{}, errors.New("the reply has no session")
	}
	token := strings.TrimSpace(doc.Session.Access)
	if token == "" {
		token = strings.TrimSpace(doc.Access)
	}
	s := Session{ID: doc.Session.ID, Signature: NewSecret(doc.Session.Signature), Target: doc.Session.Target, MultipleAccessID: NewSecret(token)}
	return s, s.Validate()
}
