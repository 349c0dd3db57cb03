package datacmd

import (
	"slices"
	"strings"

	"aisdesk/aisclient/ledger"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// table is a printed table. Its values are read twice, for the widths and for the lines: there may be a million.
type table struct {
	of       []ledger.Column
	cols     cli.Columns
	decimals []int // of each column, the most that stands at and behind a decimal point
}

// spareColumns are those that a narrow terminal does without, the first of them first.
var spareColumns = []ledger.Column{ledger.ColLabels, ledger.ColBalance, ledger.ColCategory, ledger.ColParty}

func newTable(of []ledger.Column, chosen bool) *table {
	t := &table{of: of, cols: make(cli.Columns, len(of)), decimals: make([]int, len(of))}
	for i, c := range of {
		t.cols[i] = cli.Column{Head: strings.ToUpper(c.String()), Numeric: c.Numeric()}
		if !chosen { // what somebody asked for stays
			t.cols[i].Spare = slices.Index(spareColumns, c) + 1
		}
	}
	return t
}

// fit makes the columns as wide as the values of some rows, or as the terminal allows.
func (t *table) fit(l *ledger.Ledger, rows []int32, wide int) {
	for i, c := range t.of {
		if c.Numeric() {
			for _, row := range rows {
				if s := cell(l, row, c); !strings.HasPrefix(s, unreadMark) {
					t.decimals[i] = max(t.decimals[i], cli.Decimals(s))
				}
			}
		}
		t.cols[i].Measure(t.cols[i].Head)
		for _, row := range rows {
			t.cols[i].Measure(t.cell(l, row, i))
		}
	}
	t.cols.Fit(wide)
}

// cell is a value as it stands in the table.
func (t *table) cell(l *ledger.Ledger, row int32, i int) string {
	s := cell(l, row, t.of[i])
	if t.of[i].Numeric() && !strings.HasPrefix(s, unreadMark) {
		s = cli.PadDecimals(s, t.decimals[i])
	}
	return s
}

// line is a row; values is room for its cells.
func (t *table) line(l *ledger.Ledger, row int32, values []string) string {
	for i := range t.of {
		values[i] = t.cell(l, row, i)
	}
	return t.cols.Line(values)
}

// unreadMark stands before what is no number where one should be.
const unreadMark = "? "

func cell(l *ledger.Ledger, row int32, c ledger.Column) string {
	if c.Numeric() {
		if a, ok := l.Money(row, c); ok {
			return a.String()
		}
		if raw := l.Text(row, c); c == ledger.ColAmount || !raw.Empty() {
			return unreadMark + raw.String()
		}
		return ""
	}
	return l.Text(row, c).String()
}

// needed are the columns of a table of transactions, with those that only some replies need: the status where not every
// row is booked, and what could not be read.
func needed(res *ledger.Result) []ledger.Column {
	status, unread, excluded, was := false, false, false, false
	for _, row := range res.Order {
		status = status || !res.Ledger.Booked(row)
		unread = unread || len(res.Ledger.Unread(row)) > 0
		excluded = excluded || !res.Ledger.Text(row, ledger.ColExcluded).Empty()
		was = was || !res.Ledger.Text(row, ledger.ColWas).Empty()
	}
	var cols []ledger.Column
	for _, c := range tableColumns {
		if c == ledger.ColTitle && status {
			cols = append(cols, ledger.ColStatus)
		}
		if c == ledger.ColTitle && excluded {
			cols = append(cols, ledger.ColExcluded)
		}
		if c == ledger.ColTitle && was {
			cols = append(cols, ledger.ColWas)
		}
		if c == ledger.ColTitle && unread {
			cols = append(cols, ledger.ColUnread)
		}
		cols = append(cols, c)
	}
	return cols
}
