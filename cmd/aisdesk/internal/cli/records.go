package cli

import (
	"bytes"
	"context"
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"aisdesk/aisclient/ledger/export"
)

// sheetOf makes lines of cells of records: a column for each field that is a plain value, one for each such field of a
// struct within, named "counts.accounts". Lists are left to JSON.
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
	fields := fieldsOf(record, "", nil)
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

// field is a plain field of a record.
type field struct {
	name    string
	index   []int
	numeric bool
}

// One of these makes a plain value of a struct.
var jsonMarshaler, textMarshaler = reflect.TypeFor[json.Marshaler](), reflect.TypeFor[encoding.TextMarshaler]()

func fieldsOf(t reflect.Type, prefix string, path []int) (out []field) {
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if !f.IsExported() && !f.Anonymous || name == "-" {
			continue
		}
		index := append(append([]int{}, path...), i)
		inner := f.Type
		if inner.Kind() == reflect.Pointer {
			inner = inner.Elem()
		}
		plain := inner.Implements(jsonMarshaler) || inner.Implements(textMarshaler)
		switch {
		case f.Anonymous && name == "" && inner.Kind() == reflect.Struct:
			out = append(out, fieldsOf(inner, prefix, index)...)
		case inner.Kind() == reflect.Struct && !plain:
			out = append(out, fieldsOf(inner, prefix+name+".", index)...)
		case inner.Kind() != reflect.Slice && inner.Kind() != reflect.Map:
			out = append(out, field{prefix + name, index, inner.Kind() >= reflect.Int && inner.Kind() <= reflect.Float64})
		}
	}
	return out
}

// cell is the field of a record as its JSON writes it, without quotes; nothing where it is left out or null.
func (f field) cell(record reflect.Value) (string, error) {
	for _, i := range f.index {
		for record.Kind() == reflect.Pointer {
			if record.IsNil() {
				return "", nil
			}
			record = record.Elem()
		}
		record = record.Field(i)
	}
	b, err := json.Marshal(record.Interface())
	if err != nil || string(b) == "null" {
		return "", err
	}
	if bytes.HasPrefix(b, []byte{'"'}) {
		var s string
		err := json.Unmarshal(b, &s)
		return s, err
	}
	return string(b), nil
}
