package insight

import (
	"strings"
	"testing"

	"aisdesk/aisclient/text"
)

// An account that is a loan is a sign of loans though no other account pays it (statements 4.9 and 8.7).
func TestS8_7_ALoanAccountIsASignOfLoans(t *testing.T) {
	current := account("900.00", tx("2026-03-02", "-20.00", "Sklep", "zakup"), tx("2026-03-20", "-20.00", "Sklep", "zakup"))
	if f := findings(t, resultOf(t, current))[Loans]; len(f) != 0 {
		t.Fatalf("a current account alone: %v", f)
	}
	loan := account("-210000.00", tx("2026-02-05", "1450.00", "", "rata"), tx("2026-03-05", "1450.00", "", "rata"))
	loan.Name, loan.IBAN = text.Clean("Kredyt hipoteczny"), text.Clean("PL10105000997603123456789123")
	owed := amount("-207100.00")
	loan.Balance = &owed
	got := findings(t, resultOf(t, current, loan))[Loans]
	if len(got) == 0 || !strings.Contains(got[len(got)-1].Sentence, "Kredyt hipoteczny is an account of a loan: 207100.00 PLN are owed") {
		t.Errorf("a loan account gives %v", got)
	}
}
