package bank

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"time"
)

// decode reads a document into spec. What does not fit is left out and returned, each with its place, as is what of the document
// hides no other mistake; the error is that of a document that cannot be read at all. given are the paths of what stands there.
func decode(data []byte, isJSON bool, spec *Spec, at lines) (given map[string]bool, problems []error, err error) {
	doc, problems, err := document(data, isJSON)
	if err != nil {
		return nil, nil, err
	}
	f := &fitter{at: at, json: isJSON, given: map[string]bool{}, problems: problems}
	clean, err := json.Marshal(f.fit("", reflect.TypeFor[Spec](), doc))
	if err == nil {
		err = json.Unmarshal(clean, spec)
	}
	return f.given, f.problems, err
}

// document reads TOML or JSON as maps, lists and plain values. The problems are those after which the rest could be read.
func document(data []byte, isJSON bool) (doc map[string]any, problems []error, err error) {
	if isJSON {
		return decodeJSON(data)
	}
	return decodeTOML(data)
}

func decodeJSON(data []byte) (doc map[string]any, problems []error, err error) {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	doc = map[string]any{}
	err = dec.Decode(&doc)
	if err == nil {
		if end := dec.InputOffset(); len(bytes.TrimSpace(data[end:])) > 0 {
			problems = append(problems, &fieldError{Line: lineAt(data, int64(len(data)-len(bytes.TrimLeft(data[end:], " \t\r\n")))), What: "text after the end of the document"})
		}
		return doc, problems, nil
	}
	if se, ok := errors.AsType[*json.SyntaxError](err); ok {
		return nil, nil, &fieldError{Line: lineAt(data, se.Offset), What: se.Error()}
	}
	if te, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return nil, nil, &fieldError{Line: lineAt(data, te.Offset), What: "a JSON " + te.Value + " does not fit here: the document is an object with the field customer"}
	}
	switch err {
	case io.ErrUnexpectedEOF:
		return nil, nil, &fieldError{Line: lineAt(data, int64(len(data))), What: "the document ends in the middle"}
	case io.EOF:
		return nil, nil, &fieldError{Line: 1, What: "the document is empty"}
	}
	return nil, nil, &fieldError{Line: lineAt(data, dec.InputOffset()), What: err.Error()}
}

// fitter compares a document with the types of Spec.
type fitter struct {
	at       lines
	json     bool
	given    map[string]bool // paths of what stands there
	problems []error
}

func (f *fitter) fail(path, format string, args ...any) any {
	f.problems = append(f.problems, &fieldError{Line: f.at.of(path), Field: path, What: fmt.Sprintf(format, args...)})
	return nil
}

// fit is a value without what does not fit the type; nil where nothing of it does.
func (f *fitter) fit(path string, t reflect.Type, v any) any {
	if v == nil {
		return nil // null of JSON is a field that is left out
	}
	f.given[path] = true
	switch t.Kind() {
	case reflect.Struct:
		return f.table(path, t, v)
	case reflect.Slice:
		return f.list(path, t, v)
	case reflect.Map:
		return f.entries(path, t, v)
	}
	switch x := v.(type) {
	case string:
		if t.Kind() == reflect.String {
			return x
		}
	case bool:
		if t.Kind() == reflect.Bool {
			return x
		}
	case time.Time: // TOML has dates; here they are texts
		if t.Kind() == reflect.String {
			return x.Format(time.DateOnly)
		}
	case int64, float64, json.Number:
		if n, ok := numberFor(t, x); ok {
			return n
		}
	}
	return f.fail(path, "%s stands here, it must be %s", f.kindOf(v), f.wanted(t))
}

// numberFor is a number as one of the type, if it is one.
func numberFor(t reflect.Type, v any) (json.Number, bool) {
	s := fmt.Sprint(v)
	switch t.Kind() {
	case reflect.Int:
		return json.Number(s), !strings.ContainsAny(s, ".eEIN")
	case reflect.Float64:
		return json.Number(s), !strings.ContainsAny(s, "IN") // no infinity, no NaN
	}
	return "", false
}

func (f *fitter) table(path string, t reflect.Type, v any) any {
	in, ok := v.(map[string]any)
	if !ok {
		return f.fail(path, "%s stands here, it must be a table", f.kindOf(v))
	}
	fields := map[string]reflect.Type{}
	var names []string
	for i := range t.NumField() {
		if name := t.Field(i).Tag.Get("json"); name != "" {
			fields[name], names = t.Field(i).Type, append(names, name)
		}
	}
	out := map[string]any{}
	for _, name := range sortedKeys(in) {
		at := strings.TrimPrefix(path+"."+name, ".")
		if fields[name] == nil {
			f.fail(at, "this field is not known; there are %s", strings.Join(names, ", "))
			continue
		}
		if fit := f.fit(at, fields[name], in[name]); fit != nil {
			out[name] = fit
		}
	}
	return out
}

func (f *fitter) list(path string, t reflect.Type, v any) any {
	list := reflect.ValueOf(v)
	if list.Kind() != reflect.Slice {
		return f.fail(path, "%s stands here, it must be %s", f.kindOf(v), f.wanted(t))
	}
	out := []any{}
	for i := range list.Len() {
		one := f.fit(fmt.Sprintf("%s[%d]", path, i), t.Elem(), list.Index(i).Interface())
		if one == nil {
			return nil // what follows would lose its place
		}
		out = append(out, one)
	}
	return out
}

func (f *fitter) entries(path string, t reflect.Type, v any) any {
	in, ok := v.(map[string]any)
	if !ok {
		return f.fail(path, "%s stands here, it must be %s", f.kindOf(v), f.wanted(t))
	}
	out := map[string]any{}
	for _, name := range sortedKeys(in) {
		if one := f.fit(path+"."+name, t.Elem(), in[name]); one != nil {
			out[name] = one
		}
	}
	return out
}

func sortedKeys(m map[string]any) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// wanted is what belongs somewhere, in the words of the format.
func (f *fitter) wanted(t reflect.Type) string {
	table := "a table"
	if f.json {
		table = "an object"
	}
	switch t.Kind() {
	case reflect.String:
		return `a text in quotes: "..."`
	case reflect.Bool:
		return "true or false, without quotes"
	case reflect.Int:
		return "a whole number, without quotes"
	case reflect.Float64:
		return "a number, without quotes"
	case reflect.Map:
		return table + " of numbers"
	case reflect.Struct:
		return table
	}
	if t.Elem().Kind() == reflect.Struct {
		return "a list of " + strings.TrimPrefix(strings.TrimPrefix(table, "an "), "a ") + "s"
	}
	return "a list: [...], each " + f.wanted(t.Elem())
}

// kindOf names what stands somewhere, in the words of the format.
func (f *fitter) kindOf(v any) string {
	switch x := v.(type) {
	case string:
		return fmt.Sprintf("the text %.40q", x)
	case bool:
		return fmt.Sprintf("%v", x)
	case int64, float64, json.Number:
		return fmt.Sprintf("the number %v", x)
	case time.Time:
		return "the date " + x.Format(time.DateOnly)
	case map[string]any:
		return cmp.Or(map[bool]string{true: "an object"}[f.json], "a table")
	}
	return "a list"
}
