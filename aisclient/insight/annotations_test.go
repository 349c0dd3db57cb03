package insight

import (
	"strings"
	"testing"

	"aisdesk/aisclient/ledger"
)

// The ledger of an analysis shows of every row the category, the confidence and the reason that the analysis has.
func TestS1_3_TheLedgerShowsWhyARowIsWhatItIs(t *testing.T) {
	plain := resultOf(t, account("", household(7)...)).Ledger
	c := NewCache(plain, Options{Today: today})
	if !c.Holds(plain) {
		t.Error("the cache does not know its ledger")
	}
	a, err := c.Analysis(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if !c.Holds(a.Ledger) || c.Holds(resultOf(t).Ledger) || c.Holds(nil) || plain.Annotated() {
		t.Error("the cache takes another ledger for its own, or not its own")
	}
	seen := map[string]bool{}
	for row := range int32(a.Ledger.Len()) {
		of := func(c ledger.Column) string { return a.Ledger.Text(row, c).String() }
		seen[of(ledger.ColCategory)] = true
		if of(ledger.ColCategory) != a.Rows.Of(row).String() || of(ledger.ColConfidence) != a.Rows.Confidence(row).String() {
			t.Fatalf("row %d: %s, %s", row, of(ledger.ColCategory), of(ledger.ColConfidence))
		}
		if why := of(ledger.ColWhy); a.Rows.Entry(row) != "" && !strings.Contains(why, a.Rows.Entry(row)) || why == "" {
			t.Fatalf("row %d: why %q, entry %q", row, why, a.Rows.Entry(row))
		}
	}
	for _, want := range []string{"salary", "rent", "telecom", "subscriptions", "utilities", "groceries"} {
		if !seen[want] {
			t.Errorf("no row is %s", want)
		}
	}
}
