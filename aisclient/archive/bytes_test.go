package archive

import (
	"bytes"
	"context"
	"errors"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/archive/seal"
)

func TestBytesAreSealedLikeTheArchive(t *testing.T) {
	const secretWord = "Zuzanna Sentinel"
	dir := t.TempDir()
	s := open(t, dir, Options{})
	plain, err := s.SealBytes([]byte(secretWord))
	must(t, err)
	if IsSealed(plain) || !bytes.Contains(plain, []byte(secretWord)) {
		t.Errorf("a plain archive stores %q", plain)
	}
	pass := aisclient.NewSecret("four invented words here")
	must(t, s.Key.SetPassphrase(context.Background(), pass))
	sealed, err := s.SealBytes([]byte(secretWord))
	must(t, err)
	if !IsSealed(sealed) || bytes.Contains(sealed, []byte(secretWord)) {
		t.Errorf("a sealed archive stores %q", sealed)
	}
	for _, b := range [][]byte{plain, sealed} { // what was stored before sealing opens afterwards
		if got, err := s.OpenBytes(b); err != nil || string(got) != secretWord {
			t.Errorf("%q, %v", got, err)
		}
	}
	locked := open(t, dir, Options{})
	if again, err := locked.SealBytes([]byte("x")); err != nil || !IsSealed(again) {
		t.Errorf("sealing without unlocking: %v", err)
	}
	if got, err := locked.OpenBytes(sealed); !errors.Is(err, seal.ErrLocked) || got != nil {
		t.Errorf("a locked store opens %q, %v", got, err)
	}
	must(t, locked.Key.Unlock(context.Background(), pass))
	if got, err := locked.OpenBytes(sealed); err != nil || string(got) != secretWord {
		t.Errorf("unlocked: %q, %v", got, err)
	}
}

func TestChangedSealedBytesAreRefused(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	must(t, s.Key.SetPassphrase(context.Background(), aisclient.NewSecret("four invented words here")))
	sealed, err := s.SealBytes([]byte("what was said"))
	must(t, err)
	for i := 1; i < len(sealed); i++ {
		bad := bytes.Clone(sealed)
		bad[i] ^= 0x10
		if got, err := s.OpenBytes(bad); !errors.Is(err, ErrDamaged) || got != nil {
			t.Fatalf("byte %d: %q, %v", i, got, err)
		}
		if got, err := s.OpenBytes(sealed[:i]); !errors.Is(err, ErrDamaged) || got != nil {
			t.Fatalf("cut at %d: %q, %v", i, got, err)
		}
	}
	for _, b := range [][]byte{nil, []byte("{}"), {7}} {
		if _, err := s.OpenBytes(b); !errors.Is(err, ErrDamaged) {
			t.Errorf("%q: %v", b, err)
		}
	}
}

func TestSealedBytesHaveAGreatestSize(t *testing.T) {
	s := open(t, t.TempDir(), Options{MaxBytes: 10})
	if _, err := s.SealBytes(make([]byte, 10)); err != nil {
		t.Error(err)
	}
	if _, err := s.SealBytes(make([]byte, 11)); !errors.Is(err, ErrTooLarge) {
		t.Error(err)
	}
}
