package api

import (
	"bytes"
	"encoding/xml"
	"flag"
	"os"
	"strings"
	"testing"

	"aisdesk/localserver/sandbox/bank"
	"aisdesk/localserver/sandbox/scenario"
	"aisdesk/localserver/sandbox/state"
)

// updateGolden makes the tests write testdata instead of comparing with it.
var updateGolden = flag.Bool("update", false, "write the golden files instead of comparing with them")

// sample is a customer that has every field once and every field missing once.
func sample() *bank.Customer {
	full := bank.Owner{Name: "Ada Żak", Address: "ul. Krótka 1", Kind: "OWNER", PESEL: "84031939201", NIP: "5252344078", REGON: "312345676", Phone: "+48512***014",
		Email: "ada@example.com", Citizenship: "PL", Nationality: "PL", DocumentType: "DOWÓD", DocumentNumber: "ZZC1", BirthDate: "1984-03-19", BirthPlace: "Łódź"}
	day := bank.Civil(2026, 3, 1)
	return &bank.Customer{
		Owners: []bank.Owner{full, {Name: "Jan Żak"}},
		Accounts: []bank.Account{{ID: "a", Name: "Konto 0", FriendlyName: "Konto", IBAN: "PL61109010140000071219812874", Currency: "PLN", Balance: 10050, Funds: 20050, ActiveSince: day - 400,
			DirectDebit: true, Owners: []bank.Owner{{Name: "Ada Żak", Address: "ul. Krótka 1", Kind: "OWNER", PESEL: "84031939201"}}, Transactions: []bank.Transaction{
				{TransactionOn: day, BookedOn: day + 1, Amount: -150, Balance: 10050, Title: "KARTA  SKLEP <1>", Party: "A\nB  C", PartyIBAN: "PL61109010140000071219812874", Kind: "ZAPŁATA KARTĄ", Status: "DONE", Labels: []string{"grocery"}, VariableSymbol: "12", ConstantSymbol: "0308"},
				{TransactionOn: day - 1, BookedOn: day, Amount: 10200, Balance: 10200, PartyIBAN: "PL61109010140000071219812874"},
			}}, {ID: "b", Name: "Puste", Currency: "EUR"}},
		Cards: []bank.Card{{ID: "c", Name: "Karta", Number: "5300 00** **** 1234", Currency: "PLN", Balance: -12345, Funds: 1, Limit: 500000, Interest: 10, Due: day + 10,
			Owners: []bank.Owner{{Name: "Ada Żak"}}, Transactions: []bank.Transaction{{TransactionOn: day, BookedOn: day, Amount: -12345, Balance: -12345, Title: "kino"}}}},
	}
}

func printed(c *bank.Customer, collect bool) string {
	var b bytes.Buffer
	x := &xmlWriter{w: &b, indented: true}
	p := printer{x: x, dice: state.Random(1, "golden")}
	if collect {
		x.open("target")
		p.holdings(&statement{customer: c, collect: true})
		x.close("target")
	} else {
		p.result(&statement{customer: c})
	}
	x.flush()
	return b.String()
}

func TestElementOrderAndEmptyCollections(t *testing.T) {
	for name, got := range map[string]string{
		"result-full.xml": printed(sample(), false), "result-empty.xml": printed(&bank.Customer{}, false),
		"target-full.xml": printed(sample(), true), "target-empty.xml": printed(&bank.Customer{}, true),
	} {
		want, err := os.ReadFile("testdata/" + name)
		if *updateGolden {
			err = os.WriteFile("testdata/"+name, []byte(got), 0o644)
			want = []byte(got)
		}
		if err != nil || got != string(want) {
			t.Errorf("%s: %v\n%s", name, err, got)
		}
	}
}

func TestOrdersDifferBetweenRepliesButNotBetweenRuns(t *testing.T) {
	c := sample()
	c.Accounts[0].Transactions[0].Labels = []string{"compensation", "regular wage", "salary"}
	write := func(word string) string {
		var b bytes.Buffer
		x := &xmlWriter{w: &b}
		p := printer{x: x, dice: state.Random(1, word)}
		p.result(&statement{customer: c})
		x.flush()
		return b.String()
	}
	seen := map[string]bool{}
	for _, word := range strings.Fields("a b c d e f g h i j k l") {
		if once, again := write(word), write(word); once != again {
			t.Fatal("the same word gives two orders")
		}
		seen[write(word)] = true
	}
	if len(seen) < 3 {
		t.Errorf("%d different orders in 12 replies", len(seen))
	}
}

// scenarioTexts are the texts that scenarios put into replies: 40 people are given all of them.
func scenarioTexts(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, name := range []string{"unicode", "hostile"} {
		b, err := scenario.Parse(name)
		if err != nil {
			t.Fatal(err)
		}
		people := make([]bank.Owner, 40)
		for i := range people {
			people[i].Name = "x"
		}
		for _, o := range b.Rewrite(&bank.Customer{Owners: people}).Owners {
			all = append(all, o.Name)
		}
	}
	return all
}

func TestTextSurvivesAParser(t *testing.T) {
	for _, references := range []bool{false, true} {
		for _, s := range append([]string{"", "  two  spaces  ", "\r\n\ttab", "<&>\"'", "]]>"}, scenarioTexts(t)...) {
			var b bytes.Buffer
			x := &xmlWriter{w: &b, references: references}
			x.open("a", attr{"b", s})
			x.leaf("c", s)
			x.close("a")
			x.flush()
			var back struct {
				B string `xml:"b,attr"`
				C string `xml:"c"`
			}
			if err := xml.Unmarshal(b.Bytes(), &back); err != nil {
				t.Fatalf("%q: %v", s, err)
			}
			want := strings.NewReplacer("\x00", "\uFFFD", "\x1b", "\uFFFD", "\ufffe", "\uFFFD", "\uffff", "\uFFFD").Replace(s)
			if back.B != want || back.C != want {
				t.Errorf("%q became %q and %q", s, back.B, back.C)
			}
		}
	}
}

func FuzzText(f *testing.F) {
	f.Add("a\x00b\xff\r\n<")
	f.Fuzz(func(t *testing.T, s string) {
		var b bytes.Buffer
		x := &xmlWriter{w: &b}
		x.open("a", attr{"b", s})
		x.leaf("c", s)
		x.close("a")
		x.flush()
		if err := xml.Unmarshal(b.Bytes(), new(struct{})); err != nil {
			t.Fatalf("%q: %v", s, err)
		}
	})
}

func TestBulkRowsAddUp(t *testing.T) {
	c := sample()
	st := &statement{customer: c, bulk: 5000, since: bank.Civil(2026, 1, 1), today: bank.Civil(2026, 3, 1), seed: 7}
	n, expect, last := 0, c.Accounts[0].Balance, st.today
	for row := range st.transactions(&c.Accounts[0]) {
		if row.Balance != expect || row.TransactionOn > last || row.TransactionOn < st.since {
			t.Fatalf("row %d: balance %v, expected %v, on %v", n, row.Balance, expect, row.TransactionOn)
		}
		expect, last = row.Balance-row.Amount, row.TransactionOn
		n++
	}
	if n != 5000 {
		t.Errorf("%d rows", n)
	}
}
