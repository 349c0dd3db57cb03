// Package seal is the key of an archive and what is sealed with it: an age identity that a passphrase or the operating
// system's keyring opens. Sealing needs the recipient only, which anybody can read; opening needs Unlock.
package seal

import (
	"sync"
	"time"

	"filippo.io/age"

	"aisdesk/aisclient/keyring"
)

// Archive is what a key asks of the archive that it is for.
type Archive interface {
	// ReadSettings reads encryption.json, or fails with disk.ErrNotFound.
	ReadSettings() ([]byte, error)
	// CreateSettings writes encryption.json for a new key unless there is one, which is an error that is fs.ErrExist. It
	// appears whole or not at all, and never in the place of another.
	CreateSettings(recipient string, b []byte) error
	// ReplaceSettings writes encryption.json anew if same says so of what is there, which nobody else changes meanwhile;
	// it reports whether it did.
	ReplaceSettings(same func(old []byte) bool, b []byte) (done bool, err error)
	// AnySealed reports whether something is there that only the key opens.
	AnySealed() (bool, error)
}

// Key is an archive's encryption: settings that say how, and the identity once it is unlocked. Its methods may be called
// from any goroutine.
type Key struct {
	archive Archive
	keyring keyring.Ring
	limit   time.Duration // how long the keyring may take

	mu       sync.Mutex
	settings *settings // as last read; nil: encryption is not set up
	identity *age.X25519Identity
}

// New makes the key of an archive; nil is the operating system's keyring, which may take limit for an answer.
func New(a Archive, k keyring.Ring, limit time.Duration) *Key {
	if k == nil {
		k = keyring.System()
	}
	return &Key{archive: a, keyring: k, limit: limit}
}

// Kind says where the identity is kept.
type Kind string

// Kinds of keys.
const (
	None         Kind = "none" // imports are saved in plain text
	ByPassphrase Kind = "passphrase"
	ByKeyring    Kind = "keyring"
)

// State says where the identity is kept, and whether what is sealed can be read. Another program may have set up
// encryption since the archive was opened: that counts here, too.
func (k *Key) State() (kind Kind, unlocked bool) {
	_, _ = k.Recipient() // whoever saves or unlocks is told what is wrong with it
	return k.Known()
}

// Known is State without a look at what lies on disk now.
func (k *Key) Known() (kind Kind, unlocked bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.settings == nil {
		return None, true
	}
	return k.settings.Kind, k.identity != nil
}

// Identity opens what is sealed, or fails with ErrLocked.
func (k *Key) Identity() (*age.X25519Identity, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.identity == nil {
		return nil, ErrLocked
	}
	return k.identity, nil
}

// adopt makes a key that is on disk the one in use.
func (k *Key) adopt(s *settings, id *age.X25519Identity) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.settings, k.identity = s, id
}
