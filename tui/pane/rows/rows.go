// Package rows puts a ledger's rows into a grid: which columns there are, what stands in their cells, and
// what is known of one row.
package rows

import (
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/lexicon"
	"aisdesk/tui/cell"
	"aisdesk/tui/grid"
	"aisdesk/tui/pane/format"
	"aisdesk/tui/theme"
)

// Columns are the grid's columns for a ledger's rows. Their keys are the ledger's column names; those that a
// ledger of one account or one currency does not need are hidden at first.
func Columns(l *ledger.Ledger) []grid.Column {
	several := l == nil || len(l.Sources()) > 1
	currencies := l == nil || len(l.Currencies()) > 1
	return []grid.Column{
		{Key: ledger.ColDate.String(), Title: "Booked", Width: 10},
		{Key: ledger.ColParty.String(), Title: "Counterparty", Width: 26, Min: 14, Flex: 2},
		{Key: ledger.ColTitle.String(), Title: "Title", Width: 30, Min: 14, Flex: 3},
		{Key: ledger.ColAmount.String(), Title: "Amount", Width: 12, Align: cell.Decimal, Decimals: 2},
		{Key: ledger.ColCurrency.String(), Title: "Cur", Width: 3, Hidden: !currencies},
		{Key: ledger.ColBalance.String(), Title: "Balance", Width: 12, Align: cell.Decimal, Decimals: 2},
		{Key: ledger.ColCategory.String(), Title: "Category", Width: 18, Min: 14, Cut: 2, Hidden: l == nil || !l.Annotated()},
		{Key: ledger.ColLabels.String(), Title: "Labels", Width: 20, Min: 8, Cut: 4},
		{Key: ledger.ColKind.String(), Title: "Kind", Width: 20, Min: 8, Cut: 5},
		{Key: ledger.ColAccount.String(), Title: "Account", Width: 16, Min: 10, Cut: 3, Hidden: !several},
		{Key: ledger.ColPartyIBAN.String(), Title: "Other account", Width: 34, Min: 20, Hidden: true},
		{Key: ledger.ColTransactionOn.String(), Title: "Trans. date", Width: 11, Hidden: true},
		{Key: ledger.ColOwner.String(), Title: "Owner", Width: 20, Min: 10, Hidden: true},
		{Key: ledger.ColBank.String(), Title: "Bank", Width: 16, Min: 10, Hidden: true},
		{Key: ledger.ColStatus.String(), Title: "Status", Width: 8, Hidden: true},
		{Key: ledger.ColVariableSymbol.String(), Title: "Var. symbol", Width: 11, Hidden: true},
		{Key: ledger.ColConstantSymbol.String(), Title: "Const. symbol", Width: 13, Hidden: true},
		{Key: ledger.ColConfidence.String(), Title: "Confidence", Width: 10, Hidden: true},
		{Key: ledger.ColWhy.String(), Title: "Why", Width: 28, Min: 12, Hidden: true},
	}
}

// Needed are the keys of the columns that a ledger needs beyond those that every ledger does: with several
// accounts the account, with several currencies the currency, and where the rows have categories these.
func Needed(l *ledger.Ledger) []string {
	var keys []string
	if l.Annotated() {
		keys = append(keys, ledger.ColCategory.String())
	}
	if len(l.Sources()) > 1 {
		keys = append(keys, ledger.ColAccount.String())
	}
	if len(l.Currencies()) > 1 {
		keys = append(keys, ledger.ColCurrency.String())
	}
	return keys
}

// columnOf translates the grid's column numbers to the ledger's, in Columns' order.
var columnOf = [...]ledger.Column{
	ledger.ColDate, ledger.ColParty, ledger.ColTitle, ledger.ColAmount, ledger.ColCurrency, ledger.ColBalance,
	ledger.ColCategory, ledger.ColLabels, ledger.ColKind, ledger.ColAccount, ledger.ColPartyIBAN, ledger.ColTransactionOn,
	ledger.ColOwner, ledger.ColBank, ledger.ColStatus, ledger.ColVariableSymbol, ledger.ColConstantSymbol,
	ledger.ColConfidence, ledger.ColWhy,
}

// Rows are a result's rows for a grid.
type Rows struct {
	order   []int32
	ledger  *ledger.Ledger
	word    format.Writer
	sources []string
}

// Of puts a result's order into a grid, written by w.
func Of(r *ledger.Result, w format.Writer) *Rows { return From(r.Ledger, r.Order, w) }

