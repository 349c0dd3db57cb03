package ledger

import (
	"strings"

	"aisdesk/aisclient/ledger/filter"
	"aisdesk/aisclient/text"
)

// ValuesOf are values of a text field that occur in the rows and hold what is typed, as a filter line writes them: those
// that begin with it before those that hold it, at most so many. Case and accents are ignored.
func (l *Ledger) ValuesOf(f filter.Field, typed string, most int) []string {
	want := text.Fold(strings.Trim(typed, `"`))
	var first, later []string
	seen := map[string]bool{}
	l.values(f, func(v string) {
		folded := text.Fold(v)
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
