package lexicon

import (
	"slices"

	"aisdesk/aisclient/category"
)

// Texts are the fields of a row in which entries are looked for, as the bank wrote them.
type Texts struct {
	Title, Party, Kind string
	PartyNumber        string // the counterparty's account
}

// Row is what else of a row decides whether an entry counts.
type Row struct {
	Sign     Sign   // direction of the money; AnySign lets entries of both count
	Country  string // of the row's account: two capitals, empty where it is not known
	Currency string
	Number   string // the counterparty's account
}

// Match finds the entries that count for a row of an account of a country, in either direction.
func (s *Set) Match(t Texts, country string) []Hit {
	return s.MatchRow(t, Row{Country: country, Number: t.PartyNumber})
}

// MatchRow finds the entries that count for a row, the longest words first.
func (s *Set) MatchRow(t Texts, r Row) []Hit {
	if r.Number == "" {
		r.Number = t.PartyNumber
	}
	sc := s.scanner(r.WordCountry(), true)
	return s.Combine(sc.Scan(t.Title, Title), sc.Scan(t.Party, Party), sc.Scan(t.Kind, KindText), r)
}

// Combine settles which entries of a row's scanned texts count, the longest words first: needs and not words, second
// signs of short words, decoys, direction and currency. A text may be nil.
func (s *Set) Combine(title, party, kind *Scanned, r Row) []Hit {
	c := combination{set: s, row: r, texts: [3]*Scanned{title, party, kind}}
	found := 0
	for _, in := range c.texts {
		if in != nil {
			found += len(in.hits)
		}
	}
	hits := make([]Hit, 0, found)
	for i, f := range [3]Field{Title, Party, KindText} {
		if c.texts[i] != nil {
			hits = c.field(hits, f, c.texts[i])
		}
	}
	if r.Number != "" {
		hits = append(hits, s.byNumber(r)...)
	}
	slices.SortStableFunc(hits, func(a, b Hit) int { return b.Letters - a.Letters })
	return hits
}

func (s *Set) byNumber(r Row) (hits []Hit) {
	number := bareNumber(r.Number)
	for _, a := range s.accounts {
		if a.entry.suits(r) && a.matches(number) {
			hits = append(hits, Hit{Entry: a.entry, Words: r.Number, Field: PartyNumber, Sort: Account, Letters: len(number)})
		}
	}
	return hits
}

// suits reports whether direction and currency of a row are the entry's.
func (e *Entry) suits(r Row) bool {
	if e.Currency != "" && r.Currency != "" && e.Currency != r.Currency {
		return false
	}
	return r.Sign == AnySign || e.Sign == AnySign || e.Sign == r.Sign
}

// combination is the texts of one row.
type combination struct {
	set   *Set
	row   Row
	texts [3]*Scanned // title, party, kind
}

// field appends the hits of one text. One that lies within a longer one is none: a word inside a longer name says nothing.
func (c *combination) field(hits []Hit, f Field, in *Scanned) []Hit {
	before := len(hits)
	for i := range in.hits {
		s := &in.hits[i]
		if hit, ok := c.hit(s, f, in); ok && (!s.person || c.merchant() && !hit.risky()) && !c.sold(&hit, in) {
			hits = append(hits, hit)
		}
	}
	all := hits[before:]
	if !slices.ContainsFunc(all, func(h Hit) bool { return c.hidden(&h, all) }) {
		return hits
	}
	shown := slices.DeleteFunc(slices.Clone(all), func(h Hit) bool { return c.hidden(&h, all) })
	return append(hits[:before], shown...)
}

// hidden reports whether a hit lies within a longer one of all those of its text.
func (c *combination) hidden(h *Hit, all []Hit) bool {
	for i := range all {
		if o := &all[i]; h.within(o) && !h.outlasts(o) && o.Entry.suits(c.row) {
			return true
		}
	}
	return false
}

// merchant reports whether the row says how it was paid, and nobody pays a private person so: by card, by direct debit.
func (c *combination) merchant() bool {
	return c.has(int32(termCard)) || c.texts[2].has(int32(termDebit))
}

// sold reports whether a hit is of what a card bought at an agency or a marketplace: the firm or the words behind its name,
// "BOOKING.COM HOTEL ADMIRAL CASINO". How it was paid, by instalments of a pay-later firm, is not.
func (c *combination) sold(h *Hit, in *Scanned) bool {
	if in.agent == 0 || h.Sort == Reference || h.from < in.agent || h.Entry.Kind == PayLater || !c.has(int32(termCard)) {
		return false
	}
	return h.Entry.Kind.Decides() || h.risky() || h.Entry.Out == category.LoanRepayment
}

