// Package literals finds fixed words in regular expressions, so that texts in which none stands need not be tried.
package literals

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

// Of lists words of which every match of an expression holds at least one, or nil.
func Of(expr string) []string {
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

// set is what an expression's matches look like.
type set struct {
	exact []string // all matches, if they are few and known; nil if not
	needs []string // words of which every match holds one; nil if none are known
}

func literalsOf(re *syntax.Regexp) set {
	switch re.Op {
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText,
		syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return set{exact: []string{""}}
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase != 0 {
			return set{}
		}
		return set{exact: []string{string(re.Rune)}}
	case syntax.OpCapture:
		return literalsOf(re.Sub[0])
	case syntax.OpQuest:
		if w := literalsOf(re.Sub[0]); w.exact != nil {
			return set{exact: append([]string{""}, w.exact...)}
		}
	case syntax.OpPlus:
		w := literalsOf(re.Sub[0])
		return set{needs: w.best()}
	case syntax.OpConcat:
		return concatLiterals(re.Sub)
	case syntax.OpAlternate:
		return alternateLiterals(re.Sub)
	}
	return set{}
}

// best is the more telling of the two lists.
func (w set) best() []string {
	if shortest(w.exact) > shortest(w.needs) {
		return w.exact
	}
	return w.needs
}

func concatLiterals(subs []*syntax.Regexp) set {
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
		return set{exact: run}
	}
	better(run)
	return set{needs: needs}
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

func alternateLiterals(subs []*syntax.Regexp) set {
	var exact, needs []string
	known := true
	for _, sub := range subs {
		w := literalsOf(sub)
		known = known && w.exact != nil
		exact = append(exact, w.exact...)
		best := w.best()
		if best == nil || len(needs)+len(best) > mostLiterals {
			return set{}
		}
		needs = append(needs, best...)
	}
	if known {
		return set{exact: exact}
	}
	return set{needs: needs}
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

// Scanner tells quickly that a text holds none of several words.
type Scanner struct {
	grams [gramTable]bool
	words []string // folded
}

// gramTable is small enough for the first cache.
const gramTable = 1 << 15

func gram(a, b, c byte) uint { return (uint(a) ^ uint(b)<<5 ^ uint(c)<<10) % gramTable }

// NewScanner prepares a search for words; nil if there is none or one is too short to be worth it.
func NewScanner(words []string) *Scanner {
	if words == nil {
		return nil
	}
	s := &Scanner{}
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

// Find is the place of the first word in a folded text, or -1.
func (s *Scanner) Find(text string) int {
	for i := 0; i+2 < len(text); i++ {
		if s.grams[gram(text[i], text[i+1], text[i+2])] && s.at(text[i:]) {
			return i
		}
	}
	return -1
}

func (s *Scanner) at(text string) bool {
	for _, w := range s.words {
		if strings.HasPrefix(text, w) {
			return true
		}
	}
	return false
}
