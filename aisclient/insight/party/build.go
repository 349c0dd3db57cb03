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
	people []owner    // who own accounts
	family identity.Family
	made   map[string]ID
	joined map[string]numbersOf // by name
	seen   []map[int32]int      // by ID: rows by the text of the counterparty
	sample []int32              // by ID: its first row
}

func newBuilder(l *ledger.Ledger, lex *lexicon.Set) *builder {
	n := len(l.Sources())
	b := &builder{Table: &Table{l: l, of: make([]ID, l.Len()), own: make([]Ownness, l.Len()), pair: map[int32]int32{}, repaid: map[int32]int32{}, reversed: map[int32]int32{},
		copies: map[int32]copyOf{}, repeats: make([]int, n), liable: make([]bool, n), country: make([]string, n), owners: make([][]owner, n),
		cards: newCardRows(l, lex)},
		lex: lex, names: make([]nameText, l.Parties().Len()), number: make([]string, l.PartyIBANs().Len()),
		made: map[string]ID{"": None}, joined: map[string]numbersOf{}}
	b.parties, b.seen, b.sample = []Party{{}}, []map[int32]int{nil}, []int32{-1}
	for i := range n {
		b.country[i] = countryOf(&l.Sources()[i])
		b.owners[i] = ownersOf(l, i)
	}
	b.countriesOfBanks()
	b.people = peopleOf(b.owners)
	b.family = familyOf(b.people)
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
func pieces(ctx context.Context, l *ledger.Ledger, each func(row int32)) error {
	for from := int32(0); from < int32(l.Len()); from += piece {
		if !l.GiveWay(ctx) {
			return ctx.Err()
		}
		for row := from; row < min(from+piece, int32(l.Len())); row++ {
			each(row)
		}
	}
	return ctx.Err()
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
			p.Name, p.Key, p.Company, p.Person = t.name, t.key, t.company, t.person
		}
		b.match(id, common)
		spelling := p.spelling()
		switch first, ok := payers[spelling]; {
		case p.Titled || spelling == "":
		case ok:
			p.Payer = first
		default:
			payers[spelling] = id
		}
		if p.Name == "" && len(p.Numbers) > 0 {
			p.Name = p.Numbers[0]
		}
		p.AtHome = b.atHome(common)
		p.Related = p.Person && (p.AtHome || b.family.Has(p.Name))
		p.Namesake = !p.Person && !p.Company && len(p.Hits) == 0 && b.family.Has(p.Name)
	}
	return nil
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
		p.Hits = kindHits(b.read(common).hits)
		return
	}
	texts := lexicon.Texts{Party: b.l.Parties().At(common).Raw()}
	if len(p.Numbers) > 0 {
		texts.PartyNumber = p.Numbers[0]
	}
	if p.Titled {
		texts.Title = b.l.RawTitle(row)
	}
	p.Hits = kindHits(b.lex.Match(texts, b.country[b.l.Account(row)]))
}

// kindHits are the hits that say what a counterparty is.
func kindHits(hits []lexicon.Hit) []lexicon.Hit {
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

// countriesOfBanks gives what has neither a number nor a currency that tells its country, as a credit card, that of the other
// accounts at its bank, where they agree.
func (b *builder) countriesOfBanks() {
	of := map[int]string{}
	sources := b.l.Sources()
	for i := range sources {
		target, c := sources[i].Source.Target, b.country[i]
		if had, ok := of[target]; ok && c != "" && had != "" && had != c {
			of[target] = "several"
		} else if c != "" && !ok {
			of[target] = c
		}
	}
	for i := range sources {
		if c := of[sources[i].Source.Target]; b.country[i] == "" && c != "several" {
			b.country[i] = c
		}
	}
}

func isLetter(c byte) bool { return c >= 'A' && c <= 'Z' }

// currencyCountry are the currencies of one country.
var currencyCountry = map[aisclient.Currency]string{"PLN": "PL", "CZK": "CZ", "GBP": "GB"}
