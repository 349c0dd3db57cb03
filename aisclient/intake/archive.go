package intake

import (
	"context"

	"aisdesk/aisclient/archive"
)

// Archive is what the intake asks of the place where imports are kept; *archive.Store is one.
type Archive interface {
	// CheckSave fails where Save would fail for every reply. It is asked before a session is used up.
	CheckSave() error
	Save(ctx context.Context, d archive.NewImport, raw []byte) (archive.Entry, error)
	SetCounts(id string, c archive.Counts) error
	SavePending(p archive.Pending) (archive.Pending, error)
	DeletePending(id string) error
}

var _ Archive = (*archive.Store)(nil)

// Pending is an import that was started and whose reply is not saved yet.
type Pending = archive.Pending

// StateUnreadable stands in the manifest of an answer that was kept although it is not a whole reply: it was
// all that came, and polling gave up.
const StateUnreadable = "unreadable"
