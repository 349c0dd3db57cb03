package ledger

import (
	"context"
	"runtime"
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger/internal/collation"
	"aisdesk/aisclient/text"
)

func TestRankingEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	l := smallLedger(t)
	f := Query{Sort: []SortKey{{Column: ColTitle}}}
	if _, err := l.Run(ctx, f); err == nil {
		t.Error("a cancelled sort has an answer")
	}
	r, err := l.Run(t.Context(), f) // a cancelled attempt leaves nothing behind
	if err != nil || r.Len() != l.Len() {
		t.Fatal(r, err)
	}
	if got := l.Title(r.Order[0]).String(); got != "Bez daty" {
		t.Errorf("%q comes first", got)
	}
}

// Titles sort by their last letter too, however long they are.
func TestLongTitlesSort(t *testing.T) {
	long := strings.Repeat("ż", 2_000)
	imp := &aisclient.Import{Targets: []aisclient.Target{{Accounts: []aisclient.Account{{Currency: "PLN"}}}}}
	acc := &imp.Targets[0].Accounts[0]
	for _, title := range []string{long + "b", "z", long + "a", "", "ź"} {
		acc.Transactions = append(acc.Transactions, aisclient.Transaction{Title: text.Clean(title)})
	}
	l, err := FromImport(imp)
	if err != nil {
		t.Fatal(err)
	}
	if got := run(t, l, "", SortKey{Column: ColTitle}).Order; !slices.Equal(got, []int32{1, 4, 2, 0, 3}) {
		t.Errorf("order %v", got)
	}
	if got := run(t, l, "", SortKey{Column: ColTitle, Desc: true}).Order; !slices.Equal(got, []int32{0, 2, 4, 1, 3}) {
		t.Errorf("falling order %v", got)
	}
}

// BenchmarkRankTitles is the first sort by title, which the others profit from; the bytes are what it takes
// besides the ledger.
func BenchmarkRankTitles100k(b *testing.B) {
	l, err := FromImport(randomImport(100_000, 11))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := collation.Rank(b.Context(), collation.Texts{Len: l.Len(), At: l.title}); err != nil {
			b.Fatal(err)
		}
	}
	runtime.KeepAlive(l)
}
