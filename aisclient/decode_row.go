package aisclient

import (
	"fmt"

	"aisdesk/aisclient/internal/xmlread"
	"aisdesk/aisclient/internal/xmlscan"
	"aisdesk/aisclient/text"
)

// transactions reads moneyTransactions or creditCardTransactions and hands each row on.
func (d *importDecoder) transactions(name string, src Source, count *int, partial *bool) error {
	d.Known(partialAttr)
	d.partial(partial)
	for n := 1; ; {
		ok, err := d.Child()
		if err != nil || !ok {
			return err
		}
		if string(d.Local()) != name && string(d.Local()) != "moneyTransaction" {
			if err := d.Unknown(); err != nil {
				return err
			}
			continue
		}
		d.SetIndex(n)
		seen, err := d.transaction()
		switch {
		case err != nil:
			return err
		case seen == 0:
			return d.Fail(fmt.Sprintf("%s[%d] is empty: it is no transaction", name, n))
		case seen&seenAmount == 0:
			d.WarnUnread(fmt.Sprintf("%s/%s[%d]/%s", d.AppendPath(nil, false), name, n, amountField), "amount", ": there is none")
			d.tx.Unread = append(d.tx.Unread, UnreadCell{Field: amountField})
		}
		n++
		*count++
		if err := d.row(d.imp, src, &d.tx); err != nil {
			return err
		}
	}
}

// Fields of a transaction that may stand once; seenOther stands for the rest.
const (
	seenAmount = 1 << iota
	seenBalance
	seenTransactionOn
	seenBookedOn
	seenTitle
	seenParty
	seenPartyIBAN
	seenKind
	seenStatus
	seenVariableSymbol
	seenConstantSymbol
	seenOther
)

// amountField and statusField are the elements of a transaction's amount and status.
const (
	amountField = "currencyAmount"
	statusField = "status"
)

// unclearStatus is the status of a row with two: no word for a state, so that the row is in no sum.
var unclearStatus = text.Clean("?")

// transaction reads one row into d.tx and says which fields it has. A row without an amount is one whose amount is unread: money that nobody
// counted must not look like zero.
func (d *importDecoder) transaction() (seen int, err error) {
	d.Known()
	d.tx, d.labels = Transaction{}, d.labels[:0]
	for {
		ok, err := d.Child()
		if err != nil || !ok {
			return seen, err
		}
		before := d.tx
		bit, err := d.transactionField()
		if err != nil {
			return 0, err
		}
		if seen&bit&^seenOther != 0 {
			d.again(bit, &before)
		}
		seen |= bit
	}
}

// fieldOf is the name and the value of a field as text, empty where there is none, and the kind of value it is.
func (tx *Transaction) fieldOf(bit int) (name, value, kind string) {
	switch bit {
	case seenAmount:
		return amountField, tx.Amount.String(), "amount"
	case seenBalance:
		if tx.HasBalance {
			value = tx.Balance.String()
		}
		return "currencyBalance", value, "amount"
	case seenTransactionOn:
		return "transactionOn", tx.TransactionOn.String(), "date"
	case seenBookedOn:
		return "bookedOn", tx.BookedOn.String(), "date"
	}
	name, at := tx.textOf(bit)
	return name, at.String(), "text"
}

// textOf is the name and the place of a field that is a text.
func (tx *Transaction) textOf(bit int) (string, *text.Text) {
	switch bit {
	case seenTitle:
		return "title", &tx.Title
	case seenParty:
		return "party", &tx.Party
	case seenPartyIBAN:
		return "partyIban", &tx.PartyIBAN
	case seenKind:
		return "kind", &tx.Kind
	case seenStatus:
		return statusField, &tx.Status
	case seenVariableSymbol:
		return "variableSymbol", &tx.VariableSymbol
	}
	return "constantSymbol", &tx.ConstantSymbol
}

// again judges a field that stands a second time. Nobody knows which of two values is the right one: where they differ the
// field is unread and has none.
func (d *importDecoder) again(bit int, before *Transaction) {
	tx := &d.tx
	field, first, kind := before.fieldOf(bit)
	_, second, _ := tx.fieldOf(bit)
	if !d.differ(field, kind, &tx.Unread, first, second) {
		return
	}
	switch bit {
	case seenAmount:
		tx.Amount = 0
	case seenBalance:
		tx.Balance, tx.HasBalance = 0, false
	case seenTransactionOn:
		tx.TransactionOn = 0
	case seenBookedOn:
		tx.BookedOn = 0
	case seenStatus:
		tx.Status = unclearStatus
	default:
		_, at := tx.textOf(bit)
		*at = text.Text{}
	}
}

