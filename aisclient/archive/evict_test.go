package archive

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"testing"

	"aisdesk/aisclient/archive/pin"
)

// A reply leaves this machine only while it is whole here, and comes back from the store as it was.
func TestOnlyAWholeReplyIsEvicted(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{Fetch: func(context.Context, string) (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(sample)), nil
	}})
	must(t, s.Key.SetPassphrase(context.Background(), right))
	whole, damaged := save(t, s, sample), save(t, s, sample)
	must(t, os.Truncate(path(dir, damaged.ID, labelledFile), 10))
	if err := s.Evict(damaged.ID); !errors.Is(err, ErrDamaged) {
		t.Errorf("a damaged reply: %v", err)
	}
	if fi, err := os.Stat(path(dir, damaged.ID, labelledFile)); err != nil || fi.Size() != 10 {
		t.Errorf("what is left of a damaged reply: %v", err)
	}
	must(t, s.Evict(whole.ID))
	if _, err := os.Stat(path(dir, whole.ID, labelledFile)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the reply is still here: %v", err)
	}
	if _, evicted, err := s.Kept(); err != nil || len(evicted) != 1 || evicted[0] != whole.ID {
		t.Errorf("evicted are %v (%v), want %s", evicted, err, whole.ID)
	}
	if got, err := readAll(s, whole.ID); err != nil || !bytes.Equal(got, sample) {
		t.Errorf("%d bytes came back: %v", len(got), err)
	}
}

// An attachment that is replaced after encryption was set up leaves nothing of it in plain text.
func TestAReplacedAttachmentLeavesNoPlainOne(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{})
	e := save(t, s, sample)
	must(t, s.PutAttachment(e.ID, "scores", []byte("before")))
	plain, sealed := attachmentFiles("scores", false)
	if _, err := os.Stat(path(dir, e.ID, plain)); err != nil {
		t.Fatal(err)
	}
	must(t, s.Key.SetPassphrase(context.Background(), right))
	must(t, s.PutAttachment(e.ID, "scores", []byte("after")))
	if _, err := os.Stat(path(dir, e.ID, plain)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the plain one is still there: %v", err)
	}
	if _, err := os.Stat(path(dir, e.ID, sealed)); err != nil {
		t.Errorf("the sealed one: %v", err)
	}
}

// An import whose deletion was noted, and that is gone, was not lost: a program may end before it notes the end of it.
func TestADeletionThatWasBegunIsNoOlderCopy(t *testing.T) {
	dir, state := t.TempDir(), t.TempDir()
	s := pinned(t, dir, state)
	kept, e := save(t, s, sample), save(t, s, sample)
	if err := s.pinEvent(pin.Deleting, e.ID); err != nil {
		t.Fatal(err)
	}
	must(t, os.RemoveAll(path(dir, e.ID, "")))
	s = pinned(t, dir, state)
	must(t, saving(s))
	must(t, s.Doubt(context.Background()))
	must(t, os.RemoveAll(path(dir, kept.ID, "")))
	if err := s.Doubt(context.Background()); !errors.Is(err, ErrRolledBack) {
		t.Errorf("one that nobody deleted: %v", err)
	}
}

// A reply in plain text has no other place: it stays.
func TestAPlainReplyIsNotEvicted(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	e := save(t, s, sample)
	must(t, s.Evict(e.ID))
	if got, err := readAll(s, e.ID); err != nil || !bytes.Equal(got, sample) {
		t.Error(err)
	}
}
