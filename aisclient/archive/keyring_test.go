package archive

import (
	"bytes"
	"context"
	"errors"
	"testing"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/archive/seal"
)

// memoryKeyring is a keyring for tests; gate lets it hang.
type memoryKeyring struct {
	values map[string]string
	gate   chan struct{}
	err    error
}

func (k *memoryKeyring) wait() error {
	if k.gate != nil {
		<-k.gate
	}
	return k.err
}

func (k *memoryKeyring) Get(service, user string) (string, error) {
	if err := k.wait(); err != nil {
		return "", err
	}
	return k.values[service+user], nil
}

func (k *memoryKeyring) Set(service, user, secret string) error {
	if err := k.wait(); err != nil {
		return err
	}
	k.values[service+user] = secret
	return nil
}

func (k *memoryKeyring) Delete(service, user string) error {
	delete(k.values, service+user)
	return k.err
}

func TestKeyringHoldsTheKey(t *testing.T) {
	ring := &memoryKeyring{values: map[string]string{}}
	dir := t.TempDir()
	s := open(t, dir, Options{Keyring: ring})
	must(t, s.Key.SetKeyring(context.Background()))
	e := save(t, s, sample)
	for _, v := range ring.values {
		if where := holds(t, dir, []byte(v)); where != "" {
			t.Errorf("%s holds the key", where)
		}
	}
	s = open(t, dir, Options{Keyring: ring})
	if kind, unlocked := s.Encryption(); kind != seal.ByKeyring || unlocked {
		t.Errorf("%s, unlocked %v", kind, unlocked)
	}
	must(t, s.Key.Unlock(context.Background(), aisclient.Secret{}))
	if got, err := readAll(s, e.ID); err != nil || !bytes.Equal(got, sample) {
		t.Error(err)
	}
	other := &memoryKeyring{values: map[string]string{}}
	for k := range ring.values {
		other.values[k] = "not a key"
	}
	if err := open(t, dir, Options{Keyring: other}).Key.Unlock(context.Background(), aisclient.Secret{}); !errors.Is(err, seal.ErrKeyring) {
		t.Errorf("rubbish in the keyring: %v", err)
	}
}

func TestAKeyringThatFailsSavesNothingInPlainText(t *testing.T) {
	gate := make(chan struct{})
	defer close(gate)
	for name, ring := range map[string]*memoryKeyring{
		"hangs": {gate: gate, values: map[string]string{}}, "refuses": {err: errors.New("no secret service")},
	} {
		dir := t.TempDir()
		s := open(t, dir, Options{Keyring: ring, KeyringLimit: 20 * time.Millisecond, RequireEncryption: true})
		if err := s.Key.SetKeyring(context.Background()); !errors.Is(err, seal.ErrKeyring) {
			t.Errorf("a keyring that %s: %v", name, err)
		}
		if kind, _ := s.Encryption(); kind != seal.None {
			t.Errorf("a keyring that %s: encryption is %s", name, kind)
		}
		if _, err := s.Save(context.Background(), NewImport{}, sample); !errors.Is(err, seal.ErrNotEncrypted) {
			t.Errorf("a keyring that %s: Save gives %v", name, err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	s := open(t, t.TempDir(), Options{Keyring: &memoryKeyring{gate: gate, values: map[string]string{}}})
	if err := s.Key.SetKeyring(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled wait: %v", err)
	}
}
