package aisclient

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"aisdesk/aisclient/text"
)

// failed begins the Error of a call.
func (c *Client) failed(k call) *Error {
	return &Error{Op: k.op, Method: k.method, Host: c.base.Host, Path: c.base.Path + k.path}
}

// transportError names a call that got no complete answer. The cause is unwrapped from net/url's error, which
// holds the query.
func (c *Client) transportError(k call, a *Answer, err error) *Error {
	e := c.failed(k)
	if ue, ok := errors.AsType[*url.Error](err); ok {
		err = ue.Err
	}
	e.Kind, e.Retryable, e.Err = KindTransport, true, err
	if a != nil {
		e.HTTPStatus, e.Raw = a.HTTPStatus, a.Raw
	}
	var tlsErr *tls.CertificateVerificationError
	var dns *net.DNSError
	switch {
	case errors.Is(err, context.Canceled):
		e.Next, e.Retryable = "The call was cancelled.", false
	case errors.Is(err, context.DeadlineExceeded):
		e.Next = "The provider did not answer in time. Check the network, then try again."
	case errors.Is(err, ErrReplyTooLarge):
		e.Kind, e.Retryable, e.Raw = KindDecode, false, nil
		e.Next = "Ask for a shorter period, or allow larger replies in the settings."
	case errors.Is(err, ErrUnknownEncoding):
		e.Kind, e.Retryable = KindDecode, false
		e.Next = "A proxy changes the answers: check the network and the proxy settings."
	case errors.Is(err, io.ErrUnexpectedEOF) && a != nil:
		e.Kind, e.Next = KindDecode, "The reply broke off. Try again."
	case errors.As(err, &tlsErr):
		e.Retryable = false
		e.Next = "The server's certificate is not the provider's: a proxy or a portal stands between. Do not go on before that is clear."
	case errors.As(err, &dns):
		e.Next = "The provider's name was not found. Check the network and the API address."
	default:
		e.Next = "Check the network and the proxy settings, then try again."
	}
	return e
}

// refusal turns an answer that is no success into an Error, and fills the Envelope of one that is.
func (c *Client) refusal(k call, a *Answer) error {
	e := c.failed(k)
	e.HTTPStatus, e.Raw = a.HTTPStatus, a.Raw
	e.RetryAfter = retryAfter(a.Header, time.Now())
	switch {
	case a.HTTPStatus >= 300 && a.HTTPStatus < 400:
		e.Kind, e.Err, e.Retryable = KindTransport, redirectError(a.Header.Get("Location")), true
		e.Next = "A portal, a proxy or a wrong API address answers here. Check the address; if this network wants a sign-in, do that in a browser and try again."
		return e
	case looksHTML(a):
		e.Kind, e.Err, e.Retryable = KindTransport, ErrHTML, true
		e.Next = "A portal, a proxy or a wrong API address answers here. If this network wants a sign-in, do that in a browser and try again."
		return e
	case a.HTTPStatus >= 200 && a.HTTPStatus < 300:
		return c.success(k, a)
	}
	said := readFailure(a)
	r := remedyFor(said.Name, a.HTTPStatus)
	if said.Name == "" {
		r = remedyForStatus(a.HTTPStatus)
	}
	e.Kind, e.Next, e.Retryable = r.kind, r.next, r.retry
	e.Name = c.hide(text.Clean(said.Name).String())
	e.Message = text.Clean(c.hide(said.Message.String()))
	e.Friendly = text.Clean(c.hide(said.FriendlyMessage.String()))
	return e
}

// success checks a 2xx answer of an XML endpoint: one that holds an exception after all is a refusal.
func (c *Client) success(k call, a *Answer) error {
	if !strings.HasSuffix(k.path, ".xml") || len(strings.TrimSpace(string(a.Raw[:min(len(a.Raw), 64)]))) == 0 {
		return nil
	}
	h, err := DecodeHead(a.Raw)
	if err != nil {
		return c.undecodable(k, a, err)
	}
	a.Envelope = h.Envelope
	if h.Exception == nil {
		return nil
	}
	r := remedyFor(h.Exception.Name, 0)
	e := c.failed(k)
	e.HTTPStatus, e.Kind, e.Next, e.Retryable = a.HTTPStatus, r.kind, r.next, r.retry
	e.Name, e.Message, e.Friendly = h.Exception.Name, h.Exception.Message, h.Exception.FriendlyMessage
	e.Raw = a.Raw
	return e
}

// undecodable names an answer that is not what the endpoint should say. Another try may get a whole one.
func (c *Client) undecodable(k call, a *Answer, err error) *Error {
	e := c.failed(k)
	e.Kind, e.Err, e.Retryable, e.HTTPStatus = KindDecode, err, true, a.HTTPStatus
	e.Raw = a.Raw
	e.Next = "The answer is not a reply of the provider. Try again; if it stays, keep the answer for the provider's support."
	return e
}

func redirectError(location string) error {
	u, err := url.Parse(location)
	if err != nil || u.Host == "" {
		return ErrRedirected
	}
	return &redirect{host: text.Clean(u.Host).String()}
}

// redirect names the host that an answer pointed to.
type redirect struct{ host string }

func (r *redirect) Error() string { return ErrRedirected.Error() + ", to " + r.host }
func (r *redirect) Unwrap() error { return ErrRedirected }

// retryAfter reads Retry-After as seconds or as a date; what makes no sense is 0.
func retryAfter(h http.Header, now time.Time) time.Duration {
	v := strings.TrimSpace(h.Get("Retry-After"))
	if n, err := strconv.ParseUint(v, 10, 31); err == nil {
		return time.Duration(n) * time.Second
	}
	if t, err := http.ParseTime(v); err == nil {
		return max(0, t.Sub(now))
	}
	return 0
}

// unknownPath reports a 404 that is no answer of the service: nobody named an exception.
func unknownPath(err error) bool {
	e, ok := errors.AsType[*Error](err)
	return ok && e.HTTPStatus == http.StatusNotFound && e.Name == ""
}

// neverSent reports whether err proves that no byte of the request left this machine.
func neverSent(err error) bool {
	var dns *net.DNSError
	var tlsErr *tls.CertificateVerificationError
	op, ok := errors.AsType[*net.OpError](err)
	return errors.As(err, &dns) || errors.As(err, &tlsErr) || (ok && op.Op == "dial")
}
