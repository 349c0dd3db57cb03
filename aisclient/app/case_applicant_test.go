package app

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/modeltest"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/verify"
)

// salaried is a reply with 5000.00 a month for a year, 9000.00 on the account and nothing else of note.
func salaried(owner, iban string) []byte {
	return xmlReply("Bank of "+owner, owner, iban, "9000.00", slices.Concat(months(26, wages), months(12, bread), months(19, bread))...)
}

// Judgement 0.1 and 0.5: the person of a case is its applicant. What others have confirms nothing, whoever is claimed.
func TestACaseConfirmsNothingOfWhoIsNobodyInIt(t *testing.T) {
	money := []string{"income 4900PLN", "balance 8000PLN", "employer ACME SA", "obligations-at-most 900PLN", "without gambling",
		"active-since 2026-01-01", "max-age 30"}
	for name, k := range map[string]struct {
		people []string // the first is the applicant, the others co-applicants
		owner  string
		claim  string
		want   verify.Outcome
	}{
		"a stranger":              {[]string{"Jan Kowalski"}, "Helena Niezmyślna", "", verify.Inconclusive},
		"a stranger who is named": {[]string{"Jan Kowalski"}, "Helena Niezmyślna", "name Helena Niezmyślna", verify.Inconclusive},
		"the applicant":           {[]string{"Jan Kowalski"}, "KOWALSKI JAN", "", verify.Confirmed},
		"a close name":            {[]string{"Jan Kowalski"}, "Jan Kowalsky", "", verify.Confirmed},
		"a co-applicant":          {[]string{"Jan Kowalski", "Ewa Nowak"}, "Ewa Nowak", "", verify.Confirmed},
		"known by an id alone":    {[]string{"jan"}, "Helena Niezmyślna", "", verify.Confirmed},
	} {
		t.Run(name, func(t *testing.T) {
			a := offlineApp(t)
			people := []casefile.Person{{Name: k.people[0], Role: casefile.Applicant, OwnerExternalID: "jan"}}
			for _, p := range k.people[1:] {
				people = append(people, casefile.Person{Name: p, Role: casefile.CoApplicant, OwnerExternalID: "c-" + p})
			}
			id, err := a.Cases.New(t.Context(), "", people...)
			must(t, err)
			importID := put(t, a, "jan", salaried(k.owner, ibanA))
			must(t, a.Cases.AddImport(t.Context(), id, importID))
			said := slices.Clone(money)
			if k.claim != "" {
				said = append(said, k.claim)
			}
			r, err := a.Open(t.Context(), importID)
			must(t, err)
			one := r.Dataset
			one.Ledger, _, err = r.Load(t.Context(), nil)
			must(t, err)
			one, err = a.Cases.Lay(t.Context(), one)
			must(t, err)
			for _, d := range []Dataset{dataset(t, a, id), one} { // the case, and the import of it alone
				doc, err := a.Reports.Make(t.Context(), d, ReportRequest{Claims: claims(t, said...)})
				must(t, err)
				for _, c := range doc.Checks {
					if c.Outcome != string(k.want) || k.want == verify.Inconclusive && len(c.Ask) == 0 {
						t.Errorf("%s: %s, %s, ask %v", c.Kind, c.Outcome, c.Reason, c.Ask)
					}
				}
				if k.want == verify.Inconclusive && (len(doc.Income) > 0 || k.claim == "" && len(doc.Person) > 0 || len(doc.LeftOut) != 1) {
					t.Errorf("income %+v, verified %v, left out %+v", doc.Income, doc.Person, doc.LeftOut)
				}
			}
			if k.want == verify.Inconclusive {
				if got := checks(t, a, dataset(t, a, id), "iban "+ibanA); got[0] == verify.Confirmed {
					t.Error("the stranger's account number is confirmed")
				}
			}
		})
	}
}

