package lexicon

import (
	"bytes"
	"slices"
)

// Firms put a word of their trade behind their name without a space: "fenixcasino.cz", "frajerpujcka". Such a word is found
// at the end of a longer one.

// compoundEnds are the words that are looked for there: long ones that end no surname and no other word.
// "bet" ends some: its entry asks for a second sign and names them.
var compoundEnds = []string{"casino", "casinos", "kasyno", "bingo", "bet", "bets", "pujcka", "pujcky", "pozyczka", "pozyczki", "chwilowka", "chwilowki",
	"apuestas", "prestamos", "windykacja", "inkaso", "collect"}

// shortestName is how many letters stand before such an end at least, and beforeCasino before one that is part of no other
// word: "ecasino".
const (
	shortestName = 3
	beforeCasino = 1
)

// compounds are, by the word, the patterns that it is.
func (s *Set) compounds() map[string][]int32 {
	patterns := map[string][]int32{}
	walk := walker{t: s.trie}
	for _, end := range compoundEnds {
		walk.walkAll([]byte(" " + end + " "))
		for _, h := range walk.out {
			if s.patterns[h.pattern].sort == Word {
				patterns[end] = append(patterns[end], h.pattern)
			}
		}
	}
	return patterns
}

// findCompounds adds the hits at the ends of words that are names with their trade.
func (sc *Scanner) findCompounds() {
	for pos := int32(0); ; {
		start, end := sc.nextWord(pos)
		if start == end {
			return
		}
		pos = end
		word := sc.text.b[start:end]
		for _, trade := range compoundEnds {
			before := shortestName
			if trade == "casino" {
				before = beforeCasino
			}
			if len(word) < len(trade)+before || !bytes.HasSuffix(word, []byte(trade)) {
				continue
			}
			for _, p := range sc.set.ends[trade] {
				sc.walk.out = append(sc.walk.out, found{pattern: p, from: end - int32(len(trade)), to: end, joined: true})
			}
		}
	}
}

// Whole phrases are also written without their spaces: "ZAJECIEKOMORNICZEKM551", "ATTACHMENTOFEARNINGS". They are looked for in long
// words only, and only what harms the applicant.

const (
	shortestJoinedWord   = 11 // letters and digits of a word that may be a phrase
	shortestJoinedPhrase = 11 // letters of a phrase that is found in it
	longestEnding        = 3  // letters of an ending that a pattern leaves open inside a joined phrase
)

// findJoined adds the phrases with which long words of the text begin.
func findJoined(sc *Scanner) {
	for pos := int32(0); ; {
		start, end := sc.nextWord(pos)
		if start == end {
			return
		}
		if pos = end; end-start >= shortestJoinedWord {
			j := joinedWalk{sc: sc, from: start, end: end}
			j.walk(0, start, false)
		}
	}
}

// joinedWalk follows a phrase through one word of the text.
type joinedWalk struct {
	sc        *Scanner
	from, end int32
}

// walk goes on from a node of the trie at a place of the word; over says that a space was left out before.
func (j *joinedWalk) walk(node, pos int32, over bool) {
	t := j.sc.set.trie
	if over && t.accept[node] != 0 {
		j.emit(node, pos)
	}
	if next := t.child(node, ' '); node != 0 && next > 0 {
		j.walk(next, pos, true)
	}
	if next := t.child(node, anySuffix); node != 0 && next > 0 {
		for at := pos; at <= min(pos+longestEnding, j.end); at++ {
			j.walk(next, at, over)
		}
	}
	if pos < j.end && j.sc.text.b[pos] > maybeAny {
		if next := t.child(node, j.sc.text.b[pos]); next > 0 {
			j.walk(next, pos+1, over)
		}
	}
}

// emit adds the phrases that end at a node.
func (j *joinedWalk) emit(node, pos int32) {
	t, w := j.sc.set.trie, &j.sc.walk
	r := t.ranges[t.accept[node]-1]
	for _, n := range t.list[r[0]:r[1]] {
		p := &j.sc.set.patterns[n]
		if p.sort != Word || p.words < 2 || pos-j.from < shortestJoinedPhrase || !(p.entry.In.Risky() || p.entry.Out.Risky()) {
			continue
		}
		if f := (found{pattern: n, from: j.from, to: pos, joined: true}); !slices.Contains(w.out, f) {
			w.out = append(w.out, f)
		}
	}
}
