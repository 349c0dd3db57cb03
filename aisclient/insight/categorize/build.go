package categorize

import (
	"context"
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/identity"
	"aisdesk/aisclient/insight/party"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/lexicon"
)

// piece is how many rows are looked at before a loop gives way: some milliseconds' work.
const piece = 1 << 13

// Build gives every row its category. It gives way to others in the background, and ends with its context. The error is ctx's.
func Build(ctx context.Context, l *ledger.Ledger, parties *party.Table, lex *lexicon.Set) (*Rows, error) {
	b := newBuilder(l, parties, lex)
	b.findPaid()
	for from := int32(0); from < int32(l.Len()); from += piece {
		if !l.GiveWay(ctx) {
			return nil, ctx.Err()
		}
		for row := from; row < min(from+piece, int32(l.Len())); row++ {
			b.set(row, b.decided(row))
		}
	}
	for _, step := range []func(context.Context) error{b.recurring, b.payouts, b.numbered, informalLoans{b}.find} {
		if err := step(ctx); err != nil {
			return nil, err
		}
	}
	return b.Rows, ctx.Err()
}

// builder decides rows. What two rows have in common is looked at once: texts by their numbers, titles by what is left
// of them without long numbers, decisions by everything that they depend on.
type builder struct {
	*Rows
	titles    map[string]int32 // by scanner and skeleton
	scans     []scannedTitle
	parts     map[lexicon.Field][]scanned // by scanner and number of the text
	classes   []*lexicon.Scanned          // texts that hold the same are decided once
	classOf   map[string]int32
	scanners  []*lexicon.Scanner // one a country of words
	words     []string           // the countries
	decisions map[decisionKey]outcome
	numbers   []int32 // by number of the counterparty's account: what the lexicon can tell of it
	reasons   map[reason]uint16
	skeleton  []byte
	country   []int32 // by source: index of its country and currency
	places    []place
	named     []bool // by party.ID: it has a name of its own
	loan      bool   // an account of the reply is a loan
}

// scanned is a text that was scanned, and the number of its class.
type scanned struct {
	*lexicon.Scanned
	class int32
}

type scannedTitle struct {
	scanned
	asked, person bool // whether the title reads as a person's name, once that was asked
}

type place struct {
	country, currency string
	scanner           int // places whose words are of one country share it
}

// decisionKey is everything that a decision depends on. title and party are classes.
type decisionKey struct {
	title, party, kind, number, labels, place int32
	flags                                     uint16
}

type outcome struct {
	category category.Category
	why      uint16
	weak     []category.Category
}

func newBuilder(l *ledger.Ledger, parties *party.Table, lex *lexicon.Set) *builder {
	b := &builder{Rows: &Rows{l: l, parties: parties, lex: lex, cat: make([]category.Category, l.Len()), why: make([]uint16, l.Len()),
		weak: map[int32][]category.Category{}, paid: make([]bool, parties.Len())},
		titles: map[string]int32{}, parts: map[lexicon.Field][]scanned{}, classOf: map[string]int32{},
		decisions: map[decisionKey]outcome{}, reasons: map[reason]uint16{}}
	for id := range l.LabelSets() {
		var names []string
		for _, t := range l.LabelSet(int32(id)) {
			names = append(names, t.String())
		}
		b.labels = append(b.labels, readLabels(names))
	}
	b.loan = parties.HoldsLoan()
	b.findPlaces()
	for id := range parties.Len() {
		p := parties.Party(party.ID(id))
		b.named = append(b.named, id > 0 && !p.Titled)
	}
	b.findNumbers()
	return b
}

// findPlaces numbers the pairs of country and currency that accounts have.
func (b *builder) findPlaces() {
	for i := range b.l.Sources() {
		p := place{country: wordsCountry(b.l, b.parties, i), currency: namedCurrency(b.l.Sources()[i].Currency)}
		p.scanner = b.scanner(lexicon.Row{Country: p.country, Currency: p.currency}.WordCountry())
		n := slices.Index(b.places, p)
		if n < 0 {
			n = len(b.places)
			b.places = append(b.places, p)
		}
		b.country = append(b.country, int32(n))
	}
}

// namedCurrency is a currency by which entries are chosen; empty where the bank names none, and any may be meant.
func namedCurrency(c aisclient.Currency) string {
	if c.Unknown() {
		return ""
	}
	return string(c)
}

