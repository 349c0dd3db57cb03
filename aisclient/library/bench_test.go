package library

import (
	"context"
	"fmt"
	"testing"
	"time"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/archive/seal"
	"aisdesk/aisclient/text"
)

// manyImports are an archive in memory with so many imports of invented people.
type manyImports struct {
	stamps []archive.Stamp
	file   []byte
}

var givenNames = []string{"Zofia", "Łukasz", "Małgorzata", "Jiří", "Begoña", "Wojciech", "Agnieszka", "Petr", "Íñigo", "Kinga"}
var familyNames = []string{"Wróblewska", "Kowal", "Dvořák", "Żurek", "Núñez", "Sobieralski", "Ćwik", "Havel", "Lis", "Brzęczek"}

func newMany(n int) *manyImports {
	m := &manyImports{stamps: make([]archive.Stamp, n)}
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range n {
		id := fmt.Sprintf("%s-%013s", at.Add(time.Duration(n-i)*time.Minute).Format("20060102T150405Z"), letters(i))
		m.stamps[i] = archive.Stamp{ID: id, Modified: int64(i)}
	}
	return m
}

func letters(n int) string {
	b := []byte("aaaaaaaaaaaaa")
	for i := len(b) - 1; n > 0; i-- {
		b[i] = 'a' + byte(n%26)
		n /= 26
	}
	return string(b)
}

func (m *manyImports) Stamps(context.Context) ([]archive.Stamp, error) { return m.stamps, nil }
func (m *manyImports) CheckPlain(string) error                         { return nil }
func (m *manyImports) CheckFile(*archive.Manifest) error               { return nil }
func (m *manyImports) Clock() time.Time                                { return time.Now() }
func (m *manyImports) Encryption() (seal.Kind, bool)                   { return seal.None, true }
func (m *manyImports) PutAttachment(string, string, []byte) error      { return nil }
func (m *manyImports) Derived(string, bool) ([]byte, error)            { return m.file, nil }
func (m *manyImports) PutDerived(_ string, b []byte, _ bool) error {
	m.file = b
	return nil
}

func (m *manyImports) number(id string) (n int) {
	for _, c := range id[17:] {
		n = n*26 + int(c-'a')
	}
	return n
}

func (m *manyImports) Get(id string) (archive.Entry, error) {
	n := m.number(id)
	return archive.Entry{Manifest: archive.Manifest{Schema: 1, ID: id, Program: text.Clean("1.4.2"), Created: time.Now(), Expires: time.Now(),
		NewImport: archive.NewImport{Environment: text.Clean("live"), Target: text.Clean("KontoBank"), OfficialName: text.Clean("Konto Bank Spółka Akcyjna"),
			OwnerExternalID: text.Clean("0197c7a2-5d1c-7c3e-8a55-" + letters(n)), CommandID: text.Clean("455000001"), State: text.Clean("successful"),
			Since: text.Clean("2026-01-01")},
		Counts: &archive.Counts{Owners: 1, Accounts: 2, Transactions: n}, SHA256: fmt.Sprintf("%064x", n), StoredSHA256: fmt.Sprintf("%064x", n),
		Size: 3_000_000, StoredSize: 200_000, File: "reply.xml.zst", Compression: "zstd", Encryption: "none"}}, nil
}

func (m *manyImports) Attachment(id, _ string) ([]byte, error) {
	n := m.number(id)
	return fmt.Appendf(nil, `{"version":1,"id":%q,"owners":["%s %s"],"ibans":["PL%024d","PL%024d"],"employer":"Zakłady Metalowe Grodno %d sp. z o.o."}`,
		id, givenNames[n%10], familyNames[n/10%10], n, n+7, n%100), nil
}

func eachIndex(b *testing.B, do func(b *testing.B, m *manyImports, x *Index)) {
	for _, n := range []int{100, 10_000, 100_000} {
		if testing.Short() && n > 10_000 {
			break
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			m := newMany(n)
			x, err := Load(context.Background(), m, nil)
			must(b, err)
			b.ReportMetric(float64(len(m.file))/(1<<20), "index-MiB")
			b.ReportAllocs()
			for b.Loop() {
				do(b, m, x)
			}
		})
	}
}

// BenchmarkLoad is from the index's bytes to an index that can be searched, nothing having changed.
func BenchmarkLoad(b *testing.B) {
	eachIndex(b, func(b *testing.B, m *manyImports, _ *Index) {
		_, err := Load(context.Background(), m, nil)
		must(b, err)
	})
}

// BenchmarkSearchKey is a key in the search line: the line is read, found, and a screen of hits decoded.
func BenchmarkSearchKey(b *testing.B) {
	for _, line := range []string{"k", "kowal", "owner:kowal bank:konto", "PL00 0000 77", "kowal saved:90d", "nobody"} {
		b.Run(line, func(b *testing.B) {
			eachIndex(b, func(b *testing.B, _ *manyImports, x *Index) {
				q, err := Parse(line, today)
				must(b, err)
				hits := x.Find(q, ByDate)
				for _, n := range hits[:min(50, len(hits))] {
					e := x.Entry(int(n))
					_ = e.Person()
				}
			})
		})
	}
}

func BenchmarkFirstSort(b *testing.B) {
	eachIndex(b, func(_ *testing.B, _ *manyImports, x *Index) {
		x.orders.made[ByCustomer] = nil
		_ = x.Find(Query{}, ByCustomer)
	})
}
