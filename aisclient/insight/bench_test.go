package insight

import (
	"bytes"
	"context"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/replytest"
)

func BenchmarkFindings100k(b *testing.B) {
	raw := replytest.XML(replytest.Options{Rows: 100_000})
	l, _, err := ledger.Load(context.Background(), bytes.NewReader(raw), aisclient.DecodeOptions{MaxBytes: 1 << 30}, nil)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		a, err := Analyse(context.Background(), l, Options{Today: today})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := a.Findings(context.Background()); err != nil {
			b.Fatal(err)
		}
	}
}
