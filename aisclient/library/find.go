package library

import (
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"

	"aisdesk/aisclient"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/text"
)

// Find returns the imports that a query fits, in an order. In a locked archive a query that asks for people finds
// nothing: see Locked.
func (x *Index) Find(q Query, by Order) []int32 {
	all := x.order(by)
	if q.empty() {
		return slices.Clone(all)
	}
	parts := make([][]int32, runtime.GOMAXPROCS(0))
	size := len(all)/len(parts) + 1
	var wg sync.WaitGroup
	for p := range parts {
		wg.Go(func() {
			for _, n := range all[min(p*size, len(all)):min((p+1)*size, len(all))] {
				if x.fits(int(n), q) {
					parts[p] = append(parts[p], n)
				}
			}
		})
	}
	wg.Wait()
	return slices.Concat(parts...)
}

// fits reports whether every term fits an import.
func (x *Index) fits(n int, q Query) bool {
	for i := range q.terms {
		if x.term(n, &q.terms[i]) == q.terms[i].not {
			return false
		}
	}
	return true
}

func (x *Index) term(n int, t *term) bool {
	for i := range t.any {
		if x.condition(n, &t.any[i]) {
			return true
		}
	}
	return false
}

func (x *Index) condition(n int, c *condition) bool {
	r := &x.records[n]
	switch c.field {
	case fieldAny:
		return strings.Contains(r.folded, c.word) || c.number != c.word && c.number != "" && strings.Contains(r.folded, c.number) ||
			r.caseAt >= 0 && strings.Contains(x.cases[r.caseAt].folded, c.word) || c.word == "damaged" && x.isHarmed(r)
	case bySaved:
		return c.holds(r.created)
	case byExpires:
		return c.never == (r.expires == 0) && (c.never || c.holds(r.expires))
	}
	if c.field == byDecision && c.word == undecided {
		return r.caseAt < 0 || x.cases[r.caseAt].facts.Decision == ""
	}
	if !x.mayHold(r, c) {
		return false
	}
	return x.inField(r, c)
}

// mayHold reports whether the words of an import hold those of a condition at all: only then its line is read.
func (x *Index) mayHold(r *record, c *condition) bool {
	word := c.word
	if c.field == byIBAN {
		word = c.number
	}
	return strings.Contains(r.folded, word) || r.caseAt >= 0 && strings.Contains(x.cases[r.caseAt].folded, word)
}

// holds reports whether a moment is on one of the condition's days, which are the user's.
func (c *condition) holds(at int64) bool {
	d := aisclient.DateIn(time.Unix(at, 0))
	return at != 0 && d >= c.from && (c.to == 0 || d <= c.to)
}

// inField reports whether the condition's field of an import holds its word.
func (x *Index) inField(r *record, c *condition) bool {
	holds := func(values ...string) bool {
		return slices.ContainsFunc(values, func(v string) bool {
			return strings.Contains(text.Fold(text.Clean(strings.ReplaceAll(v, lineBreak, " ")).String()), c.word)
		})
	}
	var of CaseFacts
	if r.caseAt >= 0 {
		of = x.cases[r.caseAt].facts
	}
	switch c.field {
	case byOwner:
		return holds(r.field(fieldOwners)) || holds(of.People...)
	case byIBAN:
		return c.number != "" && hasIBAN(split(r.field(fieldIBANs)), c.number)
	case byEmployer:
		return holds(r.field(fieldEmployer))
	case byBank:
		return holds(r.field(fieldOfficialName), r.field(fieldTarget))
	case byCustomer:
		return holds(r.field(fieldOwnerID))
	case byTag:
		return holds(of.Tags...)
	case byNote:
		return holds(of.Notes...)
	case byDecision:
		return holds(of.Decided())
	case byStatus:
		var e Entry
		decodeEntry(&e, r.line)
		return holds(of.Status, e.State.String(), e.Completeness())
	case byEnvironment:
		return holds(r.field(fieldEnvironment))
	}
	return false
}

// Near is the name of a person, an employer or a bank that somebody may have meant by a word of a query that no import holds; empty
// for none.
func (x *Index) Near(q Query) string {
	for i := range q.terms {
		t := &q.terms[i]
		names := slices.ContainsFunc(t.any, func(c condition) bool {
			return c.field == fieldAny || c.field == byOwner || c.field == byEmployer || c.field == byBank
		})
		if found := len(x.Find(Query{terms: []term{*t}}, ByDate)) > 0; t.not || !names || found {
			continue
		}
		as := x.names()
		if near := english.Nearest(t.any[0].word, slices.Sorted(maps.Keys(as))); near != "" {
			return as[near]
		}
	}
	return ""
}

// names are the words of the names of people, employers and banks, by what they are folded.
func (x *Index) names() map[string]string {
	as := map[string]string{}
	for i := range x.records {
		for _, f := range []int{fieldOwners, fieldEmployer, fieldOfficialName} {
			for _, name := range split(x.records[i].field(f)) {
				for word := range strings.FieldsFuncSeq(text.Clean(strings.ReplaceAll(name, lineBreak, " ")).String(), func(r rune) bool { return r == '-' || unicode.IsSpace(r) }) {
					as[text.Fold(word)] = word
				}
			}
		}
	}
	return as
}

// hasIBAN reports whether an account's number ends in four digits, or holds a longer part.
func hasIBAN(numbers []string, part string) bool {
	return slices.ContainsFunc(numbers, func(n string) bool {
		n = strings.ToLower(n)
		if len(part) == 4 && strings.Trim(part, "0123456789") == "" {
			return strings.HasSuffix(n, part)
		}
		return strings.Contains(n, part)
	})
}
