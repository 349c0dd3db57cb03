package lexicon

import (
	"fmt"
	"slices"
	"testing"
)

// A firm stands in a file once: a second entry of the same name and the same decision would have to be found and changed with it.
func TestS2_1_NoFirmStandsTwiceInAFile(t *testing.T) {
	first := map[string]*Entry{}
	var c compiler
	c.m.pattern = true
	for _, e := range Builtin().entries {
		if e.Kind == NoKind || e.User {
			continue
		}
		decision := fmt.Sprint(e.File, e.Kind, e.In, e.Out, e.Sign, e.Strong, e.Hard, e.Confidence, e.fields, e.Note, e.Countries, e.Currency)
		for _, name := range e.Names {
			for _, key := range c.matching(name) {
				other := first[decision+key]
				if other != nil && other != e && len(other.needs) > 0 == (len(e.needs) > 0) && len(other.near)+len(e.near) == 0 {
					t.Errorf("%q stands in %s and in %s", name, other.ID, e.ID)
				}
				first[decision+key] = e
			}
		}
	}
}

func TestS2_7_AWordThatIsDenied(t *testing.T) {
	s := set(t, lexicon("PL", enforcement))
	for _, x := range []struct {
		title string
		hit   bool
	}{
		{"to nie komornik", false},
		{"obiad, bez komornika", false},
		{"żadnego komornika", false},
		{"wpłata do komornika, nie za obiad", true},
		{"nie zapłacone, komornik", true},
		{"ref no komornik", true},
		{"no komornik", false},
		{"bez Vivus", true}, // a firm's name is denied by nothing
	} {
		if got := len(s.Match(Texts{Title: x.title}, "PL")) > 0; got != x.hit {
			t.Errorf("%q: hit is %t", x.title, got)
		}
	}
	if hits := s.Match(Texts{Party: "Bez Komornika", Title: "x"}, "PL"); !slices.ContainsFunc(hits, func(h Hit) bool { return h.Entry.ID == "komornik" }) {
		t.Error("a name denies nothing")
	}
}
