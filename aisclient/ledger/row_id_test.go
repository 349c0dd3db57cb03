package ledger_test

import (
	"slices"
	"testing"

	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/ledgertest"
)

// A row keeps its id in every order and with categories; sorting by it is the order of the reply.
func TestRowIDsStayWithTheirRows(t *testing.T) {
	plain, err := ledger.FromImport(ledgertest.RandomImport(300, 3))
	if err != nil {
		t.Fatal(err)
	}
	if plain.RowID(7) != "7" {
		t.Errorf("without a reply: %s", plain.RowID(7))
	}
	l := plain.WithRowIDs(ledger.ReplyIDs("25313c0c65e1633547ac8d9377e9a42d4e51d8368066b103362e59f6a996e20c"))
	if got := l.Text(12, ledger.ColID).String(); got != "25313c0c65e1-12" {
		t.Errorf("row 12: %s", got)
	}
	a := &ledger.Annotations{Categories: []ledger.CategoryName{{}}, Confidences: []string{""}, Whys: []string{""},
		Category: make([]uint8, l.Len()), Confidence: make([]uint8, l.Len()), Why: make([]uint16, l.Len())}
	annotated, err := l.WithAnnotations(a)
	if err != nil {
		t.Fatal(err)
	}
	if annotated.RowID(12) != l.RowID(12) {
		t.Errorf("with categories: %s", annotated.RowID(12))
	}
	res, err := l.Run(t.Context(), ledger.Query{Sort: []ledger.SortKey{{Column: ledger.ColID}}})
	if err != nil || !slices.IsSorted(res.Order) || len(res.Order) != 300 {
		t.Errorf("sorted by id: %v %v", res.Order[:20], err)
	}
}
