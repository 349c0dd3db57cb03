package schemacmd

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/group"
	"aisdesk/aisclient/report"
	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/cmd/aisdesk/internal/schemacmd/schematest"
)

func TestSchemas(t *testing.T) {
	schematest.Hold(t, map[string]any{"error": cli.FailureReport{}, "report": report.Document{}, "tx": rowSchema(), "tx-groups": groupSchema()})
}

// A package of commands holds its schemas in its schemas_test.go: each schema is held by one.
func TestEverySchemaIsHeld(t *testing.T) {
	files, err := filepath.Glob("../*/schemas_test.go")
	if err != nil || len(files) < 10 {
		t.Fatal(files, err)
	}
	var held []string
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`"([a-z-]+)": +\w+`).FindAllSubmatch(regexp.MustCompile(`schematest\.Hold\(.*`).Find(b), -1) {
			held = append(held, string(m[1]))
		}
	}
	if slices.Sort(held); !slices.Equal(held, slices.Sorted(slices.Values(Names()))) {
		t.Errorf("held are %q of the schemas %q", held, Names())
	}
}

// rowSchema is that of a row of tx, which no Go type describes. With --columns only those columns are there.
func rowSchema() schematest.Schema {
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
	properties := schematest.Schema{}
	all := append(ledger.Columns(), ledger.ColCategory, ledger.ColConfidence, ledger.ColWhy, ledger.ColUnread, ledger.ColExcluded, ledger.ColWas, ledger.ColLost, ledger.ColPair, ledger.ColMaybe)
	for _, c := range all {
		s := schematest.Schema{"type": []string{"string", "null"}}
		switch {
		case c.Numeric():
			s = schematest.Schema{"type": []string{"number", "null"}}
		case c == ledger.ColLabels:
			s = schematest.Schema{"type": "array", "items": schematest.Schema{"type": "string"}}
		case c == ledger.ColUnread:
			s = schematest.Schema{"type": "array", "items": schematest.Of(reflect.TypeFor[aisclient.UnreadCell]())}
		}
		if about[c] != "" {
			s["description"] = about[c]
		}
		properties[c.String()] = s
	}
	return schematest.Schema{"type": "object", "properties": properties, "minProperties": 1}
}

// groupSchema is that of a line of tx --group, which no Go type describes either.
func groupSchema() schematest.Schema {
	properties := schematest.Schema{"level": schematest.Schema{"type": "number", "description": "1 for a group, 2 for a group within it; only with two groupings"}}
	for _, by := range group.Every() {
		properties[by.String()] = schematest.Schema{"type": []string{"string", "null"}}
	}
	properties["currency"] = schematest.Schema{"type": "string"}
	always := []string{"count", "booked", "in", "out", "net", "min", "max", "mean", "median", "unread"}
	for _, name := range append(always, "inPercent", "outPercent", "bookedWithoutActs", "inWithoutActs", "outWithoutActs", "netWithoutActs", "inPercentWithoutActs", "outPercentWithoutActs") {
		properties[name] = schematest.Schema{"type": []string{"number", "null"}}
	}
	return schematest.Schema{"type": "object", "properties": properties, "required": append([]string{"currency"}, always...)}
}
