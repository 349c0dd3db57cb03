package analytics

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/text"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/page"
	"aisdesk/tui/robot/sample"
	"aisdesk/tui/theme"
)

// household is a customer of one account with nine months of rows: a wage, rent, an instalment, money from a brother, from
// a friend and from a lender, some of it for games of chance.
func household() *aisclient.Import {
	imp := sample.Customer()
	tg := &imp.Targets[0]
	tg.Accounts, tg.CreditCards, imp.Warnings = tg.Accounts[:1], nil, nil
	a := &tg.Accounts[0]
	a.Transactions, a.Balance = nil, nil
	add := func(m time.Month, d int, units int64, party, title string) {
		a.Transactions = append(a.Transactions, aisclient.Transaction{BookedOn: aisclient.DateOf(2026, m, d), Amount: aisclient.Amount(units * 10_000),
			Party: text.Clean(party), Title: text.Clean(title)})
	}
	for m := time.March; m <= time.November; m++ {
		add(m, 3, -2350, "Marek Nowak", "Czynsz za mieszkanie")
		add(m, 5, -1490, "Bank Przykładowy S.A.", "Rata kredytu gotówkowego 17/2024")
		add(m, 7, 400, "Jan Wiśniewski", "na życie")
		add(m, 8, 250, "Piotr Zielony", "dla Anny")
		add(m, 10, 7450, "Acme Polska S.A.", "Wynagrodzenie za pracę")
		for d := 11; d <= 20; d += 3 {
			add(m, d, -120, "Biedronka", fmt.Sprintf("Płatność kartą Biedronka 18%d", d))
		}
	}
	add(time.October, 15, 3000, "Provident Polska S.A.", "Wypłata pożyczki")
	add(time.October, 16, -600, "STS S.A.", "Zakład bukmacherski STS")
	slices.SortStableFunc(a.Transactions, func(x, y aisclient.Transaction) int { return int(y.BookedOn - x.BookedOn) })
	return imp
}

// lineOf is the line of the screen that a text stands on, without runs of blanks.
func (d driven) lineOf(t *testing.T, s string) string {
	t.Helper()
	for _, l := range strings.Split(d.Screen(), "\n") {
		if strings.Contains(l, s) {
			return regexp.MustCompile(` +`).ReplaceAllString(l, " ")
		}
	}
	t.Fatalf("%q is not on the screen:\n%s", s, d.Screen())
	return ""
}

// goTo goes down until the cursor stands on the line of a text.
func (d driven) goTo(t *testing.T, s string) {
	t.Helper()
	d.Press("home")
	for range 60 {
		for _, l := range strings.Split(d.Screen(), "\n") {
			if strings.Contains(l, "│ > ") && strings.Contains(l, s) {
				return
			}
		}
		d.Press("down")
	}
	t.Fatalf("the cursor does not reach %q:\n%s", s, d.Screen())
}

// One line a payer with everything that is known of it, months as columns; the friend's money is possible only, the
// brother's and the lender's none, each with the reason.
func TestIncomeIsALineAPayer(t *testing.T) {
	visit(t, household(), func(d driven) {
		d.p.SetSize(200, 47)
		d.Press("I").Sees("7450.00 PLN a month is proven, up to 7700.00 PLN possible", "to 22 Nov", "Oct 2026", "3 months 22350.00, 6 months 44700.00, 12 months 67050.00 (not all payers are that old)",
			"this month so far 7450.00, last 7450.00, before 7450.00, a third of the last 90 days 7450.00 PLN")
		for s, want := range map[string]string{
			"Acme Polska": "Acme Polska S.A. salary monthly 7450.00 active 2026-03-10 2026-11-10 2026-12-10 0 100 % 7450.00 7450.00",
			"Piotr":       "Piotr Zielony from a person monthly 250.00 active 2026-03-08 2026-11-08",
			"Jan W":       "Jan Wiśniewski money from a related person 9 rows 400.00",
			"Provident":   "loan paid out, which is no income 1 row",
		} {
			if got := d.lineOf(t, s); !strings.Contains(got, want) {
				t.Errorf("%s", got)
			}
		}
		proven, possible, none := strings.Index(d.Screen(), "Proven ─"), strings.Index(d.Screen(), "Possible, not proven ─"), strings.Index(d.Screen(), "No income ─")
		acme, piotr, jan := strings.Index(d.Screen(), "Acme"), strings.Index(d.Screen(), "Piotr"), strings.Index(d.Screen(), "Jan W")
		if !(0 <= proven && proven < acme && acme < possible && possible < piotr && piotr < none && none < jan) {
			t.Errorf("what counts is not kept apart:\n%s", d.Screen())
		}
		d.goTo(t, "Piotr")
		d.Sees("Why it is not proven: ", "9 payments from 2026-03-08 to 2026-11-08")
		d.Press("enter")
		if m := d.opened(t); len(m.Rows) != 9 || m.From != Tab {
			t.Errorf("%+v", m)
		}
	})
}

