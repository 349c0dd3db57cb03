package lexicon

import (
	"slices"
	"testing"

	"aisdesk/aisclient/category"
)

// Statements 2.3 and 2.5: separators within a firm's name say nothing.
func TestS2_3_SeparatorsInAFirmsName(t *testing.T) {
	for _, x := range []struct {
		country, party, title string
		want                  bool
	}{
		{"PL", "", "E-TOTO", true}, {"PL", "E TOTO", "", true}, {"PL", "e-toto.pl", "", true}, {"PL", "", "e-toto.com doładowanie", true},
		{"PL", "DOTPAY", "E-TOTO", true}, {"PL", "SUPER-BET", "", true}, {"PL", "super bet", "", true}, {"PL", "super.bet", "", true},
		{"PL", "S.T.S. S.A.", "", true}, {"PL", "LV-BET", "", true}, {"CZ", "TIP-SPORT", "", true}, {"CZ", "tip sport", "", true}, {"GB", "BET 365", "", true},
		{"ES", "", "BET-CLIC", true}, {"GB", "williamhill", "", true},
		{"PL", "", "chleb i tuna for tuna", false}, {"GB", "", "lunch for tuna salad", false}, {"PL", "E TOTORO", "", false}, {"PL", "S T SZKOŁA", "", false},
		{"PL", "SUPER BETON", "", false}, {"PL", "", "e-totolinki", false},
	} {
		hits := Builtin().MatchRow(Texts{Party: x.party, Title: x.title}, Row{Country: x.country, Sign: SignOut})
		if got := slices.ContainsFunc(hits, func(h Hit) bool { return h.Entry.Out == category.Gambling }); got != x.want {
			t.Errorf("%s %q %q: found %v, want %v", x.country, x.party, x.title, got, x.want)
		}
	}
}

// Statement 2.3: firms that decide are found with a hyphen behind their second letter, if they are found without: but for a few
// in a hundred, of which a part is another word, as in Bo-dog.
func TestS2_3_EveryFirmWithAHyphen(t *testing.T) {
	s, tried, missed := Builtin(), 0, []string{}
	for _, e := range s.Entries() {
		found := func(name string) bool {
			hits := s.MatchRow(Texts{Party: name}, Row{Country: e.Country, Sign: SignOut})
			return slices.ContainsFunc(hits, func(h Hit) bool { return h.Entry.Kind == e.Kind })
		}
		for _, name := range e.Names {
			letters := []rune(name)
			if !e.Kind.Decides() || e.Kind.public() || !plainWord(name) || len(letters) < shortestSplit || !found(name) {
				continue
			}
			tried++
			if split := string(letters[:2]) + "-" + string(letters[2:]); !found(split) {
				missed = append(missed, split)
			}
		}
	}
	if tried < 500 || len(missed)*50 > tried {
		t.Errorf("%d of %d missed: %v", len(missed), tried, missed)
	}
}

// plainWord reports whether a pattern is one word that stands for itself.
func plainWord(name string) bool {
	return !slices.ContainsFunc([]rune(name), func(r rune) bool { return r < '0' || r > '9' && r < 'A' || r == '{' })
}

// Statements 2.4 and 2.6: enforcement in short words, and by every authority that has it.
func TestS2_6_EnforcementInShort(t *testing.T) {
	for _, x := range []struct {
		country, party, title string
		want                  bool
	}{
		{"CZ", "JUDr. Dalimil Mika", "Ex. srážky", true}, {"CZ", "", "Ex. příkaz č. 5", true}, {"CZ", "", "Exe. srážka ze mzdy", true}, {"CZ", "", "Exek. srážkou", true},
		{"CZ", "", "Obst. účtu", true}, {"ES", "", "Orden de retención TGSS", true}, {"ES", "TGSS", "RETENCION TGSS", true},
		{"ES", "", "ORDEN DE RETENCION AYUNTAMIENTO DE MADRID", true}, {"ES", "", "ORD. RETENC. AEAT", true}, {"ES", "", "RET. JUZGADO 3", true},
		{"GB", "DEBT MANAGERS LTD WRIT", "", true}, {"GB", "", "ATT. OF EARNINGS", true}, {"GB", "", "DEBT WRIT", true}, {"GB", "", "ENF. AGENT", true},
		{"PL", "ZUS", "Zaj. wierzyt.", true}, {"PL", "GMINA ZMYSLONA", "zajęcie egz.", true}, {"PL", "Urząd Skarbowy", "tyt. wyk. 5/2026", true},
		{"ES", "", "RETENCION IRPF", false}, {"ES", "TGSS", "CUOTA AUTONOMOS", false}, {"CZ", "", "Ex libris", false}, {"GB", "WRIT LARGE BOOKS", "", false},
		{"CZ", "", "srážková daň", false}, {"ES", "", "ORDEN DE TRANSFERENCIA", false},
	} {
		hits := Builtin().MatchRow(Texts{Party: x.party, Title: x.title}, Row{Country: x.country, Sign: SignOut})
		if got := slices.ContainsFunc(hits, func(h Hit) bool { return h.Entry.Out == category.Bailiff }); got != x.want {
			t.Errorf("%s %q %q: found %v, want %v", x.country, x.party, x.title, got, x.want)
		}
	}
}
