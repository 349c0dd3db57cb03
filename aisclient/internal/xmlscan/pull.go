package xmlscan

import (
	"bytes"
	"fmt"
	"strings"
)

// Root opens the root element, which must have that name. Another one is an *Error with ErrHTML or ErrOtherDocument.
func (s *Scanner) Root(name string) error {
	tok, err := s.next()
	if err != nil {
		return err
	}
	if tok == tokStart && strings.EqualFold(string(s.Local()), "html") {
		return s.Wrap("this is a web page", ErrHTML)
	}
	if tok != tokStart || string(s.Local()) != name {
		return s.Wrap("the root element is not "+name, ErrOtherDocument)
	}
	return nil
}

// Begins reports whether the document begins with seq. Ask before the root is opened.
func (s *Scanner) Begins(seq string) bool { return s.follows(0, seq) }

// declaration says what is wrong with <!DOCTYPE and its like.
func (s *Scanner) declaration() error {
	const html = "doctype html"
	if _, err := s.at(len("<![CDATA[") - 1); err != nil {
		return err // it may have become a comment or CDATA
	}
	_, _ = s.at(2 + len(html))
	if s.follows(2, "DOCTYPE") || s.follows(2, "doctype") {
		if b := s.buf[s.pos+2:]; len(b) >= len(html) && strings.EqualFold(string(b[:len(html)]), html) {
			return s.Wrap("this is a web page", ErrHTML)
		}
	}
	return s.Fail("a document type or another <! declaration is not allowed")
}

// End checks that nothing follows the root element. What follows is an *Error.
func (s *Scanner) End() error {
	_, err := s.next() // anything else than the end fails there
	return err
}

// Child steps to the next child of the open element. At the open element's end tag it consumes that and
// returns false. Text between children is passed over. What is not well formed, and what is over the limits, is an *Error.
func (s *Scanner) Child() (bool, error) {
	if done, ok := s.quickChild(); done {
		return ok, nil
	}
	for {
		tok, err := s.next()
		if err != nil || tok != tokText {
			return tok == tokStart, err
		}
	}
}

// quickChild does Child's work for the plain case: white space and then a tag without attributes, all of it
// in the window. It consumes nothing if it cannot.
func (s *Scanner) quickChild() (done, started bool) {
	if s.closing {
		return false, false
	}
	b := s.buf
	i := s.pos
	for i < len(b) && isSpace(b[i]) {
		i++
	}
	if i+1 >= len(b) || b[i] != '<' {
		return false, false
	}
	if b[i+1] == '/' {
		open := s.open()
		end := i + 2 + len(open)
		if end >= len(b) || b[end] != '>' || !bytes.Equal(b[i+2:end], open) {
			return false, false
		}
		s.pos = end + 1
		s.pop()
		return true, false
	}
	j := i + 1
	for j < len(b) && class[b[j]]&(nameByte|needsCheck) == nameByte && b[j] != ':' {
		j++
	}
	if j >= len(b) || b[j] != '>' || j == i+1 || class[b[i+1]]&nameStart == 0 || s.rootDone {
		return false, false
	}
	at := s.pos
	s.pos = i
	if s.push(b[i+1:j]) != nil {
		s.pos = at
		s.elements--
		return false, false // the slow path says it again
	}
	s.tag = i
	s.attrs = s.attrs[:0]
	s.pos = j + 1
	return true, true
}

// QuickLeaf returns the raw text of the open element if it is nothing but text in the window, and consumes
// it with the end tag. The text is neither checked nor unescaped: the caller must pass it through
// CheckLeaf or know its bytes to be good, and then call CloseLeaf, or Unread to take the step back.
func (s *Scanner) QuickLeaf() ([]byte, bool) {
	if s.closing {
		return nil, false
	}
	b := s.buf[s.pos:]
	i := bytes.IndexByte(b, '<')
	if i < 0 {
		return nil, false
	}
	open := s.open()
	end := i + 2 + len(open)
	if end >= len(b) || b[i+1] != '/' || b[end] != '>' || !bytes.Equal(b[i+2:end], open) || i > s.max.Text {
		return nil, false
	}
	s.pos += end + 1
	return b[:i], true
}

// CloseLeaf is the second half of QuickLeaf: it closes the element once its text was found good.
func (s *Scanner) CloseLeaf() { s.pop() }

// Leaf consumes the open element and returns its own text, untrimmed. onChild is called for each child
// element, which it must consume. It fails with onChild's error or as Child does.
func (s *Scanner) Leaf(onChild func() error) ([]byte, error) {
	if raw, ok := s.QuickLeaf(); ok {
		b, err := s.CheckLeaf(raw)
		if err != nil {
			return nil, err
		}
		s.CloseLeaf()
		return b, nil
	}
	var all []byte
	for {
		tok, err := s.next()
		switch {
		case err != nil:
			return nil, err
		case tok == tokEnd:
			return all, nil
		case tok == tokText:
			if len(all)+len(s.text) > s.max.Text {
				return nil, s.Wrap("a text is too long", ErrLimit)
			}
			all = append(all, s.text...)
		default:
			if err := onChild(); err != nil {
				return nil, err
			}
		}
	}
}

// Unread takes QuickLeaf back: raw is what it returned.
func (s *Scanner) Unread(raw []byte) { s.pos -= len(raw) + len("</>") + len(s.open()) }

// CheckLeaf returns the text that QuickLeaf's raw bytes stand for; an error names the text's place.
func (s *Scanner) CheckLeaf(raw []byte) ([]byte, error) {
	if classes(raw)&(needsUnescape|needsCheck|bracket) == 0 {
		return raw, nil
	}
	at := s.pos
	s.Unread(raw)
	b, err := s.checked(raw)
	if err != nil {
		return nil, err
	}
	s.pos = at
	return b, nil
}

// Skip consumes the open element with all that is in it. It fails as Child does.
func (s *Scanner) Skip() error {
	for depth := 1; depth > 0; {
		if done, started := s.quickChild(); done {
			if started {
				depth++
			} else {
				depth--
			}
			continue
		}
		tok, err := s.next()
		if err != nil {
			return err
		}
		switch tok {
		case tokStart:
			depth++
		case tokEnd:
			depth--
		}
	}
	return nil
}

// SkipRaw is skip that returns the element's bytes, tags included, as they stand in the document. It fails as Child does, and
// with ErrLimit where that is longer than a text may be.
func (s *Scanner) SkipRaw() ([]byte, error) {
	s.capture, s.rawFrom, s.raw = true, s.tag, nil
	err := s.Skip()
	s.capture = false
	if err != nil {
		return nil, err
	}
	raw := append(s.raw, s.buf[s.rawFrom:s.pos]...)
	if len(raw) > s.max.Text {
		return nil, s.Wrap(fmt.Sprintf("an element that is kept as it stands is longer than %d bytes", s.max.Text), ErrLimit)
	}
	return raw, nil
}
