package filter

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"aisdesk/aisclient"
)

// parser reads a filter line from left to right.
type parser struct {
	in    string
	at    int
	today aisclient.Date

	bound  string // the comparison that the name of a field said, such as since:
	listed bool   // a comma ends a value

	tokens []Token // what was read, in bytes
}

func (p *parser) fail(from, to int, format string, args ...any) error {
	to = min(to, len(p.in)) // a value that is missing at the end has no character of its own
	return &SyntaxError{
		Pos: utf8.RuneCountInString(p.in[:from]),
		Len: max(1, utf8.RuneCountInString(p.in[from:max(from, to)])),
		Msg: fmt.Sprintf(format, args...),
	}
}

func (p *parser) skipSpace() {
	for p.at < len(p.in) {
		r, n := utf8.DecodeRuneInString(p.in[p.at:])
		if !unicode.IsSpace(r) {
			return
		}
		p.at += n
	}
}

func (p *parser) peek(c byte) bool { return p.at < len(p.in) && p.in[p.at] == c }

// ended reports whether a value must end here: at a space, a "|" or the end of the line.
func (p *parser) ended() bool {
	if p.at >= len(p.in) || p.in[p.at] == '|' || p.listed && p.in[p.at] == ',' {
		return true
	}
	r, _ := utf8.DecodeRuneInString(p.in[p.at:])
	return unicode.IsSpace(r)
}

func (p *parser) term() (Term, error) {
	var t Term
	if p.negation() {
		t.Not = true
		if p.ended() {
			return t, p.fail(p.at-1, p.at, `"-" excludes what follows it: write -word, or "-" in quotes`)
		}
	}
	f := Any
	for {
		if p.unequal() {
			t.Not = !t.Not
		}
		var err error
		if f, err = p.field(f); err != nil {
			return t, err
		}
		v, err := p.value(f)
		if err != nil {
			return t, err
		}
		t.Any = append(t.Any, Condition{f, v})
		if !p.peek('|') && !(f.list() && p.peek(',')) {
			return t, nil
		}
		p.at++
		p.mark(TokenOr, Any, p.at-1, p.at)
	}
}

// field reads "name:" if it stands here; otherwise the field before goes on.
func (p *parser) field(before Field) (Field, error) {
	end := p.at
	for end < len(p.in) && isLetter(p.in[end]) {
		end++
	}
	if f, ok := p.compared(end); ok {
		return f, nil
	}
	if end == p.at || end >= len(p.in) || p.in[end] != ':' {
		return before, nil
	}
	name := p.in[p.at:end]
	if bound, ok := bounds[strings.ToLower(name)]; ok {
		p.mark(TokenField, Date, p.at, end+1)
		p.at, p.bound = end+1, bound
		return Date, nil
	}
	f, ok := FieldNamed(name)
	if !ok {
		return Any, p.fail(p.at, end+1, "no field %q%s are %s; to search for this text put it in quotes", name, didYouMean(name), fieldList)
	}
	p.mark(TokenField, f, p.at, end+1)
	p.at = end + 1
	p.valueFollows()
	return f, nil
}

func isLetter(c byte) bool { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') }

func (p *parser) value(f Field) (Value, error) {
	if p.ended() {
		if f == Any {
			return nil, p.fail(max(0, p.at-1), p.at, `"|" needs a word on both sides; put it in quotes to search for it`)
		}
		return nil, p.fail(p.at, p.at, "%s: needs a value, for example %s:%s", f, f, f.Example())
	}
	switch f.reading() {
	case readsAmount:
		return readAmount(p, f)
	case readsCount:
		return readCount(p, f)
	case readsDate:
		return readDate(p, f)
	case readsDay:
		return readDay(p, f)
	case readsFlag:
		return readFlag(p, f)
	}
	return p.textValue(f)
}

// word reads up to the value's end.
func (p *parser) word() (s string, from int) {
	from = p.at
	for !p.ended() {
		_, n := utf8.DecodeRuneInString(p.in[p.at:])
		p.at += n
	}
	return p.in[from:p.at], from
}

func (p *parser) textValue(f Field) (Value, error) {
	from := p.at
	exact := f != Any && p.peek('=')
	if exact {
		p.at++
		p.mark(TokenOperator, f, from, p.at)
		if p.ended() {
			return nil, p.fail(from, p.at, `%s:= needs a text; %s:="" finds rows without one`, f, f)
		}
	}
	switch {
	case p.peek('"'):
		s, err := p.quoted('"', f)
		if err != nil {
			return nil, err
		}
		if s == "" && !exact {
			return nil, p.fail(from, p.at, "the quotes are empty")
		}
		return Text{s, exact}, nil
	case p.peek('/') && !exact:
		return p.regexp(f)
	case !exact && f == Any && p.peek('-'):
		return nil, p.fail(p.at, p.at+1, `"-" can only stand before the whole term; put it in quotes to search for it`)
	}
	p.listed = f.list() && !exact
	s, from := p.word()
	p.listed = false
	if s == "" { // a comma stands first
		return nil, p.fail(p.at, p.at+1, "%s: needs a value before the comma, for example %s:%s", f, f, f.Example())
	}
	p.mark(TokenValue, f, from, p.at)
	if exact {
		return Text{s, true}, nil
	}
	if f == Any && s[0] == '(' && !strings.Contains(s, ")") && strings.Contains(p.in[p.at:], ")") {
		return nil, p.fail(from, p.at, "brackets do not join terms: a|b finds one or the other, a b both; in quotes the bracket is searched for")
	}
	v, err := wildcard(s)
	if err != nil {
		return nil, p.fail(from, p.at, "%s", err)
	}
	return v, nil
}

// quoted reads up to the closing mark; a backslash makes the next mark or backslash plain.
func (p *parser) quoted(mark byte, f Field) (string, error) {
	from := p.at
	p.mark(TokenMark, f, from, from+1)
	var b strings.Builder
	for p.at++; p.at < len(p.in); p.at++ {
		c := p.in[p.at]
		if c == '\\' && p.at+1 < len(p.in) && (p.in[p.at+1] == mark || p.in[p.at+1] == '\\') {
			p.at++
			b.WriteByte(p.in[p.at])
			continue
		}
		if c == mark {
			p.at++
			p.mark(TokenValue, f, from+1, p.at-1)
			p.mark(TokenMark, f, p.at-1, p.at)
			return b.String(), p.closed(from)
		}
		b.WriteByte(c)
	}
	p.mark(TokenValue, f, from+1, p.at)
	return "", p.fail(from, len(p.in), "the quotation mark is not closed")
}

func (p *parser) closed(from int) error {
	if p.ended() {
		return nil
	}
	return p.fail(from, p.at+1, "after the closing mark must come a space or |")
}

func (p *parser) regexp(f Field) (Value, error) {
	from := p.at
	p.mark(TokenMark, f, from, from+1)
	end := from + 1
	for ; end < len(p.in) && p.in[end] != '/'; end++ {
		if p.in[end] == '\\' {
			end++
		}
	}
	p.mark(TokenValue, f, from+1, min(end, len(p.in)))
	if end >= len(p.in) {
		return nil, p.fail(from, len(p.in), `the expression is not closed with /; put it in quotes to search for "/"`)
	}
	p.at = end + 1
	p.mark(TokenMark, f, end, p.at)
	if err := p.closed(from); err != nil {
		return nil, err
	}
	v, err := newPattern(p.in[from+1 : end])
	if err != nil {
		return nil, p.fail(from, p.at, "%s", err)
	}
	return v, nil
}
