package bank

import (
	"slices"
	"strings"
	"testing"
)

func TestRecognise(t *testing.T) {
	for _, c := range []struct {
		amount Money
		text   string
		want   string
	}{
		{5000_00, "Wynagrodzenie 09/2026", "compensation,regular wage,salary"}, {-5000_00, "wynagrodzenie pracownika", ""}, {1, "Weryfikacja konta", "verification"},
		{-45_10, "ŻABKA Z4567  WARSZAWA", "grocery"}, {-45_10, "Żabka sklep", "grocery"}, {-45_10, "Żabkarnia, Diament", ""}, {-12_00, "zakup: Biedronka 12 Kraków", "grocery"}, {-60_00, "PYSZNE.PL  DOTPAY 99", "food with delivery,payment processor"},
		{-1800_00, "Czynsz, październik", "rent"}, {1800_00, "czynsz od najemcy", ""}, {-300_00, "ZUS składka", "tax,zus"}, {900_00, "FV/2026/10", "invoice"}, {-900_00, "faktura 7", "invoice"},
		{800_00, "Świadczenie 800+", "500+,welfare"}, {-10_00, "parents", ""}, {-20_00, "Konstrukcja ratana", ""}, {2500_00, "", ""}, {-200_00, "Wypłata BANKOMAT 44", "cash withdrawal"},
	} {
		got := slices.Sorted(slices.Values(Recognise(&Transaction{Amount: c.amount, Title: c.text})))
		if strings.Join(got, ",") != c.want {
			t.Errorf("%v %q: %q, want %q", c.amount, c.text, got, c.want)
		}
	}
	if got := Recognise(&Transaction{Amount: -10_00, Title: "rozliczenie", Party: "Komornik Sądowy"}); !slices.Equal(got, []string{"bailiff"}) {
		t.Errorf("by party: %q", got)
	}
}

// Every label that is recognised is one that the generator gives, for every class and shop.
func TestRecognisedClassesExist(t *testing.T) {
	for _, c := range clues {
		if _, ok := classes[c.class]; !ok {
			t.Errorf("no class %q", c.class)
		}
		for _, w := range c.words {
			if plain(w) != " "+w+" " {
				t.Errorf("%q never matches", w)
			}
		}
	}
	for _, s := range shops() {
		if _, ok := classes[s.class]; !ok {
			t.Errorf("no class %q", s.class)
		}
	}
}

func FuzzRecognise(f *testing.F) {
	f.Add(int64(-100), "ŻABKA", "x")
	f.Fuzz(func(t *testing.T, amount int64, title, party string) {
		Recognise(&Transaction{Amount: Money(amount), Title: title, Party: party})
	})
}
