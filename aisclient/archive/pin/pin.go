// Package pin is what this machine knows of an archive from before. It lies outside the archive, so that whoever can write
// the archive alone cannot have more saved to a key of their own, in plain text, or into an older copy, and cannot lay in
// or exchange an import, without being named.
//
// There are a small file about the key, and logs that are only appended to: of imports, a line each, and of attachments that
// are written once.
package pin

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"aisdesk/aisclient/archive/disk"
	"aisdesk/aisclient/atomicfile"
)

// Key is what is known of the archive's key.
type Key struct {
	Archive string `json:"archive"` // its directory, for people
	// Sealed says that the archive was seen with one of the recipients.
	Sealed     bool     `json:"sealed"`
	Recipients []string `json:"recipients,omitempty"`
	// Looked is when the directory of imports last changed as every import in it was known: see disk.Changed.
	Looked int64 `json:"looked,omitempty"`
	// Checked is the archive's clock before every import was last looked at: what changed before was in order, or accepted.
	Checked int64 `json:"checked,omitempty"`
	// Plain is when it last changed as somebody had looked and found nothing sealed in the archive.
	Plain int64 `json:"plain,omitempty"`
}

// Pins are the files of an archive. The caller holds the archive's lock while it changes them. The zero value knows
// nothing and takes nothing.
type Pins struct {
	dir, name, archive string
	fs                 disk.FS

	mu   sync.Mutex
	all  map[string]Import // of the log as it was
	read time.Time         // when it had last changed
	size int64

	attachedLog  []byte                         // the log of attachments, in the same way
	looked       int                            // how often something was looked for in it
	attached     map[string]map[string][]string // what it says, once it was read whole
	attachedRead time.Time
	attachedSize int64

	expired     map[string]string // what the log of expiries says, in the same way
	expiredRead time.Time
	expiredSize int64
}

// New are the pins of the archive in a directory; dir is the machine's directory of states.
func New(dir, archive string, fsys disk.FS) *Pins {
	sum := sha256.Sum256([]byte(archive))
	return &Pins{dir: dir, name: "archive-" + hex.EncodeToString(sum[:8]), archive: archive, fs: fsys}
}

// None reports whether nothing is kept here.
func (p *Pins) None() bool { return p.dir == "" }

func (p *Pins) keyPath() string { return filepath.Join(p.dir, p.name+".json") }
func (p *Pins) logPath() string { return filepath.Join(p.dir, p.name+".imports") }

// attachedPath is a log of its own: how the archive's state is told does not hang on its length.
func (p *Pins) attachedPath() string { return filepath.Join(p.dir, p.name+".attachments") }

// Key is what is known of the key; known is false where nothing is yet. The error is the system's, or says that the file is
// not to be read.
func (p *Pins) Key() (k Key, known bool, err error) {
	b, err := os.ReadFile(p.keyPath())
	if p.None() || errors.Is(err, fs.ErrNotExist) {
		return Key{}, false, nil
	}
	if err == nil {
		err = json.Unmarshal(b, &k)
	}
	return k, err == nil, err
}

// ChangeKey rewrites what is known of the key. It fails as Key and SetKey do.
func (p *Pins) ChangeKey(change func(*Key)) error {
	if p.None() {
		return nil
	}
	k, _, err := p.Key()
	if err != nil {
		return err
	}
	change(&k)
	return p.SetKey(k)
}

// SetKey replaces what is known of the key. It fails where the file cannot be written: with disk.ErrFull where there is no space.
func (p *Pins) SetKey(k Key) error {
	k.Archive = p.archive
	b, err := json.Marshal(k)
	if err == nil {
		err = os.MkdirAll(p.dir, 0o700)
	}
	if err != nil {
		return err
	}
	return p.write(p.keyPath(), atomicfile.Bytes(b))
}

// write replaces a file. It fails with disk.ErrFull where there is no space.
func (p *Pins) write(path string, fill func(io.Writer) error) error {
	return disk.WrapFull(atomicfile.WriteFile(path, atomicfile.Options{FS: disk.Unsynced{FS: p.fs}}, fill))
}

// Drop forgets all that is known of the archive. It fails where a file cannot be removed.
func (p *Pins) Drop() error {
	if p.None() {
		return nil
	}
	var errs []error
	for _, path := range []string{p.logPath(), p.attachedPath(), p.expiredPath(), p.plainPath(), p.keyPath()} {
		if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// TakeLogs takes over from the archive of which this one is a copy what is noted of the attachments of imports, and of what expired
// there. It fails where a log cannot be read or written.
func (p *Pins) TakeLogs(of *Pins, ids []string) error {
	for _, id := range ids {
		attached, err := of.Attachments(id)
		for name, digests := range attached {
			for i, d := range digests {
				err = errors.Join(err, p.NoteAttachment(id, name, d, i == 0))
			}
		}
		if err != nil {
			return err
		}
	}
	expired, err := of.readExpired()
	var lines []byte
	for name, said := range expired {
		lines = append(lines, name+" "+said+"\n"...)
	}
	if err != nil || len(lines) == 0 {
		return err
	}
	return p.appendTo(p.expiredPath(), lines, false)
}
