package archive

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"aisdesk/aisclient/text"
)

// clock is a clock that tests move.
type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

func newClock() *clock { return &clock{time.Date(2026, 3, 1, 10, 0, 0, 0, time.UTC)} }

func TestListIsNewestFirst(t *testing.T) {
	c := newClock()
	s := open(t, t.TempDir(), Options{Now: c.now})
	var want []string
	for range 5 {
		want = append([]string{save(t, s, sample).ID}, want...)
		c.at = c.at.Add(time.Second)
	}
	list, err := s.List()
	must(t, err)
	var got []string
	for _, e := range list {
		got = append(got, e.ID)
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// What is damaged still has its day: the id tells it.
func TestADamagedImportKeepsItsDay(t *testing.T) {
	c := newClock()
	dir := t.TempDir()
	s := open(t, dir, Options{Now: c.now})
	id := save(t, s, sample).ID
	must(t, os.WriteFile(filepath.Join(dir, "imports", id, "manifest.json"), []byte("{"), 0o600))
	list, err := s.List()
	must(t, err)
	if len(list) != 1 || list[0].Damaged == nil || !list[0].Created.Equal(c.at) {
		t.Errorf("%+v", list)
	}
}

func TestPurgeDeletesWhatHasExpired(t *testing.T) {
	c := newClock()
	dir := t.TempDir()
	s := open(t, dir, Options{Now: c.now, Retention: 48 * time.Hour})
	old := save(t, s, sample)
	kept := save(t, s, sample)
	must(t, s.SetExpiry(kept.ID, c.at.Add(1000*time.Hour)))
	c.at = c.at.Add(24 * time.Hour)
	young := save(t, s, sample)
	if gone, err := s.Purge(context.Background(), c.at, MachineClock); err != nil || len(gone) > 0 {
		t.Errorf("after a day: %v, %v", gone, err)
	}
	gone, err := s.Purge(context.Background(), c.at.Add(24*time.Hour), MachineClock)
	if err != nil || !slices.Equal(gone, []string{old.ID}) {
		t.Errorf("after two days: %v, %v", gone, err)
	}
	if _, err := s.Get(old.ID); !errors.Is(err, ErrNotFound) {
		t.Errorf("it is still there: %v", err)
	}
	for _, e := range []Entry{kept, young} {
		if _, err := readAll(s, e.ID); err != nil {
			t.Errorf("another import is gone: %v", err)
		}
	}
	nothingLeft(t, dir, 2)
}

func TestAttachmentsBelongToTheirImport(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	e, other := save(t, s, sample), save(t, s, sample)
	must(t, s.PutAttachment(e.ID, "income-confirmation", []byte(`{"a":1}`)))
	must(t, s.PutAttachment(e.ID, "income-confirmation", []byte(`{"a":2}`)))
	must(t, s.PutAttachment(e.ID, "accounts-summary", nil))
	if b, err := s.Attachment(e.ID, "income-confirmation"); err != nil || string(b) != `{"a":2}` {
		t.Errorf("%s, %v", b, err)
	}
	if b, err := s.Attachment(e.ID, "accounts-summary"); err != nil || len(b) > 0 {
		t.Errorf("%s, %v", b, err)
	}
	if names, err := s.Attachments(e.ID); err != nil || !slices.Equal(names, []string{"accounts-summary", "income-confirmation"}) {
		t.Errorf("%v, %v", names, err)
	}
	if _, err := s.Attachment(other.ID, "accounts-summary"); !errors.Is(err, ErrNotFound) {
		t.Errorf("another import has it too: %v", err)
	}
	must(t, s.Delete(e.ID))
	if _, err := s.Attachment(e.ID, "accounts-summary"); !errors.Is(err, ErrNotFound) {
		t.Errorf("it outlives its import: %v", err)
	}
}

func TestPendingCommandsLiveForADay(t *testing.T) {
	c := newClock()
	dir := t.TempDir()
	s := open(t, dir, Options{Now: c.now})
	first, err := s.SavePending(Pending{CommandID: text.Clean("455000001"), Environment: text.Clean("test"), Target: text.Clean("KontoBank"), OwnerUnconfirmed: true})
	must(t, err)
	c.at = c.at.Add(time.Hour)
	second, err := s.SavePending(Pending{CommandID: text.Clean("../../455000002")})
	must(t, err)
	second.Target = text.Clean("known later")
	_, err = s.SavePending(second)
	must(t, err)
	must(t, os.WriteFile(filepath.Join(dir, pendingDir, "20260101T000000Z-aaaaaaaaaaaaa.json"), []byte("{"), 0o600))
	must(t, os.WriteFile(filepath.Join(dir, pendingDir, "junk"), []byte("{}"), 0o600))

	s = open(t, dir, Options{Now: c.now})
	list, err := s.ListPending()
	if err != nil || len(list) != 2 || list[0].Target.String() != "known later" || list[1].ID != first.ID || list[1].CommandID.String() != "455000001" || !list[1].OwnerUnconfirmed || list[0].OwnerUnconfirmed {
		t.Fatalf("%+v, %v", list, err)
	}
	c.at = first.Started.Add(pendingLife)
	if list, err = s.ListPending(); err != nil || len(list) != 1 || list[0].ID != second.ID {
		t.Errorf("after a day: %+v, %v", list, err)
	}
	must(t, s.DeletePending(second.ID))
	must(t, s.DeletePending(second.ID))
	if list, err = s.ListPending(); err != nil || len(list) != 0 {
		t.Errorf("after dropping: %+v, %v", list, err)
	}
	if _, err := s.SavePending(Pending{ID: "../x"}); !errors.Is(err, ErrBadID) {
		t.Errorf("an id from outside: %v", err)
	}
}
