package lexicon

import "aisdesk/aisclient/category"

// negated reports whether a hit lies in words of what harms somebody, or of maintenance, that stand right behind a word that denies
// them: "dinner, no loan", "bez alimentów".
func (sc *Scanner) negated(h found) bool {
	if !sc.deniable(h) {
		return false
	}
	for _, n := range sc.walk.out {
		if q := &sc.set.patterns[n.pattern]; q.sort != sign || q.sign != termNegation || sc.numbered(n) {
			continue
		}
		for _, g := range sc.walk.out {
			if n.to+1 == g.from && g.from <= h.from && h.to <= g.to && sc.deniable(g) {
				return true
			}
		}
	}
	return false
}

// deniable reports whether a hit is a word of what harms somebody, or of maintenance. A payment that came back is denied by
// nothing: "not paid" is what it says itself.
func (sc *Scanner) deniable(h found) bool {
	p := &sc.set.patterns[h.pattern]
	if p.sort != Word || p.entry.Out == category.ReturnedPayment {
		return false
	}
	return p.entry.In.Risky() || p.entry.Out.Risky() || p.entry.In == category.AlimonyIn || p.entry.Out == category.AlimonyOut
}

// numbered reports whether a "no" stands behind the word for what has a number: "ref no", "prestamo no".
func (sc *Scanner) numbered(no found) bool {
	if string(sc.text.b[no.from:no.to]) != "no" {
		return false
	}
	for _, h := range sc.walk.out {
		if p := &sc.set.patterns[h.pattern]; p.sort == sign && p.sign == termNumbered && h.to+1 == no.from {
			return true
		}
	}
	return false
}
