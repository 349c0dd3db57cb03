package config

import (
	"cmp"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/BurntSushi/toml"

	"aisdesk/aisclient/english"
)

// fitter reads a document into the types of the settings. What does not fit is left out and kept as a mistake, so that one
// hides no other.
type fitter struct {
	path     string // of the file
	lines    lines
	mistakes []error
}

func (f *fitter) wrong(at, format string, args ...any) bool {
	where := "config file " + f.path
	if n := f.lines.of(at); n > 0 {
		where += fmt.Sprintf(", line %d", n)
	}
	f.mistakes = append(f.mistakes, fmt.Errorf("%s: %s: %s", where, at, fmt.Sprintf(format, args...)))
	return false
}

// misfit is a value of another type than its setting's.
type misfit struct {
	at  string // the setting's path
	err error
}

func (m *misfit) Error() string { return m.err.Error() }
func (m *misfit) Unwrap() error { return m.err }

// misfit is wrong for a value of another type.
func (f *fitter) misfit(at string, v any, must string) bool {
	f.wrong(at, "%s stands here, it must be %s", kindOf(v), must)
	last := &f.mistakes[len(f.mistakes)-1]
	*last = &misfit{at, *last}
	return false
}

// fit reads a value; false where it is none of the type.
func (f *fitter) fit(at string, to reflect.Value, v any) bool {
	if own, ok := to.Addr().Interface().(toml.Unmarshaler); ok {
		if err := own.UnmarshalTOML(v); err != nil {
			return f.misfit(at, v, wanted(to.Type()))
		}
		return true
	}
	switch to.Kind() {
	case reflect.Pointer:
		one := reflect.New(to.Type().Elem())
		if !f.fit(at, one.Elem(), v) {
			return false
		}
		to.Set(one)
		return true
	case reflect.Struct, reflect.Map:
		table, ok := v.(map[string]any)
		if !ok {
			return f.misfit(at, v, "a table")
		}
		if to.Kind() == reflect.Map {
			return f.entries(at, to, table)
		}
		return f.table(at, to, table, nil)
	}
	if got := reflect.ValueOf(v); got.CanConvert(to.Type()) && (got.Kind() == to.Kind() || got.Kind() == reflect.Int64 && to.Kind() == reflect.Int) {
		to.Set(got.Convert(to.Type()))
		return true
	}
	return f.misfit(at, v, wanted(to.Type()))
}

// table reads a table into a struct. besides are names of it that are read elsewhere.
func (f *fitter) table(at string, to reflect.Value, in map[string]any, besides []string) bool {
	keys := keysOf(to.Interface())
	for _, name := range slices.Sorted(maps.Keys(in)) {
		i := slices.IndexFunc(keys, func(k string) bool { return strings.EqualFold(k, name) })
		path := strings.TrimPrefix(at+"."+name, ".")
		switch {
		case i >= 0:
			f.fit(path, to.Field(i), in[name]) // every field of a table has a key
		case !slices.Contains(besides, name):
			f.unknown(path, name, slices.Concat(keys, besides))
		}
	}
	return true
}

func (f *fitter) entries(at string, to reflect.Value, in map[string]any) bool {
	to.Set(reflect.MakeMap(to.Type()))
	for _, name := range slices.Sorted(maps.Keys(in)) {
		one := reflect.New(to.Type().Elem()).Elem()
		if f.fit(at+"."+name, one, in[name]) {
			to.SetMapIndex(reflect.ValueOf(name), one)
		}
	}
	return true
}

// unknown names a setting that does not exist, and those that do in its place.
func (f *fitter) unknown(at, name string, keys []string) bool {
	bare := plainKey(name)
	for _, k := range keys {
		if bare == plainKey(k) || len(bare) > 2 && strings.HasPrefix(k, bare) {
			return f.wrong(at, "there is no such setting. It is called %s here", k)
		}
	}
	if near := english.Nearest(name, keys); near != "" {
		return f.wrong(at, "there is no such setting, did you mean %s?", near)
	}
	return f.wrong(at, "there is no such setting. The settings here are: %s", strings.Join(keys, ", "))
}

// plainKey is a setting's name without what flags, files and other programs write differently: api-key, apiKey.
func plainKey(k string) string {
	return strings.ToLower(strings.NewReplacer("-", "", "_", "").Replace(k))
}

// wanted is what belongs somewhere, in the words of TOML.
func wanted(t reflect.Type) string {
	switch {
	case t == reflect.TypeFor[written]():
		return "a date such as 2026-01-31, or a period such as \"1y\""
	case t == reflect.TypeFor[style]():
		return "a colour in quotes or a number"
	case t.Kind() == reflect.Bool:
		return "true or false, without quotes"
	case t.Kind() == reflect.Int:
		return "a whole number, without quotes"
	}
	return `a text in quotes: "..."`
}

// kindOf names what stands somewhere, in the words of TOML. A text may be a secret in the wrong place, and is not repeated.
func kindOf(v any) string {
	switch x := v.(type) {
	case string:
		return "a text"
	case bool:
		return fmt.Sprint(x)
	case int64, float64:
		return fmt.Sprintf("the number %v", x)
	case time.Time:
		return "the date " + x.Format(time.DateOnly)
	case map[string]any:
		return "a table"
	}
	return "a list"
}

// lines are the lines, from 1, on which the settings of a file stand, by their paths: profile.a.widget.locale.
type lines map[string]int

// linesOf follows the headings and names of a document. What stands in a table on one line has the table's.
func linesOf(document string) lines {
	l, at := lines{}, ""
	for i, raw := range strings.Split(document, "\n") {
		s := strings.TrimSpace(raw)
		name, _, isKey := strings.Cut(s, "=")
		switch {
		case strings.HasPrefix(s, "["):
			at, _, _ = strings.Cut(strings.TrimLeft(s, "["), "]")
			at = unquoted(at)
			l[at] = i + 1
		case isKey && !strings.HasPrefix(s, "#"):
			path := strings.TrimPrefix(at+"."+unquoted(name), ".")
			l[path] = cmp.Or(l[path], i+1)
		}
	}
	return l
}

// unquoted is a path without quotes and blanks around its names.
func unquoted(path string) string {
	names := strings.Split(path, ".")
	for i, n := range names {
		names[i] = strings.Trim(strings.TrimSpace(n), `"'`)
	}
	return strings.Join(names, ".")
}

// of is the line of a setting, or of the nearest table around it; 0 for none.
func (l lines) of(path string) int {
	for path != "" {
		if n, ok := l[path]; ok {
			return n
		}
		path = path[:max(0, strings.LastIndexByte(path, '.'))]
	}
	return 0
}
