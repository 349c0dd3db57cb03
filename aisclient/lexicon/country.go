package lexicon

import (
	"slices"

	"aisdesk/aisclient/category"
)

// currencyCountries are the countries in which a currency is the everyday one and for which there are lexicons.
var currencyCountries = map[string][]string{"PLN": {"PL"}, "CZK": {"CZ"}, "GBP": {"GB"}, "EUR": {"ES", "SK", "DE"}}

// WordCountry is the country whose words count in the row's texts; empty lets those of every country count. An account in
// another currency than its country's may have texts in either language.
func (r Row) WordCountry() string {
	of, known := currencyCountries[r.Currency]
	if known && r.Country != "" && !slices.Contains(of, r.Country) && r.ownCurrency() {
		return ""
	}
	return r.Country
}

// ownCurrency reports whether the row's country is one whose everyday currency is listed.
func (r Row) ownCurrency() bool {
	for _, of := range currencyCountries {
		if slices.Contains(of, r.Country) {
			return true
		}
	}
	return false
}

// at reports whether an entry is of the row's country: that of its account, or of its currency where that is another's.
func (r Row) at(e *Entry) bool {
	if r.Country != "" && e.of(r.Country) {
		return true
	}
	return (r.Country == "" || r.WordCountry() != r.Country) && slices.ContainsFunc(currencyCountries[r.Currency], e.of)
}

// Words of another country's language: customers and firms write in it, too. They decide nothing there, since the same letters
// may be another word, but what harms the applicant is not absent either.

// shortAbroad is how many letters a single word must have to be read in another language than the account's.
const shortAbroad = 7

// abroad reports whether a hit of a text says in another country's language what harms the applicant.
func abroad(sc *Scanner, h found, f Field, in *Scanned) bool {
	p := &sc.set.patterns[h.pattern]
	if p.sort != Word || p.fields&f == 0 || p.entry.counts(sc.country) {
		return false
	}
	e := p.entry
	if !e.Out.Risky() && e.Out != category.LoanRepayment || e.Hard || e.Confidence != High || len(e.needs)+len(e.near) > 0 {
		return false
	}
	return p.letters >= shortAbroad && !in.Person && !sc.inAddress(h) && !e.excluded(in) && !(f == Title && sc.negated(h))
}

// Abroad is what words of other countries' languages in a row's texts say of it; none of them decides what it is.
func (s *Set) Abroad(r Row, texts ...*Scanned) (out []category.Category) {
	for _, in := range texts {
		if in == nil {
			continue
		}
		for _, n := range in.abroad {
			c := s.patterns[n].entry.Of(r.Sign == SignIn)
			if c != category.None && !slices.Contains(out, c) {
				out = append(out, c)
			}
		}
	}
	return out
}
