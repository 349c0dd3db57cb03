package seal

import (
	"context"
	"fmt"
	"time"

	"github.com/zalando/go-keyring"
)

// Keyring is the operating system's store of secrets. Its calls may hang: the archive waits for
// the limit that New is given and no longer.
type Keyring interface {
	Get(service, user string) (string, error)
	Set(service, user, secret string) error
	Delete(service, user string) error
}

// keyringService is the name under which the keyring shows the key. The user is the recipient.
const keyringService = "aisdesk archive"

type osKeyring struct{}

func (osKeyring) Get(service, user string) (string, error) { return keyring.Get(service, user) }
func (osKeyring) Set(service, user, secret string) error   { return keyring.Set(service, user, secret) }
func (osKeyring) Delete(service, user string) error        { return keyring.Delete(service, user) }

func (k *Key) keyringGet(ctx context.Context, user string) (string, error) {
	return k.askKeyring(ctx, func() (string, error) { return k.keyring.Get(keyringService, user) })
}

func (k *Key) keyringSet(ctx context.Context, user, secret string) error {
	_, err := k.askKeyring(ctx, func() (string, error) { return "", k.keyring.Set(keyringService, user, secret) })
	return err
}

func (k *Key) keyringDelete(ctx context.Context, user string) error {
	_, err := k.askKeyring(ctx, func() (string, error) { return "", k.keyring.Delete(keyringService, user) })
	return err
}

// askKeyring calls ask with a time limit. A call that hangs is left behind: it cannot be stopped.
func (k *Key) askKeyring(ctx context.Context, ask func() (string, error)) (string, error) {
	type answer struct {
		v   string
		err error
	}
	done := make(chan answer, 1)
	go func() {
		v, err := ask()
		done <- answer{v, err}
	}()
	limit := time.NewTimer(k.limit)
	defer limit.Stop()
	select {
	case a := <-done:
		if a.err != nil {
			return "", fmt.Errorf("%w: %w", ErrKeyring, a.err)
		}
		return a.v, nil
	case <-limit.C:
		return "", fmt.Errorf("%w: no answer within %v", ErrKeyring, k.limit)
	case <-ctx.Done():
		return "", fmt.Errorf("%w: %w", ErrKeyring, ctx.Err())
	}
}
