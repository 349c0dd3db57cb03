package datacmd

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"aisdesk/aisclient/ledger"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// table is a printed table: widths are those of the widest cell, amounts stand on the right.
type table struct {
	cols   []ledger.Column
	widths []int
}

func newTable(cols []ledger.Column) *table {
	t := &table{cols: cols, widths: make([]int, len(cols))}
	for i, c := range cols {
		t.widths[i] = ansi.StringWidth(c.String())
	}
	return t
}

func (t *table) measure(l *ledger.Ledger, row int32) {
	for i, c := range t.cols {
		t.widths[i] = max(t.widths[i], min(cli.Widest, ansi.StringWidth(cell(l, row, c))))
	}
}

// width is how many cells a line takes at most.
func (t *table) width() int {
	n := -2 // nothing follows the last column
	for _, w := range t.widths {
		n += w + 2
	}
	return n
}

func (t *table) head() string {
	cells := make([]string, len(t.cols))
	for i, c := range t.cols {
		cells[i] = strings.ToUpper(c.String())
	}
	return t.join(cells)
}

func (t *table) line(l *ledger.Ledger, row int32) string {
	cells := make([]string, len(t.cols))
	for i, c := range t.cols {
		cells[i] = cell(l, row, c)
	}
	return t.join(cells)
}

func (t *table) join(cells []string) string {
	var b strings.Builder
	for i, s := range cells {
		s = ansi.Truncate(s, t.widths[i], "…")
		gap := strings.Repeat(" ", max(0, t.widths[i]-ansi.StringWidth(s)))
		if t.cols[i].Numeric() {
			b.WriteString(gap + s + "  ")
		} else {
			b.WriteString(s + gap + "  ")
		}
	}
	return strings.TrimRight(b.String(), " ")
}

func cell(l *ledger.Ledger, row int32, c ledger.Column) string {
	if c.Numeric() {
		if a, ok := l.Money(row, c); ok {
			return a.String()
		}
		if raw := l.Text(row, c); c == ledger.ColAmount || !raw.Empty() {
			return "? " + raw.String() // what stands there is no number
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
