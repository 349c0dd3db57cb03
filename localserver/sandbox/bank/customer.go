package bank

import (
	"cmp"
	"slices"
	"strings"
)

// customer puts the booked ledgers together with the people.
func (m *maker) customer() *Customer {
	c := &Customer{Login: m.spec.Login, Password: m.spec.Password, Code: m.spec.Code, Country: m.country, Bank: m.spec.Bank, About: m.spec.About, Result: m.spec.result, InResult: m.spec.inResult}
	for i := range m.spec.People {
		if p := &m.spec.People[i]; !p.AccountOnly {
			c.Owners = append(c.Owners, m.owner(p))
		}
	}
	for i := range m.spec.Accounts {
		c.Accounts = append(c.Accounts, m.account(&m.spec.Accounts[i]))
	}
	for i := range m.spec.Cards {
		c.Cards = append(c.Cards, m.card(&m.spec.Cards[i]))
	}
	return c
}

func (m *maker) account(a *AccountSpec) Account {
	balance, _ := ParseMoney(a.Balance)
	overdraft, _ := ParseMoney(cmp.Or(a.Overdraft, "0"))
	d := m.dice(0, "opened", a.ID)
	return Account{ID: a.ID, Name: a.Name, FriendlyName: a.Friendly, IBAN: m.ibans[a.ID], Currency: cmp.Or(a.Currency, m.currency),
		Balance: balance, Funds: balance + overdraft, ActiveSince: m.first - Day(30+d.IntN(900)), DirectDebit: a.DirectDebit,
		Owners: append(m.owners(a), m.attorneys(a)...), Transactions: m.without(m.book(a.ID, balance), a.MissingMonths)}
}

func (m *maker) card(c *CardSpec) Card {
	balance, _ := ParseMoney(c.Balance)
	limit, _ := ParseMoney(cmp.Or(c.Limit, "0"))
	interest, _ := ParseMoney(cmp.Or(c.Interest, "0"))
	d := m.dice(0, "card", c.ID)
	due := workday(inMonth(m.today.FirstOfMonth(0), max(c.DueDay, 1)), false)
	if due < m.today {
		due = workday(inMonth(m.today.FirstOfMonth(1), max(c.DueDay, 1)), false)
	}
	return Card{ID: c.ID, Name: c.Name, Number: newCardNumber(d), IBAN: newIBAN(d, m.country), Currency: cmp.Or(c.Currency, m.currency),
		Balance: balance, Funds: limit + balance, Limit: limit, Interest: interest, Due: due,
		Owners: m.nested(c.Owners), Transactions: m.book(c.ID, balance)}
}

// owner is a person with all the bank tells of it. "auto" numbers are invented with right check digits.
func (m *maker) owner(p *PersonSpec) Owner {
	d := m.dice(0, "person", p.ID)
	born, _ := ParseDay(cmp.Or(p.Born, "1980-01-01"))
	o := Owner{Name: p.Name, Address: p.Address, Kind: cmp.Or(p.Kind, "OWNER"), PESEL: p.PESEL, NIP: p.NIP, REGON: p.REGON, Phone: p.Phone,
		Email: p.Email, Citizenship: p.Citizenship, Nationality: p.Citizenship, DocumentType: p.Document, BirthDate: p.Born, BirthPlace: p.BornIn}
	if o.PESEL == "auto" {
		o.PESEL = newPESEL(d, born, p.Female)
	}
	if o.NIP == "auto" {
		o.NIP = newNIP(d)
	}
	if o.REGON == "auto" {
		o.REGON = newREGON(d)
	}
	if o.DocumentType != "" {
		o.DocumentNumber = "ZZC" + d.digits(6)
	}
	return o
}

// nested are the owners as an account shows them: name, address and kind only.
func (m *maker) nested(ids []string) []Owner {
	var owners []Owner
	for i := range m.spec.People {
		if p := &m.spec.People[i]; len(ids) == 0 || slices.Contains(ids, p.ID) {
			owners = append(owners, Owner{Name: p.Name, Address: p.Address, Kind: cmp.Or(p.Kind, "OWNER")})
		}
	}
	return owners
}

// owners are those of an account. Without a list they are all people but its attorneys.
func (m *maker) owners(a *AccountSpec) []Owner {
	ids := a.Owners
	if len(ids) == 0 && len(a.Attorneys) > 0 {
		for _, p := range m.spec.People {
			if !slices.Contains(a.Attorneys, p.ID) {
				ids = append(ids, p.ID)
			}
		}
	}
	return m.nested(ids)
}

// attorneys are people who may sign for an account that is not theirs.
func (m *maker) attorneys(a *AccountSpec) []Owner {
	if len(a.Attorneys) == 0 {
		return nil
	}
	list := m.nested(a.Attorneys)
	for i := range list {
		list[i].Kind = "ATTORNEY"
	}
	return list
}

func (m *maker) ownerNames(ids []string) string {
	var names []string
	for _, o := range m.nested(ids) {
		names = append(names, strings.ToUpper(o.Name))
	}
	return strings.Join(names, ", ")
}
