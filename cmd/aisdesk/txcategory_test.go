package main

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// householdReply is a month of an invented household: wages, rent, groceries, a bookmaker, an unknown firm.
func householdReply(t *testing.T) string {
	t.Helper()
	row := func(day, amount, party, title string) string {
		return "<moneyTransaction><bookedOn>" + day + "</bookedOn><transactionOn>" + day + "</transactionOn><currencyAmount>" + amount +
			"</currencyAmount><party>" + party + "</party><title>" + title + "</title></moneyTransaction>"
	}
	rows := row("2026-11-02", "5000.00", "FABRYKA GWOŹDZI SP. Z O.O.", "WYNAGRODZENIE ZA PAŹDZIERNIK") +
		row("2026-11-03", "-1000.00", "JAN NAJEMSKI", "CZYNSZ NAJMU LISTOPAD") + row("2026-11-04", "-300.00", "BIEDRONKA 123", "ZAKUP KARTĄ") +
		row("2026-11-05", "-50.00", "STS.PL", "WPŁATA") + row("2026-11-06", "-10.00", "KWARKOLANDIA", "XYZ")
	path := filepath.Join(t.TempDir(), "household.xml")
	reply := strings.Replace(goodReply, goodReply[strings.Index(goodReply, "<moneyTransaction>"):strings.Index(goodReply, "</moneyTransactions>")], rows, 1)
	if err := os.WriteFile(path, []byte(reply), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestTransactionsArePrintedWithTheirCategories(t *testing.T) {
	d, path := newDesk(t), householdReply(t)
	var rows []struct{ Party, Category, Confidence, Why string }
	r := d.run("tx", path, "--format", "json")
	if err := json.Unmarshal([]byte(r.out), &rows); err != nil || len(rows) != 5 {
		t.Fatalf("%v %s%s", err, r.out, r.err)
	}
	for i, want := range []string{"salary", "rent", "groceries", "gambling", "other_out"} {
		if got := rows[i]; got.Category != want || got.Confidence != "low" && got.Confidence != "medium" && got.Confidence != "high" || got.Why == "" {
			t.Errorf("%+v, want %s", got, want)
		}
	}
	if !strings.HasPrefix(rows[3].Why, "counterparty: ") {
		t.Errorf("%+v", rows[3])
	}
	records, err := csv.NewReader(strings.NewReader(d.run("tx", path, "--format", "csv").out)).ReadAll()
	if err != nil || strings.Join(records[0][len(records[0])-3:], " ") != "category confidence why" || records[4][len(records[0])-3] != "gambling" {
		t.Errorf("%v %q", err, records)
	}
	for args, want := range map[string]string{"cat:gambling": "STS.PL", "cat:salary why:words": "GWOŹDZI", "-cat:salary|rent|groceries|gambling": "KWARKOLANDIA"} {
		if r := d.run("tx", path, "--filter", args, "--columns", "party"); !strings.Contains(r.out, want) || !strings.Contains(r.out, " 1 transaction ") {
			t.Errorf("%s: %s%s", args, r.out, r.err)
		}
	}
	if r := d.run("tx", path); !strings.Contains(r.out, "CATEGORY") || !strings.Contains(r.out, "groceries") {
		t.Errorf("%s%s", r.out, r.err)
	}
	if r := d.run("tx", path, "--sort", "category", "--columns", "category"); !strings.HasPrefix(r.out, "CATEGORY\ngambling\ngroceries\nother_out\nrent\nsalary\n") {
		t.Errorf("%s%s", r.out, r.err)
	}
}

func TestCategoriesAreGroupedWithTheirShares(t *testing.T) {
	d, path := newDesk(t), householdReply(t)
	var groups []struct {
		Category              string
		In, Out               aisclient.Amount
		InPercent, OutPercent *json.Number
	}
	r := d.run("tx", path, "--group", "category", "--sort", "out", "--format", "json")
	if err := json.Unmarshal([]byte(r.out), &groups); err != nil {
		t.Fatalf("%v %s%s", err, r.out, r.err)
	}
	want := map[string][2]string{"salary": {"100.0", ""}, "rent": {"", "73.5"}, "groceries": {"", "22.1"}, "gambling": {"", "3.7"}, "other_out": {"", "0.7"}}
	if len(groups) != len(want) {
		t.Fatalf("%s", r.out)
	}
	text := func(n *json.Number) string {
		if n == nil {
			return ""
		}
		return n.String()
	}
	for _, g := range groups {
		if got := [2]string{text(g.InPercent), text(g.OutPercent)}; got != want[g.Category] {
			t.Errorf("%s: %v, want %v", g.Category, got, want[g.Category])
		}
	}
}

// A script that reads "no row" as "no gambling" is told that it asked for something that there is not.
func TestAMisspeltValueOfAFilterIsAnError(t *testing.T) {
	d, path := newDesk(t), householdReply(t)
	for line, want := range map[string]string{
		"cat:gamblng": `there is no category "gamblng", did you mean gambling?`, "-cat:gamblng": "did you mean gambling?", "cat:rent|gamblng": "did you mean gambling?",
		"cat:gambling cat:/^gambler/": "there is no category", "cat:=gambl": "there is no category", "why:countrparty": "did you mean counterparty?",
		"cur:PLNN": `there is no currency "PLNN", did you mean PLN?`, "cur:PNL": "did you mean PLN?",
	} {
		for _, more := range [][]string{{}, {"--group", "month"}, {"--json"}} {
			if r := d.run(append([]string{"tx", path, "--filter", line}, more...)...); r.code != cli.ExitUsage || r.out != "" || !strings.Contains(strings.ReplaceAll(r.err, `\"`, `"`), want) {
				t.Errorf("%s %q: exit %d %s%s", line, more, r.code, r.out, r.err)
			}
		}
	}
	for _, line := range []string{"cat:loan_in", "cat:LOAN", `cat:"loan paid out"`, `cat:=""`, "cat:/^gam/", "cur:EUR", "cur:P", "why:nowhere", "why:words", "kind:nosuch"} {
		if r := d.run("tx", path, "--filter", line); r.code != cli.ExitOK {
			t.Errorf("%s: exit %d %s", line, r.code, r.err)
		}
	}
}
