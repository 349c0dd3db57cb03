package aisclient

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"

	"aisdesk/aisclient/internal/sniff"
	"aisdesk/aisclient/internal/xmlscan"
	"aisdesk/aisclient/text"
)

// DecodeOptions are the caps on one reply, and what is known of it from elsewhere. The zero value is right for a reply from the network.
type DecodeOptions struct {
	// MaxBytes is the size at which a reply is refused; 0 is 64 MiB. Opening a file may raise it.
	MaxBytes int64
	// MaxDepth is how deep elements may be nested; 0 is 64.
	MaxDepth int
	// MaxElements is how many elements a reply may have besides one for every 20 bytes; 0 is 100,000. Real
	// replies have one element for 40 bytes or more, so only a hostile reply meets it.
	MaxElements int
	// MaxText is the longest text, tag or attribute in bytes; 0 is 1 MiB.
	MaxText int
	// OfficialName is the bank's name for people, as the sign-in told it: the reply to Get Import Result names the bank
	// as the catalog does alone.
	OfficialName text.Text
}

// The caps that a zero DecodeOptions means.
const (
	defaultMaxBytes    = 64 << 20
	defaultMaxDepth    = 64
	defaultMaxElements = 100_000
	defaultMaxText     = 1 << 20
	elementDensity     = 20 // bytes
)

// ErrLimit is the cause of every refusal because of DecodeOptions.
var ErrLimit = xmlscan.ErrLimit

// ErrNotReply is the cause where a document is something else from its first tag on: a web page, a proxy's words.
var ErrNotReply = errors.New("not a reply")

// ErrNoImport says that a reply is in order and yet holds no import: a command that has not ended or has
// failed, or an answer to another question.
var ErrNoImport = errors.New("the reply holds no import")

// DecodeError says where a reply is not what it should be, and what is wrong there.
type DecodeError struct {
	// Path leads from the root to the open element, members of a list counted from 1:
	// reply/command/result/accounts/account[2]/moneyTransactions/moneyTransaction[17]/currencyAmount.
	Path   string
	Offset int64 // bytes from the start of the reply
	Line   int   // from 1
	What   string
	Err    error // the cause, if any: io.ErrUnexpectedEOF, ErrLimit, ErrAmountSyntax, context.Canceled, ...
}

// Error says what is wrong and where. It can be shown as it is: names from the reply are cleaned.
func (e *DecodeError) Error() string {
	msg := fmt.Sprintf("reply, line %d (byte %d)", e.Line, e.Offset)
	if e.Path != "" {
		msg += fmt.Sprintf(", %.300s", e.Path)
	}
	msg += ": " + e.What
	// Two causes are for errors.Is only: What says the same in plainer words.
	if e.Err != nil && !errors.Is(e.Err, ErrNotReply) && e.Err != io.ErrUnexpectedEOF {
		msg += ": " + e.Err.Error()
	}
	return text.Clean(msg).String()
}

// Unwrap returns the cause.
func (e *DecodeError) Unwrap() error { return e.Err }

func (o DecodeOptions) limits() xmlscan.Limits {
	l := xmlscan.Limits{Bytes: defaultMaxBytes, Density: elementDensity, Depth: defaultMaxDepth, Elements: defaultMaxElements, Text: defaultMaxText}
	if o.MaxBytes > 0 {
		l.Bytes = o.MaxBytes
	}
	if o.MaxDepth > 0 {
		l.Depth = o.MaxDepth
	}
	if o.MaxElements > 0 {
		l.Elements = o.MaxElements
	}
	if o.MaxText > 0 {
		l.Text = o.MaxText
	}
	return l
}

// webPage is said of HTML, which proxies and captive portals answer with.
const webPage = "this is a web page, not a reply of the provider: a proxy or a network's sign-in page may have answered"

// openReply opens the root element of a reply, or says what was given instead of one.
func openReply(s *xmlscan.Scanner) error {
	if what := sniff.OtherFile(s.Begins); what != "" {
		return s.Wrap(what, ErrNotReply)
	}
	return s.Root("reply")
}

// replyError turns a scanner's error into a *DecodeError; others, such as those of a RowFunc, stay as they are.
func replyError(err error) error {
	e, ok := err.(*xmlscan.Error)
	if !ok {
		return err
	}
	out := DecodeError(*e)
	switch {
	case errors.Is(e.Err, xmlscan.ErrHTML):
		out.What, out.Err = webPage, ErrNotReply
	case errors.Is(e.Err, xmlscan.ErrOtherDocument):
		out.Err = ErrNotReply
	}
	return &out
}

// decodeTree reads a whole document into a tree rooted at reply, with all the scanner's checks. It is for small
// replies: o's zero byte cap is 8 MiB, and its element cap holds whatever the size, because each element costs memory
// here.
func decodeTree(ctx context.Context, r io.Reader, o DecodeOptions) (*xmlscan.Element, error) {
	o.MaxBytes = cmp.Or(o.MaxBytes, maxTreeBytes)
	limits := o.limits()
	limits.Density = limits.Bytes + 1
	s := xmlscan.New(ctx, r, limits)
	if err := openReply(s); err != nil {
		return nil, replyError(err)
	}
	root, err := s.Tree()
	if err == nil {
		err = s.End()
	}
	return root, replyError(err)
}

const maxTreeBytes = 8 << 20
