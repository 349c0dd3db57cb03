package party

import (
	"context"
	"slices"
	"strings"

	"aisdesk/aisclient/identity"
	"aisdesk/aisclient/lexicon"
	"aisdesk/aisclient/text"
)

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
	company bool // it reads as a company's name
	person  bool // or as a person's
	hits    []lexicon.Hit
	carrier bool // a processor, bank or wallet: not the counterparty if another is visible
}

// key gives every row its counterparty (statement 3.1): the account number, else the name, else the title's skeleton.
func (b *builder) key(ctx context.Context) error {
	type both struct{ party, number int32 }
	known := map[both]ID{}
	titles := map[string]ID{}
	var skeleton []byte
	err := pieces(ctx, b.l, func(row int32) {
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
	t.hits = b.lex.Match(lexicon.Texts{Party: whole.Raw()}, "")
	t.company = identity.IsCompany(name) || isKnownFirm(t.hits, name)
	t.person = !t.company && identity.IsPerson(name)
	if t.key = normalised(name); t.person { // banks write the surname first or last
		words := strings.Fields(t.key)
		slices.Sort(words)
		t.key = strings.Join(words, " ")
	}
	if t.company && hasOwnWord(t) { // a firm, or a merchant, behind a processor's name
		t.hits = slices.DeleteFunc(t.hits, isCarrier)
	}
	t.carrier = carries(t.hits) || isMethod(t.key)
	return t
}

// isKnownFirm reports whether a name of several words is that of a firm that the lexicon knows, and nothing else stands there: it may
// read as a person's, "John Lewis".
func isKnownFirm(hits []lexicon.Hit, name string) bool {
	return slices.ContainsFunc(hits, func(h lexicon.Hit) bool {
		return h.Sort == lexicon.Name && !h.Single && !h.Weak && strings.EqualFold(h.Words, strings.TrimSpace(name))
	})
}

// carries reports whether a name is only that of a processor or a wallet: a merchant behind it makes it none.
func carries(hits []lexicon.Hit) bool {
	carrier := false
	for _, h := range hits {
		switch {
		case h.Entry.Kind == lexicon.NoKind:
		case isCarrier(h):
			carrier = carrier || !h.Weak
		default:
			return false
		}
	}
	return carrier
}

// ofCarriers are folded words that stand in the names of processors' own companies (pl, cs, es, en). source: known
var ofCarriers = text.WordSet("payments payment pay platnosci platby pagos europe europa eu polska poland ceska czech cesko slovakia spain espana iberia uk ireland " +
	"luxembourg luxemburg international global technology technologies services servicios uslugi group grupa holding bank online financial money merchant merchants operations " +
	"institution instytucja entidad pago dinero electronico and the of de for")

// isCarrier reports whether a hit says that a name is a processor's or a wallet's.
func isCarrier(h lexicon.Hit) bool {
	return h.Entry.Kind == lexicon.Processor || h.Entry.Kind == lexicon.Wallet
}

// hasOwnWord reports whether a name says more behind a processor's than that it is one: "Stripe Road Markings" paints roads.
func hasOwnWord(t *nameText) bool {
	for w := range strings.FieldsSeq(t.key) {
		if len(w) > 2 && !ofCarriers[w] && !slices.ContainsFunc(t.hits, func(h lexicon.Hit) bool {
			return isCarrier(h) && strings.Contains(text.Fold(h.Words), w)
		}) {
			return true
		}
	}
	return false
}

// methods are folded names of ways of paying that stand where the counterparty's name should (statement 3.3).
var methods = text.WordSet("blik bizum visa mastercard maestro")

// isMethod reports whether a normalised name is only that of a way of paying.
func isMethod(key string) bool {
	for w := range strings.FieldsSeq(key) {
		if !methods[w] {
			return false
		}
	}
	return key != ""
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