// findNumbers numbers the account numbers that the lexicon knows; all others are 0.
func (b *builder) findNumbers() {
	texts := b.l.PartyIBANs()
	b.numbers = make([]int32, texts.Len())
	for id := range texts.Len() {
		if raw := texts.At(int32(id)).Raw(); b.lex.KnowsNumber(raw) {
			b.numbers[id] = int32(id)
		}
	}
}

// scanner is the number of the scanner for the words of a country.
func (b *builder) scanner(country string) int {
	n := slices.Index(b.words, country)
	if n < 0 {
		n = len(b.words)
		b.words, b.scanners = append(b.words, country), append(b.scanners, b.lex.Scanner(country))
	}
	return n
}

// title is the number of a row's scanned title. Most file numbers tell nothing: they count only where what is found depends on
// them.
func (b *builder) title(row, place int32) int32 {
	raw, scanner := b.l.RawTitle(row), b.places[place].scanner
	id, files := b.scan(raw, scanner, b.untold)
	if files && b.scans[id].Numbered() {
		id, _ = b.scan(raw, scanner, nil)
	}
	return id
}

// scan is the number of what a scanner finds in a title, from the titles that have the same skeleton if one was scanned before.
func (b *builder) scan(raw string, scanner int, gone func(digits string) bool) (id int32, files bool) {
	b.skeleton, files = appendSkeleton(append(b.skeleton[:0], byte(scanner)), raw, gone)
	id, ok := b.titles[string(b.skeleton)]
	if !ok {
		id = int32(len(b.scans))
		b.scans = append(b.scans, scannedTitle{scanned: b.scanned(scanner, raw, lexicon.Title)})
		b.titles[string(b.skeleton)] = id
	}
	return id, files
}

// scanned scans a text.
func (b *builder) scanned(scanner int, raw string, f lexicon.Field) scanned {
	s := b.scanners[scanner].Scan(raw, f)
	class, ok := b.classOf[s.Class]
	if !ok {
		class = int32(len(b.classes))
		b.classOf[s.Class] = class
		b.classes = append(b.classes, s)
	}
	return scanned{s, class}
}

// untold reports whether it does not matter which digits a long number has.
func (b *builder) untold(digits string) bool { return !b.lex.KnowsDigits(digits) }

// part is a scanned counterparty or kind, by its number in the ledger.
func (b *builder) part(place int32, f lexicon.Field, text int32, texts ledger.Texts) scanned {
	if b.parts[f] == nil {
		b.parts[f] = make([]scanned, len(b.scanners)*texts.Len())
	}
	scanner := b.places[place].scanner
	s := &b.parts[f][scanner*texts.Len()+int(text)]
	if s.Scanned == nil {
		*s = b.scanned(scanner, texts.At(text).Raw(), f)
	}
	return *s
}

// Flags of a row that its decision depends on.
const (
	flagIn = 1 << iota
	flagCard
	flagNamed
	flagPerson
	flagPaid
	flagReversed
	flagRepaid
	flagHousing
	flagPenny
	flagOwn // the lowest of the bits that hold party.Ownness
)

// penny is the most that is paid to see whether an account exists, in ten-thousandths of any currency.
const penny = 1_0000

// key is everything that the decision about a row depends on.
func (b *builder) key(row int32) decisionKey {
	source := b.l.Account(row)
	place := b.country[source]
	title, party := b.title(row, place), b.part(place, lexicon.Party, b.l.PartyID(row), b.l.Parties())
	key := decisionKey{title: b.scans[title].class, party: party.class, kind: b.l.KindID(row), labels: b.l.LabelSetID(row),
		number: b.numbers[b.l.PartyIBANID(row)], place: place}
	key.flags = b.flags(row, source, title, key)
	return key
}

// decided is the outcome of a row, from the rows that have the same evidence if one was decided before.
func (b *builder) decided(row int32) outcome {
	key := b.key(row)
	out, ok := b.decisions[key]
	if !ok {
		e := b.evidence(row, key)
		d := e.decideRow()
		d.words = b.said(row, d.hit)
		out = outcome{d.category, b.reason(d.reason), d.weak}
		b.decisions[key] = out
	}
	if b.l.AmountUnread(row) {
		return b.undirected(out)
	}
	return out
}

// undirected is what is known of a row whose amount could not be read: neither whether it came in nor whether it went
// out, so no category. What harms the applicant if it went out stays a weak sign.
func (b *builder) undirected(paid outcome) outcome {
	out := outcome{why: b.reason(reason{stage: Rest, confidence: lexicon.Low, hard: true, note: "the amount could not be read: whether it came in or went out is not known"})}
	if paid.category.Risky() {
		out.weak = []category.Category{paid.category}
	}
	return out
}

