package insight

import (
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/text"
)

func TestSignalsByLabelAndByWord(t *testing.T) {
	for _, c := range []struct {
		tx   aisclient.Transaction
		want Topic // "" is none of them
	}{
		{tx("2026-03-01", "-50.00", "X", "y", "gambling"), Gambling},
		{tx("2026-03-01", "-50.00", "STS S.A.", "zakład"), Gambling},
		{tx("2026-03-01", "-50.00", "TOTALIZATOR SPORTOWY", "lotto"), Gambling},
		{tx("2026-03-01", "-50.00", "Costs department", "costs"), ""},
		{tx("2026-03-01", "5000.00", "Bank", "Wypłata pożyczki"), Loans},
		{tx("2026-03-01", "5000.00", "Bank", "x", "loan"), Loans},
		{tx("2026-03-01", "-300.00", "Bank", "Spłata raty kredytu"), Repayments},
		{tx("2026-03-01", "-300.00", "Bank", "x", "mortgage"), Repayments},
		{tx("2026-03-01", "-300.00", "Komornik Sądowy przy SR", "KM 12/26"), Bailiff},
		{tx("2026-03-01", "-300.00", "x", "zajęcie egzekucyjne"), Bailiff},
		{tx("2026-03-01", "-30.00", "Biblioteka", "zajęcia plastyczne"), ""},
		{tx("2026-03-01", "-300.00", "KRUK S.A.", "ugoda"), Collection},
		{tx("2026-03-01", "-3.00", "x", "y", "late payment"), LatePayment},
		{tx("2026-03-01", "-3.00", "Bank", "Odsetki karne"), LatePayment},
		{tx("2026-03-01", "150.00", "Bank", "Zwrot przelewu - brak środków"), Returned},
		{tx("2026-03-01", "-200.00", "", "Wypłata gotówki, bankomat PKO"), Cash},
		{tx("2026-03-01", "-200.00", "x", "y", "cash withdrawal", "payment processor"), Cash},
		{tx("2026-03-01", "-20.00", "Żabka", "zakupy", "grocery"), ""},
		{tx("2026-03-01", "-30.00", "BIEDRONKA KOMORNIKI", "zakupy"), ""}, // a town
		{tx("2026-03-01", "-30.00", "Marek Nowak", "przelew dla komornika"), Bailiff},
		{tx("2026-03-01", "-900.00", "x-kom", "Monitor 27 cali"), ""},
		{tx("2026-03-01", "-50.00", "Juwentus", "monitoring mieszkania"), ""},
		{tx("2026-03-01", "-15.00", "Bank", "Opłata za monit"), LatePayment},
		{tx("2026-03-01", "-700.00", "ČEZ", "inkaso SIPO"), ""}, // a direct debit
		{tx("2026-03-01", "-40.00", "Endesa", "último pago"), ""},
		{tx("2026-03-01", "-40.00", "ULTIMO S.A.", "ugoda"), Collection},
		{tx("2026-03-01", "40.00", "Zara", "devolución compra"), ""},
		{tx("2026-03-01", "40.00", "Endesa", "devolución recibo"), Returned},
	} {
		by := findings(t, resultOf(t, account("", c.tx)))
		for _, s := range signals {
			if got := len(by[s.topic]) > 0; got != (s.topic == c.want) {
				t.Errorf("%s / %s %q: %s is %v", c.tx.Party, c.tx.Title, c.tx.Labels, s.topic, got)
			}
		}
	}
}

func TestSignalSentencesHaveFiguresPerCurrency(t *testing.T) {
	euro := account("", tx("2026-03-01", "-5.00", "Betclic", "x", "gambling"))
	euro.Currency = "EUR"
	by := findings(t, resultOf(t, account("", tx("2026-03-01", "-1500.00", "STS", "x", "gambling"), tx("2026-03-02", "200.00", "STS", "x", "gambling")), euro))
	got := by[Gambling]
	if len(got) != 1 || len(got[0].Figures) != 2 || got[0].Level != Warn {
		t.Fatalf("%+v", got)
	}
	want := "3 payments with betting and games of chance: 1500.00 PLN out and 200.00 PLN in and 5.00 EUR."
	if got[0].Sentence != want {
		t.Errorf("%s", got[0].Sentence)
	}
	if got[0].Figures[0].Amount != amount("-1300") || got[0].Figures[0].Count != 2 || got[0].Figures[1].Amount != amount("-5") {
		t.Errorf("%+v", got[0].Figures)
	}
}

func TestCashShare(t *testing.T) {
	by := findings(t, resultOf(t, account("", tx("2026-03-01", "-250.00", "", "Bankomat"), tx("2026-03-02", "-750.00", "Rent", "x"))))
	if f := by[Cash]; len(f) != 1 || f[0].Sentence != "1 withdrawal of cash: 250.00 PLN, 25% of what went out." {
		t.Errorf("%+v", f)
	}
}

func TestSignalFiltersAreOpen(t *testing.T) {
	for _, s := range signals {
		if f, ok := Signal(s.topic); !ok || f != s.filter {
			t.Errorf("%s", s.topic)
		}
		if nouns[s.topic] == "" || strings.Count(s.sentence, "%s") != 2 {
			t.Errorf("%s cannot be said", s.topic)
		}
	}
	if _, ok := Signal(CashFlow); ok {
		t.Error("cash flow is no sign")
	}
}

func TestLargest(t *testing.T) {
	by := findings(t, resultOf(t, account("", tx("2026-03-01", "9000.00", "Auto Komis", "x"), tx("2026-03-02", "10.00", "A", "x"), tx("2026-03-03", "-77.00", "B", "x"))))
	f := by[Largest]
	if len(f) != 2 || f[0].Sentence != "The largest payment coming in is 9000.00 PLN on 2026-03-01, Auto Komis; the 2 largest come to 9010.00 PLN." || f[0].Figures[0].Amount != amount("9010") || len(f[0].Rows) != 2 {
		t.Fatalf("%+v", f)
	}
	if f[1].Sentence != "The largest payment going out is 77.00 PLN on 2026-03-03, B." {
		t.Errorf("%s", f[1].Sentence)
	}
}

func TestWhatIsNotBookedIsSaid(t *testing.T) {
	pending := tx("2026-03-02", "-20.00", "STS", "x", "gambling")
	pending.Status = text.Clean("PENDING")
	by := findings(t, resultOf(t, account("", tx("2026-03-01", "-50.00", "STS", "x", "gambling"), pending)))
	if f := by[Gambling]; len(f) != 1 || f[0].Sentence != "2 payments with betting and games of chance: 50.00 PLN, 1 of them not booked and in no sum." {
		t.Errorf("%+v", f)
	}
	if f := by[CashFlow]; len(f) != 1 || !strings.HasSuffix(f[0].Sentence, "a month; 1 row is not booked and left out.") {
		t.Errorf("%+v", f)
	}
}
