package state

import (
	"time"

	"aisdesk/localserver/sandbox/bank"
	"aisdesk/localserver/sandbox/widget"
)

// DefaultImportName is the default import's name in the catalog.
const DefaultImportName = "DefaultImportCommand"

// Session is a finished sign-in: the right to one import.
type Session struct {
	ID, Signature string
	Login         string
	Customer      *bank.Customer
	Target        widget.Target
	Owner         string // ownerExternalId; may be empty
	PSD2          widget.PSD2
	Chosen        []string // ids of accounts; nil is all
	Created       time.Time
	Expires       time.Time
	Command       *Command // the default import; nil until it was started
	parts         int      // commands started that import a part
	AccessID      string   // multipleAccessId, if one was granted
	Origin        string   // widget, mock, reuse, redirection
}

// Command is one import.
type Command struct {
	ID      string
	Session *Session
	Name    string   // as the catalog lists it; DefaultImportName or one that imports a part
	Item    int      // the account or card that a part is about
	Since   bank.Day // effective start: the later of the caller's since and maxImportDate
	Today   bank.Day
	Started time.Time
	looks   int64 // see Look
	finals  int   // final replies given: unstable orders differ between them, however often was polled before
	deleted bool  // by DELETE data.xml or the control API
}

// owner gathers the imports and uploads of one ownerExternalId.
type owner struct {
	ID       string
	created  time.Time
	commands []*Command
	uploads  []*Upload
	reads    uint64
}

// access is a repeated access that a customer granted.
type access struct {
	id      string
	session *Session // the sign-in that granted it
	expires time.Time
	uses    map[string]int // by day
}

// Reach is the day the import may go back to: the later of since and maxImportDate, and at PSD2 banks no more than
// 90 days unless the customer did the extra authentication.
func (s *Session) Reach(since, today bank.Day) bank.Day {
	oldest, err := bank.ParseDay(s.PSD2.MaxImportDate)
	if err == nil {
		since = max(since, oldest)
	}
	free := today - bank.Day(freeHistory/(24*time.Hour))
	if s.Target.PSD2 && s.Origin != "mock" && !(s.PSD2.ForceSCA && err == nil && oldest < free) {
		since = max(since, free)
	}
	return since
}
