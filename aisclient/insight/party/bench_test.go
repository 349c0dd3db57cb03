package party

import (
	"bytes"
	"context"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/lexicon"
	"aisdesk/aisclient/replytest"
)

func BenchmarkBuild100k(b *testing.B) {
	raw := replytest.XML(replytest.Options{Rows: 100_000})
	l, _, err := ledger.Load(context.Background(), bytes.NewReader(raw), aisclient.DecodeOptions{MaxBytes: 1 << 30}, nil)
	if err != nil {
		b.Fatal(err)
	}
	lex := lexicon.Builtin()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Build(context.Background(), l, lex); err != nil {
			b.Fatal(err)
		}
	}
}
