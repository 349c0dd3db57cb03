package verify

import (
	"context"
	"strconv"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/filter"
	"aisdesk/aisclient/text"
)

// Topic is a sign that None can deny.
type Topic = insight.Topic

// Outcome is how a check ended.
type Outcome string

// Outcomes.
const (
	Pass    Outcome = "pass"
	Fail    Outcome = "fail"
	Unknown Outcome = "unknown" // the data does not say; Reason tells why
)

// Check is a claim compared with the data.
type Check struct {
	Kind    Kind    `json:"kind"`
	Claim   string  `json:"claim"`
	Outcome Outcome `json:"outcome"`
	// Reason is what the data says, as a sentence.
	Reason string `json:"reason"`
	// Partial says that the outcome stands on data that is not complete.
	Partial bool `json:"partial,omitempty"`
	// Filter and Rows lead to the rows behind the outcome; empty where it stands on no rows.
	Filter string  `json:"filter,omitempty"`
	Rows   []int32 `json:"rows,omitempty"`
	// From and To are the days that were looked at, where the check looks at some of them only.
	From aisclient.Date `json:"from,omitzero"`
	To   aisclient.Date `json:"to,omitzero"`
}

// Period is the days that were looked at.
func (c *Check) Period() ledger.Period { return ledger.Between(c.From, c.To) }

// Verdict is what the checks amount to.
type Verdict string

// Verdicts.
const (
	Confirmed    Verdict = "confirmed"    // every check passed, on complete data
	Refuted      Verdict = "refuted"      // a check failed
	Inconclusive Verdict = "inconclusive" // none failed, but not all passed on complete data
)

// verdictOf sums checks up. No checks confirm nothing.
func verdictOf(checks []Check) Verdict {
	v := Confirmed
	if len(checks) == 0 {
		v = Inconclusive
	}
	for _, c := range checks {
		if c.Outcome == Fail {
			return Refuted
		}
		if c.Outcome == Unknown || c.Partial {
			v = Inconclusive
		}
	}
	return v
}

// data is what claims are checked against, for the time of one verification.
type data struct {
	ctx     context.Context
	l       *ledger.Ledger
	now     aisclient.Date // the day of checking
	asOf    aisclient.Date // the day the data is from; zero if nobody knows
	oldest  aisclient.Date // the oldest row's day; zero without dated rows
	newest  aisclient.Date
	partial string // why the data is not complete; empty if it is
}

// find runs a filter line over the rows of a period.
func (d *data) find(line string, p ledger.Period) (*ledger.Result, error) {
	f, err := filter.Parse(line, d.now)
	if err != nil {
		return nil, err
	}
	return d.l.Run(d.ctx, ledger.Query{Filter: f, Period: p})
}

// gap reports whether rows could be missing.
func (d *data) gap() bool { return d.partial != "" }

func pass(c Claim, reason string) Check    { return newCheck(c, Pass, reason) }
func fail(c Claim, reason string) Check    { return newCheck(c, Fail, reason) }
func unknown(c Claim, reason string) Check { return newCheck(c, Unknown, reason) }

// newCheck cleans both sentences: a claim is typed by somebody, and an error can quote a file.
func newCheck(c Claim, o Outcome, reason string) Check {
	if strings.HasSuffix(reason, "..") { // a name that ends in a dot
		reason = strings.TrimSuffix(reason, ".")
	}
	return Check{Kind: c.Kind(), Claim: text.Clean(c.Says()).String(), Outcome: o, Reason: text.Clean(reason).String()}
}

// count writes a number with its noun.
func count(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + more
}
