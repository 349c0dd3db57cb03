package categorize

import (
	"slices"
	"strings"

	"aisdesk/aisclient/insight/party"
	"aisdesk/aisclient/lexicon"
	"aisdesk/aisclient/text"
)

// owedTo are the kinds of firms that are paid under other names than those under which they pay: by a brand, a domain, a
// processor, a direct debit.
var owedTo = []lexicon.Kind{lexicon.Lender, lexicon.PayLater, lexicon.Operator, lexicon.Collector, lexicon.CryptoExchange}

// mostNames is how many names an entry has at most that is one firm's; longer ones list many firms.
const mostNames = 6

// firm is a firm that a row names, by what the lexicon knows of it.
type firm struct {
	entry *lexicon.Entry
	words []string // of its name or domain, as they were found
}

// findPaid marks the payers to which money goes as well: under their own name or number, or to a firm that the lexicon knows
// to be the same one, wherever the payment names it.
func (b *builder) findPaid() {
	owed := false
	for row := range int32(b.l.Len()) {
		switch payer := b.parties.Payer(row); {
		case b.l.Amount(row) < 0 && b.l.Booked(row):
			b.paid[payer] = true
		case b.l.Amount(row) > 0:
			owed = owed || b.parties.Party(payer).Is(owedTo...)
		}
	}
	b.paid[party.None] = false
	if !owed {
		return
	}
	paid := b.firmsPaid()
	for id := range b.parties.Len() {
		p := b.parties.Party(party.ID(id))
		for i := range p.Hits {
			if h := &p.Hits[i]; !h.Weak && slices.Contains(owedTo, h.Entry.Kind) && paid.has(firmOf(h, h.Words)) {
				b.paid[p.Payer] = true
			}
		}
	}
}

// firms are different firms.
type firms []firm

// firmsPaid are the firms to which something is paid, by any field of the payments.
func (b *builder) firmsPaid() firms {
	var all firms
	seen := map[decisionKey]bool{}
	for row := range int32(b.l.Len()) {
		if b.l.Amount(row) >= 0 || !b.l.Booked(row) {
			continue
		}
		key := b.key(row)
		if seen[key] {
			continue
		}
		seen[key] = true
		e := b.evidence(row, key)
		for i := range e.hits {
			h := &e.hits[i]
			if !slices.Contains(owedTo, h.Entry.Kind) || e.titleOnly(h) {
				continue
			}
			if f := firmOf(h, b.said(row, h)); !all.has(f) {
				all = append(all, f)
			}
		}
	}
	return all
}

// firmOf is the firm of a hit with its words: those of a domain are its first label, whether or not the dot still stands.
func firmOf(h *lexicon.Hit, words string) firm {
	name, _, dotted := strings.Cut(strings.TrimPrefix(text.Fold(words), "www."), ".")
	all := strings.Fields(name)
	if h.Sort == lexicon.Domain && !dotted && len(all) > 1 {
		all = all[:1]
	}
	return firm{h.Entry, all}
}

// has reports whether a firm is one of some: it has the same entry of few names, or one name begins with the other.
func (f firms) has(x firm) bool {
	return slices.ContainsFunc(f, func(y firm) bool {
		n := min(len(x.words), len(y.words))
		return x.entry == y.entry && len(x.entry.Names) <= mostNames || n > 0 && slices.Equal(x.words[:n], y.words[:n])
	})
}
