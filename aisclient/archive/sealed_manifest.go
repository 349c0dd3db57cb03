package archive

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	"filippo.io/age"

	"aisdesk/aisclient/archive/seal"
	"aisdesk/aisclient/text"
)

// openManifest is what manifest.json of a sealed import says in the open: date, state, completeness, and what it takes to
// check the reply's file and to purge it. The badge of the environment stands there, too: it is on every screen.
type openManifest struct {
	Schema           int       `json:"schema"`
	ID               string    `json:"id"`
	Program          text.Text `json:"program"`
	Created          time.Time `json:"created"`
	Expires          time.Time `json:"expires,omitzero"`
	Environment      text.Text `json:"environment"`
	State            text.Text `json:"state,omitzero"`
	Completeness     string    `json:"completeness,omitempty"`
	OwnerUnconfirmed bool      `json:"ownerUnconfirmed,omitempty"`
	StoredSHA256     string    `json:"storedSha256"`
	StoredSize       int64     `json:"storedSize"`
	File             string    `json:"file"`
	Compression      string    `json:"compression"`
	Encryption       string    `json:"encryption"`
	// Sealed is the whole manifest. Both are one file, so that no change of an import can tear them apart.
	Sealed []byte `json:"sealed,omitempty"`
}

func (m *Manifest) open() openManifest {
	return openManifest{Schema: m.Schema, ID: m.ID, Program: m.Program, Created: m.Created, Expires: m.Expires, Environment: m.Environment, State: m.State,
		Completeness: m.Completeness(), OwnerUnconfirmed: m.OwnerUnconfirmed, StoredSHA256: m.StoredSHA256, StoredSize: m.StoredSize,
		File: m.File, Compression: m.Compression, Encryption: m.Encryption}
}

// encodeManifest is manifest.json of an import: sealed to the recipient where the import is. What this program has written
// it knows from then on, also without unlocking: the counts come after the reply.
func (s *Store) encodeManifest(m *Manifest, recipient age.Recipient) ([]byte, error) {
	if m.Schema == schemaPlain {
		s.written.Store(m.ID, written{nil, *m})
		return encodeJSON(m), nil
	}
	if m.Locked {
		return nil, seal.ErrLocked
	}
	open := m.open()
	sealed, err := seal.PackBytes(recipient, &seal.Label{ID: m.ID, Environment: m.Environment, Owner: m.OwnerExternalID}, encodeJSON(m))
	if err != nil {
		return nil, err
	}
	open.Sealed = sealed
	s.written.Store(m.ID, written{sealed, *m})
	return encodeJSON(open), nil
}

// written is a manifest that this program wrote; sealed is nil where it is plain.
type written struct {
	sealed   []byte
	manifest Manifest
}

// openManifest opens the sealed part of a manifest, and finds what was changed in the open one. Without the key it returns
// what the open one says.
func (s *Store) openManifest(b []byte, m Manifest) (Manifest, error) {
	var open openManifest
	if err := json.Unmarshal(b, &open); err != nil {
		return m, fmt.Errorf("%w: the manifest is not readable: %w", ErrDamaged, err)
	}
	inner, err := s.unsealManifest(&open)
	if err != nil {
		return m, err
	}
	if inner == nil {
		return open.locked(), nil
	}
	return *inner, inner.compare(open)
}

// unsealManifest is the sealed manifest; nil without an error where it is locked.
func (s *Store) unsealManifest(open *openManifest) (*Manifest, error) {
	w, mine := s.written.Load(open.ID)
	if mine && bytes.Equal(w.(written).sealed, open.Sealed) {
		m := w.(written).manifest
		return &m, nil
	}
	identity, err := s.Key.Identity()
	switch {
	case err != nil && mine: // another program has sealed it since
		m := w.(written).manifest
		m.Schema, m.File, m.Encryption, m.StoredSHA256, m.StoredSize = open.Schema, open.File, open.Encryption, open.StoredSHA256, open.StoredSize
		return &m, nil
	case err != nil:
		return nil, nil
	}
	b, label, err := seal.UnpackBytes(open.Sealed, identity, manifestMax)
	if err != nil {
		return nil, fmt.Errorf("the sealed manifest: %w", err)
	}
	var m Manifest
	if err := json.Unmarshal(b, &m); err != nil {
		return nil, fmt.Errorf("%w: the sealed manifest is not readable: %w", ErrDamaged, err)
	}
	return &m, checkLabel(label, &m, "")
}

// compare names what the open manifest says and the sealed one does not.
func (m *Manifest) compare(open openManifest) error {
	want := m.open()
	for _, c := range []struct{ what, open, sealed string }{
		{"the id", open.ID, want.ID},
		{"the environment", open.Environment.String(), want.Environment.String()},
		{"the state", open.State.String(), want.State.String()},
		{"the completeness", open.Completeness, want.Completeness},
		{"the checksum", open.StoredSHA256, want.StoredSHA256},
	} {
		if c.open != c.sealed {
			return fmt.Errorf("%w: the manifest was changed: it says %s is %.40q, and what is sealed says %.40q", ErrDamaged, c.what, c.open, c.sealed)
		}
	}
	open.Sealed = nil
	if string(encodeJSON(open)) != string(encodeJSON(want)) {
		return fmt.Errorf("%w: the manifest was changed: it is not as the sealed one", ErrDamaged)
	}
	return nil
}

// checkLabel compares the label of something sealed with the import that it lies in.
func checkLabel(l *seal.Label, m *Manifest, name string) error {
	switch {
	case l == nil:
		return fmt.Errorf("%w: what is sealed does not say what it belongs to", ErrDamaged)
	case l.ID != m.ID:
		return fmt.Errorf("%w: what is sealed belongs to import %.60q", ErrDamaged, l.ID)
	case l.Name != name:
		return fmt.Errorf("%w: what is sealed is %.70q of the import", ErrDamaged, l.Name)
	case !l.Environment.Equal(m.Environment):
		return fmt.Errorf("%w: what is sealed is of the environment %.20q, and the manifest says %.20q", ErrDamaged, l.Environment, m.Environment)
	case !m.Locked && !l.Owner.Equal(m.OwnerExternalID):
		return fmt.Errorf("%w: what is sealed is of another customer than the manifest says", ErrDamaged)
	}
	return nil
}

// Public is what a locked archive says of a sealed import: date, state and completeness.
func (m Manifest) Public() Manifest {
	o := m.open()
	return o.locked()
}

func (o *openManifest) locked() Manifest {
	return Manifest{Schema: o.Schema, ID: o.ID, Program: o.Program, Created: o.Created, Expires: o.Expires, StoredSHA256: o.StoredSHA256, StoredSize: o.StoredSize,
		File: o.File, Compression: o.Compression, Encryption: o.Encryption, Locked: true, OpenCompleteness: o.Completeness,
		NewImport: NewImport{Environment: o.Environment, State: o.State, OwnerUnconfirmed: o.OwnerUnconfirmed}}
}

func encodeJSON(v any) []byte {
	b, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		panic(err) // texts, numbers and times always encode
	}
	return append(b, '\n')
}

// label says inside the sealed reply what it belongs to.
func (m *Manifest) label() *seal.Label {
	return &seal.Label{ID: m.ID, Environment: m.Environment, Owner: m.OwnerExternalID, Manifest: encodeJSON(m)}
}
