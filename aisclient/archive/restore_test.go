package archive

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"aisdesk/aisclient/archive/seal"
	"aisdesk/aisclient/atomicfile"
)

// copyOf makes a copy of an archive and returns its directory.
func copyOf(t *testing.T, dir string) string {
	t.Helper()
	copied := filepath.Join(t.TempDir(), "copy")
	must(t, os.CopyFS(copied, os.DirFS(dir)))
	return copied
}

// restored restores from a copy, wants n imports, and nothing at the second time.
func restored(t *testing.T, s *Store, copied string, n int) {
	t.Helper()
	for _, want := range []int{n, 0} {
		if got, err := s.Restore(context.Background(), copied, nil); err != nil || got.Imports != want {
			t.Fatalf("restored %+v, want %d: %v", got, want, err)
		}
	}
}

func wantReply(t *testing.T, s *Store, id string, want []byte) {
	t.Helper()
	if got, err := readAll(s, id); err != nil || !bytes.Equal(got, want) {
		t.Errorf("the reply: %d bytes, %v", len(got), err)
	}
}

func wantAttachment(t *testing.T, s *Store, id, name, want string) {
	t.Helper()
	if b, err := s.Attachment(id, name); err != nil || string(b) != want {
		t.Errorf("attachment %s: %q, %v; want %q", name, b, err, want)
	}
}

func flip(b []byte) []byte { b[len(b)/2] ^= 1; return b }

// What is damaged comes back, whichever file it is and though its length is right; what is whole and newer here stays.
func TestRestoringMendsOnlyWhatIsDamaged(t *testing.T) {
	for name, make := range map[string]func(testing.TB, string) *Store{
		"plain":  func(t testing.TB, dir string) *Store { return open(t, dir, Options{}) },
		"sealed": sealed,
	} {
		for _, harm := range []string{"reply", "cut reply", "manifest", "attachment", "no attachment"} {
			t.Run(name+" "+harm, func(t *testing.T) {
				dir := t.TempDir()
				s := make(t, dir)
				e := save(t, s, sample)
				must(t, s.PutAttachment(e.ID, "scores", []byte("answer")))
				must(t, s.PutAttachment(e.ID, "notes", []byte("old")))
				copied := copyOf(t, dir)
				must(t, s.PutAttachment(e.ID, "notes", []byte("new")))
				must(t, s.PutAttachment(e.ID, "consent", []byte("later")))
				until := time.Now().Add(1000 * time.Hour).UTC().Truncate(time.Second)
				must(t, s.SetExpiry(e.ID, until))
				scores, _ := attachmentFiles("scores", name == "sealed")
				switch harm {
				case "reply":
					edit(t, path(dir, e.ID, e.File), flip)
				case "cut reply":
					must(t, os.Truncate(path(dir, e.ID, e.File), 9))
				case "manifest":
					must(t, os.Truncate(path(dir, e.ID, manifestFile), 9))
				case "attachment":
					edit(t, path(dir, e.ID, scores), flip)
				case "no attachment":
					must(t, os.Remove(path(dir, e.ID, scores)))
				}
				restored(t, s, copied, 1)
				wantReply(t, s, e.ID, sample)
				wantAttachment(t, s, e.ID, "scores", "answer")
				wantAttachment(t, s, e.ID, "notes", "new")
				wantAttachment(t, s, e.ID, "consent", "later")
				if got, err := s.Get(e.ID); err != nil || got.Damaged != nil || harm != "manifest" && !got.Expires.Equal(until) {
					t.Errorf("expires %v, want %v; %v, %v", got.Expires, until, got.Damaged, err)
				}
				nothingLeft(t, dir, 1)
			})
		}
	}
}

// A sealed reply is compared while the store is locked, too, and its attachments come back as they are sealed.
func TestRestoringWhileLocked(t *testing.T) {
	dir := t.TempDir()
	s := sealed(t, dir)
	e := save(t, s, sample)
	must(t, s.PutAttachment(e.ID, "scores", []byte("answer")))
	copied := copyOf(t, dir)
	must(t, s.PutAttachment(e.ID, "consent", []byte("later")))
	edit(t, path(dir, e.ID, e.File), flip)
	must(t, os.Remove(path(dir, e.ID, "note-scores.zst.age")))
	s = open(t, dir, Options{})
	restored(t, s, copied, 1)
	must(t, s.Key.Unlock(context.Background(), right))
	wantReply(t, s, e.ID, sample)
	wantAttachment(t, s, e.ID, "scores", "answer")
	wantAttachment(t, s, e.ID, "consent", "later")
}

