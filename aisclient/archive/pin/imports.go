package pin

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"time"

	"aisdesk/aisclient/archive/disk"
	"aisdesk/aisclient/atomicfile"
)

// Import is what is known of an import.
type Import struct {
	ID string
	// Mine says that this machine saved it: it must be there until it was deleted here or has expired.
	Mine bool
	// Plain says that it may be there in plain text though the archive is sealed.
	Plain bool
	// Deleting says that this machine was about to delete it, Deleted that it did: ID is its DeletedName then, and it must
	// not be there.
	Deleting, Deleted bool
	// Digest is of what an import never changes, Counts of the counts that were written into its manifest; empty where that is
	// not known.
	Digest, Counts string
	// Expires is the Unix time from which anybody may have purged it; 0 is never.
	Expires int64
}

// Event is a line of the log.
type Event byte

// Events of an import.
const (
	SavedSealed Event = 's' // by this machine
	SavedPlain  Event = 'p' // by this machine
	SeenPlain   Event = 'o' // it was there before the archive was sealed, or is accepted
	SeenSealed  Event = 'x' // it was saved elsewhere
	Sealed      Event = 'e' // its plain text is gone
	Deleting    Event = 'd'
	Deleted     Event = 'g'
	Counted     Event = 'c' // Digest is of its counts
)

// Line is what the log says of an import at a time.
type Line struct {
	Event   Event
	ID      string
	Digest  string
	Expires time.Time // zero is never
}

func (l Line) append(b []byte) []byte {
	b = append(b, byte(l.Event), ' ')
	b = append(append(b, l.ID...), ' ')
	b = append(append(b, l.Digest...), ' ')
	at := int64(0)
	if !l.Expires.IsZero() {
		at = l.Expires.Unix()
	}
	return append(strconv.AppendInt(b, at, 10), '\n')
}

// Add appends lines to the log. It fails where the log cannot be written.
func (p *Pins) Add(lines ...Line) error {
	if p.None() || len(lines) == 0 {
		return nil
	}
	var b []byte
	for _, l := range lines {
		b = l.append(b)
	}
	return p.appendTo(p.logPath(), b, false)
}

// appendTo appends whole lines to a log, which are on the disk when it returns if sync says so.
func (p *Pins) appendTo(path string, lines []byte, sync bool) error {
	if err := os.MkdirAll(p.dir, 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	last := make([]byte, 1)
	if fi, err := f.Stat(); err == nil && fi.Size() > 0 {
		if _, err := f.ReadAt(last, fi.Size()-1); err == nil && last[0] != '\n' {
			lines = append([]byte("\n"), lines...) // the line before was cut
		}
	}
	if _, err = f.Write(lines); err == nil && sync {
		err = f.Sync()
	}
	return disk.WrapFull(errors.Join(err, f.Close()))
}

// DeletedName is the name under which the log knows an import that is deleted: nothing that names it stays.
func DeletedName(id string) string {
	sum := sha256.Sum256([]byte("aisdesk deleted " + id))
	return "#" + hex.EncodeToString(sum[:16])
}

// Forget takes an import that was deleted here out of the logs, but for its DeletedName. It fails where a log cannot be read or
// written.
func (p *Pins) Forget(id string) error {
	if p.None() {
		return nil
	}
	b, err := os.ReadFile(p.logPath())
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err = errors.Join(err, p.forgetAttachments(id)); err != nil {
		return err
	}
	var out []byte
	for line := range bytes.Lines(b) {
		if !bytes.Contains(line, []byte(" "+id+" ")) {
			out = append(out, line...)
		}
	}
	out = Line{Event: Deleted, ID: DeletedName(id)}.append(out)
	return p.write(p.logPath(), atomicfile.Bytes(out))
}

// Reset replaces the log of imports, and empties that of attachments. It fails where a log cannot be written or removed.
func (p *Pins) Reset(lines []Line) error {
	if p.None() {
		return nil
	}
	if err := os.MkdirAll(p.dir, 0o700); err != nil {
		return err
	}
	if err := os.Remove(p.attachedPath()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return p.write(p.logPath(), func(w io.Writer) error {
		var b []byte
		for _, l := range lines {
			b = l.append(b)
		}
		_, err := w.Write(b)
		return err
	})
}

// Imports are all imports that the log knows, by their ids; nil where there is no log yet. They must not be changed. It fails
// where the log cannot be read.
func (p *Pins) Imports() (map[string]Import, error) {
	if p.None() {
		return nil, nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	fi, err := os.Stat(p.logPath())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if p.all != nil && fi.Size() == p.size && fi.ModTime().Equal(p.read) {
		return p.all, nil
	}
	b, err := os.ReadFile(p.logPath())
	if err != nil {
		return nil, err
	}
	p.all, p.size, p.read = parse(b, make(map[string]Import, bytes.Count(b, []byte("\n")))), fi.Size(), fi.ModTime()
	return p.all, nil
}

// tail is how many bytes of the log's end Newest reads: some fifty lines.
const tail = 4 << 10

// Newest are the imports of the last lines of the log: what an older copy of the archive is found by, in the same time
// whatever the archive holds. It fails where the log cannot be read.
func (p *Pins) Newest() (map[string]Import, error) {
	if p.None() {
		return nil, nil
	}
	f, err := os.Open(p.logPath())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	fi, err := f.Stat()
	if err != nil {
		return nil, err
	}
	from := max(0, fi.Size()-tail)
	b, err := io.ReadAll(io.NewSectionReader(f, from, tail))
	if from > 0 {
		_, b, _ = bytes.Cut(b, []byte("\n"))
	}
	return parse(b, map[string]Import{}), err
}

// parse reads lines, of which later ones count. A line that is cut is left out: whoever wrote it was killed.
func parse(b []byte, all map[string]Import) map[string]Import {
	for line := range strings.Lines(string(b)) {
		event, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		id, rest, _ := strings.Cut(rest, " ")
		digest, at, whole := strings.Cut(rest, " ")
		if !whole || strings.Contains(at, " ") || len(event) != 1 || !strings.HasSuffix(line, "\n") {
			continue
		}
		expires, _ := strconv.ParseInt(at, 10, 64)
		i := all[id]
		i.ID, i.Deleting, i.Deleted = id, false, false
		switch e := Event(event[0]); e {
		case SavedSealed, SavedPlain:
			i.Mine, i.Plain, i.Digest, i.Expires = true, e == SavedPlain, digest, expires
		case SeenPlain:
			i.Plain, i.Digest, i.Expires = true, digest, expires
		case SeenSealed, Sealed:
			i.Plain = false
		case Deleting:
			i.Deleting = true
		case Deleted:
			i.Deleted = true
		case Counted:
			i.Counts = digest
		}
		all[id] = i
	}
	return all
}