// transactionField reads the open element into d.tx and returns its bit.
func (d *importDecoder) transactionField() (int, error) {
	tx := &d.tx
	switch string(d.Local()) {
	case "transactionOn":
		return seenTransactionOn, d.dateField(&tx.TransactionOn, &tx.Unread)
	case "bookedOn":
		return seenBookedOn, d.dateField(&tx.BookedOn, &tx.Unread)
	case amountField:
		return seenAmount, d.amount(&tx.Amount, nil)
	case "currencyBalance":
		return seenBalance, d.amount(&tx.Balance, &tx.HasBalance)
	case "title":
		return seenTitle, d.Text(&tx.Title)
	case "party":
		return seenParty, d.SharedText(&tx.Party)
	case "partyIban":
		return seenPartyIBAN, d.SharedText(&tx.PartyIBAN)
	case "kind":
		return seenKind, d.SharedText(&tx.Kind)
	case statusField:
		return seenStatus, d.SharedText(&tx.Status)
	case "labels":
		return seenOther, d.labelSet(&tx.Labels)
	case "variableSymbol":
		return seenVariableSymbol, d.SharedText(&tx.VariableSymbol)
	case "constantSymbol":
		return seenConstantSymbol, d.SharedText(&tx.ConstantSymbol)
	}
	return 0, d.Unknown()
}

// amount reads an amount. With has it may be empty, which leaves *has false. What is no amount is zero and stands among
// the unread cells of the row.
func (d *importDecoder) amount(to *Amount, has *bool) error {
	return d.cell("amount", &d.tx.Unread, func(b []byte) (err error) {
		if has != nil {
			if *has = false; len(b) == 0 {
				return nil
			}
		}
		*to, err = ParseAmount(b)
		if has != nil {
			*has = err == nil
		}
		return err
	})
}

// labelSet reads labels/label*. A second labels element adds to the first.
func (d *importDecoder) labelSet(to *[]text.Text) error {
	d.Known()
	for {
		ok, err := d.Child()
		if err != nil {
			return err
		}
		if !ok {
			*to = d.TextSet(d.labels)
			return nil
		}
		if string(d.Local()) != "label" {
			if err := d.Unknown(); err != nil {
				return err
			}
			continue
		}
		var t text.Text
		if err := d.label(&t); err != nil {
			return err
		}
		if t.Empty() {
			continue
		}
		if len(d.labels) == maxLabels {
			return d.Wrap("a transaction has too many labels", ErrLimit)
		}
		d.labels = append(d.labels, t)
	}
}

// maxLabels is how many labels one transaction may have; the vocabulary has about 80.
const maxLabels = 500

// label reads a label: its own text. With vendor recognition a label may hold elements, whose form nobody
// documents; if it has no text of its own, the text of its child called name is taken, else that of the first
// child that has one.
func (d *importDecoder) label(to *text.Text) error {
	if raw, ok := d.QuickLeaf(); ok {
		plain := d.Attrs() == 0
		if t, known := d.Interned(raw); known && plain {
			*to = t
			d.CloseLeaf()
			return nil
		}
		d.Unread(raw)
		if plain {
			return d.SharedText(to)
		}
	}
	d.Known("name")
	named := d.TextAttr("name")
	var inner text.Text
	found := false // a child that is called name
	own, err := d.Leaf(func() error {
		d.Warn("unknown element", "")
		name := string(d.Local()) == "name"
		t, err := d.firstText()
		if !t.Empty() && (inner.Empty() || (name && !found)) {
			inner, found = t, name
		}
		return err
	})
	switch {
	case len(xmlscan.Trim(own)) > 0:
		*to = xmlread.Clean(xmlscan.Trim(own))
	case found || named.Empty():
		*to = inner
	default:
		*to = named
	}
	return err
}

// firstText consumes the open element and returns its own text or that of the first child that has one.
func (d *importDecoder) firstText() (text.Text, error) {
	var inner text.Text
	own, err := d.Leaf(func() error {
		t, err := d.firstText()
		if inner.Empty() {
			inner = t
		}
		return err
	})
	if own = xmlscan.Trim(own); len(own) > 0 {
		return xmlread.Clean(own), err
	}
	return inner, err
}
