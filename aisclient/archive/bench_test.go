package archive

import (
	"context"
	"io"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/replytest"
)

// The reply of 100,000 rows that targets are given for.
var large = func() func() []byte {
	var raw []byte
	return func() []byte {
		if raw == nil {
			raw = replytest.XML(replytest.Options{Rows: 100_000})
		}
		return raw
	}
}()

func BenchmarkSave100k(b *testing.B) { benchmarkSave(b, open(b, b.TempDir(), Options{})) }
func BenchmarkSave100kSealed(b *testing.B) {
	benchmarkSave(b, sealed(b, b.TempDir()))
}

func benchmarkSave(b *testing.B, s *Store) {
	raw := large()
	b.SetBytes(int64(len(raw)))
	var stored int64
	for b.Loop() {
		stored = save(b, s, raw).StoredSize
	}
	b.ReportMetric(float64(stored)/(1<<20), "stored-MiB")
}

func BenchmarkRaw100k(b *testing.B)       { benchmarkRaw(b, open(b, b.TempDir(), Options{}), drain) }
func BenchmarkRaw100kSealed(b *testing.B) { benchmarkRaw(b, sealed(b, b.TempDir()), drain) }

// BenchmarkOpen100k is from the file to the last row.
func BenchmarkOpen100k(b *testing.B)       { benchmarkRaw(b, open(b, b.TempDir(), Options{}), rows) }
func BenchmarkOpen100kSealed(b *testing.B) { benchmarkRaw(b, sealed(b, b.TempDir()), rows) }

// BenchmarkFirstBytes100k is from the file to its first byte, checksum verified.
func BenchmarkFirstBytes100k(b *testing.B) {
	benchmarkRaw(b, open(b, b.TempDir(), Options{}), func(r io.Reader) error {
		_, err := r.Read(make([]byte, 1))
		return err
	})
}

func drain(r io.Reader) error {
	_, err := io.Copy(io.Discard, r)
	return err
}

func rows(r io.Reader) error {
	_, err := aisclient.DecodeRows(context.Background(), r, aisclient.DecodeOptions{MaxBytes: 1 << 30}, func(*aisclient.Import, aisclient.Source, *aisclient.Transaction) error { return nil })
	return err
}

func benchmarkRaw(b *testing.B, s *Store, use func(io.Reader) error) {
	raw := large()
	e := save(b, s, raw)
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		r, err := s.Raw(e.ID)
		if err == nil {
			err = use(r)
		}
		if err != nil {
			b.Fatal(err)
		}
		_ = r.Close()
	}
}
