package app

import (
	"errors"
	"strings"
	"testing"

	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/casefile"
)

// The order of owners in a reply means nothing: of several owners of a login nobody is taken for the applicant unasked.
func TestANewCaseIsAboutWhoSignedIn(t *testing.T) {
	two := xmlOwners("Ewa Wspólna OWNER", "Adam Wspólny OWNER")
	for name, tt := range map[string]struct {
		login, person string
		who           string // the applicant; "" for an error
		asks          bool   // the error names who can be chosen
	}{
		"two owners":            {two, "", "", true},
		"two owners, told":      {two, "wspolny adam", "Adam Wspólny", false},
		"told somebody else":    {two, "Jan Kowalski", "", false},
		"one owner, told other": {xmlOwners("Ewa Wspólna OWNER"), "Adam Wspólny", "Adam Wspólny", false},
		"owner and co-owner":    {xmlOwners("Ewa Wspólna CO_OWNER", "Adam Wspólny OWNER"), "", "Adam Wspólny", false},
		"one owner twice":       {xmlOwners("Ewa Wspólna OWNER", "WSPÓLNA EWA OWNER"), "", "Ewa Wspólna", false},
	} {
		t.Run(name, func(t *testing.T) {
			a := offlineApp(t)
			importID := put(t, a, "c-1", joint(tt.login, two))
			id, err := a.Cases.Begin(t.Context(), importID, tt.person)
			if tt.who == "" {
				open := (*cases.SignerError)(nil)
				if !errors.Is(err, casefile.ErrNotAllowed) || errors.As(err, &open) != tt.asks {
					t.Fatalf("%v", err)
				}
				if tt.asks && (len(open.Named) != 2 || !strings.Contains(err.Error(), "aisdesk case begin "+importID+" --person NAME")) {
					t.Errorf("%v, %+v", err, open.Named)
				}
				if all, err := a.Cases.AllIDs(t.Context()); err != nil || len(all) != 0 {
					t.Errorf("written all the same: %v, %v", all, err)
				}
				return
			}
			must(t, err)
			s, err := a.Cases.Get(t.Context(), id)
			must(t, err)
			if len(s.People) != 1 || s.People[0].Name != tt.who || s.People[0].OwnerExternalID != "c-1" {
				t.Errorf("it is about %+v", s.People)
			}
		})
	}
}

// Taking a tag off begins nothing; putting one on begins a case as any first act does, and asks what that asks.
func TestTaggingBeginsACaseOnlyWhereThatIsClear(t *testing.T) {
	a := offlineApp(t)
	one := put(t, a, "c-1", joint(xmlOwners("Ewa Wspólna OWNER"), xmlOwners("Ewa Wspólna OWNER")))
	both := put(t, a, "c-2", joint(xmlOwners("Jan Kot OWNER", "Ola Kot OWNER"), xmlOwners("Jan Kot OWNER")))
	if n, err := a.Library.Tag(t.Context(), []string{one, both}, "vip", true); n != 0 || err != nil {
		t.Errorf("%d untagged, %v", n, err)
	}
	if all, err := a.Cases.AllIDs(t.Context()); err != nil || len(all) != 0 {
		t.Fatalf("untagging began %v, %v", all, err)
	}
	n, err := a.Library.Tag(t.Context(), []string{one, both}, "vip", false)
	if open := (*cases.SignerError)(nil); n != 1 || !errors.As(err, &open) || open.Import != both {
		t.Errorf("%d tagged, %v", n, err)
	}
	again := put(t, a, "c-3", joint(xmlOwners("Ewa Wspólna OWNER"), xmlOwners("Ewa Wspólna OWNER")))
	n, err = a.Library.Tag(t.Context(), []string{again}, "vip", false)
	if open := (*cases.OpenCaseError)(nil); n != 0 || !errors.As(err, &open) {
		t.Errorf("beside the open case of the same person: %d tagged, %v", n, err)
	}
	all, err := a.Cases.List(t.Context())
	if err != nil || len(all) != 1 {
		t.Fatalf("%d cases, %v", len(all), err)
	}
	must(t, cases.Join(t.Context(), a.Cases.Cases, all[0].ID, again, ""))
	for _, want := range []int{2, 0} { // both are of one case, and the second time they have the tag
		if n, err := a.Library.Tag(t.Context(), []string{one, again}, "flat", false); n != want || err != nil {
			t.Errorf("%d imports of one case tagged, want %d, %v", n, want, err)
		}
	}
}

// An import that names nobody, or cannot be read, goes into a case, and is not taken for its people's without a word.
func TestAnImportThatNamesNobodyIsSaid(t *testing.T) {
	a := offlineApp(t)
	ewa := casefile.Person{Name: "Ewa Wspólna", Role: casefile.Applicant, OwnerExternalID: "c-1"}
	id, err := a.Cases.New(t.Context(), "loan", ewa)
	must(t, err)
	none, hers := put(t, a, "c-1", joint("", "")), put(t, a, "c-1", joint(xmlOwners("Ewa Wspólna OWNER"), ""))
	unread := put(t, a, "c-1", []byte("<reply>"))
	for importID, want := range map[string]string{none: "names no owner, so nobody can tell", hers: "", unread: "cannot be read ("} {
		must(t, a.Cases.Join(t.Context(), id, importID, ""))
		f, err := cases.ForeignTo(t.Context(), a.Cases.Cases, id, importID)
		must(t, err)
		if (want == "") != (f == nil) || f != nil && !strings.Contains(f.String(), importID+" "+want) {
			t.Errorf("%s: %v, want %q", importID, f, want)
		}
	}
}
