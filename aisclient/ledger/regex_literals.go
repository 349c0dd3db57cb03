package ledger

import (
	"regexp/syntax"
	"strings"

	"aisdesk/aisclient/text"
)

// An expression runs slowly, a search for a few fixed words fast. Most expressions contain words of which
// every match must hold at least one; only texts that hold one are tried.

// mostLiterals and shortestLiteral bound the words that are worth looking for.
const (
	mostLiterals    = 200
	shortestLiteral = 3
)

// regexLiterals lists words of which every match of an expression holds at least one, or nil.
func regexLiterals(expr string) []string {
	re, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		return nil
	}
	w := literalsOf(re.Simplify())
	best := w.needs
	if shortest(w.exact) > shortest(best) {
		best = w.exact
	}
	if shortest(best) < shortestLiteral {
		return nil
	}
	return best
}

// literalSet is what an expression's matches look like.
type literalSet struct {
	exact []string // all matches, if they are few and known; nil if not
	needs []string // words of which every match holds one; nil if none are known
}

func literalsOf(re *syntax.Regexp) literalSet {
	switch re.Op {
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText,
		syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return literalSet{exact: []string{""}}
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase != 0 {
			return literalSet{}
		}
		return literalSet{exact: []string{string(re.Rune)}}
	case syntax.OpCapture:
		return literalsOf(re.Sub[0])
	case syntax.OpQuest:
		if w := literalsOf(re.Sub[0]); w.exact != nil {
			return literalSet{exact: append([]string{""}, w.exact...)}
		}
	case syntax.OpPlus:
		w := literalsOf(re.Sub[0])
		return literalSet{needs: w.best()}
	case syntax.OpConcat:
		return concatLiterals(re.Sub)
	case syntax.OpAlternate:
		return alternateLiterals(re.Sub)
	}
	return literalSet{}
}

// best is the more telling of the two lists.
func (w literalSet) best() []string {
	if shortest(w.exact) > shortest(w.needs) {
		return w.exact
	}
	return w.needs
}

func concatLiterals(subs []*syntax.Regexp) literalSet {
	run, whole := []string{""}, true
	var needs []string
	better := func(words []string) {
		if shortest(words) > shortest(needs) {
			needs = words
		}
	}
	for _, sub := range subs {
		w := literalsOf(sub)
		if w.exact != nil && len(run)*len(w.exact) <= mostLiterals {
			run = joined(run, w.exact)
			continue
		}
		better(run)
		better(w.best())
		run, whole = []string{""}, false
	}
	if whole {
		return literalSet{exact: run}
	}
	better(run)
	return literalSet{needs: needs}
}

func joined(heads, tails []string) []string {
	out := make([]string, 0, len(heads)*len(tails))
	for _, h := range heads {
		for _, t := range tails {
			out = append(out, h+t)
		}
	}
	return out
}

func alternateLiterals(subs []*syntax.Regexp) literalSet {
	var exact, needs []string
	known := true
	for _, sub := range subs {
		w := literalsOf(sub)
		known = known && w.exact != nil
		exact = append(exact, w.exact...)
		best := w.best()
		if best == nil || len(needs)+len(best) > mostLiterals {
			return literalSet{}
		}
		needs = append(needs, best...)
	}
	if known {
		return literalSet{exact: exact}
	}
	return literalSet{needs: needs}
}

// shortest is the length of the shortest word, -1 for no list.
func shortest(words []string) int {
	if words == nil {
		return -1
	}
	n := len(words[0])
	for _, w := range words {
		n = min(n, len(w))
	}
	return n
}

// literalScanner tells quickly that a text holds none of several words.
type literalScanner struct {
	grams [gramTable]bool
	words []string // folded
}

// gramTable is small enough for the first cache.
const gramTable = 1 << 15

func gram(a, b, c byte) uint { return (uint(a) ^ uint(b)<<5 ^ uint(c)<<10) % gramTable }

func newLiteralScanner(words []string) *literalScanner {
	if words == nil {
		return nil
	}
	s := &literalScanner{}
	for _, w := range words {
		w = text.Fold(w)
		if len(w) < shortestLiteral {
			return nil
		}
		s.words = append(s.words, w)
		s.grams[gram(w[0], w[1], w[2])] = true
	}
	return s
}

// find is the place of the first word in a folded text, or -1.
func (s *literalScanner) find(text string) int {
	for i := 0; i+2 < len(text); i++ {
		if s.grams[gram(text[i], text[i+1], text[i+2])] && s.at(text[i:]) {
			return i
		}
	}
	return -1
}

// findIn is find for a text in a buffer.
func (s *literalScanner) findIn(text []byte) int { return s.find(view(text)) }

func (s *literalScanner) at(text string) bool {
	for _, w := range s.words {
		if strings.HasPrefix(text, w) {
			return true
		}
	}
	return false
}
