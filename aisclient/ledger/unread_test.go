package ledger

import (
	"os"
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger/filter"
)

// oneUnread is an account with three booked rows, of which the second has an amount that is none, and a row whose day
// does not exist.
const oneUnread = `<reply status="200 OK"><command id="1" state="successful" name="DefaultImportCommand"><result><accounts><account><name>K</name><currencyName>PLN</currencyName><moneyTransactions>
<moneyTransaction><bookedOn>2026-03-03</bookedOn><currencyAmount>5.00</currencyAmount><title>a</title><status>DONE</status></moneyTransaction>
<moneyTransaction><bookedOn>2026-03-02</bookedOn><currencyAmount>-0.00014884</currencyAmount><currencyBalance>x</currencyBalance><title>b</title><status>DONE</status></moneyTransaction>
<moneyTransaction><bookedOn>2026-03-01</bookedOn><currencyAmount>-2.00</currencyAmount><title>c</title><status>DONE</status></moneyTransaction>
<moneyTransaction><bookedOn>2026-02-30</bookedOn><currencyAmount>-1.00</currencyAmount><title>d</title><status>DONE</status></moneyTransaction>
</moneyTransactions></account></accounts></result></command></reply>`

func loadText(t *testing.T, reply string) *Ledger {
	t.Helper()
	l, _, err := Load(t.Context(), strings.NewReader(reply), aisclient.DecodeOptions{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func loadCase(t *testing.T, name string) *Ledger {
	t.Helper()
	raw, err := os.ReadFile("../testdata/cases/" + name + ".xml")
	if err != nil {
		t.Fatal(err)
	}
	return loadText(t, string(raw))
}

func TestARowWithoutAReadableAmountStandsInTheTableAndInNoSum(t *testing.T) {
	l := loadText(t, oneUnread)
	if l.Len() != 4 || l.State(1) != aisclient.RowUnread || l.Booked(1) || !l.AmountUnread(1) || l.AmountUnread(0) || l.State(3) != aisclient.RowBooked {
		t.Fatalf("%d rows, state %v", l.Len(), l.State(1))
	}
	totals, err := l.Totals(t.Context())
	if err != nil || len(totals) != 1 {
		t.Fatal(totals, err)
	}
	if s := totals[0]; s.Count != 4 || s.Booked != 3 || s.In.String() != "5.00" || s.Out.String() != "-3.00" || s.Max.String() != "5.00" || s.Median.String() != "-1.00" {
		t.Errorf("%+v", s)
	}
	if got := l.Text(1, ColAmount).String(); got != "-0.00014884" {
		t.Errorf("the amount is shown as %q", got)
	}
	if _, ok := l.Money(1, ColAmount); ok {
		t.Error("an amount that could not be read is a number")
	}
	if got := l.Text(1, ColUnread).String(); got != `currencyAmount "-0.00014884", currencyBalance "x"` {
		t.Errorf("what could not be read: %s", got)
	}
	if tx := l.Transaction(1); tx.Booked() || len(tx.Unread) != 2 {
		t.Errorf("%+v", tx)
	}
	if !slices.Contains(l.Columns(), ColUnread) || slices.Contains(loadCase(t, "h03-pending").Columns(), ColUnread) {
		t.Error("the column of what could not be read stands where there is something, and only there")
	}
}

// No figure finds a row that has none; it is found by what it is.
func TestFiltersAndSortsOfUnreadRows(t *testing.T) {
	l := loadText(t, oneUnread)
	for line, want := range map[string][]int32{
		"amt:<10": {0, 2, 3}, "amt:0": nil, "abs:<10": {0, 2, 3}, "is:booked": {0, 2, 3}, "is:pending": nil, "is:unread": {1, 3}, "is:out": {2, 3}, "status:done": {0, 1, 2, 3}, "date:2026-03": {0, 1, 2},
	} {
		f, err := filter.Parse(line, 0)
		if err != nil {
			t.Fatal(err)
		}
		r, err := l.Run(t.Context(), Query{Filter: f})
		if err != nil || !slices.Equal(r.Order, want) {
			t.Errorf("%s finds %v, want %v (%v)", line, r.Order, want, err)
		}
	}
	for by, want := range map[string][]int32{"amount": {2, 3, 0, 1}, "-amount": {0, 3, 2, 1}} {
		keys, _ := ParseSort(by)
		if r, err := l.Run(t.Context(), Query{Sort: keys}); err != nil || !slices.Equal(r.Order, want) {
			t.Errorf("by %s: %v, want %v (%v)", by, r.Order, want, err)
		}
	}
}

// Case h03, and every other reason to be in no sum, by currency.
func TestWhatIsInNoSumIsSaidByCurrencyAndState(t *testing.T) {
	l := loadCase(t, "h03-pending")
	got := l.Uncounted(all(l))
	if len(got) != 1 || got[0].State != aisclient.RowPending || got[0].Count != 1 || got[0].In != 0 || got[0].Out.String() != "-1000.00" || got[0].Currency != "PLN" {
		t.Errorf("h03: %+v", got)
	}
	if totals, _ := l.Totals(t.Context()); totals[0].Out.String() != "-17.00" || totals[0].Booked != 2 {
		t.Errorf("h03, small letters are booked too: %+v", totals)
	}
	l = loadCase(t, "d01-btc8")
	if got := l.Uncounted(all(l)); len(got) != 1 || got[0].Currency != "BTC" || got[0].State != aisclient.RowUnread || got[0].Count != 1 || got[0].In != 0 || got[0].Out != 0 {
		t.Errorf("d01: %+v", got)
	}
	if got := l.Uncounted([]int32{0}); got != nil {
		t.Errorf("d01, of its booked row: %+v", got)
	}
}

func all(l *Ledger) []int32 {
	var rows []int32
	for row := range int32(l.Len()) {
		rows = append(rows, row)
	}
	return rows
}
