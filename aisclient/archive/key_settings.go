package archive

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"

	"filippo.io/age"

	"aisdesk/aisclient/atomicfile"
)

// readKeySettings reads encryption.json; nil without an error if encryption is not set up.
func (s *Store) readKeySettings() (*keySettings, error) {
	b, err := readFile(s.root, encryptionFile, manifestMax)
	if errors.Is(err, ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var k keySettings
	if err := json.Unmarshal(b, &k); err != nil {
		return nil, fmt.Errorf("%s: %w: %w", encryptionFile, ErrDamaged, err)
	}
	if k.Schema > schemaRecovery {
		return nil, fmt.Errorf("%s: %w", encryptionFile, ErrNewer)
	}
	if _, err := age.ParseX25519Recipient(k.Recipient); err != nil {
		return nil, fmt.Errorf("%s: %w: %w", encryptionFile, ErrDamaged, err)
	}
	if k.Kind != KeyPassphrase && k.Kind != KeyKeyring {
		return nil, fmt.Errorf("%s: %w: kind %.20q is not known", encryptionFile, ErrDamaged, k.Kind)
	}
	return &k, nil
}

// refreshKey reads encryption.json again and returns what it says: another program may have set up encryption or
// changed the passphrase. The recipient itself never changes: a file that is gone or names another one would make
// imports unreadable, and is refused with ErrEncryptionLost or ErrKeyReplaced.
func (s *Store) refreshKey() (*keySettings, error) {
	now, err := s.readKeySettings()
	if err != nil {
		return nil, err
	}
	s.key.mu.Lock()
	defer s.key.mu.Unlock()
	switch had := s.key.settings; {
	case had == nil:
	case now == nil:
		return nil, ErrEncryptionLost
	case now.Recipient != had.Recipient:
		return nil, ErrKeyReplaced
	}
	s.key.settings = now
	return now, nil
}

// adoptKey makes the store use a key that is on disk.
func (s *Store) adoptKey(k *keySettings, id *age.X25519Identity) {
	s.key.mu.Lock()
	defer s.key.mu.Unlock()
	s.key.settings, s.key.identity = k, id
}

// recipient returns to whom new imports are sealed; nil for plain text, which is an error if anything says
// that it should not be plain text. It reads encryption.json each time.
func (s *Store) recipient() (age.Recipient, error) {
	k, err := s.refreshKey()
	if err == nil {
		err = s.checkPin(k)
	}
	if err != nil {
		return nil, err
	}
	if k != nil {
		if err := s.makeKeyDurable(); err != nil {
			return nil, err
		}
		return age.ParseX25519Recipient(k.Recipient)
	}
	if s.options.RequireEncryption {
		return nil, ErrNotEncrypted
	}
	err = s.checkNothingSealed()
	if errors.Is(err, fs.ErrExist) {
		return s.recipient() // another program set up encryption meanwhile
	}
	return nil, err
}

// makeKeyDurable syncs the archive's directory before the first seal: the program that wrote encryption.json may
// not have come to that yet, and what is sealed must not outlive its key.
func (s *Store) makeKeyDurable() error {
	s.key.mu.Lock()
	defer s.key.mu.Unlock()
	if s.key.durable {
		return nil
	}
	if err := errors.Join(s.unmarkPlain(), s.syncDir(s.root)); err != nil { // a program of before knows no mark
		return wrapDiskFull(err)
	}
	s.key.durable = true
	return nil
}

// createKeySettings writes encryption.json unless there is one, which is an error that is fs.ErrExist. It appears
// whole or not at all, and never in the place of another: a hard link sees to that, or the archive's lock where there
// are no hard links. Without either it fails with ErrNoLocks.
func (s *Store) createKeySettings(k *keySettings) error {
	release, held, err := s.lockArchive()
	if err != nil {
		return err
	}
	defer release()
	seen := func(p *pin) { p.Recipients = append(p.Recipients, k.Recipient) }
	if err := errors.Join(s.unmarkPlain(), s.changePin(seen)); err != nil { // a key that this machine makes is known before it is seen
		return err
	}
	o := atomicfile.Options{NoReplace: true, RequireLink: !held, Durable: true, FS: s.fs}
	err = atomicfile.Write(s.root, encryptionFile, o, atomicfile.Bytes(k.encode()))
	if errors.Is(err, atomicfile.ErrNoLinks) {
		return fmt.Errorf("%w: %w", ErrNoLocks, err)
	}
	return wrapDiskFull(err)
}

// errKeyChanged says that another program wrote encryption.json after it was read.
var errKeyChanged = errors.New("the key's settings were changed meanwhile")

// replaceKeySettings writes encryption.json anew if it still says what old does, or fails with errKeyChanged.
func (s *Store) replaceKeySettings(old, k *keySettings) error {
	release, _, err := s.lockArchive()
	if err != nil {
		return err
	}
	defer release()
	now, err := s.readKeySettings()
	if err != nil {
		return err
	}
	if now == nil || string(now.encode()) != string(old.encode()) {
		return errKeyChanged
	}
	return s.replace(s.root, encryptionFile, k.encode())
}

func (k *keySettings) encode() []byte {
	b, err := json.MarshalIndent(k, "", "  ")
	if err != nil {
		panic(err) // strings and bytes always encode
	}
	return append(b, '\n')
}
