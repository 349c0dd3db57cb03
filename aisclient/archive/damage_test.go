package archive

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient/atomicfile"
	"aisdesk/aisclient/replytest"
	"aisdesk/aisclient/text"
)

var sample = replytest.XML(replytest.Options{Rows: 40})

// path returns a file of an import, for tests that harm it.
func path(dir, id, file string) string { return filepath.Join(dir, importsDir, id, file) }

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func edit(t testing.TB, file string, change func([]byte) []byte) {
	t.Helper()
	b, err := os.ReadFile(file)
	must(t, err)
	must(t, os.WriteFile(file, change(b), 0o600))
}

func TestOneDamagedImportHidesNoOther(t *testing.T) {
	for name, harm := range map[string]func(dir, id string) error{
		"no manifest":        func(dir, id string) error { return os.Remove(path(dir, id, manifestFile)) },
		"empty manifest":     func(dir, id string) error { return os.Truncate(path(dir, id, manifestFile), 0) },
		"cut manifest":       func(dir, id string) error { return os.Truncate(path(dir, id, manifestFile), 40) },
		"another's manifest": func(dir, id string) error { return swapManifest(dir, id) },
		"no reply":           func(dir, id string) error { return os.Remove(path(dir, id, replyFile)) },
		"cut reply":          func(dir, id string) error { return os.Truncate(path(dir, id, replyFile), 100) },
		"empty reply":        func(dir, id string) error { return os.Truncate(path(dir, id, replyFile), 0) },
		"reply is a directory": func(dir, id string) error {
			return errors.Join(os.Remove(path(dir, id, replyFile)), os.Mkdir(path(dir, id, replyFile), 0o700))
		},
		"import is a file": func(dir, id string) error {
			return errors.Join(os.RemoveAll(path(dir, id, "")), os.WriteFile(path(dir, id, ""), nil, 0o600))
		},
	} {
		dir := t.TempDir()
		s := open(t, dir, Options{})
		before, bad, after := save(t, s, sample), save(t, s, sample), save(t, s, sample)
		must(t, harm(dir, bad.ID))
		s = open(t, dir, Options{})
		list, err := s.List()
		if err != nil || len(list) != 3 {
			t.Fatalf("%s: %d entries, %v", name, len(list), err)
		}
		for _, e := range list {
			if (e.Damaged != nil) != (e.ID == bad.ID) {
				t.Errorf("%s: import %s of %s: Damaged is %v", name, e.ID, bad.ID, e.Damaged)
			}
		}
		if _, err := readAll(s, bad.ID); !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrSymlink) {
			t.Errorf("%s: Raw gives %v", name, err)
		}
		for _, good := range []Entry{before, after} {
			if raw, err := readAll(s, good.ID); err != nil || !bytes.Equal(raw, sample) {
				t.Errorf("%s: a neighbour cannot be read: %v", name, err)
			}
		}
		if err := s.Delete(bad.ID); err != nil {
			t.Errorf("%s: it cannot be deleted: %v", name, err)
		}
	}
}

func swapManifest(dir, id string) error {
	b, err := os.ReadFile(path(dir, id, manifestFile))
	if err != nil {
		return err
	}
	return os.WriteFile(path(dir, id, manifestFile), bytes.ReplaceAll(b, []byte(id), []byte("20200101T000000Z-aaaaaaaaaaaaa")), 0o600)
}

func TestEveryFlippedBitIsNoticedBeforeAnyByteIsHandedOut(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{})
	e := save(t, s, sample[:600])
	file := path(dir, e.ID, replyFile)
	good, err := os.ReadFile(file)
	must(t, err)
	for i := range good {
		bad := bytes.Clone(good)
		bad[i] ^= 0x10
		must(t, os.WriteFile(file, bad, 0o600))
		if r, err := s.Raw(e.ID); !errors.Is(err, ErrDamaged) || r != nil {
			t.Fatalf("byte %d: %v", i, err)
		}
	}
}

