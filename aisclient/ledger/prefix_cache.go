package ledger

import (
	"bytes"
	"math/bits"
)

// prefixMatches remember where a word first stands in the rows' folded titles. A longer word that begins with it can
// only stand there or later, so that typing on compares one letter in most rows.
type prefixMatches struct {
	word    string
	letters []byte   // the word
	at      []uint16 // by row: the place + 1, or 0 where nothing is known
}

func newPrefixMatches(word string, rows int) *prefixMatches {
	return &prefixMatches{word, []byte(word), make([]uint16, rows)}
}

// follow settles the open rows in which this word stands: the longer word is there too, or further on, or not in
// the row at all.
func (k *prefixMatches) follow(t *textColumn, p *part, longer *prefixMatches) {
	rest := longer.word[len(k.word):]
	at, to := k.at[p.from:p.to], longer.at[p.from:p.to]
	off, size := t.off[p.from:p.to], t.size[p.from:p.to]
	for i := range p.todo {
		for w := p.open(i); w != 0; w &= w - 1 {
			row := i<<6 + bits.TrailingZeros64(w)
			place := at[row]
			if place == 0 {
				continue
			}
			p.decided[i] |= w & -w
			text := t.blocks[off[row]/blockSize].data[off[row]%blockSize:][:size[row]]
			if place = longer.from(text, place, rest); place != 0 {
				p.found[i] |= w & -w
				to[row] = place
			}
		}
	}
}

// from is the place of the word in a text, of which the beginning stands at a place and no earlier; rest is what
// is new in the word.
func (k *prefixMatches) from(text []byte, place uint16, rest string) uint16 {
	tail := text[int(place)-1+len(k.word)-len(rest):]
	switch {
	case len(tail) < len(rest):
		return 0
	case rest == "", tail[0] == rest[0] && string(tail[:len(rest)]) == rest:
		return place
	}
	later := bytes.Index(text[place:], k.letters)
	if later < 0 {
		return 0
	}
	return place + uint16(later) + 1
}

// keptPrefixes is how many words are remembered: 2 MB each for a million rows.
const keptPrefixes = 2

// prefixOf finds the longest remembered word that a word begins with, or nil.
func (c *cache) prefixOf(word string) *prefixMatches {
	c.mu.Lock()
	defer c.mu.Unlock()
	var best *prefixMatches
	for _, k := range c.prefixes {
		if len(k.word) <= len(word) && word[:len(k.word)] == k.word && (best == nil || len(k.word) > len(best.word)) {
			best = k
		}
	}
	return best
}

// keepPrefixes remembers a word instead of the one that was remembered first.
func (c *cache) keepPrefixes(k *prefixMatches) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.prefixes) == keptPrefixes {
		c.prefixes = append(c.prefixes[:0], c.prefixes[1:]...)
	}
	c.prefixes = append(c.prefixes, k)
}
