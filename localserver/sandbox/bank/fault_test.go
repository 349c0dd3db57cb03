package bank

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// made is the only customer of a file.
func made(t *testing.T, file string) *Customer {
	t.Helper()
	specs, err := parse("t.toml", []byte(file))
	if err != nil {
		t.Fatal(err)
	}
	w, err := NewWorld(1, testDay, specs)
	if err != nil {
		t.Fatal(err)
	}
	c, _ := w.Customer("pl", "x")
	return c
}

const one = `
[[customer]]
login = "x"
password = "p"
countries = ["pl"]
months = 6
[[customer.person]]
id = "a"
name = "Anna"
[[customer.person]]
id = "b"
name = "Bogdan"
account_only = true
[[customer.account]]
id = "main"
name = "Konto"
balance = "100"
`

// Every second Friday is 14 days after the one before, over the end of a year too.
func TestTwoWeeks(t *testing.T) {
	c := made(t, one+`
[[customer.flow]]
class = "salary"
amount = "+10"
every = "two_weeks"
day = 5
title = "pay"`)
	rows := c.Accounts[0].Transactions
	if len(rows) < 12 || len(rows) > 15 {
		t.Fatalf("%d pays in 6 months", len(rows))
	}
	for i := range len(rows) - 1 {
		if rows[i].TransactionOn-rows[i+1].TransactionOn != 14 || rows[i].TransactionOn.weekday().String() != "Friday" {
			t.Errorf("%v after %v", rows[i].TransactionOn, rows[i+1].TransactionOn)
		}
	}
}

// What the bank does not list still moves the balance.
func TestHiddenRowsAndMissingMonths(t *testing.T) {
	flows := `
[[customer.flow]]
class = "salary"
amount = "+10"
day = 10
title = "pay"
[[customer.flow]]
class = "private"
amount = "-7"
every = "once"
months_ago = 2
day = 14
title = "gone"
`
	whole, cut := made(t, one+flows).Accounts[0], made(t, one+flows+"hidden = true").Accounts[0]
	if len(cut.Transactions) != len(whole.Transactions)-1 {
		t.Fatalf("%d of %d rows", len(cut.Transactions), len(whole.Transactions))
	}
	i := slices.IndexFunc(whole.Transactions, func(x Transaction) bool { return x.Title == "gone" })
	if after, before := cut.Transactions[i-1], cut.Transactions[i]; after.Balance-after.Amount != before.Balance-700 {
		t.Errorf("%v after %v: 7.00 is not missed", after.Balance, before.Balance)
	}
	months := made(t, strings.Replace(one, "balance =", "missing_months = [1, 3]\nbalance =", 1)+flows).Accounts[0]
	var left []string
	for _, x := range months.Transactions {
		left = append(left, x.BookedOn.String()[:7])
	}
	if want := []string{"2026-03", "2026-01", "2026-01", "2025-11", "2025-10", "2025-09"}; !slices.Equal(left, want) {
		t.Errorf("%v, want %v", left, want)
	}
}

// Who may sign for an account does not own it, and who owns an account only there is not among the customer's own.
func TestAttorneys(t *testing.T) {
	c := made(t, strings.Replace(one, "balance =", "attorneys = [\"a\"]\nbalance =", 1))
	if len(c.Owners) != 1 || c.Owners[0].Name != "Anna" || c.Owners[0].Kind != "OWNER" {
		t.Errorf("the customer: %+v", c.Owners)
	}
	held := c.Accounts[0].Owners
	if len(held) != 2 || held[0].Name != "Bogdan" || held[0].Kind != "OWNER" || held[1].Name != "Anna" || held[1].Kind != "ATTORNEY" {
		t.Errorf("the account: %+v", held)
	}
}

func TestMistakesInFaultsAreSaid(t *testing.T) {
	for line, field := range map[string]string{`attorneys = ["c"]`: "attorneys[0]", "missing_months = [-1]": "missing_months[0]"} {
		_, err := parse("t.toml", []byte(strings.Replace(one, "balance =", line+"\nbalance =", 1)))
		if fe, ok := errors.AsType[*fieldError](err); !ok || !strings.HasSuffix(fe.Field, field) {
			t.Errorf("%s: %v", line, err)
		}
	}
	_, err := parse("t.toml", []byte(one+"[[customer.flow]]\nclass = \"salary\"\namount = \"+1\"\nevery = \"two_weeks\"\nday = 8\n"))
	if err == nil || !strings.Contains(err.Error(), "day of the week") {
		t.Errorf("day 8 of two weeks: %v", err)
	}
}

// A currency is one of ISO 4217, in capitals.
func TestACurrencyIsOneThatThereIs(t *testing.T) {
	for code, right := range map[string]bool{"PLN": true, "EUR": true, "CZK": true, "PLX": false, "pln": false, "ZZZ": false, "EURO": false} {
		_, err := parse("t.toml", []byte(one+"currency = \""+code+"\"\n"))
		if (err == nil) != right || err != nil && !strings.Contains(err.Error(), code) {
			t.Errorf("%s: %v", code, err)
		}
	}
}
