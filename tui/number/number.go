// Package number writes amounts on the screen as the reader's language does.
package number

import (
	"regexp"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
	decimals "golang.org/x/text/number"

	"aisdesk/aisclient"
)

// Form is how amounts are written on the screen, never in files and copies. The zero value writes them as the provider
// does: 1234.50.
type Form struct {
	Group string // stands between thousands; empty separates none
	Point byte   // stands before decimals; 0 is a point
}

// Forms are the values of the setting, each with an example: auto follows the language of the system.
var Forms = []struct{ Name, Example string }{
	{"auto", "as the system's language"}, {"plain", "1234567.50"}, {"comma", "1,234,567.50"}, {"space", "1 234 567,50"}, {"point", "1.234.567,50"},
}

// FormOf is what a value of the setting means where getenv reads the environment. Without a language, and in that of
// POSIX, which every ssh session and container may have, thousands stand apart as ISO 80000-1 writes them: no language reads
// the space as a decimal sign.
func FormOf(setting string, getenv func(string) string) Form {
	switch setting {
	case "plain":
		return Form{}
	case "comma":
		return Form{Group: ","}
	case "space":
		return Form{Group: NoBreak, Point: ','}
	case "point":
		return Form{Group: ".", Point: ','}
	}
	for _, name := range []string{"LC_ALL", "LC_NUMERIC", "LANG"} {
		if v := getenv(name); v != "" {
			return formIn(v)
		}
	}
	return noLanguage
}

// noLanguage is how amounts are written where no language is known: 1 234.50.
var noLanguage = Form{Group: NoBreak}

// Example is a large amount as it is written.
func (n Form) Example() string { return string(n.Append(nil, 12_345_675_000)) }

// Count is a number of things as it is written: without decimals.
func (n Form) Count(of int) string {
	return strings.TrimSuffix(string(Form{Group: n.Group}.Append(nil, aisclient.Amount(of)*10_000)), ".00")
}

// NoBreak is the space between thousands: a line never ends at it.
const NoBreak = "\u00a0"

// formIn is how a locale of the system, such as pl_PL.UTF-8, writes numbers.
func formIn(locale string) Form {
	name, _, _ := strings.Cut(locale, ".")
	name, _, _ = strings.Cut(name, "@")
	tag, err := language.Parse(strings.ReplaceAll(name, "_", "-"))
	if err != nil || name == "C" || name == "POSIX" {
		return noLanguage
	}
	p := message.NewPrinter(tag)
	sample := p.Sprint(decimals.Decimal(1234567.5))
	group, rest, ok := between(sample, "1", "234")
	if !ok { // its digits are not ours
		return noLanguage
	}
	point, _, _ := between(rest[strings.LastIndex(rest, "7"):], "7", "5")
	n := Form{Group: separator(group)}
	if point == "," {
		n.Point = ','
	}
	return n
}

// between is what stands between two texts, and what follows from the second on.
func between(s, a, b string) (mid, rest string, ok bool) {
	_, s, ok = strings.Cut(s, a)
	i := strings.Index(s, b)
	if !ok || i < 0 {
		return "", "", false
	}
	return s[:i], s[i:], true
}

// separator is a sign between thousands that a terminal draws in one cell; what is none is a space.
func separator(s string) string {
	switch s {
	case ",", ".", "'":
		return s
	case "’":
		return "'"
	}
	return NoBreak
}

// Append appends an amount.
func (n Form) Append(b []byte, a aisclient.Amount) []byte {
	from := len(b)
	b = a.Append(b)
	if n == (Form{}) {
		return b
	}
	return n.separate(b, from)
}

// separate rewrites the amount that begins at b[from].
func (n Form) separate(b []byte, from int) []byte {
	var room [40]byte
	plain := append(room[:0], b[from:]...)
	b = b[:from]
	if plain[0] == '-' {
		b, plain = append(b, '-'), plain[1:]
	}
	whole := len(plain)
	for i, c := range plain {
		if c == '.' {
			whole = i
		}
	}
	for i, c := range plain {
		switch {
		case i < whole:
			if left := whole - i; i > 0 && left%3 == 0 {
				b = append(b, n.Group...)
			}
			b = append(b, c)
		case i == whole && n.Point != 0:
			b = append(b, n.Point)
		default:
			b = append(b, c)
		}
	}
	return b
}

// Extra is how many cells the separators of an amount with so many digits before its point take.
func (n Form) Extra(digits int) int {
	if n.Group == "" {
		return 0
	}
	return (digits - 1) / 3
}

// amountInText is an amount with its currency in a sentence of the program's own, or two of one currency, "1.00 and 2.00 PLN";
// digitsInText is what is written of each.
var (
	amountInText = regexp.MustCompile(`-?\b\d+\.\d{2,4}( and -?\d+\.\d{2,4})? [A-Z]{3}\b`)
	digitsInText = regexp.MustCompile(`-?\b\d+\.\d{2,4}`)
)

// InText writes the amounts of a sentence, each with its currency behind it, as on the rest of the screen.
func (n Form) InText(s string) string {
	if n == (Form{}) {
		return s
	}
	write := func(digits string) string {
		a, err := aisclient.ParseAmount(digits)
		if err != nil {
			return digits
		}
		return string(n.Append(nil, a))
	}
	return amountInText.ReplaceAllStringFunc(s, func(m string) string { return digitsInText.ReplaceAllStringFunc(m, write) })
}
