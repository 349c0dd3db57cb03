package sandbox

import (
	"iter"

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
		c = (&rewriter{texts: unicodeTexts}).rewrite(c)
	case "hostile":
		c = (&rewriter{texts: hostileTexts, codes: true}).rewrite(c)
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
		return a.Many(st.bulk, st.since, st.today, st.seed)
	}
	return func(yield func(*bank.Transaction) bool) {
		for i := range a.Transactions {
			if !yield(&a.Transactions[i]) {
				return
			}
		}
	}
}