// risky reports whether a hit speaks of what harms the applicant.
func (h *Hit) risky() bool { return h.Entry.In.Risky() || h.Entry.Out.Risky() }

// outlasts reports whether a hit counts though it lies within a longer one: a strong word in a plain phrase does.
func (h *Hit) outlasts(longer *Hit) bool {
	return h.Entry.Strong && !longer.Entry.Strong && longer.Entry.Kind == NoKind
}

// within reports whether a hit's words lie in those of another one that are more.
func (h *Hit) within(o *Hit) bool {
	return o.from <= h.from && o.to >= h.to && o.to-o.from > h.to-h.from && h.Sort != Reference && o.Sort != Reference
}

func (c *combination) hit(h *spot, f Field, in *Scanned) (Hit, bool) {
	words := 1
	out := Hit{Words: h.words, Field: f, Joined: h.joined, Lookalike: h.wild, Zero: h.zero, Sum: h.sum, from: h.from, to: h.to}
	if h.ref > 0 {
		out.Entry, out.Sort, out.Letters = c.set.refs[h.ref-1].entry, Reference, max(8, len(h.words))
		if e := out.Entry; !e.User && len(e.needs) > 0 && !slices.ContainsFunc(e.needs, c.has) {
			return out, false // the mark alone may number something else
		}
	} else {
		p := &c.set.patterns[h.pattern]
		out.Entry, out.Sort, out.Letters, words = p.entry, p.sort, p.letters, p.words
		out.Single = words == 1
		if p.legal && !in.has(int32(termLegal)) || p.fund && !in.has(int32(termFund)) {
			return out, false
		}
		if p.inLonger(h, f, in) {
			return out, false
		}
		if (p.sort == Word || p.sort == Name) && !c.secondSign(p, f, in) {
			return out, false
		}
	}
	e := out.Entry
	out.Home = c.row.at(e)
	placed := c.placed(h, e, in)
	if !placed && c.ofAnotherTrade(h, e, words, in) {
		return out, false
	}
	return out, (e.suits(c.row) || e.enforces()) && (h.carry || !e.excluded(in) && (placed || !c.decoy(e, out.Sort, words, in)))
}

// ofAnotherTrade reports whether words of what harms the applicant, or of what is owed to an office, an insurer or a landlord, stand in a
// shop's name beside a word for what is sold there every day, and a card paid: "stacja paliw Monit" is a filling station, "Bitcoin
// pekarna" a bakery, "Pokuta bar" a bar. What a pay-later firm lets people pay later is sold every day, too.
func (c *combination) ofAnotherTrade(h *spot, e *Entry, words int, in *Scanned) bool {
	if h.ref != 0 || e.Kind == PayLater || len(e.near) > 0 || !c.has(int32(termCard)) {
		return false
	}
	return slices.ContainsFunc(in.hits, func(o spot) bool {
		if o.ref != 0 || o.from < h.to && h.from < o.to {
			return false
		}
		p := &c.set.patterns[o.pattern]
		if p.sort != Word || p.entry.Kind != NoKind || !p.entry.suits(c.row) {
			return false
		}
		return words == 1 && harms(e) && sells(e, p.entry.Out) || owed(e, words, p.entry.Out)
	})
}

// harms reports whether an entry is of what harms the applicant, or of a firm that decides over a row.
func harms(e *Entry) bool {
	return e.Out.Risky() || e.Out == category.Crypto || e.Kind.Decides() && !e.Kind.public()
}

// sells reports whether a word of a category makes a text with one word of what harms the applicant a shop's name. An operator's name
// that is nothing else sells no other games: "BET365 GAMES".
func sells(e *Entry, c category.Category) bool {
	return everyday(c) && !(c == category.Leisure && e.Kind == Operator && len(e.needs) == 0)
}

// owed reports whether an entry is of what is owed to an office, an insurer or a landlord, and no such thing is paid where words of a
// category stand: a tax office has a canteen and a car park, a bar may be called after a fine. A fine for parking is one.
func owed(e *Entry, words int, c category.Category) bool {
	switch {
	case e.Kind.public():
		return everyday(c) || c == category.Transport
	case e.Kind != NoKind:
		return false
	case e.Out == category.Tax || e.Out == category.SocialInsurance:
		return words == 1 && everyday(c) || c == category.Restaurants
	case e.Out == category.Rent:
		return words == 1 && (everyday(c) || c == category.Transport)
	}
	return e.Out == category.Insurance && c == category.Restaurants
}

