package library

import (
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient/ledger/filter"
)

func people(t testing.TB) (*Index, map[string]string) {
	s := open(t, t.TempDir())
	ids := map[string]string{}
	for _, c := range []customer{
		{"Żaneta Łękawska", "PL61 1090 1014 0000 0712 1981 2874", "Warsztaty Grodzkie sp. z o.o.", "KontoBank", "app-17", "live", 900},
		{"Jan Kowal", "PL27114020040000300201355387", "Urząd Miasta Sośno", "Kredo Bank", "app-18", "sandbox", 12},
		{"JANINA KOWALSKA-ŁĘK", "CZ6508000000192000145399", "", "Kredo Bank", "app-19", "test", 300},
	} {
		ids[c.owner] = c.save(t, s)
	}
	cases := folderCases(t.TempDir())
	must(t, cases.put(CaseFacts{ID: "k1", Imports: []string{ids["Jan Kowal"]}, Label: "Kitchen loan", Tags: []string{"vip", "second-look"},
		Notes: []string{"Called the landlord"}, Decision: "approve", Status: "closed"}, "1"))
	return load(t, s, cases), ids
}

func TestImportsAreFoundByWhatPeopleKnow(t *testing.T) {
	x, ids := people(t)
	const zaneta, jan, janina = "Żaneta Łękawska", "Jan Kowal", "JANINA KOWALSKA-ŁĘK"
	for line, want := range map[string][]string{
		"":                              {zaneta, jan, janina},
		"zaneta":                        {zaneta},
		"ŻANETA":                        {zaneta},
		"lek":                           {zaneta, janina},
		"kowal kredo":                   {jan, janina},
		"kowal zaneta":                  {},
		"owner:kowal":                   {jan, janina},
		`owner:"jan kowal"`:             {jan},
		"owner:kredo":                   {},
		"bank:kredo -owner:janina":      {jan},
		"employer:warsztaty":            {zaneta},
		"employer:grodzkie|sosno":       {zaneta, jan},
		"app-19":                        {janina},
		"customer:app-1":                {zaneta, jan, janina},
		"PL61 1090 1014 0000":           {zaneta},
		"pl61109010140000071219812874":  {zaneta},
		`"PL61 1090 1014 0000 0712"`:    {zaneta},
		`iban:"61-1090-1014"`:           {zaneta},
		"iban:2874":                     {zaneta},
		"iban:1090":                     {}, // four digits are the last four
		"iban:0800":                     {},
		"tag:vip":                       {jan},
		"tag:vip, status:closed,":       {jan}, // a comma behind a word is a blank
		"second-look":                   {jan},
		"note:landlord":                 {jan},
		"decision:approve":              {jan},
		"decision:Appr|decision:stale":  {jan},
		"-decision:approve":             {zaneta, janina},
		"decision:none":                 {zaneta, janina},
		"-decision:NONE":                {jan},
		"status:closed":                 {jan},
		"env:live":                      {zaneta},
		"env:live|env:test":             {zaneta, janina},
		"kitchen":                       {jan},
		ids[jan]:                        {jan},
		"damaged":                       {},
		"expires:never":                 {},
		"owner:kowal|bank:konto env:te": {janina},
	} {
		got := find(t, x, line, ByCustomer)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%q finds %q, want %q", line, got, want)
		}
	}
}

// A word that no import holds is held against the names; one that stands with another that fits, too, but none that is turned around.
func TestANameThatMayHaveBeenMeant(t *testing.T) {
	x, _ := people(t)
	for line, want := range map[string]string{"kowlaska": "KOWALSKA", "owner:janian": "JANINA", "zanata kredo": "Żaneta", "kowal": "", "-kowla": "", "grodzike": "Grodzkie", "qqqqqq": "", "tag:vipp": ""} {
		q, err := Parse(line, 0)
		must(t, err)
		if got := x.Near(q); got != want {
			t.Errorf("%q: %q, want %q", line, got, want)
		}
	}
}

