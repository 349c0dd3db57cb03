package schemacmd

import (
	"bytes"
	"encoding"
	"encoding/json"
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/group"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/archivecmd"
	"aisdesk/cmd/aisdesk/internal/casecmd"
	"aisdesk/cmd/aisdesk/internal/certifycmd"
	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/cmd/aisdesk/internal/comparecmd"
	"aisdesk/cmd/aisdesk/internal/datacmd"
	"aisdesk/cmd/aisdesk/internal/doctorcmd"
	"aisdesk/cmd/aisdesk/internal/helpcmd"
	"aisdesk/cmd/aisdesk/internal/importcmd"
	"aisdesk/cmd/aisdesk/internal/lexiconcmd"
	"aisdesk/cmd/aisdesk/internal/portfoliocmd"
	"aisdesk/cmd/aisdesk/internal/providercmd"
	"aisdesk/cmd/aisdesk/internal/sandboxcmd"
	"aisdesk/cmd/aisdesk/internal/teamcmd"
	"aisdesk/localserver/sandbox"
)

var update = flag.Bool("update", false, "write the schemas anew")

// versions are those of the forms; a form that is not here has version 1.
var versions = map[string]int{}

func outputs() map[string]any {
	all := map[string]any{"error": cli.FailureReport{}, "report": report.Document{}}
	for _, some := range []map[string]any{
		archivecmd.Outputs(),
		casecmd.Outputs(),
		certifycmd.Outputs(),
		comparecmd.Outputs(),
		datacmd.Outputs(),
		doctorcmd.Outputs(),
		helpcmd.Outputs(),
		importcmd.Outputs(),
		lexiconcmd.Outputs(),
		portfoliocmd.Outputs(),
		providercmd.Outputs(),
		sandboxcmd.Outputs(),
		teamcmd.Outputs(),
	} {
		maps.Copy(all, some)
	}
	return all
}

