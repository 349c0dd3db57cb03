package seal

import (
	"encoding/json"
	"errors"
	"fmt"

	"filippo.io/age"

	"aisdesk/aisclient/archive/disk"
)

// File is the name of the settings of the encryption.
const File = "encryption.json"

// Schemas of the settings. Older programs, which would lose a recovery, refuse the second.
const (
	schema         = 1
	schemaRecovery = 2
)

// settings is encryption.json. Recipient is public: imports are sealed to it without unlocking.
type settings struct {
	Schema    int    `json:"schema"`
	Kind      Kind   `json:"kind"`
	Recipient string `json:"recipient"`
	// Wrapped is the identity sealed with the passphrase; empty if the keyring holds it.
	Wrapped []byte `json:"wrapped,omitempty"`
	// Recovery are those who can open the archive without it.
	Recovery []recovery `json:"recovery,omitempty"`
}

// read reads encryption.json; nil without an error if encryption is not set up.
func (k *Key) read() (*settings, error) {
	b, err := k.archive.ReadSettings()
	if errors.Is(err, disk.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return parseSettings(b)
}

func parseSettings(b []byte) (*settings, error) {
	var s settings
	if err := json.Unmarshal(b, &s); err != nil {
		return nil, fmt.Errorf("%s: %w: %w", File, disk.ErrDamaged, err)
	}
	if s.Schema > schemaRecovery {
		return nil, fmt.Errorf("%s: %w", File, ErrNewer)
	}
	if _, err := age.ParseX25519Recipient(s.Recipient); err != nil {
		return nil, fmt.Errorf("%s: %w: %w", File, disk.ErrDamaged, err)
	}
	if s.Kind != ByPassphrase && s.Kind != ByKeyring {
		return nil, fmt.Errorf("%s: %w: kind %.20q is not known", File, disk.ErrDamaged, s.Kind)
	}
	return &s, nil
}

// refresh reads encryption.json again and returns what it says: another program may have set up encryption or
// changed the passphrase. The recipient itself never changes: a file that is gone or names another one would make
// imports unreadable, and is refused with ErrEncryptionLost or ErrKeyReplaced.
func (k *Key) refresh() (*settings, error) {
	now, err := k.read()
	if err != nil {
		return nil, withCopy(err)
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	switch had := k.settings; {
	case had == nil:
	case now == nil:
		return nil, ErrEncryptionLost
	case now.Recipient != had.Recipient:
		return nil, ErrKeyReplaced
	}
	k.settings = now
	return now, nil
}

// withCopy adds the way on where encryption.json is damaged.
func withCopy(err error) error {
	if !errors.Is(err, disk.ErrDamaged) {
		return err
	}
	return fmt.Errorf("%w. If you have a copy of the archive, rename %s here, and \"aisdesk restore COPY\" takes the key out of the copy", err, File)
}

// Recipient is to whom is sealed, as encryption.json says now; empty while encryption is not set up. It fails with
// ErrEncryptionLost or ErrKeyReplaced where another one was seen before, disk.ErrDamaged or ErrNewer.
func (k *Key) Recipient() (string, error) {
	s, err := k.refresh()
	if err != nil || s == nil {
		return "", err
	}
	return s.Recipient, nil
}

// Look is Recipient of what lies on disk, whatever was seen before. It fails with disk.ErrDamaged or ErrNewer, or where the
// settings cannot be read.
func (k *Key) Look() (string, error) {
	s, err := k.read()
	if err != nil || s == nil {
		return "", err
	}
	return s.Recipient, nil
}

// errChanged says that another program wrote encryption.json after it was read.
var errChanged = errors.New("the key's settings were changed meanwhile")

// replace writes encryption.json anew if it still says what old does, or fails with errChanged.
func (k *Key) replace(old, next *settings) error {
	same := func(b []byte) bool {
		now, err := parseSettings(b)
		return err == nil && string(now.encode()) == string(old.encode())
	}
	done, err := k.archive.ReplaceSettings(same, next.encode())
	if err == nil && !done {
		err = errChanged
	}
	return err
}

func (s *settings) encode() []byte {
	b, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		panic(err) // strings and bytes always encode
	}
	return append(b, '\n')
}
