package seal

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"filippo.io/age"

	"aisdesk/aisclient"
	"aisdesk/aisclient/archive/disk"
)

// recovery is the archive's key once more, sealed to somebody who keeps an age identity elsewhere.
type recovery struct {
	Recipient string `json:"recipient"`
	Wrapped   []byte `json:"wrapped"`
}

// AddRecovery lets the holder of an age identity open the archive when the passphrase is lost or the keyring is gone: the
// archive's key is sealed to the recipient ("age1..."), and no import is written anew. It needs an unlocked store, and fails
// with ErrNotEncrypted, ErrLocked or ErrBadRecipient.
func (k *Key) AddRecovery(recipient string) error {
	to, err := age.ParseX25519Recipient(recipient)
	if err != nil {
		return ErrBadRecipient // without the text: it may be an identity, which is a secret
	}
	for {
		s, err := k.refresh()
		if err == nil && s == nil {
			err = ErrNotEncrypted
		}
		if err != nil {
			return fmt.Errorf("adding a recovery recipient: %w", err)
		}
		id, err := k.Identity()
		if err != nil {
			return fmt.Errorf("adding a recovery recipient: %w", err)
		}
		next := *s
		next.Schema = schemaRecovery
		wrapped, err := sealTo(to, id.String())
		if err != nil {
			return err
		}
		next.Recovery = append(without(s.Recovery, recipient), recovery{recipient, wrapped})
		err = k.replace(s, &next)
		if errors.Is(err, errChanged) {
			continue
		}
		if err == nil {
			k.adopt(&next, id)
		}
		return err
	}
}

func without(all []recovery, recipient string) []recovery {
	var out []recovery
	for _, r := range all {
		if r.Recipient != recipient {
			out = append(out, r)
		}
	}
	return out
}

func sealTo(to age.Recipient, secret string) ([]byte, error) {
	var b bytes.Buffer
	w, err := age.Encrypt(&b, to)
	if err == nil {
		_, err = io.WriteString(w, secret)
	}
	if err == nil {
		err = w.Close()
	}
	return b.Bytes(), err
}

// Recover opens the archive by an age identity to which AddRecovery sealed its key, and has pass open it from now on. It
// fails with ErrNotEncrypted, or errNoRecovery where none of the identities may.
func (k *Key) Recover(ctx context.Context, identities []age.Identity, pass aisclient.Secret) error {
	s, err := k.refresh()
	if err == nil && s == nil {
		err = ErrNotEncrypted
	}
	if err != nil {
		return fmt.Errorf("recovering the archive's key: %w", err)
	}
	id, err := openRecovery(s, identities)
	if err != nil {
		return fmt.Errorf("recovering the archive's key: %w", err)
	}
	return k.rewrap(ctx, s, id, pass)
}

func openRecovery(s *settings, identities []age.Identity) (*age.X25519Identity, error) {
	for _, r := range s.Recovery {
		opened, err := age.Decrypt(bytes.NewReader(r.Wrapped), identities...)
		if err != nil {
			continue // sealed to somebody else
		}
		b, err := io.ReadAll(io.LimitReader(opened, 1<<10))
		if err != nil {
			return nil, fmt.Errorf("%s: %w: %w", File, disk.ErrDamaged, err)
		}
		id, err := age.ParseX25519Identity(string(b))
		if err != nil || id.Recipient().String() != s.Recipient {
			return nil, fmt.Errorf("%s: %w: the recovered key is that of another archive", File, disk.ErrDamaged)
		}
		return id, nil
	}
	return nil, errNoRecovery
}
