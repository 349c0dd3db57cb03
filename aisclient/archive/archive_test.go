package archive

import (
	"bytes"
	"context"
	"io"
	"testing"
	"time"

	"aisdesk/aisclient/replytest"
	"aisdesk/aisclient/text"
)

// open opens an archive for a test.
func open(t testing.TB, dir string, o Options) *Store {
	t.Helper()
	s, err := Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func save(t testing.TB, s *Store, raw []byte) Entry {
	t.Helper()
	e, err := s.Save(context.Background(), NewImport{
		Environment: text.Clean("sandbox"), Target: text.Clean("KontoBank"), OwnerExternalID: text.Clean("app-1"),
	}, raw)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func readAll(s *Store, id string) ([]byte, error) {
	r, err := s.Raw(id)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}

func TestSavedReplyComesBackByteForByte(t *testing.T) {
	s := open(t, t.TempDir(), Options{Program: "1.2.3"})
	for name, raw := range map[string][]byte{
		"a reply":      replytest.XML(replytest.Options{Rows: 500}),
		"no XML":       []byte("\x00\xff<reply"),
		"nothing":      {},
		"a block long": bytes.Repeat([]byte("x"), 1<<20),
	} {
		e := save(t, s, raw)
		got, err := readAll(s, e.ID)
		if err != nil || !bytes.Equal(got, raw) {
			t.Errorf("%s: got %d bytes of %d: %v", name, len(got), len(raw), err)
		}
		if e.Size != int64(len(raw)) || e.Program.String() != "1.2.3" || e.Encryption != EncryptionNone {
			t.Errorf("%s: manifest %+v", name, e.Manifest)
		}
	}
	list, err := s.List()
	if err != nil || len(list) != 4 {
		t.Fatalf("List: %d entries, %v", len(list), err)
	}
}

func TestManifestSurvivesReopening(t *testing.T) {
	dir := t.TempDir()
	now := time.Date(2026, 3, 1, 10, 0, 0, 0, time.UTC)
	s := open(t, dir, Options{Now: func() time.Time { return now }})
	e := save(t, s, []byte("<reply/>"))
	if err := s.SetCounts(e.ID, Counts{Owners: 1, Accounts: 2, CreditCards: 3, Transactions: 4, Warnings: 5, Partial: 1, Unread: 2}); err != nil {
		t.Fatal(err)
	}
	got, err := open(t, dir, Options{}).Get(e.ID)
	if err != nil || got.Damaged != nil {
		t.Fatal(err, got.Damaged)
	}
	if *got.Counts != (Counts{Owners: 1, Accounts: 2, CreditCards: 3, Transactions: 4, Warnings: 5, Partial: 1, Unread: 2}) || !got.Target.Equal(e.Target) || !got.Created.Equal(now) || !got.Expires.Equal(now.Add(defaultRetention)) {
		t.Errorf("manifest after reopening: %+v", got.Manifest)
	}
}
