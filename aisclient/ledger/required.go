package ledger

import (
	"regexp/syntax"
	"strings"
)

// An expression runs slowly, a search for a few fixed words fast. Most expressions contain words of which
// every match must hold at least one; only texts that hold one are tried.

// mostWords and shortestWord bound the words that are worth looking for.
const (
	mostWords    = 200
	shortestWord = 3
)

// requiredWords lists words of which every match of an expression holds at least one, or nil.
func requiredWords(expr string) []string {
	re, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		return nil
	}
	w := wordsOf(re.Simplify())
	best := w.needs
	if shortest(w.exact) > shortest(best) {
		best = w.exact
	}
	if shortest(best) < shortestWord {
		return nil
	}
	return best
}

// reWords is what an expression's matches look like.
type reWords struct {
	exact []string // all matches, if they are few and known; nil if not
	needs []string // words of which every match holds one; nil if none are known
}

func wordsOf(re *syntax.Regexp) reWords {
	switch re.Op {
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText,
		syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return reWords{exact: []string{""}}
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase != 0 {
			return reWords{}
		}
		return reWords{exact: []string{string(re.Rune)}}
	case syntax.OpCapture:
		return wordsOf(re.Sub[0])
	case syntax.OpQuest:
		if w := wordsOf(re.Sub[0]); w.exact != nil {
			return reWords{exact: append([]string{""}, w.exact...)}
		}
	case syntax.OpPlus:
		w := wordsOf(re.Sub[0])
		return reWords{needs: w.best()}
	case syntax.OpConcat:
		return concatWords(re.Sub)
	case syntax.OpAlternate:
		return alternateWords(re.Sub)
	}
	return reWords{}
}

// best is the more telling of the two lists.
func (w reWords) best() []string {
	if shortest(w.exact) > shortest(w.needs) {
		return w.exact
	}
	return w.needs
}

func concatWords(subs []*syntax.Regexp) reWords {
	run, whole := []string{""}, true
	var needs []string
	better := func(words []string) {
		if shortest(words) > shortest(needs) {
			needs = words
		}
	}
	for _, sub := range subs {
		w := wordsOf(sub)
		if w.exact != nil && len(run)*len(w.exact) <= mostWords {
			run = joined(run, w.exact)
			continue
		}
		better(run)
		better(w.best())
		run, whole = []string{""}, false
	}
	if whole {
		return reWords{exact: run}
	}
	better(run)
	return reWords{needs: needs}
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

func alternateWords(subs []*syntax.Regexp) reWords {
	var exact, needs []string
	known := true
	for _, sub := range subs {
		w := wordsOf(sub)
		known = known && w.exact != nil
		exact = append(exact, w.exact...)
		best := w.best()
		if best == nil || len(needs)+len(best) > mostWords {
			return reWords{}
		}
		needs = append(needs, best...)
	}
	if known {
		return reWords{exact: exact}
	}
	return reWords{needs: needs}
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

// wordSieve tells quickly that a text holds none of several words.
type wordSieve struct {
	grams [sieveSize]bool
	words []string // folded
}

// sieveSize is small enough for the first cache.
const sieveSize = 1 << 15

func gram(a, b, c byte) uint { return (uint(a) ^ uint(b)<<5 ^ uint(c)<<10) % sieveSize }

func newWordSieve(words []string) *wordSieve {
	if words == nil {
		return nil
	}
	s := &wordSieve{}
	for _, w := range words {
		w = Fold(w)
		if len(w) < shortestWord {
			return nil
		}
		s.words = append(s.words, w)
		s.grams[gram(w[0], w[1], w[2])] = true
	}
	return s
}

// find is the place of the first word in a folded text, or -1.
func (s *wordSieve) find(text string) int {
	for i := 0; i+2 < len(text); i++ {
		if s.grams[gram(text[i], text[i+1], text[i+2])] && s.at(text[i:]) {
			return i
		}
	}
	return -1
}

// findIn is find for a text in a buffer.
func (s *wordSieve) findIn(text []byte) int { return s.find(view(text)) }

func (s *wordSieve) at(text string) bool {
	for _, w := range s.words {
		if strings.HasPrefix(text, w) {
			return true
		}
	}
	return false
}
