package report

import (
	"testing"

	"aisdesk/aisclient/identity"
)

// What a person typed tells who somebody is in other ways than a bank's rows. Numbers of other kinds stay.
func TestWhatAPersonTypedIsMasked(t *testing.T) {
	m := mask{level: File, persons: identity.PeopleOf([]string{"Anna Łącka"}), people: []string{"Adam Wspólny"}}
	for said, want := range map[string]string{
		"notes of 600 123 456, PESEL 80010112345, Jan Kowalski":            "notes of (phone number), PESEL (personal number), J. K.",
		"call +48 600 123 456 or 0048600123456":                            "call (phone number) or (phone number)",
		"call +420 601-123-456, +34 612 34 56 78":                          "call (phone number), (phone number)",
		"write to jan.kowalski@poczta.example.pl.":                         "write to (e-mail address).",
		"rodne cislo 805101/1234 and 8001011234":                           "rodne cislo (personal number) and (personal number)",
		"DNI 12345678Z, NIE X1234567L":                                     "DNI (personal number), NIE (personal number)",
		"talked to Maria Nowak-Kowalska today":                             "talked to M. N. today",
		"talked to ANNA LACKA and Adam Wspólny, Jan came":                  "talked to ANNA LACKA and Adam Wspólny, Jan came",
		"sum 123456789.00 PLN, 12 345 678 PLN, 600 123 456,50":             "sum 123456789.00 PLN, 12 345 678 PLN, 600 123 456,50",
		"on 2026-11-28 13:45, contract 12345678A, no 20261128":             "on 2026-11-28 13:45, contract 12345678A, no 20261128",
		"contract 99999912345, account PL69 2490 8115 9101 7488 1416 8112": "contract 99999912345, account …8112",
	} {
		if got := m.said(said); got != want {
			t.Errorf("%q is shown as %q, want %q", said, got, want)
		}
	}
	if full := (&mask{level: Full}); full.said("600 123 456, Jan Kowalski") != "600 123 456, Jan Kowalski" {
		t.Error("level full hides what a person typed")
	}
}

// An address in the title of a private counterparty's row is one of these: a word for street, or a house before a postcode.
func TestStreetsAreFoundInTitles(t *testing.T) {
	for title, want := range map[string]string{
		"czynsz ul. Lokatorska 2, 02-100 Warszawa za maj": "czynsz (address) za maj",
		"UL LOKATORSKA 2/14 CZYNSZ":                       "(address) CZYNSZ",
		"ul. 3 Maja 5a m. 7":                              "(address)",
		"os. Złotego Wieku 12":                            "(address)",
		"alquiler c/ Mayor 12, 28013 Madrid mayo":         "alquiler (address) mayo",
		"alquiler Calle de la Luna nº 4":                  "alquiler (address)",
		"nájem Dlouhá 12, 110 00 Praha":                   "nájem (address)",
		"ulga 5, zwrot 2026":                              "ulga 5, zwrot 2026",
		"pago al casero 5":                                "pago al casero 5",
		"faktura 12345 za maj 2026":                       "faktura 12345 za maj 2026",
		"rata 12 z 24":                                    "rata 12 z 24",
	} {
		if got := postal.ReplaceAllString(title, postalAddress); got != want {
			t.Errorf("%q is shown as %q, want %q", title, got, want)
		}
	}
}
