package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"aisdesk/cmd/aisdesk/internal/schemacmd"
)

// strictSchema is a schema of the binary that refuses what it does not name.
func strictSchema(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	file, _, _ := strings.Cut(name, "#") // what follows is a place in it
	b, ok := schemacmd.Schema(file)
	if !ok {
		t.Fatalf("there is no schema %s", file)
	}
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(b)))
	if err != nil {
		t.Fatal(err)
	}
	closeObjects(doc)
	c := jsonschema.NewCompiler()
	if err := c.AddResource(file, doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(name)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func closeObjects(v any) {
	switch x := v.(type) {
	case map[string]any:
		if _, ok := x["properties"].(map[string]any); ok && x["type"] == "object" {
			x["additionalProperties"] = false
		}
		for _, inner := range x {
			closeObjects(inner)
		}
	case []any:
		for _, inner := range x {
			closeObjects(inner)
		}
	}
}

// fits checks each line of NDJSON against a schema, and that there are some.
func fits(t *testing.T, name, output string) {
	t.Helper()
	s, n := strictSchema(t, name), 0
	for line := range strings.Lines(output) {
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(line))
		if err != nil {
			t.Fatalf("%s: %v\n%s", name, err, line)
		}
		if err := s.Validate(v); err != nil {
			t.Errorf("%s: %v\n%s", name, err, line)
		}
		n++
	}
	if n == 0 {
		t.Errorf("%s: nothing was printed", name)
	}
}

// eachFits checks each element of an array of JSON against a schema, and that there are some.
func eachFits(t *testing.T, name, output string) {
	t.Helper()
	var all []json.RawMessage
	if err := json.Unmarshal([]byte(output), &all); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, output)
	}
	lines := ""
	for _, one := range all {
		lines += strings.ReplaceAll(string(one), "\n", " ") + "\n"
	}
	fits(t, name, lines)
}

func TestTheSchemasFitWhatIsPrinted(t *testing.T) {
	d := newDesk(t)
	d.imported("--login", "multi")
	whole, unread := d.imported().ID, caseFile("d02-zeros")
	report := []string{"--name", "Maria Sochacka", "--income", "1000PLN", "--without", "gambling", "--employer", "Zakłady"}
	for name, lines := range map[string][][]string{
		"list":          {{"list", "--format", "ndjson"}},
		"show":          {{"show", whole, "--json"}, {"show", unread, "--json"}, {"show", caseFile("j04-null"), "--json"}},
		"tx":            {{"tx", whole, "--format", "ndjson"}, {"tx", unread, "--format", "ndjson"}, {"tx", whole, "--format", "ndjson", "--columns", "date,rowId"}},
		"tx-groups":     {{"tx", whole, "--group", "month", "--format", "ndjson"}, {"tx", whole, "--group", "category,label", "--format", "ndjson"}, {"tx", unread, "--group", "currency", "--format", "ndjson"}},
		"report":        {append([]string{"report", whole, "--format", "json"}, report...), {"report", unread, "--format", "json"}},
		"import":        {{"import", "--env", "sandbox", "--login", "test1", "--speed", "50", "--json"}, {"import", "--env", "sandbox", "--login", "test1", "--scenario", "import-error", "--json", "--speed", "50"}, {"import", "--env", "sandbox", "--login", "test1", "--auto-import", "3", "--json"}},
		"lexicon-check": {{"lexicon", "check", "--json"}},
		"lexicon-diff":  {{"lexicon", "diff", whole, "--json"}},
		"diff-accounts": {{"diff", whole, unread, "--format", "ndjson"}},
		"scenarios":     {{"sandbox", "--list-scenarios", "--format", "ndjson"}},
		"customers":     {{"sandbox", "--list-customers", "--format", "ndjson"}},
	} {
		for _, args := range lines {
			r := d.run(args...)
			out := r.out
			if name == "report" {
				out = strings.Join(strings.Fields(out), " ")
			}
			fits(t, name, out)
		}
	}
	failed := ""
	for line := range strings.Lines(d.run("report", "--all", "--format", "ndjson", "--income", "1000PLN").out) {
		if strings.Contains(line, `"noImport"`) {
			failed += line
		}
	}
	fits(t, "report-failure", failed)
	for _, args := range [][]string{{"show", "nosuch", "--json"}, {"list", "--nosuch", "--json"}, {"tx", "--format=ndjson"}, {"import", "--env", "sandbox", "--login", "test1", "--scenario", "import-error", "--json", "--speed", "50"}} {
		r := d.run(args...)
		lines := strings.Split(strings.TrimSpace(r.err), "\n")
		fits(t, "error", lines[len(lines)-1])
		var e struct{ Error struct{ ExitCode int } }
		if err := json.Unmarshal([]byte(lines[len(lines)-1]), &e); err != nil || e.Error.ExitCode != r.code || r.code == 0 {
			t.Errorf("%v: exit %d, %s", args, r.code, r.err)
		}
	}
}

