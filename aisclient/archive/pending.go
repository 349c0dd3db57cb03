package archive

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"time"

	"aisdesk/aisclient/archive/disk"
	"aisdesk/aisclient/archive/seal"
	"aisdesk/aisclient/text"
)

// Pending is an import that was started and whose reply is not saved yet. It is written the moment its
// command id is known, so that a killed program can ask for the result: the provider keeps it for a day.
// It holds no secret, and is sealed where the archive is.
type Pending struct {
	ID              string    `json:"id"` // given by SavePending
	CommandID       text.Text `json:"commandId"`
	Environment     text.Text `json:"environment"`
	Profile         text.Text `json:"profile,omitzero"` // of the settings by which it was begun; empty for none
	Target          text.Text `json:"target,omitzero"`
	OfficialName    text.Text `json:"officialName,omitzero"`
	OwnerExternalID text.Text `json:"ownerExternalId,omitzero"`
	Since           text.Text `json:"since,omitzero"`
	// OwnerUnconfirmed says that the provider did not repeat the owner's id when it accepted the import.
	OwnerUnconfirmed bool      `json:"ownerUnconfirmed,omitempty"`
	Started          time.Time `json:"started"` // given by SavePending if zero
	Schema           int       `json:"schema"`
}

// pendingLife is how long the provider keeps a result.
const pendingLife = 24 * time.Hour

// SavePending saves p and returns it with its ID. With an ID it replaces what was saved under it. It fails with ErrBadID
// or ErrDiskFull.
func (s *Store) SavePending(p Pending) (Pending, error) {
	now := s.options.Now().UTC()
	if p.ID == "" {
		p.ID = NewID(now)
	}
	if err := checkID(p.ID); err != nil {
		return p, fmt.Errorf("pending command: %w", err)
	}
	if p.Started.IsZero() {
		p.Started = now
	}
	p.Schema = schemaPlain
	b, err := json.MarshalIndent(p, "", "  ")
	if err != nil {
		return p, err
	}
	if kind, _ := s.Encryption(); kind != seal.None {
		if b, err = s.SealBytes(b); err != nil {
			return p, fmt.Errorf("pending command: %w", err)
		}
	}
	if err := s.writeFile(pendingDir, p.ID+".json", b); err != nil {
		return p, fmt.Errorf("pending command: %w", err)
	}
	return p, nil
}

// ListPending returns the pending commands whose result can still be fetched, newest first. Older ones are
// removed, unless the clock is in doubt: then they are listed, too. Unreadable ones are passed over; where some are sealed
// and the store is locked the error is seal.ErrLocked, beside the list of the others.
func (s *Store) ListPending() ([]Pending, error) {
	var list []Pending
	var locked error
	sure := s.DoubtDeletion() == nil
	err := s.eachFile(pendingDir, func(dir *os.Root, file string) error {
		p, err := s.readPending(dir, file)
		switch {
		case errors.Is(err, seal.ErrLocked):
			locked = err
		case err != nil:
		case sure && s.options.Now().Sub(p.Started) >= pendingLife:
			_ = dir.Remove(file)
		default:
			list = append(list, p)
		}
		return nil
	})
	slices.Reverse(list) // names, and so ids, begin with the time
	return list, errors.Join(err, locked)
}

func (s *Store) readPending(dir *os.Root, file string) (p Pending, err error) {
	b, err := disk.ReadFile(dir, file, manifestMax)
	if err == nil && IsSealed(b) {
		b, err = s.OpenBytes(b)
	}
	if err == nil {
		err = json.Unmarshal(b, &p)
	}
	if err == nil && (checkID(p.ID) != nil || p.ID+".json" != file || p.Schema > manifestSchema) {
		err = ErrDamaged
	}
	return p, err
}

// DeletePending deletes a pending command. One that is not there is no error; a name that is no id is ErrBadID.
func (s *Store) DeletePending(id string) error {
	if err := checkID(id); err != nil {
		return err
	}
	if err := s.removeFile(pendingDir, id+".json"); err != nil {
		return fmt.Errorf("pending command %s: %w", id, err)
	}
	return nil
}
