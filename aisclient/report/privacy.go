package report

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"aisdesk/aisclient/identity"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/verify"
)

// mask writes texts as a level shows them.
type mask struct {
	level   Level
	a       *insight.Analysis
	persons []string          // whom the document is about: they keep their names
	private *strings.Replacer // names of private counterparties to their initials; nil where none is hidden
}

// newMask gathers the names of private counterparties, so that sentences do not tell what rows hide.
func newMask(level Level, a *insight.Analysis, v *verify.Report) mask {
	m := mask{level: level, a: a, persons: slices.Concat(v.Person, v.Owners)}
	if level == Full {
		return m
	}
	names, seen := map[string]bool{}, map[int32]bool{}
	for row := range int32(a.Ledger.Len()) {
		p := a.Parties.Party(a.Parties.Of(row))
		if id := a.Ledger.PartyID(row); p.Person && !seen[id] {
			seen[id] = true
			names[p.Name], names[a.Ledger.Party(row).String()] = true, true
		}
	}
	m.private = m.replacer(slices.Collect(maps.Keys(names)))
	return m
}

// replacer turns private names into initials; the longest first, as it takes the first that fits.
func (m *mask) replacer(names []string) *strings.Replacer {
	slices.SortFunc(names, func(x, y string) int { return cmp.Or(len(y)-len(x), strings.Compare(x, y)) })
	var pairs []string
	for _, n := range names {
		if !m.hides(n) {
			continue
		}
		for _, spelling := range slices.Compact([]string{n, strings.ToUpper(n)}) {
			pairs = append(pairs, spelling, initials(n))
		}
	}
	if len(pairs) == 0 {
		return nil
	}
	return strings.NewReplacer(pairs...)
}

// hides reports whether a private name is one to be hidden: whom the document is about keeps the name.
func (m *mask) hides(name string) bool {
	if utf8.RuneCountInString(name) < 5 || !strings.Contains(name, " ") {
		return false // a single word is also in other words
	}
	return !m.about(name)
}

func (m *mask) about(name string) bool {
	return slices.ContainsFunc(m.persons, func(p string) bool { return identity.CompareNames(p, name).Outcome == identity.Match })
}

// party is the counterparty of a row.
func (m *mask) party(row int32) string {
	p := m.a.Parties.Party(m.a.Parties.Of(row))
	return m.name(m.a.Ledger.Party(row).String(), p.Person)
}

// name is a counterparty's name; person says that it is somebody private.
func (m *mask) name(name string, person bool) string {
	if m.level != Full && person && name != "" && !m.about(name) {
		return initials(name)
	}
	return m.text(name)
}

// text is a sentence or a title.
func (m *mask) text(s string) string {
	if m.level == Full || s == "" {
		return s
	}
	if m.private != nil {
		s = m.private.Replace(s)
	}
	return maskNumbers(s)
}

func (m *mask) texts(all []string) []string {
	var out []string
	for _, s := range all {
		out = append(out, m.text(s))
	}
	return out
}

// number is an account number.
func (m *mask) number(s string) string {
	if m.level == Full {
		return s
	}
	return lastFour(s)
}

// shown is how many characters of an account number are shown.
const shown = 4

// lastFour hides all of a number but its end.
func lastFour(s string) string {
	compact := strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '-' {
			return -1
		}
		return r
	}, s)
	if n := len(compact); n > shown {
		return "…" + compact[n-shown:]
	}
	return compact
}

// numbers are what reads as an account number: an IBAN with or without blanks, in small letters where the rest is digits, a
// Polish number in fours from its beginning, 16 or more digits in groups, a Czech or Slovak number with its bank.
var numbers = regexp.MustCompile(`\b[A-Z]{2}\d{2}(?:[ \x{a0}]?[0-9A-Z]{4}){2,7}(?:[ \x{a0}]?[0-9A-Z]{1,3})?\b|` +
	`\b[A-Za-z]{2}\d{2}(?:[ \x{a0}]?\d{4}){3,7}(?:[ \x{a0}]?\d{1,3})?\b|` +
	`\b\d{2}(?:[ \x{a0}-]?\d{4}){5,6}\b|\b\d{4}(?:[ \x{a0}-]?\d{4}){5}[ \x{a0}-]?\d{2}\b|` +
	`\b\d{4}(?:[ \x{a0}-]?\d{4}){3,4}\b|\b(?:\d{1,6}-)?\d{6,10}/\d{4}\b`)

// maskNumbers shows of each account number in a text only the last four characters.
func maskNumbers(s string) string {
	return numbers.ReplaceAllStringFunc(s, lastFour)
}

// initials are the first letters of the first two words of a name: "Jan Przykładowy" is "J. P.".
func initials(name string) string {
	var out []string
	for _, w := range strings.Fields(name) {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsLetter(r) {
			continue
		}
		if out = append(out, string(unicode.ToUpper(r))+"."); len(out) == 2 {
			break
		}
	}
	if len(out) == 0 {
		return "(private)"
	}
	return strings.Join(out, " ")
}
