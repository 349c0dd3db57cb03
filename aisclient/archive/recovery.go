package archive

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"filippo.io/age"

	"aisdesk/aisclient"
)

// schemaRecovery is the schema of encryption.json with a recovery: older programs, which would lose it, refuse it.
const schemaRecovery = 2

// recovery is the archive's key once more, sealed to somebody who keeps an age identity elsewhere.
type recovery struct {
	Recipient string `json:"recipient"`
	Wrapped   []byte `json:"wrapped"`
}

// AddRecovery lets the holder of an age identity open the archive when the passphrase is lost or the keyring is gone: the
// archive's key is sealed to the recipient ("age1..."), and no import is written anew. It needs an unlocked store, and fails
// with ErrNotEncrypted, ErrLocked or ErrBadRecipient.
func (s *Store) AddRecovery(recipient string) error {
	to, err := age.ParseX25519Recipient(recipient)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrBadRecipient, err)
	}
	for {
		k, err := s.refreshKey()
		if err == nil && k == nil {
			err = ErrNotEncrypted
		}
		if err != nil {
			return fmt.Errorf("adding a recovery recipient: %w", err)
		}
		id, err := s.identity()
		if err != nil {
			return fmt.Errorf("adding a recovery recipient: %w", err)
		}
		next := *k
		next.Schema = schemaRecovery
		wrapped, err := sealTo(to, id.String())
		if err != nil {
			return err
		}
		next.Recovery = append(without(k.Recovery, recipient), recovery{recipient, wrapped})
		err = s.replaceKeySettings(k, &next)
		if errors.Is(err, errKeyChanged) {
			continue
		}
		if err == nil {
			s.adoptKey(&next, id)
		}
		return err
	}
}

// ErrBadRecipient says that a text is no age recipient.
var ErrBadRecipient = errors.New("not an age recipient, which begins with age1: age-keygen makes one")

func without(all []recovery, recipient string) []recovery {
	var out []recovery
	for _, r := range all {
		if r.Recipient != recipient {
			out = append(out, r)
		}
	}
	return out
}

func sealTo(to age.Recipient, s string) ([]byte, error) {
	var b bytes.Buffer
	w, err := age.Encrypt(&b, to)
	if err == nil {
		_, err = io.WriteString(w, s)
	}
	if err == nil {
		err = w.Close()
	}
	return b.Bytes(), err
}

// identity is the unlocked key.
func (s *Store) identity() (*age.X25519Identity, error) {
	s.key.mu.Lock()
	defer s.key.mu.Unlock()
	if s.key.identity == nil {
		return nil, ErrLocked
	}
	return s.key.identity, nil
}

// Recover opens the archive by an age identity to which AddRecovery sealed its key, and has pass open it from now on. It
// fails with ErrNotEncrypted, or ErrPassphrase where none of the identities is a recovery recipient.
func (s *Store) Recover(_ context.Context, identities []age.Identity, pass aisclient.Secret) error {
	k, err := s.refreshKey()
	if err == nil && (k == nil || len(k.Recovery) == 0) {
		err = ErrNotEncrypted
	}
	if err != nil {
		return fmt.Errorf("recovering the archive's key: %w", err)
	}
	id, err := openRecovery(k, identities)
	if err != nil {
		return fmt.Errorf("recovering the archive's key: %w", err)
	}
	next := *k
	next.Kind = KeyPassphrase
	if next.Wrapped, err = wrap(id, pass, s.scryptFactor); err != nil {
		return err
	}
	if err := s.replaceKeySettings(k, &next); err != nil {
		return err
	}
	s.adoptKey(&next, id)
	return nil
}

func openRecovery(k *keySettings, identities []age.Identity) (*age.X25519Identity, error) {
	for _, r := range k.Recovery {
		opened, err := age.Decrypt(bytes.NewReader(r.Wrapped), identities...)
		if err != nil {
			continue // sealed to somebody else
		}
		b, err := io.ReadAll(io.LimitReader(opened, 1<<10))
		if err != nil {
			return nil, fmt.Errorf("%s: %w: %w", encryptionFile, ErrDamaged, err)
		}
		id, err := age.ParseX25519Identity(string(b))
		if err != nil || id.Recipient().String() != k.Recipient {
			return nil, fmt.Errorf("%s: %w: the recovered key is that of another archive", encryptionFile, ErrDamaged)
		}
		return id, nil
	}
	return nil, fmt.Errorf("%w: the identity is that of no recovery recipient", ErrPassphrase)
}