// An apostrophe is the same however it is written.
func TestApostrophesInSearch(t *testing.T) {
	s := open(t, t.TempDir())
	for _, owner := range []string{"Sean O'Connor", "Ann O’Connor"} {
		customer{owner, "PL27114020040000300201355387", "", "Kredo Bank", "app-1", "test", 3}.save(t, s)
	}
	x := load(t, s, folderCases(t.TempDir()))
	for _, line := range []string{"o'connor", "O’Connor", "owner:oʼconnor", "-owner:o`connor"} {
		if got := find(t, x, line, ByCustomer); len(got) != 2 && line[0] != '-' || len(got) != 0 && line[0] == '-' {
			t.Errorf("%q finds %q", line, got)
		}
	}
	if got := find(t, x, "sean o’connor", ByCustomer); len(got) != 1 {
		t.Errorf("%q", got)
	}
}

func TestImportsAreSortedByWhatPeopleAsk(t *testing.T) {
	x, _ := people(t)
	for by, want := range map[Order]string{
		ByCustomer: "Jan Kowal, JANINA KOWALSKA-ŁĘK, Żaneta Łękawska",
		ByRows:     "Żaneta Łękawska, JANINA KOWALSKA-ŁĘK, Jan Kowal",
	} {
		if got := strings.Join(find(t, x, "", by), ", "); got != want {
			t.Errorf("by %s: %s, want %s", by, got, want)
		}
	}
	if got := find(t, x, "", ByDecision)[0]; got != "Jan Kowal" {
		t.Errorf("by decision the undecided %s comes first", got)
	}
	if got := find(t, x, "", ByBank)[0]; got != "Żaneta Łękawska" {
		t.Errorf("by bank %s of Kredo Bank comes before KontoBank", got)
	}
	for _, o := range Orders() {
		if back, err := ParseOrder(o.String()); err != nil || back != o {
			t.Errorf("%s is read as %v, %v", o, back, err)
		}
	}
	if _, err := ParseOrder("mood"); err == nil || !strings.Contains(err.Error(), "expiry") {
		t.Errorf("an unknown order: %v", err)
	}
}

func TestWrongSearchLinesSayWhere(t *testing.T) {
	for line, want := range map[string]filter.SyntaxError{
		"kowal mood:good":   {Pos: 6, Len: 5, Msg: "fields are owner:"},
		"owner:":            {Pos: 5, Len: 1, Msg: "a word is missing"},
		`kredo "open`:       {Pos: 6, Len: 5, Msg: "not closed"},
		"saved:soon":        {Pos: 6, Len: 4, Msg: "2026-03-15"},
		"żółć expires:0d":   {Pos: 13, Len: 2, Msg: "2026-03-15"},
		"kowal|":            {Pos: 5, Len: 1, Msg: "a word is missing"},
		`"jan"x`:            {Pos: 0, Len: 6, Msg: "after the closing mark"},
		"decision:nonsense": {Pos: 9, Len: 8, Msg: "one of approve, refer, reject, waiting, stale"},
		"kowal -env:prod":   {Pos: 11, Len: 4, Msg: "one of sandbox, test, live, file"},
		"saved:2026-13..20": {Pos: 6, Len: 11, Msg: "2026-03-15"},
	} {
		_, err := Parse(line, today)
		got, ok := err.(*filter.SyntaxError)
		if !ok || got.Pos != want.Pos || got.Len != want.Len || !strings.Contains(got.Msg, want.Msg) {
			t.Errorf("%q: %+v, want %+v", line, err, want)
		}
	}
}

func TestPeriodsOfSearchLines(t *testing.T) {
	day := func(s string) string { return s }
	for line, want := range map[string][2]string{
		"saved:90d":                 {day("2026-08-31"), "2026-11-28"},
		"saved:today":               {"2026-11-28", "2026-11-28"},
		"saved:2026-03":             {"2026-03-01", "2026-03-31"},
		"saved:>90d":                {"", "2026-08-30"},
		"saved:2026-01..2026-02-03": {"2026-01-01", "2026-02-03"},
		"expires:<30d":              {"", "2026-12-28"},
		"expires:30d":               {"", "2026-12-28"},
		"expires:>30d":              {"2026-12-29", ""},
		"expires:2026-12":           {"2026-12-01", "2026-12-31"},
	} {
		q, err := Parse(line, today)
		must(t, err)
		c := q.terms[0].any[0]
		if got := [2]string{dateOf(c.from.Empty(), c.from.String()), dateOf(c.to.Empty(), c.to.String())}; got != want {
			t.Errorf("%s is %q, want %q", line, got, want)
		}
	}
}

func dateOf(none bool, s string) string {
	if none {
		return ""
	}
	return s
}
