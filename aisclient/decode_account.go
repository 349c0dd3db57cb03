package aisclient

import (
	"strings"

	"aisdesk/aisclient/internal/xmlread"
	"aisdesk/aisclient/internal/xmlscan"
	"aisdesk/aisclient/text"
)

// owners reads a list of owners.
func (d *importDecoder) owners(to *[]Owner) error {
	return d.list("owner", func(int) error {
		*to = append(*to, Owner{})
		return d.owner(&(*to)[len(*to)-1])
	})
}

// owner reads a person or company. Which fields are there depends on the bank and on where the owner stands.
func (d *importDecoder) owner(o *Owner) error {
	d.Known()
	var unread []UnreadCell // an owner keeps none: the whole import is not whole
	return d.once(o, unreadElement, &unread, func(name string) error {
		if name == "kind" {
			var t text.Text
			err := d.Text(&t)
			o.Kind = OwnerKind(strings.ToUpper(strings.ReplaceAll(t.String(), "-", "_")))
			return err
		}
		if to := o.field(name); to != nil {
			return d.Text(to)
		}
		return d.Unknown()
	})
}

// field returns where the text of that element belongs, or nil.
func (o *Owner) field(name string) *text.Text {
	switch name {
	case "name":
		return &o.Name
	case "address":
		return &o.Address
	case "polishPesel":
		return &o.PolishPESEL
	case "polishNip":
		return &o.PolishNIP
	case "polishRegon":
		return &o.PolishREGON
	case "phone":
		return &o.Phone
	case "email":
		return &o.Email
	case "citizenship":
		return &o.Citizenship
	case "nationality":
		return &o.Nationality
	case "personalDocumentType":
		return &o.PersonalDocumentType
	case "personalDocumentNumber":
		return &o.PersonalDocumentNumber
	case "birthDate":
		return &o.BirthDate
	case "birthPlace":
		return &o.BirthPlace
	}
	return nil
}

// account reads an account into a new entry of t.
func (d *importDecoder) account(t *Target, target int) error {
	t.Accounts = append(t.Accounts, Account{PartialDueToTimeout: d.cut})
	src := Source{Target: target, Account: len(t.Accounts) - 1, Card: -1}
	a := &t.Accounts[src.Account]
	d.Known(partialAttr)
	d.partial(&a.PartialDueToTimeout)
	return d.once(a, "cell", &a.Unread, func(name string) error {
		if to := a.field(name); to != nil {
			return d.Text(to)
		}
		switch name {
		case "currencyBalance":
			return d.amountField(&a.Balance, &a.Unread)
		case "currencyFundsAvailable":
			return d.amountField(&a.FundsAvailable, &a.Unread)
		case "currencyName":
			return d.currency(&a.Currency)
		case "activeSinceAtLeast":
			return d.dateField(&a.ActiveSinceAtLeast, &a.Unread)
		case "directDebit":
			d.Known("available")
			a.DirectDebit = d.BoolAttr("available")
			return d.Skip()
		case "owners":
			d.Known()
			return d.owners(&a.Owners)
		case "moneyTransactions":
			return d.transactions("moneyTransaction", src, &a.Count, &a.PartialDueToTimeout)
		case partialAttr:
			return d.partialElement(&a.PartialDueToTimeout)
		}
		return d.Unknown()
	})
}

// field returns where the text of that element belongs, or nil.
func (a *Account) field(name string) *text.Text {
	switch name {
	case "name":
		return &a.Name
	case "friendlyName":
		return &a.FriendlyName
	case "iban":
		return &a.IBAN
	case "owner":
		return &a.OwnerText
	}
	return nil
}

// card reads a credit card into a new entry of t.
func (d *importDecoder) card(t *Target, target int) error {
	t.CreditCards = append(t.CreditCards, CreditCard{PartialDueToTimeout: d.cut})
	src := Source{Target: target, Account: -1, Card: len(t.CreditCards) - 1}
	c := &t.CreditCards[src.Card]
	d.Known(partialAttr)
	d.partial(&c.PartialDueToTimeout)
	return d.once(c, "cell", &c.Unread, func(name string) error {
		if to := c.field(name); to != nil {
			return d.Text(to)
		}
		switch name {
		case "currencyBalance":
			return d.amountField(&c.Balance, &c.Unread)
		case "currencyFundsAvailable":
			return d.amountField(&c.FundsAvailable, &c.Unread)
		case "limit":
			return d.amountField(&c.Limit, &c.Unread)
		case "currencyName":
			return d.currency(&c.Currency)
		case "interest", "interests":
			return d.interest(&c.Interest)
		case "dueDate":
			return d.dateField(&c.DueDate, &c.Unread)
		case "owners":
			d.Known()
			return d.owners(&c.Owners)
		case "moneyTransactions":
			return d.transactions("moneyTransaction", src, &c.Count, &c.PartialDueToTimeout)
		case "creditCardTransactions":
			return d.transactions("creditCardTransaction", src, &c.Count, &c.PartialDueToTimeout)
		case partialAttr:
			return d.partialElement(&c.PartialDueToTimeout)
		}
		return d.Unknown()
	})
}