// The schemas in the binary are those of the types that the commands print; a field that was added, dropped or renamed shows
// here, and is then to be thought about: does the version rise?
func TestSchemasAreThoseOfTheTypes(t *testing.T) {
	want := map[string]schema{"tx": rowSchema(), "tx-groups": groupSchema()}
	for name, v := range outputs() {
		want[name] = schemaOf(reflect.TypeOf(v))
	}
	answers := schema{}
	for name, of := range sandbox.Answers() {
		answers[name] = schemaOf(of)
	}
	want["control-api"]["$defs"] = answers
	for name, s := range want {
		version := max(1, versions[name])
		s["$schema"], s["$id"] = "https://json-schema.org/draft/2020-12/schema", "urn:aisdesk:schema:"+name+":"+string(rune('0'+version))
		s["title"] = "What aisdesk prints as JSON: " + name
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		if err := e.Encode(s); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join("schemas", name+".json")
		if *update {
			if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if got, _ := os.ReadFile(file); !bytes.Equal(got, b.Bytes()) {
			t.Errorf("%s is not what the types say; go test -update writes it", file)
		}
	}
	if got := Names(); len(got) != len(want) {
		t.Errorf("%d schemas for %d outputs: %q", len(got), len(want), got)
	}
}

type schema map[string]any

// rowSchema is that of a row of tx, which no Go type describes. With --columns only those columns are there.
func rowSchema() schema {
	about := map[ledger.Column]string{ledger.ColDate: "booking date, or transaction date where there is none", ledger.ColTransactionOn: "day of the movement",
		ledger.ColAmount: "negative is outgoing; null where it could not be read", ledger.ColBalance: "balance after the row, where the bank gave it",
		ledger.ColPartyIBAN: "account of the counterparty", ledger.ColKind: "kind of transaction in the bank's words", ledger.ColAccount: "name of the own account or card",
		ledger.ColAccountIBAN: "number of the own account", ledger.ColID: "beginning of the reply's SHA-256 and the row's place in the reply: the same for ever",
		ledger.ColCategory: "one of a closed list", ledger.ColConfidence: "low, medium or high", ledger.ColWhy: "the stage that decided the category, and its entry or label",
		ledger.ColUnread:   "fields that could not be read, as the bank wrote them; only where a reply has some",
		ledger.ColLost:     "elements of the reply that could not be read, with the rows in them; only where a reply has some, then the same in every row",
		ledger.ColExcluded: "why a person took the row out of all sums, with the author; only where people acted on rows",
		ledger.ColWas:      "the category before a person gave another, whose reason and author are in why; only where people acted on rows",
		ledger.ColPair:     "rowId of the other row of a transfer between accounts of a case; only where a case has some",
		ledger.ColMaybe:    "rowIds of which one may be the other row of such a transfer, which is not taken: joined with commas"}
	properties := schema{}
	all := append(ledger.Columns(), ledger.ColCategory, ledger.ColConfidence, ledger.ColWhy, ledger.ColUnread, ledger.ColExcluded, ledger.ColWas, ledger.ColLost, ledger.ColPair, ledger.ColMaybe)
	for _, c := range all {
		s := schema{"type": []string{"string", "null"}}
		switch {
		case c.Numeric():
			s = schema{"type": []string{"number", "null"}}
		case c == ledger.ColLabels:
			s = schema{"type": "array", "items": schema{"type": "string"}}
		case c == ledger.ColUnread:
			s = schema{"type": "array", "items": schemaOf(reflect.TypeFor[aisclient.UnreadCell]())}
		}
		if about[c] != "" {
			s["description"] = about[c]
		}
		properties[c.String()] = s
	}
	return schema{"type": "object", "properties": properties, "minProperties": 1}
}

// groupSchema is that of a line of tx --group, which no Go type describes either.
func groupSchema() schema {
	properties := schema{"level": schema{"type": "number", "description": "1 for a group, 2 for a group within it; only with two groupings"}}
	for _, by := range group.Every() {
		properties[by.String()] = schema{"type": []string{"string", "null"}}
	}
	properties["currency"] = schema{"type": "string"}
	always := []string{"count", "booked", "in", "out", "net", "min", "max", "mean", "median", "unread"}
	for _, name := range append(always, "inPercent", "outPercent", "bookedWithoutActs", "inWithoutActs", "outWithoutActs", "netWithoutActs", "inPercentWithoutActs", "outPercentWithoutActs") {
		properties[name] = schema{"type": []string{"number", "null"}}
	}
	return schema{"type": "object", "properties": properties, "required": append([]string{"currency"}, always...)}
}

var special = map[reflect.Type]schema{
	reflect.TypeFor[aisclient.Amount](): {"type": "number", "description": "exact decimal with two to four decimals"},
	reflect.TypeFor[aisclient.Date]():   {"type": "string", "description": "YYYY-MM-DD"},
	reflect.TypeFor[text.Text]():        {"type": "string"},
	reflect.TypeFor[time.Time]():        {"type": "string", "format": "date-time"},
}

// schemaOf describes a type as encoding/json writes it.
func schemaOf(t reflect.Type) schema {
	if s, ok := special[t]; ok {
		return maps.Clone(s)
	}
	switch {
	case t.Kind() == reflect.Pointer:
		return schemaOf(t.Elem())
	case t.Implements(reflect.TypeFor[encoding.TextMarshaler]()), t.Kind() == reflect.String:
		return schema{"type": "string"}
	}
	switch t.Kind() {
	case reflect.Bool:
		return schema{"type": "boolean"}
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			return schema{"type": "string", "contentEncoding": "base64"}
		}
		return schema{"type": []string{"array", "null"}, "items": schemaOf(t.Elem())}
	case reflect.Map:
		return schema{"type": "object", "additionalProperties": schemaOf(t.Elem())}
	case reflect.Struct:
		return structSchema(t)
	case reflect.Float32, reflect.Float64:
		return schema{"type": "number"}
	}
	return schema{"type": "integer"}
}

func structSchema(t reflect.Type) schema {
	properties, required := schema{}, []string{}
	docs := commentsOf(t)
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "-" || !f.IsExported() && !f.Anonymous {
			continue
		}
		if f.Anonymous && name == "" {
			inner := schemaOf(f.Type)
			maps.Copy(properties, inner["properties"].(schema))
			required = append(required, inner["required"].([]string)...)
			continue
		}
		if name == "" {
			name = f.Name
		}
		s := schemaOf(f.Type)
		if doc := docs[f.Name]; doc != "" {
			s["description"] = doc
		}
		properties[name] = s
		if !strings.Contains(options, "omit") {
			required = append(required, name)
		}
	}
	return schema{"type": "object", "properties": properties, "required": required}
}

// commentsOf are the comments of a struct's fields in its source.
func commentsOf(t reflect.Type) map[string]string {
	out := map[string]string{}
	dir := filepath.Join("../../../..", strings.TrimPrefix(t.PkgPath(), "aisdesk"))
	files, _ := filepath.Glob(filepath.Join(dir, "*.go"))
	for _, file := range files {
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments)
		if err != nil {
			continue
		}
		ast.Inspect(f, func(n ast.Node) bool {
			spec, ok := n.(*ast.TypeSpec)
			if !ok || spec.Name.Name != t.Name() {
				return true
			}
			if s, ok := spec.Type.(*ast.StructType); ok {
				for _, field := range s.Fields.List {
					doc := strings.Join(strings.Fields(field.Doc.Text()+field.Comment.Text()), " ")
					for _, name := range field.Names {
						out[name.Name] = doc
					}
				}
			}
			return false
		})
	}
	return out
}
