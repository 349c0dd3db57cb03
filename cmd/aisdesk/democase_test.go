package main

import (
	"strings"
	"testing"
)

// One command tries it all: a customer of three banks with transfers between them, and a couple whose joint account stands
// once though both of them show it.
func TestTheDemoOfCases(t *testing.T) {
	d := newDesk(t)
	r := d.run("demo", "--case", "--speed", "100")
	says(t, r, 0, "importing three-c of Tomasz Trzybankowy", "importing couple-b of Adam Wspólny")
	type shown struct {
		Accounts, Transfers, Ambiguous int
		Months                         []string `json:"fullMonths"`
	}
	three := decoded[shown](t, d.run("case", "show", "three banks", "--json"))
	// The data ends today, a year after it begins: it has 12 full months on the first and the last day of a month and else 11,
	// and of what is paid on a day of each month one more or less.
	if n := len(three.Months); three.Accounts != 3 || !near(three.Transfers, 24) || n != 11 && n != 12 {
		t.Errorf("three banks: %+v", three)
	}
	says(t, d.run("report", "three banks", "--name", "Tomasz Trzybankowy", "--income", "7000PLN"), 0, "Verdict: confirmed")
	says(t, d.run("report", "three banks", "--name", "Tomasz Trzybankowy", "--income", "7500PLN"), 4) // what comes from the first bank is no income at the second
	couple := decoded[shown](t, d.run("case", "show", "a couple", "--json"))
	if couple.Accounts != 3 || couple.Transfers+couple.Ambiguous == 0 {
		t.Errorf("a couple: %+v", couple)
	}
	type listed struct{ Bank string }
	banks := map[string]bool{}
	for _, x := range decoded[[]listed](t, d.run("list", "--find", "owner:trzybankowy", "--json")) {
		banks[x.Bank] = true
	}
	if len(banks) != 3 {
		t.Errorf("three banks are called %v", banks)
	}
	says(t, d.run("report", "three banks"), 0, "BalticaApi", "Wisla", "KontoBank")
	if again := d.run("demo", "--case", "--speed", "100"); again.code != 0 || strings.Contains(again.err, "importing") || !strings.Contains(again.err, "Three banks") {
		t.Errorf("the demo once more: %d, %s", again.code, again.err)
	}
	type row struct{ AccountIBAN, Title string }
	joint := map[string]int{}
	for _, x := range decoded[[]row](t, d.run("tx", "a couple", "--filter", "acct:=\"Konto wspólne\"", "--json")) {
		word, _, _ := strings.Cut(x.Title, " ")
		joint[word]++
	}
	if n := joint["CZYNSZ"]; n < 11 || n > 13 || !near(joint["Na"], 24) { // a rent and two contributions a month
		t.Errorf("the joint account has %v", joint)
	}
}

// near allows for one payment more or less of each of two a month.
func near(n, want int) bool { return n >= want-2 && n <= want+2 }
