package xmlscan

import (
	"bytes"
	"fmt"
	"strconv"
	"unicode/utf8"
)

// Classes of bytes. A text without any of the first three is taken as it stands.
const (
	needsUnescape uint8 = 1 << iota // & and carriage return
	needsCheck                      // bytes of UTF-8 sequences, controls
	bracket                         // ] may begin ]]>
	nameByte                        // may stand in a name
	nameStart                       // may begin a name
)

var class = makeClasses()

func makeClasses() (t [256]uint8) {
	for c := range 256 {
		switch {
		case c >= utf8.RuneSelf:
			t[c] = needsCheck | nameByte | nameStart
		case c < 0x20 && c != '\t' && c != '\n' && c != '\r':
			t[c] = needsCheck
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c == '_', c == ':':
			t[c] = nameByte | nameStart
		case c >= '0' && c <= '9', c == '-', c == '.':
			t[c] = nameByte
		case c == '&', c == '\r':
			t[c] = needsUnescape
		case c == ']':
			t[c] = bracket
		}
	}
	return t
}

// classes returns the classes of all bytes together.
func classes(b []byte) (f uint8) {
	for _, c := range b {
		f |= class[c]
	}
	return f
}

// checkChars returns what is wrong with b if it holds anything but UTF-8 of characters that XML allows.
func checkChars(b []byte) string {
	for i := 0; i < len(b); {
		if c := b[i]; c < utf8.RuneSelf {
			if class[c]&needsCheck != 0 {
				return fmt.Sprintf("the character %U is not allowed", c)
			}
			i++
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			return "the text is not UTF-8; it has to be saved with that encoding"
		}
		if !allowed(r) {
			return fmt.Sprintf("the character %U is not allowed", r)
		}
		i += n
	}
	return ""
}

// allowed reports whether XML 1.0 allows the character.
func allowed(r rune) bool {
	switch {
	case r < 0x20:
		return r == '\t' || r == '\n' || r == '\r'
	case r >= 0xd800 && r < 0xe000, r == 0xfffe, r == 0xffff:
		return false
	}
	return r <= utf8.MaxRune
}

// unescape appends the text that raw stands for to out: entities replaced, line ends made one newline.
// It returns what is wrong with raw, if anything is. In attributes ]]> is allowed.
func unescape(out, raw []byte, attribute bool) ([]byte, string) {
	if what := checkChars(raw); what != "" {
		return out, what
	}
	if !attribute && bytes.Contains(raw, []byte("]]>")) {
		return out, "]]> stands in a text"
	}
	for {
		i := bytes.IndexAny(raw, "&\r")
		if i < 0 {
			return append(out, raw...), ""
		}
		out = append(out, raw[:i]...)
		if raw[i] == '\r' {
			out = append(out, '\n')
			if raw = raw[i+1:]; len(raw) > 0 && raw[0] == '\n' {
				raw = raw[1:]
			}
			continue
		}
		raw = raw[i+1:]
		end := bytes.IndexByte(raw[:min(len(raw), maxEntity)], ';')
		r := rune(-1)
		if end > 0 {
			r = entity(raw[:end])
		}
		if r < 0 {
			return out, "an & does not begin one of &lt; &gt; &amp; &apos; &quot; or the number of a character"
		}
		out = utf8.AppendRune(out, r)
		raw = raw[end+1:]
	}
}

// maxEntity is the longest entity in bytes, leading zeros included.
const maxEntity = 32

// entity returns the character of what stands between & and ;, or -1.
func entity(b []byte) rune {
	switch string(b) {
	case "lt":
		return '<'
	case "gt":
		return '>'
	case "amp":
		return '&'
	case "apos":
		return '\''
	case "quot":
		return '"'
	}
	if b[0] != '#' || len(b) < 2 {
		return -1
	}
	digits, base := b[1:], 10
	if digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(string(digits), base, 32)
	if err != nil || n > utf8.MaxRune || !allowed(rune(n)) {
		return -1
	}
	return rune(n)
}

// Trim cuts white space off both ends; inside a text it is significant.
func Trim(b []byte) []byte {
	for len(b) > 0 && isSpace(b[0]) {
		b = b[1:]
	}
	for len(b) > 0 && isSpace(b[len(b)-1]) {
		b = b[:len(b)-1]
	}
	return b
}

const byteOrderMark = "\ufeff"

// charData consumes the text up to the next tag. Outside the root only white space may stand, and a byte
// order mark at the very start; there it returns tokEOF for "nothing to tell".
func (s *Scanner) charData() (token, error) {
	if len(s.stack) == 0 {
		return tokEOF, s.outside()
	}
	end, err := s.find(0, '<')
	if err != nil {
		return 0, err
	}
	raw := s.buf[s.pos : s.pos+end]
	if s.text, err = s.checked(raw); err != nil {
		return 0, err
	}
	s.pos += end
	return tokText, nil
}

// checked returns the text that raw, which starts at pos, stands for.
func (s *window) checked(raw []byte) ([]byte, error) {
	if len(raw) > s.max.Text {
		return nil, s.Wrap(fmt.Sprintf("a text is longer than %d bytes", s.max.Text), ErrLimit)
	}
	if classes(raw)&(needsUnescape|needsCheck|bracket) == 0 {
		return raw, nil
	}
	var what string
	if s.scratch, what = unescape(s.scratch[:0], raw, false); what != "" {
		return nil, s.Fail(what)
	}
	return s.scratch, nil
}

// outside passes over white space outside the root.
func (s *Scanner) outside() error {
	if s.base == 0 && s.pos == 0 && s.follows(0, byteOrderMark) {
		s.pos += len(byteOrderMark)
		return nil
	}
	from := s.pos
	for s.pos < len(s.buf) && isSpace(s.buf[s.pos]) {
		s.pos++
	}
	if s.pos == from {
		if s.rootDone {
			return s.Fail("there is text after the root element")
		}
		return s.Wrap("this is not XML: it does not begin with a tag", ErrOtherDocument)
	}
	return nil
}

// cdata consumes <![CDATA[ ... ]]>, where nothing is an entity.
func (s *Scanner) cdata() error {
	if len(s.stack) == 0 {
		return s.Fail("there is text outside the root element")
	}
	const start = len("<![CDATA[")
	end, err := s.findSeq(start, "]]>")
	if err != nil {
		return err
	}
	if end > s.max.Text {
		return s.Wrap(fmt.Sprintf("a text is longer than %d bytes", s.max.Text), ErrLimit)
	}
	raw := s.buf[s.pos+start : s.pos+end]
	if what := checkChars(raw); what != "" {
		return s.Fail(what)
	}
	s.scratch = append(s.scratch[:0], raw...)
	s.scratch = bytes.ReplaceAll(s.scratch, []byte("\r\n"), newline)
	s.text = bytes.ReplaceAll(s.scratch, []byte("\r"), newline)
	s.pos += end + len("]]>")
	return nil
}
