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

// NoteExpired notes when imports expired that are deleted for it, and whose clock said so, in one word; the zero time takes back
// what was noted before. The log names them as it names deleted ones. What is noted already is not noted again. It fails where the
// log cannot be read or written.
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
		line, name := "0 "+by, DeletedName(id)
		if !t.IsZero() {
			line = strconv.FormatInt(t.Unix(), 10) + " " + by
		}
		if known := log[name]; known != line && (known != "" || !t.IsZero()) {
			lines = append(lines, name+" "+line+"\n"...)
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
	when, by, _ := strings.Cut(log[DeletedName(id)], " ")
	if unix, bad := strconv.ParseInt(when, 10, 64); bad == nil && unix != 0 {
		return time.Unix(unix, 0), by, nil
	}
	return at, "", err
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
