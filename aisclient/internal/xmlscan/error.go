package xmlscan

import (
	"bytes"
	"errors"
	"io"
)

// Limits are the caps of a document. All of them must be set.
type Limits struct {
	Bytes    int64 // of the document
	Depth    int   // of nested elements
	Elements int   // allowed in any document; larger ones may have one more for every Density bytes
	Density  int64 // bytes an element
	Text     int   // bytes of one text or tag
}

// ErrLimit is the cause of every refusal because of Limits.
var ErrLimit = errors.New("over the limit")

// ErrOtherDocument is the cause where a document is something else from its first tag on; ErrHTML where it is a web
// page.
var (
	ErrOtherDocument = errors.New("another kind of document")
	ErrHTML          = errors.New("a web page")
)

// Error says where a document is not what it should be, and what is wrong there.
type Error struct {
	// Path leads from the root to the open element, members of a list counted from 1.
	Path   string
	Offset int64 // bytes from the start of the document
	Line   int   // from 1
	What   string
	Err    error // the cause, if any: io.ErrUnexpectedEOF, ErrLimit, context.Canceled, ...
}

// Error says what is wrong. Who shows it adds the place and cleans the text.
func (e *Error) Error() string { return e.What }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Fail makes the error that says what is wrong at pos.
func (s *window) Fail(what string) error { return s.failAt(0, what, nil) }

func (s *window) Wrap(what string, err error) error { return s.failAt(0, what, err) }

// failAt is fail for a place i behind pos.
func (s *window) failAt(i int, what string, err error) error {
	at := min(s.pos+i, len(s.buf))
	return &Error{
		Path:   string(s.AppendPath(nil, false)),
		Offset: s.base + int64(at),
		Line:   s.lines + bytes.Count(s.buf[:at], newline) + 1,
		What:   what,
		Err:    err,
	}
}

func (s *window) truncated() error {
	if s.base == 0 && len(bytes.TrimSpace(s.buf)) == 0 {
		return s.Wrap("the document is empty", io.ErrUnexpectedEOF)
	}
	return s.failAt(len(s.buf), "the document ends too early", io.ErrUnexpectedEOF)
}
