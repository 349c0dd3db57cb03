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

// Phrases without their spaces are the phrases (statement 2.3 on joined words), with or without a number behind them; parts of other
// long words are none.
func TestS2_3_PhrasesWithoutSpaces(t *testing.T) {
	for _, k := range []struct {
		country, title string
		want           category.Category
		found          bool
	}{
		{"PL", "ZAJECIEKOMORNICZEKM551/26", category.Bailiff, true},
		{"PL", "ZajęcieKomornicze", category.Bailiff, true},
		{"GB", "ATTACHMENTOFEARNINGS", category.Bailiff, true},
		{"ES", "DILIGENCIADEEMBARGO", category.Bailiff, true},
		{"GB", "LATEPAYMENTFEE", category.LateFee, true},
		{"PL", "ZAJECIAKOMPUTEROWE", category.Bailiff, false},
		{"GB", "ATTACHMENTOFFILES", category.Bailiff, false},
		{"GB", "PADDYPOWERBET", category.Gambling, true},
		{"GB", "PADDYPOWERBETTER", category.Gambling, false},
	} {
		got := slices.ContainsFunc(Builtin().MatchRow(Texts{Title: k.title}, Row{Country: k.country, Sign: SignOut}), func(h Hit) bool {
			return h.Entry.Out == k.want
		})
		if got != k.found {
			t.Errorf("%s in %s: %v, want %v", k.title, k.country, got, k.found)
		}
	}
}

// The name of a firm in another case is the firm (statement 2.4), in the title of what is paid to it.
func TestS2_4_NamesInOtherCases(t *testing.T) {
	for _, k := range []struct {
		country string
		texts   Texts
		want    category.Category
		found   bool
	}{
		{"CZ", Texts{Title: "vklad do Tipsportu"}, category.Gambling, true},
		{"CZ", Texts{Title: "do Fortuny na tikety"}, category.Gambling, true},
		{"PL", Texts{Title: "dla Totalizatora Sportowego"}, category.Gambling, true},
		{"PL", Texts{Title: "do Wongi splata"}, category.LoanRepayment, true},
		{"CZ", Texts{Party: "Jana Fortuny"}, category.Gambling, false},
		{"PL", Texts{Title: "czynsz Fortuny 7"}, category.Gambling, false},
	} {
		got := slices.ContainsFunc(Builtin().MatchRow(k.texts, Row{Country: k.country, Sign: SignOut}), func(h Hit) bool {
			return h.Entry.Out == k.want && h.Entry.Kind != NoKind
		})
		if got != k.found {
			t.Errorf("%+v in %s: %v, want %v", k.texts, k.country, got, k.found)
		}
	}
}
