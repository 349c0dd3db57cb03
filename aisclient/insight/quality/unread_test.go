package quality

import (
	"os"
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
)

func judgeReply(t *testing.T, reply string) *Report {
	t.Helper()
	l, _, err := ledger.Load(t.Context(), strings.NewReader(reply), aisclient.DecodeOptions{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Build(t.Context(), Input{Ledger: l, Day: DataDay(l, day(today))})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func judgeCase(t *testing.T, name string) *Report {
	t.Helper()
	raw, err := os.ReadFile("../../testdata/cases/" + name + ".xml")
	if err != nil {
		t.Fatal(err)
	}
	return judgeReply(t, string(raw))
}

func (r *Report) notWhole() (hits []Hit) {
	for _, h := range r.Gates {
		if h.Gate == NotWhole {
			hits = append(hits, h)
		}
	}
	return hits
}

// Case d01: the account with the cells that could not be read is not whole, and says which. The other one is.
func TestAFieldThatCouldNotBeReadActsOnItsAccount(t *testing.T) {
	r := judgeCase(t, "d01-btc8")
	hits := r.notWhole()
	if len(hits) != 1 || !slices.Equal(hits[0].Sources, []int{1}) || !slices.Equal(hits[0].Rows, []int32{1}) ||
		hits[0].Sentence != `In Bitcoin 2 fields could not be read, first currencyBalance "0.00014884".` {
		t.Errorf("%+v", hits)
	}
	if len(r.Accounts[0].Unread) != 0 || !slices.Equal(r.Accounts[1].Unread, []int32{1}) || len(r.Unread) != 2 {
		t.Errorf("%+v", r)
	}
}

// Cases d02, d16 and j04 are whole; in d12 the row without a day is named.
func TestCasesThatAreWholeAndOneThatIsNot(t *testing.T) {
	for _, name := range []string{"d02-zeros", "d16-date-zone", "j04-null", "h03-pending"} {
		if r := judgeCase(t, name); r.notWhole() != nil || r.Unread != nil {
			t.Errorf("%s: %+v", name, r.notWhole())
		}
	}
	r := judgeCase(t, "d12-date-bad")
	if !strings.Contains(r.Unread[0], "2026-02-30") || len(r.Accounts[0].Placeholder) != 1 || len(r.notWhole()) == 0 || !slices.Contains(r.notWhole()[0].Rows, 1) {
		t.Errorf("d12: %+v", r)
	}
}

// However many cells of one account cannot be read, another account is as good as before. Rows in elements that are not
// known can be anybody's.
func TestUnreadCellsStayWithTheirAccountAndUnreadElementsDoNot(t *testing.T) {
	const other = `<account><name>Good</name><currencyName>PLN</currencyName><moneyTransactions><moneyTransaction><bookedOn>2026-03-01</bookedOn><currencyAmount>1.00</currencyAmount></moneyTransaction></moneyTransactions></account>`
	const head, tail = `<reply status="200 OK"><command id="1" state="successful" name="DefaultImportCommand"><result><accounts>` + other + `<account><name>Bad</name>`, `</account></accounts></result></command></reply>`
	many := `<moneyTransactions>` + strings.Repeat(`<moneyTransaction><bookedOn>2026-03-01</bookedOn><currencyAmount>1,00</currencyAmount></moneyTransaction>`, 300) + `</moneyTransactions>`
	if hits := judgeReply(t, head+many+tail).notWhole(); len(hits) != 1 || !slices.Equal(hits[0].Sources, []int{1}) || len(hits[0].Rows) != 300 {
		t.Errorf("many cells: %d hits", len(hits))
	}
	elements := `<operations><operation><bookedOn>2026-03-01</bookedOn><currencyAmount>1.00</currencyAmount></operation></operations>`
	if hits := judgeReply(t, head+elements+tail).notWhole(); len(hits) != 1 || hits[0].Sources != nil || !strings.Contains(hits[0].Sentence, "operations") {
		t.Errorf("rows elsewhere: %+v", hits)
	}
}
