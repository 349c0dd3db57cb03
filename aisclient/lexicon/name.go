package lexicon

import "strings"

// Names of firms, in the forms in which texts have them.

// shortestJoined is how many letters a brand of two words has to be longer than to be looked for as one word too:
// "williamhill". A lender's or a collector's is longer, for more of them are also a place's or a person's name.
const (
	shortestJoined       = 9
	shortestJoinedCredit = 11
)

// joined is a brand with its first two words as one, as card payments and web addresses write it; empty for other names.
func joined(e *Entry, key string) string {
	shortest := shortestJoined
	switch e.Kind {
	case Operator, PayLater:
	case Lender, Collector:
		shortest = shortestJoinedCredit
	default:
		return ""
	}
	words := strings.Count(key, " ") + 1
	if words != 2 && (words < 3 || e.Kind != Operator) || len(key) <= shortest {
		return ""
	}
	return strings.Replace(key, " ", "", 1)
}

// shortestBare is how many letters a legal name has at least without its legal form.
const shortestBare = 2

// name adds a name; a brand of two words also as one, a legal name also without its legal form.
func (c *compiler) name(e *Entry, name string) {
	for _, key := range c.matching(name) {
		c.add(key, pattern{entry: e, sort: Name, fields: e.fieldsOf(Name)})
		if j := joined(e, key); j != "" {
			c.add(j, pattern{entry: e, sort: Name, fields: e.fieldsOf(Name)})
			c.set.patterns[len(c.set.patterns)-1].words = strings.Count(key, " ") + 1 // it says as much as its words apart
		}
		for form := key; ; {
			i := strings.IndexByte(form, ' ')
			if i < 0 {
				break
			}
			form = form[i+1:]
			if fund, legal := c.legal[form]; legal {
				if bare := key[:len(key)-len(form)-1]; lettersOf(bare) < shortestBare || hasDigit([]byte(bare)) && lettersOf(bare) <= shortName {
					break
				}
				c.add(key[:len(key)-len(form)-1], pattern{entry: e, sort: Name, fields: e.fieldsOf(Name), legal: true, fund: fund})
				break
			}
		}
	}
}
