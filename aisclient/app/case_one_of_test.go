package app

import (
	"strings"
	"testing"

	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/report/outline"
	"aisdesk/aisclient/verify"
	"aisdesk/aisclient/verify/policy"
)

// What is decided is the verdict on the whole case, also while one of its imports is open alone; a report on that import says of how
// many it is one.
func TestADecisionOnOneImportKeepsTheVerdictOfItsCase(t *testing.T) {
	a := newApp(t, "")
	id := threeBanks(t, a)
	must(t, a.SaveClaims(t.Context(), id, claims(t, "income 7000 PLN")))
	s, err := a.Cases.Get(t.Context(), id)
	must(t, err)
	whole := dataset(t, a, id)
	r, err := a.Open(t.Context(), s.Imports[1].Import) // the bank without the wage
	must(t, err)
	alone := r.Dataset
	alone.Ledger, _, err = r.Load(t.Context(), nil)
	must(t, err)
	alone, err = a.Cases.Lay(t.Context(), alone)
	must(t, err)
	if whole.OneOf() != 0 || alone.OneOf() != 2 {
		t.Errorf("the case is one of %d, its import one of %d", whole.OneOf(), alone.OneOf())
	}
	for _, d := range []Dataset{whole, alone} {
		r, err := a.Cases.Verdict(t.Context(), d, policy.Policy{})
		must(t, err)
		_, err = a.Cases.Decide(t.Context(), d.Acts.State, casefile.Reject, "too little", r)
		must(t, err)
		s, err := a.Cases.Get(t.Context(), id)
		must(t, err)
		if verdict, checks := s.Decision.Kept(); verdict != string(verify.Confirmed) || len(checks) != 1 {
			t.Errorf("a decision with %q open keeps %s, %v", d.Name, verdict, checks)
		}
		doc, err := a.Reports.Make(t.Context(), d, ReportRequest{})
		must(t, err)
		said := false
		o, err := outline.Of(doc)
		must(t, err)
		for _, b := range o.Sections[0].Blocks {
			facts, _ := b.(outline.Facts)
			for _, f := range facts {
				said = said || f.Name == "Covers" && strings.HasPrefix(f.Value, "1 of the 2 imports of the case")
			}
		}
		if said != (d.View == nil) {
			t.Errorf("the first page of the report on %q says that it is on one import: %v", d.Name, said)
		}
	}
}
