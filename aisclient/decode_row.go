package aisclient

import (
	"fmt"
	"math/bits"
	"slices"
	"strings"

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
		if err == nil && seen == 0 {
			err = d.anotherEmpty()
		}
		if err != nil {
			return err
		}
		if seen&seenAmount == 0 && !d.tx.AmountUnread() {
			d.lacks(fmt.Sprintf("%s[%d]", name, n), amountField, "amount")
		}
		if seen&(seenBookedOn|seenTransactionOn) != 0 && d.tx.undated() {
			d.lacks(fmt.Sprintf("%s[%d]", name, n), bookedField, "date")
		}
		n++
		*count++
		if err := d.row(d.imp, src, &d.tx); err != nil {
			return err
		}
	}
}

// maxEmptyRows is how many transactions of a reply may be empty. One is a row that nobody can read, and costs no customer a new
// sign-in; a million are an attack.
const maxEmptyRows = 1000

func (d *importDecoder) anotherEmpty() error {
	if d.emptyRows++; d.emptyRows > maxEmptyRows {
		return d.Wrap("too many transactions are empty", ErrLimit)
	}
	return nil
}

// lacks names a field of a row as unread that has no value.
func (d *importDecoder) lacks(row, field, kind string) {
	d.WarnUnread(fmt.Sprintf("%s/%s/%s", d.AppendPath(nil, false), row, field), kind, ": there is none")
	d.tx.Unread = append(d.tx.Unread, UnreadCell{Field: field})
}

