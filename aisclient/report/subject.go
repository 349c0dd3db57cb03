package report

import (
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
)

// Import is one saved reply that the document rests on.
type Import struct {
	ID          string `json:"id,omitempty"`   // in the archive; empty for a file from elsewhere
	File        string `json:"file,omitempty"` // name of a file from elsewhere
	Environment string `json:"environment"`
	Bank        string `json:"bank,omitempty"`
	Owner       string `json:"ownerExternalId,omitempty"`
	CommandID   string `json:"commandId,omitempty"`
	State       string `json:"state,omitempty"` // of the command
	// SHA256 and Size are of the reply as it came.
	SHA256  string    `json:"sha256,omitempty"`
	Size    int64     `json:"size,omitempty"`
	Saved   time.Time `json:"saved,omitzero"`
	Expires time.Time `json:"expires,omitzero"`
	// Since is the first day that was asked for.
	Since aisclient.Date `json:"since,omitzero"`
	// Answered is the provider's clock in the reply.
	Answered time.Time `json:"answered,omitzero"`
	Program  string    `json:"program,omitempty"` // that saved it
	// OwnerUnconfirmed says that the provider did not repeat the owner's id.
	OwnerUnconfirmed bool `json:"ownerUnconfirmed,omitempty"`
}

// FailedImport is a bank of which the import failed: none of its money is in the report.
type FailedImport struct {
	Bank      string    `json:"bank,omitempty"`
	Owner     string    `json:"ownerExternalId"`
	At        time.Time `json:"at"`
	CommandID string    `json:"commandId,omitempty"`
	Import    string    `json:"import,omitempty"` // the provider's reply in the archive, where one was saved
	Cause     string    `json:"cause"`
}

// MissingImport is an import of the case that is in no figure.
type MissingImport struct {
	Import string `json:"import"`
	Why    string `json:"why"`
}

// Case is the customer's matter that imports belong to.
type Case struct {
	ID     string   `json:"id"`
	Label  string   `json:"label,omitempty"`
	Status string   `json:"status,omitempty"`
	Tags   []string `json:"tags,omitempty"`
	People []Person `json:"people"`
	// OneOf is how many imports and files the case has where the document is on one of them; left out where it is on all.
	OneOf int `json:"oneOfImports,omitempty"`
	// Newer says which event of the case this program cannot read, since a newer one wrote it; empty where it reads all.
	Newer string `json:"newer,omitempty"`
	// WithoutAccount is the applicant to whom no account belongs; left out where one does. Foreign are the imports and files of
	// which no account belongs to anybody in the case.
	WithoutAccount string          `json:"applicantWithoutAccount,omitempty"`
	Foreign        []ForeignImport `json:"foreignImports,omitempty"`
}

// ForeignImport is an import or file of nobody in the case, with whom the bank names.
type ForeignImport struct {
	Import string   `json:"import"`
	Owners []string `json:"owners"`
}

// Person is somebody of a case.
type Person struct {
	Name string `json:"name"`
	Role string `json:"role,omitempty"` // applicant, co-applicant, guarantor
}

// Account is an account or card of the data, whosever it is.
type Account struct {
	Bank     string             `json:"bank,omitempty"`
	Label    string             `json:"label"`
	Number   string             `json:"number,omitempty"` // to four digits but at level full
	Card     bool               `json:"card,omitempty"`
	Currency aisclient.Currency `json:"currency,omitempty"`
	Owners   []string           `json:"owners"`
	Balance  *aisclient.Amount  `json:"balance,omitempty"` // nil where the bank does not say
	// Theirs says that it is the person's; Why what it is otherwise.
	Theirs bool   `json:"theirs"`
	Why    string `json:"why,omitempty"`
	Rows   int    `json:"rows"`
	// Asked is the first day that was asked for, Received the days that the data speaks of, Gaps days without data.
	Asked    aisclient.Date `json:"asked,omitzero"`
	Received Span           `json:"received,omitzero"`
	Gaps     []Span         `json:"gaps,omitempty"`
	Short    bool           `json:"short,omitempty"` // fewer than 90 days
}

// Span is a run of days, both ends included.
type Span struct {
	From aisclient.Date `json:"from"`
	To   aisclient.Date `json:"to"`
}

// Days is the number of days.
func (s Span) Days() int {
	if s.From == 0 {
		return 0
	}
	return int(s.To-s.From) + 1
}

// Consent is what the customer agreed to at a bank, as far as it is known.
type Consent struct {
	Bank       string    `json:"bank"`
	Scope      string    `json:"scope,omitempty"`
	AccessMode string    `json:"accessMode,omitempty"`
	At         time.Time `json:"at,omitzero"` // when the data came, which the sign-in preceded
	Language   string    `json:"language,omitempty"`
}

// Claim is what somebody claims about the customer.
type Claim struct {
	Kind string `json:"kind"`
	Text string `json:"text"`
}

// NoSum is rows that are in no total, and why: not booked, standing twice, dated in the future and the like.
type NoSum struct {
	Currency aisclient.Currency `json:"currency"`
	Reason   string             `json:"reason"` // as the end of "2 rows ..."
	Count    int                `json:"count"`
	Sum      aisclient.Amount   `json:"sum"` // what they come to
}

// Totals are the sums of all rows in one currency; sums that there are none of are nil.
type Totals = ledger.Figures
