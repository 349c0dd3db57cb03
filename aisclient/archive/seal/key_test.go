package seal

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"testing"
	"time"

	"filippo.io/age"

	"aisdesk/aisclient"
	"aisdesk/aisclient/archive/disk"
)

// memory is an archive that has nothing but settings.
type memory struct{ b []byte }

func (m *memory) ReadSettings() ([]byte, error) {
	if m.b == nil {
		return nil, disk.ErrNotFound
	}
	return m.b, nil
}

func (m *memory) CreateSettings(_ string, b []byte) error {
	if m.b != nil {
		return fs.ErrExist
	}
	m.b = b
	return nil
}

func (m *memory) ReplaceSettings(same func([]byte) bool, b []byte) (bool, error) {
	if !same(m.b) {
		return false, nil
	}
	m.b = b
	return true, nil
}

func (m *memory) AnySealed() (bool, error) { return false, nil }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

var pass = aisclient.NewSecret("first four invented words")

// settingsOf are the settings of a new key that a passphrase opens.
func settingsOf(t *testing.T) (*Key, *memory, settings) {
	t.Helper()
	m := &memory{}
	k := New(m, nil, time.Second)
	must(t, k.SetPassphrase(t.Context(), pass))
	var s settings
	must(t, json.Unmarshal(m.b, &s))
	return k, m, s
}

// A key that the passphrase opens and that is not the archive's is refused: nothing would open with it.
func TestTheKeyOfAnotherArchiveIsRefused(t *testing.T) {
	_, _, ours := settingsOf(t)
	_, _, theirs := settingsOf(t)
	ours.Wrapped = theirs.Wrapped
	k := New(&memory{ours.encode()}, nil, time.Second)
	if err := k.Unlock(t.Context(), pass); !errors.Is(err, disk.ErrDamaged) {
		t.Error(err)
	}
}

// A recipient is there once, however often it is added, and programs that know of none refuse the settings by their schema.
func TestARecoveryIsAddedOnce(t *testing.T) {
	k, m, _ := settingsOf(t)
	id, err := age.GenerateX25519Identity()
	must(t, err)
	for range 2 {
		must(t, k.AddRecovery(id.Recipient().String()))
	}
	var s settings
	must(t, json.Unmarshal(m.b, &s))
	if len(s.Recovery) != 1 || s.Schema != 2 {
		t.Errorf("%d recoveries, schema %d", len(s.Recovery), s.Schema)
	}
}

// What was cut anywhere is damaged, and what has as many bytes as the limit is not too large.
func TestUnpackingBytes(t *testing.T) {
	id, err := age.GenerateX25519Identity()
	must(t, err)
	packed, err := PackBytes(id.Recipient(), &Label{ID: "a"}, []byte("twelve bytes"))
	must(t, err)
	if b, _, err := UnpackBytes(packed, id, 12); err != nil || string(b) != "twelve bytes" {
		t.Errorf("%q, %v", b, err)
	}
	if _, _, err := UnpackBytes(packed, id, 11); !errors.Is(err, ErrTooLarge) {
		t.Error(err)
	}
	for n := range packed {
		if b, _, err := UnpackBytes(bytes.Clone(packed[:n]), id, 12); !errors.Is(err, disk.ErrDamaged) {
			t.Errorf("cut at %d of %d: %q, %v", n, len(packed), b, err)
		}
	}
}