// said are the words of the hit that decided a row; empty for none.
func (b *builder) said(row int32, h *lexicon.Hit) string {
	if h == nil {
		return ""
	}
	switch h.Field {
	case lexicon.Title:
		return h.Said(b.l.RawTitle(row))
	case lexicon.Party:
		return h.Said(b.l.RawParty(row))
	case lexicon.KindText:
		return h.Said(b.l.RawKind(row))
	}
	return h.Said("")
}

// namesPerson reports whether a title is nothing but a person's name, as banks write it where they have no field for it.
func (b *builder) namesPerson(row, title int32) bool {
	s := &b.scans[title]
	if !s.asked {
		s.asked, s.person = true, s.Person || !s.Hits() && !s.Card() && !s.Trade() && identity.IsPerson(b.l.RawTitle(row))
	}
	return s.person
}

func (b *builder) flags(row int32, source int, title int32, key decisionKey) uint16 {
	f := uint16(b.parties.Own(row)) * flagOwn
	named := b.named[b.parties.Of(row)]
	other, reversed := b.parties.Reversed(row)
	reversed = reversed && b.l.Date(other) < b.l.Date(row) // the row takes back what came before
	repaid, housing := b.parties.Repaid(row)
	person := false
	if kind := b.part(key.place, lexicon.KindText, key.kind, b.l.Kinds()); !kind.Card() && !kind.Debit() { // a merchant is at the other end
		if named {
			person = b.classes[key.party].Person
		} else {
			person = b.namesPerson(row, title)
		}
	}
	for _, s := range []struct {
		on  bool
		bit uint16
	}{{b.comesIn(row), flagIn}, {b.parties.Liability(source), flagCard}, {named, flagNamed},
		{person, flagPerson}, {b.paid[b.parties.Payer(row)], flagPaid},
		{reversed, flagReversed}, {repaid, flagRepaid}, {housing, flagHousing},
		{b.l.Amount(row) > 0 && b.l.Amount(row) <= penny, flagPenny}} {
		if s.on {
			f |= s.bit
		}
	}
	return f
}

func (b *builder) evidence(row int32, key decisionKey) *evidence {
	f := key.flags
	e := &evidence{in: f&flagIn != 0, own: party.Ownness(f / flagOwn), card: f&flagCard != 0, named: f&flagNamed != 0,
		person: f&flagPerson != 0, paid: f&flagPaid != 0, reversed: f&flagReversed != 0,
		repaid: f&flagRepaid != 0, housing: f&flagHousing != 0, penny: f&flagPenny != 0, loan: b.loan, labels: b.labels[key.labels]}
	title, kind := b.classes[key.title], b.part(key.place, lexicon.KindText, key.kind, b.l.Kinds())
	e.advance = title.Advance()
	e.phone = kind.Phone()
	e.deposit = title.RentDeposit()
	e.bonus = title.Bonus()
	if title.Card() {
		e.byCard |= lexicon.Title
	}
	if kind.Card() {
		e.byCard |= lexicon.KindText
	}
	facts := b.Rows.facts(row)
	e.hits = b.lex.Combine(title, b.classes[key.party], kind.Scanned, facts)
	e.abroad = b.lex.Abroad(facts, title, b.classes[key.party], kind.Scanned)
	return e
}

// How many distinct reasons there may be, and how many of them with words: a row keeps its reason's number in two bytes.
const (
	mostReasons = 1 << 16
	mostWorded  = mostReasons - 1<<12
)

// reason is the number of a reason; of more than can be numbered the further ones lose their words, then their entry.
func (b *builder) reason(r reason) uint16 {
	n, ok := b.reasons[r]
	if ok {
		return n
	}
	if len(b.whys) >= mostWorded && r.words != "" {
		r.words = ""
		return b.reason(r)
	}
	if len(b.whys) == mostReasons-1 {
		r.entry, r.label, r.note = nil, "", ""
		return b.reasons[r] // the first one where even that is new
	}
	n = uint16(len(b.whys))
	b.whys = append(b.whys, r)
	b.reasons[r] = n
	return n
}

func (b *builder) set(row int32, o outcome) {
	b.cat[row], b.why[row] = o.category, o.why
	if len(o.weak) > 0 {
		b.weak[row] = o.weak
	}
}

func userEntries(whys []reason) (ids []string) {
	for _, w := range whys {
		if w.entry != nil && w.entry.User && !slices.Contains(ids, w.entry.ID) {
			ids = append(ids, w.entry.ID)
		}
	}
	slices.Sort(ids)
	return ids
}
