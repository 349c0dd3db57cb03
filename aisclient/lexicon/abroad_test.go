package lexicon

import (
	"slices"
	"testing"

	"aisdesk/aisclient/category"
)

// What harms the applicant is a sign of it in whatever language it is written, and decides nothing (statement 7.9).
func TestWordsOfAnotherCountryAreASign(t *testing.T) {
	for _, c := range []struct {
		country, title string
		want           category.Category
	}{
		{"CZ", "windykacja długu 4471", category.DebtCollection},
		{"CZ", "zakłady bukmacherskie", category.Gambling},
		{"PL", "vymáhání pohledávky", category.DebtCollection},
		{"PL", "splátka úvěru", category.LoanRepayment},
		{"GB", "spłata pożyczki", category.LoanRepayment},
		{"GB", "recibo devuelto", category.ReturnedPayment},
		{"PL", "spłata pożyczki", category.None}, // its own language decides
		{"GB", "Vinted order", category.None},
		{"GB", "nie windykacja, czynsz", category.None},
	} {
		got := Builtin().Abroad(Row{Country: c.country, Sign: SignOut}, Builtin().Scanner(c.country).Scan(c.title, Title))
		if c.want == category.None && len(got) > 0 || c.want != category.None && !slices.Contains(got, c.want) {
			t.Errorf("%s %q: %v, want %v", c.country, c.title, got, c.want)
		}
	}
}
