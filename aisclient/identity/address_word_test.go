package identity

import (
	"math/rand/v2"
	"regexp"
	"testing"
)

// Words of addresses are what these expressions say, which would cost a counterparty's name most of its time.
func TestWordsOfAddressesAreThoseOfTheirExpressions(t *testing.T) {
	for _, c := range []struct {
		name string
		is   func(string) bool
		re   string
	}{
		{"postcode", isPostcode, `^(\d{2}-\d{3}|\d{5})$`},
		{"house number", isHouseNumber, `^\d{1,4}[a-zA-Z]?([/-]\d{1,4}[a-zA-Z]?)?$`},
		{"outward code", isOutward, `^[a-z]{1,2}\d[a-z\d]?$`},
		{"inward code", isInward, `^\d[a-z]{2}$`},
		{"whole code", isWholeCode, `^([a-z]{1,2}\d[a-z\d]?\d[a-z]{2}|(d6w|[ac-fhknpr-y]\d\d)[0-9ac-fhknprtv-y]{4})$`},
		{"routing key", isRouting, `^(d6w|[ac-fhknpr-y]\d\d)$`},
		{"unique part", isUnique, `^[0-9ac-fhknprtv-y]{4}$`},
	} {
		re, r := regexp.MustCompile(c.re), rand.New(rand.NewPCG(1, 2))
		matches := 0
		for range 200_000 {
			word := make([]byte, r.IntN(9))
			for i := range word {
				word[i] = "00112359adwszgA/-.\xc5"[r.IntN(19)]
			}
			want := re.Match(word)
			if got := c.is(string(word)); got != want {
				t.Fatalf("%s: %q is %t, want %t", c.name, word, got, want)
			}
			if want {
				matches++
			}
		}
		if matches == 0 {
			t.Errorf("%s: no word was one", c.name)
		}
	}
}
