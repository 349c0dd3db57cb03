package intake

import (
	"time"

	"aisdesk/aisclient/text"
)

// Event is one step of a verification. Events arrive in order; the last one has a final State.
type Event struct {
	At    time.Time
	State State // the state after this event
	// OwnerExternalID is the id in force from the first event on.
	OwnerExternalID string
	// Link is set for steps of the sign-in.
	Link *LinkEvent
	// Poll is set for steps of the import.
	Poll *Poll
	// Arrived is set while the final reply is read.
	Arrived *Arrived
	// Saved is set once the reply is on disk: the import's id in the archive.
	Saved string
	// Warning is something worth saying that does not end the verification.
	Warning text.Text
	// Loss says that the Warning is about something that cannot be had again without the customer.
	Loss bool
	// Err is set when State is Failed, and when Cancelled; NothingSaved and Saved say what is kept.
	Err error
	// Pending is set at an end after which the import goes on at the provider, or its result waits there for 24
	// hours: the id of the command that Resume can ask for again.
	Pending string
}

// Poll is what one look at the command said.
type Poll struct {
	CommandID  string
	Attempt    int
	State      string  // the command's state as the provider writes it
	Progress   float64 // 0-100, informative
	Delay      time.Duration
	ServerTime time.Time
	Transient  error // this poll failed, the next one may not
}
