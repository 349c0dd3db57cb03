package aisclient

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"syscall"
	"time"

	"aisdesk/aisclient/text"
)

// failed begins the Error of a call.
func (n *connection) failed(k call) *Error {
	return &Error{Op: k.op, Method: k.method, Host: n.base.Host, Path: n.base.Path + k.path}
}

// transportError names a call that got no complete answer. The cause is unwrapped from net/url's error, which
// holds the query.
func (n *connection) transportError(k call, a *Answer, err error) *Error {
	if ue, ok := errors.AsType[*url.Error](err); ok {
		err = ue.Err
	}
	e := n.failed(k)
	if a != nil {
		e.HTTPStatus, e.Raw = a.HTTPStatus, a.Raw
	}
	if errors.Is(err, ErrReplyTooLarge) {
		e.Raw = nil // as large as what is accepted, and of no use
	}
	r := remedyForNetwork(err, a != nil)
	e.Kind, e.Next, e.Retryable, e.Err = r.kind, r.next, r.retry, n.clean(err)
	if words := NetworkWords(err); words != "" {
		e.Err = &cleaned{words, err}
	}
	return e
}

// NetworkWords says in plain words what the common errors of a network are, and "" for others: whoever reads
// them may be on the phone with a customer.
func NetworkWords(err error) string {
	var untrusted *tls.CertificateVerificationError
	var dns *net.DNSError
	switch {
	case errors.As(err, &untrusted):
		return fmt.Sprintf("the certificate there is not trusted (%v)", untrusted.Err)
	case errors.As(err, &dns) && dns.IsNotFound:
		return fmt.Sprintf("the name %s is not known (no such host)", dns.Name)
	case noTLS(err):
		return "what answers there does not speak https"
	case errors.Is(err, context.DeadlineExceeded):
		return "there was no whole answer in the time allowed"
	case errors.Is(err, context.Canceled):
		return "the call was cancelled"
	case errors.Is(err, syscall.ECONNREFUSED):
		return "nothing answers at this address (connection refused)"
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return "the other side broke the connection off (connection reset)"
	case errors.Is(err, io.EOF):
		return "the other side ended the connection without an answer"
	case errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.EHOSTUNREACH):
		return "this machine has no way to that address (network unreachable)"
	}
	return ""
}

// noTLS reports whether what answered speaks something else than TLS, such as http.
func noTLS(err error) bool {
	_, other := errors.AsType[tls.RecordHeaderError](err)
	return other || errors.Is(err, http.ErrSchemeMismatch)
}

// remedyForNetwork says what an error below HTTP means; begun tells that an answer had begun to arrive.
func remedyForNetwork(err error, begun bool) remedy {
	var untrusted *tls.CertificateVerificationError
	var dns *net.DNSError
	switch {
	case errors.Is(err, context.Canceled):
		return remedy{KindCancelled, "Nothing has to be done: begin again when it is wanted.", false}
	case errors.Is(err, context.DeadlineExceeded):
		return remedy{KindTransport, "The provider did not answer in time. Check the network, then try again.", true}
	case errors.Is(err, ErrReplyTooLarge):
		return remedy{KindDecode, "Allow larger replies in the settings and ask again: the provider keeps what it has for 24 hours. Or import a shorter period.", false}
	case errors.Is(err, ErrUnknownEncoding):
		return remedy{KindDecode, "A proxy changes the answers: check the network and the proxy settings.", false}
	case errors.Is(err, io.ErrUnexpectedEOF) && begun:
		return remedy{KindDecode, "The reply broke off. Try again.", true}
	case errors.As(err, &untrusted):
		return remedy{KindTransport, "The server's certificate is not the provider's: a proxy or a portal stands between. Do not go on before that is clear.", false}
	case errors.As(err, &dns):
		return remedy{KindTransport, "The provider's name was not found. Check the network and the API address.", true}
	}
	return remedy{KindTransport, "Check the network and the proxy settings, then try again.", true}
}

// clean keeps an error as it is unless its words hold a secret or something that plays with a terminal: an
// error of net/http can repeat what the server sent.
func (n *connection) clean(err error) error {
	if words := text.Clean(n.hide(err.Error())).String(); words != err.Error() {
		return &cleaned{words, err}
	}
	return err
}

// cleaned is an error with other words.
type cleaned struct {
	words string
	err   error
}