// At 80 columns a line keeps the payer, how often it pays, how much and whether it goes on; the rest stands below the
// list for the chosen one.
func TestIncomeFitsEightyColumns(t *testing.T) {
	visit(t, household(), func(d driven) {
		d.p.SetSize(80, 21)
		d.Press("I")
		if got := d.lineOf(t, "Acme"); !strings.Contains(got, "Acme Polska S.A. salary monthly 7450.00 active") {
			t.Error(got)
		}
		d.goTo(t, "Acme")
		d.Sees("next due on 2026-12-10", "none missed")
	})
}

// Months are columns at any width: below the payers where they have no room for them, with as many as fit.
func TestMonthsAreColumnsOfTheirOwnWhereTheScreenIsNarrow(t *testing.T) {
	visit(t, household(), func(d driven) {
		for w, want := range map[int]string{120: "Jun 2026 Jul 2026 Aug 2026 Sep 2026 Oct 2026 to 22 Nov", 80: "Aug 2026 Sep 2026 Oct 2026 to 22 Nov"} {
			d.p.SetSize(w, 60)
			d.Press("I").Sees("Proven, month by month ─", "Possible, month by month ─")
			if got := d.lineOf(t, "to 22 Nov"); !strings.Contains(got, "payer missed stable "+want) {
				t.Errorf("%d: %s", w, got)
			}
			_, below, _ := strings.Cut(d.Screen(), "Proven, month by month")
			acme, piotr := strings.Index(below, "Acme"), strings.Index(below, "Possible, month by month")
			if acme < 0 || piotr < acme || !strings.Contains(below[piotr:], "Piotr") {
				t.Errorf("%d:\n%s", w, d.Screen())
			}
		}
	})
}

// Every figure of affordability says how it is made, and opens its rows.
func TestAffordabilityShowsItsFormulas(t *testing.T) {
	visit(t, household(), func(d driven) {
		d.p.SetSize(200, 47)
		d.Press("A")
		for s, want := range map[string]string{
			"Proven income":   "7450.00 1 payer",
			"Obligations":     "3840.00 instalments, rent",
			"Living costs":    "480.00 median of full months",
			"Left a month":    "3130.00 7450.00 - 3840.00 - 480.00",
			"Debt service to": "20.0 % 1490.00 / 7450.00",
			"Gambling":        "600.00",
			"Cash taken out":  "0.00 none",
			"Below zero":      "unknown the rows give no balances",
			"Month ends":      "unknown not every account has a known balance",
		} {
			if got := d.lineOf(t, s); !strings.Contains(got, want) {
				t.Errorf("%s", got)
			}
		}
		for s, want := range map[string]int{"Obligations": 18, "Marek Nowak": 9, "Gambling": 1, "Proven income": 9, "Left a month": 9 + 18 + 24} {
			d.goTo(t, s)
			d.Press("enter")
			if m := d.opened(t); len(m.Rows) != want {
				t.Errorf("%s opens %d rows: %+v", s, len(m.Rows), m)
			}
		}
	})
}