// A copy from before the archive was sealed brings nothing back in plain text.
func TestRestoringAPlainCopySealsIt(t *testing.T) {
	dir, state := t.TempDir(), t.TempDir()
	s := open(t, dir, Options{PinDir: state})
	gone, harmed := save(t, s, sample), save(t, s, sample[:900])
	must(t, s.PutAttachment(gone.ID, "scores", []byte("SENTINELANSWER")))
	copied := copyOf(t, dir)
	must(t, s.Key.SetPassphrase(context.Background(), right))
	_, err := s.EncryptExisting(context.Background())
	must(t, err)
	must(t, s.PutAttachment(harmed.ID, "consent", []byte("later")))
	until := time.Now().Add(1000 * time.Hour).UTC().Truncate(time.Second)
	must(t, s.SetExpiry(harmed.ID, until))
	must(t, s.Delete(gone.ID))
	edit(t, path(dir, harmed.ID, labelledFile), flip)
	restored(t, s, copied, 2)
	if e, err := s.Get(harmed.ID); err != nil || !e.Expires.Equal(until) {
		t.Errorf("expires %v, want %v; %v", e.Expires, until, err)
	}
	for id, want := range map[string][]byte{gone.ID: sample, harmed.ID: sample[:900]} {
		wantReply(t, s, id, want)
		if e, err := s.Get(id); err != nil || e.Damaged != nil || e.Encryption != EncryptionAge || exists(path(dir, id, replyFile)) {
			t.Errorf("%s: encryption %q, %v, %v", id, e.Encryption, e.Damaged, err)
		}
	}
	wantAttachment(t, s, gone.ID, "scores", "SENTINELANSWER")
	wantAttachment(t, s, harmed.ID, "consent", "later")
	if where := holds(t, dir, []byte("SENTINELANSWER")); where != "" {
		t.Errorf("%s is in plain text", where)
	}
	must(t, s.Doubt(context.Background()))
}

// An archive with plain imports does not get the key of a sealed copy; the way on that the error names works.
func TestRestoringASealedCopyGivesAPlainArchiveNoKey(t *testing.T) {
	theirs, dir := t.TempDir(), filepath.Join(t.TempDir(), "archive")
	other := save(t, sealed(t, theirs), sample)
	s := open(t, dir, Options{})
	mine := save(t, s, sample[:900])
	n, err := s.Restore(context.Background(), theirs, nil)
	if n.Imports != 0 || !errors.Is(err, ErrKeyOfCopy) || !strings.Contains(err.Error(), "move "+s.dir+" aside") {
		t.Fatalf("restored %+v, %v", n, err)
	}
	if kind, _ := s.Encryption(); kind != seal.None || exists(filepath.Join(dir, seal.File)) {
		t.Errorf("the archive has a key: %s", kind)
	}
	aside := dir + ".aside"
	must(t, s.Close())
	must(t, os.Rename(dir, aside))
	s = open(t, dir, Options{})
	restored(t, s, theirs, 1)
	restored(t, s, aside, 1)
	must(t, s.Key.Unlock(context.Background(), right))
	wantReply(t, s, other.ID, sample)
	wantReply(t, s, mine.ID, sample[:900])
	if e, err := s.Get(mine.ID); err != nil || e.Encryption != EncryptionAge {
		t.Errorf("%q, %v", e.Encryption, err)
	}
}

// A damaged encryption.json names the way to the key in a copy, and that way works.
func TestADamagedKeyComesFromACopy(t *testing.T) {
	for name, harm := range map[string]func([]byte) []byte{
		"cut": func(b []byte) []byte { return b[:len(b)/2] },
		"a flipped letter in the wrapped key": func(b []byte) []byte {
			at := bytes.Index(b, []byte(`"wrapped"`)) + 260
			b[at] ^= 1
			return b
		},
	} {
		dir := t.TempDir()
		s := sealed(t, dir)
		e := save(t, s, sample)
		copied := copyOf(t, dir)
		key := filepath.Join(dir, seal.File)
		edit(t, key, harm)
		s, err := Open(dir, Options{})
		if err == nil {
			err = s.Key.Unlock(context.Background(), right)
			must(t, s.Close())
		}
		if !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "aisdesk restore COPY") {
			t.Fatalf("%s: %v", name, err)
		}
		must(t, os.Rename(key, key+".damaged"))
		s = open(t, dir, Options{})
		restored(t, s, copied, 0)
		must(t, s.Key.Unlock(context.Background(), right))
		wantReply(t, s, e.ID, sample)
	}
}

