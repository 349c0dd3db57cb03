package app

import (
	"io"
	"runtime"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/portfolio"
	"aisdesk/aisclient/replytest"
	"aisdesk/aisclient/text"
	"aisdesk/aisclient/verify"
)

// newPortfolio is an App with so many imports.
func newPortfolio(t testing.TB, imports, rows int) *App {
	t.Helper()
	return portfolioOf(t, imports, rows, replytest.Year)
}

func portfolioOf(t testing.TB, imports, rows int, reply func(n, rows int) []byte) *App {
	t.Helper()
	c := Config{Environment: Sandbox, DataDir: t.TempDir(), StateDir: t.TempDir()}
	store, err := archive.Open(c.DataDir, archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	for n := range imports {
		_, err := store.Save(t.Context(), archive.NewImport{Environment: text.Clean(Sandbox), State: text.Clean("successful"), Since: text.Clean("2025-11-20")}, reply(n, rows))
		if err != nil {
			t.Fatal(err)
		}
	}
	a := New(c, Options{})
	t.Cleanup(a.Close)
	return a
}

// usualClaims are what a loan asks for.
func usualClaims(t testing.TB) []verify.Claim {
	t.Helper()
	var all []verify.Claim
	for _, c := range []struct {
		kind verify.Kind
		text string
	}{{verify.KindIncome, "5000PLN"}, {verify.KindWithout, "gambling"}, {verify.KindWithout, "bailiff"}} {
		claim, err := verify.Parse(c.kind, c.text)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, claim)
	}
	return all
}

// BenchmarkReportAll is a report on each of 200 imports of 500 rows: ns/import over all processors. Those of the dense ones have
// names and titles of which nearly all differ.
func BenchmarkReportAll(b *testing.B) {
	b.Run("few names", func(b *testing.B) { benchReportAll(b, replytest.Year) })
	b.Run("dense", func(b *testing.B) { benchReportAll(b, replytest.DenseYear) })
}

func benchReportAll(b *testing.B, reply func(n, rows int) []byte) {
	a := portfolioOf(b, 200, 500, reply)
	ids, err := a.Portfolio.IDs(b.Context(), portfolio.Selection{})
	if err != nil {
		b.Fatal(err)
	}
	q := portfolio.Request{Claims: usualClaims(b), AsOf: aisclient.DateOf(2026, 11, 28)}
	b.ReportAllocs()
	b.ResetTimer()
	for b.Loop() {
		if done, err := a.Portfolio.Reports(b.Context(), io.Discard, ids, q, nil); err != nil || done.Failed > 0 {
			b.Fatal(done, err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(ids)), "ns/import")
}

// What a run needs of memory does not grow with the number of imports, and what it leaves does not either.
func TestAPortfolioNeedsNoMemoryForEachImport(t *testing.T) {
	a := newPortfolio(t, 60, 500)
	ids, err := a.Portfolio.IDs(t.Context(), portfolio.Selection{})
	if err != nil {
		t.Fatal(err)
	}
	inUse := func() uint64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	q := portfolio.Request{Claims: usualClaims(t)}
	var early uint64
	if _, err := a.Portfolio.Reports(t.Context(), io.Discard, ids, q, func(at portfolio.Progress) {
		if at.Done == 10 {
			early = inUse()
		}
	}); err != nil {
		t.Fatal(err)
	}
	// A ledger of 500 rows has about 100 kB: 50 of them would show.
	if late := inUse(); late > early+1<<20 {
		t.Errorf("%d kB are in use after 10 imports, %d kB after %d", early>>10, late>>10, len(ids))
	}
	if early > 120<<20 {
		t.Errorf("%d MB are in use while reports are made", early>>20)
	}
}