// undated reports whether the row has no day, and no unread one.
func (tx *Transaction) undated() bool {
	return tx.BookedOn.Empty() && tx.TransactionOn.Empty() && !isUnread(tx.Unread, bookedField) && !isUnread(tx.Unread, "transactionOn")
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

// amountField, bookedField and statusField are the elements of a transaction's amount, booking date and status.
const (
	bookedField = "bookedOn"
	amountField = "currencyAmount"
	statusField = "status"
)

// unclearStatus is the status of a row whose status is unread: no word for a state, so that the row is in no sum.
var unclearStatus = text.Clean("?")

// transaction reads one row into d.tx and says which fields it has. A row without an amount is one whose amount is unread: money that nobody
// counted must not look like zero.
func (d *importDecoder) transaction() (seen int, err error) {
	d.Known()
	d.tx, d.labels = Transaction{}, d.labels[:0]
	for {
		ok, err := d.Child()
		if err != nil || !ok {
			d.tx.clearUnread()
			return seen, err
		}
		bit := fieldOf(d.Local())
		again, first, kind := seen&bit&^seenOther != 0, "", ""
		if again {
			first, kind = d.tx.valueOf(bit)
		}
		if bit, err = d.transactionField(bit); err != nil {
			return 0, err
		}
		if bit != 0 && bit != seenOther && d.IsAstray() {
			d.astray(rowField(bit), "cell", &d.tx.Unread)
		}
		if again { // nobody knows which of two values is the right one: where they differ the field is unread and has none
			second, _ := d.tx.valueOf(bit)
			d.differ(rowField(bit), kind, &d.tx.Unread, first, second)
		}
		seen |= bit
	}
}

// rowFields are the names of the fields that may stand once, in the order of their bits.
var rowFields = [...]string{amountField, "currencyBalance", "transactionOn", bookedField, "title", "party", "partyIban", "kind", statusField, "variableSymbol", "constantSymbol"}

func rowField(bit int) string { return rowFields[bits.TrailingZeros(uint(bit))] }

// valueOf is the value of a field as text, empty where there is none, and the kind of value it is.
func (tx *Transaction) valueOf(bit int) (value, kind string) {
	switch bit {
	case seenAmount:
		return tx.Amount.String(), "amount"
	case seenBalance:
		if tx.HasBalance {
			value = tx.Balance.String()
		}
		return value, "amount"
	case seenTransactionOn:
		return tx.TransactionOn.String(), "date"
	case seenBookedOn:
		return tx.BookedOn.String(), "date"
	}
	return tx.textOf(bit).String(), "text"
}

// textOf is the place of a field that is a text.
func (tx *Transaction) textOf(bit int) *text.Text {
	switch bit {
	case seenTitle:
		return &tx.Title
	case seenParty:
		return &tx.Party
	case seenPartyIBAN:
		return &tx.PartyIBAN
	case seenKind:
		return &tx.Kind
	case seenStatus:
		return &tx.Status
	case seenVariableSymbol:
		return &tx.VariableSymbol
	}
	return &tx.ConstantSymbol
}

// clearUnread takes the values of unread fields away, whatever was read of them.
func (tx *Transaction) clearUnread() {
	for _, c := range tx.Unread {
		if i := slices.Index(rowFields[:], c.Field); i >= 0 {
			tx.clear(1 << i)
		}
	}
}

func (tx *Transaction) clear(bit int) {
	switch bit {
	case seenAmount:
		tx.Amount, tx.AmountDigits = 0, ""
	case seenBalance:
		tx.Balance, tx.BalanceDigits, tx.HasBalance = 0, "", false
	case seenTransactionOn:
		tx.TransactionOn = 0
	case seenBookedOn:
		tx.BookedOn = 0
	case seenStatus:
		tx.Status = unclearStatus
	default:
		*tx.textOf(bit) = text.Text{}
	}
}

// fieldOf is the bit of a field by its element's name; 0 for what is none.
func fieldOf(name []byte) int {
	switch string(name) {
	case "transactionOn":
		return seenTransactionOn
	case bookedField:
		return seenBookedOn
	case amountField:
		return seenAmount
	case "currencyBalance":
		return seenBalance
	case "title":
		return seenTitle
	case "party":
		return seenParty
	case "partyIban":
		return seenPartyIBAN
	case "kind":
		return seenKind
	case statusField:
		return seenStatus
	case "labels":
		return seenOther
	case "variableSymbol":
		return seenVariableSymbol
	case "constantSymbol":
		return seenConstantSymbol
	}
	return 0
}

// transactionField reads the open element, which is the field of a bit or none, into d.tx. It returns the bit, or seenOther for
// what is written like a field.
func (d *importDecoder) transactionField(bit int) (int, error) {
	tx := &d.tx
	switch bit {
	case seenTransactionOn:
		return bit, d.dateField(&tx.TransactionOn, &tx.Unread)
	case seenBookedOn:
		return bit, d.dateField(&tx.BookedOn, &tx.Unread)
	case seenAmount:
		return bit, d.amount(&tx.Amount, &tx.AmountDigits, nil)
	case seenBalance:
		return bit, d.amount(&tx.Balance, &tx.BalanceDigits, &tx.HasBalance)
	case seenTitle:
		return bit, d.Text(&tx.Title)
	case seenOther:
		return bit, d.labelSet(&tx.Labels)
	case seenParty, seenPartyIBAN, seenKind, seenStatus, seenVariableSymbol, seenConstantSymbol:
		return bit, d.SharedText(tx.textOf(bit))
	}
	for _, field := range rowFields {
		if strings.EqualFold(field, string(d.Local())) {
			return seenOther, d.misspelt(field, "cell", &tx.Unread)
		}
	}
	return 0, d.Unknown()
}

// amount reads an amount. With has it may be empty, which leaves *has false. What is no amount is zero and stands among
// the unread cells of the row.
func (d *importDecoder) amount(to *Amount, digits *string, has *bool) error {
	return d.cell("amount", &d.tx.Unread, func(b []byte) (err error) {
		if has != nil {
			if *has = false; len(b) == 0 {
				return nil
			}
		}
		if *to, err = ParseAmount(b); err == nil {
			*digits = digitsOf(b, *to)
		}
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
