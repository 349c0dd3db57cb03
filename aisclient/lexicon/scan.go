package lexicon

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"aisdesk/aisclient/identity"
)

// Scanned is what one text holds: the work on it that does not depend on the row. Keep it by distinct text and field,
// and Combine those of a row.
type Scanned struct {
	hits  []spot
	signs []int32 // classes of terms, needs and not words in the text, sorted
	// rest says that a party's name has words that nothing explains: it may be another, longer name.
	rest bool
	// Person says that a party's name, or all that a title says, is the name of a natural person.
	Person bool
}

// Empty reports whether the text says nothing.
func (s *Scanned) Empty() bool { return s == nil || len(s.hits) == 0 && len(s.signs) == 0 && !s.Person }

// Card reports whether the text says that a card paid at a merchant.
func (s *Scanned) Card() bool { return s.has(int32(termCard)) }

// Trade reports whether the text names a trade whose holders bear their own name.
func (s *Scanned) Trade() bool { return s.has(int32(termTrade)) }

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
	ref   int32  // index of the reference + 1, 0 for a pattern
	zero  bool   // an amount of nothing follows
	carry bool   // a "*" and a merchant follow: the name is that of who carries the payment
	words string // only if the scanner traces
}

// Scanner scans texts of accounts of one country. It keeps memory between texts, so each goroutine needs its own.
type Scanner struct {
	set     *Set
	country string
	street  []int32
	text    matchText
	walk    walker
	kept    []spot
	cuts    [][2]int32 // parts that are addresses
}

// Scanner makes a scanner for accounts of a country, two capitals or empty where it is not known.
func (s *Set) Scanner(country string) *Scanner { return s.scanner(country, false) }

func (s *Set) scanner(country string, trace bool) *Scanner {
	sc := &Scanner{set: s, country: country, walk: walker{t: s.trie}}
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
	out := &Scanned{}
	if f == Party {
		out.Person = sc.isPerson(raw)
	}
	if f == Title {
		out.Person = sc.isAddressed(titleInitials) && capitals(raw)
	}
	sc.kept = sc.kept[:0]
	sc.readSigns(out, f)
	sc.cutAddresses(f)
	for _, h := range sc.walk.out {
		switch {
		case !sc.keeps(h, f, out.Person):
		case f != KindText && !(f == Title && sc.everyday(h)) && sc.isSurname(h):
			out.Person = f == Party && !out.has(int32(termLegal))
		default:
			sc.kept = append(sc.kept, spot{found: h, zero: sc.zeroFollows(h.to), carry: sc.carries(h.to)})
		}
	}
	sc.references(raw, f)
	if f == Party {
		out.rest = sc.unexplained()
	}
	if len(sc.kept) > 0 {
		out.hits = slices.Clone(sc.kept)
		sc.trace(raw, out.hits)
	}
	return out
}

// longestParty is how many bytes a person's name with an address has at most: four lines of 35 characters, and some.
const longestParty = 300

// isPerson reports whether a counterparty's text is a person's name. Words of an office before a name that is whole
// without them make it the office: "Komornik Sadowy Anna Nowak", not "Jan Komornik".
func (sc *Scanner) isPerson(raw string) bool {
	if len(raw) > longestParty {
		return false
	}
	name, _ := identity.StripAddress(raw)
	if slices.ContainsFunc(sc.walk.out, sc.isFirm) {
		return false
	}
	if !identity.IsPerson(name) {
		return sc.isAddressed(partyInitials) || sc.isInitialed()
	}
	rest := slices.Clone(sc.text.b)
	strong := false
	for _, h := range sc.walk.out {
		if p := &sc.set.patterns[h.pattern]; p.sort == Word && p.entry.Strong && p.entry.counts(sc.country) {
			strong = true
			for i := h.from; i < h.to; i++ {
				rest[i] = ' '
			}
		}
	}
	return !strong || !identity.IsPerson(string(bytes.TrimSpace(rest)))
}

// isFirm reports whether a hit makes a name a firm's, however it reads: a trade, a firm that is called like a person and
// has nothing else in its name, a legal form behind two words.
func (sc *Scanner) isFirm(h found) bool {
	p := &sc.set.patterns[h.pattern]
	whole := h.from <= 1 && int(h.to) >= len(sc.text.b)-1
	switch {
	case p.sort == Name:
		return whole && p.words > 1 && p.entry.Kind != Shop && p.entry.Kind != Marketplace
	case p.sort != sign:
		return false
	}
	behind := int(h.to) >= len(sc.text.b)-1 && bytes.Count(sc.text.b[:h.from], []byte{' '}) > 2
	return p.sign == termTrade || p.sign == termLegal && behind
}

