package verify

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight"
)

func TestParseReadsWhatPeopleWrite(t *testing.T) {
	for _, c := range []struct {
		kind Kind
		text string
		want Claim
	}{
		{KindName, "  Anna Łącka ", OwnerName{"Anna Łącka"}},
		{KindIBAN, "pl61 1090-1014 0000 0712 1981 2874", HasIBAN{"PL61109010140000071219812874"}},
		{KindIBAN, "19-2000145399/0800", HasIBAN{"19-2000145399/0800"}},
		{KindIBAN, "IBAN: PL61.1090-1014\u00a00000–0712 1981 2874", HasIBAN{"PL61109010140000071219812874"}},
		{KindIBAN, "19‑2000145399/0800", HasIBAN{"19-2000145399/0800"}},
		{KindIBAN, "PL61 **** •••• 2874", HasIBAN{"PL61********2874"}},
		{KindIncome, "4000PLN", MonthlyIncome{Least: amount("4000"), Currency: "PLN"}},
		{KindIncome, "4 000,50 pln", MonthlyIncome{Least: amount("4000.50"), Currency: "PLN"}},
		{KindIncome, "EUR 1 234 567.8901", MonthlyIncome{Least: amount("1234567.8901"), Currency: "EUR"}},
		{KindIncome, "4.000,50PLN", MonthlyIncome{Least: amount("4000.50"), Currency: "PLN"}},
		{KindIncome, "1,234,000.50 PLN", MonthlyIncome{Least: amount("1234000.50"), Currency: "PLN"}},
		{KindIncome, "1.234.567,89 zł", MonthlyIncome{Least: amount("1234567.89"), Currency: "PLN"}},
		{KindIncome, "5'000.00 Kč/6", MonthlyIncome{Least: amount("5000"), Currency: "CZK", Months: 6}},
		{KindBalance, "€ 12\u00a0345.67", BalanceAtLeast{amount("12345.67"), "EUR"}}, {KindObligations, "12 345,67 zl", ObligationsAtMost{amount("12345.67"), "PLN"}},
		{KindIncome, "4000PLN/6", MonthlyIncome{Least: amount("4000"), Currency: "PLN", Months: 6}},
		{KindIncome, "4000 PLN / 12", MonthlyIncome{Least: amount("4000"), Currency: "PLN", Months: 12}},
		{KindBalance, "-500CZK", BalanceAtLeast{amount("-500"), "CZK"}},
		{KindActiveSince, "2024-02-29", ActiveSince{day("2024-02-29")}},
		{KindMaxAge, "7", DataAge{7}}, {KindMaxAge, "7 days", DataAge{7}}, {KindMaxAge, "1d", DataAge{1}}, {KindMaxAge, "0", DataAge{0}},
		{KindWithout, " Debt-Collection", NoSign{insight.Collection}},
		{KindNeverBelow, "yes", NeverBelowZero{}}, {KindNeverBelow, "", NeverBelowZero{}},
	} {
		got, err := Parse(c.kind, c.text)
		if err != nil || got != c.want {
			t.Errorf("%s %q: %#v, %v", c.kind, c.text, got, err)
		}
	}
}

func TestParseSaysWhatItExpects(t *testing.T) {
	for _, c := range []struct {
		kind Kind
		text string
	}{
		{KindName, ""}, {KindName, " ,."}, {KindName, strings.Repeat("a", 2000)},
		{KindIBAN, "PL"}, {KindIBAN, "PL61_1090"}, {KindIBAN, "my account 123456"[:9]},
		{KindIncome, "4000"}, {KindIncome, "PLN"}, {KindIncome, "4.00,50PLN"}, {KindIncome, "4,0.0,0PLN"}, {KindIncome, "40 00PLN"}, {KindIncome, "1234 567PLN"},
		{KindIncome, "4000$"}, {KindIncome, "4000PLNX"}, {KindIncome, "PL4000N1"}, {KindIncome, "-1PLN"}, {KindIncome, "4000PLN/0"}, {KindIncome, "4000PLN/x"},
		{KindIncome, "1e3PLN"}, {KindIncome, "1.23456PLN"}, {KindIncome, "99999999999999999999PLN"}, {KindBalance, "500"},
		{KindActiveSince, "1.1.2020"}, {KindActiveSince, "2023-02-29"}, {KindMaxAge, "-1"}, {KindMaxAge, "soon"}, {KindMaxAge, "99999999"},
		{KindWithout, "luck"}, {KindWithout, "gambling,loans"}, {KindNeverBelow, "no"}, {"height", "180"},
	} {
		got, err := Parse(c.kind, c.text)
		var ce *claimError
		if !errors.As(err, &ce) || ce.Kind != c.kind || !strings.Contains(err.Error(), c.kind.Expects()) {
			t.Errorf("%s %.30q: %v, %v", c.kind, c.text, got, err)
		}
	}
}

