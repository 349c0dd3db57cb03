package xmlscan

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
)

// attr is an attribute of the last start tag. Places count from the tag's start, or from the start of
// Scanner.values if the value had to be unescaped.
type attr struct {
	name, nameEnd   int
	value, valueEnd int
	unescaped       bool
}

// maxAttrs is how many attributes one element may have.
const maxAttrs = 64

// attribute reads name="value" at i behind pos and returns where it ends.
func (s *Scanner) attribute(i int) (int, error) {
	nameEnd, err := s.nameEnd(i)
	if err != nil {
		return 0, err
	}
	j, c, err := s.spaceEnd(nameEnd)
	if err != nil {
		return 0, err
	}
	if c != '=' {
		return 0, s.failAt(j, "an attribute has no value", nil)
	}
	if j, c, err = s.spaceEnd(j + 1); err != nil {
		return 0, err
	}
	if c != '"' && c != '\'' {
		return 0, s.failAt(j, "an attribute's value is not in quotes", nil)
	}
	end, err := s.find(j+1, c)
	if err != nil {
		return 0, err
	}
	a := attr{name: i, nameEnd: nameEnd, value: j + 1, valueEnd: end}
	return end + 1, s.addAttr(a)
}

func (s *Scanner) addAttr(a attr) error {
	name := s.buf[s.pos+a.name : s.pos+a.nameEnd]
	for _, b := range s.attrs {
		if bytes.Equal(name, s.buf[s.pos+b.name:s.pos+b.nameEnd]) {
			return s.failAt(a.name, fmt.Sprintf("the attribute %.60s stands twice", name), nil)
		}
	}
	if len(s.attrs) == maxAttrs {
		return s.Wrap("an element has too many attributes", ErrLimit)
	}
	value := s.buf[s.pos+a.value : s.pos+a.valueEnd]
	flags := classes(value)
	if bytes.IndexByte(value, '<') >= 0 {
		return s.failAt(a.value, "an attribute's value holds <", nil)
	}
	if flags&(needsUnescape|needsCheck) != 0 {
		a.unescaped = true
		start := len(s.values)
		var what string
		if s.values, what = unescape(s.values, value, true); what != "" {
			return s.failAt(a.value, what, nil)
		}
		a.value, a.valueEnd = start, len(s.values)
	}
	s.attrs = append(s.attrs, a)
	return nil
}

// Attrs is the number of attributes of the last start tag.
func (s *Scanner) Attrs() int { return len(s.attrs) }

// AttrName returns the name of attribute i as it is written, right after a start tag.
func (s *Scanner) AttrName(i int) []byte {
	a := s.attrs[i]
	return s.buf[s.tag+a.name : s.tag+a.nameEnd]
}

// attrValue returns the value of attribute i, right after a start tag.
func (s *Scanner) attrValue(i int) []byte {
	a := s.attrs[i]
	if a.unescaped {
		return s.values[a.value:a.valueEnd]
	}
	return s.buf[s.tag+a.value : s.tag+a.valueEnd]
}

// Attr returns the value of the attribute of that name, right after a start tag.
func (s *Scanner) Attr(name string) ([]byte, bool) {
	for i := range s.attrs {
		if string(s.AttrName(i)) == name {
			return s.attrValue(i), true
		}
	}
	return nil, false
}

// checkName fails for what is no name of an element or attribute: letters, digits, _ - . and one colon
// inside. Other letters than ASCII's, which are rare, are put to encoding/xml.
func (s *window) checkName(b []byte) error {
	if len(b) == 0 {
		return s.Fail("a name is missing, or a < stands alone")
	}
	var seen uint8
	for _, c := range b {
		seen |= class[c]
	}
	colon := bytes.IndexByte(b, ':')
	switch {
	case class[b[0]]&nameStart == 0,
		colon == 0 || colon == len(b)-1 || (colon > 0 && bytes.IndexByte(b[colon+1:], ':') >= 0),
		seen&needsCheck != 0 && !s.foreignName(string(b)):
		return s.Fail(fmt.Sprintf("%.60q is not a name", b))
	}
	return nil
}

// maxForeign is how many names with other letters than ASCII's a document may have: asking about one is slow.
const maxForeign = 10_000

// foreignName asks encoding/xml about a name with other letters than ASCII's.
func (s *window) foreignName(name string) bool {
	if s.foreign++; s.foreign > maxForeign || len(name) > 200 {
		return false
	}
	tok, err := xml.NewDecoder(strings.NewReader("<" + name + "/>")).RawToken()
	start, ok := tok.(xml.StartElement)
	return err == nil && ok && strings.HasSuffix(name, start.Name.Local)
}
