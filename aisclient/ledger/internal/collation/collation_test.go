package collation

import (
	"math/rand/v2"
	"strings"
	"testing"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

func listOf(texts ...string) Texts {
	return Texts{len(texts), func(i int32) string { return texts[i] }}
}

// The order is that of comparing every two texts exactly, whichever processors did which part.
func TestRanksAreTheOrderOfTheLanguage(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 9))
	letters := []string{"a", "A", "ą", "Ą", "b", "c", "ć", "e", "ę", "l", "ł", "Ł", "n", "ń", "o", "ó", "z", "ź", "ż", "Ż", " ", "-", "1", "10", "é", "ß", "ж", "中", "🙂", "a\u0328"}
	texts := []string{"", "", "Żabka", "żabka", "zabka", "Ząbka"}
	for len(texts) < 6000 {
		var b strings.Builder
		for range 1 + r.IntN(6) {
			b.WriteString(letters[r.IntN(len(letters))])
		}
		texts = append(texts, b.String())
	}
	ranks, err := Rank(t.Context(), listOf(texts...))
	if err != nil {
		t.Fatal(err)
	}
	polish := collate.New(language.Polish)
	loose := collate.New(language.Polish, collate.Loose)
	for range 50_000 {
		i, j := r.IntN(len(texts)), r.IntN(len(texts))
		if texts[i] == "" || texts[j] == "" {
			continue
		}
		want := loose.CompareString(texts[i], texts[j])
		if want == 0 {
			want = polish.CompareString(texts[i], texts[j])
		}
		if got := sign(ranks[i] - ranks[j]); got != want {
			t.Fatalf("%q and %q: %d instead of %d", texts[i], texts[j], got, want)
		}
	}
	if ranks[0] != -1 || ranks[1] != -1 {
		t.Error("empty texts have a rank")
	}
}

func sign(n int32) int {
	switch {
	case n < 0:
		return -1
	case n > 0:
		return 1
	}
	return 0
}
