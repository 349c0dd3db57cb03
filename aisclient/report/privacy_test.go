package report

import "testing"

// People write account numbers in many ways, and a level that shows four digits shows four of each.
func TestNumbersInTextAreMasked(t *testing.T) {
	for text, want := range map[string]string{
		"paid to PL69 2490 8115 9101 7488 1416 8112 today":  "paid to …8112 today",
		"paid to pl69249081159101748814168112 today":        "paid to …8112 today",
		"paid to Pl69 2490 8115 9101 7488 1416 8112 today":  "paid to …8112 today",
		"paid to 69 2490 8115 9101 7488 1416 8112 today":    "paid to …8112 today",
		"paid to 6924 9081 1591 0174 8814 1681 12 today":    "paid to …8112 today",
		"paid to 6924-9081-1591-0174-8814-1681-12 today":    "paid to …8112 today",
		"card 1111 2222 3333 4444 100 PLN":                  "card …4444 100 PLN",
		"between 2026-08-30 2026-11-28 it paid 12 345 678":  "between 2026-08-30 2026-11-28 it paid 12 345 678",
		"is over in10 days from then, as of no12 1234 1234": "is over in10 days from then, as of no12 1234 1234",
		"to 19-2000145399/0800":                             "to …0800",
	} {
		if got := maskNumbers(text); got != want {
			t.Errorf("maskNumbers(%q) = %q, want %q", text, got, want)
		}
	}
}
