package report

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"aisdesk/aisclient/identity"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/text"
	"aisdesk/aisclient/verify"
)

// mask writes texts as a level shows them.
type mask struct {
	level   Level
	a       *insight.Analysis
	persons identity.People // whom the document is about: they keep their names
	people  []string        // of the case: what is said of them may name them
	private names           // of private counterparties, which are hidden
	// personal are the texts of claims that tell who somebody is.
	personal []hidden
}

// newMask gathers the names of private counterparties, so that sentences do not tell what rows hide.
func newMask(level Level, a *insight.Analysis, v *verify.Report) mask {
	m := mask{level: level, a: a, persons: identity.PeopleOf(slices.Concat(v.Person, v.Owners))}
	if level == Full {
		return m
	}
	private, seen := map[string]bool{}, map[int32]bool{}
	for row := range int32(a.Ledger.Len()) {
		p := a.Parties.Party(a.Parties.Of(row))
		if id := a.Ledger.PartyID(row); p.Person && !seen[id] {
			seen[id] = true
			private[p.Name], private[a.Ledger.Party(row).String()] = true, true
		}
	}
	for n := range private {
		if m.hides(n) {
			m.private.add(n)
		}
	}
	return m
}

// hides reports whether a private name is one to be hidden: whom the document is about keeps the name.
func (m *mask) hides(name string) bool {
	if utf8.RuneCountInString(name) < 5 || !strings.Contains(name, " ") {
		return false // a single word is also in other words
	}
	return !m.about(name)
}

func (m *mask) about(name string) bool { return m.persons.Match(name) }

// party is the counterparty of a row.
func (m *mask) party(row int32) string {
	p := m.a.Parties.Party(m.a.Parties.Of(row))
	return whole(m.a.Ledger.Party(row), func(s string) string { return m.name(s, p.Person) })
}

// cell is what the bank wrote in a field: its line breaks and joiners stay, as in every file for programs.
func (m *mask) cell(t text.Text) string { return whole(t, m.text) }

// whole writes a text as a level shows it: as it came where nothing of it is hidden, cleaned otherwise, since what hides looks
// for cleaned names and numbers.
func whole(t text.Text, shown func(string) string) string {
	clean := shown(t.String())
	if !t.Altered() || clean != t.String() {
		return clean
	}
	if came := t.ForFile(); shown(came) == came {
		return came
	}
	return clean
}

// title is a row's title: people write numbers there that tell who somebody is, and banks the address of a private counterparty.
func (m *mask) title(row int32) string {
	t := m.a.Ledger.Title(row)
	if m.level == Full {
		return m.cell(t)
	}
	private := m.a.Parties.Party(m.a.Parties.Of(row)).Person
	return whole(t, func(s string) string {
		s = maskPersonal(m.text(maskBirthNumbers(s)))
		if private {
			s = postal.ReplaceAllString(s, postalAddress)
		}
		return s
	})
}

// HideNumbers shows of each account number in a text only the last four characters, and of numbers and addresses that tell who
// somebody is only their kind, as a report does below level full.
func HideNumbers(s string) string { return maskPersonal(maskNumbers(maskBirthNumbers(s))) }

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
	return maskNumbers(m.private.replace(m.unclaimed(s), m.about))
}

// said is what a person typed: it may tell who somebody is in more ways than a bank's rows do.
func (m *mask) said(s string) string {
	if m.level == Full {
		return s
	}
	return maskPersonal(m.text(maskPeople(maskBirthNumbers(m.unclaimed(s)), func(name string) bool {
		is := func(p string) bool { return identity.SameName(p, name) }
		return m.about(name) || slices.ContainsFunc(m.people, is)
	})))
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
