package archive

import (
	"sync"

	"filippo.io/age"
)

// key is the archive's encryption: settings that say how, and the identity once it is unlocked.
type key struct {
	mu       sync.Mutex
	settings *keySettings // as last read; nil: encryption is not set up
	identity *age.X25519Identity
	durable  bool // encryption.json is known to survive a power failure
}

// keySettings is encryption.json. Recipient is public: imports are sealed to it without unlocking.
type keySettings struct {
	Schema    int     `json:"schema"`
	Kind      KeyKind `json:"kind"`
	Recipient string  `json:"recipient"`
	// Wrapped is the identity sealed with the passphrase; empty if the keyring holds it.
	Wrapped []byte `json:"wrapped,omitempty"`
	// Recovery are those who can open the archive without it.
	Recovery []recovery `json:"recovery,omitempty"`
}

// KeyKind says where the identity is kept.
type KeyKind string

// Kinds of keys.
const (
	KeyNone       KeyKind = "none" // imports are saved in plain text
	KeyPassphrase KeyKind = "passphrase"
	KeyKeyring    KeyKind = "keyring"
)

// Encryption says how imports are saved from now on, and whether sealed ones can be read. Another program may have
// set up encryption since the archive was opened: that counts here, too.
func (s *Store) Encryption() (kind KeyKind, unlocked bool) {
	_, _ = s.refreshKey() // whoever saves or unlocks is told what is wrong with it
	s.key.mu.Lock()
	defer s.key.mu.Unlock()
	if s.key.settings == nil {
		return KeyNone, true
	}
	return s.key.settings.Kind, s.key.identity != nil
}

// Lock forgets the identity.
func (s *Store) Lock() {
	s.key.mu.Lock()
	defer s.key.mu.Unlock()
	s.key.identity = nil
}

// identityFor returns what opens files of that encryption; nil for plain ones.
func (s *Store) identityFor(encryption string) (age.Identity, error) {
	if encryption == EncryptionNone {
		return nil, nil
	}
	s.key.mu.Lock()
	defer s.key.mu.Unlock()
	if s.key.identity == nil {
		return nil, ErrLocked
	}
	return s.key.identity, nil
}
