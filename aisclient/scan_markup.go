package aisclient

import (
	"bytes"
	"fmt"
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
func (s *scanner) next() (token, error) {
	if s.closing {
		s.closing = false
		s.pop()
		return tokEnd, nil
	}
	for {
		if s.pos == len(s.buf) {
			if err := s.more(); err != nil {
				if s.rootDone && s.eof && isTruncated(err) {
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
func (s *scanner) spaceEnd(i int) (int, byte, error) {
	for {
		c, err := s.at(i)
		if err != nil || !isSpace(c) {
			return i, c, err
		}
		i++
	}
}

// nameEnd returns the end of the name that starts i behind pos.
func (s *scanner) nameEnd(i int) (int, error) {
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
func (s *scanner) startTag() error {
	if s.rootDone {
		return s.fail("there is a second root element")
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

func (s *scanner) opened(nameEnd, end int, closing bool) error {
	if end > s.lim.text {
		return s.wrap(fmt.Sprintf("a tag is longer than %d bytes", s.lim.text), ErrLimit)
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
func (s *scanner) endTag() error {
	if len(s.stack) == 0 {
		return s.fail("an end tag has no start tag")
	}
	n, err := s.nameEnd(2)
	if err != nil {
		return err
	}
	if !bytes.Equal(s.buf[s.pos+2:s.pos+n], s.open()) {
		return s.fail(fmt.Sprintf("<%.60s> is closed by </%.60s>", s.open(), s.buf[s.pos+2:s.pos+n]))
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
func (s *scanner) comment() error {
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
func (s *scanner) procInst() error {
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
			return s.fail("an XML declaration stands elsewhere than at the start")
		}
		if what := checkDeclaration(string(s.buf[s.pos+nameEnd : s.pos+end])); what != "" {
			return s.fail(what)
		}
	} else if nameEnd != end && !isSpace(s.buf[s.pos+nameEnd]) {
		return s.fail("a processing instruction has a bad name")
	}
	return s.passOver(nameEnd, end, end+2)
}

// passOver checks the characters between from and to and consumes up to end.
func (s *scanner) passOver(from, to, end int) error {
	if what := checkChars(s.buf[s.pos+from : s.pos+to]); what != "" {
		return s.fail(what)
	}
	s.pos += end
	return nil
}

// checkDeclaration reads what stands between <?xml and ?>. It returns what is wrong, or nothing.
func checkDeclaration(s string) string {
	for _, name := range []string{"version", "encoding", "standalone"} {
		rest := strings.TrimLeft(s, " \t\r\n")
		after, ok := strings.CutPrefix(rest, name)
		if !ok {
			if name == "version" {
				return "the XML declaration has no version"
			}
			continue
		}
		if len(rest) == len(s) {
			return "the XML declaration is not well-formed"
		}
		after = strings.TrimLeft(after, " \t\r\n")
		after, ok = strings.CutPrefix(after, "=")
		after = strings.TrimLeft(after, " \t\r\n")
		if !ok || after == "" || (after[0] != '"' && after[0] != '\'') {
			return "the XML declaration is not well-formed"
		}
		value, tail, ok := strings.Cut(after[1:], after[:1])
		switch {
		case !ok:
			return "the XML declaration is not well-formed"
		case name == "version" && value != "1.0":
			return fmt.Sprintf("XML version %.20q is not 1.0", value)
		case name == "encoding" && !strings.EqualFold(value, "utf-8"):
			return wrongEncoding(value)
		case name == "standalone" && value != "yes" && value != "no":
			return "the XML declaration is not well-formed"
		}
		s = tail
	}
	if strings.Trim(s, " \t\r\n") != "" {
		return "the XML declaration is not well-formed"
	}
	return ""
}
