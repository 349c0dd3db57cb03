package quality

import (
	"aisdesk/aisclient"
)

// Gate is a fault of the data that acts on claims.
type Gate uint8

// Gates, in the order of the specification's table.
const (
	NotWhole          Gate = iota // the reply is not whole, a history is cut, something could not be read
	ShortCoverage                 // fewer than 90 days
	InGap                         // days without rows
	ChainBreak                    // the balances do not follow from the rows
	HeaderContradicts             // the balance of the account is not that of its rows
	Duplicates                    // rows that may stand twice
	UnknownStatus                 // statuses that nobody knows
	OwnerUnknown                  // the bank does not name an owner
	NotMainAccount                // the customer lives on another account
	OtherCurrency                 // such a thing exists in another currency only
	NoLexicon                     // nobody knows the words of this country or language
	FileOnly                      // it proves nothing by itself
	NoImport                      // an applicant of a case has no import: only what others' logins show of them is here
	EmptyAccount                  // an empty account beside a full one
)

var gateNames = [...]string{"not whole", "short coverage", "gap", "chain break", "header contradicts", "duplicates", "unknown status", "owner unknown",
	"not the main account", "other currency", "no lexicon", "file only", "no import", "empty account"}

// String is the gate's name in reports.
func (g Gate) String() string { return gateNames[min(int(g), len(gateNames)-1)] }

// MarshalText writes the gate's name.
func (g Gate) MarshalText() ([]byte, error) { return []byte(g.String()), nil }

// Concern is what a claim is about, as far as gates care.
type Concern uint8

// Concerns, the columns of the table.
const (
	Income Concern = iota
	Without
	NeverBelow
	Balance
	Obligations
	Employer
	Identity // names and account numbers
	concerns
)

// Effect is what a gate does to a claim.
type Effect uint8

// Effects; they can be together.
const (
	Confirms Effect = 1 << iota // what would be confirmed is inconclusive
	Refutes                     // what would be refuted because of too little is inconclusive
	Noted                       // the check says it and stays as it is
	Bounds                      // the figure has a lower and an upper value; the claim knows which
	Named                       // acts as Confirms where a name is claimed
)

// effects is the table of section 7.9.
var effects = map[Gate][concerns]Effect{
	//                  income              without   never below  balance             obligations employer            name, iban
	NotWhole:          {Confirms | Refutes, Confirms, Confirms, Confirms | Refutes, Confirms, Refutes, Refutes},
	ShortCoverage:     {Confirms | Refutes, Confirms, Confirms, 0, Confirms, Refutes, 0},
	InGap:             {Confirms | Refutes, Confirms, Confirms, 0, Confirms, Refutes, 0},
	ChainBreak:        {Confirms, Confirms, Confirms, Confirms, Confirms, 0, 0},
	HeaderContradicts: {0, Confirms, Confirms, Bounds, Confirms, 0, 0},
	Duplicates:        {Bounds, 0, 0, 0, Bounds, 0, 0},
	UnknownStatus:     {Bounds, Bounds, Confirms, 0, Bounds, Refutes, 0},
	OwnerUnknown:      {Named, 0, 0, Named, 0, 0, 0},
	NotMainAccount:    {0, Confirms, 0, 0, Confirms, 0, 0},
	OtherCurrency:     {Refutes, 0, 0, Refutes, Refutes, 0, 0},
	NoLexicon:         {0, Confirms, 0, 0, Confirms, 0, 0},
	FileOnly:          {Confirms, Confirms, Confirms, Confirms, Confirms, Confirms, Confirms},
	NoImport:          {Refutes, Confirms, Confirms, Refutes, Confirms, Refutes, Refutes},
	EmptyAccount:      {0, Noted, Noted, 0, Noted, 0, 0},
}

// Effect is what the gate does to a claim about something.
func (g Gate) Effect(c Concern) Effect { return effects[g][c] }

// Hit is a gate that acts, and why.
type Hit struct {
	Gate     Gate               `json:"gate"`
	Sources  []int              `json:"accounts,omitempty"` // empty: the whole import
	Currency aisclient.Currency `json:"currency,omitempty"`
	Span     Span               `json:"span,omitzero"` // of a gap: the days
	Person   string             `json:"-"`             // whose claims it acts on; empty: everybody's
	Sentence string             `json:"sentence"`
	Ask      string             `json:"ask,omitempty"` // what to ask the applicant for
	Rows     []int32            `json:"rows,omitempty"`
}
