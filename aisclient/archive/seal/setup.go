package seal

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
func (k *Key) SetPassphrase(ctx context.Context, pass aisclient.Secret) error {
	return k.setUp(ctx, ByPassphrase, pass)
}

// SetKeyring sets up encryption with a new key that the operating system's keyring holds, and unlocks the store. It
// fails with ErrKeyring, or with ErrAlreadyEncrypted where a passphrase opens the key that is in use.
func (k *Key) SetKeyring(ctx context.Context) error {
	return k.setUp(ctx, ByKeyring, aisclient.Secret{})
}

func (k *Key) setUp(ctx context.Context, kind Kind, pass aisclient.Secret) error {
	s, err := k.refresh()
	if err == nil && s == nil {
		err = k.createKey(ctx, kind, pass)
		if err == nil || !errors.Is(err, fs.ErrExist) {
			return err
		}
		s, err = k.refresh() // another program was faster
	}
	if err != nil {
		return fmt.Errorf("setting up encryption: %w", err)
	}
	return k.joinKey(ctx, s, kind, pass)
}

// createKey makes a new key and writes it to disk, or fails with fs.ErrExist. Where the key is kept comes first: a
// recipient that nobody can open must never be seen.
func (k *Key) createKey(ctx context.Context, kind Kind, pass aisclient.Secret) error {
	if err := k.CheckNothingSealed(); err != nil {
		return err
	}
	id, err := age.GenerateX25519Identity()
	if err != nil {
		return err
	}
	s := &settings{Schema: schema, Kind: kind, Recipient: id.Recipient().String()}
	if kind == ByPassphrase {
		s.Wrapped, err = k.wrap(ctx, id, pass)
	} else {
		err = k.keyringSet(ctx, s.Recipient, id.String())
	}
	if err == nil {
		err = k.archive.CreateSettings(s.Recipient, s.encode())
	}
	if errors.Is(err, fs.ErrExist) && kind == ByKeyring {
		_ = k.keyringDelete(ctx, s.Recipient) // it was never in use
	}
	if err != nil {
		return fmt.Errorf("setting up encryption: %w", err)
	}
	k.adopt(s, id)
	return nil
}

// joinKey unlocks the key that is set up, if it is of that kind and opens.
func (k *Key) joinKey(ctx context.Context, s *settings, kind Kind, pass aisclient.Secret) error {
	if s == nil || s.Kind != kind {
		if s == nil {
			return ErrEncryptionLost
		}
		return fmt.Errorf("%w, with a key that the %s opens, and it stays so", ErrAlreadyEncrypted, s.Kind)
	}
	id, err := k.openKey(ctx, s, pass)
	if errors.Is(err, ErrPassphrase) {
		return fmt.Errorf("%w, with another passphrase, which stays in use: nothing is encrypted with this one. Take the other one, or change it (%w)",
			ErrAlreadyEncrypted, err)
	}
	if err != nil {
		return fmt.Errorf("%w: %w", ErrAlreadyEncrypted, err)
	}
	k.adopt(s, id)
	return nil
}

// ChangePassphrase wraps the same key with another passphrase and unlocks the store. It fails with ErrNotEncrypted
// if no passphrase is set, and with ErrPassphrase if old is not the one in use, maybe since another program has just
// changed it.
func (k *Key) ChangePassphrase(ctx context.Context, old, pass aisclient.Secret) error {
	for {
		err := k.changePassphrase(ctx, old, pass)
		if errors.Is(err, errChanged) {
			continue // old may still be the right one
		}
		if err != nil {
			return fmt.Errorf("changing the passphrase: %w", err)
		}
		return nil
	}
}

func (k *Key) changePassphrase(ctx context.Context, old, pass aisclient.Secret) error {
	s, err := k.refresh()
	if err != nil {
		return err
	}
	if s == nil || s.Kind != ByPassphrase {
		return fmt.Errorf("%w with one", ErrNotEncrypted)
	}
	id, err := k.openKey(ctx, s, old)
	if err != nil {
		return err
	}
	return k.rewrap(ctx, s, id, pass)
}

// rewrap has a passphrase open the key from now on. It fails with errChanged where the settings are others by now.
func (k *Key) rewrap(ctx context.Context, s *settings, id *age.X25519Identity, pass aisclient.Secret) (err error) {
	next := *s
	next.Kind = ByPassphrase
	if next.Wrapped, err = k.wrap(ctx, id, pass); err == nil {
		err = k.replace(s, &next)
	}
	if err == nil {
		k.adopt(&next, id)
	}
	return err
}

// CheckNothingSealed fails with ErrEncryptionLost if sealed data is there: whoever asks has found no key, and
// neither plain text nor a new key may stand beside it. It fails with fs.ErrExist if another program has set up
// encryption since.
func (k *Key) CheckNothingSealed() error {
	sealed, err := k.archive.AnySealed()
	if err != nil || !sealed {
		return err
	}
	s, err := k.refresh()
	if err == nil && s != nil {
		return fs.ErrExist
	}
	return errors.Join(ErrEncryptionLost, err)
}

// Take takes over the key of a copy of the archive where none is here. It fails with ErrKeyReplaced where another one is.
func (k *Key) Take(copied *Key) error {
	theirs, err := copied.read()
	if err != nil || theirs == nil {
		return err
	}
	ours, err := k.read()
	switch {
	case err != nil:
		return err
	case ours == nil:
		if err := k.archive.CreateSettings(theirs.Recipient, theirs.encode()); err != nil {
			return err
		}
		_, err = k.refresh()
		return err
	case ours.Recipient != theirs.Recipient:
		return ErrKeyReplaced
	}
	return nil
}
