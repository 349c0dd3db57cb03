// Package text is the border for words from outside.
//
// A bank, a provider, a browser or a file can put anything into a string: terminal escapes, bidirectional
// overrides, broken UTF-8. Text can only be made by cleaning, so a function that takes a Text cannot be
// handed an uncleaned string by mistake. What is shown, searched and exported is the cleaned text; what was written
// before stands beside it for matching (Raw) and is never shown.
package text

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text is one line of cleaned text. The zero value is empty. Texts are compared with Equal, by what is shown.
type Text struct {
	_   [0]func() // no ==, which would compare raw, too
	s   string
	raw *string // what was cleaned, where that is not s; behind a pointer because texts are many and few differ
}

// Equal reports whether two texts show the same, whatever they were cleaned from.
func (t Text) Equal(u Text) bool { return t.s == u.s }

// First returns the first text that is not empty.
func First(ts ...Text) Text {
	for _, t := range ts {
		if !t.Empty() {
			return t
		}
	}
	return Text{}
}

// String returns the cleaned text.
func (t Text) String() string { return t.s }

// Raw returns the text before it was cleaned, of any length: line breaks, zero-width characters, broken UTF-8 and
// all. It is for comparing and matching; do not show it.
func (t Text) Raw() string {
	if t.raw != nil {
		return *t.raw
	}
	return t.s
}

// Altered reports whether cleaning changed the text, so that Raw differs from String.
func (t Text) Altered() bool { return t.raw != nil }

// Empty reports whether there is no text.
func (t Text) Empty() bool { return t.s == "" }

// MarshalText writes the cleaned text: for logs and for keys.
func (t Text) MarshalText() ([]byte, error) { return []byte(t.s), nil }

// MarshalJSON writes ForFile as a string: who reads JSON is a program. EscapeJSON keeps it harmless on a terminal.
func (t Text) MarshalJSON() ([]byte, error) {
	b, err := json.Marshal(t.ForFile())
	if t.raw != nil {
		b = EscapeJSON(b)
	}
	return b, err
}

// UnmarshalText cleans what it reads: a file is outside too.
func (t *Text) UnmarshalText(b []byte) error {
	*t = CleanBytes(b)
	return nil
}

// ForFile returns the text for a file that another program reads: as it was written, with line breaks, repeated blanks,
// joiners and variation selectors, on which emoji and several scripts depend. Controls and what hides or turns letters
// around stay replaced. Do not show it on a terminal.
func (t Text) ForFile() string {
	if t.raw == nil {
		return t.s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t', r == '\n', r == '\r', unicode.IsSpace(r) && r != 0x85, joins(r):
			return r
		}
		return visible(r)
	}, *t.raw)
}

// joins reports whether a character shapes its neighbours without hiding or moving them: the joiners, the variation
// selectors and the soft hyphen.
func joins(r rune) bool {
	return r == 0x200c || r == 0x200d || r == 0x034f || r == 0x00ad || r >= 0xfe00 && r <= 0xfe0f
}

// EscapeJSON writes the joiners in a JSON document as \u200d: the same document, which shows them on a terminal in place
// of joining characters there.
func EscapeJSON(doc []byte) []byte {
	if bytes.IndexFunc(doc, joins) < 0 {
		return doc
	}
	var out []byte
	for _, r := range string(doc) {
		if joins(r) {
			out = fmt.Appendf(out, `\u%04x`, r)
		} else {
			out = utf8.AppendRune(out, r)
		}
	}
	return out
}

// Join puts texts one behind the other with sep between them, whole and cleaned.
func Join(all []Text, sep string) Text {
	if len(all) < 2 {
		return First(all...)
	}
	var shown, whole strings.Builder
	for i, t := range all {
		if i > 0 {
			shown.WriteString(sep)
			whole.WriteString(sep)
		}
		shown.WriteString(t.s)
		whole.WriteString(t.Raw())
	}
	out := Clean(shown.String())
	if raw := whole.String(); raw != out.s {
		out.raw = &raw
	}
	return out
}
