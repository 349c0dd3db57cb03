package export

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"aisdesk/aisclient/ledger"
)

// csvDialect is how lines of cells are written.
type csvDialect struct {
	comma   byte   // between cells
	decimal byte   // of numbers
	end     string // of a line
	begin   string // of the file
}

// plainCSV is for programs: RFC 4180 with the line ends of Unix. excelCSV is what spreadsheets open by a double click where
// the decimal point is a comma: they take the encoding from a byte order mark.
var (
	plainCSV = csvDialect{comma: ',', decimal: '.', end: "\n"}
	excelCSV = csvDialect{comma: ';', decimal: ',', end: "\r\n", begin: "\ufeff"}
)

// dialect is the way in which a format writes CSV; false for formats that are none.
func (f Format) dialect() (csvDialect, bool) {
	switch f {
	case CSV:
		return plainCSV, true
	case ExcelCSV:
		return excelCSV, true
	}
	return csvDialect{}, false
}

// names is the first line.
func (d csvDialect) names(names []string) string {
	return d.begin + strings.Join(names, string(d.comma)) + d.end
}

// next appends what stands before the cell at a place of a line.
func (d csvDialect) next(b []byte, place int) []byte {
	if place > 0 {
		b = append(b, d.comma)
	}
	return b
}

// number appends a number that is written as 12.34.
func (d csvDialect) number(b []byte, digits []byte) []byte {
	if d.decimal != '.' {
		digits = bytes.Replace(digits, []byte{'.'}, []byte{d.decimal}, 1)
	}
	return append(b, digits...)
}

// csvForm writes rows as CSV. Amounts are numbers. A text that a spreadsheet could take for a formula gets an apostrophe
// in front.
type csvForm struct {
	texts
	csvDialect
	columns []ledger.Column
	digits  []byte
}

func (f *csvForm) head() string {
	names := make([]string, len(f.columns))
	for i, c := range f.columns {
		names[i] = c.String()
	}
	return f.names(names)
}

func (f *csvForm) tail(int) string { return "" }

func (f *csvForm) row(b []byte, row int32, _ int) []byte {
	for i, c := range f.columns {
		b = f.next(b, i)
		if c.Numeric() {
			f.digits, _ = f.l.AppendMoney(f.digits[:0], row, c)
			b = f.number(b, f.digits)
			continue
		}
		b = f.text(b, f.of(f.l.Text(row, c)))
	}
	return append(b, f.end...)
}

// text appends a text cell: guarded against being taken for a formula, quoted where needed.
func (d csvDialect) text(b []byte, s string) []byte {
	guard := formula(s)
	if !guard && !strings.ContainsAny(s, "\"\r\n") && strings.IndexByte(s, d.comma) < 0 && s == strings.TrimSpace(s) {
		return append(b, s...)
	}
	b = append(b, '"')
	if guard {
		b = append(b, '\'')
	}
	for i := 0; i < len(s); i++ {
		if s[i] == '"' {
			b = append(b, '"')
		}
		b = append(b, s[i])
	}
	return append(b, '"')
}

// formula reports whether a spreadsheet could run a text: it starts, after spaces, with one of = + - @, a
// tab, a carriage return, or the full-width form of one.
func formula(s string) bool {
	for _, r := range s {
		switch r {
		case '=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', '−', '﹢', '﹣', '﹫', '﹦':
			return true
		case utf8.RuneError, '\ufeff':
			continue // invisible in front of a formula
		}
		if !unicode.IsSpace(r) {
			return false
		}
	}
	return false
}