func (e *cleaned) Error() string { return e.words }
func (e *cleaned) Unwrap() error { return e.err }

// nextPortal is for answers that do not come from the service.
const nextPortal = "A portal, a proxy or a wrong API address answers here. Check the address; if this network wants a sign-in, do that in a browser and try again."

// nextErrorPage is for web pages with a status that blames the server: mostly a load balancer before the service.
const nextErrorPage = "An error page of the provider, of a proxy or of a portal answers here. " + nextLater

// refusal turns an answer that is no success into an Error, and fills the Envelope of one that is.
func (n *connection) refusal(k call, a *Answer) error {
	switch {
	case a.HTTPStatus >= 300 && a.HTTPStatus < 400:
		e := n.answered(k, a, remedy{KindTransport, nextPortal, true})
		e.Err = n.clean(redirectError(a.Header.Get("Location")))
		return e
	case looksHTML(a):
		e := n.answered(k, a, remedy{KindTransport, nextPortal, true})
		if a.HTTPStatus >= 500 {
			e.Next = nextErrorPage
		}
		e.Err = ErrHTML
		return e
	case a.HTTPStatus >= 200 && a.HTTPStatus < 300:
		return n.success(k, a)
	}
	said := readErrorBody(a)
	r := remedyForStatus(a.HTTPStatus)
	if said.Name != "" {
		r = remedyFor(said.Name, a.HTTPStatus)
	}
	return n.answered(k, a, r).say(n, said)
}

// answered begins the Error of a call that got an answer.
func (n *connection) answered(k call, a *Answer, r remedy) *Error {
	e := n.failed(k)
	e.HTTPStatus, e.Raw, e.RetryAfter = a.HTTPStatus, a.Raw, retryAfter(a.Header, time.Now())
	e.Kind, e.Next, e.Retryable = r.kind, r.next, r.retry
	return e
}

// say fills in what the provider says, without secrets that it may repeat.
func (e *Error) say(n *connection, x Exception) *Error {
	e.Name = n.hide(text.Clean(x.Name).String())
	e.Message = text.Clean(n.hide(x.Message.String()))
	e.Friendly = text.Clean(n.hide(x.FriendlyMessage.String()))
	return e
}

// success checks a 2xx answer of an XML endpoint: one that holds an exception after all is a refusal. An empty
// answer is left to who asked: to a deletion it says enough.
func (n *connection) success(k call, a *Answer) error {
	if !strings.HasSuffix(k.path, ".xml") || len(bytes.TrimSpace(a.Raw)) == 0 {
		return nil
	}
	h, err := k.read(a)
	switch {
	case err != nil && k.done:
		return nil
	case err != nil:
		return n.undecodable(k, a, err)
	}
	a.head, a.Envelope = h, h.Envelope
	if h.Exception == nil {
		return nil
	}
	return n.answered(k, a, remedyFor(h.Exception.Name, 0)).say(n, *h.Exception)
}

// undecodable names an answer that is not what the endpoint should say. Another try may get a whole answer where
// this one was cut short, or the provider's where something else answered; a reply that arrived whole and is
// malformed will be so again.
func (n *connection) undecodable(k call, a *Answer, err error) *Error {
	r := remedy{KindDecode, "The answer is not a reply of the provider. Try again; if it stays, keep the answer for the provider's support.", true}
	bad, malformed := errors.AsType[*DecodeError](err)
	if malformed && !errors.Is(bad, io.ErrUnexpectedEOF) && !errors.Is(bad, ErrNotReply) || errors.Is(err, ErrLimit) {
		r = remedy{KindDecode, "The answer is not a reply of the provider. Keep it for the provider's support.", false}
	}
	e := n.answered(k, a, r)
	e.Err = n.clean(err)
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

// NeverSent reports whether err proves that no byte of the request left this machine.
func NeverSent(err error) bool {
	var dns *net.DNSError
	op, ok := errors.AsType[*net.OpError](err)
	return errors.As(err, &dns) || NotTheServer(err) || (ok && op.Op == "dial")
}

// NotTheServer reports whether err says that something else answers than the server that was meant, which another try
// does not mend.
func NotTheServer(err error) bool {
	var untrusted *tls.CertificateVerificationError
	return errors.As(err, &untrusted) || noTLS(err)
}
