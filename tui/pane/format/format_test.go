package format

import (
	"math"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger/filter"
	"aisdesk/tui/cell"
	"aisdesk/tui/theme"
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
		if got := (Writer{}).Axis(int64(a), int64(a)); got != want {
			t.Errorf("%s is %s, want %s", amount, got, want)
		}
	}
	for _, a := range []int64{math.MaxInt64, -math.MaxInt64} {
		if got := (Writer{}).Axis(a, a); got != "922T" && got != "-922T" {
			t.Error(got)
		}
	}
}

// One axis has one unit: beside 10k stands 5k and no 5000, beside 8000 stands 950.
func TestAnAxisHasOneUnit(t *testing.T) {
	const unit = aisclient.AmountScale
	for _, x := range []struct {
		most int64
		all  []int64
		want string
	}{{10_000, []int64{10_000, 5_000, 950, 0, -5_000, 31_000}, "10k 5k 1k 0 -5k 31k"}, {8_000, []int64{8_000, 950, 0, -2_000}, "8000 950 0 -2000"},
		{2_000_000, []int64{2_000_000, 500_000}, "2M 0.5M"}} {
		var got []string
		for _, v := range x.all {
			got = append(got, (Writer{}).Axis(v*unit, x.most*unit))
		}
		if s := strings.Join(got, " "); s != x.want {
			t.Errorf("of %d: %s, want %s", x.most, s, x.want)
		}
	}
}

// What is wrong with a filter is said whole, in as many lines as it needs.
func TestAdviceIsWhole(t *testing.T) {
	_, err := filter.Parse("day:31.02.2026", aisclient.DateOf(2026, 11, 28))
	wrong, ok := err.(*filter.SyntaxError)
	if !ok {
		t.Fatal(err)
	}
	for _, width := range []int{40, 60, 80, 120, 200} {
		lines := (Writer{}).SyntaxHint(theme.Must(theme.Dark, theme.TrueColour), wrong, width)
		said := ""
		for _, l := range lines {
			if cell.Width(l) > width {
				t.Errorf("%d cells in %d: %q", cell.Width(l), width, l)
			}
			said += " " + ansi.Strip(l)
		}
		if said = strings.Join(strings.Fields(said), " "); !strings.HasSuffix(said, strings.Join(strings.Fields(wrong.Msg), " ")) {
			t.Errorf("at %d: %q is not all of %q", width, said, wrong.Msg)
		}
	}
}
