package lexicon

import "bytes"

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
