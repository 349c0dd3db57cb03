package filter

import (
	"slices"
	"strings"

	"aisdesk/aisclient/category"
)

// Field is what a condition looks at.
type Field uint8

// The fields. Any is a word without a field's name: it is looked for in title, counterparty, its account number,
// kind and labels.
const (
	Any Field = iota
	Account
	Owner
	Bank
	Party
	IBAN
	Title
	Kind
	Label
	Category
	Why
	Status
	Currency
	Symbol
	Amount
	Abs
	Balance
	Date
	TransactionOn
	Day
	Is
	Row
	Source
)

// reading is how the values of a field are read.
type reading uint8

// The readings.
const (
	readsText   reading = iota // a word, a "phrase", a /regular expression/, = for the exact text
	readsAmount                // money: a number, a comparison or a range
	readsCount                 // a whole number, a comparison or a range
	readsDate                  // a day, a month and so on, a comparison or a range
	readsDay                   // a weekday
	readsFlag                  // a property of rows
)

// fieldData is what is known about a field.
type fieldData struct {
	name, example, help string
	reading             reading
	personal            bool
}

// fieldTable is in the order in which messages and help list the fields.
var fieldTable = [...]fieldData{
	Any:           {personal: true},
	Account:       {"acct", "Konto", "name or number of the own account or card", readsText, true},
	Owner:         {"owner", "Anna", "an owner of the account", readsText, true},
	Bank:          {"bank", "KontoBank", "bank", readsText, false},
	Party:         {"party", "zabka", "counterparty", readsText, true},
	IBAN:          {"iban", "PL69", "account number of the counterparty", readsText, true},
	Title:         {"title", "czynsz", "title of the transfer", readsText, true},
	Kind:          {"kind", "przelew", "kind of transaction, in the bank's words", readsText, false},
	Label:         {"label", "salary", "label of the provider", readsText, false},
	Category:      {"cat", "groceries", "category of the row, such as loan_in", readsText, false},
	Why:           {"why", "lexicon", "why a row has its category", readsText, true},
	Status:        {"status", "done", "status, in the bank's words", readsText, false},
	Currency:      {"cur", "PLN", "currency", readsText, false},
	Symbol:        {"sym", "1234", "variable or constant symbol", readsText, true},
	Amount:        {"amt", ">100", "amount; negative is outgoing", readsAmount, true},
	Abs:           {"abs", ">1000", "amount without its sign", readsAmount, true},
	Balance:       {"bal", "<0", "balance after the row", readsAmount, true},
	Date:          {"date", "2026-03", "booking date", readsDate, false},
	TransactionOn: {"on", "2026-03-15", "transaction date", readsDate, false},
	Day:           {"day", "mon", "weekday", readsDay, false},
	Is:            {"is", "in", "property of the row", readsFlag, false},
	Row:           {"row", "0..99", "number of the row, from 0", readsCount, false},
	Source:        {"src", "0", "number of the account or card, from 0", readsCount, false},
}

// aliases are other spellings that hands try.
var aliases = map[string]string{"account": "acct", "amount": "amt", "currency": "cur", "balance": "bal",
	"booked": "date", "labels": "label", "weekday": "day", "category": "cat", "categories": "cat", "counterparty": "party", "payee": "party",
	"payer": "party", "description": "title", "desc": "title", "text": "title", "type": "kind", "value": "amt", "sum": "amt", "month": "date",
	"year": "date", "period": "date", "accounts": "acct", "tag": "label", "tags": "label", "ccy": "cur", "symbol": "sym"}

// Fields lists the fields that have a name, in the order of help pages.
func Fields() []Field {
	all := make([]Field, 0, len(fieldTable)-1)
	for f := Any + 1; int(f) < len(fieldTable); f++ {
		all = append(all, f)
	}
	return all
}

// FieldNamed finds a field by its name or another spelling of it, in upper or lower case.
func FieldNamed(name string) (Field, bool) {
	name = strings.ToLower(name)
	if to, ok := aliases[name]; ok {
		name = to
	}
	i := slices.IndexFunc(fieldTable[1:], func(d fieldData) bool { return d.name == name })
	return Field(i + 1), i >= 0
}

// String is the field's name as it stands before the colon; empty for Any.
func (f Field) String() string { return fieldTable[f].name }

// Example is a value that the field reads.
func (f Field) Example() string { return fieldTable[f].example }

// Help says in a few words what the field looks at.
func (f Field) Help() string { return fieldTable[f].help }

// reading is how the field's values are read.
func (f Field) reading() reading { return fieldTable[f].reading }

// Personal reports whether the field's values can say who somebody is or how much money there is: a privacy mask
// hides them.
func (f Field) Personal() bool { return fieldTable[f].personal }

// Words are the values that the field knows, where they are a closed list; nil for others.
func (f Field) Words() []string {
	switch f.reading() {
	case readsDay:
		return append(slices.Clone(dayNames[1:]), dayNames[0])
	case readsFlag:
		return slices.Clone(flagNames[:])
	}
	if f == Category {
		return categoryNames()
	}
	return nil
}

func categoryNames() (names []string) {
	for _, c := range category.All() {
		names = append(names, c.String())
	}
	return names
}

// fieldList is for error messages.
var fieldList = func() string {
	var names []string
	for _, d := range fieldTable[1:] {
		names = append(names, d.name+":")
	}
	return strings.Join(names, " ")
}()
