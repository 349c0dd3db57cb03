package report

import "aisdesk/aisclient"

// Check is a claim compared with the data.
type Check struct {
	Kind    string   `json:"kind"`
	Claim   string   `json:"claim"`
	Outcome string   `json:"outcome"` // confirmed, refuted, inconclusive
	Codes   []string `json:"codes"`
	Reason  string   `json:"reason"`
	// Rule names the rule that decided, Version the rule set, Parameters its thresholds.
	Rule       string      `json:"rule"`
	Version    string      `json:"version"`
	Parameters []Parameter `json:"parameters"`
	Window     Span        `json:"window,omitzero"`
	// Proven and Possible are a figure as an interval from Proven to Proven + Possible.
	Currency aisclient.Currency `json:"currency,omitempty"`
	Proven   *aisclient.Amount  `json:"proven,omitempty"`
	Possible *aisclient.Amount  `json:"possible,omitempty"`
	// Count is how many rows the outcome stands on; Rows are their ids, Evidence the rows, Filter the line that finds
	// them. The three are left out at level verdict.
	Count      int          `json:"count"`
	Filter     string       `json:"filter,omitempty"`
	Rows       []int32      `json:"rows,omitempty"`
	Evidence   []Row        `json:"evidence,omitempty"`
	NotCounted []NotCounted `json:"notCounted,omitempty"`
	Gates      []GateEffect `json:"gates,omitempty"`
	NearMiss   string       `json:"nearMiss,omitempty"`
	Ask        []string     `json:"ask,omitempty"`
}

// Parameter is a threshold of a rule.
type Parameter struct {
	Name  string `json:"name"`
	Value string `json:"value"` // with its unit
	// Source says where it is from.
	Source string `json:"source,omitempty"`
}

// Row is a row of the data as evidence.
type Row struct {
	Row      int32              `json:"row"`
	ID       string             `json:"rowId"` // stays the same as long as the reply does
	Date     aisclient.Date     `json:"date,omitzero"`
	Amount   aisclient.Amount   `json:"amount"`
	Currency aisclient.Currency `json:"currency,omitempty"`
	Account  string             `json:"account,omitempty"`
	Party    string             `json:"party,omitempty"`
	Title    string             `json:"title,omitempty"`
	Category string             `json:"category,omitempty"`
	Was      string             `json:"was,omitempty"` // the category before a person gave this one
	Why      string             `json:"why,omitempty"`
	State    string             `json:"state,omitempty"` // empty for booked
}

// NotCounted is a sum that could have counted and does not, and why.
type NotCounted struct {
	Reason   string             `json:"reason"`
	Currency aisclient.Currency `json:"currency,omitempty"`
	Sum      aisclient.Amount   `json:"sum"`
	// Possible says that the sum is a month's and possible, but not proven; else it is the sum of all rows.
	Possible bool    `json:"possible,omitempty"`
	Count    int     `json:"count"`
	Rows     []int32 `json:"rows,omitempty"`
	Filter   string  `json:"filter,omitempty"`
	Evidence []Row   `json:"evidence,omitempty"`
}

// GateEffect is a fault of the data and what it did to an outcome.
type GateEffect struct {
	Gate     string  `json:"gate"`
	Effect   string  `json:"effect"`
	Sentence string  `json:"sentence"`
	Rows     []int32 `json:"rows,omitempty"`
}

// Gate is a fault of the data that acts on claims.
type Gate struct {
	Gate     string             `json:"gate"`
	Accounts []int              `json:"accounts,omitempty"` // empty: the whole import
	Currency aisclient.Currency `json:"currency,omitempty"`
	Span     Span               `json:"span,omitzero"`
	Sentence string             `json:"sentence"`
	Ask      string             `json:"ask,omitempty"`
	Rows     []int32            `json:"rows,omitempty"`
}

// AccountQuality is how far one account's data can be relied on.
type AccountQuality struct {
	Source      int                `json:"source"`
	Label       string             `json:"label"`
	Currency    aisclient.Currency `json:"currency"`
	Rows        int                `json:"rows"`
	Current     bool               `json:"current"`
	Empty       bool               `json:"empty"`
	First       aisclient.Date     `json:"first,omitzero"`
	Last        aisclient.Date     `json:"last,omitzero"`
	Covers      Span               `json:"covers"`
	Short       bool               `json:"short"`
	Cut         bool               `json:"cut"`
	Gaps        []Span             `json:"gaps,omitempty"`
	Unread      []int32            `json:"unread,omitempty"`
	Balances    int                `json:"balances"`
	Tolerance   aisclient.Amount   `json:"tolerance"`
	Breaks      []Break            `json:"breaks,omitempty"`
	Header      *Difference        `json:"header,omitempty"`
	Pending     []int32            `json:"pending,omitempty"`
	Void        []int32            `json:"void,omitempty"`
	Unknown     []int32            `json:"unknownStatus,omitempty"`
	Future      []int32            `json:"future,omitempty"`
	Placeholder []int32            `json:"placeholder,omitempty"`
	Theirs      bool               `json:"theirs"`
}

// Break is a day on which the balances do not follow from the rows.
type Break struct {
	Day  aisclient.Date   `json:"day"`
	Size aisclient.Amount `json:"size"`
	Rows []int32          `json:"rows"`
}

// Difference is a balance of an account that its rows do not lead to.
type Difference struct {
	Header aisclient.Amount `json:"header"`
	Chain  aisclient.Amount `json:"chain"`
	Day    aisclient.Date   `json:"day"`
}

// LeftOut is an account that is not the person's, and why.
type LeftOut struct {
	Account int    `json:"account"`
	Label   string `json:"label"`
	Reason  string `json:"reason"`
}

// Special is how many rows are of a kind that may serve no judgement of creditworthiness.
type Special struct {
	Kind   string `json:"kind"`
	Reason string `json:"reason"`
	Rows   int    `json:"rows"`
}

// Finding is something worth a look, whatever is claimed.
type Finding struct {
	Topic    string         `json:"topic"`
	Level    string         `json:"level"` // note or warn
	Sentence string         `json:"sentence"`
	Figures  []Figure       `json:"figures"`
	First    aisclient.Date `json:"first,omitzero"`
	Last     aisclient.Date `json:"last,omitzero"`
	Filter   string         `json:"filter,omitempty"`
	Rows     []int32        `json:"rows,omitempty"`
	// ByActs says that acts of people made the finding, changed it, or that it is there without them alone: made, changed or gone.
	// Sentence says so, too. FiguresWithoutActs are the figures without them.
	ByActs             string   `json:"byActs,omitempty"`
	FiguresWithoutActs []Figure `json:"figuresWithoutActs,omitempty"`
}

// Figure is a number of one currency behind a finding.
type Figure struct {
	Currency aisclient.Currency `json:"currency"`
	Amount   aisclient.Amount   `json:"amount"`
	Count    int                `json:"count"`
}
