package party

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/identity"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/lexicon"
)

// piece is how many rows are looked at before a loop gives way: some milliseconds' work.
const piece = 1 << 13

// builder finds counterparties.
type builder struct {
	*Table
	lex    *lexicon.Set
	names  []nameText // by the ledger's number of the counterparty's text
	number []string   // by the ledger's number of the account: canonical, empty where there is none
	made   map[string]ID
	joined map[string]numbersOf // by name
	seen   []map[int32]int      // by ID: rows by the text of the counterparty
	sample []int32              // by ID: its first row
}

// numbersOf is with which numbers a name goes.
type numbersOf struct {
	id   ID
	many bool
}

// nameText is a counterparty's text, read once.
type nameText struct {
	read    bool
	name    string // cleaned, without the address
	key     string
	address string
	hits    []lexicon.Hit
	carrier bool // a processor, bank or wallet: not the counterparty if another is visible
}

func newBuilder(l *ledger.Ledger, lex *lexicon.Set) *builder {
	n := len(l.Sources())
	b := &builder{Table: &Table{l: l, of: make([]ID, l.Len()), own: make([]Ownness, l.Len()), pair: map[int32]int32{}, reversed: map[int32]int32{},
		copies: map[int32]copyOf{}, repeats: make([]int, n), liable: make([]bool, n), country: make([]string, n), owners: make([][]owner, n),
		cards: newCardRows(l)},
		lex: lex, names: make([]nameText, l.Parties().Len()), number: make([]string, l.PartyIBANs().Len()),
		made: map[string]ID{"": None}, joined: map[string]numbersOf{}}
	b.parties, b.seen, b.sample = []Party{{}}, []map[int32]int{nil}, []int32{-1}
	for i := range n {
		b.country[i] = countryOf(&l.Sources()[i])
		b.owners[i] = ownersOf(l, i)
	}
	b.findRepeats()
	for i := range n {
		b.liable[i] = b.liability(i)
	}
	for i := range b.number {
		b.number[i] = canonical(l.PartyIBANs().At(int32(i)).Raw(), "")
	}
	return b
}

// pieces runs over all rows piece by piece; it is false where the context ended.
func (b *builder) pieces(ctx context.Context, each func(row int32)) error {
	for from := int32(0); from < int32(b.l.Len()); from += piece {
		if !b.l.GiveWay(ctx) {
			return ctx.Err()
		}
		for row := from; row < min(from+piece, int32(b.l.Len())); row++ {
			each(row)
		}
	}
	return ctx.Err()
}

// key gives every row its counterparty (statement 3.1): the account number, else the name, else the title's skeleton.
func (b *builder) key(ctx context.Context) error {
	type both struct{ party, number int32 }
	known := map[both]ID{}
	titles := map[string]ID{}
	var skeleton []byte
	err := b.pieces(ctx, func(row int32) {
		at := both{b.l.PartyID(row), b.l.PartyIBANID(row)}
		id, ok := known[at]
		if !ok {
			id = b.named(at.party, at.number)
			known[at] = id
		}
		if id == None { // no counterparty, or one that only carries payments: the title tells
			skeleton = appendSkeleton(skeleton[:0], b.l.FoldedTitle(row))
			if len(skeleton) > 0 || at.party != 0 {
				skeleton = append(append(skeleton, '|'), b.read(at.party).key...)
			}
			if id, ok = titles[string(skeleton)]; !ok {
				id = b.add("t" + string(skeleton))
				b.parties[id].Titled = true
				b.parties[id].Name, _, _ = strings.Cut(string(skeleton), "|")
				titles[string(skeleton)] = id
			}
		}
		b.of[row] = id
		if b.sample[id] < 0 {
			b.sample[id] = row
		}
		if at.party != 0 {
			if b.seen[id] == nil {
				b.seen[id] = map[int32]int{}
			}
			b.seen[id][at.party]++
		}
	})
	b.empty(titles)
	return err
}

// empty makes rows without anything rows of None.
func (b *builder) empty(titles map[string]ID) {
	empty, ok := titles[""]
	if !ok {
		return
	}
	for row, id := range b.of {
		if id == empty {
			b.of[row] = None
		}
	}
}

// named is the counterparty of a name and a number; None where neither tells.
func (b *builder) named(party, number int32) ID {
	text := b.read(party)
	if text.carrier {
		return None
	}
	n := b.number[number]
	if n == "" {
		if text.key == "" {
			return None
		}
		return b.add("n" + text.key)
	}
	id := b.add("#" + n)
	if len(b.parties[id].Numbers) == 0 {
		b.parties[id].Numbers = []string{n}
	}
	if text.key != "" {
		if j, ok := b.joined[text.key]; !ok {
			b.joined[text.key] = numbersOf{id: id}
		} else if j.id != id {
			b.joined[text.key] = numbersOf{id: j.id, many: true}
		}
	}
	return id
}

func (b *builder) add(key string) ID {
	id, ok := b.made[key]
	if !ok {
		id = ID(len(b.parties))
		b.made[strings.Clone(key)] = id
		b.parties, b.seen, b.sample = append(b.parties, Party{Payer: id}), append(b.seen, nil), append(b.sample, -1)
	}
	return id
}

// read is what a counterparty's text says.
func (b *builder) read(party int32) *nameText {
	t := &b.names[party]
	if t.read || party == 0 {
		return t
	}
	t.read = true
	whole := b.l.Parties().At(party)
	name, address := identity.StripAddress(whole.String())
	t.name, t.address = name, address
	t.key = normalised(name)
	t.hits = b.lex.Match(lexicon.Texts{Party: whole.Raw()}, "")
	t.carrier = carries(t.hits)
	return t
}

