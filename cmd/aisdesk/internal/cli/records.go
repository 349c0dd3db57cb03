package cli

import (
	"bytes"
	"context"
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"aisdesk/aisclient/ledger/export"
)

// sheetOf makes lines of cells of records: a column for each field, and one for each field of a struct within, named
// "counts.accounts".
func sheetOf(v any) *export.Sheet {
	list := reflect.ValueOf(v)
	if list.Kind() != reflect.Slice {
		one := reflect.MakeSlice(reflect.SliceOf(list.Type()), 1, 1)
		one.Index(0).Set(list)
		list = one
	}
	record := list.Type().Elem()
	if record.Kind() == reflect.Pointer {
		record = record.Elem()
	}
	fields := fieldsOf(record, "", nil, nil)
	sheet := &export.Sheet{Lines: list.Len(), Columns: make([]export.SheetColumn, len(fields))}
	for i, f := range fields {
		sheet.Columns[i] = export.SheetColumn{Name: f.name, Numeric: f.numeric}
	}
	sheet.Line = func(_ context.Context, line int, cells []string) error {
		for i, f := range fields {
			s, err := f.cell(list.Index(line))
			if err != nil {
				return fmt.Errorf("writing the result: %w", err)
			}
			cells[i] = s
		}
		return nil
	}
	return sheet
}

// field is a field of a record that is one cell.
type field struct {
	name    string
	index   []int
	numeric bool
	omits   []bool // along the index: the JSON leaves out what is zero. What is not said to be true is still "false" here
}

// One of these makes a plain value of a struct.
var jsonMarshaler, textMarshaler = reflect.TypeFor[json.Marshaler](), reflect.TypeFor[encoding.TextMarshaler]()

func fieldsOf(t reflect.Type, prefix string, path []int, omits []bool) (out []field) {
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if !f.IsExported() && !f.Anonymous || name == "-" {
			continue
		}
		inner := f.Type
		if inner.Kind() == reflect.Pointer {
			inner = inner.Elem()
		}
		omit := strings.Contains(options, "omitzero") || strings.Contains(options, "omitempty") && inner.Kind() != reflect.Struct
		index, omitted := append(slices.Clone(path), i), append(slices.Clone(omits), omit && inner.Kind() != reflect.Bool)
		plain := inner.Implements(jsonMarshaler) || inner.Implements(textMarshaler)
		switch {
		case f.Anonymous && name == "" && inner.Kind() == reflect.Struct:
			out = append(out, fieldsOf(inner, prefix, index, omitted)...)
		case inner.Kind() == reflect.Struct && !plain:
			out = append(out, fieldsOf(inner, prefix+name+".", index, omitted)...)
		default:
			out = append(out, field{prefix + name, index, inner.Kind() >= reflect.Int && inner.Kind() <= reflect.Float64, omitted})
		}
	}
	return out
}

// cell is the field of a record as its JSON writes it, without quotes; nothing where it is left out or null. A list is its
// values with commas between, as the labels of a row are; one of objects is its JSON.
func (f field) cell(record reflect.Value) (string, error) {
	for at, i := range f.index {
		for record.Kind() == reflect.Pointer {
			if record.IsNil() {
				return "", nil
			}
			record = record.Elem()
		}
		if record = record.Field(i); f.omits[at] && record.IsZero() {
			return "", nil
		}
	}
	b, err := json.Marshal(record.Interface())
	if err != nil || string(b) == "null" {
		return "", err
	}
	if bytes.HasPrefix(b, []byte{'['}) {
		return listCell(b)
	}
	return plainCell(b)
}

// plainCell is a value of JSON that is no list.
func plainCell(b []byte) (s string, err error) {
	if !bytes.HasPrefix(b, []byte{'"'}) {
		return string(b), nil
	}
	err = json.Unmarshal(b, &s)
	return s, err
}

// listCell is a list of JSON as one cell.
func listCell(b []byte) (string, error) {
	var list []json.RawMessage
	if err := json.Unmarshal(b, &list); err != nil {
		return "", err
	}
	cells := make([]string, len(list))
	for i, value := range list {
		if value[0] == '{' || value[0] == '[' {
			return string(b), nil
		}
		s, err := plainCell(value)
		if err != nil {
			return "", err
		}
		cells[i] = s
	}
	return strings.Join(cells, ", "), nil
}
