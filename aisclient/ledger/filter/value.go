package filter

import (
	"errors"
	"regexp"
	"regexp/syntax"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Value is what a field is compared with: a Text, a Pattern, a Range, a Weekday or a Flag.
type Value interface {
	// appendTo writes the value as Parse reads it after the field's name.
	appendTo(b []byte, f Field) []byte
}

// Text is a word or a phrase.
type Text struct {
	Text  string // as typed, without quotes
	Exact bool   // it is the whole text
}

func (v Text) appendTo(b []byte, _ Field) []byte {
	if v.Exact {
		b = append(b, '=')
	}
	return appendValue(b, v.Text)
}

// Pattern is a regular expression (RE2). Case and accents are compared as its letters are typed.
type Pattern struct {
	Source string // as typed, without slashes
	*regexp.Regexp
}

func (v Pattern) appendTo(b []byte, _ Field) []byte {
	return append(append(append(b, '/'), v.Source...), '/')
}

// longestRegexp caps an expression: RE2 runs in linear time, but its size is a factor.
const longestRegexp = 1000

// blanks are a run of blanks in an expression.
var blanks = regexp.MustCompile(` {2,}`)

func newPattern(src string) (Pattern, error) {
	if src == "" {
		return Pattern{}, errors.New("the expression between / and / is empty")
	}
	if len(src) > longestRegexp {
		return Pattern{}, errors.New("the expression is longer than 1000 characters")
	}
	// Where case does not count the text is in lower case and so, but for escapes, is the expression.
	// So are runs of blanks in the text, and in the expression: what is copied from a table finds its row.
	expr := blanks.ReplaceAllLiteralString(norm.NFC.String(strings.ReplaceAll(src, `\/`, `/`)), " ")
	re, err := regexp.Compile(expr)
	if err != nil {
		var se *syntax.Error
		if errors.As(err, &se) {
			return Pattern{}, errors.New(se.Code.String())
		}
		return Pattern{}, err
	}
	return Pattern{src, re}, nil
}

// Weekday is a day of the week.
type Weekday time.Weekday

var dayNames = [7]string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}

func (v Weekday) appendTo(b []byte, _ Field) []byte { return append(b, dayNames[v]...) }

// Flag is a yes-or-no property of a row.
type Flag uint8

// The flags.
const (
	IsIn Flag = iota
	IsOut
	IsCard
	IsAccount
	IsLabelled
	IsBooked
	IsPending
	IsBalance // the bank gave a balance
	IsUnread  // a field could not be read
	IsMarked
)

var flagNames = [...]string{"in", "out", "card", "account", "labelled", "booked", "pending", "balance", "unread", "marked"}

func (v Flag) appendTo(b []byte, _ Field) []byte { return append(b, flagNames[v]...) }

// Quote writes a text as a value that a filter line reads back: bare where that is safe, else in quotes.
func Quote(s string) string { return string(appendValue(nil, s)) }

func appendValue(b []byte, s string) []byte {
	if bare(s) {
		return append(b, s...)
	}
	b = append(b, '"')
	for i := 0; i < len(s); i++ {
		if s[i] == '"' || s[i] == '\\' {
			b = append(b, '\\')
		}
		b = append(b, s[i])
	}
	return append(b, '"')
}

// bare reports whether a text can stand without quotes.
func bare(s string) bool {
	if s == "" || strings.IndexByte(`-/"=`, s[0]) >= 0 || strings.ContainsAny(s, `|":\*,!<>=&`) || operator(s) {
		return false
	}
	return !strings.ContainsFunc(s, unicode.IsSpace)
}
