// Package xmlscan is a strict, fast XML scanner for documents from outside: caps on everything, nothing held but one
// token, and an error for whatever encoding/xml refuses.
package xmlscan

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strconv"
)

// Scanner reads one XML document in blocks and is strict: what encoding/xml refuses it refuses too, and besides that
// a second root, text outside the root, DOCTYPE, duplicate attributes, other encodings than UTF-8 and whatever passes
// the limits. It never holds more than one token of the document.
//
// Its user pulls: Child steps to the next child element of the open element, and then one of Leaf, Skip or another run
// of Child has to consume that child up to its end tag. Slices that a Scanner returns are valid until its next call.
// Every error is an *Error.
type Scanner struct {
	window
	elements int  // opened so far
	closing  bool // the open element was written as <a/>: its end comes next

	tag    int    // where in buf the last start tag began
	attrs  []attr // of the last start tag
	values []byte // attribute values that had to be unescaped
	text   []byte // of the last text token
}

// window is the part of the document in memory. It checks characters and names, and its errors name their place.
type window struct {
	path
	ctx context.Context
	r   io.Reader
	max Limits

	buf   []byte // buf[pos:] is not consumed yet
	pos   int
	base  int64 // offset of buf[0] in the document
	lines int   // line ends before buf[0]
	eof   bool  // r has no more

	foreign int    // names with other letters than ASCII's so far
	scratch []byte // text that had to be unescaped

	rawFrom int    // while capturing: from here on buf is not copied to raw yet
	raw     []byte // bytes captured so far
	capture bool
}

// path are the open elements.
type path struct {
	stack    []frame
	names    []byte // their names, one after the other
	rootDone bool   // the root element has ended
}

// frame is an open element.
type frame struct {
	name  int // where in path.names its name starts
	local int // where its name without prefix starts
	index int // its place among its like, from 1; 0 for elements that are not in a list
}

// blockSize is how much is read at once, and how much of the document is in memory. Most replies are small
// and fit into the first, smaller block.
const (
	firstBlock = 16 << 10
	blockSize  = 256 << 10
)

// New makes a scanner of the document that r holds. It stops with the context's error soon after the context ends.
func New(ctx context.Context, r io.Reader, limits Limits) *Scanner {
	return &Scanner{window: window{ctx: ctx, r: r, max: limits, buf: make([]byte, 0, firstBlock)}}
}

// more reads another block, dropping what stands before pos. Offsets from pos stay valid, slices do not.
// At the end of the document it fails with io.ErrUnexpectedEOF.
func (s *window) more() error {
	if err := s.ctx.Err(); err != nil {
		return s.Wrap("decoding was stopped", err)
	}
	if s.eof {
		return s.truncated()
	}
	s.drop()
	if s.base > 0 && cap(s.buf) < blockSize {
		s.buf = append(make([]byte, 0, blockSize), s.buf...)
	}
	if len(s.buf) == cap(s.buf) {
		if len(s.buf) > s.max.Text+blockSize {
			return s.Wrap(fmt.Sprintf("one tag or text is longer than %d bytes", s.max.Text), ErrLimit)
		}
		s.buf = append(make([]byte, 0, max(2*cap(s.buf), blockSize)), s.buf...)
	}
	return s.read()
}

// read reads what comes next behind buf.
func (s *window) read() error {
	for range 100 {
		n, err := s.r.Read(s.buf[len(s.buf):cap(s.buf)])
		s.buf = s.buf[:len(s.buf)+n]
		if s.base+int64(len(s.buf)) > s.max.Bytes {
			return s.Wrap(fmt.Sprintf("the document is larger than %d bytes", s.max.Bytes), ErrLimit)
		}
		if err == io.EOF {
			s.eof = true
			if n == 0 {
				return s.truncated()
			}
			return nil
		}
		if err != nil {
			return s.Wrap("the document could not be read to its end", err)
		}
		if n > 0 {
			return nil
		}
	}
	return s.Wrap("the document could not be read to its end", io.ErrNoProgress)
}

