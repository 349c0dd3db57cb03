package pane

import (
	"time"

	"aisdesk/aisclient/text"
)

// Saved is one import of the archive as the library shows it.
type Saved struct {
	ID              string
	CreatedAt       time.Time
	ExpiresAt       time.Time // zero: never
	Environment     string    // sandbox, test or live
	Target          text.Text
	OfficialName    text.Text
	OwnerExternalID text.Text
	Owners          []text.Text
	State           text.Text // successful, error, fatal, as the provider wrote it
	Accounts        int
	Cards           int
	Transactions    int
	Bytes           int64
	// Encrypted says how it is sealed; empty is not at all.
	Encrypted string
	// Reusable reports that an access token for further imports is kept with it.
	Reusable bool
	// Damaged is why it cannot be opened; nil if it can.
	Damaged error
}

// Bank is one target of the provider's catalog.
type Bank struct {
	Name         string // the catalog name that goes to the widget
	OfficialName text.Text
	Institution  text.Text
	Country      string // lower case
	Address      text.Text
	// AccountTypes are what can be imported: Individual, SoleTrader, Corporate.
	AccountTypes []string
	// Imports are the parts that the default import can fetch: owners, accounts, transactions, cards.
	Imports []string
	// Access are the access modes in which the bank is offered.
	Access []string
	PSD2   bool
	Beta   bool
}

// Banks is the catalog with its age.
type Banks struct {
	Banks []Bank
	// FetchedAt is when the provider sent it.
	FetchedAt time.Time
	// Stale is why the kept copy is shown and not a fresh one; nil for a fresh one.
	Stale error
}