// At 80 columns how a figure is made goes on below it: nothing of it is cut.
func TestAffordabilityFitsEightyColumns(t *testing.T) {
	visit(t, household(), func(d driven) {
		d.p.SetSize(80, 60)
		d.Press("A")
		for _, line := range strings.Split(d.Screen(), "\n") {
			if strings.HasSuffix(strings.TrimRight(line, " │"), "…") {
				t.Errorf("cut: %s", line)
			}
		}
		want := strings.Fields("median of full months: tax, utilities, telecom, insurance, groceries, transport, fuel, education, household")
		_, below, _ := strings.Cut(d.Screen(), "Living costs")
		below, _, _ = strings.Cut(below, "Left a month")
		got := strings.Fields(strings.ReplaceAll(below, "│", ""))
		if len(got) < 2 || !slices.Equal(got[1:], want) {
			t.Errorf("living costs are made of %q", got)
		}
	})
}

// What is not known says why: without a wage there is nothing to compare debts with.
func TestUnknownFiguresSayWhy(t *testing.T) {
	imp := household()
	a := &imp.Targets[0].Accounts[0]
	a.Transactions = slices.DeleteFunc(a.Transactions, func(x aisclient.Transaction) bool { return strings.HasPrefix(x.Party.String(), "Acme") })
	visit(t, imp, func(d driven) {
		d.Press("I").Sees("nothing is proven", "no payer proves an income").Press("A")
		for _, s := range []string{"Left a month", "Debt service to"} {
			if got := d.lineOf(t, s); !strings.Contains(got, "unknown no income is proven") {
				t.Error(got)
			}
		}
	})
	visit(t, sample.Customer(), func(d driven) { // whose savings are cut short
		d.Press("A")
		if got := d.lineOf(t, "Debt service to"); !strings.Contains(got, "unknown the data does not allow it: not whole, short coverage") {
			t.Error(got)
		}
	})
}

// Once the rows have categories the ranking is by category, and its shares add up to 100.0 %.
func TestCategoriesComeFirstAndAddUp(t *testing.T) {
	visit(t, household(), func(d driven) {
		d.Sees("Out by label")
		data := app.Dataset{ID: "one", Name: "one", Ledger: sample.Ledger(household())}
		data, err := data.Annotated(context.Background(), sample.Now)
		if err != nil {
			t.Fatal(err)
		}
		d.Send(pane.Loaded{Dataset: data}).Sees("Out by category in PLN", "rent", "loan repayment", "groceries", "gambling")
		d.Press("f").Sees("In by category", "salary", "loan paid out")
		for _, key := range []string{"f", "f"} { // in, and after net out again
			sum := 0
			for _, m := range regexp.MustCompile(`(\d+)\.(\d) %  `).FindAllStringSubmatch(d.Screen(), -1) {
				var whole, tenth int
				if _, err := fmt.Sscan(m[1], &whole); err != nil {
					t.Fatal(err)
				}
				if _, err := fmt.Sscan(m[2], &tenth); err != nil {
					t.Fatal(err)
				}
				sum += whole*10 + tenth
			}
			if sum != 1000 {
				t.Errorf("the shares add up to %d.%d %%:\n%s", sum/10, sum%10, d.Screen())
			}
			d.Press(key, "f")
		}
		d.Press("r").Sees("by label")
	})
}

// A grouping that was chosen stays when the categories come.
func TestAChosenGroupingStays(t *testing.T) {
	visit(t, household(), func(d driven) {
		d.Press("r").Sees("Out by counterparty")
		data, err := app.Dataset{ID: "one", Name: "one", Ledger: sample.Ledger(household())}.Annotated(context.Background(), sample.Now)
		if err != nil {
			t.Fatal(err)
		}
		d.Send(pane.Loaded{Dataset: data}).Sees("Out by counterparty")
	})
}

// Lines of a board that the window has no room for are said to be there: what stands last must not look like the end.
func TestABoardSaysWhatIsBelow(t *testing.T) {
	b := &board{}
	th := theme.Must(theme.ASCII, theme.Plaintext)
	for i := range 20 {
		b.item(th, boardItem{what: "row", about: "all of it"}, page.Piece{Text: fmt.Sprint("line ", i)})
	}
	for h, want := range map[int]string{10: "12 more lines below", 21: "1 more line below", 22: ""} {
		lines := strings.Join(b.draw(th, viewAffordability, 0, true, 60, h), "\n")
		if got := strings.Contains(lines, "below"); got != (want != "") || !strings.Contains(lines, want) {
			t.Errorf("in %d lines, want %q:\n%s", h, want, lines)
		}
	}
}
