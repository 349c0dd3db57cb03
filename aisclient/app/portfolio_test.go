package app

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"testing"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/portfolio"
	"aisdesk/aisclient/text"
	"aisdesk/aisclient/verify"
)

// portfolioReply is a reply of an invented customer with so many rows over a year.
func portfolioReply(n, rows int) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, `<?xml version="1.0"?><reply status="200 OK" responseTimestamp="2026-11-20T09:00:00Z"><command id="%d" state="successful" name="DefaultImportCommand" target="KontoBank"><result><owners><owner><name>Anna Zmyślona%d</name></owner></owners><accounts><account><name>Konto</name><iban>PL61109010140000071219812874</iban><currencyName>PLN</currencyName><moneyTransactions>`, n, n)
	day := time.Date(2026, 11, 19, 0, 0, 0, 0, time.UTC)
	shops := []string{"Biedronka Warszawa", "Lidl", "Orlen stacja 12", "Żabka Polska", "Apteka Gemini", "Allegro"}
	for i := range rows {
		on := day.AddDate(0, 0, -i*360/rows).Format(time.DateOnly)
		amount, title, party := fmt.Sprintf("-%d.%02d", 10+(i*7+n)%90, i%100), fmt.Sprintf("Zakup kartą nr %d", i), shops[(i+n)%len(shops)]
		switch i % 40 {
		case 0:
			amount, title, party = "6200.00", "Wynagrodzenie za pracę", "ACME Sp. z o.o."
		case 1:
			amount, title, party = "-700.00", "Rata kredytu umowa 5", "Bank Kredytowy S.A."
		}
		fmt.Fprintf(&b, `<moneyTransaction><transactionOn>%[1]s</transactionOn><bookedOn>%[1]s</bookedOn><currencyAmount>%[2]s</currencyAmount><title>%[3]s</title><party>%[4]s</party><status>DONE</status></moneyTransaction>`, on, amount, title, party)
	}
	b.WriteString(`</moneyTransactions></account></accounts></result></command></reply>`)
	return b.Bytes()
}

// newPortfolio is an App with so many imports.
func newPortfolio(t testing.TB, imports, rows int) *App {
	t.Helper()
	c := Config{Environment: Sandbox, DataDir: t.TempDir(), StateDir: t.TempDir()}
	store, err := archive.Open(c.DataDir, archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	for n := range imports {
		_, err := store.Save(t.Context(), archive.NewImport{Environment: text.Clean(Sandbox), State: text.Clean("successful"), Since: text.Clean("2025-11-20")}, portfolioReply(n, rows))
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

// BenchmarkReportAll is a report on each of 200 imports of 500 rows: ns/import over all processors.
func BenchmarkReportAll(b *testing.B) {
	a := newPortfolio(b, 200, 500)
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
