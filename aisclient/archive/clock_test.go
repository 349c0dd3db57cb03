package archive

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// machine is a machine whose clock and uptime a test sets.
type machine struct {
	at   time.Time
	boot string
	up   time.Duration
}

func (m *machine) options() Options {
	return Options{Now: func() time.Time { return m.at }, Uptime: func() (string, time.Duration) { return m.boot, m.up }, Retention: 30 * 24 * time.Hour}
}

// pass lets time pass, on the clock and since the start.
func (m *machine) pass(d time.Duration) { m.at, m.up = m.at.Add(d), m.up+d }

func TestAClockThatIsWrongDeletesNothingByItself(t *testing.T) {
	start := time.Date(2026, 3, 1, 10, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		change    func(m *machine)
		backwards bool
		fine      bool
	}{
		"a day passes":                            {func(m *machine) { m.pass(24 * time.Hour) }, false, true},
		"31 days pass":                            {func(m *machine) { m.pass(31 * 24 * time.Hour) }, false, true},
		"it is set ahead":                         {func(m *machine) { m.at = m.at.Add(31 * 24 * time.Hour) }, false, false},
		"it goes back":                            {func(m *machine) { m.at = m.at.Add(-time.Hour) }, true, false},
		"it is set right by a minute":             {func(m *machine) { m.at = m.at.Add(-time.Minute) }, false, true},
		"it is set right by ten minutes":          {func(m *machine) { m.at = m.at.Add(-10 * time.Minute) }, false, true},
		"it goes back by more":                    {func(m *machine) { m.at = m.at.Add(-10*time.Minute - time.Second) }, true, false},
		"the machine is started 40 days later":    {func(m *machine) { m.at, m.boot, m.up = m.at.Add(40*24*time.Hour), "second", 0 }, false, true},
		"the machine starts in another year":      {func(m *machine) { m.at, m.boot, m.up = m.at.AddDate(2, 0, 0), "second", 0 }, false, false},
		"the machine starts before the last time": {func(m *machine) { m.at, m.boot, m.up = m.at.AddDate(-20, 0, 0), "second", 0 }, true, false},
	} {
		m := &machine{start, "first", time.Hour}
		dir := t.TempDir()
		s := open(t, dir, m.options())
		must(t, s.DoubtClock())
		e := save(t, s, sample)
		_, err := s.SavePending(Pending{})
		must(t, err)
		must(t, s.SetExpiry(e.ID, m.at.Add(-2*365*24*time.Hour*20))) // long expired, whatever the clock says
		c.change(m)
		var doubt *ClockError
		if err := s.DoubtClock(); errors.As(err, &doubt) == c.fine || !c.fine && doubt.Backwards != c.backwards {
			t.Errorf("%s: %v", name, err)
		}
		gone, err := s.Purge(context.Background(), m.at, MachineClock)
		if (len(gone) == 1) != c.fine || errors.As(err, &doubt) == c.fine {
			t.Errorf("%s: purged %v, %v", name, gone, err)
		}
		if pending, err := s.ListPending(); err != nil || !c.fine && len(pending) != 1 {
			t.Errorf("%s: %d pending, %v", name, len(pending), err)
		}
		must(t, s.TrustClock())
		if gone, err := s.Purge(context.Background(), m.at, MachineClock); err != nil || (len(gone) == 1) == c.fine {
			t.Errorf("%s, trusted: purged %v, %v", name, gone, err)
		}
	}
}

// Doubt stays until somebody trusts the clock: a second run does not take the wrong time for right.
func TestDoubtOfTheClockStays(t *testing.T) {
	m := &machine{time.Date(2026, 3, 1, 10, 0, 0, 0, time.UTC), "first", time.Hour}
	dir := t.TempDir()
	must(t, open(t, dir, m.options()).DoubtClock())
	m.at = m.at.AddDate(1, 6, 0)
	for range 3 {
		if err := open(t, dir, m.options()).DoubtClock(); err == nil {
			t.Fatal("a second look takes the wrong time for right")
		}
	}
}

// Each start of the machine is noted: later on that start the clock is held against how long the machine has been up, and
// not against the start before, which lets a year pass.
func TestTheClockIsNotedOnEachStart(t *testing.T) {
	m := &machine{time.Date(2026, 3, 1, 10, 0, 0, 0, time.UTC), "first", time.Hour}
	s := open(t, t.TempDir(), m.options())
	must(t, s.DoubtClock())
	m.at, m.boot, m.up = m.at.Add(10*time.Minute), "second", 5*time.Minute
	must(t, s.DoubtClock())
	m.at = m.at.AddDate(0, 1, 0)
	if err := s.DoubtClock(); err == nil {
		t.Error("the clock was set ahead by a month on the second start, and nothing is wrong")
	}
}

