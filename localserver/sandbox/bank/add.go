package bank

import "slices"

// Add adds customers to others: where one has a login in a country that another has there already, the added one counts.
func Add(others, added []CustomerSpec) []CustomerSpec {
	var all []CustomerSpec
	for _, c := range others {
		c.Countries = slices.DeleteFunc(slices.Clone(c.Countries), func(country string) bool {
			return slices.ContainsFunc(added, func(a CustomerSpec) bool { return a.Login == c.Login && slices.Contains(a.Countries, country) })
		})
		if len(c.Countries) > 0 {
			all = append(all, c)
		}
	}
	return append(all, added...)
}
