package insight

import (
	"bytes"
	"context"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/lexicon"
	"aisdesk/aisclient/replytest"
)

func loadRows(b *testing.B, rows int) *ledger.Ledger {
	b.Helper()
	raw := replytest.XML(replytest.Options{Rows: rows})
	l, _, err := ledger.Load(context.Background(), bytes.NewReader(raw), aisclient.DecodeOptions{MaxBytes: 2 << 30}, nil)
	if err != nil {
		b.Fatal(err)
	}
	lexicon.Builtin()
	return l
}

// benchAnalysis makes what a verdict needs: the analysis with the income of the person.
func benchAnalysis(b *testing.B, rows int) {
	l := loadRows(b, rows)
	b.ReportAllocs()
	for b.Loop() {
		a, err := Analyse(context.Background(), l, Options{Today: today})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := a.Affordability(context.Background(), Scope{}, "PLN"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAnalyse100k(b *testing.B) { benchAnalysis(b, 100_000) }
func BenchmarkAnalyse1M(b *testing.B) {
	if testing.Short() {
		b.Skip("a million rows")
	}
	benchAnalysis(b, 1_000_000)
}

func BenchmarkFindings100k(b *testing.B) {
	l := loadRows(b, 100_000)
	a, err := Analyse(context.Background(), l, Options{Today: today})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := a.findings(context.Background()); err != nil {
			b.Fatal(err)
		}
	}
}
