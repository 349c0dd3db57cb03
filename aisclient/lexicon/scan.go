package lexicon

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"aisdesk/aisclient/category"
	"aisdesk/aisclient/identity"
)

// Scanned is what one text holds: the work on it that does not depend on the row. Keep it by distinct text and field,
// and Combine those of a row.
type Scanned struct {
	hits  []spot
	signs []int32 // classes of terms, needs and not words in the text, sorted
	// rest says that a party's name, or a title with hits, has words that nothing explains: it may be another, longer name.
	rest bool
	// odd is where the first of those words stands; 0 where there is none.
	odd int32
	// bare says that the text is a number alone, as the reference of an agreement is.
	bare bool
	// agent is where the name of an agency or a marketplace ends, 0 for none: what it sells stands behind.
	agent int32
	// numbered says that the digits of long numbers in the text tell: a hit stands over digits, or a reference would with
	// others.
	numbered bool
	// Person says that a party's name, or all that a title says, is the name of a natural person.
	Person bool
	// abroad are the patterns found that speak of harm in another country's language.
	abroad []int32
	// Class is the same of texts that hold the same, words and places: rows with such texts have the same hits.
	Class string
}

// Card reports whether the text says that a card paid at a merchant.
func (s *Scanned) Card() bool { return s.has(int32(termCard)) }

// Debit reports whether a bank's kind says that a firm took the money itself.
func (s *Scanned) Debit() bool { return s.has(int32(termDebit)) }

// Advance reports whether the text calls what is paid an advance on wages.
func (s *Scanned) Advance() bool { return s.has(int32(termAdvance)) }

// Phone reports whether a bank's kind says that the money went to the number of somebody's telephone.
func (s *Scanned) Phone() bool { return s.has(int32(termPhone)) }

// RentDeposit reports whether the text names the deposit that a tenant leaves with a landlord.
func (s *Scanned) RentDeposit() bool { return s.has(int32(termRentDeposit)) }

// Bonus reports whether the text calls money a bonus.
func (s *Scanned) Bonus() bool { return s.has(int32(termBonus)) }

// Trade reports whether the text names a trade whose holders bear their own name.
func (s *Scanned) Trade() bool { return s.has(int32(termTrade)) }

// Numbered reports whether what was found depends on the digits of long numbers in the text.
func (s *Scanned) Numbered() bool { return s.numbered }

// Hits reports whether an entry was found in the text.
func (s *Scanned) Hits() bool { return s != nil && len(s.hits) > 0 }

func (s *Scanned) has(sign int32) bool {
	if s == nil {
		return false
	}
	_, ok := slices.BinarySearch(s.signs, sign)
	return ok
}

// spot is an entry in a text.
type spot struct {
	found
	ref    int32  // index of the reference + 1, 0 for a pattern
	zero   bool   // an amount of nothing follows
	sum    bool   // a number stands right before or behind
	carry  bool   // a "*" and a merchant follow: the name is that of who carries the payment
	person bool   // it is a part of a person's name: it counts if the row shows that no person is at the other end
	words  string // only if the scanner traces
}

// Scanner scans texts of accounts of one country. It keeps memory between texts, so each goroutine needs its own.
type Scanner struct {
	set     *Set
	country string
	street  []int32
	text    matchText
	walk    walker
	looks   matchText // the text as it looks
	second  walker    // finds what is in it
	kept    []spot
	class   []byte
	cuts    [][2]int32 // parts that are addresses
}

// Scanner makes a scanner for accounts of a country, two capitals or empty where it is not known.
func (s *Set) Scanner(country string) *Scanner { return s.scanner(country, false) }

func (s *Set) scanner(country string, trace bool) *Scanner {
	sc := &Scanner{set: s, country: country, walk: walker{t: s.trie, splits: true}, second: walker{t: s.trie}}
	sc.text.trace = trace
	for c, class := range s.streets {
		if c == country || c == "any" {
			sc.street = append(sc.street, class)
		}
	}
	return sc
}

