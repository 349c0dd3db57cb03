package archive

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"

	"filippo.io/age"

	"aisdesk/aisclient"
)

// key is the archive's encryption: settings that say how, and the identity once it is unlocked.
type key struct {
	mu       sync.Mutex
	settings *keySettings // nil: encryption is not set up
	identity *age.X25519Identity
}

// keySettings is encryption.json. Recipient is public: imports are sealed to it without unlocking.
type keySettings struct {
	Schema    int     `json:"schema"`
	Kind      KeyKind `json:"kind"`
	Recipient string  `json:"recipient"`
	// Wrapped is the identity sealed with the passphrase; empty if the keyring holds it.
	Wrapped []byte `json:"wrapped,omitempty"`
}

// KeyKind says where the identity is kept.
type KeyKind string

// Kinds of keys.
const (
	KeyNone       KeyKind = "none" // imports are saved in plain text
	KeyPassphrase KeyKind = "passphrase"
	KeyKeyring    KeyKind = "keyring"
)

// Encryption says how imports are saved from now on, and whether sealed ones can be read.
func (s *Store) Encryption() (kind KeyKind, unlocked bool) {
	s.key.mu.Lock()
	defer s.key.mu.Unlock()
	if s.key.settings == nil {
		return KeyNone, true
	}
	return s.key.settings.Kind, s.key.identity != nil
}

// loadKey reads the settings, if there are any.
func (s *Store) loadKey() error {
	b, err := readFile(s.root, encryptionFile, manifestMax)
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	var k keySettings
	if err := json.Unmarshal(b, &k); err != nil {
		return fmt.Errorf("%s: %w: %w", encryptionFile, ErrDamaged, err)
	}
	if k.Schema > Schema {
		return fmt.Errorf("%s: %w", encryptionFile, ErrNewer)
	}
	if _, err := age.ParseX25519Recipient(k.Recipient); err != nil {
		return fmt.Errorf("%s: %w: %w", encryptionFile, ErrDamaged, err)
	}
	if k.Kind != KeyPassphrase && k.Kind != KeyKeyring {
		return fmt.Errorf("%s: %w: kind %.20q is not known", encryptionFile, ErrDamaged, k.Kind)
	}
	s.key.settings = &k
	return nil
}

// SetPassphrase sets up encryption with a new identity that the passphrase opens. Imports saved before stay
// as they are. The store is unlocked afterwards.
func (s *Store) SetPassphrase(pass aisclient.Secret) error {
	return s.setUp(KeyPassphrase, func(k *keySettings, id *age.X25519Identity) (err error) {
		k.Wrapped, err = wrap(id, pass, s.factor)
		return err
	})
}

// SetKeyring sets up encryption with a new identity that the operating system's keyring holds.
func (s *Store) SetKeyring(ctx context.Context) error {
	return s.setUp(KeyKeyring, func(k *keySettings, id *age.X25519Identity) error {
		return s.keyringSet(ctx, k.Recipient, id.String())
	})
}

func (s *Store) setUp(kind KeyKind, keep func(*keySettings, *age.X25519Identity) error) error {
	s.key.mu.Lock()
	defer s.key.mu.Unlock()
	if s.key.settings == nil {
		if err := s.loadKey(); err != nil { // another program may have been faster
			return err
		}
	}
	if s.key.settings != nil {
		return fmt.Errorf("encryption is set up already, with a %s", s.key.settings.Kind)
	}
	if s.anySealed() {
		return ErrEncryptionLost
	}
	id, err := age.GenerateX25519Identity()
	if err != nil {
		return err
	}
	k := &keySettings{Schema: Schema, Kind: kind, Recipient: id.Recipient().String()}
	if err := keep(k, id); err != nil {
		return fmt.Errorf("setting up encryption: %w", err)
	}
	if err := s.writeSettings(k); err != nil {
		return err
	}
	s.key.settings, s.key.identity = k, id
	return nil
}

func (s *Store) writeSettings(k *keySettings) error {
	b, err := json.MarshalIndent(k, "", "  ")
	if err != nil {
		return err
	}
	if err := s.replace(s.root, encryptionFile, append(b, '\n')); err != nil {
		return fmt.Errorf("setting up encryption: %w", err)
	}
	return nil
}

// ChangePassphrase wraps the same identity with another passphrase.
func (s *Store) ChangePassphrase(old, pass aisclient.Secret) error {
	s.key.mu.Lock()
	defer s.key.mu.Unlock()
	if s.key.settings == nil || s.key.settings.Kind != KeyPassphrase {
		return fmt.Errorf("changing the passphrase: %w with one", ErrNotEncrypted)
	}
	id, err := unwrap(s.key.settings.Wrapped, old)
	if err != nil {
		return err
	}
	k := *s.key.settings
	if k.Wrapped, err = wrap(id, pass, s.factor); err != nil {
		return err
	}
	if err := s.writeSettings(&k); err != nil {
		return err
	}
	s.key.settings, s.key.identity = &k, id
	return nil
}

// Lock forgets the identity.
func (s *Store) Lock() {
	s.key.mu.Lock()
	defer s.key.mu.Unlock()
	s.key.identity = nil
}

// recipient returns to whom new imports are sealed; nil for plain text, which is an error if anything says
// that it should not be plain text.
func (s *Store) recipient() (age.Recipient, error) {
	s.key.mu.Lock()
	defer s.key.mu.Unlock()
	if s.key.settings == nil {
		if err := s.loadKey(); err != nil { // another program may have set it up meanwhile
			return nil, err
		}
	}
	if s.key.settings != nil {
		return age.ParseX25519Recipient(s.key.settings.Recipient)
	}
	if s.o.RequireEncryption {
		return nil, ErrNotEncrypted
	}
	if s.anySealed() {
		return nil, ErrEncryptionLost
	}
	return nil, nil
}

// anySealed reports whether the archive holds sealed imports.
func (s *Store) anySealed() bool {
	list, err := s.List()
	if err != nil {
		return false
	}
	for _, e := range list {
		if e.Encryption == EncryptionAge {
			return true
		}
	}
	return false
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
