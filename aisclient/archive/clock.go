package archive

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"aisdesk/aisclient/archive/disk"
	"aisdesk/aisclient/atomicfile"
)

// A clock that was set wrong must not delete anything by itself. Each program notes what the clock said and how long the
// machine had been up; the next one compares.

// clockFile says when a program last looked at the clock.
const clockFile = "clock.json"

// How far the clock may be from what is expected: by itself, and without a program running on another start of the machine.
const (
	clockSlack  = 10 * time.Minute
	clockAbsent = 366 * 24 * time.Hour
	clockEvery  = time.Hour // how often it is noted
)

// clockNote is clockFile.
type clockNote struct {
	Wall time.Time     `json:"wall"`
	Boot string        `json:"boot"` // names one start of the machine; empty where it has no name
	Up   time.Duration `json:"up"`   // since then
	// Unsure says that there was no note before, or one that could not be read, though there were imports: nobody has taken the clock
	// for right since.
	Unsure bool `json:"unsure,omitempty"`
}

// ClockError says that the clock is not where it can be. Nothing is deleted by its time before TrustClock.
type ClockError struct {
	Now, Last time.Time
	Backwards bool
	// Unknown says that nothing tells whether it is right: Last is zero then.
	Unknown bool
}

// Error says what the clock says and what was expected.
func (e *ClockError) Error() string {
	if e.Unknown {
		return fmt.Sprintf("this machine's clock says %s, and the note of the last run, by which it is checked, is missing from the archive or was damaged", e.Now.Local().Format(time.DateTime))
	}
	how := "has run ahead of what can have passed since"
	if e.Backwards {
		how = "has gone back since"
	}
	return fmt.Sprintf("this machine's clock says %s, and %s the last run at %s", e.Now.Local().Format(time.DateTime), how, e.Last.Local().Format(time.DateTime))
}

// Warning says it to people before anything is deleted, with the next step.
func (e *ClockError) Warning() string {
	return "Attention: " + e.Error() + ". Set the clock. Nothing is deleted by it before \"aisdesk purge\" has asked."
}

// DoubtClock returns a *ClockError where the clock cannot be right, and nil otherwise. It notes the time for the next one.
// Where nothing is noted yet, or the note is damaged, the clock is held against the newest import.
func (s *Store) DoubtClock() error {
	if s.options.Uptime == nil {
		return nil
	}
	now := s.clockNow()
	last, err := s.lastClock()
	if err != nil {
		newest := s.newestImport()
		last = clockNote{Wall: newest, Unsure: !newest.IsZero()}
	}
	now.Unsure = last.Unsure
	if !last.Wall.IsZero() {
		if err := last.allows(now); err != nil {
			return err
		}
	}
	if err != nil || now.Boot != last.Boot || now.Wall.Sub(last.Wall) > clockEvery {
		_ = s.noteClock(now) // the next one compares with an earlier note
	}
	return nil
}

// DoubtDeletion is DoubtClock for who is about to delete by the time: a clock of which nothing tells whether it is right is in doubt,
// too. What could only be a few days off is asked about once, not told with every command.
func (s *Store) DoubtDeletion() error {
	if err := s.DoubtClock(); err != nil || s.options.Uptime == nil {
		return err
	}
	if last, err := s.lastClock(); err == nil && !last.Unsure || err != nil && s.newestImport().IsZero() {
		return nil
	}
	return &ClockError{Now: s.options.Now(), Unknown: true}
}

// keptFrom is a time of this machine's clock, or the last one that was noted where the clock has gone back since: an import that is
// saved by a clock that is behind must not have expired when it is set right. It notes the time, which what purges later compares
// with its own.
func (s *Store) keptFrom(now time.Time) time.Time {
	if doubt, wrong := errors.AsType[*ClockError](s.DoubtClock()); wrong && doubt.Backwards {
		return doubt.Last
	}
	return now
}

// TrustClock takes what the clock says now for right. It fails where that cannot be noted in the archive.
func (s *Store) TrustClock() error {
	if s.options.Uptime == nil {
		return nil
	}
	return s.noteClock(s.clockNow())
}

func (s *Store) clockNow() clockNote {
	boot, up := s.options.Uptime()
	return clockNote{Wall: s.options.Now().UTC(), Boot: boot, Up: up}
}

func (s *Store) lastClock() (n clockNote, err error) {
	b, err := disk.ReadFile(s.root, clockFile, manifestMax)
	if err == nil {
		err = json.Unmarshal(b, &n)
	}
	if err == nil && n.Wall.IsZero() {
		err = fmt.Errorf("%s: %w", clockFile, ErrDamaged)
	}
	return n, err
}

// newestImport is when the newest import was saved; zero where there is none.
func (s *Store) newestImport() (at time.Time) {
	if ids, err := s.ids(); err == nil && len(ids) > 0 {
		at = timeOf(ids[0])
	}
	return at
}

func (s *Store) noteClock(n clockNote) error {
	b, err := json.Marshal(n)
	if err != nil {
		return err
	}
	return disk.WrapFull(atomicfile.Write(s.root, clockFile, atomicfile.Options{FS: disk.Unsynced{FS: s.fs}}, atomicfile.Bytes(b)))
}

// allows reports by an error that the clock cannot say what it says, so long after this note.
func (n *clockNote) allows(now clockNote) error {
	passed := now.Wall.Sub(n.Wall)
	most := clockAbsent
	if n.Boot != "" && n.Boot == now.Boot {
		most = now.Up - n.Up + clockSlack
	}
	switch {
	case passed < -clockSlack:
		return &ClockError{Now: now.Wall, Last: n.Wall, Backwards: true}
	case passed > most:
		return &ClockError{Now: now.Wall, Last: n.Wall}
	}
	return nil
}

// uptime reads from Linux which start of the machine this is, and how long it was ago, sleep included.
func uptime() (boot string, up time.Duration) {
	id, err := os.ReadFile("/proc/sys/kernel/random/boot_id")
	b, err2 := os.ReadFile("/proc/uptime")
	if errors.Join(err, err2) != nil {
		return "", 0
	}
	first, _, _ := strings.Cut(string(b), " ")
	seconds, err := strconv.ParseFloat(first, 64)
	if err != nil {
		return "", 0
	}
	return strings.TrimSpace(string(id)), time.Duration(seconds * float64(time.Second))
}
