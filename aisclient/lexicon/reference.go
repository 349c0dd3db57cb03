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
	parts [][]string // of each of these every match contains one, as far as it is known
}

func newReference(e *Entry, expr string) reference {
	r := reference{entry: e, re: regexp.MustCompile(expr)}
	if tree, err := syntax.Parse(expr, syntax.Perl); err == nil {
		r.parts = requiredParts(tree.Simplify())
	}
	return r
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

// find looks for the reference in a folded text; the place is in it.
func (r *reference) find(folded string) (from, to int, ok bool) {
	for _, any := range r.parts {
		if !slices.ContainsFunc(any, func(part string) bool { return strings.Contains(folded, part) }) {
			return 0, 0, false
		}
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
