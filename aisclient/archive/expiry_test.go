package archive

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"testing"
	"time"
)

// Casefile statement 42: who asks for an import whose time was over is told the day, and by whose clock; the log of this machine
// names it no more than any that was deleted.
func TestWhatExpiredIsTold(t *testing.T) {
	c := newClock() // 2026-03-01 10:00
	state := t.TempDir()
	s := open(t, t.TempDir(), Options{Now: c.now, Retention: 48 * time.Hour, PinDir: state})
	store, machine, moved, byHand := save(t, s, sample), save(t, s, sample), save(t, s, sample), save(t, s, sample)
	must(t, s.SetExpiry(machine.ID, c.at.Add(72*time.Hour)))
	must(t, s.SetExpiry(moved.ID, c.at.Add(96*time.Hour+30*time.Minute)))
	must(t, s.Delete(byHand.ID))
	for i, by := range []Clock{StoreClock, MachineClock} {
		gone, err := s.Purge(context.Background(), c.at.AddDate(0, 0, 2+i), by)
		if must(t, err); len(gone) != 1 {
			t.Fatal(by, gone)
		}
	}
	c.at = c.at.AddDate(0, 0, 5)
	must(t, s.Expire(moved.ID, Expiry{moved.Expires.Add(-time.Hour), StoreClock})) // as another machine wrote down
	s = open(t, s.dir, Options{Now: c.now, PinDir: state})
	for id, want := range map[string]string{
		machine.ID: "it expired on 2026-03-04 at 10:00 UTC by the clock of the machine that deleted it, and was deleted",
		moved.ID:   "it expired on 2026-03-03 at 09:00 UTC by the clock of the team's store, and was deleted",
		byHand.ID:  "", store.ID: "it expired on 2026-03-03 at 10:00 UTC by the clock of the team's store, and was deleted",
	} {
		_, get := s.Get(id)
		_, raw := s.Raw(id)
		for _, err := range []error{get, raw, s.SetCounts(id, Counts{}), s.Delete(id)} {
			expired, said := (*ExpiredError)(nil), ""
			if errors.As(err, &expired) {
				said = expired.Error()
			}
			if !errors.Is(err, ErrNotFound) || said != want {
				t.Errorf("%s: %v, want %q", id, err, want)
			}
		}
	}
	for word, want := range map[string]string{ // beginnings of the id, and of its part behind the hyphen
		machine.ID[:21]:   "it expired on 2026-03-04 at 10:00 UTC by the clock of the machine that deleted it, and was deleted",
		machine.ID[:25]:   "it expired on 2026-03-04 at 10:00 UTC by the clock of the machine that deleted it, and was deleted",
		store.ID[17:21]:   "it expired on 2026-03-03 at 10:00 UTC by the clock of the team's store, and was deleted",
		store.ID[17:26]:   "it expired on 2026-03-03 at 10:00 UTC by the clock of the team's store, and was deleted",
		machine.ID[:16]:   "it expired on 2026-03-04 at 10:00 UTC by the clock of the machine that deleted it, and was deleted", // of three, the last
		byHand.ID[17:24]:  "",
		store.ID[17:20]:   "",
		"20250101T000000": "",
	} {
		_, err := s.Match(word)
		expired, said := (*ExpiredError)(nil), ""
		if errors.As(err, &expired) {
			said = expired.Error()
		}
		if !errors.Is(err, ErrNotFound) || said != want {
			t.Errorf("%s: %v, want %q", word, err, want)
		}
	}
	must(t, s.NoteExpired("", map[string]time.Time{machine.ID: {}})) // it was restored, and deleted by hand
	_, get := s.Get(machine.ID)
	_, match := s.Match(machine.ID[:25])
	for _, err := range []error{get, match} {
		if errors.As(err, new(*ExpiredError)) || !errors.Is(err, ErrNotFound) {
			t.Error(err)
		}
	}
	must(t, fs.WalkDir(os.DirFS(state), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(state + "/" + name)
		if bytes.Contains(b, []byte(store.ID)) {
			t.Errorf("%s names what was deleted", name)
		}
		return err
	}))
}
