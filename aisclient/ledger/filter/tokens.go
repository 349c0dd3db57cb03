package filter

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// TokenKind is what a piece of a line is.
type TokenKind uint8

// The kinds of tokens.
const (
	TokenNot      TokenKind = iota // the - before a term
	TokenOr                        // the | between alternatives
	TokenField                     // a field's name with its colon
	TokenOperator                  // = < > and so on before a value
	TokenMark                      // a quotation mark, or a slash of an expression
	TokenValue                     // a value, without its marks
	TokenUnread                    // what cannot be read
)

// Token is a piece of a line. White space is in none.
type Token struct {
	Kind  TokenKind
	Field Field // that a value, its operator and its marks belong to
	Pos   int   // in characters
	Len   int
}

// Tokens cuts a line into its pieces, also one that is not a filter yet because it is being typed: after what cannot be
// read it goes on at the next space.
func Tokens(line string) []Token {
	p := parser{in: line}
	for p.skipSpace(); p.at < len(p.in); p.skipSpace() {
		from := p.at
		if _, err := p.term(); err != nil {
			p.recover(from)
		}
	}
	at, chars := 0, 0
	for i := range p.tokens {
		t := &p.tokens[i]
		from, to := t.Pos, t.Pos+t.Len
		chars += utf8.RuneCountInString(line[at:from])
		at, t.Pos, t.Len = to, chars, utf8.RuneCountInString(line[from:to])
		chars += t.Len
	}
	return p.tokens
}

// mark notes a token, in bytes. Empty ones are none.
func (p *parser) mark(k TokenKind, f Field, from, to int) {
	if to > from {
		p.tokens = append(p.tokens, Token{k, f, from, to - from})
	}
}

// recover passes over the rest of a term that began at from and cannot be read.
func (p *parser) recover(from int) {
	if n := len(p.tokens); n > 0 {
		from = max(from, p.tokens[n-1].Pos+p.tokens[n-1].Len)
	}
	p.at = from
	for p.at < len(p.in) {
		r, n := utf8.DecodeRuneInString(p.in[p.at:])
		if unicode.IsSpace(r) {
			break
		}
		p.at += n
	}
	p.mark(TokenUnread, Any, from, p.at)
}

// Completion is what may be written where a cursor stands.
type Completion struct {
	Pos, Len int    // the characters that the completion replaces
	Typed    string // those characters
	Field    Field  // whose value it is; Any where a field's name may stand, too
	// Fields are the fields whose names begin with what is typed; nil after a field's name.
	Fields []Field
	// Words are the known values that begin with what is typed, of fields that have a closed list.
	Words []string
}

// Complete says what may be written at a cursor, which stands before a character.
func Complete(line string, cursor int) Completion {
	chars := []rune(line)
	cursor = min(max(cursor, 0), len(chars))
	c := Completion{}
	end := 0
	for _, t := range Tokens(string(chars[:cursor])) {
		if t.Pos > end { // a new term
			c.Field = Any
		}
		end = t.Pos + t.Len
		c.Pos = end
		switch t.Kind {
		case TokenField:
			c.Field = t.Field
		case TokenValue, TokenUnread:
			c.Pos = t.Pos
		}
	}
	if end < cursor {
		c.Field, c.Pos = Any, cursor
	}
	c.Len = cursor - c.Pos
	c.Typed = string(chars[c.Pos:cursor])
	if c.Field == Any {
		c.Fields = fieldsFrom(c.Typed)
	}
	for _, w := range c.Field.Words() {
		if hasPrefixFold(w, c.Typed) {
			c.Words = append(c.Words, w)
		}
	}
	return c
}

func fieldsFrom(typed string) []Field {
	var list []Field
	for _, f := range Fields() {
		if hasPrefixFold(f.String(), typed) {
			list = append(list, f)
		}
	}
	return list
}

func hasPrefixFold(s, prefix string) bool {
	return len(prefix) <= len(s) && strings.EqualFold(s[:len(prefix)], prefix)
}
