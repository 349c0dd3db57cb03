package verify

import "testing"

// A company's account counts where no person owns one; who may only sign for another owns none.
func TestS0_5_AnAttorneyIsNobodyWhoOwns(t *testing.T) {
	for person, want := range map[string]Outcome{"Jan Obcy ATTORNEY": Confirmed, "Jan Obcy": Inconclusive} {
		w := newWorld(t)
		w.imp.Targets[0].Owners = nil
		w.account("Firmowe", mine, "9000.00", living(365)...).Owners = owners("Alfa Sp. z o.o. COMPANY")
		w.account("Drugie", yours, "10.00", living(365)...).Owners = owners(person)
		if check := w.one("balance 9000PLN"); (check.Outcome == Confirmed) != (want == Confirmed) {
			t.Errorf("beside an account of %s: %s, %s", person, check.Outcome, check.Reason)
		}
	}
}

// An account that stands twice is the person's if one entry says so.
func TestS8_3_ANumberIsTheirsIfOneOfItsEntriesIs(t *testing.T) {
	w := newWorld(t)
	w.account("Obce", mine, "9000.00", living(365)...).Owners = owners("Jan Obcy")
	w.account("Własne", mine, "9000.00", living(365)...)
	w.want(Confirmed, "SAME", "name Anna Łącka", "iban "+mine)
}
