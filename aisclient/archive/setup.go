package archive

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"filippo.io/age"

	"aisdesk/aisclient"
)

// SetPassphrase sets up encryption with a new key that the passphrase opens, and unlocks the store. Imports saved
// before stay as they are. Where encryption is set up already, maybe by another program at the same moment, a
// passphrase that fits unlocks the store, and any other fails with ErrAlreadyEncrypted: a key in use is never replaced.
func (s *Store) SetPassphrase(pass aisclient.Secret) error {
	return s.setUp(context.Background(), KeyPassphrase, pass)
}

// SetKeyring sets up encryption with a new key that the operating system's keyring holds, and unlocks the store. It
// fails with ErrKeyring, or with ErrAlreadyEncrypted where a passphrase opens the key that is in use.
func (s *Store) SetKeyring(ctx context.Context) error {
	return s.setUp(ctx, KeyKeyring, aisclient.Secret{})
}

func (s *Store) setUp(ctx context.Context, kind KeyKind, pass aisclient.Secret) error {
	k, err := s.refreshKey()
	if err == nil && k == nil {
		err = s.createKey(ctx, kind, pass)
		if err == nil || !errors.Is(err, fs.ErrExist) {
			return err
		}
		k, err = s.refreshKey() // another program was faster
	}
	if err != nil {
		return fmt.Errorf("setting up encryption: %w", err)
	}
	return s.joinKey(ctx, k, kind, pass)
}

// createKey makes a new key and writes it to disk, or fails with fs.ErrExist. Where the key is kept comes first: a
// recipient that nobody can open must never be seen.
func (s *Store) createKey(ctx context.Context, kind KeyKind, pass aisclient.Secret) error {
	if err := s.checkNothingSealed(); err != nil {
		return err
	}
	id, err := age.GenerateX25519Identity()
	if err != nil {
		return err
	}
	k := &keySettings{Schema: Schema, Kind: kind, Recipient: id.Recipient().String()}
	if kind == KeyPassphrase {
		k.Wrapped, err = wrap(id, pass, s.scryptFactor)
	} else {
		err = s.keyringSet(ctx, k.Recipient, id.String())
	}
	if err == nil {
		err = s.createKeySettings(k)
	}
	if errors.Is(err, fs.ErrExist) && kind == KeyKeyring {
		_ = s.keyringDelete(ctx, k.Recipient) // it was never in use
	}
	if err != nil {
		return fmt.Errorf("setting up encryption: %w", err)
	}
	s.adoptKey(k, id)
	return nil
}

// joinKey unlocks the key that is set up, if it is of that kind and opens.
func (s *Store) joinKey(ctx context.Context, k *keySettings, kind KeyKind, pass aisclient.Secret) error {
	if k == nil || k.Kind != kind {
		if k == nil {
			return ErrEncryptionLost
		}
		return fmt.Errorf("%w, with a key that the %s opens, and it stays so", ErrAlreadyEncrypted, k.Kind)
	}
	id, err := s.openKey(ctx, k, pass)
	if errors.Is(err, ErrPassphrase) {
		return fmt.Errorf("%w, with another passphrase, which stays in use: nothing is encrypted with this one. Take the other one, or change it (%w)",
			ErrAlreadyEncrypted, err)
	}
	if err != nil {
		return fmt.Errorf("%w: %w", ErrAlreadyEncrypted, err)
	}
	s.adoptKey(k, id)
	return nil
}

// ChangePassphrase wraps the same key with another passphrase and unlocks the store. It fails with ErrNotEncrypted
// if no passphrase is set, and with ErrPassphrase if old is not the one in use, maybe since another program has just
// changed it.
func (s *Store) ChangePassphrase(old, pass aisclient.Secret) error {
	for {
		err := s.changePassphrase(old, pass)
		if errors.Is(err, errKeyChanged) {
			continue // old may still be the right one
		}
		if err != nil {
			return fmt.Errorf("changing the passphrase: %w", err)
		}
		return nil
	}
}

func (s *Store) changePassphrase(old, pass aisclient.Secret) error {
	k, err := s.refreshKey()
	if err != nil {
		return err
	}
	if k == nil || k.Kind != KeyPassphrase {
		return fmt.Errorf("%w with one", ErrNotEncrypted)
	}
	id, err := s.openKey(context.Background(), k, old)
	if err != nil {
		return err
	}
	next := *k
	if next.Wrapped, err = wrap(id, pass, s.scryptFactor); err != nil {
		return err
	}
	if err := s.replaceKeySettings(k, &next); err != nil {
		return err
	}
	s.adoptKey(&next, id)
	return nil
}

// checkNothingSealed fails with ErrEncryptionLost if sealed data is there: whoever asks has found no key, and
// neither plain text nor a new key may stand beside it. It fails with fs.ErrExist if another program has set up
// encryption since.
func (s *Store) checkNothingSealed() error {
	sealed, err := s.anySealed()
	if err != nil || !sealed {
		return err
	}
	k, err := s.refreshKey()
	if err == nil && k != nil {
		return fs.ErrExist
	}
	return errors.Join(ErrEncryptionLost, err)
}
