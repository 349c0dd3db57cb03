package export

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"aisdesk/aisclient/ledger"
)

// csvForm writes RFC 4180 lines. Amounts are numbers with a dot. A text that a spreadsheet could take for a
// formula gets an apostrophe in front.
type csvForm struct {
	texts
	columns []ledger.Column
}

func (f *csvForm) head() string {
	names := make([]string, len(f.columns))
	for i, c := range f.columns {
		names[i] = c.String()
	}
	return strings.Join(names, ",") + "\r\n"
}

func (f *csvForm) tail(int) string { return "" }

func (f *csvForm) row(b []byte, row int32, _ int) []byte {
	for i, c := range f.columns {
		if i > 0 {
			b = append(b, ',')
		}
		if c.Numeric() {
			if a, ok := f.l.Money(row, c); ok {
				b = a.Append(b)
			}
			continue
		}
		b = appendCSVText(b, f.of(f.l.Text(row, c)))
	}
	return append(b, '\r', '\n')
}

// appendCSVText appends a text cell: guarded against being taken for a formula, quoted where needed.
func appendCSVText(b []byte, s string) []byte {
	guard := formula(s)
	if !guard && !strings.ContainsAny(s, ",\"\r\n") && s == strings.TrimSpace(s) {
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