// Whoever only imports and never purged has the clock noted, too: the first purge of all compares with that. Without a note
// the newest import tells of a jump of years.
func TestTheFirstPurgeDoubtsAClockThatJumped(t *testing.T) {
	for name, c := range map[string]struct {
		ahead time.Duration
		note  bool
	}{"40 days": {40 * 24 * time.Hour, true}, "ten years": {10 * 365 * 24 * time.Hour, true}, "ten years, no note": {10 * 365 * 24 * time.Hour, false}} {
		m := &machine{time.Date(2026, 3, 1, 10, 0, 0, 0, time.UTC), "first", time.Hour}
		dir := t.TempDir()
		save(t, open(t, dir, m.options()), sample)
		if !c.note {
			must(t, os.Remove(filepath.Join(dir, clockFile)))
		}
		m.pass(time.Minute)
		m.at = m.at.Add(c.ahead)
		s := open(t, dir, m.options())
		var doubt *ClockError
		if gone, err := s.Purge(context.Background(), m.at, MachineClock); len(gone) != 0 || !errors.As(err, &doubt) {
			t.Errorf("%s ahead: purged %v, %v", name, gone, err)
		}
		must(t, s.TrustClock())
		if gone, err := s.Purge(context.Background(), m.at, MachineClock); len(gone) != 1 || err != nil {
			t.Errorf("%s ahead, trusted: purged %v, %v", name, gone, err)
		}
	}
}

// Without a note, or with a damaged one, nobody knows whether the clock is right: nothing is deleted by it before somebody said so,
// whichever commands ran before. A start of the machine is no reason to ask.
func TestAClockOfWhichNothingIsNotedDeletesNothingByItself(t *testing.T) {
	for name, c := range map[string]struct {
		change func(t *testing.T, note string)
		asks   bool
	}{
		"missing":   {func(t *testing.T, note string) { must(t, os.Remove(note)) }, true},
		"cut":       {func(t *testing.T, note string) { must(t, os.Truncate(note, 10)) }, true},
		"emptied":   {func(t *testing.T, note string) { must(t, os.Truncate(note, 0)) }, true},
		"no time":   {func(t *testing.T, note string) { must(t, os.WriteFile(note, []byte("{}"), 0o600)) }, true},
		"untouched": {func(*testing.T, string) {}, false},
	} {
		m := &machine{time.Date(2026, 3, 1, 10, 0, 0, 0, time.UTC), "first", time.Hour}
		dir := t.TempDir()
		s := open(t, dir, m.options())
		save(t, s, sample)
		must(t, s.Delete(save(t, s, sample).ID))
		_, err := s.SavePending(Pending{Started: m.at})
		must(t, err)
		c.change(t, filepath.Join(dir, clockFile))
		m.at, m.boot, m.up = m.at.Add(40*24*time.Hour), "second", time.Minute
		for range 2 { // what other commands note does not answer the question
			if err := open(t, dir, m.options()).DoubtClock(); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			m.pass(2 * time.Hour)
		}
		s = open(t, dir, m.options())
		var doubt *ClockError
		if err := s.DoubtDeletion(); errors.As(err, &doubt) != c.asks {
			t.Errorf("%s: %v", name, err)
		}
		if pending, err := s.ListPending(); err != nil || (len(pending) == 1) != c.asks {
			t.Errorf("%s: %d pending, %v", name, len(pending), err)
		}
		if gone, err := s.Purge(context.Background(), m.at, MachineClock); (len(gone) == 0) != c.asks || errors.As(err, &doubt) != c.asks {
			t.Errorf("%s: purged %v, %v", name, gone, err)
		}
		must(t, s.TrustClock())
		if gone, err := s.Purge(context.Background(), m.at, MachineClock); err != nil || (len(gone) == 1) != c.asks {
			t.Errorf("%s, trusted: purged %v, %v", name, gone, err)
		}
		m.pass(24 * time.Hour)
		must(t, open(t, dir, m.options()).DoubtDeletion())
	}
}

// Who deletes from an archive that was restored, or taken in from elsewhere, is not asked: the clock was noted before.
func TestTheClockIsNotedBeforeImportsComeFromElsewhere(t *testing.T) {
	m := &machine{time.Date(2026, 3, 1, 10, 0, 0, 0, time.UTC), "first", time.Hour}
	from := t.TempDir()
	e := save(t, open(t, from, m.options()), sample)
	restored := open(t, t.TempDir(), m.options())
	_, err := restored.Restore(context.Background(), from, nil)
	must(t, err)
	adopted := open(t, t.TempDir(), m.options())
	must(t, adopted.Adopt(context.Background(), e.Manifest, bytes.NewReader(sample)))
	for name, s := range map[string]*Store{"restored": restored, "adopted": adopted} {
		if err := s.DoubtDeletion(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What is saved by a clock that is behind has not expired once the clock is set right: the last time that was noted counts.
func TestWhatIsSavedByAClockThatIsBehindIsKept(t *testing.T) {
	m := &machine{time.Date(2026, 3, 1, 10, 0, 0, 0, time.UTC), "first", time.Hour}
	dir := t.TempDir()
	save(t, open(t, dir, m.options()), sample)
	right := m.at
	m.pass(time.Minute)
	m.at = m.at.Add(-60 * 24 * time.Hour)
	e := save(t, open(t, dir, m.options()), sample)
	if want := right.Add(30 * 24 * time.Hour); !e.Expires.Equal(want) {
		t.Errorf("expires %s, want %s", e.Expires, want)
	}
	m.at = m.at.Add(60 * 24 * time.Hour)
	m.pass(time.Minute)
	if gone, err := open(t, dir, m.options()).Purge(context.Background(), m.at, MachineClock); err != nil || len(gone) != 0 {
		t.Errorf("purged %v, %v", gone, err)
	}
}
