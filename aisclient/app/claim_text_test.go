package app

import (
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
	"aisdesk/aisclient/verify"
)

// dataIn is a dataset with an account in each currency.
func dataIn(t *testing.T, currencies ...aisclient.Currency) Dataset {
	t.Helper()
	var accounts []aisclient.Account
	for _, c := range currencies {
		accounts = append(accounts, aisclient.Account{Name: text.Clean("Konto"), Currency: c})
	}
	l, err := ledger.FromImport(&aisclient.Import{Targets: []aisclient.Target{{Accounts: accounts}}})
	if err != nil {
		t.Fatal(err)
	}
	return Dataset{Ledger: l}
}

// A claim without a currency is in the only one of the import; where there are several it asks which.
func TestAClaimWithoutACurrencyTakesTheOnlyOne(t *testing.T) {
	one, two := dataIn(t, "PLN"), dataIn(t, "PLN", "EUR")
	for said, want := range map[string]string{"4000": "4000.00 PLN", "4 000,50": "4000.50 PLN", "4000/6": "4000.00 PLN/6", "4000 salary": "4000.00 PLN salary", "500 EUR": "500.00 EUR"} {
		c, err := ParseClaim(one, verify.KindIncome, said)
		if err != nil {
			t.Errorf("%q: %v", said, err)
			continue
		}
		full, err := verify.Parse(verify.KindIncome, want)
		if err != nil || c != full {
			t.Errorf("%q became %v, want %v (%v)", said, c, full, err)
		}
	}
	if _, err := ParseClaim(two, verify.KindBalance, "500"); err == nil || !strings.Contains(err.Error(), "PLN and EUR") {
		t.Errorf("%v", err)
	}
	for _, bad := range []string{"", "lots", "12,500x", "none PLN"} {
		if c, err := ParseClaim(one, verify.KindBalance, bad); err == nil {
			t.Errorf("%q became %v", bad, c)
		}
	}
	if c, err := ParseClaim(Dataset{}, verify.KindBalance, "500"); err == nil {
		t.Errorf("without data %v", c)
	}
}

// Services are told as people read them: words for field names, months by name, a score with its scale.
func TestServicesAreToldInWords(t *testing.T) {
	asked := time.Date(2026, time.November, 28, 9, 0, 0, 0, time.UTC)
	for _, tc := range []struct {
		service Service
		body    string
		want    []Fact
	}{
		{ServiceScores, `[{"id":"m1","score":"0.6172","scorePercentile":"0.7","scoreTier":"C"}]`, []Fact{{"1", "", 0}, {"Model", "m1", 1},
			{"Score", "61.7 of 100: so likely the owner repays, the higher the better", 1}, {"Better than", "70.0 of 100 others", 1}, {"Tier", "C, on a scale from A, the best, to F", 1}}},
		{ServiceIncome, `{"currencies":{"PLN":{"M-0":{"salary":10.5},"M-11":{"welfareAndAlimony":null}}}}`, []Fact{{"Currencies", "", 0}, {"PLN", "", 1}, {"November 2026", "", 2},
			{"Salary", "10.5", 3}, {"December 2025", "", 2}, {"Welfare and alimony", "none", 3}}},
		{ServiceOwner, `{"label:bailiff|debt collection":{"count":2},"2026-03":true}`, []Fact{{"Labelled bailiff or debt collection", "", 0}, {"Transactions", "2", 1}, {"March 2026", "yes", 0}}},
		{ServiceProfiles, `[]`, []Fact{{"Profiles", "none", 0}}},
		{ServiceOwner, `{"a":`, []Fact{{"Note", "the answer cannot be read to its end", 0}}},
	} {
		got := Facts(Answer{Service: tc.service, AskedAt: asked, Body: []byte(tc.body)})
		if len(got) != len(tc.want) {
			t.Errorf("%s: %+v", tc.body, got)
			continue
		}
		for i := range got {
			if got[i] != tc.want[i] {
				t.Errorf("%s: %+v, want %+v", tc.body, got[i], tc.want[i])
			}
		}
	}
}