// Scan finds everything in one text. raw is the text as the bank wrote it, before any cleaning.
func (sc *Scanner) Scan(raw string, f Field) *Scanned {
	sc.text.lines = f == Title
	sc.text.set(raw)
	sc.walk.walkAll(sc.text.b)
	dropSplits(sc)
	dropHalves(sc)
	sc.findCompounds()
	findJoined(sc)
	sc.findDisguised(raw)
	out := &Scanned{}
	if f == Party {
		out.Person = sc.isPerson(raw)
	}
	if f == Title {
		out.Person = sc.isAddressed(titleInitials) && capitals(raw)
	}
	out.bare = f == Title && onlyNumber(raw)
	sc.kept = sc.kept[:0]
	sc.readSigns(out, f)
	sc.cutAddresses(f)
	for _, h := range sc.walk.out {
		switch {
		case abroad(sc, h, f, out):
			out.abroad = append(out.abroad, h.pattern)
		case !sc.keeps(h, f), f == Title && sc.negated(h):
		case out.Person && sc.set.patterns[h.pattern].ofPerson():
			sc.kept = append(sc.kept, spot{found: h, person: true})
		case f != KindText && !(sc.set.patterns[h.pattern].everyday() && (f == Title || identity.IsCompany(raw))) && sc.isSurname(h):
			out.Person = f == Party && !out.has(int32(termLegal))
		default:
			sc.kept = append(sc.kept, spot{found: h, zero: sc.zeroFollows(h.to), sum: sc.besideNumber(h), carry: sc.carries(h)})
		}
	}
	sc.references(raw, f, out)
	out.numbered = out.numbered || slices.ContainsFunc(sc.kept, func(s spot) bool { return hasDigit(sc.text.b[s.from:s.to]) })
	if f == Party || f == Title && len(sc.kept) > 0 {
		out.odd = sc.unexplained()
		out.rest = out.odd > 0
	}
	if len(sc.kept) > 0 {
		out.hits = slices.Clone(sc.kept)
		sc.trace(raw, out.hits)
	}
	sc.class = out.appendClass(sc.class[:0], sc.text.b)
	out.Class = string(sc.class)
	return out
}

// appendClass appends all of what was found that Combine and Said look at, of a text in the form in which it was matched.
func (s *Scanned) appendClass(b, text []byte) []byte {
	number := func(n int32) { b = binary.LittleEndian.AppendUint32(b, uint32(n)) }
	bit := func(is bool) {
		b = append(b, 0)
		if is {
			b[len(b)-1] = 1
		}
	}
	bit(s.rest)
	bit(s.bare)
	bit(s.Person)
	number(int32(len(s.signs)))
	for _, sign := range s.signs {
		number(sign)
	}
	number(int32(len(s.abroad)))
	for _, pattern := range s.abroad {
		number(pattern)
	}
	if len(s.hits) > 0 { // nothing else asks where they stand
		number(s.odd)
		number(s.agent)
	}
	for i := range s.hits {
		h := &s.hits[i]
		for _, n := range [...]int32{h.pattern, h.from, h.to, h.ref, int32(len(h.words))} {
			number(n)
		}
		for _, is := range [...]bool{h.joined, h.wild, h.zero, h.sum, h.carry, h.person} {
			bit(is)
		}
		b = append(append(b, text[h.from:h.to]...), h.words...)
	}
	return b
}

// onlyNumber reports whether a text has digits and no letter.
func onlyNumber(raw string) bool {
	return strings.ContainsAny(raw, "0123456789") && !strings.ContainsFunc(raw, unicode.IsLetter)
}

// readSigns collects the classes of terms and of needs and not words.
func (sc *Scanner) readSigns(out *Scanned, f Field) {
	for _, h := range sc.walk.out {
		p := &sc.set.patterns[h.pattern]
		if p.sort == sign && p.sign == termAgent && (out.agent == 0 || h.to < out.agent) {
			out.agent = h.to
		}
		if p.sort == sign && p.sign.rulesOut() && sc.inHarmfulName(h) {
			continue // "KLARNA APP" sells no programs, and "GOLDEN PARK" is no park
		}
		if p.sort == sign && !slices.Contains(out.signs, int32(p.sign)) {
			out.signs = append(out.signs, int32(p.sign))
		}
	}
	if f == KindText && slices.Contains(out.signs, int32(termCardKind)) && !slices.Contains(out.signs, int32(termCard)) {
		out.signs = append(out.signs, int32(termCard))
	}
	slices.Sort(out.signs)
}

// rulesOut reports whether words of a class say that a firm's name is not meant.
func (t term) rulesOut() bool {
	return t == termDecoy || t == termPlace || t == termWork || t == termLodging
}

// inHarmfulName reports whether a term is a part of the name of a firm that harms the applicant, of the account's country or of all: a
// word of it, or the beginning of its only one.
func (sc *Scanner) inHarmfulName(term found) bool {
	letters, home := int32(sc.set.patterns[term.pattern].letters), Row{Country: sc.country}
	return slices.ContainsFunc(sc.walk.out, func(o found) bool {
		p := &sc.set.patterns[o.pattern]
		return p.sort == Name && p.entry.Out.Risky() && (home.at(p.entry) || !p.entry.national()) && o.from <= term.from && o.to >= term.to && o.to-o.from > letters
	})
}

// inName reports whether a part of the text is within a longer name that is known.
func (sc *Scanner) inName(from, to int32) bool {
	return slices.ContainsFunc(sc.walk.out, func(o found) bool {
		p := &sc.set.patterns[o.pattern]
		return p.sort == Name && o.from <= from && o.to >= to && o.to-o.from > to-from
	})
}

