package insight

import (
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/text"
)

// Every row of a currency is counted, also where its amount could not be read or nothing of it has happened yet.
func TestTurnoverCountsRowsThatAreInNoSum(t *testing.T) {
	a := account("100.00", tx("2026-03-01", "-50.00", "A", "x"), tx("2026-03-02", "-1.00", "B", "y"))
	a.Transactions[0].Unread = []aisclient.UnreadCell{{Field: "currencyAmount", Raw: text.Clean("-1.0x")}}
	b := account("7.00", tx("2026-04-02", "-9.00", "D", "z"))
	b.IBAN, b.Currency = text.Clean("PL61109010140000071219812874"), "EUR"
	got, err := analysisOf(t, a, b).Turnover(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Totals) != 2 || got.Totals[0].Count != 2 || got.Totals[0].Booked != 1 || got.Totals[0].Out != amount("-50") ||
		got.Totals[1].Currency != "EUR" || got.Totals[1].Count != 1 || got.Totals[1].Booked != 0 || got.Totals[1].Out != 0 {
		t.Errorf("%+v", got.Totals)
	}
}

// Statement 4.7: an account that the reply has twice counts once; what is in no sum is said with what it comes to.
func TestS4_7_TurnoverCountsAnAccountOnce(t *testing.T) {
	a := account("100.00", tx("2026-03-01", "-50.00", "A", "x"), tx("2026-03-02", "500.00", "B", "y"))
	pending, later := tx("2026-03-30", "-7.00", "C", "z"), tx("2026-04-02", "-9.00", "D", "z")
	pending.Status = text.Clean("Oczekująca")
	a.Transactions = append(a.Transactions, pending, later)
	again := account("100.00", tx("2026-03-01", "-50.00", "A", "x"), tx("2026-03-02", "500.00", "B", "y"))
	again.IBAN = a.IBAN
	got, err := analysisOf(t, a, again).Turnover(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Totals) != 1 || got.Totals[0].In != amount("500") || got.Totals[0].Out != amount("-50") || got.Totals[0].Booked != 2 || got.Totals[0].Count != 4 {
		t.Errorf("%+v", got.Totals)
	}
	want := map[string]string{"not booked": "-7", "dated in the future": "-9", "standing twice": "450"}
	if len(got.NoSum) != len(want) {
		t.Errorf("%+v", got.NoSum)
	}
	for _, n := range got.NoSum {
		if n.Sum != amount(want[n.Reason]) {
			t.Errorf("%d rows %s: %s, want %s", len(n.Rows), n.Reason, n.Sum, want[n.Reason])
		}
	}
}
