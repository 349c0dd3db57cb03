package intake

import (
	"context"
	"time"

	"aisdesk/aisclient"
)

// Archive is what the intake asks of the place where imports are kept.
type Archive interface {
	// Save writes a reply durably and returns its id.
	Save(ctx context.Context, d Draft, raw []byte) (id string, err error)
	// Raw returns a saved reply, its checksum verified.
	Raw(id string) ([]byte, error)
	// Annotate adds what decoding found to a saved reply's manifest.
	Annotate(id string, c Counts) error
	// SavePending remembers a started import, DropPending forgets it.
	SavePending(p Pending) error
	DropPending(commandID string) error
}

// Draft describes a reply that is to be saved.
type Draft struct {
	Environment, OwnerExternalID, Target, CommandID, State string
	Since                                                  aisclient.Date
}

// Counts are what decoding found.
type Counts struct{ Owners, Accounts, Cards, Transactions, Warnings int }

// Pending is an import that was started and not yet saved.
type Pending struct {
	CommandID, OwnerExternalID, Target, Environment string
	Since                                           aisclient.Date
	Started                                         time.Time
}
