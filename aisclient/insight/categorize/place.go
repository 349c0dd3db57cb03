package categorize

import (
	"aisdesk/aisclient"
	"aisdesk/aisclient/insight/party"
	"aisdesk/aisclient/ledger"
)

// homeCurrency is the currency of a country of which the lexicons have words.
var homeCurrency = map[string]aisclient.Currency{"PL": "PLN", "CZ": "CZK", "SK": "EUR", "ES": "EUR", "GB": "GBP"}

// wordsCountry is the country whose words count on an account. Those on an account in a foreign currency may be of any
// country: it is empty for one.
func wordsCountry(l *ledger.Ledger, parties *party.Table, source int) string {
	country := parties.Country(source)
	if home := homeCurrency[country]; home != "" && home != l.Sources()[source].Currency {
		return ""
	}
	return country
}