// A wage of 4.500 is one of 4500 or one of 4.50: which is asked, never guessed.
func TestAClaimOfAnAmountWithTwoReadings(t *testing.T) {
	for _, k := range []Kind{KindIncome, KindBalance, KindObligations} {
		for _, s := range []string{"4.500 PLN", "4,500PLN", "EUR 4.500", "4.500", "4.500 zł"} {
			if c, err := Parse(k, s); err == nil || !strings.Contains(err.Error(), "can be read in two ways: write 4500 or 4.50") {
				t.Errorf("%s %q: %v, %v", k, s, c, err)
			}
		}
	}
	if c, err := Parse(KindIncome, "4.500 PLN/6 salary"); err == nil || !strings.Contains(err.Error(), "write 4500 or 4.50") {
		t.Errorf("%v, %v", c, err)
	}
}

// Earlier versions kept amounts with three decimals, which were no thousands.
func TestKeptAmountsWithThreeDecimals(t *testing.T) {
	got, err := Unmarshal([]byte(`{"version":1,"claims":[{"kind":"income","text":"4.125 PLN/6 salary"},{"kind":"balance","text":"-12.345 EUR"},{"kind":"name","text":"1.000 Sp. z o.o."}]}`))
	want := []Claim{MonthlyIncome{Least: amount("4.125"), Currency: "PLN", Months: 6, Kinds: "salary"}, BalanceAtLeast{amount("-12.345"), "EUR"}, OwnerName{"1.000 Sp. z o.o."}}
	if err != nil || !slices.Equal(got, want) {
		t.Fatal(got, err)
	}
	b, err := Marshal(got)
	if again, rerr := Unmarshal(b); err != nil || rerr != nil || !slices.Equal(again, want) {
		t.Errorf("%s: %v, %v, %v", b, again, err, rerr)
	}
}

func TestKeptClaimsComeBackAsTheyWere(t *testing.T) {
	claims := []Claim{OwnerName{"Anna \"Ż\" Łącka"}, HasIBAN{"PL61109010140000071219812874"}, MonthlyIncome{Least: amount("4000.01"), Currency: "PLN", Months: 0},
		MonthlyIncome{Least: amount("1"), Currency: "EUR", Months: 12}, BalanceAtLeast{amount("-3"), "PLN"}, ActiveSince{day("2024-01-01")}, DataAge{7}, NoSign{insight.Bailiff}, NeverBelowZero{}}
	b, err := Marshal(claims)
	if err != nil {
		t.Fatal(err)
	}
	got, err := Unmarshal(b)
	if err != nil || len(got) != len(claims) {
		t.Fatal(got, err)
	}
	for i := range got {
		if got[i] != claims[i] {
			t.Errorf("%#v came back as %#v", claims[i], got[i])
		}
	}
	for _, bad := range []string{"", "{", `{"version":2,"claims":[]}`, `{"version":1,"claims":[{"kind":"height","text":"1"}]}`,
		`{"version":1,"claims":[{"kind":"name","text":"Anna"},{"kind":"income","text":"lots"}]}`} {
		if got, err := Unmarshal([]byte(bad)); !errors.Is(err, ErrKept) || got != nil {
			t.Errorf("%s: %v, %v", bad, got, err)
		}
	}
}

// What was read writes itself so that it is read as the same; and no text brings the parser down.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"4000PLN", "4 000,50 PLN/6", "PL61 1090 1014 0000 0712 1981 2874", "Anna Łącka", "2024-02-29", "7 days", "debt collection", "yes", "\x1b[31m", "PLN 1", " \u0318 \u0318x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, k := range Kinds() {
			c, err := Parse(k, s)
			if err != nil {
				if c != nil || strings.ContainsAny(err.Error(), "\x1b\n\r") {
					t.Fatalf("%s %q: %v, %q", k, s, c, err)
				}
				continue
			}
			again, err := Parse(c.Kind(), c.Text())
			if c.Kind() != k || err != nil || again != c {
				t.Fatalf("%s %q: %#v writes itself as %q, which is %#v, %v", k, s, c, c.Text(), again, err)
			}
			if strings.ContainsAny(c.Says(), "\x1b\n\r") {
				t.Fatalf("%q", c.Says())
			}
		}
	})
}

// As many claims as may be kept are read back; one more is another version's.
func TestAsManyClaimsAsMayBeKept(t *testing.T) {
	claims := make([]Claim, mostClaims)
	for i := range claims {
		claims[i] = NoSign{Topic: Signs()[0]}
	}
	for n, good := range map[int]bool{mostClaims: true, mostClaims + 1: false} {
		b, err := Marshal(append(claims, claims...)[:n])
		if err != nil {
			t.Fatal(err)
		}
		if got, err := Unmarshal(b); (err == nil) != good || good && len(got) != n {
			t.Errorf("%d claims: %d read, %v", n, len(got), err)
		}
	}
}

// A company is one by what the bank calls it, whether or not its name has a legal form.
func TestACompanyWithoutALegalForm(t *testing.T) {
	for _, c := range []struct {
		name string
		kind aisclient.OwnerKind
		want bool
	}{{"Zielony Ogród", aisclient.KindCompany, true}, {"Zielony Ogród sp. z o.o.", "", true}, {"Jan Przykładny", aisclient.KindOwner, false}} {
		if got := (holder{name: c.name, kind: c.kind}).company(); got != c.want {
			t.Errorf("%s %s: %v", c.name, c.kind, got)
		}
	}
}
