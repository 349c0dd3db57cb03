package aisclient

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"strings"

	"aisdesk/aisclient/text"
)

// PSD2 are the options that influence the sign-in at the bank.
type PSD2 struct {
	AccessMode string `json:"accessMode,omitempty"` // SINGLE, MULTIPLE or MIXED
	// MaxImportDate is the oldest day that any import of this sign-in may reach.
	MaxImportDate Date `json:"maxImportDate,omitzero"`
	// ForceSCA asks for the extra authentication that a history of more than 90 days needs.
	ForceSCA *bool `json:"forceSca,omitempty"`
}

// RedirectionRequest asks for a hosted sign-in link: everything happens in one window of the provider, which
// in the end sends the customer to RedirectURI with the query parameter redirectionId.
type RedirectionRequest struct {
	RedirectURI string `json:"redirectUri"` // absolute; where the customer comes back
	// OwnerExternalID is your own id of the customer. Without it no analytical service can be asked later.
	OwnerExternalID string `json:"ownerExternalId,omitempty"`
	Country         string `json:"country,omitempty"` // lower case: pl
	Locale          string `json:"locale,omitempty"`  // of the pages: pl, en, es, cz
	PSD2            *PSD2  `json:"psd2,omitempty"`
}

// RedirectionReply holds the link to give to the customer.
type RedirectionReply struct {
	Answer
	ID   string // for RedirectionStatus; comes back as the query parameter redirectionId
	Link string // https
}

// RedirectionState says how a hosted sign-in stands.
type RedirectionState string

// The states; the provider's own words are mapped to them, an unknown word is pending.
const (
	RedirectionPending RedirectionState = "pending"
	RedirectionSuccess RedirectionState = "success"
	RedirectionExpired RedirectionState = "expired"
	RedirectionFailed  RedirectionState = "failed"
)

// RedirectionStatusReply says how a hosted sign-in stands.
type RedirectionStatusReply struct {
	Answer
	State RedirectionState
	Word  text.Text // the provider's own word
	// Session is set when State is success.
	Session Session
	// Exception is the name of what went wrong, empty otherwise. With an unknown Word it means a failure.
	Exception text.Text
}

// Failure returns an *Error for a sign-in that expired or failed, and nil otherwise.
func (r *RedirectionStatusReply) Failure() error {
	if r.State != RedirectionExpired && r.State != RedirectionFailed {
		return nil
	}
	m := remedyFor(r.Exception.String(), 0)
	e := &Error{Kind: m.kind, Op: "hosted sign-in", HTTPStatus: r.HTTPStatus, Name: r.Exception.String(), Next: m.next}
	if e.Name == "" {
		e.Kind, e.Next = KindSession, nextSignIn
		e.Message = text.Clean("the hosted sign-in ended as " + r.Word.String())
	}
	return e
}

// StartRedirection makes a hosted sign-in link. A RedirectURI that is no absolute URL is refused with ErrInvalidRequest; every
// other error is an *Error.
func (c *Client) StartRedirection(ctx context.Context, r RedirectionRequest) (*RedirectionReply, error) {
	const op = "hosted sign-in"
	if u, err := url.Parse(r.RedirectURI); err != nil || u.Host == "" {
		return nil, invalid(op, "redirectUri is not an absolute URL")
	}
	k, err := postJSON(op, pathRedirection, r)
	if err != nil {
		return nil, err
	}
	a, err := c.conn.do(ctx, k)
	if err != nil {
		return nil, err
	}
	var doc struct {
		ID   flexString `json:"redirectionId"`
		Link flexString `json:"redirectionLink"`
	}
	if err := json.Unmarshal(a.Raw, &doc); err != nil {
		return nil, c.conn.undecodable(k, a, err)
	}
	link, err := url.Parse(string(doc.Link))
	if doc.ID == "" || err != nil || (link.Scheme != "https" && !(c.loopback && link.Scheme == "http" && IsLoopback(link.Hostname()))) {
		return nil, c.conn.undecodable(k, a, errors.New("the answer has no redirectionId, or no https redirectionLink"))
	}
	return &RedirectionReply{Answer: *a, ID: string(doc.ID), Link: link.String()}, nil
}

// RedirectionStatus asks how a hosted sign-in stands. It may be asked at any time. An empty id is refused with ErrInvalidRequest;
// every other error is an *Error.
func (c *Client) RedirectionStatus(ctx context.Context, id string) (*RedirectionStatusReply, error) {
	const op = "hosted sign-in status"
	if id == "" {
		return nil, invalid(op, "the redirectionId is missing")
	}
	k := get(op, pathRedirectionStatus, url.Values{"redirectionId": {id}})
	a, err := c.conn.do(ctx, k)
	if err != nil {
		return nil, err
	}
	r, err := readRedirection(a)
	if err != nil {
		return nil, c.conn.undecodable(k, a, err)
	}
	c.conn.secrets.add(r.Session.Signature, r.Session.MultipleAccessID)
	return r, nil
}

func readRedirection(a *Answer) (*RedirectionStatusReply, error) {
	var doc struct {
		Status flexString `json:"status"`
		Params struct {
			ID           flexString `json:"sessionId"`
			Signature    flexString `json:"sessionIdSignature"`
			Access       flexString `json:"multipleAccessId"`
			Target       flexString `json:"target"`
			OfficialName flexString `json:"officialName"`
			Exception    flexString `json:"exception"`
		} `json:"params"`
	}
	if err := json.Unmarshal(a.Raw, &doc); err != nil {
		return nil, err
	}
	if doc.Status == "" {
		return nil, errors.New("the answer has no status")
	}
	p := doc.Params
	r := &RedirectionStatusReply{Answer: *a, State: RedirectionPending, Word: text.Clean(string(doc.Status)), Exception: text.Clean(string(p.Exception))}
	if s, ok := redirectionWords[strings.ToLower(strings.TrimSpace(string(doc.Status)))]; ok {
		r.State = s
	} else if p.Exception != "" {
		r.State = RedirectionFailed // a word of nobody's list, and yet the sign-in is over
	}
	if r.State != RedirectionSuccess {
		return r, nil
	}
	r.Session = Session{
		ID: string(p.ID), Signature: NewSecret(string(p.Signature)), MultipleAccessID: NewSecret(string(p.Access)),
		Target: string(p.Target), OfficialName: text.Clean(string(p.OfficialName)),
	}
	return r, r.Session.Validate()
}

// flexString is a short member of a JSON answer whose type nobody documents: a string, a number (taken as it is
// written, so that a long id loses no digit), or an object with a name or an id. Anything else is empty.
type flexString string

// UnmarshalJSON never fails: a member in an unexpected form is a missing one, and who needs it says so.
func (w *flexString) UnmarshalJSON(b []byte) error {
	b = bytes.TrimSpace(b)
	var s string
	switch {
	case len(b) > 0 && (b[0] == '-' || isDigit(b[0])):
		s = string(b)
	case bytes.HasPrefix(b, []byte("{")):
		var inner map[string]json.RawMessage
		_ = json.Unmarshal(b, &inner)
		for _, name := range flexMembers {
			var v flexString
			if _ = json.Unmarshal(inner[name], &v); v != "" {
				s = string(v)
				break
			}
		}
	default:
		_ = json.Unmarshal(b, &s)
	}
	*w = flexString(s)
	return nil
}
