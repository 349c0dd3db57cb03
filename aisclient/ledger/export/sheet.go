package export

import (
	"bufio"
	"context"
	"fmt"
	"io"

	"aisdesk/aisclient/text"
)

// Sheet is a table for export that is not made of rows: what a grouping comes to.
type Sheet struct {
	Columns []SheetColumn
	Lines   int
	// Line writes the cells of a line into cells, which has one for each column: numbers as 12.34, nothing as "".
	Line func(ctx context.Context, line int, cells []string) error
	// Terminal says as Request.Terminal that it goes to one.
	Terminal bool
}

// SheetColumn is a column of a sheet.
type SheetColumn struct {
	Name    string
	Numeric bool // written as a number, not as a text
}

// WriteTo writes the sheet in the form of the formats, calling progress, which may be nil, now and then with
// the lines written. It ends soon after the context does, with its error.
func (s Sheet) WriteTo(ctx context.Context, w io.Writer, f Format, progress func(done, all int)) error {
	dialect, csv := f.dialect()
	if _, err := ParseFormat(string(f)); err != nil && !csv {
		return err
	}
	e := Request{Format: f, Progress: progress}
	form := &sheetForm{sheet: s, csv: csv, csvDialect: dialect, jsonFrame: jsonFrame{lines: f == NDJSON}}
	out := bufio.NewWriterSize(w, 64<<10)
	out.WriteString(form.head())
	cells := make([]string, len(s.Columns))
	var b []byte
	for i := range s.Lines {
		if i%progressStep == 0 {
			e.progress(i, s.Lines)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := s.Line(ctx, i, cells); err != nil {
			return err
		}
		if s.Terminal {
			for k, c := range cells {
				cells[k] = text.Clean(c).String()
			}
		}
		b = form.line(b[:0], cells, i)
		if _, err := out.Write(b); err != nil {
			return fmt.Errorf("export: %w", err)
		}
	}
	if !form.csv {
		out.WriteString(form.tail(s.Lines))
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	e.progress(s.Lines, s.Lines)
	return ctx.Err()
}

// sheetForm writes the lines of a sheet in one format.
type sheetForm struct {
	sheet Sheet
	csv   bool
	csvDialect
	jsonFrame
}

func (f *sheetForm) head() string {
	if !f.csv {
		return f.jsonFrame.head()
	}
	names := make([]string, len(f.sheet.Columns))
	for i, c := range f.sheet.Columns {
		names[i] = c.Name
	}
	return f.names(names)
}

func (f *sheetForm) line(b []byte, cells []string, place int) []byte {
	if f.csv {
		return f.csvLine(b, cells)
	}
	b = f.open(b, place)
	for i, c := range f.sheet.Columns {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(append(append(b, '"'), c.Name...), `":`...)
		switch {
		case cells[i] == "":
			b = append(b, "null"...)
		case c.Numeric:
			b = append(b, cells[i]...)
		default:
			b = appendJSONString(b, cells[i])
		}
	}
	return f.close(b)
}

func (f *sheetForm) csvLine(b []byte, cells []string) []byte {
	for i, c := range f.sheet.Columns {
		b = f.next(b, i)
		if c.Numeric {
			b = f.number(b, []byte(cells[i]))
		} else {
			b = f.csvDialect.text(b, cells[i])
		}
	}
	return append(b, f.csvDialect.end...)
}
