// Package english makes the plurals and lists of English sentences.
package english

import (
	"strconv"
	"strings"
	"time"
	"unicode"
)

// Plural writes a number with its noun: "1 row", "0 rows", "12 rows".
func Plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// Span writes a duration in its largest unit, rounded: "40 days", "8 minutes", "1 second".
func Span(d time.Duration) string {
	for _, u := range []struct {
		of   time.Duration
		name string
	}{{24 * time.Hour, "day"}, {time.Hour, "hour"}, {time.Minute, "minute"}} {
		if d >= 2*u.of {
			return Plural(int((d+u.of/2)/u.of), u.name, u.name+"s")
		}
	}
	return Plural(int((d+time.Second/2)/time.Second), "second", "seconds")
}

// List joins parts as a sentence does: "a", "a and b", "a, b and c".
func List(parts []string) string {
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	return strings.Join(parts[:len(parts)-1], ", ") + " and " + parts[len(parts)-1]
}

// Choice joins parts of which one is meant: "a", "a or b", "a, b or c".
func Choice(parts []string) string {
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	return strings.Join(parts[:len(parts)-1], ", ") + " or " + parts[len(parts)-1]
}

// WithArticle puts a or an before a noun, by its first letter.
func WithArticle(noun string) string {
	if noun != "" && strings.ContainsAny(noun[:1], "aeiou") {
		return "an " + noun
	}
	return "a " + noun
}

// Words writes a camelCase name as words: "Transaction date" of transactionDate.
func Words(name string) string {
	var b strings.Builder
	for i, r := range name {
		switch {
		case i == 0:
			r = unicode.ToUpper(r)
		case unicode.IsUpper(r):
			b.WriteByte(' ')
			r = unicode.ToLower(r)
		}
		b.WriteRune(r)
	}
	return b.String()
}
