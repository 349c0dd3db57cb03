package app

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aisdesk/aisclient/category"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/filter"
	"aisdesk/aisclient/lexicon"
	"aisdesk/aisclient/verify"
)

// clubLexicon makes a firm that nobody else knows a game of chance.
const clubLexicon = `
[[group]]
category = "gambling"
sign = "out"
source = "own entry"
date = "2026-11-01"
entries = [ { id = "my.club", names = ["tajny klub przykladowy"] } ]
`

const clubReply = `<?xml version="1.0" encoding="utf-8"?><reply status="200 OK"><command id="1" state="successful" name="DefaultImportCommand" target="KontoBank"><result><accounts><account><name>Konto</name><iban>PL61116886268508766065897612</iban><currencyName>PLN</currencyName><moneyTransactions><moneyTransaction><bookedOn>2026-11-02</bookedOn><transactionOn>2026-11-02</transactionOn><currencyAmount>-80.00</currencyAmount><party>TAJNY KLUB PRZYKLADOWY</party><title>wpis</title></moneyTransaction></moneyTransactions></account></accounts></result></command></reply>`

// The rows of whatever is opened get their categories, from the built-in lexicon with the user's own over it.
func TestOpenedRowsHaveCategories(t *testing.T) {
	path := filepath.Join(t.TempDir(), "r.xml")
	if err := os.WriteFile(path, []byte(clubReply), 0o600); err != nil {
		t.Fatal(err)
	}
	for own, want := range map[string]int{"": 0, clubLexicon: 1} {
		c := testConfig(t)
		c.Lexicon = []byte(own)
		a := New(c, Options{})
		defer a.Close()
		r, err := a.OpenFile(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		d := r.Dataset
		if d.Ledger, _, err = r.Load(t.Context(), func(*ledger.Ledger) {}); err != nil {
			t.Fatal(err)
		}
		plain := d.Ledger
		if d, err = a.Annotated(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		if plain.Annotated() || !d.Ledger.Annotated() || d.Insights(a.opts.Now()) != d.Cache {
			t.Error("the rows have no categories, or they are worked out again")
		}
		f, err := filter.Parse("cat:=gambling why:my.club", 0)
		if err != nil {
			t.Fatal(err)
		}
		got, err := d.Ledger.Run(t.Context(), ledger.Query{Filter: f})
		if err != nil || got.Len() != want {
			t.Errorf("%q: %d rows, %v", own, got.Len(), err)
		}
	}
}

func TestEntriesThatCannotBeUsedAreNamed(t *testing.T) {
	c := testConfig(t)
	c.Lexicon = []byte(strings.Replace(clubLexicon, `"gambling"`, `"luck"`, 1))
	a := New(c, Options{})
	defer a.Close()
	set, problems := a.Lexicon()
	if _, ok := set.Entry("my.club"); ok || len(problems) != 1 || !strings.Contains(problems[0].Error(), `entry my.club: category "luck" is not in the list`) {
		t.Errorf("%v", problems)
	}
}

// An entry made from a row is tried before it is kept; what is kept is there for what is opened next, and in the file.
func TestS2_8_AnEntryIsTriedAndKept(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "r.xml")
	if err := os.WriteFile(path, []byte(clubReply), 0o600); err != nil {
		t.Fatal(err)
	}
	c := testConfig(t)
	c.LexiconFile = filepath.Join(dir, "config", LexiconFile)
	a := New(c, Options{})
	defer a.Close()
	load := func() Dataset {
		t.Helper()
		r, err := a.OpenFile(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		d := r.Dataset
		if d.Ledger, _, err = r.Load(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		return d
	}
	entry := lexicon.Draft{ID: "my.club", Category: category.Gambling, Sign: lexicon.SignOut, Names: []string{"tajny klub przykladowy"}, Source: "own entry", Date: "2026-11-28"}
	before, _ := a.Lexicon()
	with, err := a.LexiconWith(entry)
	if err != nil {
		t.Fatal(err)
	}
	change, err := a.LexiconChange(t.Context(), load(), SignClaims(), with)
	if err != nil || len(change.Rows) != 1 || change.Rows[0].After != category.Gambling || len(change.Checks) != 1 || change.Checks[0].After.Outcome != verify.Refuted {
		t.Fatalf("%+v, %v", change, err)
	}
	if set, _ := a.Lexicon(); set.Hash() != before.Hash() {
		t.Error("what was only tried is kept")
	}
	if _, err := a.AddEntry(entry); err != nil {
		t.Fatal(err)
	}
	r, err := a.Reports.Make(t.Context(), load(), ReportRequest{Claims: []verify.Claim{verify.NoSign{Topic: "gambling"}}})
	if err != nil || r.Verdict != "refuted" || len(r.Lexicon.User) != 1 {
		t.Errorf("%+v, %v", r.Lexicon, err)
	}
	if b, err := os.ReadFile(c.LexiconFile); err != nil || !strings.Contains(string(b), "my.club") {
		t.Errorf("%s %v", b, err)
	}
	if _, err := a.AddEntry(entry); !errors.Is(err, lexicon.ErrTaken) {
		t.Errorf("a second entry of the id: %v", err)
	}
}