// drop forgets what is consumed.
func (s *window) drop() {
	if s.pos == 0 {
		return
	}
	if s.capture {
		// What is over the cap is read and refused by skipRaw; it need not be held.
		if len(s.raw) <= s.max.Text {
			s.raw = append(s.raw, s.buf[s.rawFrom:s.pos]...)
		}
		s.rawFrom = 0
	}
	s.lines += bytes.Count(s.buf[:s.pos], newline)
	s.base += int64(s.pos)
	s.buf = s.buf[:copy(s.buf, s.buf[s.pos:])]
	s.pos = 0
}

var newline = []byte{'\n'}

// at returns the byte i behind pos.
func (s *window) at(i int) (byte, error) {
	for s.pos+i >= len(s.buf) {
		if err := s.more(); err != nil {
			return 0, err
		}
	}
	return s.buf[s.pos+i], nil
}

// find returns how far behind pos the first c at or behind from stands.
func (s *window) find(from int, c byte) (int, error) {
	for {
		if s.pos+from < len(s.buf) {
			if i := bytes.IndexByte(s.buf[s.pos+from:], c); i >= 0 {
				return from + i, nil
			}
			from = len(s.buf) - s.pos
		}
		if err := s.more(); err != nil {
			return 0, err
		}
	}
}

// findSeq returns how far behind pos the first seq at or behind from stands.
func (s *window) findSeq(from int, seq string) (int, error) {
	for {
		i, err := s.find(from, seq[0])
		if err != nil {
			return 0, err
		}
		if _, err := s.at(i + len(seq) - 1); err != nil {
			return 0, err
		}
		if string(s.buf[s.pos+i:s.pos+i+len(seq)]) == seq {
			return i, nil
		}
		from = i + 1
	}
}

// follows reports whether seq stands i behind pos.
func (s *window) follows(i int, seq string) bool {
	if _, err := s.at(i + len(seq) - 1); err != nil {
		return false
	}
	return string(s.buf[s.pos+i:s.pos+i+len(seq)]) == seq
}

// push opens the element whose name stands in b.
func (s *Scanner) push(b []byte) error {
	if s.elements++; s.elements > s.max.Elements+int((s.base+int64(s.pos))/s.max.Density) {
		return s.Wrap("the document has too many elements for its size", ErrLimit)
	}
	if len(s.stack) == s.max.Depth {
		return s.Wrap(fmt.Sprintf("elements are nested more than %d deep", s.max.Depth), ErrLimit)
	}
	s.stack = append(s.stack, frame{name: len(s.names), local: len(s.names)})
	s.names = append(s.names, b...)
	return nil
}

// pop closes the innermost element.
func (s *path) pop() {
	top := len(s.stack) - 1
	s.names = s.names[:s.stack[top].name]
	s.stack = s.stack[:top]
	s.rootDone = top == 0
}

// open returns the name of the innermost open element as it is written.
func (s *path) open() []byte { return s.names[s.stack[len(s.stack)-1].name:] }

// Local is open without its prefix.
func (s *path) Local() []byte { return s.names[s.stack[len(s.stack)-1].local:] }

// SetIndex says which of its like the innermost open element is, from 1.
func (s *path) SetIndex(i int) { s.stack[len(s.stack)-1].index = i }

// AppendPath appends reply/command/.../account[2], without the indices if plain.
func (s *path) AppendPath(b []byte, plain bool) []byte {
	for i, f := range s.stack {
		if i > 0 {
			b = append(b, '/')
		}
		end := len(s.names)
		if i+1 < len(s.stack) {
			end = s.stack[i+1].name
		}
		b = append(b, s.names[f.name:end]...)
		if f.index > 0 && !plain {
			b = strconv.AppendInt(append(b, '['), int64(f.index), 10)
			b = append(b, ']')
		}
	}
	return b
}
