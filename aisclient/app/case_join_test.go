package app

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/report"
)

// xmlOwners writes the owners of a login or an account: "Jan Kowalski OWNER".
func xmlOwners(lines ...string) string {
	var b strings.Builder
	for _, l := range lines {
		at := strings.LastIndexByte(l, ' ')
		fmt.Fprintf(&b, "<owner><name>%s</name><kind>%s</kind></owner>", l[:at], l[at+1:])
	}
	return "<owners>" + b.String() + "</owners>"
}

// joint is a reply of one account with owners of its own beside those of the login.
func joint(login, account string) []byte {
	raw := string(xmlReply("BankB", "X", ibanB, "10.00", months(10, wages)...))
	one := xmlOwners("X OWNER")
	raw = strings.Replace(raw, one, login, 1)
	return []byte(strings.Replace(raw, one, account, 1))
}

// Casefile statement 7: each person is in a case once. A joint account names both, in any order.
func TestAJointAccountIsThePersonsWhoSignedIn(t *testing.T) {
	ewa := casefile.Person{Name: "Ewa Wspólna", Role: casefile.Applicant, OwnerExternalID: "c-1"}
	adam := casefile.Person{Name: "Adam Wspólny", Role: casefile.CoApplicant, OwnerExternalID: "c-9"}
	both := xmlOwners("Ewa Wspólna CO_OWNER", "Adam Wspólny OWNER")
	for name, tt := range map[string]struct {
		people  []casefile.Person
		reply   []byte
		as, who string // --person, and whose the import is; "" for a *SignerError
	}{
		"login of one":                 {[]casefile.Person{ewa, adam}, joint(xmlOwners("Adam Wspólny OWNER"), both), "", "c-9"},
		"owner before co-owner":        {[]casefile.Person{ewa, adam}, joint(both, both), "", "c-9"},
		"two owners":                   {[]casefile.Person{ewa, adam}, joint(xmlOwners("Ewa Wspólna OWNER", "Adam Wspólny OWNER"), both), "", ""},
		"two owners, told":             {[]casefile.Person{ewa, adam}, joint(xmlOwners("Ewa Wspólna OWNER", "Adam Wspólny OWNER"), both), "wspolna ewa", "c-1"},
		"told by id":                   {[]casefile.Person{ewa, adam}, joint(both, both), "c-1", "c-1"},
		"login of somebody else":       {[]casefile.Person{ewa}, joint(xmlOwners("Adam Wspólny OWNER"), both), "", ""},
		"login of somebody else, told": {[]casefile.Person{ewa}, joint(xmlOwners("Adam Wspólny OWNER"), both), "Ewa Wspólna", "c-1"},
		"no login named":               {[]casefile.Person{ewa, adam}, joint("", xmlOwners("Adam Wspólny CO_OWNER")), "", "c-9"},
	} {
		t.Run(name, func(t *testing.T) {
			a := offlineApp(t)
			id, err := a.Cases.New(t.Context(), "Couple", tt.people...)
			must(t, err)
			importID := put(t, a, "c-2", tt.reply)
			err = cases.Join(t.Context(), a.Cases.Cases, id, importID, tt.as)
			s, gone := a.Cases.Get(t.Context(), id)
			must(t, gone)
			if !slices.Equal(s.People, tt.people) {
				t.Fatalf("the people are %+v", s.People)
			}
			if tt.who == "" {
				if open := (*cases.SignerError)(nil); !errors.As(err, &open) || !strings.Contains(err.Error(), "--person") || len(s.Imports) != 0 {
					t.Fatalf("%v, %+v", err, s.Imports)
				}
				return
			}
			must(t, err)
			if p, ok := s.Person("c-2"); !ok || p.OwnerExternalID != tt.who || len(s.Imports) != 1 {
				t.Errorf("the import is of %+v, %+v", p, s.Imports)
			}
		})
	}
}

func TestAnImportOfNobodyOfTheCaseIsRefused(t *testing.T) {
	a := offlineApp(t)
	id, err := a.Cases.New(t.Context(), "Kowalski", janKowalski)
	must(t, err)
	importID := put(t, a, "c-2", joint(xmlOwners("Adam Wspólny OWNER"), xmlOwners("Adam Wspólny OWNER")))
	for as, words := range map[string]string{"": "c-2, who is not a person", "Ewa Wspólna": "is not a person of this case"} {
		if err := cases.Join(t.Context(), a.Cases.Cases, id, importID, as); !errors.Is(err, casefile.ErrNotAllowed) || !strings.Contains(err.Error(), words) {
			t.Errorf("%q: %v", as, err)
		}
	}
	mine := put(t, a, "jan", joint(xmlOwners("Jan Kowalski OWNER"), ""))
	_, err = a.Cases.AddPerson(t.Context(), id, casefile.Person{Name: "Ewa Wspólna", Role: casefile.CoApplicant, OwnerExternalID: "c-1"})
	must(t, err)
	if err := cases.Join(t.Context(), a.Cases.Cases, id, mine, "Ewa Wspólna"); err == nil || !strings.Contains(err.Error(), "was made for Jan Kowalski") {
		t.Errorf("an import made for another: %v", err)
	}
}

