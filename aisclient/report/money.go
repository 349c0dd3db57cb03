package report

import "aisdesk/aisclient"

// Income is what comes in a month in one currency: from Proven to Proven + Possible.
type Income struct {
	Currency aisclient.Currency `json:"currency"`
	Proven   aisclient.Amount   `json:"proven"`
	Possible aisclient.Amount   `json:"possible"`
	Window   Span               `json:"window"`
	// Basis says how joint accounts are counted; empty where there is none.
	Basis string `json:"basis,omitempty"`
	// Overflow says that a sum is too large: no figure is shown.
	Overflow bool `json:"overflow,omitempty"`
	// Streams are those that count, the greatest first, and then those that have stopped, which are in no figure.
	Streams  []Stream   `json:"streams"`
	Excluded []Excluded `json:"excluded"`
	Months   []Month    `json:"months"` // the last 12, oldest first
}

// Stream is the payments of one payer.
type Stream struct {
	Payer     string             `json:"payer"`
	Category  string             `json:"category"`
	Frequency string             `json:"frequency"`
	Level     aisclient.Amount   `json:"level"`   // of a cycle
	Monthly   aisclient.Amount   `json:"monthly"` // the same a month
	Proven    aisclient.Amount   `json:"proven"`
	Possible  aisclient.Amount   `json:"possible"`
	First     aisclient.Date     `json:"first,omitzero"`
	Last      aisclient.Date     `json:"last,omitzero"`
	Next      aisclient.Date     `json:"next,omitzero"`
	Missed    []aisclient.Date   `json:"missed,omitempty"`
	Status    string             `json:"status"`
	Stability int                `json:"stability"` // thousandths
	Count     int                `json:"count"`
	Why       []string           `json:"why,omitempty"` // what keeps it from being proven
	Months    []aisclient.Amount `json:"months"`        // as those of the income, oldest first
	Rows      []int32            `json:"rows,omitempty"`
	// WithoutActs is what it is a month without the acts of people; nil where they do not change that.
	WithoutActs *Monthly `json:"withoutActs,omitempty"`
}

// Monthly is what a stream or an obligation is a month.
type Monthly struct {
	Proven   aisclient.Amount `json:"proven"`
	Possible aisclient.Amount `json:"possible"`
}

// Month is what came in during a calendar month.
type Month struct {
	Start      aisclient.Date   `json:"start"`
	Proven     aisclient.Amount `json:"proven"`            // from streams that prove income
	Possible   aisclient.Amount `json:"possible"`          // from streams that are possible only
	Stopped    aisclient.Amount `json:"stopped,omitempty"` // from streams that have stopped since
	Unfinished bool             `json:"unfinished"`        // it was not over on the data's day
	// NotReceived says that the data begins after the month: that nothing came in in it is not known.
	NotReceived bool `json:"notReceived,omitempty"`
}

// Excluded is what came in and is in no income, by reason, in the income's window.
type Excluded struct {
	Reason string           `json:"reason"`
	Sum    aisclient.Amount `json:"sum"`
	Count  int              `json:"count"`
	Rows   []int32          `json:"rows,omitempty"`
}

// Obligations are what has to be paid a month in one currency.
type Obligations struct {
	Currency  aisclient.Currency `json:"currency"`
	Proven    aisclient.Amount   `json:"proven"`
	Possible  aisclient.Amount   `json:"possible"`
	Revolving aisclient.Amount   `json:"revolving"` // of limits of cards and overdrafts that no repayment shows; it is in Proven
	Service   aisclient.Amount   `json:"service"`   // the part of Proven that serves debts: all but rent
	// ServicePossible is what may come to Service.
	ServicePossible aisclient.Amount `json:"servicePossible,omitempty"`
	Items           []Obligation     `json:"items"`
	Debts           []Debt           `json:"debts"`
}

// Obligation is one payment that has to be made, a month.
type Obligation struct {
	Payee     string           `json:"payee"`
	Category  string           `json:"category"`
	Frequency string           `json:"frequency"`
	Proven    aisclient.Amount `json:"proven"`
	Possible  aisclient.Amount `json:"possible"`
	First     aisclient.Date   `json:"first,omitzero"`
	Last      aisclient.Date   `json:"last,omitzero"`
	Count     int              `json:"count"`
	Rows      []int32          `json:"rows,omitempty"`
	// WithoutActs is what it is a month without the acts of people; nil where they do not change that.
	WithoutActs *Monthly `json:"withoutActs,omitempty"`
}

// Debt is what is owed on an account or card.
type Debt struct {
	Account string            `json:"account"`
	Balance aisclient.Amount  `json:"balance"` // without sign
	Limit   *aisclient.Amount `json:"limit,omitempty"`
	// Utilisation is Balance / Limit in thousandths; -1 where there is no limit.
	Utilisation int64 `json:"utilisation"`
}

// Affordability is what is left of an income in one currency.
type Affordability struct {
	Currency aisclient.Currency `json:"currency"`
	// DSTI is debt service / proven income in thousandths; -1 where it is not known. Formula writes it out.
	DSTI int64 `json:"dsti"`
	// DSTIMost is DSTI with the debt service that is possible; zero where nothing more is.
	DSTIMost int64             `json:"dstiMost,omitempty"`
	Formula  string            `json:"formula"`
	Living   *aisclient.Amount `json:"living,omitempty"`
	// Disposable is proven income less proven obligations and Living. DisposableLeast is what is left where the possible obligations
	// have to be paid, too; nil where there are none.
	Disposable      *aisclient.Amount `json:"disposable,omitempty"`
	DisposableLeast *aisclient.Amount `json:"disposableLeast,omitempty"`
	// Elsewhere says what has to be paid in other currencies, for which Disposable is not known; empty for nothing.
	Elsewhere string           `json:"elsewhere,omitempty"`
	Spending  aisclient.Amount `json:"spending"`
	Gambling  aisclient.Amount `json:"gambling"`
	Cash      aisclient.Amount `json:"cash"`
	Window    Span             `json:"window"`
	// The rows that the figures are made of.
	LivingRows   []int32 `json:"livingRows,omitempty"`
	GamblingRows []int32 `json:"gamblingRows,omitempty"`
	CashRows     []int32 `json:"cashRows,omitempty"`
}

// Balance is the balance of one of the person's accounts over time. Nothing in it is computed from amounts.
type Balance struct {
	Account  string             `json:"account"`
	Currency aisclient.Currency `json:"currency"`
	Points   []Point            `json:"points"` // rising; between two points it stays as it was
	Lowest   *Point             `json:"lowest,omitempty"`
	Below    int                `json:"daysBelowZero"` // in all
}

// Point is the balance at the end of a day.
type Point struct {
	Day     aisclient.Date   `json:"day"`
	Balance aisclient.Amount `json:"balance"`
}