// What cannot be had from the copy either is named with its reason, and all the rest is restored.
func TestRestoringNamesWhatTheCopyDoesNotHaveWhole(t *testing.T) {
	for harm, want := range map[string]string{"reply": "checksum", "manifest": "damaged", "symlink": "symbolic links are refused", "attachment": `attachment "scores"`} {
		for name, make := range map[string]func(testing.TB, string) *Store{
			"plain":  func(t testing.TB, dir string) *Store { return open(t, dir, Options{}) },
			"sealed": sealed,
		} {
			t.Run(name+" "+harm, func(t *testing.T) {
				dir := t.TempDir()
				s := make(t, dir)
				whole, lost := save(t, s, sample), save(t, s, sample[:900])
				must(t, s.PutAttachment(lost.ID, "scores", []byte("answer")))
				must(t, s.PutAttachment(lost.ID, "notes", []byte("kept")))
				copied := copyOf(t, dir)
				scores, _ := attachmentFiles("scores", name == "sealed")
				switch harm {
				case "reply":
					edit(t, path(copied, lost.ID, lost.File), flip)
				case "manifest":
					must(t, os.Truncate(path(copied, lost.ID, manifestFile), 9))
				case "symlink":
					must(t, os.RemoveAll(path(copied, lost.ID, "")))
					must(t, os.Symlink("elsewhere", path(copied, lost.ID, "")))
				case "attachment":
					edit(t, path(copied, lost.ID, scores), flip)
				}
				n, err := s.Restore(context.Background(), copied, nil)
				if err != nil || n.Imports != 0 || len(n.Left) != 0 {
					t.Fatalf("of what is whole here: %+v, %v", n, err)
				}
				edit(t, path(dir, lost.ID, lost.File), flip)
				must(t, os.Remove(path(dir, lost.ID, scores)))
				must(t, os.RemoveAll(path(dir, whole.ID, "")))
				n, err = s.Restore(context.Background(), copied, nil)
				must(t, err)
				if got := errors.Join(n.Left...); len(n.Left) != 1 || !strings.Contains(got.Error(), lost.ID) || !strings.Contains(got.Error(), want) {
					t.Errorf("left %v, want one with %q", n.Left, want)
				}
				wantReply(t, s, whole.ID, sample)
				restoredToo := harm == "attachment"
				if e, err := s.Get(lost.ID); err != nil || restoredToo != (n.Imports == 2) || restoredToo && e.Damaged != nil {
					t.Errorf("%+v, %v, %v", n, e.Damaged, err)
				}
				if harm == "attachment" {
					wantReply(t, s, lost.ID, sample[:900])
					wantAttachment(t, s, lost.ID, "notes", "kept")
				}
			})
		}
	}
}

// A full disk ends a restore, also where the same import has something that the copy does not have whole.
func TestAFullDiskEndsARestore(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{})
	e := save(t, s, sample)
	must(t, s.PutAttachment(e.ID, "scores", []byte("answer")))
	must(t, s.PutAttachment(e.ID, "notes", []byte("kept")))
	copied := copyOf(t, dir)
	for _, name := range []string{"scores", "notes"} {
		file, _ := attachmentFiles(name, false)
		must(t, os.Remove(path(dir, e.ID, file)))
	}
	notes, _ := attachmentFiles("notes", false) // the first of them
	edit(t, path(copied, e.ID, notes), flip)
	s.fs = &fullDisk{err: syscall.ENOSPC}
	n, err := s.Restore(context.Background(), copied, nil)
	if !errors.Is(err, ErrDiskFull) || !strings.Contains(err.Error(), "free some space and try again") || len(n.Left) > 0 {
		t.Errorf("%+v, %v", n, err)
	}
}

// An import that was deleted here on purpose comes back from a copy and is named.
func TestRestoringNamesWhatWasDeleted(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{PinDir: t.TempDir()})
	deleted, vanished := save(t, s, sample), save(t, s, sample[:900])
	copied := copyOf(t, dir)
	must(t, s.Delete(deleted.ID))
	must(t, os.RemoveAll(path(dir, vanished.ID, "")))
	n, err := s.Restore(context.Background(), copied, nil)
	if err != nil || n.Imports != 2 || len(n.Deleted) != 1 || n.Deleted[0] != deleted.ID {
		t.Errorf("%+v, %v; want %s back", n, err, deleted.ID)
	}
	must(t, os.RemoveAll(path(dir, deleted.ID, "")))
	if n, err = s.Restore(context.Background(), copied, nil); err != nil || n.Imports != 1 || len(n.Deleted) != 0 {
		t.Errorf("once it is back it is no deleted one: %+v, %v", n, err)
	}
}

// What a restore that was killed left of an attachment is gone after the next one, at once.
func TestRestoringTakesAwayWhatAKilledOneLeft(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{})
	e := save(t, s, sample)
	must(t, s.PutAttachment(e.ID, "claims", []byte("one")))
	copied := copyOf(t, dir)
	left := path(dir, e.ID, atomicfile.TempName())
	must(t, os.WriteFile(left, []byte("o"), 0o600))
	if _, err := s.Restore(t.Context(), copied, nil); err != nil || exists(left) {
		t.Errorf("%v, the leftover is there: %v", err, exists(left))
	}
	wantAttachment(t, s, e.ID, "claims", "one")
}
