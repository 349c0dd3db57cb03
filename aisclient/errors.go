package aisclient

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"aisdesk/aisclient/internal/httpbody"
	"aisdesk/aisclient/text"
)

// Kind says who can do something about an Error. A Kind is an error itself, so that
// errors.Is(err, aisclient.KindSession) asks for the kind.
type Kind string

// The kinds.
const (
	KindAuth        Kind = "auth"        // key wrong, or this machine's IP address is not enabled
	KindSession     Kind = "session"     // the session or the access token is used up: sign in again
	KindBank        Kind = "bank"        // the bank, or the connection to it
	KindUser        Kind = "user"        // the customer has to do something
	KindQuota       Kind = "quota"       // too much or too fast
	KindMaintenance Kind = "maintenance" // planned outage
	KindProvider    Kind = "provider"    // the provider refused the request or failed
	KindTransport   Kind = "transport"   // the network, a proxy, a portal
	KindCancelled   Kind = "cancelled"   // the caller's context was cancelled
	KindDecode      Kind = "decode"      // an answer that is not a reply
)

// Error makes a Kind usable with errors.Is.
func (k Kind) Error() string { return string(k) }

// Error is every failure of a call that a Client made: what was tried, what went wrong, and what to do next. Its words
// never hold the key, a signature, a token or the query of the request; Raw is what the other side sent, as it came. A
// request that is refused before it is sent is ErrInvalidRequest instead, but for a second import for a session
// (ErrImportSentBefore), which the provider would refuse by the same name.
type Error struct {
	Kind Kind
	// Op is the method in words for people: "import", "command status".
	Op string
	// Method, Host and Path of the request; never the query.
	Method, Host, Path string
	// HTTPStatus is 0 where no answer arrived. A failed import has 200: the failure is in the command.
	HTTPStatus int
	// Name is the provider's name of the exception, empty where it gave none.
	Name string
	// Message is the provider's message, Friendly the one in the language of the target's country.
	Message, Friendly text.Text
	// Next says in plain words what to do.
	Next string
	// Retryable says whether trying again later can help: the same call, or after a failed import, whose
	// session is used up, a new verification.
	Retryable bool
	// RetryAfter is how long the provider asked to wait; 0 where it did not.
	RetryAfter time.Duration
	// Raw is the body as far as it arrived: a reply that could not be read is not lost.
	Raw []byte `json:"-"`
	// Err is the cause below, if any.
	Err error
}

// Error says what failed and why in one line, followed by the next step.
func (e *Error) Error() string {
	var b strings.Builder
	if e.Op != "" {
		b.WriteString(e.Op + ": ")
	}
	cause := e.Cause()
	b.WriteString(cause)
	if e.Method != "" {
		fmt.Fprintf(&b, " (%s %s%s", e.Method, e.Host, e.Path)
		if status := fmt.Sprintf("HTTP %d", e.HTTPStatus); e.HTTPStatus != 0 && !strings.Contains(cause, status) {
			b.WriteString(", " + status)
		}
		b.WriteString(")")
	}
	if e.Next != "" {
		b.WriteString(". " + e.Next)
	}
	return b.String()
}

// Cause says in a few words what went wrong, without the request and the next step.
func (e *Error) Cause() string {
	said := e.Message.String()
	switch {
	case e.Name != "" && said != "":
		return e.Name + ": " + strings.TrimRight(said, ". ")
	case e.Name != "":
		return e.Name
	case said != "":
		return strings.TrimRight(said, ". ")
	case e.Err != nil:
		return e.Err.Error()
	case e.HTTPStatus != 0:
		return fmt.Sprintf("the provider answered HTTP %d", e.HTTPStatus)
	}
	return string(e.Kind) + " error"
}

// Unwrap returns the cause below.
func (e *Error) Unwrap() error { return e.Err }

// Is matches a Kind, an ExceptionName, and an *Error whose Kind and Name, as far as they are set, are equal.
func (e *Error) Is(target error) bool {
	switch t := target.(type) {
	case Kind:
		return e.Kind == t
	case ExceptionName:
		return e.Name != "" && canonicalName(e.Name) == canonicalName(string(t))
	case *Error:
		return (t.Kind != "" || t.Name != "") && (t.Kind == "" || t.Kind == e.Kind) && (t.Name == "" || t.Name == e.Name)
	}
	return false
}

