package insight

import (
	"context"
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/group"
	"aisdesk/aisclient/text"
)

func TestCashFlowIsToldOnceACurrency(t *testing.T) {
	euro := account("", tx("2026-02-01", "7.00", "A", "x"))
	euro.Currency = "EUR"
	pending := tx("2026-01-07", "-999.00", "B", "not yet")
	pending.Status = euro.Name // any status but DONE
	r := resultOf(t, account("", tx("2025-11-03", "100.00", "A", "x"), tx("2026-01-05", "50.00", "A", "x"), tx("2026-01-06", "-30.00", "B", "x"), pending), euro)
	var got []Figure
	for _, f := range findings(t, r)[CashFlow] {
		got = append(got, f.Figures...)
	}
	if want := []Figure{{"PLN", amount("120"), 4}, {"EUR", amount("7"), 1}}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// A date that databases write for none is no month of a flow.
func TestCashFlowBeginsWithTheFirstDateThatCanBeTrue(t *testing.T) {
	odd := []aisclient.Transaction{tx("0001-01-01", "-12.50", "A", "x"), tx("1970-01-01", "-1.00", "A", "x"), tx("9999-12-31", "-2.00", "A", "x")}
	if n := monthsSpanned(t.Context(), resultOf(t, account("", append(odd, tx("2026-02-03", "-10.00", "B", "x"))...)), "PLN"); n != 1 {
		t.Errorf("%d months are spanned", n)
	}
	for _, f := range findings(t, resultOf(t, account("", odd...)))[CashFlow] {
		t.Errorf("of no month: %s", f.Sentence)
	}
}

func TestCompareWithThePeriodBefore(t *testing.T) {
	r := resultOf(t, account("",
		tx("2026-02-03", "-100.00", "Rent", "x", "rent"), tx("2026-02-04", "-10.00", "Old", "x", "old"),
		tx("2026-03-03", "-150.00", "Rent", "x", "rent"), tx("2026-03-04", "-5.00", "New", "x", "new")))
	changes, err := Compare(context.Background(), r.Ledger, ledger.Query{Period: ledger.Month(today)}, group.ByLabel)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string][2]aisclient.Amount{}
	for _, c := range changes {
		got[c.Label] = [2]aisclient.Amount{c.Before.Net, c.Now.Net}
	}
	want := map[string][2]aisclient.Amount{"rent": {amount("-100"), amount("-150")}, "old": {amount("-10"), 0}, "new": {0, amount("-5")}}
	for k, v := range want {
		if got[k] != v {
			t.Errorf("%s: %v, want %v", k, got[k], v)
		}
	}
	all, err := Compare(context.Background(), r.Ledger, ledger.Query{}, group.ByLabel)
	if err != nil || len(all) != 3 || all[0].Before.Count != 0 {
		t.Errorf("all time has nothing before it: %+v, %v", all, err)
	}
}

func TestFlowFindingSaysWhatCameInAndWentOut(t *testing.T) {
	by := findings(t, resultOf(t, account("", tx("2026-01-05", "3000.00", "A", "x"), tx("2026-03-06", "-12345.60", "B", "x"))))
	got := by[CashFlow]
	if len(got) != 1 || got[0].Level != Note {
		t.Fatalf("%+v", got)
	}
	want := "In 3 months 3000.00 PLN came in and 12345.60 PLN went out, 1000.00 PLN in and 4115.20 PLN out a month."
	if got[0].Sentence != want {
		t.Errorf("%s", got[0].Sentence)
	}
}

func TestTooLargeSumsAreSaidNotShown(t *testing.T) {
	big := "900000000000000.00"
	by := findings(t, resultOf(t, account("", tx("2026-01-05", big, "A", "x"), tx("2026-01-06", big, "A", "x"))))
	if f := by[CashFlow]; len(f) != 1 || !strings.Contains(f[0].Sentence, "too large") {
		t.Errorf("%+v", f)
	}
	for _, f := range by[IncomeTopic] {
		t.Errorf("income out of an overflow: %s", f.Sentence)
	}
}

