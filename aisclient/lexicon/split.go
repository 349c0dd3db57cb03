package lexicon

import (
	"bytes"
	"slices"
)

// A firm's name of one word is also written with a hyphen, a dot or a space in it: "E-TOTO", "e-toto.pl", "SUPER BET".

const (
	shortestSplit = 5 // letters of a name that is found over a hyphen or a dot
	looselySplit  = 8 // and over a space: fewer may be two ordinary words, "for tuna"
)

// dropSplits leaves of what was found over spaces the names that are likely to be meant.
func dropSplits(sc *Scanner) {
	sc.walk.out = slices.DeleteFunc(sc.walk.out, func(h found) bool { return h.joined && overSpaces(sc, h) && !splitName(sc, h) })
}

// overSpaces reports whether a spot has more spaces than its pattern.
func overSpaces(sc *Scanner, h found) bool {
	return bytes.Count(sc.text.b[h.from:h.to], []byte{' '}) > sc.set.patterns[h.pattern].words-1
}

// splitName reports whether a spot is a firm's name of one word with separators in it.
func splitName(sc *Scanner, h found) bool {
	p := &sc.set.patterns[h.pattern]
	if p.entry == nil || p.sort != Name && p.sort != Domain || !(p.entry.Kind.Decides() || p.entry.Out.Risky()) || p.sort == Name && p.words > 1 {
		return false
	}
	name, letters, tight, single := sc.text.b[h.from:h.to], 0, true, true
	if p.sort == Domain {
		if dot := bytes.LastIndexByte(name, ' '); dot > 0 {
			name = name[:dot] // the country's or another top label
		}
	}
	pieces := bytes.Fields(name)
	at := h.from
	for i, piece := range pieces {
		letters += len(piece)
		single = single && len(piece) == 1
		if at += int32(len(piece)); i < len(pieces)-1 && !slices.Contains(sc.text.tight, at) {
			tight = false
		}
		at++
	}
	if tight {
		return letters >= shortestSplit || single && letters > 2
	}
	one := len(pieces) == 2 && letters >= shortestSplit && len(pieces[0]) == 1
	bets := slices.ContainsFunc(pieces, func(b []byte) bool { return string(b) == "bet" })
	return letters >= looselySplit || one || bets && letters >= shortestSplit
}
