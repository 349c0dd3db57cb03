package stream

import (
	"context"
	"testing"

	"aisdesk/aisclient"
)

// A wage in euro beside a rent and a loan in zloty: nothing tells what is left of it, nor what the debts weigh (statements 0.6, 6.3, 6.4).
func TestS0_6_WhatIsPaidInAnotherCurrencyIsNotLeftOut(t *testing.T) {
	const other = "PL27114020040000300201355387"
	food := func(amt string) []aisclient.Transaction { return pays(12, amt, "Sklep", "Zakupy", "groceries") }
	wage := pays(12, "2400", "ACME GmbH", "Gehalt", "salary")
	of := func(c aisclient.Currency, zloty ...[]aisclient.Transaction) *Affordability {
		t.Helper()
		s := build(t, inputOf(t, account("EUR", ownIBAN, "EUR", "Jan Przykładny", rows(wage, food("-400"))),
			account("PLN", other, "PLN", "Jan Przykładny", rows(zloty...))))
		a, err := s.Affordability(context.Background(), c)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	loan, rent := pays(12, "-900", "Bank Zmyślony", "Rata", "loan_repayment"), pays(12, "-1950", "Wynajem Zmyślony", "Czynsz", "rent")

	if a := of("EUR", rent, food("-1000")); a.DisposableKnown || a.DSTI != 0 ||
		a.SpentElsewhere() != "1950.00 PLN of obligations and 1000.00 PLN of living costs a month in another currency" {
		t.Errorf("rent: disposable %s %v, DSTI %d, %q", a.Disposable, a.DisposableKnown, a.DSTI, a.SpentElsewhere())
	}
	if a := of("EUR", loan); a.DisposableKnown || a.DSTI != -1 || !a.DebtsElsewhere() {
		t.Errorf("loan: disposable %s %v, DSTI %d", a.Disposable, a.DisposableKnown, a.DSTI)
	}
	if a := of("EUR", food("-1000")); a.DisposableKnown || a.SpentElsewhere() != "1000.00 PLN of living costs a month in another currency" {
		t.Errorf("living costs alone: disposable %s %v, %q", a.Disposable, a.DisposableKnown, a.SpentElsewhere())
	}
	if a := of("EUR", pays(12, "-30", "Kino", "Bilety", "leisure")); !a.DisposableKnown || a.Disposable != amount("2000") || a.SpentElsewhere() != "" {
		t.Errorf("leisure alone: disposable %s %v, %q", a.Disposable, a.DisposableKnown, a.SpentElsewhere())
	}
	if a := of("PLN", loan); a.DSTI != -1 || a.DebtsElsewhere() {
		t.Errorf("no income in zloty: DSTI %d, debts elsewhere %v", a.DSTI, a.DebtsElsewhere())
	}
}
