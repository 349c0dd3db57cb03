package cases

import (
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/verify"
)

// The history names the claims that an event wrote; a report that quotes nobody does not.
func TestHistoryNamesTheClaims(t *testing.T) {
	written := func(claims ...verify.Claim) casefile.Claims {
		raw, err := verify.Marshal(claims)
		if err != nil {
			t.Fatal(err)
		}
		return casefile.Claims{Claims: raw}
	}
	some := written(verify.OwnerName{Name: "Anna Kowal"}, verify.MonthlyIncome{Least: aisclient.Amount(50_000_000), Currency: "PLN"}, verify.NeverBelowZero{})
	for act, want := range map[*casefile.Claims]string{
		&some:                                "The claims are name Anna Kowal; income 5000.00 PLN; never below zero.",
		new(written()):                       "All claims were taken back.",
		{Claims: []byte(`{"version":9000}`)}: "The claims were written, in a form that this version cannot read.",
	} {
		if got := Describe(*act); got != want {
			t.Errorf("%s: %q, not %q", act.Claims, got, want)
		}
	}
	if got := Brief(some); got != "The claims were written." {
		t.Errorf("%q", got)
	}
}
