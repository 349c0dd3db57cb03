package sandbox

import (
	"iter"
	"math/rand/v2"

	"aisdesk/localserver/sandbox/bank"
)

// statement is what one import found: a customer's data as the scenario changes it.
type statement struct {
	customer *bank.Customer
	bulk     int // if above 0, the first account has so many transactions, made while they are written
	since    bank.Day
	today    bank.Day
	seed     uint64
	collect  bool // empty collections are written, as data.xml does
}

// statement makes the data of a command.
func (s *Sandbox) statement(cmd *command, e *effects) *statement {
	c := cmd.session.customer
	if w, ok := s.bank.customer(cmd.today, c.Country, c.Login); ok {
		c = w
	}
	if cmd.session.chosen != nil {
		c = choose(c, cmd.session.chosen)
	}
	c = c.Since(cmd.since)
	switch e.text {
	case "unicode":
		c = rewrite(c, unicodeTexts)
	case "hostile":
		c = rewrite(c, hostileTexts)
	}
	st := &statement{customer: c, since: cmd.since, today: cmd.today, seed: s.options.Seed}
	switch {
	case e.noAccounts:
		cut := *c
		cut.Accounts, cut.Cards = nil, nil
		st.customer = &cut
	case e.rows > 0 && len(c.Accounts) > 0:
		cut := *c
		cut.Accounts, cut.Cards = c.Accounts[:1:1], nil
		st.customer, st.bulk = &cut, e.rows
	}
	return st
}

// choose leaves the accounts and cards that the customer shared.
func choose(c *bank.Customer, ids []string) *bank.Customer {
	want := map[string]bool{}
	for _, id := range ids {
		want[id] = true
	}
	cut := *c
	cut.Accounts, cut.Cards = nil, nil
	for _, a := range c.Accounts {
		if want[a.ID] {
			cut.Accounts = append(cut.Accounts, a)
		}
	}
	for _, k := range c.Cards {
		if want[k.ID] {
			cut.Cards = append(cut.Cards, k)
		}
	}
	return &cut
}

// transactions yields an account's rows, newest first.
func (st *statement) transactions(a *bank.Account) iter.Seq[*bank.Transaction] {
	if st.bulk > 0 {
		return st.many(a)
	}
	return func(yield func(*bank.Transaction) bool) {
		for i := range a.Transactions {
			if !yield(&a.Transactions[i]) {
				return
			}
		}
	}
}

// many makes the wanted number of rows from the account's own, spread evenly from today back to since. The balances
// add up, since each row's balance is the newer one's less its amount.
func (st *statement) many(a *bank.Account) iter.Seq[*bank.Transaction] {
	return func(yield func(*bank.Transaction) bool) {
		dice := rand.New(rand.NewPCG(st.seed, uint64(st.bulk)))
		balance, days := a.Balance, int(st.today-st.since)
		models := a.Transactions
		if len(models) == 0 {
			models = []bank.Transaction{{Title: "Przelew", Kind: "PRZELEW WEWNĘTRZNY", Status: "DONE"}}
		}
		var t bank.Transaction
		for i := range st.bulk {
			t = models[dice.IntN(len(models))]
			t.TransactionOn = st.today - bank.Day(i*days/st.bulk)
			t.BookedOn = t.TransactionOn
			t.Amount = bank.Money(dice.Int64N(200_000) - 100_000)
			t.Balance = balance
			balance -= t.Amount
			if !yield(&t) {
				return
			}
		}
	}
}
