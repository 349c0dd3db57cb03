package aisclient

import (
	"errors"
	"fmt"
	"io"

	"aisdesk/aisclient/text"
)

// DecodeOptions are the caps on one reply. The zero value is right for a reply from the network.
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
var ErrLimit = errors.New("over the limit")

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

type limits struct {
	bytes                 int64
	density               int64
	depth, elements, text int
}

func (o DecodeOptions) limits() limits {
	l := limits{bytes: defaultMaxBytes, density: elementDensity, depth: defaultMaxDepth, elements: defaultMaxElements, text: defaultMaxText}
	if o.MaxBytes > 0 {
		l.bytes = o.MaxBytes
	}
	if o.MaxDepth > 0 {
		l.depth = o.MaxDepth
	}
	if o.MaxElements > 0 {
		l.elements = o.MaxElements
	}
	if o.MaxText > 0 {
		l.text = o.MaxText
	}
	return l
}
