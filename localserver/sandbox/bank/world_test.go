package bank

import (
	"reflect"
	"slices"
	"sync"
	"testing"
)

var testDay = Civil(2026, 3, 17)

func testWorld(t testing.TB, seed uint64, today Day) *World {
	t.Helper()
	w, err := NewWorld(seed, today, Builtin())
	if err != nil || len(w.Customers()) == 0 {
		t.Fatalf("no customers, %v", err)
	}
	return w
}

// everyList calls fn with every transaction list of every built-in customer.
func everyList(t *testing.T, fn func(t *testing.T, c *Customer, closing Money, list []Transaction)) {
	w := testWorld(t, 1, testDay)
	for _, ref := range w.Customers() {
		t.Run(ref.Country+"/"+ref.Login, func(t *testing.T) {
			c, ok := w.Customer(ref.Country, ref.Login)
			if !ok {
				t.Fatal("listed but not found")
			}
			for _, a := range c.Accounts {
				fn(t, c, a.Balance, a.Transactions)
			}
			for _, card := range c.Cards {
				fn(t, c, card.Balance, card.Transactions)
			}
		})
	}
}

// No customer has a row of a day to come, whatever day it is: pay days move to the Friday before, and are late at times.
func TestNoRowIsOfADayToCome(t *testing.T) {
	w := testWorld(t, 1, testDay)
	for day := testDay; day < testDay+62; day += 9 { // every day of the week
		w = w.At(day)
		for _, ref := range w.Customers() {
			c, _ := w.Customer(ref.Country, ref.Login)
			lists := [][]Transaction{}
			for _, a := range c.Accounts {
				lists = append(lists, a.Transactions)
			}
			for _, k := range c.Cards {
				lists = append(lists, k.Transactions)
			}
			for _, list := range lists {
				for i := range list {
					if x := &list[i]; x.BookedOn > day || x.TransactionOn > day {
						t.Fatalf("on %v %s has a row of %v, booked on %v: %+v", day, ref.Login, x.TransactionOn, x.BookedOn, x)
					}
				}
			}
		}
	}
}

func TestPublishedTestLogins(t *testing.T) {
	w := testWorld(t, 7, testDay)
	for _, want := range []struct{ country, login, code, owner, account, friendly, balance, currency string }{
		{"pl", "test1", "Test123", "Maria Sochacka", "Konto 0", "Konto", "259402.51", "PLN"},
		{"es", "test2", "", "Juan Manuel Hurtado", "Mi cuenta", "Cuenta", "471397.82", "EUR"},
		{"cz", "test1", "Test123", "Božena Vzorová", "Osobní účet", "Účet", "184250.40", "CZK"},
		{"pt", "test", "", "Tester Testowy", "Konto osobiste", "Konto", "4821.37", "EUR"},
	} {
		c, ok := w.Customer(want.country, want.login)
		if !ok {
			t.Errorf("%s/%s: no such customer", want.country, want.login)
			continue
		}
		a := c.Accounts[0]
		got := []string{c.Password, c.Code, c.Owners[0].Name, a.Name, a.FriendlyName, a.Balance.String(), a.Currency}
		if exp := []string{"Test123", want.code, want.owner, want.account, want.friendly, want.balance, want.currency}; !reflect.DeepEqual(got, exp) {
			t.Errorf("%s/%s: %q, want %q", want.country, want.login, got, exp)
		}
	}
}

// breaks are the customers whose balances must not follow, with how often.
var breaks = map[string]int{"broken": 1, "gaps": 1}

func TestBalancesAddUp(t *testing.T) {
	everyList(t, func(t *testing.T, c *Customer, closing Money, list []Transaction) {
		if len(list) == 0 {
			return
		}
		if list[0].Balance != closing {
			t.Errorf("newest balance %v, account says %v", list[0].Balance, closing)
		}
		broken := 0
		for i := range len(list) - 1 {
			if list[i].Balance != list[i+1].Balance+list[i].Amount {
				broken++
			}
			if list[i].TransactionOn < list[i+1].TransactionOn {
				t.Fatalf("row %d: not newest first", i)
			}
		}
		if broken != breaks[c.Login] {
			t.Errorf("the balances break %d times, want %d", broken, breaks[c.Login])
		}
	})
}

func TestNewestIsBookedToday(t *testing.T) {
	w := testWorld(t, 1, testDay)
	for _, ref := range w.Customers() {
		c, _ := w.Customer(ref.Country, ref.Login)
		newest := Day(0)
		for _, a := range c.Accounts {
			for _, tx := range a.Transactions {
				newest = max(newest, tx.BookedOn)
				if tx.BookedOn != tx.TransactionOn+1 || tx.BookedOn > testDay {
					t.Fatalf("%s: booked on %v, happened on %v", ref.Login, tx.BookedOn, tx.TransactionOn)
				}
			}
		}
		if newest != testDay {
			t.Errorf("%s/%s: newest booking %v, want today %v", ref.Country, ref.Login, newest, testDay)
		}
	}
}

