package aisclient

import (
	"bytes"
	"fmt"
	"strings"
)

// root opens the root element, which must have that name.
func (s *scanner) root(name string) error {
	if what := s.mistakenFor(); what != "" {
		return s.wrap(what, ErrNotReply)
	}
	tok, err := s.next()
	if err != nil {
		return err
	}
	if tok == tokStart && strings.EqualFold(string(s.local()), "html") {
		return s.wrap(webPage, ErrNotReply)
	}
	if tok != tokStart || string(s.local()) != name {
		return s.wrap("the root element is not "+name, ErrNotReply)
	}
	return nil
}

// webPage is said of HTML, which proxies and captive portals answer with.
const webPage = "this is a web page, not a reply of the provider: a proxy or a network's sign-in page may have answered"

// declaration says what is wrong with <!DOCTYPE and its like.
func (s *scanner) declaration() error {
	const html = "doctype html"
	if _, err := s.at(len("<![CDATA[") - 1); err != nil {
		return err // it may have become a comment or CDATA
	}
	_, _ = s.at(2 + len(html))
	if s.follows(2, "DOCTYPE") || s.follows(2, "doctype") {
		if b := s.buf[s.pos+2:]; len(b) >= len(html) && strings.EqualFold(string(b[:len(html)]), html) {
			return s.wrap(webPage, ErrNotReply)
		}
	}
	return s.fail("a document type or another <! declaration is not allowed")
}

// end checks that nothing follows the root element.
func (s *scanner) end() error {
	_, err := s.next() // anything else than the end fails there
	return err
}

// child steps to the next child of the open element. At the open element's end tag it consumes that and
// returns false. Text between children is passed over.
func (s *scanner) child() (bool, error) {
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

// quickChild does child's work for the plain case: white space and then a tag without attributes, all of it
// in the window. It consumes nothing if it cannot.
func (s *scanner) quickChild() (done, started bool) {
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

// quickLeaf returns the raw text of the open element if it is nothing but text in the window, and consumes
// it with the end tag. The text is neither checked nor unescaped: the caller must pass it through checkedRaw
// or know its bytes to be good.
func (s *scanner) quickLeaf() ([]byte, bool) {
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
	if end >= len(b) || b[i+1] != '/' || b[end] != '>' || !bytes.Equal(b[i+2:end], open) || i > s.lim.text {
		return nil, false
	}
	s.pos += end + 1
	return b[:i], true
}

// closeLeaf is the second half of quickLeaf: it closes the element once its text was found good.
func (s *scanner) closeLeaf() { s.pop() }

// leaf consumes the open element and returns its own text, untrimmed. onChild is called for each child
// element, which it must consume.
func (s *scanner) leaf(onChild func() error) ([]byte, error) {
	if raw, ok := s.quickLeaf(); ok {
		b, err := s.checkedBack(raw)
		if err != nil {
			return nil, err
		}
		s.closeLeaf()
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
			if len(all)+len(s.text) > s.lim.text {
				return nil, s.wrap("a text is too long", ErrLimit)
			}
			all = append(all, s.text...)
		default:
			if err := onChild(); err != nil {
				return nil, err
			}
		}
	}
}

// checkedBack is checked for what quickLeaf returned; an error names the text's place.
func (s *scanner) checkedBack(raw []byte) ([]byte, error) {
	if classes(raw)&(needsUnescape|needsCheck|bracket) == 0 {
		return raw, nil
	}
	at := s.pos
	s.pos -= len(raw) + len("</>") + len(s.open())
	b, err := s.checked(raw)
	if err != nil {
		return nil, err
	}
	s.pos = at
	return b, nil
}

// skip consumes the open element with all that is in it.
func (s *scanner) skip() error {
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

// skipRaw is skip that returns the element's bytes, tags included, as they stand in the reply.
func (s *scanner) skipRaw() ([]byte, error) {
	s.capture, s.rawFrom, s.raw = true, s.tag, nil
	err := s.skip()
	s.capture = false
	if err != nil {
		return nil, err
	}
	raw := append(s.raw, s.buf[s.rawFrom:s.pos]...)
	if len(raw) > s.lim.text {
		return nil, s.wrap(fmt.Sprintf("an element that is kept as it stands is longer than %d bytes", s.lim.text), ErrLimit)
	}
	return raw, nil
}
