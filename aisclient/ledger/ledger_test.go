package ledger

import (
	"context"
	"reflect"
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/text"
)

func TestRowsKeepWhatTheReplySaid(t *testing.T) {
	imp := smallImport()
	l := smallLedger(t)
	row := int32(0)
	for ti := range imp.Targets {
		var lists [][]aisclient.Transaction
		for _, a := range imp.Targets[ti].Accounts {
			lists = append(lists, a.Transactions)
		}
		for _, c := range imp.Targets[ti].CreditCards {
			lists = append(lists, c.Transactions)
		}
		for _, txs := range lists {
			for _, want := range txs {
				slices.SortFunc(want.Labels, func(a, b text.Text) int { return strings.Compare(a.String(), b.String()) })
				if got := l.Transaction(row); !sameTransaction(got, want) {
					t.Errorf("row %d: got %+v, want %+v", row, got, want)
				}
				row++
			}
		}
	}
	if int(row) != l.Len() || !l.Complete() || l.Err() != nil {
		t.Errorf("%d rows of %d, complete %v, err %v", l.Len(), row, l.Complete(), l.Err())
	}
}

func sameTransaction(a, b aisclient.Transaction) bool {
	if len(a.Labels) == 0 && len(b.Labels) == 0 {
		a.Labels, b.Labels = nil, nil
	}
	return reflect.DeepEqual(a, b)
}

func TestSourcesIncludeThoseWithoutRows(t *testing.T) {
	l := smallLedger(t)
	var got []string
	for _, s := range l.Sources() {
		got = append(got, s.Label().String()+" "+string(s.Currency))
	}
	want := []string{"Konto PLN", "Puste USD", "Wspólne EUR", "Visa PLN"}
	if !slices.Equal(got, want) {
		t.Fatalf("sources %q, want %q", got, want)
	}
	if s := l.Source(6); s.Label().String() != "Wspólne" || l.Currency(6) != "EUR" || s.Rows() != 1 {
		t.Errorf("row 6 belongs to %v", s.Label())
	}
	if !l.Source(7).IsCard() || l.Source(0).IsCard() {
		t.Error("card and account are mixed up")
	}
	if l.Sources()[1].Rows() != 0 {
		t.Error("the empty account has rows")
	}
}

func TestFilterFinds(t *testing.T) {
	l := smallLedger(t)
	for _, c := range []struct {
		filter string
		want   []int32
	}{
		{"", []int32{0, 1, 2, 3, 4, 5, 6, 7}},
		{"zabka", []int32{2, 4}},
		{"Zabka", []int32{2, 4}},
		{"żabka", []int32{2, 4}},
		{"ŻABKA", []int32{2, 4}},
		{"zakupy lodz", []int32{2}},
		{"strasse cafe", []int32{7}},
		{"straße", []int32{7}},
		{`"czynsz luty"`, []int32{3}},
		{"-zabka is:card", []int32{7}},
		{"label:salary|rent", []int32{1, 3}},
		{"label:=sal", nil},
		{"/^zwrot$/", []int32{6}},
		{"/ŁÓDŹ|Blok/", []int32{0}},
		{"acct:konto", []int32{0, 1, 2, 3, 4, 5}},
		{"acct:7121", []int32{0, 1, 2, 3, 4, 5}},
		{"owner:jan", []int32{6}},
		{"owner:lacka", []int32{0, 1, 2, 3, 4, 5, 6}},
		{"cur:eur", []int32{6}},
		{"iban:PL101050009976", []int32{1}},
		{`iban:"PL10 1050 0099"`, []int32{1}},
		{"kind:karta", []int32{0, 2, 4, 7}},
		{"status:pending", []int32{0}},
		{"is:pending", []int32{0}},
		{"amt:>100", []int32{1}},
		{"amt:-50..-10", []int32{0, 2, 4}},
		{"abs:>=1000", []int32{1, 3}},
		{"abs:>=1200", []int32{1, 3}}, // row 3 is exactly that
		{"abs:>1200", []int32{1}},
		{"abs:<=9.99", []int32{5, 7}}, // row 7 is exactly that,
		{"amt:>=5000", []int32{1}},
		{"bal:>=5100", []int32{1}},
		{"bal:<=5100", []int32{1}},
		{"amt:=-9.99", []int32{7}},
		{"bal:>0", []int32{1}},
		{"date:2026-02", []int32{3, 4}},
		{"date:2026-02..2026-03-01", []int32{3, 4, 6}},
		{"date:last5d", []int32{0}},
		{"date:2026-03-10..", []int32{0, 1}},
		{"date:>=2026-03-10", []int32{0, 1}},
		{"-date:0001..9999", []int32{5}},
		{"is:in", []int32{1, 6}},
		{"is:out is:labelled", []int32{2, 3, 4}},
		{`party:=""`, []int32{5}},
		{"day:tue", []int32{0, 1, 3}},
		{"row:1..2|7", []int32{1, 2, 7}},
	} {
		if got := run(t, l, c.filter).Order; !slices.Equal(got, c.want) {
			t.Errorf("%s: rows %v, want %v", c.filter, got, c.want)
		}
	}
}

func TestTotalsNeverMixCurrenciesAndSumOnlyBooked(t *testing.T) {
	l := smallLedger(t)
	got, err := l.Totals(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	want := []Totals{
		{Currency: "PLN", Count: 7, Booked: 6, In: amount("5000"), Out: amount("-1281.99"), Net: amount("3718.01"),
			Min: amount("-1200"), Max: amount("5000"), Mean: amount("619.6683"), Median: amount("-22.745")},
		{Currency: "EUR", Count: 1, Booked: 1, In: amount("100"), Net: amount("100"), Min: amount("100"), Max: amount("100"),
			Mean: amount("100"), Median: amount("100")},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}