func TestSameSeedSameWorld(t *testing.T) {
	a, b, other := testWorld(t, 3, testDay), testWorld(t, 3, testDay), testWorld(t, 4, testDay)
	for _, ref := range a.Customers() {
		ca, _ := a.Customer(ref.Country, ref.Login)
		cb, _ := b.Customer(ref.Country, ref.Login)
		co, _ := other.Customer(ref.Country, ref.Login)
		if !reflect.DeepEqual(ca, cb) {
			t.Errorf("%s: two worlds of one seed differ", ref.Login)
		}
		if reflect.DeepEqual(ca, co) {
			t.Errorf("%s: another seed made the same world", ref.Login)
		}
	}
}

// The past does not change when the day moves on; only the running balances follow the constant
// closing balance, and the one purchase that is only there to be the newest may go.
func TestThePastStaysWhenTheDayMovesOn(t *testing.T) {
	today, later := testWorld(t, 1, testDay), testWorld(t, 1, testDay+9)
	a, _ := today.Customer("pl", "salaried")
	b, _ := later.Customer("pl", "salaried")
	if len(a.Accounts) == 0 {
		t.Fatal("no accounts")
	}
	for i := range a.Accounts {
		cut := slices.DeleteFunc(slices.Clone(b.Accounts[i].Transactions), func(tx Transaction) bool { return tx.BookedOn >= testDay })
		old := slices.DeleteFunc(slices.Clone(a.Accounts[i].Transactions), func(tx Transaction) bool { return tx.BookedOn >= testDay })
		for j := range old {
			old[j].Balance, cut[j].Balance = 0, 0
		}
		if !reflect.DeepEqual(old, cut[:len(old)]) || len(old) == 0 {
			t.Errorf("account %d: the past changed", i)
		}
	}
}

func TestIBANsAndNumbersAreValid(t *testing.T) {
	w := testWorld(t, 11, testDay)
	for _, ref := range w.Customers() {
		c, _ := w.Customer(ref.Country, ref.Login)
		for _, o := range c.Owners {
			if o.PESEL != "" && !validPESEL(o.PESEL) || o.NIP != "" && !validNIP(o.NIP) || o.REGON != "" && !validREGON(o.REGON) {
				t.Errorf("%s: %+v", ref.Login, o)
			}
		}
		for _, a := range c.Accounts {
			if ref.Country != "ph" && !validIBAN(a.IBAN) {
				t.Errorf("%s/%s: account IBAN %q", ref.Country, ref.Login, a.IBAN)
			}
			for _, tx := range a.Transactions {
				if tx.PartyIBAN != "" && !validIBAN(tx.PartyIBAN) {
					t.Fatalf("%s: party IBAN %q", ref.Login, tx.PartyIBAN)
				}
			}
		}
	}
}

func TestSinceCutsWithoutChangingTheCustomer(t *testing.T) {
	w := testWorld(t, 1, testDay)
	c, _ := w.Customer("pl", "test1")
	whole := len(c.Accounts[0].Transactions)
	cut := c.Since(testDay - 90)
	for _, tx := range cut.Accounts[0].Transactions {
		if tx.TransactionOn < testDay-90 {
			t.Fatalf("%v is before since", tx.TransactionOn)
		}
	}
	if n := len(cut.Accounts[0].Transactions); n < 60 || n >= whole || len(c.Accounts[0].Transactions) != whole {
		t.Errorf("cut %d of %d", n, whole)
	}
	if cut.Accounts[0].Balance != c.Accounts[0].Balance {
		t.Error("since changed the balance")
	}
	if n := len(c.Since(testDay + 1).Accounts[0].Transactions); n != 0 {
		t.Errorf("since tomorrow left %d", n)
	}
}

// Real replies are untidy in known ways; a client that was only tried on tidy ones breaks.
func TestTheDataIsUntidyAsRealRepliesAre(t *testing.T) {
	w := testWorld(t, 1, testDay)
	c, _ := w.Customer("pl", "test1")
	var partyOnly, ibanOnly, both, noKind, noLabels, double int
	for _, tx := range c.Accounts[0].Transactions {
		switch {
		case tx.Party != "" && tx.PartyIBAN != "":
			both++
		case tx.Party != "":
			partyOnly++
		case tx.PartyIBAN != "":
			ibanOnly++
		}
		if tx.Kind == "" {
			noKind++
		}
		if len(tx.Labels) == 0 {
			noLabels++
		}
		for i := 1; i < len(tx.Title); i++ {
			if tx.Title[i-1:i+1] == "  " {
				double++
				break
			}
		}
	}
	if partyOnly*ibanOnly*both*noKind*noLabels*double == 0 {
		t.Errorf("party only %d, IBAN only %d, both %d, no kind %d, no labels %d, double spaces %d", partyOnly, ibanOnly, both, noKind, noLabels, double)
	}
}

// A server asks for customers from many goroutines; each is made once.
func TestWorldIsSafeForConcurrentUse(t *testing.T) {
	w := testWorld(t, 2, testDay)
	var wait sync.WaitGroup
	made := make([]*Customer, 16)
	for i := range made {
		wait.Go(func() { made[i], _ = w.Customer("pl", "joint"); made[i].Since(testDay - 30) })
	}
	wait.Wait()
	for _, c := range made {
		if c != made[0] {
			t.Fatal("the customer was made twice")
		}
	}
	if later := w.At(testDay + 1); later.today != testDay+1 || w.At(testDay) != w || later.Seed() != 2 {
		t.Error("the next day's world")
	}
}
