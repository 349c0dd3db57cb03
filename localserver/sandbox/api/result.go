package api

import (
	"cmp"
	"math/rand/v2"
	"strconv"

	"aisdesk/localserver/sandbox/bank"
	"aisdesk/localserver/sandbox/state"
)

// printer writes bank data in the element order of real replies.
type printer struct {
	x       *xmlWriter
	dice    *rand.Rand // orders that are not stable
	partial bool
}

// command writes what a command found.
func (p *printer) command(cmd *state.Command, st *statement) {
	if legacy := legacyCommandNamed(cmd.Name); legacy != nil {
		legacy.write(p, st, cmd.Item)
		return
	}
	p.result(st)
}

// result writes command/result. Empty collections are left out.
func (p *printer) result(st *statement) {
	p.x.open("result")
	p.holdings(st)
	p.x.close("result")
}

// holdings writes owners, accounts and cards.
func (p *printer) holdings(st *statement) {
	p.owners(st.customer.Owners, st.collect, p.owner)
	if len(st.customer.Accounts) > 0 {
		p.x.open("accounts")
		for i := range st.customer.Accounts {
			p.account(st, &st.customer.Accounts[i])
		}
		p.x.close("accounts")
	} else if st.collect {
		p.x.leaf("accounts", "")
	}
	if len(st.customer.Cards) > 0 || st.collect {
		p.cards(st.customer.Cards)
	}
	if st.collect {
		p.x.leaf("deposits", "")
	}
}

func (p *printer) cards(cards []bank.Card) {
	if len(cards) == 0 {
		p.x.leaf("creditCards", "")
		return
	}
	p.x.open("creditCards")
	for i := range cards {
		p.card(&cards[i])
	}
	p.x.close("creditCards")
}

// owners writes them in an order that changes between replies, as the provider's does.
func (p *printer) owners(list []bank.Owner, collect bool, one func(*bank.Owner)) {
	if len(list) == 0 {
		if collect {
			p.x.leaf("owners", "")
		}
		return
	}
	p.x.open("owners")
	for _, i := range p.dice.Perm(len(list)) {
		one(&list[i])
	}
	p.x.close("owners")
}

// owner is the person-level form with every field that the bank tells.
func (p *printer) owner(o *bank.Owner) {
	x := p.x
	x.open("owner")
	x.leaf("name", o.Name)
	for _, f := range []attr{
		{"address", o.Address}, {"polishPesel", o.PESEL}, {"polishNip", o.NIP}, {"polishRegon", o.REGON}, {"phone", o.Phone}, {"email", o.Email},
		{"citizenship", o.Citizenship}, {"nationality", o.Nationality}, {"personalDocumentType", o.DocumentType},
		{"personalDocumentNumber", o.DocumentNumber}, {"birthDate", o.BirthDate}, {"birthPlace", o.BirthPlace}, {"kind", o.Kind},
	} {
		x.optional(f.name, f.value)
	}
	x.close("owner")
}

// holder is the short form inside accounts and cards.
func (p *printer) holder(o *bank.Owner) {
	p.x.open("owner")
	p.x.leaf("name", o.Name)
	p.x.optional("address", o.Address)
	p.x.optional("kind", o.Kind)
	p.x.close("owner")
}

func (p *printer) account(st *statement, a *bank.Account) {
	x := p.x
	x.open("account", p.cut()...)
	x.leaf("name", a.Name)
	x.optional("friendlyName", a.FriendlyName)
	x.optional("iban", a.IBAN)
	x.money("currencyBalance", a.Balance)
	x.money("currencyFundsAvailable", a.Funds)
	x.leaf("currencyName", a.Currency)
	if a.ActiveSince != 0 {
		x.day("activeSinceAtLeast", a.ActiveSince)
	}
	x.empty("directDebit", attr{"available", strconv.FormatBool(a.DirectDebit)})
	if len(a.Transactions) > 0 || st.bulk > 0 {
		x.open("moneyTransactions")
		for t := range st.transactions(a) {
			p.transaction(t)
			if x.err != nil {
				return
			}
		}
		x.close("moneyTransactions")
	} else if st.collect {
		x.leaf("moneyTransactions", "")
	}
	p.owners(a.Owners, st.collect, p.holder)
	x.close("account")
}

// cut is the attribute of a history that a timeout cut.
func (p *printer) cut() []attr {
	if !p.partial {
		return nil
	}
	return []attr{{"partialDueToTimeout", "true"}}
}

func (p *printer) transaction(t *bank.Transaction) {
	x := p.x
	x.open("moneyTransaction")
	x.day("transactionOn", t.TransactionOn)
	x.day("bookedOn", t.BookedOn)
	x.money("currencyAmount", t.Amount)
	x.money("currencyBalance", t.Balance)
	x.optional("title", t.Title)
	x.optional("party", t.Party)
	x.optional("partyIban", t.PartyIBAN)
	x.optional("kind", t.Kind)
	x.optional("status", t.Status)
	p.labels(t.Labels)
	x.optional("variableSymbol", t.VariableSymbol)
	x.optional("constantSymbol", t.ConstantSymbol)
	x.close("moneyTransaction")
}

// labels come in an order that changes between replies; a row without labels has no element.
func (p *printer) labels(labels []string) {
	if len(labels) == 0 {
		return
	}
	p.x.open("labels")
	first := 0
	if len(labels) > 1 {
		first = p.dice.IntN(len(labels))
	}
	for i := range labels {
		p.x.leaf("label", labels[(first+i)%len(labels)])
	}
	p.x.close("labels")
}

// card writes a credit card in the order of the guide's sample; no real reply with one is known.
func (p *printer) card(k *bank.Card) {
	x := p.x
	x.open("creditCard", p.cut()...)
	x.optional("name", k.Name)
	x.optional("cardId", cmp.Or(k.Number, k.ID)) // masked and with spaces, as in the sample
	x.optional("iban", k.IBAN)
	x.optional("number", k.Number)
	x.money("currencyBalance", k.Balance)
	x.money("currencyFundsAvailable", k.Funds)
	x.leaf("currencyName", k.Currency)
	p.owners(k.Owners, false, p.holder)
	if k.Limit != 0 {
		x.money("limit", k.Limit)
		x.money("interest", k.Interest)
	}
	if k.Due != 0 {
		x.day("dueDate", k.Due)
	}
	if len(k.Transactions) > 0 {
		x.open("moneyTransactions")
		for i := range k.Transactions {
			p.transaction(&k.Transactions[i])
		}
		x.close("moneyTransactions")
	}
	x.close("creditCard")
}
