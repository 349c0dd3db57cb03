package bank

import (
	"slices"
	"strconv"
	"testing"
)

func TestManyAddsUpAndStaysInThePeriod(t *testing.T) {
	w := testWorld(t, 1, testDay)
	for _, login := range []string{"test1", "gambler"} {
		c, _ := w.Customer("pl", login)
		a := &c.Accounts[0]
		const n = 50_000
		since := testDay - 90
		balance, day, count := a.Balance, testDay, 0
		lowest, highest := balance, balance
		for tx := range a.Many(n, since, testDay, 1) {
			if tx.Balance != balance || tx.Amount == 0 || tx.TransactionOn > day || tx.TransactionOn < since || tx.BookedOn > testDay {
				t.Fatalf("row %d: %+v", count, *tx)
			}
			if slices.Contains(tx.Labels, "salary") != slices.Contains(tx.Labels, "regular wage") || (slices.Contains(tx.Labels, "grocery") && tx.Amount > 0) {
				t.Fatalf("row %d: labels %q do not fit %v", count, tx.Labels, tx.Amount)
			}
			if count == 0 && tx.BookedOn != testDay {
				t.Errorf("the newest is booked on %v", tx.BookedOn)
			}
			balance -= tx.Amount
			lowest, highest = min(lowest, balance), max(highest, balance)
			day = tx.TransactionOn
			count++
		}
		if count != n || day != since {
			t.Errorf("%s: %d rows back to %v", login, count, day)
		}
		if highest-lowest > 4*max(a.Balance.abs(), 1_000_000) {
			t.Errorf("%s: the balance ran from %v to %v", login, lowest, highest)
		}
	}
}

func TestManyOfNothing(t *testing.T) {
	a := &Account{ID: "empty", Balance: 5}
	for range a.Many(0, testDay-5, testDay, 1) {
		t.Error("none were asked for")
	}
	count := 0
	for range a.Many(7, testDay, testDay, 1) { // since is today: nothing lies before it, and still no row is in the future
		count++
	}
	if count != 7 {
		t.Errorf("%d rows", count)
	}
	for range a.Many(1_000_000, testDay-90, testDay, 1) {
		break
	}
}

func BenchmarkMany(b *testing.B) {
	w := testWorld(b, 1, testDay)
	c, _ := w.Customer("pl", "test1")
	for _, n := range []int{100_000, 1_000_000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				var sum Money
				for tx := range c.Accounts[0].Many(n, testDay-90, testDay, 1) {
					sum += tx.Amount
				}
			}
		})
	}
}

// BenchmarkCustomer generates a customer with 100,000 transactions of its own.
func BenchmarkCustomer(b *testing.B) {
	specs := []CustomerSpec{{Login: "busy", Password: "x", Countries: []string{"pl"}, Months: 60,
		People:   []PersonSpec{{ID: "p", Name: "P"}},
		Accounts: []AccountSpec{{ID: "a", Name: "A", Balance: "1000.00"}},
		Flows:    []FlowSpec{{Class: "salary", Amount: "+5000", Title: "PAY", Party: "ACME"}},
		Habits:   []HabitSpec{{Class: "grocery", PerWeek: 200}, {Class: "transport", PerWeek: 184}}}}
	n := 0
	b.ReportAllocs()
	for b.Loop() {
		w, err := NewWorld(1, testDay, specs)
		if err != nil {
			b.Fatal(err)
		}
		c, _ := w.Customer("pl", "busy")
		n = len(c.Accounts[0].Transactions)
	}
	b.ReportMetric(float64(n), "transactions")
}

func BenchmarkBuiltinWorld(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		w := testWorld(b, 1, testDay)
		for _, ref := range w.Customers() {
			w.Customer(ref.Country, ref.Login)
		}
	}
}
