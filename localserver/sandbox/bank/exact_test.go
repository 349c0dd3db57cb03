package bank

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const exactTOML = `
[[customer]]
login = "ada"
password = "p"
countries = ["pl"]
  [[customer.person]]
  id = "p"
  name = "Ada"
  [[customer.account]]
  id = "main"
  name = "Konto"
  balance = "100.00"
  [[customer.transaction]]
  date = 2026-01-05
  booked = "2026-01-09"
  amount = "-12.50"
  title = "  two  spaces"
  party = "ŻABKA Z0666"
  labels = ["mine"]
  [[customer.transaction]]
  date = "2026-01-07"
  amount = "+40.00"
  title = "WYNAGRODZENIE"
  [[customer.transaction]]
  days_ago = 1
  amount = "-5.00"
  title = "blocked"
  status = "PENDING"
  [[customer.transaction]]
  date = "2031-01-01"
  amount = "-1.00"
`

// Explicit rows come out as they were written, on every seed; balances end at the account's, and what is pending leaves them.
func TestExplicitTransactions(t *testing.T) {
	specs, err := parse("x.toml", []byte(exactTOML))
	if err != nil {
		t.Fatal(err)
	}
	for seed := range uint64(20) {
		w, err := NewWorld(seed, Civil(2026, 3, 1), specs)
		if err != nil {
			t.Fatal(err)
		}
		c, _ := w.Customer("pl", "ada")
		rows := c.Accounts[0].Transactions
		if len(rows) != 3 {
			t.Fatalf("%d rows: %+v", len(rows), rows)
		}
		pending, wage, shop := rows[0], rows[1], rows[2]
		if shop.TransactionOn.String() != "2026-01-05" || shop.BookedOn.String() != "2026-01-09" || shop.Title != "  two  spaces" || shop.Party != "ŻABKA Z0666" ||
			shop.PartyIBAN != "" || shop.Kind != "" || !slices.Equal(shop.Labels, []string{"mine"}) || shop.Balance.String() != "60.00" || shop.Status != "DONE" {
			t.Errorf("%+v", shop)
		}
		if wage.BookedOn.String() != "2026-01-08" || !slices.Contains(wage.Labels, "salary") || wage.Balance.String() != "100.00" {
			t.Errorf("%+v", wage)
		}
		if pending.TransactionOn.String() != "2026-02-28" || pending.Status != "PENDING" {
			t.Errorf("%+v", pending)
		}
	}
}

func TestExplicitTransactionsThatAreWrong(t *testing.T) {
	for old, c := range map[string]struct{ new, want string }{
		`days_ago = 1`:        {"title2 = 1", "x.toml:25: customer[0].transaction[2].title2: this field is not known"},
		`amount = "+40.00"`:   {`amount = "+4..40"`, `x.toml:22: customer[0].transaction[1].amount: "+4..40" is a range`},
		`date = "2031-01-01"`: {"date = \"2031-01-01\"\ndays_ago = 2", "customer[0].transaction[3].days_ago: stands beside date"},
		`date = "2026-01-07"`: {`date = "7.1.2026"`, `x.toml:21: customer[0].transaction[1].date: "7.1.2026" is not a date`},
	} {
		if _, err := parse("x.toml", []byte(strings.Replace(exactTOML, old, c.new, 1))); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.new, err)
		}
	}
}

func TestASavedReplyIsOfAReply(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"good.xml": `<reply status="200 OK"><command id="1" state="successful"><result><owners>a&#xF3;</owners></result></command></reply>`,
		"cut.xml":  `<reply><command><result><owners>`, "other.xml": `<reply><exception name="x"/></reply>`,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	parse := func(reply string) ([]CustomerSpec, error) {
		return parse(filepath.Join(dir, "c.toml"), []byte("[[customer]]\nlogin=\"saved\"\npassword=\"p\"\ncountries=[\"pl\"]\nreply=\""+reply+"\"\n"))
	}
	specs, err := parse("good.xml")
	if err != nil {
		t.Fatal(err)
	}
	w, err := NewWorld(1, testDay, specs)
	if err != nil {
		t.Fatal(err)
	}
	if c, _ := w.Customer("pl", "saved"); string(c.Result) != `<result><owners>a&#xF3;</owners></result>` {
		t.Errorf("%s", c.Result)
	} else if string(c.InResult) != `<owners>a&#xF3;</owners>` {
		t.Errorf("%s", c.InResult)
	}
	for reply, want := range map[string]string{"cut.xml": "no XML document", "other.xml": "no reply of Get Import Result", "none.xml": "no such file"} {
		if _, err := parse(reply); err == nil || !strings.Contains(err.Error(), "c.toml:5: customer[0].reply: ") || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", reply, err)
		}
	}
}

func TestAddedCustomersGoBeforeOthersOfTheirLogin(t *testing.T) {
	all := Add([]CustomerSpec{{Login: "a", Countries: []string{"pl", "cz"}, About: "old"}, {Login: "b", Countries: []string{"pl"}}}, []CustomerSpec{{Login: "a", Countries: []string{"pl"}, About: "new"}, {Login: "b", Countries: []string{"pl"}}})
	if len(all) != 3 || all[0].About != "old" || !slices.Equal(all[0].Countries, []string{"cz"}) || all[1].About != "new" {
		t.Errorf("%+v", all)
	}
}
