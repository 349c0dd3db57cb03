package stream

import (
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/text"
)

// A debt of which no instalment is seen obliges to something nobody knows (statements 6.1, 6.2).
func TestS6_2_DebtsThatNobodyIsSeenToServe(t *testing.T) {
	balance := func(s string) *aisclient.Amount { a := amount(s); return &a }
	open := func(loan *aisclient.Amount, card *aisclient.Amount, limit *aisclient.Amount, paid ...aisclient.Transaction) int {
		t.Helper()
		credit := account("Kredyt gotówkowy", "PL27114020040000300201355387", "PLN", "Jan Przykładny", nil)
		credit.Balance = loan
		s := build(t, inputFrom(t, aisclient.Target{Name: text.Clean("KontoBank"),
			Accounts:    []aisclient.Account{account("Konto", ownIBAN, "PLN", "Jan Przykładny", rows(pays(6, "-10", "Sklep", "Zakupy", "groceries"), paid)), credit},
			CreditCards: []aisclient.CreditCard{{Name: text.Clean("Karta"), Currency: "PLN", Limit: limit, Balance: card}}}))
		o := s.Obligations("PLN")
		return len(s.Unserved(o.Debts, o.Items))
	}
	instalments, card := pays(6, "-600", "Bank Zmyślony", "Rata", "loan_repayment"), pays(6, "-300", "Bank Zmyślony", "Spłata karty", "card_repayment")
	for what, k := range map[string]struct{ got, want int }{
		"a loan":                        {open(balance("-5000"), nil, nil), 1},
		"a loan of an unknown balance":  {open(nil, nil, nil), 1},
		"a loan that is paid off":       {open(balance("0"), nil, nil), 0},
		"a loan with instalments":       {open(balance("-5000"), nil, nil, instalments...), 0},
		"a drawn card without a limit":  {open(balance("0"), balance("-800"), nil), 1},
		"a drawn card that is repaid":   {open(balance("0"), balance("-800"), nil, card...), 0},
		"a drawn card within its limit": {open(balance("0"), balance("-800"), balance("1000")), 0},
		"a card that is not drawn":      {open(balance("0"), balance("0"), nil), 0},
	} {
		if k.got != k.want {
			t.Errorf("%s: %d debts without an instalment, want %d", what, k.got, k.want)
		}
	}
}
