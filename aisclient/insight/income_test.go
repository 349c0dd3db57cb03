package insight

import (
	"context"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
)

func TestIncomeKinds(t *testing.T) {
	own := tx("2026-03-01", "500.00", "Anna Łącka", "Przelew własny")
	own.PartyIBAN = text.Clean("61 1090 1014 0000 0712 1981 2874") // the account's own number without PL
	for _, c := range []struct {
		tx   aisclient.Transaction
		want IncomeKind
	}{
		{tx("2026-03-01", "5000.00", "ACME", "za marzec", "salary", "compensation"), Salary},
		{tx("2026-03-01", "5000.00", "ACME", "WYNAGRODZENIE 03/2026"), Salary},
		{tx("2026-03-01", "5000.00", "Empresa", "Nómina marzo"), Salary},
		{tx("2026-03-01", "2000.00", "ZUS", "Emerytura"), Pension},
		{tx("2026-03-01", "800.00", "ZUS", "świadczenie 800+"), Welfare},
		{tx("2026-03-01", "700.00", "Jan", "Alimenty na Kasię"), Alimony},
		{tx("2026-03-01", "1230.00", "Klient", "Faktura 3/2026"), Invoice},
		{tx("2026-03-01", "9000.00", "Bank", "Uruchomienie kredytu"), LoanPaidOut},
		{tx("2026-03-01", "9000.00", "Bank", "wynagrodzenie", "loan"), LoanPaidOut},
		{tx("2026-03-01", "49.90", "Sklep", "Zwrot za towar"), Refund},
		{tx("2026-03-01", "1.23", "", "Kapitalizacja odsetek"), Interest},
		{tx("2026-03-01", "300.00", "", "Wpłata własna"), CashDeposit},
		{tx("2026-03-01", "20.00", "Kasia", "za obiad"), OtherIncome},
		{own, OwnTransfer},
	} {
		r := resultOf(t, account("", c.tx))
		got, err := IncomeByKind(context.Background(), r, today)
		if err != nil || len(got) != 1 {
			t.Fatalf("%s: %+v, %v", c.tx.Title, got, err)
		}
		if got[0].Kind != c.want {
			t.Errorf("%s %q: %s, want %s", c.tx.Title, c.tx.Labels, got[0].Kind, c.want)
		}
	}
}

func TestIncomeSharesLeaveOutWhatIsNoIncome(t *testing.T) {
	r := resultOf(t, account("",
		tx("2026-02-01", "3000.00", "ACME", "Pensja", "salary"), tx("2026-03-01", "3000.00", "ACME", "Pensja", "salary"),
		tx("2026-03-02", "2000.00", "Kasia", "za rower"), tx("2026-03-03", "10000.00", "Bank", "x", "loan"), tx("2026-03-04", "-1.00", "x", "x")))
	got, err := IncomeByKind(context.Background(), r, today)
	if err != nil || len(got) != 3 {
		t.Fatal(got, err)
	}
	if got[0].Kind != LoanPaidOut || got[0].Share != 0 {
		t.Errorf("%+v", got[0])
	}
	if got[1].Kind != Salary || got[1].Share != 750 || got[1].MonthlyMean != amount("3000") {
		t.Errorf("%+v", got[1])
	}
	if got[2].Kind != OtherIncome || got[2].Share != 250 {
		t.Errorf("%+v", got[2])
	}
	by := findings(t, r)
	want := "Income of kind salary: 6000.00 PLN in 2 payments, 3000.00 PLN a month, 75% of the income."
	if len(by[IncomeTopic]) != 2 || by[IncomeTopic][0].Sentence != want {
		t.Errorf("%+v", by[IncomeTopic])
	}
}

func TestIncomePerCurrencyAndOnlyBooked(t *testing.T) {
	euro := account("", tx("2026-03-01", "5.00", "ACME", "Pensja", "salary"))
	euro.Currency = "EUR"
	pending := tx("2026-03-30", "3000.00", "ACME", "Pensja", "salary")
	pending.Status = text.Clean("PENDING")
	r := resultOf(t, account("", tx("2026-03-01", "3000.00", "ACME", "Pensja", "salary"), pending), euro)
	got, err := IncomeByKind(context.Background(), r, today)
	if err != nil || len(got) != 2 {
		t.Fatal(got, err)
	}
	if got[0].Currency != "PLN" || got[0].Totals.In != amount("3000") || got[0].Totals.Count != 1 || got[1].Totals.In != amount("5") {
		t.Errorf("%+v", got)
	}
}

func TestPayingACardOffIsNoIncome(t *testing.T) {
	imp := &aisclient.Import{Targets: []aisclient.Target{{CreditCards: []aisclient.CreditCard{{Currency: "PLN",
		Transactions: []aisclient.Transaction{tx("2026-03-01", "900.00", "", "Spłata karty"), tx("2026-03-01", "-900.00", "Sklep", "x")}}}}}}
	l, err := ledger.FromImport(imp)
	if err != nil {
		t.Fatal(err)
	}
	r, _ := l.Run(context.Background(), ledger.Query{})
	got, err := IncomeByKind(context.Background(), r, today)
	if err != nil || len(got) != 1 || got[0].Kind != OwnTransfer || got[0].Share != 0 {
		t.Errorf("%+v, %v", got, err)
	}
	if f := findings(t, r)[IncomeTopic]; len(f) != 0 {
		t.Errorf("%+v", f)
	}
}

// A mean over months must not depend on where in the month a history begins and ends.
func TestMonthsSpanned(t *testing.T) {
	for _, c := range []struct {
		first, last string
		want        int
	}{
		{"2026-03-01", "2026-03-01", 1},
		{"2026-03-01", "2026-03-31", 1},
		{"2026-02-01", "2026-03-04", 2}, // two payments on the first of a month
		{"2026-10-01", "2026-12-31", 3}, // 92 days, three months
		{"2026-08-24", "2026-11-22", 3}, // ninety days back
		{"2026-05-23", "2026-11-22", 6}, // half a year back, 184 days
		{"2026-05-23", "2026-11-23", 7},
		{"2026-01-31", "2026-02-28", 2},  // two payments on the last of a month
		{"2025-11-23", "2026-11-22", 12}, // a year back
		{"2026-01-01", "2026-12-31", 12},
		{"2024-01-01", "2024-12-31", 12}, // a leap year
	} {
		r := resultOf(t, account("", tx(c.first, "1.00", "A", "x"), tx(c.last, "1.00", "A", "x")))
		if got := monthsSpanned(t.Context(), r, "PLN"); got != c.want {
			t.Errorf("%s to %s are %d months, not %d", c.first, c.last, got, c.want)
		}
	}
}

// Two kinds that fit by themselves can be too large together: then there is no share.
func TestNoShareOfASumThatIsTooLarge(t *testing.T) {
	big := "600000000000000.00"
	got, err := IncomeByKind(t.Context(), resultOf(t, account("", tx("2026-01-05", big, "A", "x", "salary"), tx("2026-01-06", big, "A", "x", "alimony"))), today)
	if err != nil || len(got) != 2 || got[0].Share != -1 || got[1].Share != -1 {
		t.Fatalf("%+v %v", got, err)
	}
	r := resultOf(t, account("", tx("2026-01-05", big, "A", "x", "salary"), tx("2026-01-06", big, "A", "x", "alimony")))
	for _, f := range findings(t, r)[IncomeTopic] {
		if strings.Contains(f.Sentence, "%") {
			t.Error(f.Sentence)
		}
	}
}
