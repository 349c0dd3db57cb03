package verify

import (
	"cmp"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/modeltest"
	"aisdesk/aisclient/text"
)

// verdictsDir holds customers, one a paragraph of lines: the year of a household in a country (household-*.tsv), rows of
// their own, and what a careful analyst answers to claims. They were written from the specification before the program
// saw them. Rows are day, amount, title, counterparty, its number, kind, status and labels, between tabs.
const verdictsDir = "testdata/verdicts"

// householdRows are the rows of a year in a country.
func householdRows(t *testing.T, place string) []aisclient.Transaction {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(verdictsDir, "household-"+place+".tsv"))
	if err != nil {
		t.Fatal(err)
	}
	var rows []aisclient.Transaction
	for line := range strings.Lines(string(b)) {
		rows = append(rows, rowLine(strings.TrimRight(line, "\n")))
	}
	return rows
}

// rowLine reads a row of a verdict case.
func rowLine(line string) aisclient.Transaction {
	f := append(strings.Split(line, "\t"), make([]string, 8)...)
	x := modeltest.Row(f[0], f[1], f[3], f[2])
	x.PartyIBAN, x.Kind, x.Status = text.Clean(f[4]), text.Clean(f[5]), text.Clean(f[6])
	for label := range strings.SplitSeq(f[7], ",") {
		if label != "" {
			x.Labels = append(x.Labels, text.Clean(label))
		}
	}
	return x
}

// writtenCase reads one paragraph.
func writtenCase(t *testing.T, paragraph string) verdictCase {
	t.Helper()
	k := verdictCase{claims: map[string][]Outcome{}}
	a := aisclient.Account{Name: text.Clean("Konto")}
	var login []aisclient.Owner
	var rows []aisclient.Transaction
	opens, header := "0", ""
	for line := range strings.Lines(paragraph) {
		word, rest, _ := strings.Cut(strings.TrimRight(line, "\n"), " ")
		switch word {
		case "case":
			k.name = rest
		case "place":
			home := homes[rest]
			a.IBAN, a.Currency = text.Clean(cmp.Or(a.IBAN.String(), home.iban)), home.currency
			rows = append(rows, householdRows(t, rest)...)
		case "number":
			a.IBAN = text.Clean(rest)
		case "currency":
			a.Currency = aisclient.Currency(rest)
		case "opens":
			opens = rest
		case "balance":
			header = rest
		case "owner", "login":
			name, kind, _ := strings.Cut(rest, "|")
			o := aisclient.Owner{Name: text.Clean(name), Kind: aisclient.OwnerKind(kind)}
			if word == "login" {
				o.Kind = aisclient.KindOwner
				login = append(login, o)
			} else {
				a.Owners = append(a.Owners, o)
			}
		case "row":
			rows = append(rows, rowLine(rest))
		case "want":
			said, outcomes, _ := strings.Cut(rest, " = ")
			for o := range strings.FieldsSeq(outcomes) {
				k.claims[said] = append(k.claims[said], Outcome(o))
			}
		case "topic":
			k.topics = append(k.topics, insight.Topic(rest))
		default:
			t.Fatalf("%s: %q is no line of a case", k.name, line)
		}
	}
	k.world = func(t *testing.T) *world {
		end := amount(opens)
		for _, x := range rows {
			if x.Booked() && x.BookedOn <= verdictDay {
				end += x.Amount
			}
		}
		a := a
		a.Transactions = chained(end.String(), rows)
		if a.Balance = &end; header != "" {
			h := amount(header)
			a.Balance = &h
		}
		return &world{t: t, imp: &aisclient.Import{Envelope: aisclient.Envelope{ResponseTimestamp: time.Date(2026, 11, 28, 3, 0, 0, 0, time.UTC)},
			Targets: []aisclient.Target{{Name: text.Clean("KontoBank"), Owners: login, Accounts: []aisclient.Account{a}}}}}
	}
	return k
}

// verdictDay is the day of the data of the written cases.
var verdictDay = aisclient.DateOf(2026, time.November, 28)

// homes are the numbers and currencies of the households.
var homes = map[string]struct {
	iban     string
	currency aisclient.Currency
}{"pl": {"PL61109010140000071219812874", "PLN"}, "cz": {"CZ8308000000000192000143", "CZK"}, "es": {"ES9121000418450200051332", "EUR"}, "en": {"GB29NWBK60161331926819", "GBP"}}

// Statement 11.1: every written customer gets the verdicts that a careful analyst gives, and what must stand out does.
func TestS11_1_WrittenVerdicts(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(verdictsDir, "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	n := 0 // customers
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for paragraph := range strings.SplitSeq(string(b), "\n\n") {
			k := writtenCase(t, paragraph)
			n++
			said := slices.Sorted(maps.Keys(k.claims))
			for i, check := range k.world(t).run(said...).Checks {
				if want := k.claims[said[i]]; !slices.Contains(want, check.Outcome) {
					t.Errorf("%s: %s is %s, want %v: %s", k.name, said[i], check.Outcome, want, check.Reason)
				}
			}
			if len(k.topics) > 0 {
				k.stands(t)
			}
		}
	}
	if n < 170 {
		t.Errorf("only %d customers were looked at", n)
	}
}
