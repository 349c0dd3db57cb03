package lexicon

import (
	"slices"
	"testing"

	"aisdesk/aisclient/category"
)

// A trade at the end of a name without a space is that trade (statement 2.3 on joined words); in a person's name it is none.
func TestS2_3_ATradeAtTheEndOfAName(t *testing.T) {
	s := Builtin()
	is := func(country, party string, want category.Category) bool {
		return slices.ContainsFunc(s.MatchRow(Texts{Party: party}, Row{Country: country, Sign: SignOut}), func(h Hit) bool {
			return h.Entry.Out == want && h.Joined
		})
	}
	for _, k := range []struct {
		country, party string
		want           category.Category
		found          bool
	}{
		{"CZ", "ZMYSLCASINO.CZ", category.Gambling, true},
		{"PL", "ZMYSLKASYNO", category.Gambling, true},
		{"ES", "FICTIAPUESTAS SL", category.Gambling, true},
		{"PL", "XYKASYNO", category.Gambling, false},
		{"CZ", "ECASINO.CZ", category.Gambling, true},
		{"PL", "ZMYSLBET.COM", category.Gambling, true},
		{"PL", "ZMYSLBET DEPOZYT", category.Gambling, true},
		{"PL", "ZMYSLBET", category.Gambling, false}, // may be concrete
		{"PL", "ALFABET.COM", category.Gambling, false},
		{"ES", "FICTICOLLECT DEUDA", category.DebtCollection, true},
		{"ES", "FICTICOLLECT", category.DebtCollection, false},
		{"PL", "ZMYSLKASYNOWA", category.Gambling, false},
	} {
		if got := is(k.country, k.party, k.want); got != k.found {
			t.Errorf("%s in %s: %v, want %v", k.party, k.country, got, k.found)
		}
	}
}
