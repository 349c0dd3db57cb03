// Package quality says how far an import's rows can be relied on: what was not read, how many days the data covers,
// where it has gaps, whether the balances follow from the rows, what is not booked, and whether this is the account
// that its owner lives on.
//
// What is wrong becomes a gate. Gates decide, for each kind of claim, whether the absence of something proves anything
// and whether too little refutes anything (section 7 of the specification; the table is in gate.go). On statements whose
// rows of a day come in any order and whose balances are rounded, nothing here speaks up.
package quality

import (
	"context"

	"aisdesk/aisclient"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/rules"
)

// Thresholds. Sources: [Ya] Yapily and [Ko] Kontomatik for 90 days; the others are our judgement.
const (
	shortDays     = 90  // of everyday life that a main account is judged by
	gapIntervals  = 5   // with fewer other intervals nobody knows what is usual
	unitBalances  = 20  // from so many balances on, a coarser unit is believed
	tenthBalances = 4   // from so many on, all of them multiples of a tenth, rounding to tenths is believed
	unitPercent   = 99  // if so many percent of them are its multiples
	loneDays      = 400 // a single row so long before the next proves no age
)

// GraceDays is how many days the first row may come after the first day of what the data covers.
const GraceDays = 7

// Input is what is judged, and what is known about it.
type Input struct {
	Ledger *ledger.Ledger
	Day    aisclient.Date // the data's day
	Since  aisclient.Date // the first day that was asked for; zero if nobody knows
	// SinceOf is Since by source, where sources come of several imports; nil for one import.
	SinceOf func(source int) aisclient.Date
	Facts   Facts
	// FileOnly says why what an account shows proves nothing by itself, as a part of a sentence: it stands only on a
	// statement file in a case, or the provider did not repeat the owner's id. It is empty for an account of the provider's
	// reply; nil where all are. A source of -1 is a reply without any account.
	FileOnly func(source int) string
	// Missing are sentences on what belongs to the data and is in no row, as an import of a case that cannot be read.
	Missing []string
	// Absent are the applicants of a case who have no import.
	Absent []string
	// Rules are the thresholds; nil are the built-in ones.
	Rules *rules.Set
}

// Facts are what other packages found out. A nil function knows nothing.
type Facts struct {
	Liability func(source int) bool               // a loan, a mortgage, a card
	Country   func(source int) string             // ISO code, empty if nothing tells
	Covered   func(country string) bool           // whether a lexicon knows the country's words
	Category  func(row int32) category.Category   // what a row is
	Own       func(row int32) bool                // the customer's own money
	Inside    func(row int32) bool                // own money whose other account is in the reply
	Card      func(row int32) bool                // a card paid it
	Person    func(row int32) (id int32, ok bool) // the person whom a row goes to
	Twice     func(row int32) bool                // the row perhaps stands twice
	Repeats   func(source int) (of int, ok bool)  // the account stands earlier in the reply, too
}

// Span is a run of days, both ends included.
type Span struct {
	From aisclient.Date `json:"from"`
	To   aisclient.Date `json:"to"`
}

// Days is the number of days.
func (s Span) Days() int { return int(s.To-s.From) + 1 }

// Overlaps reports whether two spans share a day.
func (s Span) Overlaps(o Span) bool { return s.From <= o.To && o.From <= s.To }

// Account is the quality of one account's data.
type Account struct {
	Source   int                `json:"source"`
	Label    string             `json:"label"`
	Currency aisclient.Currency `json:"currency"`
	Rows     int                `json:"rows"`
	Current  bool               `json:"current"` // not a card, a debt or savings
	Empty    bool               `json:"empty"`   // no rows and no balance other than zero
	First    aisclient.Date     `json:"first,omitzero"`
	Last     aisclient.Date     `json:"last,omitzero"`
	Covers   Span               `json:"covers"` // the days that the data speaks of; zero if none
	Short    bool               `json:"short"`
	Cut      bool               `json:"cut"` // the provider cut the history
	Gaps     []Span             `json:"gaps,omitempty"`
	Unread   []int32            `json:"unread,omitempty"` // rows with a field that could not be read

	Balances  int              `json:"balances"`  // booked rows with a balance
	Tolerance aisclient.Amount `json:"tolerance"` // by how much balances may be rounded
	Breaks    []Break          `json:"breaks,omitempty"`
	Header    *Difference      `json:"header,omitempty"` // the balance of the account against that of its rows

	Pending     []int32 `json:"pending,omitempty"`
	Void        []int32 `json:"void,omitempty"`
	Unknown     []int32 `json:"unknownStatus,omitempty"`
	Future      []int32 `json:"future,omitempty"`
	Placeholder []int32 `json:"placeholder,omitempty"` // rows whose date is none

	chain chain
}

// Report is the quality of an import.
type Report struct {
	Day      aisclient.Date `json:"day"`
	Accounts []Account      `json:"accounts"` // one a source, in the ledger's order
	Gates    []Hit          `json:"gates"`    // what acts on claims, in the order of the gates
	Unread   []string       `json:"unread,omitempty"`

	in Input
}

// Build judges an import. It looks at every row a few times and gives way in between. Its only error is ctx's.
func Build(ctx context.Context, in Input) (*Report, error) {
	in.Rules = in.Rules.Or()
	r := &Report{in: in, Day: in.Day, Accounts: make([]Account, len(in.Ledger.Sources()))}
	for i := range r.Accounts {
		if !in.Ledger.GiveWay(ctx) {
			return nil, ctx.Err()
		}
		r.Accounts[i] = in.account(i)
	}
	r.Unread = unread(in.Ledger, true)
	r.Gates = in.gates(r)
	return r, ctx.Err()
}

// account judges one account or card.
func (in *Input) account(source int) Account {
	s := &in.Ledger.Sources()[source]
	a := Account{Source: source, Label: s.Label().String(), Currency: s.Currency, Rows: s.Rows(), Cut: s.Partial}
	a.Current = !s.IsCard() && !in.liability(source) && !isSavings(s)
	a.Empty = s.Rows() == 0 && (s.Balance == nil || *s.Balance == 0)
	in.sort(&a, s)
	in.cover(&a, s)
	a.Gaps = in.gaps(&a)
	balances{in}.follow(&a, s)
	return a
}

func (in *Input) liability(source int) bool {
	if in.Facts.Liability != nil {
		return in.Facts.Liability(source)
	}
	return in.Ledger.Sources()[source].IsCard()
}
