package schemacmd

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
)

// compared are the forms whose fields have the same names, in the order of the columns of .github/FIELDS.md.
var compared = []string{"list", "show", "tx", "report", "import"}

// otherType are the fields whose name means a list or an object elsewhere, by the end of their paths, and why they have it all
// the same.
var otherType = []struct{ form, end, why string }{
	{"list", "counts.accounts", "a number below counts"},
	{"list", "counts.creditCards", "a number below counts"},
	{"list", "counts.owners", "a number below counts"},
	{"list", "counts.partial", "a number below counts"},
	{"list", "counts.unread", "a number below counts"},
	{"list", "counts.warnings", "a number below counts"},
	{"list", "case", "the id; a report describes the case"},
	{"list", "decision", "the outcome; a report describes the decision"},
	{"list", "lexicon", "its version; a report describes the lexicon"},
	{"import", "counts.accounts", "a number below counts"},
	{"import", "counts.creditCards", "a number below counts"},
	{"import", "counts.owners", "a number below counts"},
	{"import", "counts.partial", "a number below counts"},
	{"import", "counts.unread", "a number below counts"},
	{"import", "counts.warnings", "a number below counts"},
	{"import", "autoImport.months", "a number"},
	{"show", "owners", "people as the bank describes them, not names alone"},
	{"report", "leftOut[].account", "a place in accounts"},
	{"report", "gates[].accounts", "places in accounts"},
	{"report", "gates[].ask", "one question; a check may have several"},
	{"report", "quality[].balances", "a number"},
	{"report", "header.header", "the balance of a header"},
	{"report", "streams[].level", "an amount of money"},
	{"report", "streams[].months", "amounts; income has months with their days"},
	{"report", "notCounted[].possible", "whether a sum is possible"},
	{"report", "accounts[].rows", "a count, or rows themselves"},
	{"report", "quality[].rows", "a count"},
	{"report", "special[].rows", "a count"},
	{"report", "rows", "a count, or places of rows"},
	{"report", "breaks[].size", "an amount of money"},
	{"report", "quality[].source", "a place in accounts"},
	{"report", "periods[].theirs", "an amount of the provider"},
	{"report", "unread", "whether an answer was read, or places of rows"},
	{"report", "streams[].why", "several reasons"},
}

// hasOtherType reports whether a field stands in otherType, and marks the line.
func hasOtherType(form, path string, met map[int]bool) bool {
	for i, o := range otherType {
		if o.form == form && strings.HasSuffix("."+path, "."+o.end) {
			met[i] = true
			return true
		}
	}
	return false
}

// fieldTypes are the types of all fields of a schema, by their paths: accounts[].iban.
func fieldTypes(t *testing.T, name string) map[string]string {
	t.Helper()
	b, ok := Schema(name)
	var s map[string]any
	if err := json.Unmarshal(b, &s); !ok || err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	types := map[string]string{}
	addTypes(types, "", s)
	return types
}

func addTypes(to map[string]string, path string, s map[string]any) {
	properties, _ := s["properties"].(map[string]any)
	for name, p := range properties {
		p := p.(map[string]any)
		kind, below := typeOf(p), path+name
		if items, ok := p["items"].(map[string]any); ok {
			kind, p, below = kind+" of "+typeOf(items), items, below+"[]"
		}
		to[path+name] = kind
		addTypes(to, below+".", p)
	}
}

// typeOf is the type of a value that may also be null.
func typeOf(s map[string]any) string {
	if several, ok := s["type"].([]any); ok {
		return several[0].(string)
	}
	kind, _ := s["type"].(string)
	return kind
}

func lastName(path string) string { return path[strings.LastIndexByte(path, '.')+1:] }

// A program that reads a field of one command reads it in the same way from another: one name, one type.
func TestANameOfAFieldHasOneType(t *testing.T) {
	usual, of := map[string]string{}, map[string]string{}
	met := map[int]bool{}
	for _, form := range compared {
		types := fieldTypes(t, form)
		var paths []string
		for path := range types {
			paths = append(paths, path)
		}
		slices.Sort(paths)
		for _, path := range paths {
			at, name := form+" "+path, lastName(path)
			if name == "" {
				t.Errorf("%s: a field without a name", at)
			}
			if hasOtherType(form, path, met) {
				continue
			}
			if usual[name] == "" {
				usual[name], of[name] = types[path], at
			} else if usual[name] != types[path] {
				t.Errorf("%s is %s, and %s is %s", at, types[path], of[name], usual[name])
			}
		}
	}
	for i, o := range otherType {
		if !met[i] {
			t.Errorf("%s %s is no field any more, or stands in another line", o.form, o.end)
		}
	}
}

// The table for readers is true: each thing has one name and one type in every form that has it.
func TestOneThingHasOneName(t *testing.T) {
	b, err := os.ReadFile("../../../../.github/FIELDS.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(b), "|---|---|---|---|---|---|\n")
	table, _, _ = strings.Cut(table, "\n\n")
	things := strings.Split(table, "\n")
	if len(things) < 40 {
		t.Fatalf("the table has %d lines", len(things))
	}
	types := map[string]map[string]string{}
	for _, form := range compared {
		types[form] = fieldTypes(t, form)
	}
	for _, line := range things {
		cells := strings.Split(strings.Trim(line, "| "), "|")
		thing, name, kind := strings.TrimSpace(cells[0]), "", ""
		for i, cell := range cells[1:] {
			for path := range strings.SplitSeq(strings.TrimSpace(cell), ", ") {
				if path = strings.Trim(path, "`"); path == "" {
					continue
				}
				is, ok := types[compared[i]][path]
				if name == "" {
					name, kind = lastName(path), is
				}
				if !ok || lastName(path) != name || is != kind {
					t.Errorf("%s: %s of %s is %q, not %s, which is %s", thing, path, compared[i], is, name, kind)
				}
			}
		}
	}
}

// Amounts are JSON numbers in every form, exact as the bank wrote them.
func TestAmountsAreNumbersInEveryForm(t *testing.T) {
	for _, form := range Names() {
		for path, kind := range fieldTypes(t, form) {
			if name := lastName(path); (name == "amount" || name == "balance") && kind != "number" {
				t.Errorf("%s %s is %s", form, path, kind)
			}
		}
	}
}
