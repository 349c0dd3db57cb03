// Package export writes results and tables in the formats that other programs read, to a stream or to a file.
package export

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
)

// Format is a form of export.
type Format string

// The forms of export.
const (
	CSV      Format = "csv"       // RFC 4180 with a header line and the line ends of Unix
	ExcelCSV Format = "csv excel" // semicolons, decimal commas and a byte order mark, for spreadsheets
	JSON     Format = "json"      // one array of objects
	NDJSON   Format = "ndjson"    // one object a line
)

// ParseFormat finds a form by its name. Another name is an error that lists the forms.
func ParseFormat(name string) (Format, error) {
	switch f := Format(strings.ToLower(name)); f {
	case CSV, JSON, NDJSON:
		return f, nil
	}
	return "", fmt.Errorf("no export format %.20q; use csv, json or ndjson", name)
}

// Request says what to write of a result.
type Request struct {
	Format Format
	// Columns are written in this order; nil is all of them.
	Columns []ledger.Column
	// Rows are written instead of the result's order, for example the marked rows.
	Rows []int32
	// Terminal writes each text as one clean line, as it may be shown; a file has the bank's line breaks and joiners.
	Terminal bool
	// Progress is called now and then, and at the end, with the rows written; may be nil.
	Progress func(done, all int)
}

// progressStep is how many rows lie between two looks at the context and two calls of Progress.
const progressStep = 2000

// WriteTo writes the rows of a result as the export says, in the result's order. It ends soon after the
// context does, with its error; what was written by then is incomplete.
func (e Request) WriteTo(ctx context.Context, w io.Writer, r *ledger.Result) error {
	rows, columns := e.Rows, e.Columns
	if rows == nil {
		rows = r.Order
	}
	if columns == nil {
		columns = r.Ledger.Columns()
	}
	out := bufio.NewWriterSize(w, 64<<10)
	form, err := e.form(r.Ledger, columns)
	if err != nil {
		return err
	}
	out.WriteString(form.head())
	var line []byte
	for i, row := range rows {
		if i%progressStep == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
			e.progress(i, len(rows))
		}
		line = form.row(line[:0], row, i)
		if _, err := out.Write(line); err != nil {
			return fmt.Errorf("export: %w", err)
		}
	}
	out.WriteString(form.tail(len(rows)))
	if err := out.Flush(); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	e.progress(len(rows), len(rows))
	return ctx.Err()
}

func (e Request) progress(done, all int) {
	if e.Progress != nil {
		e.Progress(done, all)
	}
}

// form writes one format.
type form interface {
	head() string
	row(b []byte, row int32, place int) []byte
	tail(rows int) string
}

func (e Request) form(l *ledger.Ledger, columns []ledger.Column) (form, error) {
	t := texts{l, e.Terminal}
	if d, ok := e.Format.dialect(); ok {
		return &csvForm{texts: t, csvDialect: d, columns: columns}, nil
	}
	switch e.Format {
	case JSON:
		return &jsonForm{texts: t, columns: columns}, nil
	case NDJSON:
		return &jsonForm{texts: t, columns: columns, jsonFrame: jsonFrame{lines: true}}, nil
	}
	return nil, fmt.Errorf("no export format %.20q; use csv, json or ndjson", string(e.Format))
}

// texts are a ledger's cells as text: for a terminal, or for a file.
type texts struct {
	l        *ledger.Ledger
	terminal bool
}

func (t texts) of(cell text.Text) string {
	if t.terminal {
		return cell.String()
	}
	return cell.ForFile()
}

// jsonFrame is what stands around objects: one array, or a line each.
type jsonFrame struct{ lines bool }

func (f jsonFrame) head() string {
	if f.lines {
		return ""
	}
	return "["
}

func (f jsonFrame) tail(objects int) string {
	switch {
	case f.lines:
		return ""
	case objects == 0:
		return "]\n"
	}
	return "\n]\n"
}

// open begins the object at a place, close ends it.
func (f jsonFrame) open(b []byte, place int) []byte {
	if !f.lines {
		if place > 0 {
			b = append(b, ',')
		}
		b = append(b, "\n  "...)
	}
	return append(b, '{')
}

func (f jsonFrame) close(b []byte) []byte {
	b = append(b, '}')
	if f.lines {
		b = append(b, '\n')
	}
	return b
}

// jsonForm writes objects with the columns' names: amounts as exact numbers, labels as a list, null where
// the bank gave nothing.
type jsonForm struct {
	texts
	columns []ledger.Column
	jsonFrame
}

func (f *jsonForm) row(b []byte, row int32, place int) []byte {
	b = f.open(b, place)
	for i, c := range f.columns {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(append(append(b, '"'), c.String()...), `":`...)
		b = f.value(b, row, c)
	}
	return f.close(b)
}

func (f *jsonForm) value(b []byte, row int32, c ledger.Column) []byte {
	if c.Numeric() {
		if b, ok := f.l.AppendMoney(b, row, c); ok {
			return b
		}
		return append(b, "null"...)
	}
	if c == ledger.ColLabels {
		b = append(b, '[')
		for i, label := range f.l.Labels(row) {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendJSONString(b, f.of(label))
		}
		return append(b, ']')
	}
	if c == ledger.ColUnread {
		return f.unread(b, row)
	}
	if s := f.of(f.l.Text(row, c)); s != "" {
		return appendJSONString(b, s)
	}
	return append(b, "null"...)
}

// unread lists the fields of a row that could not be read, with what stood there.
func (f *jsonForm) unread(b []byte, row int32) []byte {
	cells := f.l.Unread(row)
	if len(cells) == 0 {
		return append(b, "[]"...)
	}
	list, _ := json.Marshal(cells) // texts always marshal
	return append(b, list...)
}

func appendJSONString(b []byte, s string) []byte {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < 0x20 || c >= 0x7f || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' {
			quoted, _ := json.Marshal(s) // a string always marshals
			return append(b, quoted...)
		}
	}
	return append(append(append(b, '"'), s...), '"')
}
