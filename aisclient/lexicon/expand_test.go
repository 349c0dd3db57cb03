package lexicon

import (
	"slices"
	"testing"
)

// Blanks in braces part words: without them "por falta" would be looked for as "porfalta", and never be found.
func TestBlanksInBracesCount(t *testing.T) {
	for p, want := range map[string][]string{
		"komorni{k,ka}":        {"komornik", "komornika"},
		"{por ,}falta":         {"por falta", "falta"},
		"pay{, roll}":          {"pay", "pay roll"},
		"{a,b} {de ,}{c,d}":    {"a de c", "a de d", "a c", "a d", "b de c", "b de d", "b c", "b d"},
		"interest{ on,} #{,s}": {"interest on #", "interest on #s", "interest #", "interest #s"},
	} {
		if got, err := expand(p); err != nil || !slices.Equal(got, want) {
			t.Errorf("%q: %q %v, want %q", p, got, err, want)
		}
	}
}
