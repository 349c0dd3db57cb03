package lexicon

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"aisdesk/aisclient/identity"
)

// People's names: a name gives no hit, whatever its words mean elsewhere.

// longestParty is how many bytes a person's name with an address has at most: four lines of 35 characters, and some.
const longestParty = 300

// isPerson reports whether a counterparty's text is a person's name. Words of an office before a name that is whole
// without them make it the office: "Komornik Sadowy Anna Nowak", not "Jan Komornik".
func (sc *Scanner) isPerson(raw string) bool {
	if len(raw) > longestParty {
		return false
	}
	if slices.ContainsFunc(sc.walk.out, sc.isFirm) {
		return false
	}
	if name, _ := identity.StripAddress(raw); !identity.IsPerson(name) {
		return sc.isAddressed(partyInitials) && !identity.IsCompany(raw) || sc.isInitialed(raw)
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

// isFirm reports whether a hit makes a name a firm's, however it reads: a trade, a firm or a shop that is called like a
// person and has nothing else in its name, a legal form behind two words.
func (sc *Scanner) isFirm(h found) bool {
	p := &sc.set.patterns[h.pattern]
	whole := h.from <= 1 && isBranch(sc.text.b[h.to:])
	switch {
	case p.sort == Name:
		return whole && p.words > 1
	case p.sort != sign:
		return false
	}
	behind := int(h.to) >= len(sc.text.b)-1 && bytes.Count(sc.text.b[:h.from], []byte{' '}) > 2
	return p.sign == termTrade || p.sign == termLegal && behind
}

// isBranch reports whether what follows a firm's name is nothing or a country's code, as in "WILLIAM HILL ES".
func isBranch(rest []byte) bool {
	switch string(bytes.TrimSpace(rest)) {
	case "", "pl", "cz", "sk", "es", "pt", "it", "fr", "de", "gb", "uk", "ie", "mt", "eu":
		return true
	}
	return false
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
		return p.sort == sign && p.sign == termAddress && h.from <= 1 && sc.country != "CZ" // where "MŠ" is a nursery school
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

// isInitialed reports whether a name is a surname, in Spain two, and one or two initials, titles aside, and no firm's that is
// known: "SMITH J", "Mgr A. Lis".
func (sc *Scanner) isInitialed(raw string) bool {
	initials, surnames := identity.Initialed(raw)
	if sc.text.digits || initials == "" || len(initials) > 2 || clubs[initials] {
		return false
	}
	return (surnames == 1 || surnames == 2 && sc.country == "ES") && !slices.ContainsFunc(sc.walk.out, func(h found) bool {
		p := &sc.set.patterns[h.pattern]
		words := bytes.Fields(sc.text.b[h.from:h.to])
		if !slices.ContainsFunc(words, func(w []byte) bool { return len(w) > 1 && !identity.IsTitle(string(w)) }) {
			return false // "ing." is no bank here, and "a b" no legal form
		}
		return p.sort == Name || p.sort == Domain || p.sort == sign && slices.Contains(firmTerms, p.sign)
	})
}

// firmTerms are the classes of words that a surname with initials has none of.
var firmTerms = []term{termLegal, termDecoy, termPlace, termTrade, termWork, termLodging, termProcessor, termStreet}

// everyday reports whether a pattern is a word of what is bought every day: in a title it counts behind a given name too, as
// shops are called.
func (p *pattern) everyday() bool {
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
	before := string(b[start:end])
	if sc.inName(int32(start), int32(end)) {
		return false // "APPLE.COM/BILL UNIBET" is nobody's name
	}
	return end > start && identity.IsGivenName(before) && !(p.entry.Strong && alsoMonths[before])
}

// alsoMonths are given names that are months or short words of banks as well. Before words of enforcement, collection or
// lateness they are no name: "JULIO EMBARGO", "LEV. EMBARGO" (levantamiento).
var alsoMonths = map[string]bool{"abril": true, "julio": true, "mar": true, "lev": true, "april": true, "may": true, "june": true, "august": true}
