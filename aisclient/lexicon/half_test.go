package lexicon

import (
	"strings"
	"testing"
)

// The 35th character of a Polish title may end a line whose end was dropped. A firm's name that is the one half of a word there is
// a part of that word.
func TestS2_3_AFirmsNameIsNotTheHalfOfAWord(t *testing.T) {
	s := set(t, lexicon("PL", `
[[group]]
entries = [
  {id = "coins", kind = "crypto_exchange", names = ["Zmyslak"]},
  {id = "lender", kind = "lender", names = ["Kredpol"]},
]
`))
	at := func(n int, title string) string { return strings.Repeat("x", n) + " " + title }
	for _, title := range []string{at(27, "zmyslakcji"), at(27, "zmyslakcji 5"), at(27, "kredpolska"), at(30, "abcdzmyslak")} {
		wantIDs(t, s, Texts{Title: title}, "PL")
	}
	wantIDs(t, s, Texts{Title: at(27, "zmyslak 5")}, "PL", "coins")
	wantIDs(t, s, Texts{Title: at(27, "kredpol2026")}, "PL", "lender")
	wantIDs(t, s, Texts{Title: at(29, "kred\npol umowa")}, "PL", "lender") // a line's end within the name
}