// ExceptionName is a name of an exception as something that errors.Is can look for:
// errors.Is(err, aisclient.ExceptionName("InvalidSessionId")). Spellings of one name are the same to it: IO and
// IOException, ConcurrentSessionsLimitExceed and ConcurrentSessionsLimitExceeded.
type ExceptionName string

// Error makes an ExceptionName usable with errors.Is.
func (n ExceptionName) Error() string { return "exception " + string(n) }

// Reasons why a body is not a reply. They are found with errors.Is.
var (
	ErrReplyTooLarge   = httpbody.ErrTooLarge
	ErrRedirected      = errors.New("the server answered with a redirect, which is never followed")
	ErrHTML            = errors.New("the server answered with a web page instead of a reply")
	ErrUnknownEncoding = httpbody.ErrUnknownEncoding
)

// ErrInvalidRequest is in every error that refuses a request before it is sent, beside the reason, such as
// ErrInvalidSession. Such an error is no *Error: no call was made.
var ErrInvalidRequest = errors.New("the request is not complete")

func invalid(op, what string) error { return invalidBy(op, errors.New(what)) }

// invalidBy is invalid for a reason that callers look for with errors.Is.
func invalidBy(op string, why error) error {
	return fmt.Errorf("%s: %w: %w", op, ErrInvalidRequest, why)
}

// Retryable reports whether err says that trying again later can help: see Error.Retryable.
func Retryable(err error) bool {
	e, ok := errors.AsType[*Error](err)
	return ok && e.Retryable
}

// readErrorBody finds the exception in the body of a refusal, in XML or in JSON; it never fails.
func readErrorBody(a *Answer) Exception {
	body := bytes.TrimLeft(a.Raw, "\ufeff \t\r\n")
	switch {
	case bytes.HasPrefix(body, []byte("<")):
		h, err := DecodeHead(a.Raw)
		if err != nil {
			return Exception{}
		}
		a.Envelope = h.Envelope
		if h.Exception == nil {
			return Exception{Message: h.Comment}
		}
		return *h.Exception
	case bytes.HasPrefix(body, []byte("{")), bytes.HasPrefix(body, []byte("[")):
		return jsonErrorBody(body)
	}
	return Exception{}
}

// jsonErrorBody looks for a name and a message breadth first: the shape of these errors is not documented.
func jsonErrorBody(body []byte) Exception {
	var root any
	if len(body) > maxErrorBody || json.Unmarshal(body, &root) != nil {
		return Exception{}
	}
	var x Exception
	level := []any{root}
	for depth := 0; depth < 4 && len(level) > 0 && (x.Name == "" || x.Message.Empty()); depth++ {
		var below []any
		for _, v := range level {
			switch v := v.(type) {
			case map[string]any:
				x.Name = cmp.Or(x.Name, exceptionName(v))
				x.Message = text.First(x.Message, text.Clean(member(v, messageMembers)))
				x.FriendlyMessage = text.First(x.FriendlyMessage, text.Clean(member(v, []string{friendlyMember})))
				for _, key := range slices.Sorted(maps.Keys(v)) {
					below = append(below, v[key])
				}
			case []any:
				below = append(below, v...)
			}
		}
		level = below
	}
	return x
}

// maxErrorBody is the longest JSON of a refusal that is looked through.
const maxErrorBody = 256 << 10

// exceptionName finds a name of an exception. What a web framework writes in the same place, "Not Found" or
// "404", is none.
func exceptionName(m map[string]any) string {
	for _, n := range nameMembers {
		if s, ok := m[n].(string); ok && isWord(s) {
			return s
		}
	}
	return ""
}

// isWord reports whether s looks like a name of an exception: a letter, then letters, digits, _ . $ -
func isWord(s string) bool {
	for i, r := range s {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		if !letter && (i == 0 || !strings.ContainsRune("0123456789_.$-", r)) {
			return false
		}
	}
	return s != "" && len(s) <= 100
}

func member(m map[string]any, names []string) string {
	for _, n := range names {
		if s, ok := m[n].(string); ok && s != "" {
			return s
		}
	}
	return ""
}
