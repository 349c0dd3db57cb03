package insight

import (
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/insight/categorize"
	"aisdesk/aisclient/ledger"
)

// Casefile statement 20: what a person excluded or relabelled was paid all the same. Nobody is said not to have paid it; what
// really was missed still is.
func TestAPaymentThatAPersonTookAwayWasNotMissed(t *testing.T) {
	rows := slices.DeleteFunc(household(12), func(r aisclient.Transaction) bool {
		return r.Party.String() == "Ewa Wynajmująca" && strings.HasPrefix(r.BookedOn.String(), "2025-09") // really missed
	})
	l := resultOf(t, account("", rows...)).Ledger
	var rent, wage int32
	for row := range int32(l.Len()) {
		switch on := l.Date(row).String()[:7]; {
		case on == "2025-11" && l.Party(row).String() == "Ewa Wynajmująca":
			rent = row
		case on == "2025-12" && strings.HasPrefix(l.Title(row).String(), "Wynagrodzenie"):
			wage = row
		}
	}
	excluded := func(row int32) *ledger.Ledger {
		var out ledger.RowSet
		out.Add(row)
		return l.WithExcluded(&out)
	}
	relabelled := map[int32]categorize.Given{rent: {Category: category.OtherOut, Stage: categorize.Person}}
	for name, k := range map[string]struct {
		l       *ledger.Ledger
		given   map[int32]categorize.Given
		took    string // the month of what the act took
		missing int    // payments that were missed
	}{"no act": {l, nil, "", 1}, "excluded rent": {excluded(rent), nil, "2025-11", 1}, "relabelled rent": {l, relabelled, "2025-11", 1}, "excluded wage": {excluded(wage), nil, "2025-12", 1}} {
		a, err := Analyse(t.Context(), k.l, Options{Today: today, Given: k.given})
		if err != nil {
			t.Fatal(err)
		}
		all, err := a.Findings(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		missed, told := 0, ""
		for _, f := range all {
			said := strings.ToLower(f.Sentence)
			if f.Topic == Missed && (strings.Contains(said, "wynajm") || strings.Contains(said, "zmyślone")) { // the rent or the wage
				missed++
				if !strings.Contains(f.Sentence, "was not made around 2025-09") || k.took != "" && strings.Contains(f.Sentence, k.took) {
					t.Errorf("%s: %s", name, f.Sentence)
				}
			}
			if _, act, ok := strings.Cut(f.Sentence, "What came around "); ok {
				told = act
			}
		}
		if missed != k.missing || !strings.HasPrefix(told, k.took) || k.took != "" && !strings.Contains(told, "by a person") || k.took == "" && told != "" {
			t.Errorf("%s: %d missed, of the act it says %q", name, missed, told)
		}
	}
}
