package lexicon

import (
	"slices"
	"strings"
	"testing"
)

// A firm's name that stands in the lexicon is found as what it is, whatever words are in it: "Golden Park" is no park. Short names and
// those that ask for a second sign are left to their own tests.
func TestS2_3_EveryNameOfHarmIsFound(t *testing.T) {
	s := Builtin()
	kinds := []Kind{Operator, Lender, Collector, PayLater}
	looked := 0
	for _, e := range s.entries {
		if !slices.Contains(kinds, e.Kind) || !e.Out.Risky() || len(e.needs) > 0 || len(e.not) > 0 || len(e.near) > 0 {
			continue
		}
		countries := e.Countries
		if e.Country != "" {
			countries = []string{e.Country}
		}
		if len(countries) == 0 {
			countries = []string{"PL", "CZ", "ES", "GB"}
		}
		for _, name := range e.Names {
			if lettersOf(name) <= shortName || strings.ContainsAny(name, "*{#") {
				continue
			}
			for _, country := range countries {
				looked++
				hits := s.MatchRow(Texts{Title: "123", Party: strings.ToUpper(name)}, Row{Country: country, Sign: SignOut})
				if !slices.ContainsFunc(hits, func(h Hit) bool { return h.Entry.Out.Risky() }) {
					t.Errorf("%s: %q in %s is not found", e.ID, name, country)
				}
			}
		}
	}
	if looked < 4000 {
		t.Errorf("only %d names", looked)
	}
}

// A short name of an operator stands alone in what a card paid, or with its domain.
func TestS2_7_ShortNamesOfOperators(t *testing.T) {
	card := Texts{Title: "BWIN", Kind: "PŁATNOŚĆ KARTĄ"}
	for _, texts := range []Texts{card, {Title: "WWW.BWIN.COM"}, {Title: "wpłata", Party: "BWIN.COM"}} {
		hits := Builtin().MatchRow(texts, Row{Country: "PL", Currency: "PLN", Sign: SignOut})
		if len(hits) == 0 || hits[0].Entry.Kind != Operator {
			t.Errorf("%+v: %+v", texts, hits)
		}
	}
	if hits := Builtin().MatchRow(Texts{Title: "wpłata", Party: "Bwin Adam"}, Row{Country: "PL", Sign: SignOut}); len(hits) > 0 && hits[0].Entry.Kind == Operator {
		t.Errorf("a person's name: %+v", hits[0])
	}
}
