package form

import (
	"slices"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/intake"
)

// option is one value with its words for people.
type option struct{ value, label string }

// choice is one of a few options.
type choice struct {
	options []option
	at      int
}

func (c *choice) value() string { return c.options[c.at].value }
func (c *choice) label() string { return c.options[c.at].label }
func (c *choice) step(by int)   { c.at = (c.at + by + len(c.options)) % len(c.options) }

// pick chooses a value; one that is not offered changes nothing.
func (c *choice) pick(value string) {
	if i := slices.IndexFunc(c.options, func(o option) bool { return o.value == value }); i >= 0 {
		c.at = i
	}
	c.at = min(c.at, len(c.options)-1)
}

// periodDate is the choice that asks for a date.
const periodDate = "date"

var periods = []option{{"90d", "90 days"}, {"6m", "6 months"}, {"1y", "1 year"}, {periodDate, "since a date"}}

var accessModes = []option{
	{"", "as the bank offers"}, {intake.AccessSingle, "once"},
	{intake.AccessMultiple, "repeatedly"}, {intake.AccessMixed, "repeatedly where possible"},
}

// languages are the locales that the widget is known to speak; the link page itself speaks the first four.
var languages = []option{
	{"en", "English"}, {"pl", "polski"}, {"cz", "čeština"}, {"es", "español"},
	{"mx", "español (México)"}, {"br", "português (Brasil)"}, {"ru", "русский"},
}

// countryNames are names for the catalog's lower-case codes; a code without a name stands for itself.
var countryNames = map[string]string{
	"pl": "Poland", "cz": "Czechia", "es": "Spain", "pt": "Portugal", "ro": "Romania", "lt": "Lithuania",
	"lv": "Latvia", "ee": "Estonia", "it": "Italy", "ph": "Philippines", "mx": "Mexico", "sk": "Slovakia",
	"hu": "Hungary", "de": "Germany", "fr": "France", "gb": "United Kingdom", "br": "Brazil", "ru": "Russia",
}

func countryName(code string) string {
	if n, ok := countryNames[code]; ok {
		return n
	}
	return code
}

// countriesOf lists the countries of the catalog, those with most banks first.
func countriesOf(banks []app.Bank) []option {
	count := map[string]int{}
	for _, b := range banks {
		count[b.Country]++
	}
	codes := make([]string, 0, len(count))
	for c := range count {
		codes = append(codes, c)
	}
	slices.SortFunc(codes, func(a, b string) int {
		if count[a] != count[b] {
			return count[b] - count[a]
		}
		if a < b {
			return -1
		}
		return 1
	})
	out := []option{{"all", "every country"}}
	for _, c := range codes {
		out = append(out, option{c, countryName(c)})
	}
	return out
}
