package verify

import (
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/text"
)

// An instalment onto a loan account of the same reply stays an obligation and a sign of repayments: who pays off a
// mortgage at the own bank owes no less than who pays elsewhere. Money onto savings is none.
func TestS4_9_AnInstalmentOntoAnAccountOfTheReplyIsDue(t *testing.T) {
	for _, k := range []struct {
		name, iban string // of the second account, and the number that the instalments name
		debt       string
		owed       bool
	}{{"Kredyt hipoteczny", "", "-300000.00", true}, {"Kredyt gotówkowy", yours, "-20000.00", true}, {"Konto oszczędnościowe", yours, "20000.00", false}} {
		w := newWorld(t)
		out := monthly(12, 10, "-1500.00", "", "Rata")
		for i := range out {
			out[i].PartyIBAN = text.Clean(k.iban)
		}
		w.account("Konto", mine, "30000.00", joined(living(365), out)...)
		w.account(k.name, yours, k.debt, monthly(12, 10, "1500.00", "", "Rata")...)
		sign, least, most := Refuted, Refuted, Confirmed
		if !k.owed {
			sign, least = Confirmed, Confirmed
		}
		w.want(sign, "", "without repayments")
		w.want(least, "", "obligations-at-most 1499PLN")
		w.want(most, "", "obligations-at-most 1500PLN")
		w.want(Confirmed, "", "balance 30000PLN")
	}
}

// A loan that is paid off in its own currency is served, whatever currency the claim is in.
func TestS6_2_AForeignLoanThatIsServedIsNotCalledUnserved(t *testing.T) {
	for _, served := range []bool{true, false} {
		w := newWorld(t)
		w.account("Konto", mine, "30000.00", living(365)...)
		euro := w.account("Konto EUR", "", "5000.00")
		if euro.Currency = "EUR"; served {
			euro.Transactions = chained("5000.00", monthly(12, 10, "-150.00", "Bank Zmyślony", "Rata kredytu", "loan"))
		}
		w.account("Kredyt gotówkowy", "", "-20000.00").Currency = "EUR"
		check := w.want(Inconclusive, "", "obligations-at-most 1000PLN")
		if got := strings.Contains(check.Reason, "no instalment is seen"); got == served {
			t.Errorf("served %v: %s", served, check.Reason)
		}
	}
}

// The same repayments of 1,500 a month are no less where the card is in the reply: at most 1,000 a month is not confirmed.
func TestS6_2_RepaymentsOntoACardOfTheReplyConfirmNoLess(t *testing.T) {
	w := on("pl", "2026-03-31", due("pl", 12, "2026-03-01", 20, true, "-1500.00", "", "SPŁATA KARTY KREDYTOWEJ"))(t)
	limit, drawn := amount("5000"), amount("-900")
	w.imp.Targets[0].CreditCards = append(w.imp.Targets[0].CreditCards, aisclient.CreditCard{Name: text.Clean("Visa"), Currency: "PLN", Limit: &limit, Balance: &drawn,
		Owners: w.first().Owners, Transactions: due("pl", 12, "2026-03-01", 20, true, "1500.00", "", "SPŁATA KARTY KREDYTOWEJ")})
	if got := w.one("obligations-at-most 1000PLN"); got.Outcome == Confirmed {
		t.Errorf("%s: %s", got.Outcome, got.Reason)
	}
	if got := w.one("obligations-at-most 1600PLN"); got.Outcome != Confirmed {
		t.Errorf("%s: %s", got.Outcome, got.Reason)
	}
}
