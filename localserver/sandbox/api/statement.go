package api

import (
	"iter"

	"aisdesk/localserver/sandbox/bank"
	"aisdesk/localserver/sandbox/scenario"
	"aisdesk/localserver/sandbox/state"
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
func (s *Server) statement(cmd *state.Command, e *scenario.Behaviour) *statement {
	c := cmd.Session.Customer
	if w, ok := s.Bank.Customer(cmd.Today, c.Country, c.Login); ok {
		c = w
	}
	if cmd.Session.Chosen != nil {
		c = choose(c, cmd.Session.Chosen)
	}
	c = c.Since(cmd.Since)
	c = e.Rewrite(c)
	st := &statement{customer: c, since: cmd.Since, today: cmd.Today, seed: s.Seed}
	switch {
	case e.NoAccounts:
		cut := *c
		cut.Accounts, cut.Cards = nil, nil
		st.customer = &cut
	case e.Rows > 0 && len(c.Accounts) > 0:
		cut := *c
		cut.Accounts, cut.Cards = c.Accounts[:1:1], nil
		st.customer, st.bulk = &cut, e.Rows
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
