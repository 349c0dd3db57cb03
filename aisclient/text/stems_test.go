package text

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestStemsAreFoundWhereverTheyStand(t *testing.T) {
	letters := []string{"a", "b", "A", "!", "\x00", "\xff", "ż", "z"}
	word := func(least, most int) (w string) {
		for range least + rand.IntN(most-least+1) {
			w += letters[rand.IntN(len(letters))]
		}
		return w
	}
	for range 20_000 {
		var stems []string
		for range rand.IntN(6) {
			stems = append(stems, word(2, 4))
		}
		text := word(0, 12)
		s, want := StemsOf(stems...), slices.ContainsFunc(stems, func(w string) bool { return strings.Contains(text, w) })
		if got := s.In(text); got != want {
			t.Fatalf("%q in %q: %v", stems, text, got)
		}
		var found []string
		s.Find(text, func(w string) bool { found = append(found, w); return false })
		for _, w := range stems {
			if slices.Contains(found, w) != strings.Contains(text, w) {
				t.Fatalf("%q in %q: found %q", stems, text, found)
			}
		}
	}
}

// BenchmarkStems looks for 24 stems in a title that has none, beside one look a stem.
func BenchmarkStems(b *testing.B) {
	stems := strings.Fields("storno stornowan zwrot odwolan anulowan cofniec korekta omylk reversal reversed refund chargeback returned devolucion anulacion retrocesion vratka vraceni vraceno ruckbuchung rueckbuchung ruckruf rueckruf ruckzahlung")
	title := "zakup przy uzyciu karty 4123 warszawa sklep spozywczy 11/2026"
	b.Run("stems", func(b *testing.B) {
		s := StemsOf(stems...)
		for b.Loop() {
			s.In(title)
		}
	})
	b.Run("one by one", func(b *testing.B) {
		for b.Loop() {
			_ = slices.ContainsFunc(stems, func(w string) bool { return strings.Contains(title, w) })
		}
	})
}