// The wages of a co-owner who is nobody of the case are not the applicant's, whether a name is claimed or not; of two applicants
// both are.
func TestWagesOfACoOwnerOutsideTheCaseAreNotTheApplicants(t *testing.T) {
	reply := func() []byte {
		pay := func(who, amount, firm string) func(string) string {
			return func(on string) string { return on + "|" + amount + "|Wynagrodzenie " + who + "|" + firm + "|" }
		}
		raw := string(xmlReply("BankA", "X", ibanA, "9000.00", slices.Concat(months(26, pay("Jan Kowalski", "5000.00", "ACME SA")), months(25, pay("Ewa Nowak", "4000.00", "Omega SA")), months(12, bread))...))
		return []byte(strings.ReplaceAll(raw, xmlOwners("X OWNER"), xmlOwners("Jan Kowalski OWNER", "Ewa Nowak OWNER")))
	}
	ewa := casefile.Person{Name: "Ewa Nowak", Role: casefile.CoApplicant, OwnerExternalID: "ewa"}
	for name, k := range map[string]struct {
		people []casefile.Person
		proven string
	}{"alone": {[]casefile.Person{janKowalski}, "5000.00"}, "together": {[]casefile.Person{janKowalski, ewa}, "9000.00"}} {
		a := offlineApp(t)
		id, err := a.Cases.New(t.Context(), "", k.people...)
		must(t, err)
		must(t, a.Cases.AddImport(t.Context(), id, put(t, a, "jan", reply())))
		doc, err := a.Reports.Make(t.Context(), dataset(t, a, id), ReportRequest{})
		must(t, err)
		if len(doc.Income) != 1 || doc.Income[0].Proven != modeltest.Amount(k.proven) {
			t.Errorf("%s: %+v", name, doc.Income)
		}
		if len(k.people) == 1 {
			continue
		}
		// Of the applicant who did not sign in only the joint account is here: too little on it refutes nothing, until she has.
		says := func(want verify.Outcome, who string, claim string) {
			t.Helper()
			got := checks(t, a, dataset(t, a, id), slices.DeleteFunc([]string{who, claim}, func(s string) bool { return s == "" })...)
			if is := got[len(got)-1]; is != want {
				t.Errorf("%s, %s: %s", claim, who, is)
			}
		}
		says(verify.Inconclusive, "name Ewa Nowak", "income 6000PLN")
		says(verify.Confirmed, "name Ewa Nowak", "income 4000PLN")
		says(verify.Refuted, "name Jan Kowalski", "income 6000PLN")
		says(verify.Inconclusive, "", "income 12000PLN")
		says(verify.Confirmed, "", "income 9000PLN")
		if !slices.ContainsFunc(doc.Gates, func(g report.Gate) bool {
			return g.Gate == "no import" && strings.Contains(g.Sentence, "Ewa Nowak has no import in the case")
		}) {
			t.Errorf("the report does not warn: %+v", doc.Gates)
		}
		must(t, a.Cases.AddImport(t.Context(), id, put(t, a, "ewa", xmlReply("BankB", "Ewa Nowak", ibanB, "100.00", months(12, bread)...))))
		says(verify.Refuted, "name Ewa Nowak", "income 6000PLN")
	}
}

// Casefile statement 8: a reply for another owner is refused, also in a case that named nobody: the first import's owner is its
// applicant.
func TestTheFirstImportsOwnerIsTheApplicantOfACaseWithoutPeople(t *testing.T) {
	a := offlineApp(t)
	id, err := a.Cases.New(t.Context(), "lone")
	must(t, err)
	first, again := put(t, a, "a-1", salaried("Anna Przykładowa", ibanA)), put(t, a, "a-2", salaried("Anna Przykładowa", ibanB))
	others := put(t, a, "m-1", salaried("Maria Sochacka", "PL44124010371111001007654321"))
	must(t, cases.Join(t.Context(), a.Cases.Cases, id, first, ""))
	must(t, cases.Join(t.Context(), a.Cases.Cases, id, again, "")) // another id of hers
	if err := cases.Join(t.Context(), a.Cases.Cases, id, others, ""); !errors.Is(err, casefile.ErrNotAllowed) || !strings.Contains(err.Error(), "not a person of this case") {
		t.Errorf("a stranger's import: %v", err)
	}
	s, err := a.Cases.Get(t.Context(), id)
	must(t, err)
	if len(s.People) != 1 || s.People[0].Name != "Anna Przykładowa" || s.People[0].Role != casefile.Applicant || len(s.Imports) != 2 {
		t.Errorf("%+v, %d imports", s.People, len(s.Imports))
	}
	joint := put(t, a, "j-1", joint(xmlOwners("Ewa Wspólna OWNER", "Adam Wspólny OWNER"), ""))
	couple, err := a.Cases.New(t.Context(), "couple")
	must(t, err)
	if err := cases.Join(t.Context(), a.Cases.Cases, couple, joint, ""); err == nil || !strings.Contains(err.Error(), "--person") {
		t.Errorf("a login of two: %v", err)
	}
	must(t, cases.Join(t.Context(), a.Cases.Cases, couple, joint, "Adam Wspólny"))
	if s, err := a.Cases.Get(t.Context(), couple); err != nil || len(s.People) != 1 || s.People[0].Name != "Adam Wspólny" || len(s.Imports) != 1 {
		t.Errorf("%+v, %v", s, err)
	}
}

