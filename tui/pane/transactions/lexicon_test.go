package transactions

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/text"
	"aisdesk/tui/pane"
	"aisdesk/tui/robot/sample"
)

// club is the customer with three payments to a firm that no lexicon knows.
func club() *aisclient.Import {
	imp := sample.Customer()
	a := &imp.Targets[0].Accounts[0]
	for _, d := range []int{2, 9, 16} {
		a.Transactions = append(a.Transactions, aisclient.Transaction{BookedOn: aisclient.DateOf(2026, 3, d), Amount: -80 * 10_000,
			Party: text.Clean("Tajny Klub Przykladowy"), Title: text.Clean("wpis")})
	}
	return imp
}

// From a row to an entry: its name is filled in, the rows that change and the checks that come out differently are listed
// before anything is kept, and what is kept stands in lexicon.toml.
func TestAnEntryShowsWhatItChangesBeforeItIsKept(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "lexicon.toml")
	imp := club()
	for i := range imp.Targets[0].Accounts { // what was cut short confirms nothing, and so changes nothing
		imp.Targets[0].Accounts[i].PartialDueToTimeout = false
	}
	imp.Targets[0].Accounts[0].Transactions = keep(imp.Targets[0].Accounts[0].Transactions, func(x aisclient.Transaction) bool { return !strings.Contains(x.Party.String(), "STS") })
	imp.Targets[0].Accounts = imp.Targets[0].Accounts[:1]
	visit(t, imp, func(d driven) {
		a := app.New(app.Config{DataDir: dir, StateDir: dir, LexiconFile: file}, app.Options{})
		defer a.Close()
		d.env.Lexicon = a
		d.p.SetSize(140, 40)
		d.Send(pane.Loaded{Dataset: categorised(t, imp)})
		d.Press("/").Type("tajny").Press("enter").Sees("3 of").Press("L").Sees("lexicon entry for", "Tajny Klub Przykladowy")
		d.Press("enter").Sees("Add to your lexicon", "What is money with", "groceries")
		d.Press("end")
		for i := 0; !strings.Contains(d.Screen(), "> gambling") && i < 60; i++ {
			d.Press("up")
		}
		d.Press("enter").Sees("is gambling: 3 rows of this import", "becomes gambling", "2026-03-09  -80.00 PLN", "There is no sign of gambling.", "becomes refuted")
		if _, err := os.Stat(file); err == nil {
			t.Error("the entry was kept before anybody agreed")
		}
		d.Press("esc").Sees("What is money with", "> gambling").Press("enter", "enter").SeesNot("Add to your lexicon")
		b, err := os.ReadFile(file)
		if err != nil || !strings.Contains(string(b), "my.tajny-klub-przykladowy") || !strings.Contains(string(b), `kind = "operator"`) {
			t.Errorf("%v: %s", err, b)
		}
		if _, ok := find[pane.Recategorise](d); !ok {
			t.Error("the rows are not read with the new entry")
		}
		d.Press("L", "enter").Press("enter").Sees("already")
		d.Press("esc").SeesNot("Add to your lexicon")
	})
}

func keep(rows []aisclient.Transaction, ok func(aisclient.Transaction) bool) (out []aisclient.Transaction) {
	for _, x := range rows {
		if ok(x) {
			out = append(out, x)
		}
	}
	return out
}

func TestAnEntryNeedsANameAndCategories(t *testing.T) {
	visit(t, club(), func(d driven) {
		d.Press("L")
		if m, _ := find[pane.Notice](d); !strings.Contains(m.Text, "no lexicon to add to") {
			t.Errorf("%+v", m)
		}
		a := app.New(app.Config{DataDir: t.TempDir(), StateDir: t.TempDir()}, app.Options{})
		defer a.Close()
		d.env.Lexicon = a
		d.Press("L")
		if m, _ := find[pane.Notice](d); !strings.Contains(m.Text, "no categories yet") {
			t.Errorf("%+v", m)
		}
		d.Send(pane.Loaded{Dataset: categorised(t, club())}).Press("L", "ctrl+u", "enter").Sees("an entry needs a name").Press("esc")
		if d.p.Capturing() {
			t.Error("esc does not cancel")
		}
	})
}
