package merge_test

import (
	"fmt"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/merge"
)

// Casefile statement 12, one pair of rows a case: A's rows, B's rows, and how many transfers and ambiguities there are.
func TestTransfersBetweenAccounts(t *testing.T) {
	out := func(day, iban, party string) aisclient.Transaction { return row(day, "-100", iban, party, "transfer") }
	in := func(day, iban, party string) aisclient.Transaction { return row(day, "100", iban, party, "transfer") }
	const jan, foreign = "Jan Kowalski", "PL27114020040000300201355387"
	for name, c := range map[string]struct {
		a, b                 []aisclient.Transaction
		transfers, ambiguous int
	}{
		"both numbers":         {rows(out("2026-03-10", ibanB, "")), rows(in("2026-03-11", ibanA, "")), 1, 0},
		"one number":           {rows(out("2026-03-10", ibanB, "")), rows(in("2026-03-11", "", "")), 1, 0},
		"another's number":     {rows(out("2026-03-10", ibanB, "")), rows(in("2026-03-11", foreign, jan)), 0, 0},
		"owner's names":        {rows(out("2026-03-10", "", jan)), rows(in("2026-03-10", "", "KOWALSKI JAN UL. DŁUGA 5 00-950 WARSZAWA")), 1, 0},
		"one owner's name":     {rows(out("2026-03-10", "", "")), rows(in("2026-03-10", "", jan)), 1, 0},
		"another name":         {rows(out("2026-03-10", "", jan)), rows(in("2026-03-10", "", "Adam Nowak")), 0, 0},
		"nothing says so":      {rows(out("2026-03-10", "", "")), rows(in("2026-03-10", "", "")), 0, 0},
		"three days":           {rows(out("2026-03-10", ibanB, "")), rows(in("2026-03-13", "", "")), 1, 0},
		"four days":            {rows(out("2026-03-10", ibanB, "")), rows(in("2026-03-14", "", "")), 0, 0},
		"booked in before out": {rows(out("2026-03-12", ibanB, "")), rows(in("2026-03-10", "", "")), 1, 0},
		"another amount":       {rows(row("2026-03-10", "-100.01", ibanB, "", "t")), rows(in("2026-03-10", "", "")), 0, 0},
		"two alike": {rows(out("2026-03-10", ibanB, ""), out("2026-03-10", ibanB, "")),
			rows(in("2026-03-10", ibanA, ""), in("2026-03-10", ibanA, "")), 0, 1},
		"two on different days": {rows(out("2026-03-12", ibanB, ""), out("2026-03-10", ibanB, "")),
			rows(in("2026-03-12", ibanA, ""), in("2026-03-10", ibanA, "")), 2, 0},
		"one of two ins has the number": {rows(out("2026-03-10", "", jan)), rows(in("2026-03-12", ibanA, ""), in("2026-03-10", "", jan)), 1, 0},
		"two outs alike, one in":        {rows(out("2026-03-10", ibanB, ""), out("2026-03-10", ibanB, "")), rows(in("2026-03-10", ibanA, "")), 0, 1},
		"one out, two ins alike":        {rows(out("2026-03-10", ibanB, "")), rows(in("2026-03-10", ibanA, ""), in("2026-03-10", ibanA, "")), 0, 1},
	} {
		m := build(t, part(t, "a", "2026-04-01", "A", account(ibanA, "", jan, c.a...)), part(t, "b", "2026-04-01", "B", account(ibanB, "", jan, c.b...)))
		if len(m.Transfers) != c.transfers || len(m.Ambiguous) != c.ambiguous {
			t.Errorf("%s: %+v, ambiguous %+v", name, m.Transfers, m.Ambiguous)
		}
		maybe := 0
		for row := range int32(m.Ledger.Len()) {
			if !m.Ledger.Text(row, ledger.ColMaybe).Empty() {
				maybe++
			}
		}
		open := 0
		for _, a := range m.Ambiguous {
			open += len(a.Out) + len(a.In)
		}
		if maybe != open {
			t.Errorf("%s: %d rows name what they may pair with, not %d", name, maybe, open)
		}
		taken := map[int32]bool{}
		for _, pair := range m.Transfers {
			if taken[pair.Out] || taken[pair.In] || m.Ledger.Amount(pair.Out) != -m.Ledger.Amount(pair.In) {
				t.Errorf("%s: %+v", name, pair)
			}
			taken[pair.Out], taken[pair.In] = true, true
		}
		for _, a := range m.Ambiguous {
			if taken[a.Out[0]] || len(a.Out)+len(a.In) < 3 {
				t.Errorf("%s: %+v", name, a)
			}
		}
	}
}

func rows(all ...aisclient.Transaction) []aisclient.Transaction { return all }

// Currencies differ, one account, and rows that are not booked: none is a transfer.
func TestWhatIsNoTransfer(t *testing.T) {
	a := account(ibanA, "", "Jan Kowalski", row("2026-03-10", "-100", ibanB, "", "t"), row("2026-03-10", "100", ibanA, "", "t"))
	b := account(ibanB, "", "Jan Kowalski", row("2026-03-10", "100", ibanA, "", "t"))
	b.Currency = "EUR"
	back := account(ibanA, "", "Jan Kowalski", row("2026-03-10", "-100", ibanA, "", "t"), row("2026-03-10", "100", ibanA, "", "t"))
	if m := build(t, part(t, "a", "2026-04-01", "A", back)); len(m.Transfers)+len(m.Ambiguous) > 0 {
		t.Errorf("from an account to itself: %+v %+v", m.Transfers, m.Ambiguous)
	}
	if m := build(t, part(t, "a", "2026-04-01", "A", a), part(t, "b", "2026-04-01", "B", b)); len(m.Transfers)+len(m.Ambiguous) > 0 {
		t.Errorf("%+v %+v", m.Transfers, m.Ambiguous)
	}
}

// Both rows of a transfer are of one currency, whichever that is.
func TestATransferIsOfOneCurrency(t *testing.T) {
	a := account(ibanA, "", "Jan Kowalski", row("2026-03-10", "-100", ibanB, "", "t"))
	b := account(ibanB, "", "Jan Kowalski", row("2026-03-10", "100", ibanA, "", "t"))
	for _, c := range []struct {
		out, in   aisclient.Currency
		transfers int
	}{{"EUR", "EUR", 1}, {"EUR", "PLN", 0}, {"PLN", "EUR", 0}} {
		a.Currency, b.Currency = c.out, c.in
		if m := build(t, part(t, "a", "2026-04-01", "A", a), part(t, "b", "2026-04-01", "B", b)); len(m.Transfers) != c.transfers || len(m.Ambiguous) > 0 {
			t.Errorf("%s to %s: %+v %+v", c.out, c.in, m.Transfers, m.Ambiguous)
		}
	}
}

func BenchmarkBuild(b *testing.B) {
	var t testing.T
	var parts []merge.Part
	for p := range 3 {
		var txs []aisclient.Transaction
		for i := range 33_000 {
			txs = append(txs, row("2026-03-10", fmt.Sprint(i%5000-2500, ".", i%90+10), "", fmt.Sprint("P", i%800), fmt.Sprint("t", i)))
		}
		parts = append(parts, part(&t, fmt.Sprint(p), "2026-04-01", fmt.Sprint("Bank", p%2), account(ibanA, "", "Jan", txs...)))
	}
	for b.Loop() {
		if _, err := merge.Build(b.Context(), parts); err != nil {
			b.Fatal(err)
		}
	}
}
