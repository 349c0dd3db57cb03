package pin

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// expiredPath is a log of its own: it holds nothing by which the archive's state is told.
func (p *Pins) expiredPath() string { return filepath.Join(p.dir, p.name+".expired") }

// beginningLength is how much of an id the log of expiries keeps: the time and four characters, which are enough to know the
// beginning of an id that somebody types, and too few to name the import.
const beginningLength = len("20060102T150405Z-") + 4

// beginningMark stands before the beginning of an id, as # does before a DeletedName.
const beginningMark = "^"

// NoteExpired notes when imports expired that are deleted for it, and whose clock said so, in one word; the zero time takes back
// what was noted before. The log names them as it names deleted ones, and has the beginnings of their ids. What is noted already is
// not noted again. It fails where the log cannot be read or written.
func (p *Pins) NoteExpired(by string, at map[string]time.Time) error {
	if p.None() {
		return nil
	}
	log, err := p.readExpired()
	if err != nil {
		return err
	}
	var lines []byte
	for id, t := range at {
		line := "0 " + by
		if !t.IsZero() {
			line = strconv.FormatInt(t.Unix(), 10) + " " + by
		}
		for _, name := range []string{DeletedName(id), beginningMark + id[:min(len(id), beginningLength)]} {
			if known := log[name]; known != line && (known != "" || !t.IsZero()) {
				lines = append(lines, name+" "+line+"\n"...)
			}
		}
	}
	if len(lines) == 0 {
		return nil
	}
	return p.appendTo(p.expiredPath(), lines, false)
}

// Expired is when an import expired that was deleted for it, and whose clock said so; the zero time where nothing is noted. It
// fails where the log cannot be read.
func (p *Pins) Expired(id string) (at time.Time, by string, err error) {
	if p.None() {
		return at, "", nil
	}
	log, err := p.readExpired()
	at, by = expiry(log[DeletedName(id)])
	return at, by, err
}

// expiry reads what the log says of a name; the zero time where it says nothing, or took it back.
func expiry(said string) (at time.Time, by string) {
	when, by, _ := strings.Cut(said, " ")
	if unix, err := strconv.ParseInt(when, 10, 64); err == nil && unix != 0 {
		return time.Unix(unix, 0), by
	}
	return at, ""
}

// ExpiredBeginnings calls do with the beginnings of the ids of imports that were deleted because they had expired, in no order. It
// fails where the log cannot be read.
func (p *Pins) ExpiredBeginnings(do func(beginning string, at time.Time, by string)) error {
	if p.None() {
		return nil
	}
	log, err := p.readExpired()
	for name, said := range log {
		begins, is := strings.CutPrefix(name, beginningMark)
		if at, by := expiry(said); is && !at.IsZero() {
			do(begins, at, by)
		}
	}
	return err
}

// readExpired is what the log says of each name; it must not be changed. A line that is cut is left out: whoever wrote it was killed.
func (p *Pins) readExpired() (map[string]string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	fi, err := os.Stat(p.expiredPath())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil || p.expired != nil && fi.Size() == p.expiredSize && fi.ModTime().Equal(p.expiredRead) {
		return p.expired, err
	}
	b, err := os.ReadFile(p.expiredPath())
	if err != nil {
		return nil, err
	}
	p.expired, p.expiredSize, p.expiredRead = map[string]string{}, fi.Size(), fi.ModTime()
	for line := range strings.Lines(string(b)) {
		name, rest, _ := strings.Cut(line, " ")
		if rest, whole := strings.CutSuffix(rest, "\n"); whole && strings.Count(rest, " ") == 1 {
			p.expired[name] = rest
		}
	}
	return p.expired, nil
}
