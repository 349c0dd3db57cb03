package insight

import (
	"math/rand/v2"
	"slices"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/calendar"
)

// household is two years of an ordinary account, the rows of a day in any order: a wage, rent, bills, shopping, friends.
func household(seed uint64) []aisclient.Transaction {
	r := rand.New(rand.NewPCG(seed, 3))
	var txs []aisclient.Transaction
	add := func(d aisclient.Date, amount aisclient.Amount, party, title string) {
		x := tx("2026-01-01", "1", party, title)
		x.BookedOn, x.TransactionOn, x.Amount = d, d, amount*100
		txs = append(txs, x)
	}
	between := func(lo, hi int) aisclient.Amount { return -aisclient.Amount(lo*100 + r.IntN((hi-lo)*100)) }
	for i := range 24 {
		m := day("2024-04-01").AddMonths(i)
		add(calendar.Before("PL", m+27), aisclient.Amount(620000+r.IntN(3)*1500), "Zakłady Zmyślone S.A. ul. Fabryczna 3 00-999 Nigdzie", "Wynagrodzenie za "+m.String()[:7])
		add(calendar.After("PL", m+4), -185000, "Ewa Wynajmująca", "Czynsz najmu")
		add(calendar.After("PL", m+11), between(45, 60), "Orange Polska", "Faktura za telefon")
		add(m+16, -4300, "NETFLIX.COM", "Płatność kartą")
		if i%2 == 0 {
			add(calendar.After("PL", m+14)+aisclient.Date(r.IntN(4)), between(150, 420), "TAURON Sprzedaż", "Energia elektryczna")
		}
		if i%12 == 5 {
			add(m+9, between(700, 800), "PZU S.A.", "Polisa komunikacyjna")
		}
		for d := m; d < m.AddMonths(1); d++ {
			if r.IntN(3) == 0 {
				add(d, between(12, 190), []string{"BIEDRONKA 123", "LIDL NIGDZIE", "ŻABKA Z1234"}[r.IntN(3)], "Płatność kartą")
			}
			if r.IntN(16) == 0 {
				add(d, between(100, 260), "ORLEN STACJA 17", "Płatność kartą")
			}
			if r.IntN(25) == 0 {
				add(d, []aisclient.Amount{-10000, -20000, -30000}[r.IntN(3)], "", "Wypłata z bankomatu")
			}
			if r.IntN(22) == 0 {
				add(d, between(20, 150), []string{"Marek Kolega", "Zofia Znajoma"}[r.IntN(2)], "za obiad")
			}
		}
	}
	r.Shuffle(len(txs), func(i, k int) { txs[i], txs[k] = txs[k], txs[i] })
	slices.SortStableFunc(txs, func(x, y aisclient.Transaction) int { return int(x.BookedOn) - int(y.BookedOn) })
	return txs
}

// An ordinary household is warned of nothing, and hardly noted for anything; its wage is proven, its bills are found.
func TestS10_3_AnOrdinaryHouseholdIsLeftInPeace(t *testing.T) {
	notes := 0
	for seed := range uint64(20) {
		txs := household(seed)
		a := analysisOf(t, owned(account("6000.00", txs...), aisclient.KindOwner, "Jan Przykładny"))
		all, err := a.Findings(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range all {
			switch {
			case f.Level == Warn:
				t.Errorf("household %d: %s", seed, f.Sentence)
			case f.Level == Note && f.Topic != CashFlow && f.Topic != MonthEnds && f.Topic != BelowZero:
				notes++
				t.Logf("household %d: %s", seed, f.Sentence)
			}
		}
		inc := incomeOf(t, a, "PLN")
		if inc.Proven < amount("6200") || inc.Proven > amount("6230") {
			t.Errorf("household %d: proven %s", seed, inc.Proven)
		}
		s, _ := a.Streams(t.Context(), Scope{})
		found := map[string]string{}
		for _, st := range s.Recurring() {
			found[st.Name] = st.Series.Cycle.String()
		}
		for name, want := range map[string]string{"Ewa Wynajmująca": "monthly", "Orange Polska": "monthly", "TAURON Sprzedaż": "every two months", "PZU S.A.": "yearly"} {
			if found[name] != want {
				t.Errorf("household %d: %s %q, want %q", seed, name, found[name], want)
			}
		}
	}
	if notes > 4 {
		t.Errorf("%d notes on 20 households", notes)
	}
}
