package report

import (
	"strings"
	"testing"

	"aisdesk/aisclient/identity"
)

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
		"to 627819/0800, 1000145399/0800":                   "to …0800, …0800",
		"to 19-2000145399/0800":                             "to …0800",
		"to PL69.2490.8115.9101.7488.1416.8112.":            "to …8112.",
		"to 69.2490.8115.9101.7488.1416.8112.":              "to …8112.",
		"to PL69_2490_8115_9101_7488_1416_8112 now":         "to …8112 now",
		"to PL 69 24908115 910174881416 8112 in May":        "to …8112 in May",
		"to pl-69-24-90-81-15-91-01-74-88-14-16-81-12":      "to …8112",
		"to IBAN: PL69 - 2490/8115/9101/7488/1416/8112":     "to IBAN: …8112",
		"to GB82 WEST 1234 5698 7654 32, thanks":            "to …5432, thanks",
		"to gb82.west.12.34.56.98.76.54.32":                 "to …5432",
		"to NO93 8601 1117 947":                             "to …7947",
		"of 2026-08-30. 12.50 PLN and 1234.5678 EUR":        "of 2026-08-30. 12.50 PLN and 1234.5678 EUR",
		"to 2026-11-28 the income is at most 5073.33 PLN":   "to 2026-11-28 the income is at most 5073.33 PLN",
		"on 12.11.2026 at 10.15.30, no 2026.11.28.1234":     "on 12.11.2026 at 10.15.30, no 2026.11.28.1234",
	} {
		if got := maskNumbers(text); got != want {
			t.Errorf("maskNumbers(%q) = %q, want %q", text, got, want)
		}
	}
}

// Somebody private stands as initials however a bank or a person writes the name; whom the report is about keeps the name.
func TestPrivateNamesInTextAreInitials(t *testing.T) {
	m := mask{level: File, persons: identity.PeopleOf([]string{"Anna Łącka"})}
	for _, name := range []string{"Michał Gżegżółka", "Éva Őri-Nagy", "Jan Nowak", "Anna Łącka", "Jan Nowak Wspólny"} {
		if m.hides(name) {
			m.private.add(name)
		}
	}
	for text, want := range map[string]string{
		"a loan of Michał Gżegżółka in May":               "a loan of M. G. in May",
		"a loan of MICHAL GZEGZOLKA in May":               "a loan of M. G. in May",
		"a loan of michal gżegżolka, in May":              "a loan of m. g., in May",
		"a loan of Gżegżółka Michał":                      "a loan of G. M.",
		"od GZEGZOLKA, MICHAL za maj":                     "od G. M. za maj",
		"by Michał\u00a0Gżegżółka":                        "by M. G.",
		"by Micha\u0142 Gz\u0307egz\u0307o\u0301\u0142ka": "by M. G.",
		"eva ori nagy came, Eva Őri-Nagy too":             "e. o. came, E. Ő. too",
		"oddane Jan Nowakowi dnia 3 maja":                 "oddane J. N. dnia 3 maja",
		"Jan Nowakowski is somebody else":                 "Jan Nowakowski is somebody else",
		"Jan a Nowak, January and Jan":                    "Jan a Nowak, January and Jan",
		"JAN NOWAK WSPOLNY and Jan 2 Nowak":               "J. N. and Jan 2 Nowak",
		"paid to Anna Lacka by Jan Nowak":                 "paid to Anna Lacka by J. N.",
	} {
		if got := strings.ToUpper(m.text(text)); got != strings.ToUpper(want) {
			t.Errorf("%q is shown as %q, want %q", text, got, want)
		}
	}
}