// everyday reports whether a category is what people buy every day, at a place of its own.
func everyday(c category.Category) bool {
	switch c {
	case category.Groceries, category.Restaurants, category.Fuel, category.Health, category.Education, category.Leisure, category.Apparel, category.Household, category.Travel:
		return true
	}
	return false
}

// inLonger reports whether a lender's or collector's name of one word stands behind the words of another company's name:
// "Harbour Lantern Warehousing Ltd" is no collector called Lantern.
func (p *pattern) inLonger(h *spot, f Field, in *Scanned) bool {
	decides := p.sort == Name && p.words == 1 && (p.entry.Kind == Collector || p.entry.Kind == Lender)
	return decides && !p.entry.User && f == Party && in.odd > 0 && in.odd < h.from && in.has(int32(termLegal))
}

// enforces reports whether words are those of enforcement. They hit a row that comes in as well, where they decide nothing:
// wages of which a bailiff took a part say so.
func (e *Entry) enforces() bool { return e.Kind == NoKind && e.Strong && e.Out == category.Bailiff }

func (c *combination) has(sign int32) bool {
	return c.texts[0].has(sign) || c.texts[1].has(sign) || c.texts[2].has(sign)
}

// shortName is how many letters a name or word may have that needs a second sign; foreignName how many a shop's, a
// utility's or another everyday firm's of another country may: it may be a word of this one.
const (
	shortName   = 4
	foreignName = 6
)

// ambiguous reports whether a pattern may well be another word in a row.
func (p *pattern) ambiguous(r Row) bool {
	if p.letters <= shortName {
		return true
	}
	e := p.entry
	foreign := e.national() && r.Country != "" && !r.at(e)
	return foreign && p.sort == Name && p.words == 1 && p.letters <= foreignName && !e.Kind.Decides()
}

// secondSign reports whether a word that could be another word is borne out: by one of the entry's needs, and if it is
// short by a legal form or the account's country.
func (c *combination) secondSign(p *pattern, f Field, in *Scanned) bool {
	e := p.entry
	if e.User && len(e.needs) == 0 {
		return true // who wrote it saw the row
	}
	ambiguous := p.ambiguous(c.row)
	if len(e.needs) > 0 && (p.sort == Word || p.words == 1) {
		if !slices.ContainsFunc(e.needs, func(sign int32) bool { return c.supports(p, sign, in) }) && !c.referenced(p, f, in) && !c.paidAlone(p, in) {
			return false
		}
		ambiguous = true
	} else if ambiguous && !c.bornOut(p, f) && !(p.letters == shortName && c.aloneOnCard(p, in)) {
		return false
	}
	if e.Kind.public() && c.row.at(e) {
		return true // an office with its branch: "KRUS OR Poznan"
	}
	return !(ambiguous && p.sort == Name && p.words == 1 && f == Party && e.Kind.traits().decides && in.rest)
}

// supports reports whether one of the entry's needs is there. A legal form makes one word of the account's other languages no
// firm's name where it stands in another field, behind the name of another: "pago ultimo plazo" to a builder.
func (c *combination) supports(p *pattern, sign int32, in *Scanned) bool {
	if sign == int32(termLegal) && p.sort == Name && p.words == 1 && !c.row.at(p.entry) {
		return in.has(sign)
	}
	return c.has(sign)
}

// referenced reports whether a collector of the account's country is all that the counterparty is, and a number all that the
// title says: nobody writes a person so, and people are not paid under a number.
func (c *combination) referenced(p *pattern, f Field, in *Scanned) bool {
	return p.sort == Name && p.entry.Kind == Collector && f == Party && !in.rest && !in.Person && c.row.at(p.entry) && c.texts[0] != nil && c.texts[0].bare
}

// paidAlone reports whether an operator's or an exchange's name, of more letters than a short one, is all that the text of a card payment
// says beside its place.
func (c *combination) paidAlone(p *pattern, in *Scanned) bool {
	return p.letters > shortName && c.aloneOnCard(p, in)
}

func (c *combination) aloneOnCard(p *pattern, in *Scanned) bool {
	k := p.entry.Kind
	return p.sort == Name && (k == Operator || k == CryptoExchange) && !in.rest && c.has(int32(termCard)) && (c.row.at(p.entry) || !p.entry.national())
}

