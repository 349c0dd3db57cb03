package sandbox

import (
	_ "embed"
	"fmt"
	"reflect"
	"strings"

	"aisdesk/localserver/sandbox/bank"
)

//go:embed README.md
var readme string

// CustomersFormat describes a file of customers: the part of the README about it, each field of each of its tables, and the classes
// that flows and habits can have.
func CustomersFormat() string {
	_, s, _ := strings.Cut(readme, "## Customers of your own\n\n")
	s, _, _ = strings.Cut(s, "`aisdesk help customers` says")
	var b strings.Builder
	b.WriteString(s + "Texts stand in quotes, amounts and days too; numbers, true and false do not. The fields:\n")
	describe(&b, "", reflect.TypeFor[bank.Spec](), "")
	b.WriteString("\nThe classes of flows and habits:")
	line := " "
	for _, name := range bank.Classes() {
		if len(line)+len(name) > 110 {
			b.WriteString("\n" + line)
			line = " "
		}
		line += " " + name + ","
	}
	b.WriteString("\n" + strings.TrimSuffix(line, ","))
	return b.String() + "\n"
}

// kinds are the kinds of values in words.
var kinds = map[reflect.Kind]string{reflect.String: "text", reflect.Bool: "true/false", reflect.Int: "integer", reflect.Float64: "number", reflect.Slice: "list", reflect.Map: "table"}

// describe writes a table with its fields, then the tables in it.
func describe(b *strings.Builder, path string, t reflect.Type, about string) {
	if path != "" {
		fmt.Fprintf(b, "\n[[%s]]  %s\n", path, about)
	}
	type table struct {
		path, about string
		of          reflect.Type
	}
	var tables []table
	for f := range t.Fields() {
		name, of := f.Tag.Get("toml"), f.Type
		switch {
		case name == "":
		case of.Kind() == reflect.Slice && of.Elem().Kind() == reflect.Struct:
			tables = append(tables, table{strings.TrimPrefix(path+"."+name, "."), f.Tag.Get("about"), of.Elem()})
		default:
			fmt.Fprintf(b, "  %-16s %-11s %s\n", name, kinds[of.Kind()], f.Tag.Get("about"))
		}
	}
	for _, x := range tables {
		describe(b, x.path, x.of, x.about)
	}
}
