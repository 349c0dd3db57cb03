package seal

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"testing"

	"filippo.io/age"

	"aisdesk/aisclient"
	"aisdesk/aisclient/archive/disk"
)

// workFactor is that of scrypt for passphrases that are set from now on, as a power of two. The second that it takes is meant.
const workFactor = 18

// testWorkFactor is that of programs of "go test", which set many passphrases. Nothing else lowers it.
const testWorkFactor = 2

// The largest work factor that is read keeps a planted file from costing hours.
const workFactorMax = 20

// Unlock makes sealed imports readable. pass is only used if the identity is wrapped by a passphrase. It
// takes about a second then, by design; a keyring that hangs costs Options.KeyringLimit. It fails with
// ErrNotEncrypted, ErrPassphrase, ErrKeyring or ErrDamaged, or once ctx ends.
func (k *Key) Unlock(ctx context.Context, pass aisclient.Secret) error {
	s, err := k.refresh()
	if err == nil && s == nil {
		err = ErrNotEncrypted
	}
	var id *age.X25519Identity
	if err == nil {
		id, err = k.openKey(ctx, s, pass)
		err = withCopy(err)
	}
	if err != nil {
		return fmt.Errorf("unlocking the archive: %w", err)
	}
	k.adopt(s, id)
	return nil
}

// openKey fetches the identity that belongs to the settings and checks that it is the right one.
func (k *Key) openKey(ctx context.Context, s *settings, pass aisclient.Secret) (*age.X25519Identity, error) {
	id, err := k.fetchIdentity(ctx, s, pass)
	if err == nil && id.Recipient().String() != s.Recipient {
		err = fmt.Errorf("%w: the key is that of another archive", disk.ErrDamaged)
	}
	return id, err
}

func (k *Key) fetchIdentity(ctx context.Context, s *settings, pass aisclient.Secret) (*age.X25519Identity, error) {
	if s.Kind == ByPassphrase {
		return abandoned(ctx, func() (*age.X25519Identity, error) { return unwrap(s.Wrapped, pass) })
	}
	v, err := k.keyringGet(ctx, s.Recipient)
	if err != nil {
		return nil, err
	}
	id, err := age.ParseX25519Identity(v)
	if err != nil {
		return nil, fmt.Errorf("%w: what it holds is no key", ErrKeyring)
	}
	return id, nil
}

// abandoned waits for a second's work with a passphrase, which nothing can stop. When ctx ends first, what comes of it is dropped.
func abandoned[T any](ctx context.Context, work func() (T, error)) (none T, _ error) {
	if ctx.Err() != nil {
		return none, ctx.Err()
	}
	var got T
	var err error
	done := make(chan struct{})
	go func() { defer close(done); got, err = work() }()
	select {
	case <-done:
		return got, err
	case <-ctx.Done():
		return none, ctx.Err()
	}
}

// wrap seals an identity with a passphrase.
func (k *Key) wrap(ctx context.Context, id *age.X25519Identity, pass aisclient.Secret) ([]byte, error) {
	factor := workFactor
	if testing.Testing() {
		factor = testWorkFactor
	}
	return abandoned(ctx, func() ([]byte, error) { return wrap(id, pass, factor) })
}

func wrap(id *age.X25519Identity, pass aisclient.Secret, factor int) ([]byte, error) {
	r, err := age.NewScryptRecipient(pass.Reveal())
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrPassphrase, err)
	}
	r.SetWorkFactor(factor)
	var b bytes.Buffer
	w, err := age.Encrypt(&b, r)
	if err != nil {
		return nil, err
	}
	if _, err := io.WriteString(w, id.String()); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// unwrap undoes wrap.
func unwrap(b []byte, pass aisclient.Secret) (*age.X25519Identity, error) {
	sid, err := age.NewScryptIdentity(pass.Reveal())
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrPassphrase, err)
	}
	sid.SetMaxWorkFactor(workFactorMax)
	r, err := age.Decrypt(bytes.NewReader(b), sid)
	if _, ok := errors.AsType[*age.NoIdentityMatchError](err); ok {
		return nil, ErrPassphrase
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %w", File, disk.ErrDamaged, err)
	}
	v, err := io.ReadAll(io.LimitReader(r, 1<<10))
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %w", File, disk.ErrDamaged, err)
	}
	id, err := age.ParseX25519Identity(string(v))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", File, disk.ErrDamaged)
	}
	return id, nil
}
