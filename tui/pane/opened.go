package pane

import (
	"time"

	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/ledger"
)

// Opened is one import as it lies on the desk: what the data panes (overview, accounts, transactions, cards,
// analytics) show.
type Opened struct {
	// ID is the import's id in the archive; empty for a file from elsewhere.
	ID string
	// Name is what to call it: the id, or the file's path.
	Name string
	// Environment is sandbox, test or live; empty where a file does not say.
	Environment string
	// OwnerExternalID is the id that the import was asked for; empty where nothing says.
	OwnerExternalID string
	// SavedAt is when the reply was saved; zero for a file from elsewhere.
	SavedAt time.Time
	// Ledger holds the rows. While a large reply is still being read it is the beginning of them, and Loaded
	// comes again with more.
	Ledger *ledger.Ledger
	// Survey holds what stands out in the ledger, for all panes; nil is one for each that asks.
	Survey *insight.Survey
}

// Found is the survey of the ledger, which is not nil.
func (o Opened) Found() *insight.Survey {
	if o.Survey != nil && o.Survey.Ledger() == o.Ledger {
		return o.Survey
	}
	return insight.NewSurvey(o.Ledger)
}

// Loaded puts an import on the desk, or more of the one that is there. Every data pane gets it, the hidden
// ones too.
type Loaded struct{ Opened Opened }

// Grown reports whether a pane that last counted so many rows should count anew: when the import is complete,
// cannot become so, or has grown fourfold. Counting at every step would cost more than reading does.
func (o Opened) Grown(counted int) bool {
	l := o.Ledger
	return l.Complete() || l.Err() != nil || counted == 0 || l.Len() >= 4*counted
}

// Same reports whether o is the import that was on the desk already, perhaps with more rows.
func (o Opened) Same(before Opened) bool {
	return before.Ledger != nil && before.ID == o.ID && before.Name == o.Name
}
