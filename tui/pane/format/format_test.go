package format

import (
	"math"
	"testing"

	"aisdesk/aisclient"
)

// A short amount is rounded: 39.96k is 40k, not 39.9k.
func TestShortAmountsAreRounded(t *testing.T) {
	for amount, want := range map[string]string{
		"0.00": "0", "0.50": "0.50", "9.70": "9.70", "10.40": "10", "10.50": "11", "949.99": "950", "9999.49": "9999", "9999.50": "10k",
		"12449.00": "12.4k", "12450.00": "12.5k", "39960.00": "40k", "99940.00": "99.9k", "99950.00": "100k", "999499.00": "999k",
		"999500.00": "1M", "1550000.00": "1.6M", "-39960.00": "-40k", "-0.50": "-0.50",
	} {
		a, err := aisclient.ParseAmount(amount)
		if err != nil {
			t.Fatal(err)
		}
		if got := (Writer{}).Short(int64(a)); got != want {
			t.Errorf("%s is %s, want %s", amount, got, want)
		}
	}
	for _, a := range []int64{math.MaxInt64, -math.MaxInt64} {
		if got := (Writer{}).Short(a); got != "922T" && got != "-922T" {
			t.Error(got)
		}
	}
}