// keeps decides what does not depend on the row: the field, addresses.
func (sc *Scanner) keeps(h found, f Field) bool {
	p := &sc.set.patterns[h.pattern]
	if p.sort == sign || p.fields&f == 0 {
		return false
	}
	if (p.sort == Word || p.sort == Reference) && !p.entry.counts(sc.country) {
		return false
	}
	if p.sort == Name && p.entry.Kind == Shop && inTown(sc, h) {
		return false
	}
	whole := p.sort == Name && p.words > 1 && h.from <= 1 // a firm that is called like a park
	return p.sort == Domain || whole || !sc.inAddress(h)
}

// ofPerson reports whether what is found in a person's name is a part of it.
func (p *pattern) ofPerson() bool { return p.sort == Word || p.sort == Name }

// carries reports whether a name ends right before a "*": a merchant stands behind it. Behind the word for a card, and behind
// a space, it is the end of a number: "karta *4410". A word that counts beside another one carries nothing, "payment *tesco",
// but for a wallet's own.
func (sc *Scanner) carries(h found) bool {
	p, star := &sc.set.patterns[h.pattern], int32(sc.text.star)
	if star == 0 || star != h.to && star != h.to+1 || p.entry != nil && len(p.entry.near) > 0 && p.entry.Out != category.OwnTransfer {
		return false
	}
	start, end := sc.nextWord(h.to)
	number := p.sort == Word && star > h.to && end > start && allDigits(sc.text.b[start:end])
	return !number && (p.entry == nil || p.entry.Out != category.CardRepayment)
}

// zeroReach is how many words behind a hit an amount may stand: "penalty interest for lateness 0.00".
const zeroReach = 4

// zeroFollows reports whether the first amount behind a place is nothing, a few words away at most.
func (sc *Scanner) zeroFollows(pos int32) bool {
	for range zeroReach {
		start, end := sc.nextWord(pos)
		if start == end {
			return false
		}
		if word := sc.text.b[start:end]; hasDigit(word) {
			_, after := sc.nextWord(end)
			return string(word) == "0" && (after == end || onlyZeros(bytes.TrimSpace(sc.text.b[end:after])))
		}
		pos = end
	}
	return false
}

// besideNumber reports whether a number stands right before a hit or right behind it.
func (sc *Scanner) besideNumber(h found) bool {
	if !sc.text.digits {
		return false
	}
	start, end := sc.nextWord(h.to)
	return digit(sc.text.b[max(h.from-2, 0)]) || end > start && digit(sc.text.b[start])
}

// onlyZeros reports whether a word is the zeros behind a decimal sign, or no number.
func onlyZeros(word []byte) bool { return !hasDigit(word) || len(bytes.Trim(word, "0")) == 0 }

// references looks for file numbers in a text with digits.
func (sc *Scanner) references(raw string, f Field, out *Scanned) {
	if !sc.text.digits || len(sc.set.refs) == 0 {
		return
	}
	var folded []string
	for i := range sc.set.refs {
		r := &sc.set.refs[i]
		if r.entry.fieldsOf(Reference)&f == 0 || !r.entry.counts(sc.country) {
			continue
		}
		if folded == nil {
			folded = foldedTexts(raw)
		}
		for n, t := range folded {
			if !r.mayStand(t) {
				continue
			}
			out.numbered = true
			if from, to, ok := r.find(t); ok {
				sc.kept = append(sc.kept, spot{found: found{pattern: -1, joined: n > 0}, ref: int32(i + 1), words: asWritten(raw, t, from, to)})
				break
			}
		}
	}
}

// asWritten gives a part of a folded text as it stands in the raw one, where their characters correspond.
func asWritten(raw, folded string, from, to int) string {
	before, in := utf8.RuneCountInString(folded[:from]), utf8.RuneCountInString(folded[from:to])
	if runes := []rune(raw); len(runes) == utf8.RuneCountInString(folded) {
		return string(runes[before : before+in])
	}
	return folded[from:to]
}

// trace writes down the words of hits as they stand in the raw text.
func (sc *Scanner) trace(raw string, hits []spot) {
	if !sc.text.trace {
		return
	}
	for i := range hits {
		h := &hits[i]
		if h.ref > 0 || h.to <= h.from {
			continue
		}
		from, last := sc.text.off[h.from], sc.text.off[h.to-1]
		_, n := utf8.DecodeRuneInString(raw[last:])
		h.words = raw[from : int(last)+n]
		for _, r := range h.words {
			if lookalikeScript(r) && asciiOnly(sc.text.b[h.from:h.to]) {
				h.wild = true
			}
		}
	}
}

func asciiOnly(b []byte) bool {
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
