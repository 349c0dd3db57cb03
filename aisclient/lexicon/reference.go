package lexicon

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"

	"aisdesk/aisclient/text"
)

// reference is an expression for file numbers, compared with the folded text that keeps its punctuation.
type reference struct {
	entry *Entry
	re    *regexp.Regexp
	parts [][]string     // of each of these every match contains one, as far as it is known
	fixed [][]string     // those of them without digits
	any   *regexp.Regexp // matches what the expression would match with other digits
}

func newReference(e *Entry, expr string) reference {
	r := reference{entry: e, re: regexp.MustCompile(expr)}
	if tree, err := syntax.Parse(expr, syntax.Perl); err == nil {
		r.parts = requiredParts(tree.Simplify())
		r.any = regexp.MustCompile(anyDigit(tree).String())
	}
	for _, any := range r.parts {
		if !slices.ContainsFunc(any, func(part string) bool { return strings.ContainsAny(part, "0123456789") }) {
			r.fixed = append(r.fixed, any)
		}
	}
	return r
}

// anyDigit changes an expression so that what is a digit in it is any.
func anyDigit(re *syntax.Regexp) *syntax.Regexp {
	for i, sub := range re.Sub {
		re.Sub[i] = anyDigit(sub)
	}
	switch re.Op {
	case syntax.OpCharClass:
		if strings.ContainsFunc("0123456789", func(d rune) bool { return inClass(re.Rune, d) }) {
			return &syntax.Regexp{Op: re.Op, Flags: re.Flags, Rune: append(slices.Clone(re.Rune), '0', '9')}
		}
	case syntax.OpLiteral:
		all := &syntax.Regexp{Op: syntax.OpConcat, Flags: re.Flags}
		for _, c := range re.Rune {
			one := &syntax.Regexp{Op: syntax.OpLiteral, Flags: re.Flags, Rune: []rune{c}}
			if c >= '0' && c <= '9' {
				one = &syntax.Regexp{Op: syntax.OpCharClass, Flags: re.Flags, Rune: []rune{'0', '9'}}
			}
			all.Sub = append(all.Sub, one)
		}
		return all
	}
	return re
}

// inClass reports whether a character is in the ranges of a class.
func inClass(ranges []rune, c rune) bool {
	for i := 0; i+1 < len(ranges); i += 2 {
		if ranges[i] <= c && c <= ranges[i+1] {
			return true
		}
	}
	return false
}

// requiredParts are lists of texts. Every match of an expression contains one of each list.
func requiredParts(re *syntax.Regexp) (parts [][]string) {
	switch re.Op {
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase == 0 {
			return [][]string{{string(re.Rune)}}
		}
	case syntax.OpCapture, syntax.OpPlus:
		return requiredParts(re.Sub[0])
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			parts = append(parts, requiredParts(sub)...)
		}
	case syntax.OpAlternate:
		var any []string
		for _, sub := range re.Sub {
			all := requiredParts(sub)
			if len(all) == 0 {
				return nil
			}
			any = append(any, slices.MaxFunc(all, func(a, b []string) int { return shortest(a) - shortest(b) })...)
		}
		return [][]string{any}
	}
	return parts
}

// shortest is how long the shortest of some texts is: the longer it is, the fewer texts contain one of them.
func shortest(any []string) int {
	return len(slices.MinFunc(any, func(a, b string) int { return len(a) - len(b) }))
}

// containsParts reports whether a text contains one of each list.
func containsParts(s string, parts [][]string) bool {
	for _, any := range parts {
		if !slices.ContainsFunc(any, func(part string) bool { return strings.Contains(s, part) }) {
			return false
		}
	}
	return true
}

// mayStand reports whether the reference would stand in a folded text if its digits were others.
func (r *reference) mayStand(folded string) bool {
	return containsParts(folded, r.fixed) && (r.any == nil || r.any.MatchString(folded))
}

// find looks for the reference in a folded text; the place is in it.
func (r *reference) find(folded string) (from, to int, ok bool) {
	if !containsParts(folded, r.parts) {
		return 0, 0, false
	}
	at := r.re.FindStringSubmatchIndex(folded)
	if at == nil {
		return 0, 0, false
	}
	if len(at) > 2 && at[2] >= 0 {
		return at[2], at[3], true // what stands before the number is no part of it
	}
	return at[0], at[1], true
}

// foldedTexts are a text as references are compared with it: folded, look-alikes read, hidden characters out, its
// punctuation kept; twice where it has line ends, as spaces and as nothing.
func foldedTexts(raw string) []string {
	spaced := foldReference(raw, " ")
	if !strings.ContainsAny(raw, "\n\r") {
		return []string{spaced}
	}
	return []string{spaced, foldReference(raw, "")}
}

func foldReference(raw, lineEnd string) string {
	b := make([]byte, 0, len(raw)+8)
	for _, r := range raw {
		switch c, ok := lookalike(r); {
		case r == '\n':
			b = append(b, lineEnd...)
		case r == '\r' || hidden(r):
		case ok:
			b = append(b, c)
		default:
			b = text.AppendFold(b, string(r))
		}
	}
	return string(b)
}
