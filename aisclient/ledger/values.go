package ledger

import (
	"slices"
	"strings"

	"aisdesk/aisclient/ledger/filter"
	"aisdesk/aisclient/text"
)

// ValuesOf are values of a text field that occur in the rows and hold what is typed, as a filter line writes them: those
// that begin with it before those that hold it, at most so many. Case and accents are ignored.
func (l *Ledger) ValuesOf(f filter.Field, typed string, most int) []string {
	want := fold(strings.Trim(typed, `"`))
	var first, later []string
	seen := map[string]bool{}
	l.values(f, func(v string) {
		folded := fold(v)
		switch {
		case v == "" || seen[v] || !strings.Contains(folded, want):
		case strings.HasPrefix(folded, want):
			first = append(first, filter.Quote(v))
		default:
			later = append(later, filter.Quote(v))
		}
		seen[v] = true
	})
	all := append(first, later...)
	return all[:min(len(all), most)]
}

// OftenFirst are names of categories with those first that the most rows have; the others keep their order behind them.
func (l *Ledger) OftenFirst(names []string) []string {
	out := slices.Clone(names)
	if l.notes == nil {
		return out
	}
	rows := map[string]int{}
	for _, c := range l.notes.Category {
		rows[l.notes.Categories[c].Name]++
	}
	slices.SortStableFunc(out, func(a, b string) int { return rows[b] - rows[a] })
	return out
}

// values yields the distinct values of a field; titles are not listed, they are as many as rows.
func (l *Ledger) values(f filter.Field, yield func(string)) {
	each := func(ts Texts) {
		for id := range int32(ts.Len()) {
			yield(ts.At(id).String())
		}
	}
	switch f {
	case filter.Party:
		each(l.Parties())
		l.merchants(yield)
	case filter.IBAN:
		each(l.PartyIBANs())
	case filter.Kind:
		each(l.Kinds())
	case filter.Status:
		each(l.Statuses())
	case filter.Label:
		for id := range int32(l.LabelSets()) {
			for _, x := range l.LabelSet(id) {
				yield(x.String())
			}
		}
	case filter.Account, filter.Owner, filter.Bank, filter.Currency:
		for i := range l.Sources() {
			l.Sources()[i].values(f, yield)
		}
	}
}

func (s *SourceInfo) values(f filter.Field, yield func(string)) {
	switch f {
	case filter.Account:
		yield(s.Label().String())
	case filter.Bank:
		yield(s.TargetName.String())
	case filter.Currency:
		yield(string(s.Currency))
	case filter.Owner:
		for _, o := range s.Owners {
			yield(o.String())
		}
	}
}

// Merchant is who a card payment went to, for rows without a counterparty: the words of the title without those that have
// digits, such as numbers of shops and terminals; the whole title where nothing else is left. Tables show it in the
// counterparty's place, so party: of a filter finds it, too. party:= is the whole name of a counterparty, or of a merchant where
// the bank gives neither a name nor an account number of the other side.
func (l *Ledger) Merchant(row int32) text.Text { return text.Clean(merchant(l.title(row))) }

func merchant(title string) string {
	var words []string
	for w := range strings.FieldsSeq(title) {
		if !strings.ContainsAny(w, "0123456789") {
			words = append(words, w)
		}
	}
	if len(words) == 0 {
		return title
	}
	return strings.Join(words, " ")
}

// merchants yields the merchants of the rows without a counterparty, as often as there are rows, for the first 20,000.
func (l *Ledger) merchants(yield func(string)) {
	for row := range min(l.Len(), 20_000) {
		if l.party[row] == 0 {
			yield(merchant(l.title(int32(row))))
		}
	}
}

// partyMatcher looks for a text in the counterparties, and in the merchants of the rows without one.
func (l *Ledger) partyMatcher(a *textMatch) matcher {
	named := newTableMatcher(a.hits(&l.parties), l.party)
	if a.exact && a.raw == "" {
		return named
	}
	word, _, _ := strings.Cut(strings.TrimLeft(a.fold, " "), " ") // stands in the title if the whole does in the merchant
	return rowFunc(func(row int32) bool {
		if l.party[row] != 0 || a.exact && l.iban[row] != 0 || !strings.Contains(l.foldTitles.at(row), word) {
			return named.match(row)
		}
		m := merchant(l.title(row))
		return a.hit(m, fold(m))
	})
}