// carries reports whether a name is only that of a processor or a wallet: a merchant behind it makes it none.
func carries(hits []lexicon.Hit) bool {
	carrier := false
	for i := range hits {
		switch hits[i].Entry.Kind {
		case lexicon.NoKind:
		case lexicon.Processor, lexicon.Wallet:
			carrier = carrier || !hits[i].Weak
		default:
			return false
		}
	}
	return carrier
}

// describe says what is known about each counterparty, and puts those of one name together.
func (b *builder) describe(ctx context.Context) error {
	b.join()
	payers := map[string]ID{}
	for id := ID(1); int(id) < len(b.parties); id++ {
		if int(id)%(piece/16) == 0 && !b.l.GiveWay(ctx) {
			return ctx.Err()
		}
		p := &b.parties[id]
		if b.sample[id] < 0 {
			continue // its rows went to a number
		}
		common := b.commonText(id)
		if common > 0 && !p.Titled {
			t := b.read(common)
			p.Name, p.Key = t.name, t.key
			p.Company = identity.IsCompany(t.name)
			p.Person = !p.Company && identity.IsPerson(t.name)
		}
		b.match(id, common)
		switch first, ok := payers[p.Key]; {
		case p.Titled || p.Key == "":
		case ok:
			p.Payer = first
		default:
			payers[p.Key] = id
		}
		if p.Name == "" && len(p.Numbers) > 0 {
			p.Name = p.Numbers[0]
		}
		p.Related = p.Person && b.related(p, common)
	}
	return nil
}

// join moves rows that have only a name to the number that the name goes with, where that is one alone.
func (b *builder) join() {
	moved := map[ID]ID{}
	for name, n := range b.joined {
		if id, ok := b.made["n"+name]; ok && !n.many {
			moved[id] = n.id
		}
	}
	if len(moved) == 0 {
		return
	}
	for row, id := range b.of {
		if to, ok := moved[id]; ok {
			b.of[row] = to
		}
	}
	for from, to := range moved {
		for text, n := range b.seen[from] {
			if b.seen[to] == nil {
				b.seen[to] = map[int32]int{}
			}
			b.seen[to][text] += n
		}
		b.sample[to] = min(b.sample[to], b.sample[from])
		b.sample[from] = -1
	}
}

// commonText is the most frequent text of a counterparty, the one seen first of equal ones; 0 where it has none.
func (b *builder) commonText(id ID) int32 {
	texts := make([]int32, 0, len(b.seen[id]))
	for t := range b.seen[id] {
		texts = append(texts, t)
	}
	if len(texts) == 0 {
		return 0
	}
	return slices.MinFunc(texts, func(x, y int32) int {
		return cmp.Or(cmp.Compare(b.seen[id][y], b.seen[id][x]), cmp.Compare(x, y))
	})
}

// match asks the lexicon about a counterparty: by its most frequent text, and by its first title where there is no name.
func (b *builder) match(id ID, common int32) {
	p, row := &b.parties[id], b.sample[id]
	if !p.Titled && (len(p.Numbers) == 0 || !b.lex.KnowsNumber(p.Numbers[0])) {
		p.Hits = named(b.read(common).hits)
		return
	}
	texts := lexicon.Texts{Party: b.l.Parties().At(common).Raw()}
	if len(p.Numbers) > 0 {
		texts.PartyNumber = p.Numbers[0]
	}
	if p.Titled {
		texts.Title = b.l.RawTitle(row)
	}
	p.Hits = named(b.lex.Match(texts, b.country[b.l.Account(row)]))
}

// named are the hits that say what a counterparty is.
func named(hits []lexicon.Hit) []lexicon.Hit {
	var out []lexicon.Hit
	for _, h := range hits {
		if h.Entry.Kind != lexicon.NoKind {
			out = append(out, h)
		}
	}
	return out
}

// index puts the rows of each payer together.
func (b *builder) index(context.Context) error {
	b.first = make([]int32, len(b.parties)+1)
	for _, id := range b.of {
		b.first[b.parties[id].Payer+1]++
	}
	for i := 1; i < len(b.first); i++ {
		b.first[i] += b.first[i-1]
	}
	next := slices.Clone(b.first)
	b.byPayer = make([]int32, len(b.of))
	for row, id := range b.of {
		p := b.parties[id].Payer
		b.byPayer[next[p]] = int32(row)
		next[p]++
	}
	return nil
}

// canonical is an account number in the form in which numbers are compared; empty for none.
func canonical(number, country string) string {
	if strings.TrimSpace(number) == "" {
		return ""
	}
	return identity.ParseNumber(number, country).Canonical()
}

// countryOf is the country of an account: that of its number, else the one whose currency it has.
func countryOf(s *ledger.SourceInfo) string {
	number := strings.ToUpper(strings.TrimSpace(s.IBAN.String()))
	if len(number) > 4 && isLetter(number[0]) && isLetter(number[1]) && !isLetter(number[2]) {
		return number[:2]
	}
	return currencyCountry[s.Currency]
}

func isLetter(c byte) bool { return c >= 'A' && c <= 'Z' }

// currencyCountry are the currencies of one country.
var currencyCountry = map[aisclient.Currency]string{"PLN": "PL", "CZK": "CZ", "GBP": "GB"}