func TestPartialDataIsSaid(t *testing.T) {
	a := account("", tx("2026-01-05", "1.00", "A", "x"))
	a.PartialDueToTimeout = true
	by := findings(t, resultOf(t, a))
	if f := by[Partial]; len(f) != 1 || f[0].Level != Warn {
		t.Errorf("%+v", f)
	}
}

// What only moves between own accounts is in the sums, as it is in the rows; how much that is, is said.
func TestOwnTransfersAreSaid(t *testing.T) {
	savings := account("", tx("2026-01-05", "500.00", "Anna", "x"))
	savings.IBAN = text.Clean("PL27114020040000300201355387")
	savings.Transactions[0].PartyIBAN = text.Clean("61109010140000071219812874")
	out := tx("2026-01-05", "-500.00", "Anna", "x")
	out.PartyIBAN = text.Clean("PL27 1140 2004 0000 3002 0135 5387")
	by := findings(t, resultOf(t, account("", out, tx("2026-01-06", "-10.00", "B", "x")), savings))
	if f := by[CashFlow]; len(f) != 1 || !strings.HasSuffix(f[0].Sentence, "In 1 month 500.00 PLN came in and 510.00 PLN went out. Of that 500.00 PLN in and 500.00 PLN out are between own accounts or to own cards.") {
		t.Errorf("%+v", f)
	}
}

// Amounts near the greatest are rounded and shared without running over, and a sum of the smallest is too large.
func TestTheGreatestAmountsAreSaid(t *testing.T) {
	greatest, least := "922337203685477.5807", "-922337203685477.5807"
	for _, amounts := range [][]string{{greatest}, {least}, {greatest, least}, {least, "-0.0001"}, {greatest, greatest}} {
		var txs []aisclient.Transaction
		for _, a := range amounts {
			txs = append(txs, tx("2026-01-05", a, "A", "Wynagrodzenie"))
		}
		r := resultOf(t, account("", txs...))
		all := findings(t, r)
		if len(all) == 0 {
			t.Errorf("%v: nothing is said", amounts)
		}
		for _, fs := range all {
			for _, f := range fs {
				if strings.Contains(f.Sentence, "-") && strings.Contains(f.Sentence, "PLN") && !strings.Contains(f.Sentence, "2026-") {
					t.Errorf("%v: %s", amounts, f.Sentence)
				}
			}
		}
	}
}

// Paying a card off is on both of its sides a transfer, though the bank names no number; a shop's refund onto the card
// has no other side.
func TestPayingACardOffIsATransferOnBothSides(t *testing.T) {
	imp := &aisclient.Import{Targets: []aisclient.Target{{
		Accounts: []aisclient.Account{account("", tx("2026-01-05", "-300.00", "", "Spłata karty"), tx("2026-01-20", "-300.00", "Shop", "x"))},
		CreditCards: []aisclient.CreditCard{{Currency: "PLN", Transactions: []aisclient.Transaction{tx("2026-01-07", "300.00", "", "Spłata karty"),
			tx("2026-01-09", "20.00", "Shop", "Zwrot")}}}}}}
	l, err := ledger.FromImport(imp)
	if err != nil {
		t.Fatal(err)
	}
	r, _ := l.Run(t.Context(), ledger.Query{})
	if f := findings(t, r)[CashFlow]; len(f) != 1 || !strings.HasSuffix(f[0].Sentence, " Of that 300.00 PLN in and 300.00 PLN out are between own accounts or to own cards.") {
		t.Errorf("%+v", f)
	}
}

// An account under two sign-ins doubles its rows: that is said.
func TestAnAccountThatStandsTwiceIsSaid(t *testing.T) {
	a := account("", tx("2026-01-05", "-10.00", "A", "x"))
	again, foreign := account("", tx("2026-01-05", "-10.00", "A", "x")), account("", tx("2026-01-05", "-10.00", "A", "x"))
	again.IBAN = text.Clean("61 1090 1014 0000 0712 1981 2874")
	foreign.Currency = "EUR" // a number can have an account in each currency
	f := findings(t, resultOf(t, a, foreign, again))[Repeated]
	if len(f) != 1 || f[0].Level != Note || f[0].Filter != "src:2" || len(f[0].Rows) != 1 {
		t.Errorf("%+v", f)
	}
}
