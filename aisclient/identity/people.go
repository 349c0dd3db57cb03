package identity

import "slices"

// pairing is a comparison of two people's names while it is made.
type pairing struct {
	holder      []word // all words of the holder's name
	left, right []word // words that are not paired yet
	codes       []Code
	given       int // pairs of given names, exact or soft
	surname     int // pairs of words that are no known given names
	exact       int
	typos       int
}

// comparePeople compares two people's words. holderLen is the length of the holder's name as the bank writes it: a
// long one may have been cut.
func comparePeople(claimed, holder []word, holderLen int) NameResult {
	if len(claimed) == 0 || len(holder) == 0 {
		return NameResult{Codes: []Code{NameDiffers}}
	}
	if len(claimed) != len(holder) && joined(claimed) == joined(holder) {
		return NameResult{Close, []Code{Glued}}
	}
	p := pairing{holder: holder}
	p.pairExact(claimed, holder)
	p.glue()
	p.pairSoft(holder, holderLen)
	return p.result(claimed, holder)
}

func (p *pairing) pairExact(claimed, holder []word) {
	p.right = append([]word(nil), holder...)
	for _, w := range claimed {
		i := p.find(func(o word) bool { return w.equals(o) && (!w.initial() || o.initial()) })
		if i < 0 {
			p.left = append(p.left, w)
			continue
		}
		o := p.right[i]
		if w.lookalike || o.lookalike {
			p.codes = append(p.codes, Lookalike)
		} else if w.cyrillic != o.cyrillic {
			p.codes = append(p.codes, Transliterated)
		}
		p.exact++
		p.pair(i, w)
	}
}

func (p *pairing) find(ok func(word) bool) int {
	for i, o := range p.right {
		if ok(o) {
			return i
		}
	}
	return -1
}

// pair takes a pair out of what is left.
func (p *pairing) pair(i int, w word) {
	o := p.right[i]
	p.right = append(p.right[:i:i], p.right[i+1:]...)
	if !w.surname && !o.surname && (w.given() || o.given() || w.initial() || o.initial()) && !behindSurname(o, p.holder) {
		p.given++
	} else {
		p.surname++
	}
}

// glue pairs two or three words with one that is all of them: JANKOWALSKI.
func (p *pairing) glue() {
	if l, r, ok := gluedIn(p.left, p.right); ok {
		p.gluedPair(p.left, l)
		p.left, p.right = l, r
	} else if r, l, ok := gluedIn(p.right, p.left); ok {
		p.gluedPair(p.right, r)
		p.left, p.right = l, r
	}
}

// gluedPair counts the words that were glued as pairs.
func (p *pairing) gluedPair(before, after []word) {
	p.codes = append(p.codes, Glued)
	p.exact++
	for _, w := range before {
		switch {
		case slices.Contains(after, w):
		case w.given() || w.initial():
			p.given++
		default:
			p.surname++
		}
	}
}

// gluedIn looks for words of parts that together are one word of whole.
func gluedIn(parts, whole []word) (restParts, restWhole []word, ok bool) {
	for k, w := range whole {
		for i := range parts {
			for j := range parts {
				if i != j && parts[i].fold+parts[j].fold == w.fold && len(w.fold) >= 5 {
					for n, q := range parts {
						if n != i && n != j {
							restParts = append(restParts, q)
						}
					}
					return restParts, append(append([]word(nil), whole[:k]...), whole[k+1:]...), true
				}
			}
		}
	}
	return nil, nil, false
}

// soft ways in which two words may be the same, the likeliest first.
var softWays = []struct {
	code Code
	same func(a, b word) bool
}{
	{Damaged, func(a, b word) bool { return wildcard(a.fold, b.fold) }},
	{Nickname, func(a, b word) bool { return nicknames(a.fold, b.fold) }},
	{Transliterated, func(a, b word) bool { return transliterated(a, b) }},
	{SurnameForm, func(a, b word) bool { return !a.given() && !b.given() && genderForms(a.fold, b.fold) }},
	{Typo, typoWords},
	{Initial, func(a, b word) bool { return isInitial(a, b) || isInitial(b, a) }},
}

// pairSoft pairs what is left in soft ways, each with its code.
func (p *pairing) pairSoft(holder []word, holderLen int) {
	for _, way := range softWays {
		left := p.left
		p.left = nil
		for _, w := range left {
			i := p.find(func(o word) bool { return way.same(w, o) })
			if i < 0 {
				p.left = append(p.left, w)
				continue
			}
			if way.code == Typo {
				p.typos++
			}
			p.codes = append(p.codes, way.code)
			p.pair(i, w)
		}
	}
	p.pairTruncated(holder, holderLen)
}

// cutLength is the shortest name that a bank may have cut (their fields hold 18 to 35 characters; known).
const cutLength = 15

// pairTruncated pairs the last word of a long holder's name with a word that it begins.
func (p *pairing) pairTruncated(holder []word, holderLen int) {
	last := holder[len(holder)-1]
	if holderLen < cutLength || len(last.fold) < 2 {
		return
	}
	i := p.find(func(o word) bool { return o == last })
	if i < 0 {
		return
	}
	for k, w := range p.left {
		if len(w.fold) > len(last.fold) && w.fold[:len(last.fold)] == last.fold {
			p.codes = append(p.codes, Truncated)
			p.left = append(p.left[:k:k], p.left[k+1:]...)
			p.pair(i, w)
			return
		}
	}
}
