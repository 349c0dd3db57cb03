package archive

import (
	"context"
	"errors"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/archive/seal"
)

func TestSecretsAreOnlyKeptEncrypted(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{})
	token := aisclient.NewSecret("f00dfeed-sentinel")
	if err := s.PutSecret("KontoBank/app-1", token); !errors.Is(err, seal.ErrNotEncrypted) {
		t.Errorf("without encryption: %v", err)
	}
	must(t, s.Key.SetPassphrase(context.Background(), right))
	must(t, s.PutSecret("KontoBank/app-1", token))
	must(t, s.PutSecret("../../\x1b", aisclient.NewSecret("x")))
	for _, hidden := range []string{token.Reveal(), "KontoBank"} {
		if where := holds(t, dir, []byte(hidden)); where != "" {
			t.Errorf("%s holds %q", where, hidden)
		}
	}
	if v, err := s.Secret("KontoBank/app-1"); err != nil || v != token {
		t.Errorf("%q, %v", v.Reveal(), err)
	}
	if v, err := s.Secret("../../\x1b"); err != nil || v.Reveal() != "x" {
		t.Errorf("%q, %v", v.Reveal(), err)
	}
	if _, err := s.Secret("nothing"); !errors.Is(err, ErrNotFound) {
		t.Errorf("an unknown one: %v", err)
	}
	s = open(t, dir, Options{})
	if _, err := s.Secret("KontoBank/app-1"); !errors.Is(err, seal.ErrLocked) {
		t.Errorf("locked: %v", err)
	}
	must(t, s.DeleteSecret("KontoBank/app-1"))
	must(t, s.DeleteSecret("KontoBank/app-1"))
	must(t, s.Key.Unlock(context.Background(), right))
	if _, err := s.Secret("KontoBank/app-1"); !errors.Is(err, ErrNotFound) {
		t.Errorf("after dropping: %v", err)
	}
}
