package lexicon

import (
	"bytes"
	"slices"
)

// Parts of a text that are an address give no hit: a street may be named after anything, and so may a town.

// streetWords is how many words behind a street word are read for its house number.
const streetWords = 5

// nameFirst is the country whose streets have their name before the word: "Loan Street".
const nameFirst = "GB"

// longStreetWord is how many letters a street word has at least whose name may stand before it.
const longStreetWord = 5

// mostCuts is how many addresses of one text are cut; no transfer has so many.
const mostCuts = 16

// cutAddresses finds the parts of the matching text that are streets, postcodes and the towns behind them.
func (sc *Scanner) cutAddresses(f Field) {
	sc.cuts = sc.cuts[:0]
	for _, h := range sc.walk.out {
		p := &sc.set.patterns[h.pattern]
		if len(sc.cuts) < mostCuts && p.sort == sign && sc.isStreet(p.sign) && h.to-h.from >= sc.shortestStreet() {
			end := h.to
			if int32(p.sign) != sc.set.streets[nameFirst] {
				end = sc.streetEnd(h.to)
			}
			sc.cuts = append(sc.cuts, [2]int32{sc.streetStart(h), end})
		}
	}
	if f == Party || sc.country == "PL" || sc.country == "" {
		sc.cutPostcodes(f)
	}
}

func (sc *Scanner) isStreet(class term) bool {
	for _, c := range sc.street {
		if int32(class) == c {
			return true
		}
	}
	return false
}

// shortestStreet is the shortest street word that counts: on accounts of no known country short ones are other words.
func (sc *Scanner) shortestStreet() int32 {
	if sc.country == "" {
		return 5
	}
	return 1
}

// streetStart is where a street begins: at its word, or at the name before it in English and where the number follows the
// word directly, as in "Dlouha ulice 3".
func (sc *Scanner) streetStart(h found) int32 {
	start, end := sc.nextWord(h.to)
	english := int32(sc.set.patterns[h.pattern].sign) == sc.set.streets[nameFirst]
	if !english && (h.to-h.from < longStreetWord || start == end || !allDigits(sc.text.b[start:end])) {
		return h.from // "lista plac 11" is no square
	}
	from := h.from - 1
	for from > 1 && sc.text.b[from-1] != ' ' && sc.text.b[from-1] != softBreak {
		from--
	}
	return max(from, 1)
}

// streetEnd is where a street's name ends: behind the house number if there is one near, else behind one word.
func (sc *Scanner) streetEnd(from int32) int32 {
	first, pos := int32(-1), from
	for range streetWords {
		start, end := sc.nextWord(pos)
		if start == end {
			break
		}
		if first < 0 {
			first = end
		}
		if hasDigit(sc.text.b[start:end]) {
			return end
		}
		pos = end
	}
	return max(first, from)
}

// nextWord is the word at or behind a place of the matching text; empty at its end.
func (sc *Scanner) nextWord(pos int32) (start, end int32) {
	b := sc.text.b
	n := int32(len(b))
	for pos < n && (b[pos] == ' ' || b[pos] == softBreak) {
		pos++
	}
	start = pos
	for pos < n && b[pos] != ' ' && b[pos] != softBreak {
		pos++
	}
	return start, pos
}

// cutPostcodes cuts the word behind a Polish postcode, and in a party's name behind those of other countries.
func (sc *Scanner) cutPostcodes(f Field) {
	if !sc.text.digits {
		return
	}
	var before []byte
	for pos := int32(0); ; {
		start, end := sc.nextWord(pos)
		if start == end {
			return
		}
		word := sc.text.b[start:end]
		two := len(before) == 2 && len(word) == 3 || f == Party && len(before) == 3 && len(word) == 2
		one := f == Party && len(word) == 5
		if allDigits(word) && (two && allDigits(before) || one) {
			if _, town := sc.nextWord(end); town > end {
				sc.cuts = append(sc.cuts, [2]int32{start, town})
			}
		}
		before, pos = word, end
	}
}

// inAddress reports whether a hit begins in an address. One that begins before it knows the word for street, "lista plac",
// and so does one of several words that begins with it: "plac pozniej" is to pay later.
func (sc *Scanner) inAddress(h found) bool {
	for _, c := range sc.cuts {
		if h.from == c[0] && h.to > h.from && bytes.IndexByte(sc.text.b[h.from:h.to], ' ') > 0 {
			continue
		}
		if h.from >= c[0] && h.from < c[1] {
			return true
		}
	}
	return false
}

// inTown reports whether a hit is the name of a town behind that of somebody: "LIDL BYTOM", not "BYTOM 12 KATOWICE" or "zakup karta BYTOM".
func inTown(sc *Scanner, h found) bool {
	if !slices.ContainsFunc(sc.walk.out, func(o found) bool {
		p := &sc.set.patterns[o.pattern]
		return p.sort == sign && p.sign == termTown && o.from == h.from && o.to == h.to
	}) {
		return false
	}
	for pos := int32(0); ; {
		start, end := sc.nextWord(pos)
		if start == end || start >= h.from {
			return false
		}
		if !hasDigit(sc.text.b[start:end]) && !namesNobody(sc, start, end) {
			return true
		}
		pos = end
	}
}

// namesNobody reports whether a word is a part of terms that name nobody: how it was paid, through whom, a legal form.
func namesNobody(sc *Scanner, start, end int32) bool {
	return slices.ContainsFunc(sc.walk.out, func(o found) bool {
		p := &sc.set.patterns[o.pattern]
		if p.sort != sign || o.from > start || o.to < end {
			return false
		}
		switch p.sign {
		case termLegal, termProcessor, termGeneric, termMethod, termTitle, termCard, termCardKind, termDebit:
			return true
		}
		return false
	})
}

// unexplained is where a party's name has a word that no hit and no term explains, 0 where it has none: a name inside a longer one is
// another name.
func (sc *Scanner) unexplained() int32 {
	for pos := int32(0); ; {
		start, end := sc.nextWord(pos)
		if start == end {
			return 0
		}
		if !hasDigit(sc.text.b[start:end]) && !explained(sc, start, end) {
			return start
		}
		pos = end
	}
}

func explained(sc *Scanner, start, end int32) bool {
	if sc.inAddress(found{from: start, to: end}) {
		return true
	}
	for _, h := range sc.walk.out {
		if h.from > start || h.to < end {
			continue
		}
		p := &sc.set.patterns[h.pattern]
		switch {
		case p.sort != sign:
			return true
		case p.sign == termLegal, p.sign == termProcessor, p.sign == termGeneric, p.sign == termTown, p.sign == termMethod, p.sign == termTitle:
			return true
		case int32(p.sign) > int32(termStreet) && !sc.isStreet(p.sign):
			return true // a needs word of an entry
		}
	}
	return false
}

func hasDigit(word []byte) bool { return bytes.ContainsAny(word, "0123456789") }

func allDigits(word []byte) bool { return len(word) > 0 && len(bytes.Trim(word, "0123456789")) == 0 }
