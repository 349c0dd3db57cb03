package identity

import "slices"

// result judges what was paired and what is left.
func (p *pairing) result(claimed, holder []word) NameResult {
	if code, differ := p.differs(claimed, holder); differ {
		return NameResult{Codes: []Code{code}}
	}
	r := NameResult{Outcome: Match}
	if p.onlySurnames(p.left, claimed) { // the bank names no given name
		r = r.with(GivenMissing)
	}
	for _, w := range p.left {
		r = p.extra(r, w, claimed)
	}
	for _, w := range p.right {
		r = p.extra(r, w, holder)
	}
	if surnames(claimed) > 0 && surnames(holder) > 0 && !givenInOrder(claimed, holder) {
		r = r.with(GivenOrder)
	}
	if len(p.codes) > 0 {
		r = r.with(p.codes...)
	}
	return r
}

// givenInOrder reports whether the given names that two names share stand in one order: María José is no José María, while
// surnames may stand in any.
func givenInOrder(a, b []word) bool {
	given := func(of, other []word) (out []word) {
		for _, w := range of {
			if w.given() && !behindSurname(w, of) && w.among(other) {
				out = append(out, w)
			}
		}
		return out
	}
	x := given(a, b)
	y := given(b, x)
	return slices.EqualFunc(given(x, y), y, word.equals)
}

// differs reports whether the names are those of different people.
func (p *pairing) differs(claimed, holder []word) (Code, bool) {
	paired := p.given + p.surname
	switch {
	case p.typos > 1:
		return NameDiffers, true
	case paired == 0:
		return NameDiffers, true
	case len(p.left) > 0 && len(p.right) > 0:
		return p.conflict()
	case p.onlySurnames(p.right, holder):
		return GivenMissing, true
	case len(claimed) == 1 && len(holder) > 1 || len(claimed) == 1 && len(holder) == 1 && len(p.codes) > 0:
		if paired > 1 { // glued
			return "", false
		}
		if claimed[0].given() {
			return SurnameMissing, true
		}
		return GivenMissing, true
	case len(claimed) == 1 && claimed[0].given():
		return SurnameMissing, true
	case len(holder) == 1 && len(claimed) > 1 && paired < 2:
		return NameDiffers, true
	case p.exact == 0 && p.onlyInitials():
		return NameDiffers, true
	case paired >= 2 && p.surname == 0 && p.surnameLeft():
		return SurnameMissing, true
	case paired < 2 && len(claimed) > 1:
		return NameDiffers, true
	}
	return "", false
}

// onlySurnames reports whether nothing but surnames was paired while a given name, or its letter, is left at an end of a name:
// Cabrera Montes may be anybody of Lucía Cabrera Montes's family. Between paired words it is a second given name behind one
// that no list has.
func (p *pairing) onlySurnames(left, of []word) bool {
	return p.given == 0 && slices.ContainsFunc(left, func(w word) bool {
		return (w.given() || w.initial()) && (w == of[0] || w == of[len(of)-1])
	})
}

// surnameLeft reports whether only given names were paired while a word that is none is left: Anna Maria is not
// Anna Maria Nowak.
func (p *pairing) surnameLeft() bool {
	for _, w := range append(append([]word(nil), p.left...), p.right...) {
		if !w.given() && !w.initial() {
			return true
		}
	}
	return false
}

// onlyInitials reports whether letters are all that agrees.
func (p *pairing) onlyInitials() bool {
	for _, c := range p.codes {
		if c != Initial {
			return false
		}
	}
	return true
}

// conflict judges words that are left on both sides. A second letter that is another one may be a slip; every other
// word is another name.
func (p *pairing) conflict() (Code, bool) {
	if len(p.left) == 1 && len(p.right) == 1 && p.given > 0 && p.surname > 0 {
		l, r := p.left[0], p.right[0]
		if l.initial() && (r.given() || r.initial()) || r.initial() && l.given() {
			p.codes = append(p.codes, InitialConflict)
			p.left, p.right = nil, nil
			return "", false
		}
	}
	if p.surname > 0 {
		for _, w := range append(append([]word(nil), p.left...), p.right...) {
			if !w.given() && !w.initial() && p.given > 0 {
				return SurnameDiffers, true
			}
		}
		return GivenDiffers, true
	}
	return SurnameDiffers, true
}

// extra judges a word that stands in one of the names only.
func (p *pairing) extra(r NameResult, w word, among []word) NameResult {
	switch {
	case w.given() && p.surname == 0: // then it may be the surname
		return r.with(ExtraWord)
	case w.given() && behindSurname(w, among):
		return r.with(SurnamePart)
	case (w.given() || w.initial()) && w == firstGiven(among): // Maria is not Anna Maria, who goes by her first name
		return r.with(MiddleMissing)
	case w.given() || w.initial():
		codes := append(r.Codes[:len(r.Codes):len(r.Codes)], MiddleMissing)
		return NameResult{r.Outcome, codes}
	case generations[w.fold] == w.fold:
		return r.with(ExtraWord)
	case listed().business[w.fold]:
		return r.with(SoleTrader)
	case surnames(among) == 2 && p.surname > 0:
		return r.with(SurnamePart)
	}
	return r.with(ExtraWord)
}

// behindSurname reports whether a word that could be a given name stands where a second surname does: Juan García Martín.
func behindSurname(w word, among []word) bool {
	if !among[0].given() {
		return false
	}
	seen := false
	for _, o := range among {
		if o == w {
			return seen
		}
		seen = seen || !o.given() && !o.initial()
	}
	return false
}

// firstGiven is the first given name, or its letter, of a name that has several; no word of one that has not.
func firstGiven(words []word) word {
	var first word
	n := 0
	for _, w := range words {
		if w.given() || w.initial() {
			if n == 0 {
				first = w
			}
			n++
		}
	}
	if n < 2 {
		return word{}
	}
	return first
}

// surnames counts the words that are no given names.
func surnames(words []word) int {
	n := 0
	for _, w := range words {
		if !w.given() && !w.initial() {
			n++
		}
	}
	return n
}
