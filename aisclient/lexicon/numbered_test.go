package lexicon

import "testing"

// Where nothing rests on a text's digits, another number in their place finds the same.
func TestNumberedTextsRestOnTheirDigits(t *testing.T) {
	for _, c := range []struct {
		country, title string
		want           bool
	}{
		{"PL", "Wynagrodzenie za pracę 12345/2026", false},
		{"PL", "Km 12345/26", true},    // a bailiff's file
		{"CZ", "EPR 12345/1926", true}, // would be a court's file in another year
	} {
		if got := Builtin().Scanner(c.country).Scan(c.title, Title).Numbered(); got != c.want {
			t.Errorf("%q: rests on its digits: %t", c.title, got)
		}
	}
	set := Builtin()
	if !set.KnowsDigits("118118") || !set.KnowsDigits("00000") || set.KnowsDigits("123456") {
		t.Error("118118 Money is a name of the lexicon and 00000 nothing, 123456 is any number")
	}
}
