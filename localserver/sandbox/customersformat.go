package sandbox

import (
	_ "embed"
	"reflect"
	"strings"

	"aisdesk/localserver/sandbox/bank"
)

//go:embed README.md
var readme string

// CustomersFormat describes a file of customers: the part of the README about it, and the fields of each of its tables.
func CustomersFormat() string {
	_, s, _ := strings.Cut(readme, "## Customers of your own\n\n")
	s, _, _ = strings.Cut(s, "The whole schema is")
	var b strings.Builder
	b.WriteString(s + "Fields; doc.go and spec.go of package localserver/sandbox/bank say what each means:\n")
	listFields(&b, "", reflect.TypeFor[bank.Spec]())
	return b.String()
}

// listFields writes a line for a table, then those of the tables in it.
func listFields(b *strings.Builder, path string, t reflect.Type) {
	var names []string
	tables := map[string]reflect.Type{}
	for i := range t.NumField() {
		name, of := t.Field(i).Tag.Get("toml"), t.Field(i).Type
		switch {
		case name == "":
		case of.Kind() == reflect.Slice && of.Elem().Kind() == reflect.Struct:
			tables[name] = of.Elem()
		default:
			names = append(names, name)
		}
	}
	if path != "" {
		b.WriteString("  [[" + path + "]]  " + strings.Join(names, ", ") + "\n")
	}
	for i := range t.NumField() {
		name := t.Field(i).Tag.Get("toml")
		if of, ok := tables[name]; ok {
			listFields(b, strings.TrimPrefix(path+"."+name, "."), of)
		}
	}
}
