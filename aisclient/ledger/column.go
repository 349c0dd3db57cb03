package ledger

import (
	"fmt"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/text"
)

// Column names a field of a row, for sorting, showing and exporting.
type Column uint8

// The columns, in the order in which tables and exports show them.
const (
	ColDate          Column = iota // booking date, or transaction date where there is none
	ColTransactionOn               // transaction date
	ColAmount
	ColCurrency
	ColBalance // balance after the row, where the bank gave it
	ColTitle
	ColParty
	ColPartyIBAN
	ColKind
	ColLabels
	ColStatus
	ColAccount // the account's or card's label
	ColOwner   // owners of the account, joined
	ColBank
	ColVariableSymbol
	ColConstantSymbol
	ColAccountIBAN // the own account of the row
	ColID          // the row's id, see Ledger.RowID
	ColCategory    // of a ledger with annotations, as are the next two
	ColConfidence
	ColWhy
	ColUnread   // what could not be read: of a ledger where something was not
	ColExcluded // why a person took the row out of all sums: of a ledger with acts, as is the next one
	ColWas      // the category before a person gave another
	ColLost     // elements of the reply that were not read with the rows in them: of an import that has some
	ColPair     // the id of the other row of a transfer between own accounts: of a case that has some, as is the next one
	ColMaybe    // the ids of rows of which one may be the other row of such a transfer
	columnCount
)

// columnNames are the names for flags, exports and saved settings. They do not change between versions.
var columnNames = [columnCount]string{"date", "transactionOn", "amount", "currency", "balance", "title", "party",
	"partyIban", "kind", "labels", "status", "account", "owner", "bank", "variableSymbol", "constantSymbol", "accountIban", "rowId", "category", "confidence", "why", "unread", "exclusion", "was", "importUnread", "pairRowId", "maybePairRowIds"}

// Annotation reports whether the column is one of annotations.
func (c Column) Annotation() bool { return c >= ColCategory && c <= ColWhy }

// Columns lists the columns that every ledger has, in their order.
func Columns() []Column { return columnsTo(ColCategory) }

// Columns lists the ledger's columns in their order: those of annotations and what could not be read come last.
func (l *Ledger) Columns() []Column {
	all := Columns()
	if l.Annotated() {
		all = columnsTo(ColUnread)
	}
	if len(l.unread) > 0 {
		all = append(all, ColUnread)
	}
	if len(l.acted) > 0 {
		all = append(all, ColExcluded, ColWas)
	}
	if l.lost != "" {
		all = append(all, ColLost)
	}
	if len(l.pairs) > 0 {
		all = append(all, ColPair, ColMaybe)
	}
	return all
}

func columnsTo(end Column) []Column {
	all := make([]Column, end)
	for i := range all {
		all[i] = Column(i)
	}
	return all
}

// String is the column's name in flags and exports.
func (c Column) String() string {
	if c < columnCount {
		return columnNames[c]
	}
	return "?"
}

// Numeric reports whether the column holds money.
func (c Column) Numeric() bool { return c == ColAmount || c == ColBalance }

// ParseColumn finds a column by its name, upper or lower case. Another name is an error that lists the columns.
func ParseColumn(name string) (Column, error) {
	for i, n := range columnNames {
		if strings.EqualFold(n, name) {
			return Column(i), nil
		}
	}
	return 0, fmt.Errorf("no column %.40q; the columns are %s", name, strings.Join(columnNames[:], ", "))
}

// Text is what a table or an export shows for a column of a row: dates as YYYY-MM-DD, amounts as the
// provider writes them, those that could not be read as they stand in the reply, labels joined with commas, nothing
// where there is nothing.
func (l *Ledger) Text(row int32, c Column) text.Text {
	switch c {
	case ColTitle:
		return l.Title(row)
	case ColParty:
		return l.Party(row)
	case ColPartyIBAN:
		return l.PartyIBAN(row)
	case ColKind:
		return l.Kind(row)
	case ColStatus:
		return l.Status(row)
	case ColAccount:
		return l.Source(row).Label()
	case ColOwner:
		return l.Source(row).OwnerNames()
	case ColBank:
		return l.Source(row).TargetName
	case ColAccountIBAN:
		return l.Source(row).IBAN
	case ColVariableSymbol:
		v, _ := l.Symbols(row)
		return v
	case ColConstantSymbol:
		_, k := l.Symbols(row)
		return k
	case ColLabels:
		return text.Join(l.Labels(row), ", ")
	}
	return text.Clean(l.plainText(row, c))
}

func (l *Ledger) plainText(row int32, c Column) string {
	switch c {
	case ColDate:
		return l.date[row].String()
	case ColTransactionOn:
		return l.on[row].String()
	case ColAmount:
		if u := l.unread.at(row); u.amount {
			return u.raw("currencyAmount")
		}
		return l.amount[row].String()
	case ColCurrency:
		return string(l.Currency(row))
	case ColBalance:
		if b, ok := l.Balance(row); ok {
			return b.String()
		}
		return l.unread.at(row).raw("currencyBalance")
	case ColCategory, ColConfidence, ColWhy:
		return l.annotation(row, c)
	case ColExcluded:
		return l.acted[row].Excluded
	case ColWas:
		return l.acted[row].Was
	case ColUnread:
		return joinCells(l.Unread(row))
	case ColLost:
		return l.lost
	case ColPair, ColMaybe:
		return l.pairs[row].text(l, c == ColPair)
	case ColID:
		return l.RowID(row)
	}
	return ""
}

// mostLost is how many elements ColLost names.
const mostLost = 5

// lostOf says which elements of a reply were not read with all that is in them.
func lostOf(imp *aisclient.Import) string {
	var places []string
	for _, w := range imp.Warnings {
		if w.Unread() && !w.UnreadCell() {
			places = append(places, strings.TrimPrefix(w.What+" "+w.Path, "unread "))
		}
	}
	if more := len(places) - mostLost; more > 0 {
		places = append(places[:mostLost], fmt.Sprintf("%d more", more))
	}
	return strings.Join(places, "; ")
}

func joinCells(cells []aisclient.UnreadCell) string {
	names := make([]string, len(cells))
	for i, c := range cells {
		names[i] = c.String()
	}
	return strings.Join(names, ", ")
}

func joinTexts(ts []text.Text, sep string) string {
	var b strings.Builder
	for i, t := range ts {
		if i > 0 {
			b.WriteString(sep)
		}
		b.WriteString(t.String())
	}
	return b.String()
}

// AppendMoney appends a column's amount with the digits of the bank, as a number of JSON; false where Money is.
func (l *Ledger) AppendMoney(b []byte, row int32, c Column) ([]byte, bool) {
	a, ok := l.Money(row, c)
	if !ok {
		return b, false
	}
	digits := l.digits.at(row).amount
	if c == ColBalance {
		digits = l.digits.at(row).balance
	}
	if digits != "" {
		return append(b, digits...), true
	}
	return a.Append(b), true
}

// Money is a column's amount; false for other columns, where the bank gave none and where it could not be read.
func (l *Ledger) Money(row int32, c Column) (aisclient.Amount, bool) {
	switch c {
	case ColAmount:
		return l.amount[row], !l.AmountUnread(row)
	case ColBalance:
		return l.Balance(row)
	}
	return 0, false
}
