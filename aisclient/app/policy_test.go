package app

import (
	"testing"

	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/modeltest"

	"aisdesk/aisclient"
	"aisdesk/aisclient/verify"
	"aisdesk/aisclient/verify/policy"
)

func TestAPolicyIsCheckedAsAWhole(t *testing.T) {
	l, err := ledger.FromImport(&aisclient.Import{Targets: []aisclient.Target{{Accounts: []aisclient.Account{{Currency: "PLN",
		Transactions: []aisclient.Transaction{modeltest.Row("2026-11-20", "-5", "STS.PL", "x")}}}}}})
	if err != nil {
		t.Fatal(err)
	}
	a := New(testConfig(t), Options{})
	defer a.Close()
	claims := []verify.Claim{verify.NoSign{Topic: "bailiff"}}
	p := policy.Policy{Name: "loan", Claims: []verify.Claim{verify.NoSign{Topic: "bailiff"}, verify.NoSign{Topic: "gambling"}}}
	r, err := a.Reports.Make(t.Context(), Dataset{Ledger: l}, ReportRequest{Claims: claims, Policy: p})
	if err != nil || r.Policy != "loan" || len(r.Checks) != 2 || r.Verdict != "refuted" || r.PolicyHash == "" {
		t.Errorf("%+v, %v", r, err)
	}
	if r, err := a.Reports.Make(t.Context(), Dataset{Ledger: l}, ReportRequest{Claims: claims}); err != nil || r.Policy != "" || len(r.Checks) != 1 {
		t.Errorf("%+v, %v", r, err)
	}
}
