package insight

import (
	"context"
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/text"
)

func recurring(t *testing.T, txs ...aisclient.Transaction) []Recurring {
	t.Helper()
	slices.SortStableFunc(txs, func(x, y aisclient.Transaction) int { return int(x.BookedOn - y.BookedOn) })
	r := resultOf(t, account("", txs...))
	all, err := RecurringPayments(context.Background(), r, today)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func dates(s ...string) (out []aisclient.Date) {
	for _, d := range s {
		out = append(out, day(d))
	}
	return out
}

func at(party, amt string, on ...string) (out []aisclient.Transaction) {
	for _, d := range on {
		out = append(out, tx(d, amt, party, "x"))
	}
	return out
}

func TestRhythms(t *testing.T) {
	for _, c := range []struct {
		name string
		on   []string
		want Rhythm
		next string
	}{
		{"monthly", []string{"2026-01-10", "2026-02-10", "2026-03-10"}, Monthly, "2026-04-10"},
		{"month ends", []string{"2025-12-31", "2026-01-30", "2026-02-28", "2026-03-31"}, Monthly, "2026-04-30"},
		{"weekends move it", []string{"2025-12-10", "2026-01-12", "2026-02-09", "2026-03-10"}, Monthly, "2026-04-10"},
		{"weekly", []string{"2026-02-26", "2026-03-05", "2026-03-12", "2026-03-19", "2026-03-26"}, Weekly, "2026-04-02"},
		{"fortnightly", []string{"2026-01-30", "2026-02-13", "2026-02-27", "2026-03-13", "2026-03-27"}, Fortnightly, "2026-04-10"},
		{"quarterly", []string{"2025-07-20", "2025-10-20", "2026-01-20"}, Quarterly, "2026-04-20"},
		{"yearly", []string{"2025-03-01", "2026-03-02"}, Yearly, "2027-03-02"},
		{"two are chance", []string{"2026-02-10", "2026-03-10"}, 0, ""},
		{"irregular", []string{"2026-01-02", "2026-01-19", "2026-01-25", "2026-03-02", "2026-03-29"}, 0, ""},
		{"daily", []string{"2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06"}, 0, ""},
	} {
		got := recurring(t, at("P", "-50.00", c.on...)...)
		if c.want == 0 {
			if len(got) != 0 {
				t.Errorf("%s: found %+v", c.name, got)
			}
			continue
		}
		if len(got) != 1 || got[0].Rhythm != c.want || got[0].Next != day(c.next) || len(got[0].Missed) != 0 || got[0].Count != len(c.on) {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
}

func TestMissedPayments(t *testing.T) {
	got := recurring(t, at("Rent", "-1200.00", "2025-09-10", "2025-10-10", "2025-12-10", "2026-01-10", "2026-02-10")...)
	if len(got) != 1 || !slices.Equal(got[0].Missed, dates("2025-11-10", "2026-03-10")) || got[0].Next != day("2026-04-10") || got[0].Ended {
		t.Fatalf("%+v", got)
	}
	by := findings(t, resultOf(t, account("", at("Rent", "-1200.00", "2025-09-10", "2025-10-10", "2025-12-10", "2026-01-10", "2026-02-10")...)))
	want := "The monthly payment of 1200.00 PLN to Rent did not come around 2025-11-10 and 2026-03-10."
	if f := by[Missed]; len(f) != 1 || f[0].Sentence != want || f[0].Level != Note {
		t.Errorf("%+v", f)
	}
}

func TestASeriesThatEndedIsNotMissed(t *testing.T) {
	got := recurring(t, at("Gym", "-99.00", "2025-06-01", "2025-07-01", "2025-08-01", "2025-09-01")...)
	if len(got) != 1 || !got[0].Ended || len(got[0].Missed) != 0 || got[0].Next != 0 {
		t.Fatalf("%+v", got)
	}
	by := findings(t, resultOf(t, account("", at("Gym", "-99.00", "2025-06-01", "2025-07-01", "2025-08-01", "2025-09-01")...)))
	if len(by[Missed]) != 0 || !strings.Contains(by[RecurringPays][0].Sentence, "seems to have ended") {
		t.Errorf("%+v", by)
	}
}

func TestLateByFewDaysIsNotMissed(t *testing.T) {
	got := recurring(t, at("Rent", "-1200.00", "2025-12-27", "2026-01-27", "2026-02-27")...)
	if len(got) != 1 || len(got[0].Missed) != 0 || got[0].Next != day("2026-03-27") {
		t.Fatalf("four days late: %+v", got)
	}
}

func TestSeriesKeepDirectionsAmountsAndCurrenciesApart(t *testing.T) {
	txs := slices.Concat(
		monthly("2025-12-05", 4, "-40.00", "Telecom", "phone"),
		monthly("2025-12-20", 4, "-400.00", "Telecom", "device"),
		monthly("2025-12-12", 4, "40.00", "Telecom", "refund"))
	got := recurring(t, txs...)
	var typical []string
	for _, s := range got {
		typical = append(typical, s.Typical.String())
		if s.Rhythm != Monthly || s.Count != 4 {
			t.Errorf("%+v", s)
		}
	}
	slices.Sort(typical)
	if !slices.Equal(typical, []string{"-40.00", "-400.00", "40.00"}) {
		t.Errorf("%q", typical)
	}
}

func TestBillsMayVary(t *testing.T) {
	txs := at("Energia", "-180.20", "2025-12-15")
	txs = append(txs, at("Energia", "-201.99", "2026-01-15")...)
	txs = append(txs, at("Energia", "-195.00", "2026-02-16")...)
	txs = append(txs, at("Energia", "-178.34", "2026-03-16")...)
	got := recurring(t, txs...)
	if len(got) != 1 || got[0].Min != amount("-201.99") || got[0].Max != amount("-178.34") {
		t.Fatalf("%+v", got)
	}
}

func TestFeesWithoutCounterpartyAreKnownByTheirTitle(t *testing.T) {
	txs := []aisclient.Transaction{tx("2026-01-31", "-7.00", "", "Opłata za kartę 01/2026"), tx("2026-02-28", "-7.00", "", "Opłata za kartę 02/2026"),
		tx("2026-03-31", "-7.00", "", "Opłata za kartę 03/2026"), tx("2026-03-15", "-7.00", "", "Inna opłata")}
	got := recurring(t, txs...)
	if len(got) != 1 || got[0].Count != 3 {
		t.Fatalf("%+v", got)
	}
}

func TestPendingAndUndatedRowsAreNoSeries(t *testing.T) {
	txs := monthly("2026-01-10", 3, "-50.00", "P", "x")
	txs[1].Status = text.Clean("PENDING")
	if got := recurring(t, txs...); len(got) != 0 {
		t.Errorf("%+v", got)
	}
	txs = monthly("2026-01-10", 3, "-50.00", "P", "x")
	txs[1].BookedOn, txs[1].TransactionOn = 0, 0
	if got := recurring(t, txs...); len(got) != 0 {
		t.Errorf("%+v", got)
	}
}

func TestShoppingIsNoSeries(t *testing.T) {
	var txs []aisclient.Transaction
	for d := day("2025-10-01"); d < today; d++ {
		if int(d)%3 != 0 {
			x := tx("2026-01-01", "-20.00", "Sklep", "zakupy")
			x.BookedOn, x.Amount = d, -amount("1")*aisclient.Amount(10+int(d)*7%40)
			txs = append(txs, x)
		}
	}
	if got := recurring(t, txs...); len(got) != 0 {
		t.Errorf("%d series, first %+v", len(got), got[0])
	}
}

func TestAnotherAmountAtTheTimeIsNotMissed(t *testing.T) {
	txs := append(monthly("2025-10-28", 3, "5000.00", "ACME", "pay"), monthly("2026-02-28", 2, "5000.00", "ACME", "pay")...)
	txs = append(txs, at("ACME", "9000.00", "2026-01-28")...) // with a bonus
	got := recurring(t, txs...)
	if len(got) != 1 || got[0].Count != 5 || len(got[0].Missed) != 0 {
		t.Fatalf("%+v", got)
	}
}

func TestAFewOfManyPaymentsAreNoSeries(t *testing.T) {
	var txs []aisclient.Transaction
	for i, d := range []string{"2025-07-03", "2025-07-19", "2025-08-21", "2025-09-02", "2025-09-30", "2025-10-03", "2025-11-11", "2025-11-29", "2026-01-03", "2026-02-20"} {
		amt := []string{"2200.00", "300.00", "900.00", "400.00", "1300.00", "2268.00", "650.00", "150.00", "2300.00", "500.00"}[i]
		txs = append(txs, at("Lender", amt, d)...)
	}
	if got := recurring(t, txs...); len(got) != 0 {
		t.Errorf("%+v", got)
	}
}

func TestOnePartyInSeveralSpellings(t *testing.T) {
	txs := at("FIRMA SP. Z O.O.", "3000.00", "2025-12-30", "2026-01-30")
	txs = append(txs, at("Firma  sp. z o.o.", "3100.00", "2026-02-27")...)
	txs = append(txs, at("FÌRMA SP. Z O.O.", "3000.00", "2026-03-30")...)
	got := recurring(t, txs...)
	if len(got) != 1 || got[0].Count != 4 || got[0].Label != "FIRMA SP. Z O.O." {
		t.Fatalf("%+v", got)
	}
	if said := got[0].sentence(); !strings.HasPrefix(said, "About 3000.00 PLN comes from") {
		t.Error(said)
	}
}

// Banks leave the counterparty out of single rows: the payment came all the same.
func TestAPaymentWithoutTheNameIsNotMissed(t *testing.T) {
	all := at("ACME", "5000.00", "2025-11-28", "2025-12-28", "2026-01-28", "2026-02-28", "2026-03-28")
	for i := range all {
		all[i].Title, all[i].PartyIBAN = text.Clean(all[i].BookedOn.String()[:7]+" Wynagrodzenie"), text.Clean("PL28109128501030614131075294")
	}
	all[1].Party = text.Text{}
	all[2].Party, all[2].PartyIBAN = text.Text{}, text.Text{}
	all[2].Amount = amount("5200.00")
	other := tx("2026-01-27", "900.00", "", "2026-01 Wynagrodzenie") // far too little
	got := recurring(t, append(all, other)...)
	if len(got) != 1 || got[0].Count != 5 || len(got[0].Missed) != 0 || got[0].Label != "ACME" {
		t.Fatalf("%+v", got)
	}
}

// Without any name a series is known by its number.
func TestASeriesByTheNumberAlone(t *testing.T) {
	all := at("", "-70.00", "2025-12-28", "2026-01-28", "2026-02-28", "2026-03-28")
	for i := range all {
		all[i].PartyIBAN = text.Clean(map[bool]string{true: "PL28109128501030614131075294", false: "28 1091 2850 1030 6141 3107 5294"}[i%2 == 0])
	}
	if got := recurring(t, all...); len(got) != 1 || got[0].Count != 4 || got[0].Label != "28109128501030614131075294" {
		t.Fatalf("%+v", got)
	}
}

func TestNobodyMissesAWithdrawal(t *testing.T) {
	by := findings(t, resultOf(t, account("", at("", "-200.00", "2025-09-10", "2025-10-10", "2025-12-10", "2026-01-10", "2026-02-10")...)))
	if len(by[Missed]) != 0 || len(by[RecurringPays]) != 1 || !strings.HasPrefix(by[RecurringPays][0].Sentence, "200.00 PLN goes out as x monthly") {
		t.Errorf("%+v", by)
	}
}