// What strangers have is not added up in a case without people that an older program filled: it is about the first import's
// owner.
func TestTheMoneyOfStrangersIsNotAddedUp(t *testing.T) {
	a := offlineApp(t)
	id, err := a.Cases.New(t.Context(), "lone")
	must(t, err)
	for owner, raw := range map[string][]byte{"a-1": salaried("Anna Przykładowa", ibanA), "m-1": salaried("Maria Sochacka", ibanB)} {
		must(t, a.Cases.AddImport(t.Context(), id, put(t, a, owner, raw)))
	}
	doc, err := a.Reports.Make(t.Context(), dataset(t, a, id), ReportRequest{Claims: claims(t, "income 9000PLN")})
	must(t, err)
	if len(doc.Income) != 1 || doc.Income[0].Proven != modeltest.Amount("5000.00") || doc.Verdict != string(verify.Refuted) || len(doc.LeftOut) != 1 || len(doc.Person) != 1 {
		t.Errorf("%s, %v, %+v, %+v", doc.Verdict, doc.Person, doc.Income, doc.LeftOut)
	}
}

// Nothing is pulled away from under an import: its person stays while it is there.
func TestAPersonStaysWhileTheirImportIsInTheCase(t *testing.T) {
	a := offlineApp(t)
	id, _, _ := twoBanks(t, a) // 1 the label, 2 the applicant, 3 and 4 imports
	undo := func(seq int64) error {
		_, err := a.Cases.Act(context.WithoutCancel(t.Context()), id, casefile.Undo{Seq: seq, Reason: "a mistake"})
		return err
	}
	if err := undo(2); !errors.Is(err, casefile.ErrNotAllowed) || !strings.Contains(err.Error(), "event 3 (import) rests on it") {
		t.Errorf("the applicant of two imports: %v", err)
	}
	must(t, undo(3))
	if err := undo(2); err == nil || !strings.Contains(err.Error(), "event 4 (import) rests on it") {
		t.Errorf("the applicant of one import: %v", err)
	}
	must(t, undo(4))
	must(t, undo(2))
}

// Statement 4.8: what a report says of how joint accounts count is how its figures count them. Of a sole applicant only what
// names them is proven, without a claim of a name, too; of all owners together it is all.
func TestTheBasisOfAJointAccountIsThatOfItsFigures(t *testing.T) {
	ewa := casefile.Person{Name: "Ewa Wspólna", Role: casefile.Applicant, OwnerExternalID: "c-1"}
	adam := casefile.Person{Name: "Adam Wspólny", Role: casefile.CoApplicant, OwnerExternalID: "c-9"}
	both := xmlOwners("Ewa Wspólna OWNER", "Adam Wspólny OWNER")
	for name, k := range map[string]struct {
		people        []casefile.Person
		proven, basis string
	}{
		"one applicant": {[]casefile.Person{ewa}, "0.00", "of a joint account only what names this owner is proven"},
		"both":          {[]casefile.Person{ewa, adam}, "5000.00", "joint accounts count whole; a claim with a name may prove less"},
	} {
		t.Run(name, func(t *testing.T) {
			a := offlineApp(t)
			id, err := a.Cases.New(t.Context(), "", k.people...)
			must(t, err)
			must(t, cases.Join(t.Context(), a.Cases.Cases, id, put(t, a, "c-2", joint(both, both)), "Ewa Wspólna"))
			doc, err := a.Reports.Make(t.Context(), dataset(t, a, id), ReportRequest{})
			must(t, err)
			if in := doc.Income[0]; in.Proven.String() != k.proven || in.Basis != k.basis {
				t.Errorf("proven %s, %q", in.Proven, in.Basis)
			}
		})
	}
}
