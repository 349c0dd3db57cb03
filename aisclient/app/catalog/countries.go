package catalog

import (
	"cmp"
	"slices"
	"strings"
)

// countryNames are names for the catalog's lower-case codes; a code without a name stands for itself.
var countryNames = map[string]string{
	"pl": "Poland", "cz": "Czechia", "es": "Spain", "pt": "Portugal", "ro": "Romania", "lt": "Lithuania",
	"lv": "Latvia", "ee": "Estonia", "it": "Italy", "ph": "Philippines", "mx": "Mexico", "sk": "Slovakia",
	"hu": "Hungary", "de": "Germany", "fr": "France", "gb": "United Kingdom", "br": "Brazil", "ru": "Russia",
}

// CountryName is a country's name for people, of a code in letters of either case; a code without a name stands for itself.
func CountryName(code string) string {
	if n, ok := countryNames[strings.ToLower(code)]; ok {
		return n
	}
	return code
}

// Countries lists the codes of the countries of banks, those with most banks first.
func Countries(banks []Bank) []string {
	count := map[string]int{}
	var codes []string
	for _, b := range banks {
		if count[b.Country] == 0 {
			codes = append(codes, b.Country)
		}
		count[b.Country]++
	}
	slices.SortFunc(codes, func(a, b string) int { return cmp.Or(count[b]-count[a], cmp.Compare(a, b)) })
	return codes
}
