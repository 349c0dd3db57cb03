package pane

import (
	"context"

	"aisdesk/aisclient/ledger"
)

// Reply is a saved import, or a reply file from elsewhere, on its way to the desk.
type Reply struct {
	// Opened is what the data panes get, still without its ledger.
	Opened Opened
	// Load reads the reply. It publishes the beginning of the rows while it goes on reading; what it returns
	// has been checked to the end. Cancelling ctx ends it.
	Load func(ctx context.Context, publish func(*ledger.Ledger)) (*ledger.Ledger, error)
	// Raw returns the reply byte for byte, for the inspector.
	Raw func(ctx context.Context) ([]byte, error)
}
