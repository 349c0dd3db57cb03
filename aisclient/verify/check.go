package verify

import (
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight/quality"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
)

// Outcome is how a check or a whole verification ended.
type Outcome string

// Outcomes.
const (
	Confirmed    Outcome = "confirmed"
	Refuted      Outcome = "refuted"
	Inconclusive Outcome = "inconclusive" // the data does not say; Reason tells why
)

// Verdict is what the checks amount to: an outcome, or NoClaims.
type Verdict = Outcome

// NoClaims is the verdict where nothing was claimed.
const NoClaims Verdict = "no claims"

// Code says in one word why a check came out as it did, for programs.
type Code string

// Codes of checks, besides those of identity's comparison of names.
const (
	codeEnough      Code = "ENOUGH"        // the figure is proven
	codeTooLittle   Code = "TOO_LITTLE"    // not even what is possible reaches the figure
	codeBetween     Code = "NOT_PROVEN"    // what is proven does not, what is possible would
	codeTooMuch     Code = "TOO_MUCH"      // what is proven is above the figure
	codeFound       Code = "FOUND"         // a sign was found
	codeWeak        Code = "WEAK_SIGN"     // only uncertain signs were found
	codeNotFound    Code = "NOT_FOUND"     // no sign, in data that would have shown one
	codeNoData      Code = "NO_DATA"       // the data does not hold what is needed
	codeNotTheirs   Code = "NOT_THEIRS"    // it belongs to somebody else
	codeOwnerOpen   Code = "OWNER_UNKNOWN" // the bank does not name an owner
	codeSame        Code = "SAME"
	codeOther       Code = "OTHER"
	codeNear        Code = "NEAR_MISS"
	codeMasked      Code = "MASKED"
	codeMistyped    Code = "CHECK_DIGITS" // wrong check digits in the claim
	codeInFuture    Code = "IN_FUTURE"
	codeNoClaim     Code = "NO_CLAIM" // the claim says nothing
	codeGate        Code = "GATE"     // the data's quality holds the outcome back
	codeNotCovered  Code = "NOT_COVERED"
	codeOnlyLogin   Code = "LOGIN_ONLY"
	codeAttorney    Code = "NO_OWNER" // named, but not as an owner
	codeOnlyCompany Code = "COMPANIES_ONLY"
	codeTooLarge    Code = "TOO_LARGE"
)

// Check is a claim compared with the data.
type Check struct {
	Kind    Kind    `json:"kind"`
	Claim   string  `json:"claim"`
	Outcome Outcome `json:"outcome"`
	Codes   []Code  `json:"codes"`
	// Reason is what the data says, as a sentence.
	Reason string `json:"reason"`
	// Window is the days that were looked at, where the check looks at some of them only.
	Window quality.Span `json:"window,omitzero"`
	// Proven and Possible are a figure as an interval: from Proven to Proven + Possible. Nil where there is none.
	Currency aisclient.Currency `json:"currency,omitempty"`
	Proven   *aisclient.Amount  `json:"proven,omitempty"`
	Possible *aisclient.Amount  `json:"possible,omitempty"`
	// Filter and Rows lead to the rows behind the outcome; empty where it stands on no rows. Evidence are the first of them.
	Filter   string  `json:"filter,omitempty"`
	Rows     []int32 `json:"rows,omitempty"`
	Evidence []Row   `json:"evidence,omitempty"`
	// NotCounted is what could have counted and does not, by reason.
	NotCounted []NotCounted `json:"notCounted,omitempty"`
	// Gates are faults of the data that acted on the outcome, or are to be noted.
	Gates    []GateEffect `json:"gates,omitempty"`
	NearMiss string       `json:"nearMiss,omitempty"` // in what it is nearly right
	Ask      []string     `json:"ask,omitempty"`      // what to ask the applicant

	concern   quality.Concern
	gated     bool // gates act on this check
	tooLittle bool // it is refuted because of too little, not by what was found
	mirror    bool // an upper bound is claimed: too little confirms
	onlyFile  bool // of all gates only FileOnly acts
}

