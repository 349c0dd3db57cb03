package scenario

import (
	"time"

	"aisdesk/localserver/sandbox/widget"
)

// Where a refusal of a scenario strikes.
const (
	AtEvery  = "every"  // any endpoint but health
	AtMock   = "mock"   // mock session
	AtImport = "import" // default import
	AtPoll   = "poll"   // command
	AtReuse  = "reuse"  // reuse and revoke of repeated access
	AtOwner  = "owner"  // aggregated data and every Analytical Service
	AtOther  = "other"  // catalog, redirection, sign-out, upload
)

// The Analytical Services, each by the name that scenarios give it.
const (
	AtScore    = "scores"
	AtIncome   = "income"
	AtAccounts = "accounts-summary"
	AtSummary  = "owner-summary"
	AtProfiles = "profiles"
)

// Services are the Analytical Services; what strikes at AtOwner strikes at each.
var Services = []string{AtScore, AtIncome, AtAccounts, AtSummary, AtProfiles}

// Behaviour is what a scenario does. The zero value is the scenario "ok". Scenarios joined with + are applied in
// order to one value.
type Behaviour struct {
	Refusals map[string]*Refusal // by place
	Times    map[string]int      // how often the refusal at a place strikes; 0 is always
	SignIn   *widget.Refusal     // after login and password
	Confirm  *widget.Refusal     // at the end of the bank's window

	Outcome string // "", "error" or "fatal"
	Cause   *Refusal

	Setup, Running time.Duration // added to the import's own time, not divided by the speed
	Curve          string
	StateWord      string // instead of in_progress in the second half
	FinalTwice     bool
	Old            bool // replies as of 2016
	WrongOwner     bool
	Skew           time.Duration

	References, Indented bool
	text                 string // "", "unicode" or "hostile"
	Rows                 int    // -1: as the customer has them
	NoAccounts           bool
	Partial              bool   // history cut by a timeout
	damage               string // how the final reply is malformed

	Delay       time.Duration // before every reply
	Pace        int           // bytes a second of every reply; 0 is full speed
	Cut         bool
	Reset       bool
	Once        bool // cut and reset strike the first final reply only
	HTML        bool
	Down        bool
	AfterImport string // "reset" or "502": the import was accepted, but the caller is not told
}

func newBehaviour() *Behaviour {
	return &Behaviour{Refusals: map[string]*Refusal{}, Times: map[string]int{}, Rows: -1}
}

// StateName is a state as replies write it: those of 2016 had no setup.
func (e *Behaviour) StateName(state string) string {
	if e.Old && state == "setup" {
		return "in_progress"
	}
	return state
}

func (e *Behaviour) refuse(place string, r *Refusal) { e.Refusals[place] = r }
