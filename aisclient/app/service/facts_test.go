package service

import (
	"testing"
	"time"
)

// Services are told as people read them: words for field names, months by name, a score with its scale.
func TestServicesAreToldInWords(t *testing.T) {
	asked := time.Date(2026, time.November, 28, 9, 0, 0, 0, time.UTC)
	for _, tc := range []struct {
		service Service
		body    string
		want    []Fact
	}{
		{Scores, `[{"id":"m1","score":"0.6172","scorePercentile":"0.7","scoreTier":"C"}]`, []Fact{{"Model", "m1", 0},
			{"Score", "61.7 on a scale from 0 to 100, higher is better: the provider's estimate of the chance that the owner repays", 0}, {"Better than", "70.0 % of other owners", 0}, {"Tier", "C on a scale from A, the best, to F", 0}}},
		{Scores, `[{"id":"m1"},{"id":"m2"}]`, []Fact{{"No. 1", "", 0}, {"Model", "m1", 1}, {"No. 2", "", 0}, {"Model", "m2", 1}}},
		{Income, `{"currencies":{"PLN":{"M-0":{"salary":10.5},"M-11":{"welfareAndAlimony":null}}}}`, []Fact{{"Currencies", "", 0}, {"PLN", "", 1}, {"November 2026", "", 2},
			{"Salary", "10.5 PLN", 3}, {"December 2025", "nothing", 2}}},
		{Accounts, `{"PL69249081159101748814168112":{"balance":-240.00,"currency":"EUR","rent":{"sum":0.00}}}`, []Fact{{"PL69 2490 8115 9101 7488 1416 8112", "", 0},
			{"Balance", "-240.00 EUR", 1}, {"Currency", "EUR", 1}, {"Rent", "nothing", 1}}},
		{Owner, `{"rent":{"in":{"count":0,"sum":0.00},"firstOn":null},"fees":{"in":{"count":0},"out":{"count":3}}}`, []Fact{{"Rent", "nothing", 0},
			{"Fees", "", 0}, {"In", "nothing", 1}, {"Out", "", 1}, {"Transactions", "3", 2}}},
		{Owner, `{"label:bailiff|debt collection":{"count":2},"2026-03":true}`, []Fact{{"Labelled bailiff or debt collection", "", 0}, {"Transactions", "2", 1}, {"March 2026", "yes", 0}}},
		{Income, `{"currencies":{"PLN":{"currency":"PLN","M-0":{"salary":10.5}}}}`, []Fact{{"Currencies", "", 0}, {"PLN", "", 1}, {"November 2026", "", 2}, {"Salary", "10.5 PLN", 3}}},
		{Profiles, `[]`, []Fact{{"Profiles", "none", 0}}},
		{Profiles, `["employee","tenant"]`, []Fact{{"Profile 1", "employee", 0}, {"Profile 2", "tenant", 0}}},
		{Owner, `{"a":`, []Fact{{"Note", "the answer cannot be read to its end", 0}}},
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
