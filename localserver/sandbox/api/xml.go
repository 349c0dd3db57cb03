package api

import (
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"aisdesk/localserver/sandbox/bank"
)

// xmlWriter writes replies by hand: the provider's attribute order, its full end tags on empty elements and its two
// ways to write letters outside ASCII are part of the wire and no encoder's choice. Errors stick; see err.
type xmlWriter struct {
	w          io.Writer
	buf        []byte
	references bool // letters outside ASCII as numeric character references
	indented   bool
	depth      int
	err        error
}

// attr is one attribute. An attribute with an empty value is left out.
type attr struct{ name, value string }

const xmlFlush = 32 << 10

func (x *xmlWriter) declaration() {
	x.buf = append(x.buf, `<?xml version="1.0" encoding="utf-8"?>`...)
	if !x.indented {
		x.buf = append(x.buf, '\n')
	}
}

func (x *xmlWriter) line() {
	if len(x.buf) >= xmlFlush {
		x.flush()
	}
	if !x.indented {
		return
	}
	x.buf = append(x.buf, '\n')
	for range x.depth {
		x.buf = append(x.buf, "  "...)
	}
}

func (x *xmlWriter) open(name string, attrs ...attr) {
	x.line()
	x.tag(name, attrs)
	x.depth++
}

func (x *xmlWriter) tag(name string, attrs []attr) {
	x.buf = append(append(x.buf, '<'), name...)
	for _, a := range attrs {
		if a.value == "" {
			continue
		}
		x.buf = append(append(append(x.buf, ' '), a.name...), `="`...)
		x.attribute(a.value)
		x.buf = append(x.buf, '"')
	}
	x.buf = append(x.buf, '>')
}

func (x *xmlWriter) close(name string) {
	x.depth--
	x.line()
	x.end(name)
}

func (x *xmlWriter) end(name string) {
	x.buf = append(append(append(x.buf, "</"...), name...), '>')
}

// empty writes an element without content, with an end tag of its own as the provider does.
func (x *xmlWriter) empty(name string, attrs ...attr) {
	x.line()
	x.tag(name, attrs)
	x.end(name)
}

// leaf writes an element with text, even if the text is empty.
func (x *xmlWriter) leaf(name, text string) {
	x.line()
	x.tag(name, nil)
	x.text(text)
	x.end(name)
}

// optional writes an element with text unless the text is empty.
func (x *xmlWriter) optional(name, text string) {
	if text != "" {
		x.leaf(name, text)
	}
}

func (x *xmlWriter) money(name string, m bank.Money) {
	x.line()
	x.tag(name, nil)
	x.buf = m.AppendTo(x.buf)
	x.end(name)
}

func (x *xmlWriter) day(name string, d bank.Day) {
	x.line()
	x.tag(name, nil)
	x.buf = d.AppendTo(x.buf)
	x.end(name)
}

// text escapes what XML reserves. Carriage returns are written as references, since parsers would turn them into
// line feeds.
func (x *xmlWriter) text(s string) {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			x.ascii(c)
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		if r == 0xFFFE || r == 0xFFFF { // no characters of XML
			r = utf8.RuneError
		}
		if x.references {
			x.reference(r)
		} else {
			x.buf = utf8.AppendRune(x.buf, r)
		}
	}
}

func (x *xmlWriter) ascii(c byte) {
	switch c {
	case '&':
		x.buf = append(x.buf, "&amp;"...)
	case '<':
		x.buf = append(x.buf, "&lt;"...)
	case '>':
		x.buf = append(x.buf, "&gt;"...)
	case '"':
		x.buf = append(x.buf, "&quot;"...)
	case '\r':
		x.reference('\r')
	default:
		if c < ' ' && c != '\t' && c != '\n' { // no character of XML
			x.buf = utf8.AppendRune(x.buf, utf8.RuneError)
			return
		}
		x.buf = append(x.buf, c)
	}
}

// attribute is text in which line breaks and tabs survive a parser's normalisation.
func (x *xmlWriter) attribute(s string) {
	for {
		i := strings.IndexAny(s, "\t\n")
		if i < 0 {
			x.text(s)
			return
		}
		x.text(s[:i])
		x.reference(rune(s[i]))
		s = s[i+1:]
	}
}

func (x *xmlWriter) reference(r rune) {
	x.buf = append(x.buf, "&#x"...)
	for _, c := range strconv.FormatInt(int64(r), 16) {
		if c >= 'a' {
			c -= 'a' - 'A'
		}
		x.buf = append(x.buf, byte(c))
	}
	x.buf = append(x.buf, ';')
}

// raw writes an element that is XML already.
func (x *xmlWriter) raw(b []byte) {
	x.line()
	x.flush()
	if x.err == nil {
		_, x.err = x.w.Write(b)
	}
}

func (x *xmlWriter) flush() {
	if x.err == nil {
		_, x.err = x.w.Write(x.buf)
	}
	x.buf = x.buf[:0]
}