// field returns where the text of that element belongs, or nil.
func (c *CreditCard) field(name string) *text.Text {
	switch name {
	case "name":
		return &c.Name
	case "cardId":
		return &c.CardID
	case "iban":
		return &c.IBAN
	case "number":
		return &c.Number
	case "owner":
		return &c.OwnerText
	}
	return nil
}

// interest reads interest or interests, also with an interest inside interests.
func (d *importDecoder) interest(to *text.Text) error {
	d.Known()
	own, err := d.Leaf(func() error {
		if string(d.Local()) == "interest" {
			return d.Text(to)
		}
		return d.Unknown()
	})
	if own = xmlscan.Trim(own); len(own) > 0 {
		*to = xmlread.Clean(own)
	}
	return err
}

// currency reads an ISO 4217 code.
func (d *importDecoder) currency(to *Currency) error {
	var t text.Text
	err := d.Text(&t)
	*to = Currency(strings.ToUpper(t.String()))
	return err
}

// partialAttr says that a history was cut short. Nobody has seen where it stands: it is looked for on the account
// or card, on its list of transactions, as an element, and on what is around, where it counts for all inside. Only what says
// false says that nothing was cut.
const partialAttr = "partialDueToTimeout"

func (d *importDecoder) partial(to *bool) {
	if v, there := d.BoolAttr(partialAttr), d.HasAttr(partialAttr); there && (v == nil || *v) {
		*to = true
	}
}

func (d *importDecoder) partialElement(to *bool) error {
	var t text.Text
	err := d.Text(&t)
	*to = *to || t.String() != "false" && t.String() != "0"
	return err
}

func (o *Owner) valueOf(name string) (string, bool) {
	if name == "kind" {
		return string(o.Kind), true
	}
	return textAt(o.field(name))
}

func (o *Owner) clear(name string) {
	if at := o.field(name); at != nil {
		*at = text.Text{}
	} else if name == "kind" {
		o.Kind = ""
	}
}

func (a *Account) valueOf(name string) (string, bool) {
	switch name {
	case "currencyBalance":
		return amountText(a.Balance), true
	case "currencyFundsAvailable":
		return amountText(a.FundsAvailable), true
	case "currencyName":
		return string(a.Currency), true
	case "activeSinceAtLeast":
		return a.ActiveSinceAtLeast.String(), true
	}
	return textAt(a.field(name))
}

func (a *Account) clear(name string) {
	switch name {
	case "currencyBalance":
		a.Balance = nil
	case "currencyFundsAvailable":
		a.FundsAvailable = nil
	case "currencyName":
		a.Currency = ""
	case "activeSinceAtLeast":
		a.ActiveSinceAtLeast = 0
	default:
		if at := a.field(name); at != nil {
			*at = text.Text{}
		}
	}
}

func (c *CreditCard) valueOf(name string) (string, bool) {
	switch name {
	case "currencyBalance":
		return amountText(c.Balance), true
	case "currencyFundsAvailable":
		return amountText(c.FundsAvailable), true
	case "limit":
		return amountText(c.Limit), true
	case "currencyName":
		return string(c.Currency), true
	case "dueDate":
		return c.DueDate.String(), true
	}
	return textAt(c.field(name))
}

func (c *CreditCard) clear(name string) {
	switch name {
	case "currencyBalance":
		c.Balance = nil
	case "currencyFundsAvailable":
		c.FundsAvailable = nil
	case "limit":
		c.Limit = nil
	case "currencyName":
		c.Currency = ""
	case "dueDate":
		c.DueDate = 0
	default:
		if at := c.field(name); at != nil {
			*at = text.Text{}
		}
	}
}

func textAt(t *text.Text) (string, bool) {
	if t == nil {
		return "", false
	}
	return t.String(), true
}

func amountText(a *Amount) string {
	if a == nil {
		return ""
	}
	return a.String()
}