// How many words a name behind a form of address has at most: initials or given names, and a surname. In a title further
// words are what the money is for.
const (
	partyInitials = 4
	titleInitials = 2
)

// capitals reports whether every word of a text begins with a capital, as names do.
func capitals(raw string) bool {
	for word := range strings.FieldsSeq(raw) {
		if r, _ := utf8.DecodeRuneInString(word); !unicode.IsUpper(r) {
			return false
		}
	}
	return true
}

// isAddressed reports whether a name stands behind a form of address and has nothing of a firm: "MR J SMITH".
func (sc *Scanner) isAddressed(most int) bool {
	address := func(h found) bool {
		p := &sc.set.patterns[h.pattern]
		return p.sort == sign && p.sign == termAddress && h.from <= 1
	}
	firm := func(h found) bool {
		p := &sc.set.patterns[h.pattern]
		return p.sort == sign && p.sign == termLegal || p.sort == Name && p.words > 1 && h.from <= 1
	}
	words := len(bytes.Fields(sc.text.b))
	return !sc.text.digits && words > 1 && words <= most+1 && slices.ContainsFunc(sc.walk.out, address) &&
		!slices.ContainsFunc(sc.walk.out, firm)
}

// clubs are initials of clubs: "T.J. SOKOL".
var clubs = map[string]bool{"tj": true, "sk": true, "fc": true, "ac": true, "fk": true, "hc": true, "bk": true, "cd": true, "cf": true, "ud": true, "rc": true,
	"ks": true, "sc": true, "as": true, "ps": true, "sa": true, "sl": true}

// isInitialed reports whether a name is a surname and one or two initials, and no firm's that is known: "SMITH J".
func (sc *Scanner) isInitialed() bool {
	words := bytes.Fields(sc.text.b)
	if sc.text.digits || len(words) < 2 || len(words) > 3 {
		return false
	}
	surnames, initials := 0, ""
	for _, w := range words {
		switch len(w) {
		case 1:
			initials += string(w)
		case 2:
			return false
		default:
			surnames++
		}
	}
	return surnames == 1 && !clubs[initials] && !slices.ContainsFunc(sc.walk.out, func(h found) bool {
		p := &sc.set.patterns[h.pattern]
		return p.sort == Name || p.sort == Domain || p.sort == sign && p.sign == termLegal
	})
}

// readSigns collects the classes of terms and of needs and not words.
func (sc *Scanner) readSigns(out *Scanned, f Field) {
	for _, h := range sc.walk.out {
		if p := &sc.set.patterns[h.pattern]; p.sort == sign && !slices.Contains(out.signs, int32(p.sign)) {
			out.signs = append(out.signs, int32(p.sign))
		}
	}
	if f == KindText && slices.Contains(out.signs, int32(termCardKind)) && !slices.Contains(out.signs, int32(termCard)) {
		out.signs = append(out.signs, int32(termCard))
	}
	slices.Sort(out.signs)
}

// keeps decides what does not depend on the row: the field, addresses, people's names.
func (sc *Scanner) keeps(h found, f Field, person bool) bool {
	p := &sc.set.patterns[h.pattern]
	if p.sort == sign || p.fields&f == 0 {
		return false
	}
	if (p.sort == Word || p.sort == Reference) && !p.entry.counts(sc.country) {
		return false
	}
	if p.sort != Domain && sc.inAddress(h) {
		return false
	}
	return !person || p.sort != Word && p.sort != Name
}

// everyday reports whether a hit is a word of what is bought every day: in a title it counts behind a given name too, as
// shops are called.
func (sc *Scanner) everyday(h found) bool {
	p := &sc.set.patterns[h.pattern]
	return p.sort == Word && !p.entry.Strong && !p.entry.Out.Risky() && !p.entry.In.Risky()
}

// isSurname reports whether a hit is the surname behind a given name: "Jan Komornik", "Pedro Casino Ruiz".
func (sc *Scanner) isSurname(h found) bool {
	p := &sc.set.patterns[h.pattern]
	if p.words > 1 || p.sort != Word && p.sort != Name {
		return false
	}
	b := sc.text.b
	end := int(h.from) - 1
	start := end
	for start > 0 && b[start-1] != ' ' && b[start-1] != softBreak {
		start--
	}
	return end > start && identity.IsGivenName(string(b[start:end]))
}

// carries reports whether a name ends right before a "*".
func (sc *Scanner) carries(to int32) bool {
	star := int32(sc.text.star)
	return star > 0 && (star == to || star == to+1)
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

// onlyZeros reports whether a word is the zeros behind a decimal sign, or no number.
func onlyZeros(word []byte) bool { return !hasDigit(word) || len(bytes.Trim(word, "0")) == 0 }

// references looks for file numbers in a text with digits.
func (sc *Scanner) references(raw string, f Field) {
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
