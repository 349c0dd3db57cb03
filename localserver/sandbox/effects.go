package sandbox

import (
	"time"

	"aisdesk/localserver/sandbox/widget"
)

// Where a refusal of a scenario strikes.
const (
	atEvery  = "every"  // any endpoint but health
	atMock   = "mock"   // mock session
	atImport = "import" // default import
	atPoll   = "poll"   // command
	atReuse  = "reuse"  // reuse and revoke of repeated access
	atOwner  = "owner"  // aggregated data and every Analytical Service
	atOther  = "other"  // catalog, redirection, sign-out, upload
)

// The Analytical Services, each by the name that scenarios give it.
const (
	atScore    = "scores"
	atIncome   = "income"
	atAccounts = "accounts-summary"
	atSummary  = "owner-summary"
	atProfiles = "profiles"
)

// services are the Analytical Services; what strikes at atOwner strikes at each.
var services = []string{atScore, atIncome, atAccounts, atSummary, atProfiles}

// effects are what a scenario does. The zero value is the scenario "ok". Scenarios joined with + are applied in
// order to one value.
type effects struct {
	refusals map[string]*refusal // by place
	times    map[string]int      // how often the refusal at a place strikes; 0 is always
	signIn   *widget.Refusal     // after login and password
	confirm  *widget.Refusal     // at the end of the bank's window

	outcome string // "", "error" or "fatal"
	cause   *refusal

	setup, running time.Duration // added to the import's own time, not divided by the speed
	curve          string
	stateWord      string // instead of in_progress in the second half
	finalTwice     bool
	old            bool // replies as of 2016
	wrongOwner     bool
	skew           time.Duration

	references, indented bool
	text                 string // "", "unicode" or "hostile"
	rows                 int    // -1: as the customer has them
	noAccounts           bool
	partial              bool   // history cut by a timeout
	damage               string // how the final reply is malformed

	pace        int // bytes a second of every reply; 0 is full speed
	cut         bool
	reset       bool
	once        bool // cut and reset strike the first final reply only
	html        bool
	down        bool
	afterImport string // "reset" or "502": the import was accepted, but the caller is not told
}

func newEffects() *effects {
	return &effects{refusals: map[string]*refusal{}, times: map[string]int{}, rows: -1}
}

// word is a state as replies write it: those of 2016 had no setup.
func (e *effects) word(state string) string {
	if e.old && state == "setup" {
		return "in_progress"
	}
	return state
}

func (e *effects) refuse(place string, r *refusal) { e.refusals[place] = r }