// A manifest that fits a changed file, but not the reply that was saved, is noticed at the reply's end.
func TestTheReplysOwnChecksumIsVerifiedWhileReading(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{})
	a, b := save(t, s, sample), save(t, s, bytes.ReplaceAll(sample, []byte("DONE"), []byte("GONE")))
	stored, err := os.ReadFile(path(dir, b.ID, replyFile))
	must(t, err)
	must(t, os.WriteFile(path(dir, a.ID, replyFile), stored, 0o600))
	edit(t, path(dir, a.ID, manifestFile), func(m []byte) []byte {
		m = bytes.ReplaceAll(m, []byte(a.StoredSHA256), []byte(b.StoredSHA256))
		return bytes.ReplaceAll(m, num("storedSize", a.StoredSize), num("storedSize", b.StoredSize))
	})
	if _, err := readAll(s, a.ID); !errors.Is(err, ErrDamaged) {
		t.Errorf("got %v", err)
	}
}

func num(name string, n int64) []byte {
	b, _ := json.Marshal(n)
	return []byte(`"` + name + `": ` + string(b))
}

func TestReplyCanBeReadInPieces(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	raw := replytest.XML(replytest.Options{Rows: 3000})
	e := save(t, s, raw)
	r, err := s.Raw(e.ID)
	must(t, err)
	head := make([]byte, 1000)
	if _, err := io.ReadFull(r, head); err != nil || !bytes.Equal(head, raw[:1000]) {
		t.Errorf("the first bytes: %v", err)
	}
	must(t, r.Close()) // stopping early is no error
}

func TestNewerImportsAreReadOnly(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{})
	e := save(t, s, sample)
	edit(t, path(dir, e.ID, manifestFile), func(b []byte) []byte {
		return bytes.Replace(b, []byte(`"schema": 1`), []byte(`"schema": 3, "mood": "good"`), 1)
	})
	got, err := s.Get(e.ID)
	if err != nil || !got.ReadOnly || got.Damaged != nil || got.Schema != 3 || !got.Target.Equal(e.Target) {
		t.Errorf("%+v, %v", got, err)
	}
	if raw, err := readAll(s, e.ID); err != nil || !bytes.Equal(raw, sample) {
		t.Errorf("it cannot be read: %v", err)
	}
	for what, err := range map[string]error{
		"SetCounts":     s.SetCounts(e.ID, Counts{}),
		"SetExpiry":     s.SetExpiry(e.ID, time.Now()),
		"PutAttachment": s.PutAttachment(e.ID, "scores", []byte("{}")),
	} {
		if !errors.Is(err, ErrNewer) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if gone, err := s.Purge(context.Background(), time.Now().AddDate(9, 0, 0), MachineClock); err != nil || len(gone) > 0 {
		t.Errorf("Purge deletes it: %v, %v", gone, err)
	}
	must(t, s.Delete(e.ID))
}

func TestSizesAreCapped(t *testing.T) {
	dir := t.TempDir()
	e := save(t, open(t, dir, Options{}), sample)
	small := open(t, dir, Options{MaxBytes: 1000})
	if _, err := readAll(small, e.ID); !errors.Is(err, ErrTooLarge) {
		t.Errorf("opening: %v", err)
	}
	if _, err := small.Save(context.Background(), NewImport{}, sample); !errors.Is(err, ErrTooLarge) {
		t.Errorf("saving: %v", err)
	}
	if _, err := small.Save(context.Background(), NewImport{}, sample[:1000]); err != nil {
		t.Errorf("saving what just fits: %v", err)
	}
	nothingLeft(t, dir, 2)
	most := make([]byte, 16<<20)
	must(t, small.PutAttachment(e.ID, "scores", most))
	if b, err := small.Attachment(e.ID, "scores"); err != nil || len(b) != len(most) {
		t.Errorf("an attachment that just fits: %d bytes, %v", len(b), err)
	}
	if err := small.PutAttachment(e.ID, "scores", append(most, 0)); !errors.Is(err, ErrTooLarge) {
		t.Errorf("an attachment of a byte more: %v", err)
	}
}

