package aisclient

import (
	"context"
	"net/url"
)

// ReuseAccess turns the token of a multiple access into a session for one import, without the customer. The
// provider allows it four times a day for 180 days.
func (c *Client) ReuseAccess(ctx context.Context, token Secret) (*SessionReply, error) {
	const op = "repeated access"
	if token.Empty() {
		return nil, invalid(op, "the multipleAccessId is missing")
	}
	c.secrets.add(token)
	return c.session(ctx, postForm(op, pathReuseAccess, url.Values{"multipleAccessId": {token.Reveal()}}))
}

// RevokeAccess ends a multiple access: the token cannot be used again.
func (c *Client) RevokeAccess(ctx context.Context, token Secret) (*Answer, error) {
	const op = "revoke access"
	if token.Empty() {
		return nil, invalid(op, "the multipleAccessId is missing")
	}
	c.secrets.add(token)
	k := postForm(op, pathRevokeAccess, url.Values{"multipleAccessId": {token.Reveal()}})
	k.done = true
	return c.do(ctx, k)
}

// SignOut ends the session at the bank. Few banks support it: an error that is ExceptionName
// ("CommandNotAvailable") can be ignored. Any 2xx is a success; Command is zero where the answer has none.
func (c *Client) SignOut(ctx context.Context, s Session) (*CommandReply, error) {
	const op = "sign-out"
	if err := s.Validate(); err != nil {
		return nil, invalid(op, err.Error())
	}
	c.secrets.add(s.Signature, s.MultipleAccessID)
	k := postForm(op, pathSignOut, url.Values{"sessionId": {s.ID}, "sessionIdSignature": {s.Signature.Reveal()}})
	k.done = true
	a, err := c.do(ctx, k)
	if err != nil {
		return nil, err
	}
	r := &CommandReply{Answer: *a}
	if a.head != nil && a.head.Command != nil {
		r.Command = *a.head.Command
	}
	return r, nil
}
