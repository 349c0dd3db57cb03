package ledger

import "strings"

// field is a name before a colon.
type field struct {
	name    string
	example string
	// read reads the value; nil reads a text.
	read func(*parser, *field) (atom, error)
	text textField
	num  numField
}

// textField says where a text is looked for.
type textField uint8

const (
	inAny textField = iota // title, party, its IBAN, kind, labels
	inTitle
	inParty
	inIBAN
	inKind
	inLabel
	inStatus
	inCurrency
	inAccount
	inOwner
	inBank
	inSymbol
)

// numField says which number is compared.
type numField uint8

const (
	numAmount numField = iota
	numAbs
	numBalance
	numRow
	numSource
	numBooked // dates, as day numbers
	numOn
)

// anyField is a word without a field.
var anyField = &field{text: inAny}

// fields are the names, in the order in which messages list them.
var fields = []*field{
	{name: "acct", example: "Konto", text: inAccount},
	{name: "owner", example: "Anna", text: inOwner},
	{name: "bank", example: "KontoBank", text: inBank},
	{name: "party", example: "zabka", text: inParty},
	{name: "iban", example: "PL69", text: inIBAN},
	{name: "title", example: "czynsz", text: inTitle},
	{name: "kind", example: "przelew", text: inKind},
	{name: "label", example: "salary", text: inLabel},
	{name: "status", example: "done", text: inStatus},
	{name: "cur", example: "PLN", text: inCurrency},
	{name: "sym", example: "1234", text: inSymbol},
	{name: "amt", example: ">100", num: numAmount},
	{name: "abs", example: ">1000", num: numAbs},
	{name: "bal", example: "<0", num: numBalance},
	{name: "date", example: "2026-03", num: numBooked},
	{name: "on", example: "2026-03-15", num: numOn},
	{name: "day", example: "mon"},
	{name: "is", example: "in"},
	{name: "row", example: "0..99", num: numRow},
	{name: "src", example: "0", num: numSource},
}

// fieldList is for error messages.
var fieldList = func() string {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.name + ":"
	}
	return strings.Join(names, " ")
}()

// readers are set here because they lead back to the parser, which leads back to the table.
func init() {
	for _, f := range fields {
		switch f.name {
		case "amt", "abs", "bal":
			f.read = readAmount
		case "row", "src":
			f.read = readCount
		case "date", "on":
			f.read = readDate
		case "day":
			f.read = readDay
		case "is":
			f.read = readFlag
		}
	}
}

// aliases are other spellings that hands try.
var aliases = map[string]string{"account": "acct", "amount": "amt", "currency": "cur", "balance": "bal",
	"booked": "date", "labels": "label", "weekday": "day"}

func fieldNamed(name string) *field {
	name = strings.ToLower(name)
	if to, ok := aliases[name]; ok {
		name = to
	}
	for _, f := range fields {
		if f.name == name {
			return f
		}
	}
	return nil
}
