package transactions

import (
	"context"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/text"
	"aisdesk/tui/pane"
	"aisdesk/tui/robot/sample"
)

// categorised is the customer's data once its rows have categories.
func categorised(t *testing.T, imp *aisclient.Import) app.Dataset {
	t.Helper()
	d := app.Dataset{ID: "one", Name: "one", Ledger: sample.Ledger(imp)}
	d.Cache = d.Insights(sample.Now)
	d, err := d.Annotated(context.Background(), sample.Now)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// The category column comes with the categories, without a key pressed, and can be pinned into the filter.
func TestCategoriesAreAColumn(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.SeesNot("Category")
		d.Send(pane.Loaded{Dataset: categorised(t, sample.Customer())}).Sees("Category", "groceries", "salary")
		d.Press("c").Sees("[x]  Category", "[ ]  Confidence", "[ ]  Why").Press("esc")
		for i := 0; !strings.Contains(d.p.Status(), "  category") && i < 20; i++ {
			d.Press("l")
		}
		d.Press("+")
		if f := d.p.view.filter; !strings.HasPrefix(f, "cat:=") {
			t.Errorf("the filter is %q", f)
		}
		for _, l := range d.lines()[3:] {
			if strings.Contains(l, "salary") && strings.Contains(l, "groceries") {
				t.Error(l)
			}
		}
		d.Press("/", "ctrl+u").Type("cat:salary").Press("enter").Sees("9 of 61 rows", "salary").SeesNot("groceries")
	})
}

// The details say what decided the category of a row, by which words, and how far it can be relied on.
func TestDetailsSayWhyARowIsWhatItIs(t *testing.T) {
	imp := sample.Customer()
	a := &imp.Targets[0].Accounts[0]
	a.Transactions = append(a.Transactions, aisclient.Transaction{BookedOn: aisclient.DateOf(2026, 3, 1), Amount: -50 * 10_000,
		Party: text.Clean("Provident Polska S.A."), Title: text.Clean("Przelew 17")})
	visit(t, imp, func(d driven) {
		d.Send(pane.Loaded{Dataset: categorised(t, imp)})
		d.Press("/").Type("provident").Press("enter", "enter")
		d.Sees("Category", "loan repayment", "Confidence", "high", "who the counterparty is: ", "Words", "Provident")
		d.env.Masked = true
		d.Send(pane.SettingsChanged{}).Sees("loan repayment").SeesNot("Provident")
	})
}
