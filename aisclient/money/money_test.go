package money

import (
	"errors"
	"testing"

	"aisdesk/aisclient"
)

func TestAmountsAsPeopleTypeThem(t *testing.T) {
	for typed, want := range map[string]string{
		"1000": "1000.00", "1000.5": "1000.50", "12,50": "12.50", "-12.5": "-12.50", "+7": "7.00", "0.125": "0.125", "0,125": "0.125", "4.1250": "4.125", "4,1250": "4.125",
		"12 345,67": "12345.67", "12 345.67": "12345.67", "12\u00a0345,67": "12345.67", "12\u202f345.67": "12345.67", "12 345": "12345.00", "- 500": "-500.00",
		"5'000.00": "5000.00", "5’000": "5000.00", "1_000": "1000.00", "1.234.567,89": "1234567.89", "1,234,567.89": "1234567.89", "12.345,67": "12345.67", "12,345.67": "12345.67",
		"1.234.567": "1234567.00", "1,234,567": "1234567.00", "1.234,5": "1234.50", "1.234,567": "1234.567",
	} {
		if got, err := Parse(typed); err != nil || got.String() != want {
			t.Errorf("%q: %s, %v, want %s", typed, got, err, want)
		}
	}
	for _, bad := range []string{"", "-", "--1", "lots", "1e3", "1,", ".5", "40 00", "1234 567", "1 2345", "1.00,50", "1,0.0,0", "1.000.50", "1,000,50", "1.000,000.5", "1 000.000,5", "0.123.456", "1 000'000", "1.23456", "--4.500"} {
		if got, err := Parse(bad); err == nil || errors.As(err, new(*TwoReadings)) {
			t.Errorf("%q: %s, %v", bad, got, err)
		}
	}
}

// One point or comma before three digits says nothing of what they are: a wage of 4.500 was confirmed as 4.50.
func TestThousandsOrDecimals(t *testing.T) {
	for typed, want := range map[string]string{
		"1.000": "1.000 can be read in two ways: write 1000 or 1.00", "1,000": "1,000 can be read in two ways: write 1000 or 1.00", "4.500": "4.500 can be read in two ways: write 4500 or 4.50",
		"-4,125": "-4,125 can be read in two ways: write -4125 or -4.1250", "12.345": "12.345 can be read in two ways: write 12345 or 12.3450",
		"1234.567": "1234.567 can be read in two ways: write 1234567 or 1234.5670", "12 345,678": "12 345,678 can be read in two ways: write 12345678 or 12345.6780",
	} {
		got, err := Parse(typed)
		var two *TwoReadings
		if !errors.As(err, &two) || err.Error() != want {
			t.Errorf("%q: %s, %v", typed, got, err)
			continue
		}
		for _, reading := range []string{two.Whole, two.Decimals} {
			if _, err := Parse(reading); err != nil {
				t.Errorf("%q says to write %q: %v", typed, reading, err)
			}
		}
	}
}

func TestAmountsWithTheirCurrency(t *testing.T) {
	for typed, want := range map[string]string{
		"4000PLN": "4000.00 PLN", "12 345,67 zł": "12345.67 PLN", "12 345,67 zl": "12345.67 PLN", "5'000.00 Kč": "5000.00 CZK", "€ 1.234.567,89": "1234567.89 EUR", "£12": "12.00 GBP", "eur 5": "5.00 EUR",
	} {
		if a, c, err := ParseIn(typed); err != nil || a.String()+" "+string(c) != want {
			t.Errorf("%q: %s %s, %v", typed, a, c, err)
		}
	}
	for _, bad := range []string{"4000", "PLN", "", "4000PLNX", "PL4000N", "PLN 4000 PLN", "4000 $"} {
		if a, c, err := ParseIn(bad); err == nil {
			t.Errorf("%q: %s %s", bad, a, c)
		}
	}
	if _, _, err := ParseIn("1.000 zł"); !errors.As(err, new(*TwoReadings)) {
		t.Error(err)
	}
}

// What is written reads back as the same amount.
func FuzzText(f *testing.F) {
	for _, a := range []int64{0, 1, 10, 12_340, -41_250, 41_250, 45_000, 10_000_010, -9223372036854775807} {
		f.Add(a)
	}
	f.Fuzz(func(t *testing.T, a int64) {
		if a == -9223372036854775808 {
			return
		}
		if got, err := Parse(Text(aisclient.Amount(a))); err != nil || got != aisclient.Amount(a) {
			t.Errorf("%s: %s, %v", Text(aisclient.Amount(a)), got, err)
		}
	})
}
