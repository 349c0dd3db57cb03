package format

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Filter writes a filter line. Masked, what could say who somebody is or how much is hidden, and how long it is;
// names of fields and operators stay, and values of fields that say no such thing.
func (w Writer) Filter(line string) string {
	if w.mask == "" {
		return line
	}
	var b strings.Builder
	hidden := false
	for _, p := range maskedLetters(line) {
		if p.hide {
			if !hidden {
				b.WriteString(w.mask)
			}
		} else {
			b.WriteRune(p.r)
		}
		hidden = p.hide
	}
	return b.String()
}

// Mask is Filter for a line that is being typed: every hidden character is a sign of its own, so that the cursor
// stands where it belongs. It is nil where nothing is masked.
func (w Writer) Mask() func(string) string {
	if w.mask == "" {
		return nil
	}
	return func(line string) string {
		var b strings.Builder
		for _, p := range maskedLetters(line) {
			if p.hide {
				b.WriteString(w.dot)
			} else {
				b.WriteRune(p.r)
			}
		}
		return b.String()
	}
}

// MaskQuoted writes a message that may quote what was typed or what a bank sent: masked, quotations of more than a few
// characters are hidden.
func (w Writer) MaskQuoted(message string) string {
	if w.mask == "" {
		return message
	}
	parts := strings.Split(message, `"`)
	for i := 1; i < len(parts)-1; i += 2 {
		if utf8.RuneCountInString(parts[i]) > 2 {
			parts[i] = w.mask
		}
	}
	return strings.Join(parts, `"`)
}

// impersonal are the fields of a filter whose values the mask leaves; personal are the others.
var (
	impersonal = []string{"kind", "label", "date", "on", "day", "is", "cur", "status", "src", "row", "bank"}
	personal   = []string{"acct", "owner", "party", "iban", "title", "sym", "amt", "abs", "bal"}
)

// letter is a character of a filter line and whether the mask hides it.
type letter struct {
	r    rune
	hide bool
}

// maskedLetters goes through a filter line as the ledger reads it: terms between spaces, each of them values between bars,
// a value in quotes, between slashes, or bare; a field's name holds for the values after it, too. What it cannot
// make out is hidden.
func maskedLetters(line string) []letter {
	var out []letter
	rs := []rune(line)
	hide, begin, end := true, true, rune(0)
	for i := 0; i < len(rs); i++ {
		r := rs[i]
		if end != 0 { // inside quotes or slashes
			closes := r == end && rs[i-1] != '\\'
			out = append(out, letter{r, hide && !closes})
			if closes {
				end = 0
			}
			continue
		}
		if begin {
			if n, known, hidden := fieldAt(rs[i:]); known {
				for _, r := range rs[i : i+n] {
					out = append(out, letter{r, false})
				}
				i, hide, begin = i+n-1, hidden, false
				continue
			}
		}
		switch {
		case unicode.IsSpace(r):
			out, hide, begin = append(out, letter{r, false}), true, true
			continue
		case r == '|' || begin && r == '-':
			out, begin = append(out, letter{r, false}), true
			continue
		case r == '"' || r == '/' && (begin || i > 0 && rs[i-1] == ':'):
			end = r
		}
		out = append(out, letter{r, hide && !strings.ContainsRune(`<>="/`, r)})
		begin = false
	}
	return out
}

// fieldAt reads the name of a field with its colon: how long that is and whether its values are hidden.
func fieldAt(rs []rune) (n int, known, hidden bool) {
	for n < len(rs) && (rs[n] >= 'a' && rs[n] <= 'z' || rs[n] >= 'A' && rs[n] <= 'Z') {
		n++
	}
	if n == 0 || n >= len(rs) || rs[n] != ':' {
		return 0, false, false
	}
	name := strings.ToLower(string(rs[:n]))
	return n + 1, slices.Contains(impersonal, name) || slices.Contains(personal, name), slices.Contains(personal, name)
}
