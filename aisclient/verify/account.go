package verify

import (
	"fmt"

	"aisdesk/aisclient"
)

func (c HasIBAN) check(d *data) Check {
	want := bareIBAN(c.IBAN)
	if want == "" {
		return unknown(c, "The claim has no account number.")
	}
	numbers, silent, near := 0, 0, ""
	for i := range d.l.Sources() {
		s := &d.l.Sources()[i]
		have := bareIBAN(s.IBAN.String())
		switch {
		case have == want:
			found := pass(c, fmt.Sprintf("It is %s at %s.", s.Label(), s.TargetName))
			found.Filter = d.l.SourcesFilter(i)
			return found
		case have != "":
			numbers++
			near += nearly(want, have, d.label(i))
		case !s.IsCard():
			silent++
		}
	}
	if mistyped(c.IBAN) {
		near += " Its check digits are wrong: it may be mistyped."
	}
	switch {
	case d.gap():
		return unknown(c, "No account that arrived has this number, but "+d.partial+"."+near)
	case silent > 0 || numbers == 0:
		return unknown(c, "No account has this number, but the bank does not give the number of every account."+near)
	}
	return fail(c, "None of "+count(numbers, "account", "accounts")+" has this number."+near)
}

// nearly says where a number is almost that of an account: who types one makes such mistakes.
func nearly(want, have, label string) string {
	if len(want) != len(have) || len(want) < 8 {
		return ""
	}
	differ := 0
	for i := range len(want) {
		if want[i] != have[i] {
			differ++
		}
	}
	if differ > 2 {
		return ""
	}
	return fmt.Sprintf(" That of %s differs in %s.", label, count(differ, "digit", "digits"))
}

// check uses the day the bank gives, and the oldest row. Cards are no accounts.
func (c ActiveSince) check(d *data) Check {
	if c.On > d.now {
		return unknown(c, "This day is in the future.")
	}
	oldest, where := c.On+1, -1
	for i := range d.l.Sources() {
		s := &d.l.Sources()[i]
		if s.IsCard() {
			continue
		}
		see := func(on aisclient.Date) {
			if on != 0 && on < oldest {
				oldest, where = on, i
			}
		}
		see(s.ActiveSince)
		for row := s.First; row < s.Last; row++ {
			see(d.l.Date(row))
		}
	}
	if where < 0 {
		return unknown(c, "Nothing in the data is that old; the account may still be older than the history that was asked for.")
	}
	out := pass(c, fmt.Sprintf("%s was active on %s.", d.label(where), oldest))
	out.Filter = d.l.SourcesFilter(where)
	return out
}