// The order of owners in a reply means nothing: the applicant of a first act is who is claimed, else the login's owner.
func TestTheApplicantOfAFirstActIsWhoIsClaimed(t *testing.T) {
	login := xmlOwners("Piotr Sochacki CO_OWNER", "Maria Sochacka OWNER")
	for claim, want := range map[string]string{"": "Maria Sochacka", "name Maria Sochacka": "Maria Sochacka", "name SOCHACKI PIOTR": "Piotr Sochacki", "name Jan Kowalski": "Maria Sochacka"} {
		a := offlineApp(t)
		importID := put(t, a, "c-1", joint(login, login))
		if claim != "" {
			must(t, a.SaveClaims(t.Context(), importID, claims(t, claim)))
		}
		id, err := a.Cases.ForImport(t.Context(), importID)
		must(t, err)
		if s, err := a.Cases.Get(t.Context(), id); err != nil || len(s.People) != 1 || s.People[0].Name != want {
			t.Errorf("%q: %+v, %v", claim, s.People, err)
		}
	}
}

// A case may hold what is of nobody in it, and then says so: an import under the applicant's id, and a statement file.
func TestACaseSaysWhatIsOfNobodyInIt(t *testing.T) {
	a := offlineApp(t)
	id, err := a.Cases.New(t.Context(), "Kowalski", janKowalski)
	must(t, err)
	mine := put(t, a, "jan", xmlReply("BankA", "Kowalski Jan", ibanA, "9000.00", append(append(months(28, wages)[1:], months(12, bread)...), months(19, bread)...)...))
	other := put(t, a, "jan", xmlReply("BankB", "Tomasz Trzybankowy", ibanB, "1.00", months(10, wages)...))
	says := func(of string, want bool) {
		t.Helper()
		f, err := cases.ForeignTo(t.Context(), a.Cases.Cases, id, of)
		if must(t, err); (f != nil) != want || want && !slices.Equal(f.Owners, []string{"Tomasz Trzybankowy"}) {
			t.Errorf("%s: %+v", of, f)
		}
	}
	must(t, a.Cases.AddImport(t.Context(), id, other))
	says(other, true)
	doc := func() *report.Document {
		t.Helper()
		doc, err := a.Reports.Make(t.Context(), dataset(t, a, id), ReportRequest{Claims: claims(t, "name Jan Kowalski", "income 3000PLN")})
		must(t, err)
		return doc
	}
	if c := doc().Case; c.WithoutAccount != "Jan Kowalski" || len(c.Foreign) != 1 || c.Foreign[0].Import != other {
		t.Errorf("%+v", c)
	}
	must(t, a.Cases.AddImport(t.Context(), id, mine))
	says(mine, false)
	d := doc()
	if c := d.Case; c.WithoutAccount != "" || len(c.Foreign) != 1 || c.Foreign[0].Import != other {
		t.Errorf("with an account of the applicant: %+v", c)
	}
	if d.Badge != "SANDBOX" {
		t.Errorf("the badge is %s", d.Badge)
	}
	path := filepath.Join(t.TempDir(), "statement.xml")
	must(t, os.WriteFile(path, xmlReply("BankC", "Anna Wymyślona", "PL69249081159101748814168112", "1.00", months(11, wages)...), 0o600))
	_, err = a.Cases.AddFile(t.Context(), id, path, "")
	must(t, err)
	if d = doc(); len(d.Case.Foreign) != 2 || d.Badge != "SANDBOX + FILE" {
		t.Errorf("with a file of somebody else: %s, %+v", d.Badge, d.Case.Foreign)
	}
	// Faults of the data of others hold nothing of the person's back, and the first page says one thing of both.
	if len(d.Gates) != 0 || len(d.Affordability) != 1 || d.Affordability[0].DSTI != 0 {
		t.Errorf("gates %+v, affordability %+v", d.Gates, d.Affordability)
	}
}