// nothingLeft checks that there are so many imports and no temporary files.
func nothingLeft(t *testing.T, dir string, imports int) {
	t.Helper()
	n := 0
	must(t, filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if strings.HasPrefix(d.Name(), tempPrefix) || atomicfile.IsTemp(d.Name()) {
			t.Errorf("%s is left", p)
		}
		if IsID(d.Name()) && d.IsDir() {
			n++
		}
		return err
	}))
	if n != imports {
		t.Errorf("%d imports instead of %d", n, imports)
	}
}

func TestIDsFromOutsideAreRefused(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{})
	save(t, s, sample)
	must(t, os.WriteFile(filepath.Join(dir, "secret.txt"), []byte("x"), 0o600))
	for _, id := range []string{"", ".", "..", "../..", "/etc", "../secret.txt", "20260101T000000Z-aaaaaaaaaaaaa/../x", "20260101T000000Z-aaaaaaaaaaaaa\x00", "20260101T000000Z-AAAAAAAAAAAAA", tempPrefix + "x", strings.Repeat("a", 5000)} {
		_, get := s.Get(id)
		_, raw := s.Raw(id)
		_, attachment := s.Attachment(id, "a")
		_, attachments := s.Attachments(id)
		for what, err := range map[string]error{
			"Get": get, "Raw": raw, "Attachment": attachment, "Attachments": attachments, "Delete": s.Delete(id), "SetCounts": s.SetCounts(id, Counts{}),
			"PutAttachment": s.PutAttachment(id, "a", nil), "SetExpiry": s.SetExpiry(id, time.Now()), "DeletePending": s.DeletePending(id),
		} {
			if !errors.Is(err, ErrBadID) {
				t.Errorf("%s(%.40q): %v", what, id, err)
			}
		}
	}
	for _, name := range []string{"", "..", "a/b", "../manifest", "A", "a.json", "-a", strings.Repeat("a", 65)} {
		e, _ := s.List()
		if err := s.PutAttachment(e[0].ID, name, nil); !errors.Is(err, ErrBadID) {
			t.Errorf("attachment %.40q: %v", name, err)
		}
	}
	const unknown = "20260101T000000Z-aaaaaaaaaaaaa"
	_, get := s.Get(unknown)
	_, raw := s.Raw(unknown)
	for what, err := range map[string]error{"Get": get, "Raw": raw, "Delete": s.Delete(unknown), "SetCounts": s.SetCounts(unknown, Counts{})} {
		if !errors.Is(err, ErrNotFound) {
			t.Errorf("%s of an unknown id: %v", what, err)
		}
	}
}

func TestTextInManifestsIsCleaned(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{})
	e := save(t, s, sample)
	edit(t, path(dir, e.ID, manifestFile), func(b []byte) []byte {
		return bytes.Replace(b, []byte(`"KontoBank"`), []byte(`"\u001b[2J\u202e"`), 1)
	})
	got, err := s.Get(e.ID)
	if err != nil || !got.Target.Equal(text.Clean("\x1b[2J\u202e")) {
		t.Errorf("%q, %v", got.Target, err)
	}
}

// A manifest that says what no import can be is damaged.
func TestManifestsThatCannotBeAreDamaged(t *testing.T) {
	for from, to := range map[string]string{`"size": `: `"size": -`, `"compression": "zstd"`: `"compression": "gzip"`} {
		dir := t.TempDir()
		e := save(t, open(t, dir, Options{}), sample)
		edit(t, path(dir, e.ID, manifestFile), func(b []byte) []byte { return bytes.Replace(b, []byte(from), []byte(to), 1) })
		if got, err := open(t, dir, Options{}).Get(e.ID); err != nil || !errors.Is(got.Damaged, ErrDamaged) {
			t.Errorf("%s: %v, %v", to, got.Damaged, err)
		}
	}
}
