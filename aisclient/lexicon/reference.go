package lexicon

import (
	"regexp"
	"regexp/syntax"
	"strings"

	"aisdesk/aisclient/text"
)

// reference is an expression for file numbers, compared with the folded text that keeps its punctuation.
type reference struct {
	entry *Entry
	re    *regexp.Regexp
	part  string // what every match contains; empty if nothing is known
}

func newReference(e *Entry, expr string) reference {
	r := reference{entry: e, re: regexp.MustCompile(expr)}
	if tree, err := syntax.Parse(expr, syntax.Perl); err == nil {
		r.part = requiredPart(tree.Simplify())
	}
	return r
}

// requiredPart finds the longest text that every match of an expression contains.
func requiredPart(re *syntax.Regexp) string {
	switch re.Op {
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase == 0 {
			return string(re.Rune)
		}
	case syntax.OpCapture, syntax.OpPlus:
		return requiredPart(re.Sub[0])
	case syntax.OpConcat:
		best := ""
		for _, sub := range re.Sub {
			if p := requiredPart(sub); len(p) > len(best) {
				best = p
			}
		}
		return best
	}
	return ""
}

// find looks for the reference in a folded text; the place is in it.
func (r *reference) find(folded string) (from, to int, ok bool) {
	if r.part != "" && !strings.Contains(folded, r.part) {
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
	var b strings.Builder
	for _, r := range raw {
		switch c, ok := lookalike(r); {
		case r == '\n':
			b.WriteString(lineEnd)
		case r == '\r' || hidden(r):
		case ok:
			b.WriteByte(c)
		default:
			b.WriteRune(r)
		}
	}
	return text.Fold(b.String())
}
