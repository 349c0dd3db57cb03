package verify

import (
	"fmt"
	"slices"
	"strings"
)

// ownersOf lists every owner of accounts, cards and bank logins by name, each once.
func (d *data) ownersOf() []string {
	names := []string{} // an empty list in the report, no null
	add := func(name string) {
		if name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	for i := range d.l.Sources() {
		for _, o := range d.l.Sources()[i].Owners {
			add(o.String())
		}
	}
	if imp := d.l.Import(); imp != nil {
		for t := range imp.Targets {
			for _, o := range imp.Targets[t].Owners {
				add(o.Name.String())
			}
		}
	}
	return names
}

// check compares the name with each owner by itself: two half-matching owners make no match.
func (c OwnerName) check(d *data) Check {
	owners := d.ownersOf()
	if len(nameWords(c.Name)) == 0 {
		return unknown(c, "The claim has no name.")
	}
	for i := range d.l.Sources() {
		s := &d.l.Sources()[i]
		for _, o := range s.Owners {
			if sameName(c.Name, o.String()) {
				return pass(c, fmt.Sprintf("The bank names %s as an owner of %s.", o, s.Label()))
			}
		}
	}
	for _, o := range owners {
		if sameName(c.Name, o) {
			return pass(c, fmt.Sprintf("The bank names %s as the owner of the login.", o))
		}
	}
	switch {
	case len(owners) == 0:
		return unknown(c, "The bank names no owners.")
	case d.gap():
		return unknown(c, fmt.Sprintf("Among the owners that arrived (%s) is no such name, but %s.", strings.Join(owners, "; "), d.partial))
	}
	return fail(c, fmt.Sprintf("The bank names %s.", strings.Join(owners, "; ")))
}

func (c HasIBAN) check(d *data) Check {
	want := bareIBAN(c.IBAN)
	if want == "" {
		return unknown(c, "The claim has no account number.")
	}
	numbers := 0
	for i := range d.l.Sources() {
		s := &d.l.Sources()[i]
		have := bareIBAN(s.IBAN.String())
		if have == "" {
			continue
		}
		numbers++
		if have == want {
			found := pass(c, fmt.Sprintf("It is %s at %s.", s.Label(), s.TargetName))
			found.Filter = fmt.Sprintf("src:%d", i)
			return found
		}
	}
	switch {
	case d.gap():
		return unknown(c, "No account that arrived has this number, but "+d.partial+".")
	case numbers < len(d.l.Sources()) || numbers == 0:
		return unknown(c, "No account has this number, but the bank does not give the number of every account.")
	}
	return fail(c, "None of "+count(numbers, "account", "accounts")+" has this number.")
}

// check uses the day the bank gives, and the oldest row.
func (c ActiveSince) check(d *data) Check {
	oldest, where := c.On+1, ""
	for i := range d.l.Sources() {
		s := &d.l.Sources()[i]
		if since := s.ActiveSince; since != 0 && since < oldest {
			oldest, where = since, s.Label().String()
		}
		for row := s.First; row < s.Last; row++ {
			if on := d.l.Date(row); on != 0 && on < oldest {
				oldest, where = on, s.Label().String()
			}
		}
	}
	if where != "" {
		return pass(c, fmt.Sprintf("%s was active on %s.", where, oldest))
	}
	return unknown(c, "Nothing in the data is that old; the account may still be older than the history that was asked for.")
}
