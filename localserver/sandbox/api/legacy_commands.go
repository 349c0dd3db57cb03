package api

import (
	"strings"

	"aisdesk/localserver/sandbox/bank"
	"aisdesk/localserver/sandbox/scenario"
	"aisdesk/localserver/sandbox/state"
)

// legacyCommand is a command from before the default import: it imports a part of what the bank has. The catalog still lists
// them. Their parameters are known from clients; the form of their results is assumed to be that part of the default
// import's result. They do not feed the aggregated data.
type legacyCommand struct {
	name   string                                               // as the catalog lists it
	schema string                                               // assumed
	find   func(*call, *bank.Customer) (int, *scenario.Refusal) // the account or card that is meant; nil if none is
	write  func(p *printer, st *statement, item int)
}

var (
	ownersPart   = &legacyCommand{"ImportOwnersDetailsCommand", "import_owners.xsd", nil, only(func(c *bank.Customer) { c.Accounts, c.Cards = nil, nil })}
	accountsPart = &legacyCommand{"ImportAccountsCommand", "import_accounts.xsd", nil, only(bareAccounts)}
	cardsPart    = &legacyCommand{"ImportCreditCardsCommand", "import_credit_cards.xsd", nil, only(bareCards)}
	accountRows  = &legacyCommand{"ImportAccountTransactionsCommand", "import_account_transactions.xsd", meantAccount, writeAccountRows}
	cardRows     = &legacyCommand{"ImportCreditCardTransactionsCommand", "import_credit_card_transactions.xsd", meantCard, writeCardRows}
)

// legacyCommandNamed finds one by its name; nil is the default import.
func legacyCommandNamed(name string) *legacyCommand {
	for _, p := range []*legacyCommand{ownersPart, accountsPart, cardsPart, accountRows, cardRows} {
		if p.name == name {
			return p
		}
	}
	return nil
}

// importPart starts one. Unlike the default import it may be called again.
func importPart(p *legacyCommand) func(*call) answer {
	return func(c *call) answer {
		s, r := c.signedSession()
		if r != nil {
			return answer{refusal: r}
		}
		cmd := state.Command{Session: s, Name: p.name}
		if p.find != nil {
			since, r := c.since()
			if r != nil {
				return answer{refusal: r}
			}
			cmd.Since = s.Reach(since, state.Today(c.now))
			shared := s.Customer
			if s.Chosen != nil {
				shared = choose(shared, s.Chosen)
			}
			if cmd.Item, r = p.find(c, shared); r != nil {
				return answer{refusal: r}
			}
		}
		return c.started(cmd)
	}
}

func meantAccount(c *call, who *bank.Customer) (int, *scenario.Refusal) {
	iban := strings.ToUpper(unspaced(c.params.Get("iban")))
	for i, a := range who.Accounts {
		if iban != "" && a.IBAN == iban {
			return i, nil
		}
	}
	return 0, scenario.Refuse("InvalidIban", "Parameter iban is none of the accounts of this session.")
}

func meantCard(c *call, who *bank.Customer) (int, *scenario.Refusal) {
	number := unspaced(c.params.Get("cardNumber"))
	for i, k := range who.Cards {
		if number != "" && (unspaced(k.Number) == number || unspaced(k.ID) == number) {
			return i, nil
		}
	}
	return 0, scenario.Refuse("InvalidParameter", "Parameter cardNumber is none of the cards of this session.")
}

func unspaced(s string) string { return strings.Join(strings.Fields(s), "") }

// only writes the result of a customer from whom something was taken away.
func only(take func(*bank.Customer)) func(*printer, *statement, int) {
	return func(p *printer, st *statement, _ int) {
		who, cut := *st.customer, *st
		take(&who)
		cut.customer, cut.bulk = &who, 0
		p.result(&cut)
	}
}

func bareAccounts(c *bank.Customer) {
	c.Owners, c.Cards = nil, nil
	c.Accounts = append([]bank.Account(nil), c.Accounts...)
	for i := range c.Accounts {
		c.Accounts[i].Transactions = nil
	}
}

func bareCards(c *bank.Customer) {
	c.Owners, c.Accounts = nil, nil
	c.Cards = append([]bank.Card(nil), c.Cards...)
	for i := range c.Cards {
		c.Cards[i].Transactions = nil
	}
}

func writeAccountRows(p *printer, st *statement, item int) {
	var a *bank.Account
	if item < len(st.customer.Accounts) { // scenarios take accounts away
		a = &st.customer.Accounts[item]
	}
	p.x.open("result")
	if a != nil && (len(a.Transactions) > 0 || st.bulk > 0) {
		p.x.open("moneyTransactions")
		for t := range st.transactions(a) {
			if p.transaction(t); p.x.err != nil {
				return
			}
		}
		p.x.close("moneyTransactions")
	}
	p.x.close("result")
}

func writeCardRows(p *printer, st *statement, item int) {
	var rows []bank.Transaction
	if item < len(st.customer.Cards) {
		rows = st.customer.Cards[item].Transactions
	}
	p.x.open("result")
	if len(rows) > 0 {
		p.x.open("moneyTransactions")
		for i := range rows {
			p.transaction(&rows[i])
		}
		p.x.close("moneyTransactions")
	}
	p.x.close("result")
}
