package seal

import (
	"context"
	"fmt"

	"aisdesk/aisclient/keyring"
)

// keyringService is the name under which the keyring shows the key. The user is the recipient.
const keyringService = "aisdesk archive"

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

func (k *Key) askKeyring(ctx context.Context, ask func() (string, error)) (string, error) {
	v, err := keyring.Ask(ctx, k.limit, ask)
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrKeyring, err)
	}
	return v, nil
}
