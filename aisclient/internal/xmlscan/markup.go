package xmlscan

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
)

// token is what next found.
type token int

const (
	tokStart token = iota // an element was opened: open, attr
	tokEnd                // the innermost element was closed
	tokText               // text holds a piece of the open element's text; a text can come in several pieces
	tokEOF                // the document ended as it should
)

// next consumes one token. Comments and processing instructions are checked and passed over.
func (s *Scanner) next() (token, error) {
	if s.closing {
		s.closing = false
		s.pop()
		return tokEnd, nil
	}
	for {
		if s.pos == len(s.buf) {
			if err := s.more(); err != nil {
				if s.rootDone && s.eof && errors.Is(err, io.ErrUnexpectedEOF) {
					return tokEOF, nil
				}
				return 0, err
			}
		}
		if s.buf[s.pos] != '<' {
			if tok, err := s.charData(); tok != tokEOF || err != nil {
				return tok, err
			}
			continue
		}
		c, err := s.at(1)
		switch {
		case err != nil:
			return 0, err
		case c == '/':
			return tokEnd, s.endTag()
		case c == '?':
			err = s.procInst()
		case c == '!' && s.follows(2, "--"):
			err = s.comment()
		case c == '!' && s.follows(2, "[CDATA["):
			return tokText, s.cdata()
		case c == '!':
			err = s.declaration()
		default:
			return tokStart, s.startTag()
		}
		if err != nil {
			return 0, err
		}
	}
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// spaceEnd returns how far behind pos the first byte at or behind i stands that is no space.
func (s *window) spaceEnd(i int) (int, byte, error) {
	for {
		c, err := s.at(i)
		if err != nil || !isSpace(c) {
			return i, c, err
		}
		i++
	}
}

// nameEnd returns the end of the name that starts i behind pos.
func (s *window) nameEnd(i int) (int, error) {
	from := i
	for {
		c, err := s.at(i)
		if err != nil {
			return 0, err
		}
		if class[c]&nameByte == 0 {
			break
		}
		i++
	}
	return i, s.checkName(s.buf[s.pos+from : s.pos+i])
}

// startTag consumes <name a="b" ...> and opens the element.
func (s *Scanner) startTag() error {
	if s.rootDone {
		return s.Fail("there is a second root element")
	}
	s.attrs, s.values = s.attrs[:0], s.values[:0]
	nameEnd, err := s.nameEnd(1)
	if err != nil {
		return err
	}
	for i := nameEnd; ; {
		j, c, err := s.spaceEnd(i)
		if err != nil {
			return err
		}
		if c == '/' {
			if c, err = s.at(j + 1); err != nil {
				return err
			} else if c != '>' {
				return s.failAt(j, "a / in a tag is not followed by >", nil)
			}
			return s.opened(nameEnd, j+2, true)
		}
		if c == '>' {
			return s.opened(nameEnd, j+1, false)
		}
		if j == i {
			return s.failAt(j, "a name is followed by a character that does not belong there", nil)
		}
		if i, err = s.attribute(j); err != nil {
			return err
		}
	}
}

func (s *Scanner) opened(nameEnd, end int, closing bool) error {
	if end > s.max.Text {
		return s.Wrap(fmt.Sprintf("a tag is longer than %d bytes", s.max.Text), ErrLimit)
	}
	if err := s.push(s.buf[s.pos+1 : s.pos+nameEnd]); err != nil {
		return err
	}
	s.stack[len(s.stack)-1].local += bytes.IndexByte(s.open(), ':') + 1
	s.tag = s.pos
	s.pos += end
	s.closing = closing
	return nil
}

// endTag consumes </name> and closes the element.
func (s *Scanner) endTag() error {
	if len(s.stack) == 0 {
		return s.Fail("an end tag has no start tag")
	}
	n, err := s.nameEnd(2)
	if err != nil {
		return err
	}
	if !bytes.Equal(s.buf[s.pos+2:s.pos+n], s.open()) {
		return s.Fail(fmt.Sprintf("<%.60s> is closed by </%.60s>", s.open(), s.buf[s.pos+2:s.pos+n]))
	}
	i, c, err := s.spaceEnd(n)
	if err != nil {
		return err
	}
	if c != '>' {
		return s.failAt(i, "an end tag holds more than a name", nil)
	}
	s.pop()
	s.pos += i + 1
	return nil
}

// comment consumes <!-- ... -->.
func (s *Scanner) comment() error {
	end, err := s.findSeq(4, "--")
	if err != nil {
		return err
	}
	if c, err := s.at(end + 2); err != nil {
		return err
	} else if c != '>' {
		return s.failAt(end, "a comment holds --", nil)
	}
	return s.passOver(4, end, end+3)
}

// procInst consumes <?target ... ?>, and the XML declaration, which may only stand at the very start.
func (s *Scanner) procInst() error {
	nameEnd, err := s.nameEnd(2)
	if err != nil {
		return err
	}
	end, err := s.findSeq(nameEnd, "?>")
	if err != nil {
		return err
	}
	name := s.buf[s.pos+2 : s.pos+nameEnd]
	if strings.EqualFold(string(name), "xml") {
		at := s.base + int64(s.pos)
		if string(name) != "xml" || (at != 0 && (at != int64(len(byteOrderMark)) || len(s.stack) > 0)) {
			return s.Fail("an XML declaration stands elsewhere than at the start")
		}
		if what := checkDeclaration(string(s.buf[s.pos+nameEnd : s.pos+end])); what != "" {
			return s.Fail(what)
		}
	} else if nameEnd != end && !isSpace(s.buf[s.pos+nameEnd]) {
		return s.Fail("a processing instruction has a bad name")
	}
	return s.passOver(nameEnd, end, end+2)
}

// passOver checks the characters between from and to and consumes up to end.
func (s *window) passOver(from, to, end int) error {
	if what := checkChars(s.buf[s.pos+from : s.pos+to]); what != "" {
		return s.Fail(what)
	}
	s.pos += end
	return nil
}