// bornOut reports whether a short word without needs has a second sign.
func (c *combination) bornOut(p *pattern, f Field) bool {
	foreign := p.entry.national() && c.row.Country != "" && !c.row.at(p.entry)
	switch {
	case foreign && p.sort == Name && f == Party && c.texts[1].rest:
		return false // a word of another firm's longer name
	case foreign && p.sort == Name && f != Party && !p.entry.Kind.Decides():
		return false // the legal form in a title may be any other firm's
	case c.has(int32(termLegal)), c.row.at(p.entry):
		return true
	case p.sort == Word:
		return len(p.entry.Countries) == 0
	case p.entry.national():
		return false
	}
	// International names: of what is bought every day the merchant's own place in a card payment is enough.
	return !p.entry.Kind.traits().decides && (c.has(int32(termCard)) || c.has(int32(termProcessor)) || !c.texts[1].restOrNone())
}

// restOrNone reports whether there is no party, or one with words that nothing explains.
func (s *Scanned) restOrNone() bool { return s == nil || s.rest || len(s.hits) == 0 }

// another reports whether a name has a word of what bailiffs and lenders are not: a shop, a place, a work.
func (s *Scanned) another() bool {
	return s.has(int32(termDecoy)) || s.has(int32(termPlace)) || s.has(int32(termWork))
}

// phoneCards is the country whose enforcement agents take cards by phone and online, so that a card payment to one is none
// at a shop.
const phoneCards = "GB"

// excluded reports whether a text has one of the entry's not words, or none of those that must be near.
func (e *Entry) excluded(in *Scanned) bool {
	return slices.ContainsFunc(e.not, in.has) || len(e.near) > 0 && !slices.ContainsFunc(e.near, in.has)
}

// placed reports whether a known shop, filling station or hotel stands behind games of chance in a text, or further words of games beside the name of who
// offers them: what else is there is their place, "Tipsport pobocka Tesco Pisek", and makes no firm of another trade of them.
func (c *combination) placed(h *spot, e *Entry, in *Scanned) bool {
	if h.ref != 0 || e.Out != category.Gambling {
		return false
	}
	return slices.ContainsFunc(in.hits, func(o spot) bool {
		if o.ref != 0 || o.from < h.to && h.from < o.to {
			return false
		}
		p := &c.set.patterns[o.pattern]
		place := p.sort == Name && p.entry.Kind == Shop && playedAt(p.entry.Out) && o.from >= h.to
		return place && (c.row.at(p.entry) || !p.entry.national()) || e.Kind == Operator && p.sort == Word && p.entry.Kind == NoKind && p.entry.Out == category.Gambling
	})
}

// playedAt reports whether lotteries and bookmakers have their desks at firms of a category, and casinos their rooms.
func playedAt(c category.Category) bool {
	return c == category.Groceries || c == category.Fuel || c == category.Travel
}

// decoy reports whether something in the text says that the entry is not meant.
func (c *combination) decoy(e *Entry, sort Sort, words int, in *Scanned) bool {
	if sort == Reference && e.Out == category.Bailiff && c.texts[1].another() {
		return true // a shop's or a club's order number
	}
	if e.Out == category.Bailiff && c.has(int32(termCard)) && !(e.Country == phoneCards && c.row.at(e)) {
		return true // enforcement is not paid by card at a shop
	}
	if sort == Word && words == 1 && in == c.texts[1] && e.Out.Risky() && c.texts[2].has(int32(termPhone)) {
		return true // a surname
	}
	debts := e.Out == category.Bailiff || e.Out == category.DebtCollection || e.Out == category.LateFee
	if debts && sort == Word && (words == 1 && in.has(int32(termPlace)) || e.Out != category.LateFee && in.has(int32(termWork))) {
		return true
	}
	if debts && sort == Word && words == 1 && in == c.texts[1] && c.has(int32(termCard)) && in.another() {
		return true // a shop's name: "Windykator", a car wash
	}
	if e.Out == category.Bailiff && sort == Word && words == 1 && in == c.texts[1] && in.has(int32(termLegal)) && in.another() {
		return true // a firm of another trade; a bailiff is none
	}
	if sort == Word && words == 1 && (e.Out == category.LoanRepayment || e.In == category.LoanIn) && c.has(int32(termCard)) &&
		in.another() {
		return true // a shop's name
	}
	named := sort == Name && (e.Kind.Decides() && !e.Kind.public() || e.Kind == CryptoExchange)
	if !named && !(sort == Word && e.Out == category.Gambling) {
		return false
	}
	another := (words == 1 || named) && in.has(int32(termDecoy)) || e.Kind == Operator && c.has(int32(termDecoy)) || e.Out == category.Gambling && in.has(int32(termWork)) || words == 1 && in.has(int32(termLodging))
	return another && !slices.ContainsFunc(e.needs, func(n int32) bool {
		return n >= int32(terms) && in.has(n)
	})
}
