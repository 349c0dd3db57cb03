package app

import (
	"strings"
	"testing"

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
	for said, want := range map[string]string{"4000": "4000.00 PLN", "4 000,50": "4000.50 PLN", "4000/6": "4000.00 PLN/6", "4000 salary": "4000.00 PLN salary", "500 EUR": "500.00 EUR",
		"5'000.00": "5000.00 PLN", "12 345,67 zł": "12345.67 PLN", "1.234.567,89 Kč": "1234567.89 CZK", "12\u202f345,67/6": "12345.67 PLN/6"} {
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
	for _, d := range []Dataset{one, two, {}} {
		for _, s := range []string{"4.500", "4,500", "4.500/6", "4.500 zł"} {
			if c, err := ParseClaim(d, verify.KindIncome, s); err == nil || !strings.Contains(err.Error(), "write 4500 or 4.50") {
				t.Errorf("%q became %v, %v", s, c, err)
			}
			if c, err := ParseAmountless(verify.KindIncome, s); err == nil || !strings.Contains(err.Error(), "write 4500 or 4.50") {
				t.Errorf("%q became %v, %v", s, c, err)
			}
		}
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

// A currency makes an amount of a number, and no name of nothing: an empty name once was the claim "PLN", which the data refuted.
func TestABlankClaimIsNone(t *testing.T) {
	one := dataIn(t, "PLN")
	for _, k := range verify.Kinds() {
		if k == verify.KindNeverBelow { // is written without a text
			continue
		}
		for _, blank := range []string{"", "   ", "\t", "\u00a0"} {
			if c, err := ParseClaim(one, k, blank); err == nil || !strings.Contains(err.Error(), "nothing was written") {
				t.Errorf("%s %q is the claim %v, %v", k, blank, c, err)
			}
			if c, err := ParseAmountless(k, blank); err == nil {
				t.Errorf("%s %q without an import is the claim %v", k, blank, c)
			}
		}
	}
	for _, k := range []verify.Kind{verify.KindName, verify.KindEmployer, verify.KindAddress} {
		if c, err := ParseClaim(one, k, "12"); err == nil {
			t.Errorf("%s 12 is the claim %v", k, c)
		}
	}
}
