package text

import (
	"slices"
	"strings"
)

// Stems are words, or parts of words, of which a text may hold one. However many they are, a text is looked through once.
type Stems struct {
	all   []string    // rising
	from  [257]uint16 // by first byte: where they begin in all
	pairs [256]uint32 // by first byte: a bit for the second one, by its last five
}

// StemsOf prepares stems of two bytes or more.
func StemsOf(stems ...string) *Stems {
	s := &Stems{all: slices.Sorted(slices.Values(stems))}
	for _, w := range stems {
		s.from[int(w[0])+1]++
		s.pairs[w[0]] |= 1 << (w[1] & 31)
	}
	for i := range len(s.from) - 1 {
		s.from[i+1] += s.from[i]
	}
	return s
}

// In reports whether a text holds one of them.
func (s *Stems) In(text string) bool {
	return s.Find(text, func(string) bool { return true })
}

// Find reports whether a text holds one of them that is right.
func (s *Stems) Find(text string, right func(stem string) bool) bool {
	for i := 1; i < len(text); i++ {
		first := text[i-1]
		if s.pairs[first]>>(text[i]&31)&1 == 0 {
			continue
		}
		for _, w := range s.all[s.from[first]:s.from[int(first)+1]] {
			if strings.HasPrefix(text[i-1:], w) && right(w) {
				return true
			}
		}
	}
	return false
}
