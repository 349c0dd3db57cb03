package seal

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"strings"
	"testing"
	"time"

	"filippo.io/age"

	"aisdesk/aisclient"
	"aisdesk/aisclient/archive/disk"
)

// identity is a new one that somebody keeps elsewhere.
func identity(t *testing.T) *age.X25519Identity {
	t.Helper()
	id, err := age.GenerateX25519Identity()
	must(t, err)
	return id
}

// Each of two recoveries opens the archive; what is sealed to one of them, and is another archive's key, is refused.
func TestEachRecoveryOpensItsOwnArchive(t *testing.T) {
	first, second := identity(t), identity(t)
	k, m, _ := settingsOf(t)
	must(t, k.AddRecovery(first.Recipient().String()))
	must(t, k.AddRecovery(second.Recipient().String()))
	for _, id := range []*age.X25519Identity{first, second} {
		must(t, New(&memory{m.b}, nil, time.Second).Recover(t.Context(), []age.Identity{id}, aisclient.NewSecret("other four invented words")))
	}
	var s settings
	must(t, json.Unmarshal(m.b, &s))
	theirs, err := sealTo(first.Recipient(), identity(t).String())
	must(t, err)
	s.Recovery[0].Wrapped = theirs
	err = New(&memory{s.encode()}, nil, time.Second).Recover(t.Context(), []age.Identity{first}, pass)
	if !errors.Is(err, disk.ErrDamaged) {
		t.Error(err)
	}
}

// A key is never replaced by another one: not by that of a copy, and not by a file that was put in its place.
func TestAKeyIsNotReplaced(t *testing.T) {
	ours, m, _ := settingsOf(t)
	theirs, other, _ := settingsOf(t)
	if err := ours.Take(theirs); !errors.Is(err, ErrKeyReplaced) {
		t.Errorf("taking the key of another archive: %v", err)
	}
	m.b = other.b
	if _, err := ours.Recipient(); !errors.Is(err, ErrKeyReplaced) {
		t.Errorf("another encryption.json: %v", err)
	}
	m.b = nil
	if _, err := ours.Recipient(); !errors.Is(err, ErrEncryptionLost) {
		t.Errorf("no encryption.json: %v", err)
	}
}

// Settings of the second schema are read, those of a third are a newer program's.
func TestSettingsOfANewerProgramAreRefused(t *testing.T) {
	_, _, s := settingsOf(t)
	for schema, want := range map[int]error{2: nil, 3: ErrNewer} {
		s.Schema = schema
		if _, err := New(&memory{s.encode()}, nil, time.Second).Recipient(); !errors.Is(err, want) {
			t.Errorf("schema %d: %v", schema, err)
		}
	}
}

// Who cannot unlock an archive as its settings are damaged is told the way on.
func TestDamagedSettingsSayTheWayOn(t *testing.T) {
	_, _, s := settingsOf(t)
	s.Wrapped = s.Wrapped[:20]
	err := New(&memory{s.encode()}, nil, time.Second).Unlock(t.Context(), pass)
	if !errors.Is(err, disk.ErrDamaged) || !strings.Contains(err.Error(), "aisdesk restore COPY") {
		t.Error(err)
	}
}

// A planted file cannot cost hours: a work factor over 20 is refused before anything is worked out.
func TestTheWorkFactorHasALimit(t *testing.T) {
	b, err := wrap(identity(t), pass, 2)
	must(t, err)
	b = bytes.Replace(b, []byte(" 2\n"), []byte(" 21\n"), 1)
	if _, err := unwrap(b, pass); err == nil || !strings.Contains(err.Error(), "work factor too large") {
		t.Error(err)
	}
}

// hasty is an archive whose settings another program changes once, just before they are replaced.
type hasty struct {
	*memory
	other []byte
}

func (h *hasty) ReplaceSettings(same func([]byte) bool, b []byte) (bool, error) {
	if h.other != nil {
		h.b, h.other = h.other, nil
	}
	return h.memory.ReplaceSettings(same, b)
}

// A change of the passphrase that another program's change came before is made all the same, and loses nothing of the other.
func TestAChangedPassphraseKeepsWhatCameBetween(t *testing.T) {
	k, m, _ := settingsOf(t)
	before := m.b
	must(t, k.AddRecovery(identity(t).Recipient().String()))
	h := &hasty{memory: &memory{before}, other: m.b}
	next := aisclient.NewSecret("other four invented words")
	must(t, New(h, nil, time.Second).ChangePassphrase(t.Context(), pass, next))
	var s settings
	must(t, json.Unmarshal(h.b, &s))
	if len(s.Recovery) != 1 {
		t.Errorf("%d recoveries", len(s.Recovery))
	}
	must(t, New(h, nil, time.Second).Unlock(t.Context(), next))
}

// ring is a keyring in memory.
type ring map[string]string

func (r ring) Get(_, user string) (string, error) { return r[user], nil }
func (r ring) Set(_, user, secret string) error   { r[user] = secret; return nil }
func (r ring) Delete(_, user string) error        { delete(r, user); return nil }

// late is an archive for which another program sets up encryption first.
type late struct {
	*memory
	first []byte
}

func (l late) CreateSettings(string, []byte) error {
	_ = l.memory.CreateSettings("", l.first)
	return fs.ErrExist
}

// A key that came too late to be used stays in no keyring.
func TestAKeyThatCameTooLateIsForgotten(t *testing.T) {
	r := ring{}
	winner := &memory{}
	must(t, New(winner, r, time.Second).SetKeyring(context.Background()))
	must(t, New(late{&memory{}, winner.b}, r, time.Second).SetKeyring(context.Background()))
	if len(r) != 1 {
		t.Errorf("%d keys are in the keyring", len(r))
	}
}
