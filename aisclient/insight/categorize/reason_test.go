package categorize

import (
	"fmt"
	"testing"
)

// The reason that a column, a filter and an export show has the words of the row, what the counterparty is and the entry.
func TestS1_3_AReasonHasTheWordsAndTheEntry(t *testing.T) {
	lex := lexiconOf(t, "")
	for _, x := range []struct {
		row  row
		want string
	}{
		{row{amount: "-100.00", title: "wplata Komornik Sądowy Zmyślony 5"}, "strong words: komornik sadowy zmyslony, bailiff [court-bailiff]"},
		{row{amount: "-100.00", title: "ostatnia RATA\nKREDYTU 5/60"}, "words: rata kredytu [instalment]"},
		{row{amount: "-100.00", title: "umowa 5", party: "ZMYŚLKREDYT SP. Z O.O."}, "counterparty: zmyslkredyt, lender [lender]"},
		{row{amount: "-100.00", title: "deklaracja", party: "Urząd Skarbowy"}, "counterparty: urzad skarbowy, tax office [tax]"},
		{row{amount: "-100.00", title: "5", kind: "PROWIZJA"}, "bank's kind: prowizja [fee]"},
		{row{amount: "100.00", title: "5", labels: []string{"salary"}}, "label: salary"},
		{row{amount: "100.00", title: "5", party: "Jan Przykładny"}, "own money"},
		{row{amount: "100.00", title: "5"}, "nothing else"},
	} {
		rows := categorized(t, lex, account(x.row))
		if got := rows.Reason(0); got != x.want {
			t.Errorf("%+v: %q, want %q", x.row, got, x.want)
		}
		if a := rows.Annotations(); a.Whys[a.Why[0]] != x.want {
			t.Errorf("%+v: the ledger says %q, want %q", x.row, a.Whys[a.Why[0]], x.want)
		}
	}
}

// More reasons than can be numbered keep their entries; the last ones lose their words first.
func TestManyReasonsKeepTheirEntries(t *testing.T) {
	b := &builder{Rows: &Rows{}, reasons: map[reason]uint16{}}
	lex := lexiconOf(t, "")
	lender, _ := lex.Entry("lender")
	wage, _ := lex.Entry("wage")
	for i := range mostReasons {
		b.reason(reason{stage: Counterparty, entry: lender, words: fmt.Sprint(i)})
	}
	if got := b.whys[b.reason(reason{stage: Counterparty, entry: lender, words: "another"})]; got.entry != lender || got.words != "" {
		t.Errorf("a further reason is %+v, want the lender without words", got)
	}
	if got := b.whys[b.reason(reason{stage: Words, entry: wage, words: "wage"})]; got.entry != wage {
		t.Errorf("a further entry is lost: %+v", got)
	}
}
