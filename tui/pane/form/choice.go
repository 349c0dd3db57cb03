package form

import (
	"slices"

	"aisdesk/aisclient/app/catalog"
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

// countriesOf lists the countries of the catalog, those with most banks first.
func countriesOf(banks []catalog.Bank) []option {
	out := []option{{"all", "every country"}}
	for _, c := range catalog.Countries(banks) {
		out = append(out, option{c, catalog.CountryName(c)})
	}
	return out
}
