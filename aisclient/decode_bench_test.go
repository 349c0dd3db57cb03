package aisclient

import (
	"bytes"
	"context"
	"testing"

	"aisdesk/aisclient/replytest"
)

func BenchmarkDecode100k(b *testing.B) { benchmarkRows(b, 100_000) }
func BenchmarkDecode5k(b *testing.B)   { benchmarkRows(b, 5_000) }

func benchmarkRows(b *testing.B, rows int) {
	raw := replytest.XML(replytest.Options{Rows: rows})
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		_, err := DecodeRows(context.Background(), bytes.NewReader(raw), DecodeOptions{MaxBytes: 1 << 30}, func(*Import, Source, *Transaction) error {
			n++
			return nil
		})
		if err != nil || n != rows {
			b.Fatal(n, err)
		}
	}
}