// Same reports whether two checks came out alike, with the same figure.
func (c *Check) Same(o *Check) bool {
	equal := func(a, b *aisclient.Amount) bool { return (a == nil) == (b == nil) && (a == nil || *a == *b) }
	return c.Outcome == o.Outcome && equal(c.Proven, o.Proven) && equal(c.Possible, o.Possible)
}

// NotCounted is a sum that does not count, and why.
type NotCounted struct {
	Reason   string             `json:"reason"`
	Currency aisclient.Currency `json:"currency,omitempty"`
	Sum      aisclient.Amount   `json:"sum"`
	Rows     []int32            `json:"rows,omitempty"`
	Filter   string             `json:"filter,omitempty"`
	Evidence []Row              `json:"evidence,omitempty"`
}

// Monthly reports whether the sum is one a month, which is possible and not proven; else it is that of all rows.
func (n *NotCounted) Monthly() bool { return strings.HasPrefix(n.Reason, PossibleOnly) }

// GateEffect is a gate and what it did to an outcome.
type GateEffect struct {
	Gate     quality.Gate `json:"gate"`
	Effect   string       `json:"effect"`
	Sentence string       `json:"sentence"`
	Rows     []int32      `json:"rows,omitempty"`
}

// Held reports whether the gate changed the outcome; else it is only noted.
func (g GateEffect) Held() bool { return g.Effect != onlyNoted }

// What a gate did.
const (
	heldConfirmed = "confirmed became inconclusive"
	heldRefuted   = "refuted became inconclusive"
	onlyNoted     = "noted"
)

// Row is a row as reports print it.
type Row struct {
	Row      int32              `json:"row"`
	Date     aisclient.Date     `json:"date,omitzero"`
	Amount   aisclient.Amount   `json:"amount"`
	Currency aisclient.Currency `json:"currency,omitempty"`
	Party    string             `json:"party,omitempty"`
	Title    string             `json:"title,omitempty"`
	Category string             `json:"category,omitempty"`
	Why      string             `json:"why,omitempty"`
	State    string             `json:"state,omitempty"` // empty for booked
}

// Period is the days that were looked at.
func (c *Check) Period() ledger.Period { return ledger.Between(c.Window.From, c.Window.To) }

// verdictOf sums checks up. No checks confirm nothing.
func verdictOf(checks []Check) Verdict {
	v := Confirmed
	if len(checks) == 0 {
		v = NoClaims
	}
	for i := range checks {
		switch checks[i].Outcome {
		case Refuted:
			return Refuted
		case Inconclusive:
			v = Inconclusive
		}
	}
	return v
}

// newCheck cleans both sentences: a claim is typed by somebody, and an error can quote a file.
func newCheck(c Claim, o Outcome, code Code, reason string) Check {
	return Check{Kind: c.Kind(), Claim: text.Clean(c.Says()).String(), Outcome: o, Codes: []Code{code}, Reason: sentence(reason)}
}

// sentence cleans a reason. A name that ends in a dot makes two.
func sentence(s string) string {
	s = strings.ReplaceAll(s, ".. ", ". ")
	if strings.HasSuffix(s, "..") {
		s = strings.TrimSuffix(s, ".")
	}
	return text.Clean(s).String()
}

// say adds a sentence to the reason.
func (c *Check) say(s string) {
	if s != "" {
		c.Reason = sentence(strings.TrimSpace(c.Reason + " " + s))
	}
}

// ask adds a question for the applicant, once.
func (c *Check) ask(s string) {
	for _, a := range c.Ask {
		if a == s {
			return
		}
	}
	if s != "" {
		c.Ask = append(c.Ask, s)
	}
}

// code adds a code, once.
func (c *Check) code(code Code) {
	for _, have := range c.Codes {
		if have == code {
			return
		}
	}
	c.Codes = append(c.Codes, code)
}

// about says on what the gates act.
func (c Check) about(concern quality.Concern) Check {
	c.concern, c.gated = concern, true
	return c
}
