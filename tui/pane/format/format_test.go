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