// From puts some rows of a ledger into a grid.
func From(l *ledger.Ledger, order []int32, w format.Writer) *Rows {
	s := &Rows{order: order, ledger: l, word: w}
	for i := range l.Sources() {
		s.sources = append(s.sources, w.SourceAndNumber(&l.Sources()[i]))
	}
	return s
}

// Len is the number of rows.
func (s *Rows) Len() int { return len(s.order) }

// ID is the row at a position.
func (s *Rows) ID(pos int) int32 { return s.order[pos] }

// Append writes a cell.
func (s *Rows) Append(dst []byte, id int32, col int) ([]byte, theme.Role) {
	l, w := s.ledger, s.word
	booked := theme.Plain
	if !l.Booked(id) {
		booked = theme.Dim
	}
	switch c := columnOf[col]; c {
	case ledger.ColDate:
		return appendDate(dst, l, id), theme.Dim
	case ledger.ColAmount:
		if l.AmountUnread(id) { // what stands there is no number, and zero would be one
			return append(append(dst, "? "...), w.Private(l.Text(id, c))...), theme.Warn
		}
		a := l.Amount(id)
		if booked == theme.Dim {
			return w.AppendMoney(dst, a), theme.Dim
		}
		return w.AppendMoney(dst, a), format.Role(a)
	case ledger.ColBalance:
		if b, ok := l.Balance(id); ok {
			return w.AppendMoney(dst, b), theme.Dim
		}
		return dst, theme.Plain
	case ledger.ColParty:
		if l.PartyID(id) == 0 {
			return append(dst, w.Private(l.Merchant(id))...), booked
		}
		return append(dst, w.Private(l.Party(id))...), booked
	case ledger.ColTitle:
		return append(dst, w.Private(l.Title(id))...), booked
	case ledger.ColPartyIBAN:
		return append(dst, w.IBAN(l.PartyIBAN(id))...), theme.Dim
	case ledger.ColAccount:
		return append(dst, s.sources[l.Account(id)]...), theme.Dim
	case ledger.ColOwner:
		return append(dst, w.Private(l.Source(id).OwnerNames())...), theme.Dim
	case ledger.ColLabels:
		return appendLabels(dst, l, id), theme.Accent
	case ledger.ColCategory:
		return appendCategory(dst, l, id)
	case ledger.ColCurrency:
		return append(dst, l.Currency(id)...), theme.Dim
	case ledger.ColKind:
		return append(dst, l.Kind(id).String()...), theme.Dim
	case ledger.ColTransactionOn:
		if d := l.TransactionOn(id); !d.Empty() {
			return d.Append(dst), theme.Dim
		}
		return dst, theme.Dim
	case ledger.ColStatus:
		if booked == theme.Dim {
			return append(dst, l.Status(id).String()...), theme.Warn
		}
		return append(dst, l.Status(id).String()...), theme.Dim
	case ledger.ColVariableSymbol, ledger.ColConstantSymbol:
		return append(dst, w.Private(l.Text(id, c))...), theme.Dim
	default:
		return append(dst, l.Text(id, c).String()...), theme.Dim
	}
}

func appendDate(dst []byte, l *ledger.Ledger, id int32) []byte {
	if d := l.Date(id); !d.Empty() {
		return d.Append(dst)
	}
	return dst
}

// appendCategory writes the category for people, with a question mark where it is of low confidence.
func appendCategory(dst []byte, l *ledger.Ledger, id int32) ([]byte, theme.Role) {
	names := l.Categories()
	if len(names) == 0 {
		return dst, theme.Plain
	}
	if l.Source(id).Stranger {
		return append(append(dst, "stranger's: "...), names[l.CategoryID(id)].Label...), theme.Warn
	}
	if l.Excluded(id) {
		return append(append(dst, "excluded: "...), names[l.CategoryID(id)].Label...), theme.Warn
	}
	if was := l.Text(id, ledger.ColWas).String(); was != "" {
		if c, ok := category.Parse(was); ok {
			was = c.Label()
		}
		return append(append(append(append(dst, "was "...), was...), ": "...), names[l.CategoryID(id)].Label...), theme.Warn
	}
	dst = append(dst, names[l.CategoryID(id)].Label...)
	if low := l.Text(id, ledger.ColConfidence).String() == lexicon.Low.String(); low {
		return append(dst, " ?"...), theme.Dim
	}
	return dst, theme.Plain
}

func appendLabels(dst []byte, l *ledger.Ledger, id int32) []byte {
	for i, t := range l.Labels(id) {
		if i > 0 {
			dst = append(dst, ", "...)
		}
		dst = append(dst, t.String()...)
	}
	return dst
}