// A script that reads one output reads the others: what is the same has the same name.
func TestFieldsHaveTheSameNamesEverywhere(t *testing.T) {
	provider := []string{"currencyName", "currencyBalance", "currencyAmount", "currencyFundsAvailable", "transactionCount", "bookedOn", "importId"}
	for _, name := range schemacmd.Names() {
		b, _ := schemacmd.Schema(name)
		var doc any
		if err := json.Unmarshal(b, &doc); err != nil {
			t.Fatal(err)
		}
		fields := fieldNames(doc)
		if len(fields) == 0 {
			t.Errorf("%s has no fields", name)
		}
		for _, field := range fields {
			if slices.Contains(provider, field) {
				t.Errorf("%s has a field %s", name, field)
			}
		}
	}
}

func fieldNames(v any) (out []string) {
	switch x := v.(type) {
	case map[string]any:
		if properties, ok := x["properties"].(map[string]any); ok {
			for name := range properties {
				out = append(out, name)
			}
		}
		for _, inner := range x {
			out = append(out, fieldNames(inner)...)
		}
	case []any:
		for _, inner := range x {
			out = append(out, fieldNames(inner)...)
		}
	}
	return out
}

// Amounts are JSON numbers in the bank's own digits, and a row has the same id in every order and form.
func TestAmountsAndRowIDsInJSON(t *testing.T) {
	d := newDesk(t)
	written := []string{"-1.50", "0.10", "1234567.89", "-0.01", "5.00", "0.0125"}
	var rows strings.Builder
	for _, a := range written {
		rows.WriteString("<moneyTransaction><transactionOn>2026-01-02</transactionOn><currencyAmount>" + a + "</currencyAmount><title>x</title></moneyTransaction>")
	}
	from, to := strings.Index(goodReply, "<moneyTransaction>"), strings.Index(goodReply, "</moneyTransactions>")
	file := filepath.Join(t.TempDir(), "reply.xml")
	reply := goodReply[:from] + rows.String() + goodReply[to:]
	if err := os.WriteFile(file, []byte(reply), 0o600); err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256([]byte(reply))
	ids := map[string]string{}
	for i, a := range written {
		ids[hex.EncodeToString(sum[:])[:12]+"-"+strconv.Itoa(i)] = a
	}
	for _, args := range [][]string{{}, {"--sort", "amount"}, {"--filter", "amt:<1"}} {
		r := d.run(append([]string{"tx", file, "--format", "ndjson", "--columns", "rowId,amount,currency,accountIban"}, args...)...)
		for line := range strings.Lines(r.out) {
			var row struct {
				RowID, Currency, AccountIban string
				Amount                       json.RawMessage
			}
			if err := json.Unmarshal([]byte(line), &row); err != nil || ids[row.RowID] != string(row.Amount) || row.Currency != "PLN" || row.AccountIban != "PL1" {
				t.Errorf("%v: %s %v", args, line, err)
			}
		}
		if n := strings.Count(r.out, "\n"); n != len(written) && len(args) == 0 || n == 0 {
			t.Errorf("%v: %d rows\n%s", args, n, r.err)
		}
	}
}
