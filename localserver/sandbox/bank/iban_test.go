package bank

import (
	"slices"
	"strings"
	"testing"
)

// The examples of the SWIFT IBAN registry, whose national check digits are right too.
func TestRegistryExamplesAreValid(t *testing.T) {
	for _, iban := range []string{"PL61109010140000071219812874", "ES9121000418450200051332", "CZ6508000000192000145399", "DE89370400440532013000",
		"PT50000201231234567890154", "LT121000011101001000", "LV80BANK0000435195001", "EE382200221020145685", "RO49AAAA1B31007593840000", "GB29NWBK60161331926819"} {
		if !validIBAN(iban) {
			t.Errorf("%s is not accepted", iban)
		}
	}
}

func TestInventedIBANsAreValid(t *testing.T) {
	for country := range ibanShapes {
		for i := range 300 {
			iban := newIBAN(newDice(uint64(i), 0, country), strings.ToLower(country))
			if !validIBAN(iban) || iban[:2] != country {
				t.Fatalf("%s: %q", country, iban)
			}
		}
	}
	if got := newIBAN(newDice(1, 0), "ph"); got != "" {
		t.Errorf("the Philippines have no IBAN: %q", got)
	}
}

// Every single changed digit is noticed.
func TestWrongDigitsAreNoticed(t *testing.T) {
	for _, iban := range []string{"PL69249081159101748814168112", "ES1900497927212571748650"} {
		for i := 2; i < len(iban); i++ {
			b := []byte(iban)
			b[i] = '0' + (b[i]-'0'+1)%10
			if validIBAN(string(b)) {
				t.Errorf("%s passed", b)
			}
		}
	}
	for _, bad := range []string{"", "PL", "PL6924908115910174881416811", "pl69249081159101748814168112", "PL69 2490 8115 9101 7488 1416 8112", "ES6700497927002571748650"} {
		if validIBAN(bad) {
			t.Errorf("%q passed", bad)
		}
	}
}

func TestPersonalNumbers(t *testing.T) {
	for number, valid := range map[string]bool{"44051401458": true, "44051401459": false, "4405140145": false, "440514014a8": false} {
		if validPESEL(number) != valid {
			t.Errorf("PESEL %s: %v", number, !valid)
		}
	}
	for number, valid := range map[string]bool{"1234563218": true, "1234563219": false, "123456321": false} {
		if validNIP(number) != valid {
			t.Errorf("NIP %s: %v", number, !valid)
		}
	}
	for number, valid := range map[string]bool{"123456785": true, "123456786": false} {
		if validREGON(number) != valid {
			t.Errorf("REGON %s: %v", number, !valid)
		}
	}
	for i := range 200 {
		d := newDice(uint64(i), 0)
		if p := newPESEL(d, Civil(2004, 2, 9), true); !validPESEL(p) || p[:6] != "042209" || (p[9]-'0')%2 != 0 {
			t.Fatalf("PESEL %s", p)
		}
		if !validNIP(newNIP(d)) || !validREGON(newREGON(d)) {
			t.Fatal("NIP or REGON")
		}
	}
}

func TestDaysAndMoney(t *testing.T) {
	for text, want := range map[string]string{"0": "0.00", "-0.05": "-0.05", "12.5": "12.50", "259402.51": "259402.51", "-1284.6": "-1284.60"} {
		m, err := ParseMoney(text)
		if err != nil || m.String() != want {
			t.Errorf("%s: %s %v", text, m, err)
		}
	}
	for _, bad := range []string{"", "-", ".5", "1.", "1.234", "1,5", "1e3", "--1", "+1", " 1", "99999999999999"} {
		if m, err := ParseMoney(bad); err == nil {
			t.Errorf("%q became %v", bad, m)
		}
	}
	for _, bad := range []string{"", "2026-02-30", "2026-2-3", "20260203", "2026-02-03T00:00:00Z", "+2026-02-03"} {
		if d, err := ParseDay(bad); err == nil {
			t.Errorf("%q became %v", bad, d)
		}
	}
	if d := inMonth(Civil(2026, 2, 1), 31); d.String() != "2026-02-28" {
		t.Errorf("the 31st of February is %v", d)
	}
	if d := Civil(2026, 3, 31).FirstOfMonth(-1); d.String() != "2026-02-01" {
		t.Errorf("the month before March starts on %v", d)
	}
}

// What real replies show of labels holds for every transaction of every customer.
func TestLabelRules(t *testing.T) {
	monthly := 0
	everyList(t, func(t *testing.T, c *Customer, closing Money, list []Transaction) {
		for _, tx := range list {
			has := func(l string) bool { return slices.Contains(tx.Labels, l) }
			if has("salary") != has("regular wage") || (has("salary") && !has("compensation")) {
				t.Errorf("salary comes as a triple: %q", tx.Labels)
			}
			if has("zus") && !has("tax") || has("press") && !has("leisure") || has("food with delivery") && !has("payment processor") {
				t.Errorf("labels %q", tx.Labels)
			}
			if (tx.Amount == 1 || tx.Amount == -1) != has("verification") {
				t.Errorf("%v has %q", tx.Amount, tx.Labels)
			}
			if strings.Contains(tx.Title, "BLIK BANKOMAT") && (!has("cash withdrawal") || !has("payment processor")) {
				t.Errorf("BLIK at a cash machine: %q", tx.Labels)
			}
			for i, l := range tx.Labels {
				if slices.Contains(tx.Labels[:i], l) {
					t.Errorf("%q twice", l)
				}
			}
			if has("monthly") {
				monthly++
			}
		}
	})
	if monthly == 0 {
		t.Error("nothing is monthly")
	}
}

// Monthly is per occurrence: some of a series have it, some have not.
func TestMonthlyIsNotOnEveryOne(t *testing.T) {
	w := testWorld(t, 1, testDay)
	c, _ := w.Customer("pl", "test1")
	with, without := 0, 0
	for _, tx := range c.Accounts[0].Transactions {
		if slices.Contains(tx.Labels, "rent") {
			if slices.Contains(tx.Labels, "monthly") {
				with++
			} else {
				without++
			}
		}
	}
	if with < 10 || without < 2 {
		t.Errorf("%d with, %d without", with, without)
	}
}

func TestASmallPayIsOnlyCompensation(t *testing.T) {
	d := newDice(1, 0)
	if got := labelsOf(&event{class: "salary", amount: 1000_00, usual: 5000_00}, d); len(got) != 1 || got[0] != "compensation" {
		t.Errorf("%q", got)
	}
	if got := labelsOf(&event{class: "repayment", amount: -50_00, late: true}, d); !slices.Contains(got, "late payment") {
		t.Errorf("%q", got)
	}
	if got := labelsOf(&event{class: "private", amount: -50_00}, d); len(got) != 0 {
		t.Errorf("a private transfer has %q", got)
	}
}

func TestTitlesAreFilled(t *testing.T) {
	m := &maker{country: "pl"}
	day := Civil(2026, 1, 10)
	for title, want := range map[string]string{"PAY {prev}/{prevyear} {month}/{year}": "PAY 12/2025 01/2026", "no braces": "no braces", "{own} {month": "{own} {month", "a}{b": "a}{b", "{{month}}": "{01}"} {
		if got := m.fill(title, day, newDice(1, day)); got != want {
			t.Errorf("%q became %q, want %q", title, got, want)
		}
	}
}
