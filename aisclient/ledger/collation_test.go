package ledger

import (
	"context"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"aisdesk/aisclient"
	"aisdesk/aisclient/text"
)

func listOf(texts ...string) textList {
	return textList{len(texts), func(i int32) string { return texts[i] }}
}

// The order is that of comparing every two texts exactly, whichever processors did which part.
func TestRanksAreTheOrderOfTheLanguage(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 9))
	letters := []string{"a", "A", "ą", "Ą", "b", "c", "ć", "e", "ę", "l", "ł", "Ł", "n", "ń", "o", "ó", "z", "ź", "ż", "Ż", " ", "-", "1", "10", "é", "ß", "ж", "中", "🙂", "a\u0328"}
	texts := []string{"", "", "Żabka", "żabka", "zabka", "Ząbka"}
	for len(texts) < 6000 {
		var b strings.Builder
		for range 1 + r.IntN(6) {
			b.WriteString(letters[r.IntN(len(letters))])
		}
		texts = append(texts, b.String())
	}
	ranks, err := rank(t.Context(), listOf(texts...))
	if err != nil {
		t.Fatal(err)
	}
	polish := collate.New(language.Polish)
	loose := collate.New(language.Polish, collate.Loose)
	for range 50_000 {
		i, j := r.IntN(len(texts)), r.IntN(len(texts))
		if texts[i] == "" || texts[j] == "" {
			continue
		}
		want := loose.CompareString(texts[i], texts[j])
		if want == 0 {
			want = polish.CompareString(texts[i], texts[j])
		}
		if got := sign(ranks[i] - ranks[j]); got != want {
			t.Fatalf("%q and %q: %d instead of %d", texts[i], texts[j], got, want)
		}
	}
	if ranks[0] != -1 || ranks[1] != -1 {
		t.Error("empty texts have a rank")
	}
}

func sign(n int32) int {
	switch {
	case n < 0:
		return -1
	case n > 0:
		return 1
	}
	return 0
}

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
		if _, err := rank(b.Context(), textList{l.Len(), l.title}); err != nil {
			b.Fatal(err)
		}
	}
	runtime.KeepAlive(l)
}
