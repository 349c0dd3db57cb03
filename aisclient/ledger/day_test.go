package ledger

import (
	"context"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger/filter"
)

// Rows of days after the one on which the provider answered are in no sum, whatever their status says: of the accounts' country, so
// that a row of the day that has begun there counts. (judgement 7.7)
func TestRowsAfterTheDataAreInNoSum(t *testing.T) {
	const head = `<reply status="200 OK" responseTimestamp="2026-04-10T22:30:00Z"><command id="1" state="successful"><result><accounts><account><name>K</name><iban>PL84109024020000000611111111</iban><currencyName>PLN</currencyName><moneyTransactions>`
	row := func(day, amount, status string) string {
		return "<moneyTransaction><bookedOn>" + day + "</bookedOn><currencyAmount>" + amount + "</currencyAmount><status>" + status + "</status></moneyTransaction>"
	}
	rows := row("2026-04-11", "-1.00", "DONE") + row("2026-04-12", "-20.00", "DONE") + row("9999-12-31", "-300.00", "DONE") + row("2026-04-12", "-4000.00", "PENDING")
	l, _, err := Load(context.Background(), strings.NewReader(head+rows+"</moneyTransactions></account></accounts></result></command></reply>"), aisclient.DecodeOptions{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	totals, err := l.Totals(t.Context())
	if err != nil || len(totals) != 1 || totals[0].Count != 4 || totals[0].Booked != 1 || totals[0].Net.String() != "-1.00" {
		t.Errorf("%+v %v", totals, err)
	}
	if all := l.Uncounted([]int32{0, 1, 2, 3}); len(all) != 2 || all[0].State != aisclient.RowPending || all[1].State != aisclient.RowFuture || all[1].Count != 2 || all[1].Out.String() != "-320.00" {
		t.Errorf("%+v", all)
	}
	if !l.Booked(0) || l.Booked(1) || l.State(2).String() != "future" || l.State(3) != aisclient.RowPending {
		t.Error("the states of the rows are others")
	}
	var first RowSet
	first.Add(0)
	if got := l.WithExcluded(&first); got.Booked(1) || got.State(2) != aisclient.RowFuture {
		t.Error("a ledger of the same rows takes them in")
	}
}

// The elements that were not read with their rows stand in every row of an export, and nowhere where everything was read.
func TestElementsThatWereNotReadAreAColumn(t *testing.T) {
	for inside, want := range map[string]string{"": "", "<accountz><account><name>x</name></account></accountz>": "element that is not known reply/command/result/accountz"} {
		l, _, err := Load(context.Background(), strings.NewReader(`<reply><command id="1" state="successful"><result><accounts><account><name>K</name><moneyTransactions><moneyTransaction><bookedOn>2026-04-11</bookedOn><currencyAmount>1</currencyAmount></moneyTransaction></moneyTransactions></account></accounts>`+
			inside+"</result></command></reply>"), aisclient.DecodeOptions{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		columns := l.Columns()
		if last := columns[len(columns)-1]; (last == ColLost) != (want != "") || l.Text(0, ColLost).String() != want {
			t.Errorf("%s: the last column is %s: %q", inside, last, l.Text(0, ColLost))
		}
	}
}

// The clocks change at 01:00 UTC on the last Sundays of March and October (directive 2000/84/EC): the second before still has the
// other hour.
func TestTheHoursOfACountry(t *testing.T) {
	for at, hours := range map[string][2]int{"2026-03-29T00:59:59Z": {1, 0}, "2026-03-29T01:00:00Z": {2, 1}, "2026-07-01T12:00:00Z": {2, 1},
		"2026-10-25T00:59:59Z": {2, 1}, "2026-10-25T01:00:00Z": {1, 0}} {
		when, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		for i, country := range []string{"PL", "GB"} {
			if got := offset(country, when); got != time.Duration(hours[i])*time.Hour {
				t.Errorf("%s, %s: %s", country, at, got)
			}
		}
	}
}

// A row of nothing comes neither in nor out.
func TestARowOfZeroGoesNeitherWay(t *testing.T) {
	l, _, err := Load(context.Background(), strings.NewReader(`<reply><command id="1" state="successful"><result><accounts><account><name>K</name><moneyTransactions><moneyTransaction><bookedOn>2026-04-11</bookedOn><currencyAmount>0.00</currencyAmount></moneyTransaction></moneyTransactions></account></accounts></result></command></reply>`), aisclient.DecodeOptions{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for line, want := range map[string]int{"": 1, "is:in": 0, "is:out": 0} {
		f, err := filter.Parse(line, aisclient.DateOf(2026, time.April, 30))
		if err != nil {
			t.Fatal(err)
		}
		if r, err := l.Run(t.Context(), Query{Filter: f}); err != nil || len(r.Order) != want {
			t.Errorf("%q: %v, %v", line, r.Order, err)
		}
	}
}
