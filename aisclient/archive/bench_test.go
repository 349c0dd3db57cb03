package archive

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"time"

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

// The archive's own steps must cost the same whatever it holds: compare the sizes. Each size is made once for all steps. -short leaves
// out the larger ones.
func BenchmarkBesideOthers(b *testing.B) {
	for _, n := range []int{100, 10_000, 100_000} {
		if testing.Short() && n > 100 {
			break
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			dir := b.TempDir()
			s := open(b, dir, Options{})
			fillWithLinks(b, dir, s, n)
			b.Run("Open", func(b *testing.B) {
				for b.Loop() {
					again, err := Open(dir, Options{})
					must(b, err)
					_ = again.Close()
				}
			})
			b.Run("FirstByteByID", func(b *testing.B) { firstByte(b, s, benchID(7)) })
			b.Run("FirstByteByPrefix", func(b *testing.B) { firstByte(b, s, benchID(7)[:20]) })
			b.Run("Save", func(b *testing.B) {
				for b.Loop() {
					save(b, s, sample)
				}
			})
		})
	}
}

func firstByte(b *testing.B, s *Store, name string) {
	for b.Loop() {
		id, err := s.Match(name)
		must(b, err)
		r, err := s.Raw(id)
		must(b, err)
		_, err = r.Read(make([]byte, 1))
		must(b, err)
		_ = r.Close()
	}
}

// benchID is the id of the nth import of fillWithLinks.
func benchID(n int) string {
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(n) * time.Minute)
	return fmt.Sprintf("%s-%013s", at.Format(idTime), strings.Map(func(r rune) rune { return 'a' + r - '0' }, fmt.Sprintf("%013d", n)))
}

// fillWithLinks makes n imports that are links to the files of few.
func fillWithLinks(b *testing.B, dir string, s *Store, n int) {
	e := save(b, s, sample)
	for i := range n {
		if i > 0 && i%10_000 == 0 {
			e = save(b, s, sample) // file systems limit the links to one file
		}
		m := e.Manifest
		m.ID = benchID(i)
		must(b, os.Mkdir(path(dir, m.ID, ""), 0o700))
		must(b, os.Link(path(dir, e.ID, replyFile), path(dir, m.ID, replyFile)))
		must(b, os.WriteFile(path(dir, m.ID, manifestFile), encodeJSON(&m), 0o600))
	}
}
