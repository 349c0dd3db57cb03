package archive

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"aisdesk/aisclient/archive/disk"
	"aisdesk/aisclient/archive/seal"
	"aisdesk/aisclient/atomicfile"
)

// A pin is what this machine knows of the archive from before. It lies outside the archive, so that whoever can write the
// archive alone cannot have more saved to a key of their own, in plain text, or into an older copy without being named.

// Errors of the pin. They are causes: use errors.Is.
var (
	// ErrKeyUnknown says that encryption was set up by somebody else.
	ErrKeyUnknown = errors.New("encryption was set up in this archive by another program or desk, with a key that this machine has not seen")
	// ErrRolledBack says that what this machine saved is gone, and nobody here deleted it.
	ErrRolledBack = errors.New("an import that this machine saved is gone, and was not deleted here: the archive may be an older copy")
)

// trustHint is the way on from what the pin finds.
const trustHint = "Nothing was saved. If you know of this change, \"aisdesk encrypt trust\" accepts the archive as it is"

// pin is the file.
type pin struct {
	Archive string `json:"archive"` // its directory, for people
	// Sealed says that the archive was seen with one of the recipients.
	Sealed     bool     `json:"sealed"`
	Recipients []string `json:"recipients,omitempty"`
	// Last is an import that this machine saved, and Expires when that may be purged by anybody.
	Last    string    `json:"last,omitempty"`
	Expires time.Time `json:"expires,omitzero"`
}

func (s *Store) pinFile() string {
	sum := sha256.Sum256([]byte(s.dir))
	return "archive-" + hex.EncodeToString(sum[:8]) + ".json"
}

// readPin reads the pin; known is false where there is none yet.
func (s *Store) readPin() (p pin, known bool, err error) {
	if s.options.PinDir == "" {
		return p, false, nil
	}
	b, err := os.ReadFile(filepath.Join(s.options.PinDir, s.pinFile()))
	if errors.Is(err, fs.ErrNotExist) {
		return p, false, nil
	}
	if err == nil {
		err = json.Unmarshal(b, &p)
	}
	if err != nil {
		return p, false, fmt.Errorf("what this machine knows of the archive cannot be read: %w. %s", err, trustHint)
	}
	return p, true, nil
}

// changePin rewrites the pin. The caller holds the archive's lock, so that no other change is lost.
func (s *Store) changePin(change func(*pin)) error {
	if s.options.PinDir == "" {
		return nil
	}
	p, _, err := s.readPin()
	if err != nil {
		return err
	}
	p.Archive = s.dir
	change(&p)
	return s.writePin(p)
}

func (s *Store) writePin(p pin) error {
	b, err := json.Marshal(p)
	if err == nil {
		err = os.MkdirAll(s.options.PinDir, 0o700)
	}
	if err != nil {
		return err
	}
	return atomicfile.WriteFile(filepath.Join(s.options.PinDir, s.pinFile()), atomicfile.Options{FS: disk.Unsynced{FS: s.fs}}, atomicfile.Bytes(b))
}

// checkPin compares the archive, which is sealed to a recipient or to none, with what this machine knows of it; the first look is believed.
func (s *Store) checkPin(to string) error {
	if s.options.PinDir == "" {
		return nil
	}
	p, known, err := s.readPin()
	switch {
	case err != nil:
		return err
	case known && p.Sealed && to == "":
		return fmt.Errorf("%w. %s", seal.ErrEncryptionLost, trustHint)
	case known && p.Sealed && !slices.Contains(p.Recipients, to):
		return fmt.Errorf("%w. %s", seal.ErrKeyReplaced, trustHint)
	case known && !p.Sealed && to != "" && !slices.Contains(p.Recipients, to):
		return fmt.Errorf("%w. %s", ErrKeyUnknown, trustHint)
	}
	if err := s.checkLast(p); err != nil {
		return err
	}
	if known && p.Sealed == (to != "") {
		return nil
	}
	_ = s.pinKey(to) // where it cannot be noted the next look is the first once more
	return nil
}

// pinKey notes the key that the archive has now, or that it has none.
func (s *Store) pinKey(to string) error {
	release, _, err := s.lockArchive()
	if err != nil {
		return err
	}
	defer release()
	return s.changePin(func(p *pin) { p.see(to) })
}

func (p *pin) see(to string) {
	if p.Sealed = to != ""; to != "" && !slices.Contains(p.Recipients, to) {
		p.Recipients = append(p.Recipients, to)
	}
}

// checkLast looks whether the import that this machine saved last is still there.
func (s *Store) checkLast(p pin) error {
	if !s.lastIsGone(p) {
		return nil
	}
	again, _, err := s.readPin() // another program may have deleted it since the pin was read
	if err == nil && again.Last == p.Last && s.lastIsGone(again) {
		return fmt.Errorf("%w (%s). %s", ErrRolledBack, p.Last, trustHint)
	}
	return err
}

func (s *Store) lastIsGone(p pin) bool {
	if p.Last == "" || !IsID(p.Last) || !p.Expires.IsZero() && !s.options.Now().Before(p.Expires) {
		return false
	}
	_, err := s.imports.Lstat(p.Last)
	return errors.Is(err, fs.ErrNotExist)
}

// Trust accepts the archive as it is now, whatever this machine knew of it before.
func (s *Store) Trust() error {
	if s.options.PinDir == "" {
		return nil
	}
	to, err := s.Key.Look()
	if err != nil {
		return err
	}
	release, _, err := s.lockArchive()
	if err != nil {
		return err
	}
	defer release()
	p := pin{Archive: s.dir}
	p.see(to)
	return s.writePin(p)
}

// Doubt says what of the archive is not as this machine knows it, or nil.
func (s *Store) Doubt() error {
	to, err := s.Key.Look()
	if err != nil {
		return err
	}
	return s.checkPin(to)
}
