package lexicon

import "slices"

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
