// Package insight says what an account's rows mean: cash flow, income, recurring payments, balances, and the
// signs of trouble that a reviewer looks for.
//
// Everything is computed over a ledger's Result, so a period or a filter limits it, and everything names the
// rows behind it. Figures are per currency; no two currencies are ever added. What the data does not give
// (a balance, a date) is not guessed.
package insight

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
)

// Level says how much a finding asks for a reviewer's eye.
type Level uint8

// Levels of a finding.
const (
	Info Level = iota // plain fact
	Note              // worth a look
	Warn              // speaks against the customer, or against the data
)

// String is the level's name.
func (l Level) String() string { return [...]string{"info", "note", "warn"}[min(l, Warn)] }

// Topic is what a finding is about.
type Topic string

// Topics, in the order of Findings.
const (
	Partial       Topic = "partial data"
	Repeated      Topic = "account twice"
	CashFlow      Topic = "cash flow"
	IncomeTopic   Topic = "income"
	RecurringPays Topic = "recurring"
	Missed        Topic = "missed payments"
	Largest       Topic = "largest"
	Gambling      Topic = "gambling"
	Loans         Topic = "loans"
	Repayments    Topic = "repayments"
	Bailiff       Topic = "bailiff"
	Collection    Topic = "debt collection"
	LatePayment   Topic = "late payments"
	Returned      Topic = "returned payments"
	Cash          Topic = "cash"
	LowestBalance Topic = "lowest balance"
	BelowZero     Topic = "days below zero"
	BrokenBalance Topic = "balances that do not follow"
)

// Figure is a number of one currency behind a finding.
type Figure struct {
	Currency aisclient.Currency `json:"currency"`
	Amount   aisclient.Amount   `json:"amount"`
	Count    int                `json:"count"` // rows, or days below zero
}

// Finding is one thing the rows say, with the rows.
type Finding struct {
	Topic    Topic    `json:"topic"`
	Level    Level    `json:"level"`
	Sentence string   `json:"sentence"` // for people, complete
	Figures  []Figure `json:"figures"`  // one a currency
	// Filter gives the rows out of the ledger; Rows are the same rows in the ledger's order. Both are empty
	// where a finding has no rows of its own.
	Filter string  `json:"filter,omitempty"`
	Rows   []int32 `json:"rows,omitempty"`
}

// MarshalText writes the level's name.
func (l Level) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// Findings says everything that stands out in a result, in the order of the topics. today decides which
// payments are due; a saved import should be asked with the day on which it was made.
func Findings(ctx context.Context, r *ledger.Result, today aisclient.Date) ([]Finding, error) {
	var all []Finding
	for _, find := range []func(context.Context, *ledger.Result, aisclient.Date) ([]Finding, error){
		partialFinding, repeatedFindings, flowFindings, incomeFindings, recurringFindings, largestFindings, signalFindings, balanceFindings,
	} {
		some, err := find(ctx, r, today)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	for i := range all {
		if s := all[i].Sentence; strings.HasSuffix(s, "..") { // a name that ends in a dot
			all[i].Sentence = s[:len(s)-1]
		}
	}
	return all, ctx.Err()
}

// DataDay is the day that the data is from: the provider's clock in the reply, or, of old replies without one, the
// newest booking day that is not after today. It is zero where nothing tells.
func DataDay(l *ledger.Ledger, today aisclient.Date) aisclient.Date {
	if imp := l.Import(); imp != nil && !imp.Envelope.ResponseTimestamp.IsZero() {
		return aisclient.DateIn(imp.Envelope.ResponseTimestamp.UTC())
	}
	var newest aisclient.Date
	for row := range int32(l.Len()) {
		if d := l.Date(row); d <= today && l.Booked(row) {
			newest = max(newest, d)
		}
	}
	return newest
}

// partialFinding warns that the rows are not all there is.
func partialFinding(ctx context.Context, r *ledger.Result, _ aisclient.Date) ([]Finding, error) {
	var out []Finding
	if !r.Ledger.Complete() {
		why := "the reply is still being read"
		if err := r.Ledger.Err(); err != nil {
			why = err.Error()
		}
		out = append(out, Finding{Topic: Partial, Level: Warn, Sentence: "Not all rows are here: " + why + "."})
	}
	for i := range r.Ledger.Sources() {
		if s := &r.Ledger.Sources()[i]; s.Partial {
			out = append(out, Finding{Topic: Partial, Level: Warn, Filter: r.Ledger.SourcesFilter(i),
				Rows:     rowsOf(ctx, r, func(row int32) bool { return r.Ledger.Account(row) == i }),
				Sentence: fmt.Sprintf("The history of %s was cut short by a timeout at the provider.", s.Label())})
		}
	}
	return out, nil
}

// repeatedFindings warn of accounts that the reply has twice, under the sign-ins of two of their owners: their rows are
// in it twice, and so they are in every sum.
func repeatedFindings(ctx context.Context, r *ledger.Result, _ aisclient.Date) ([]Finding, error) {
	var out []Finding
	seen := map[string]bool{}
	for i := range r.Ledger.Sources() {
		s := &r.Ledger.Sources()[i]
		number := bareIBAN(s.IBAN.String())
		key := number + " " + string(s.Currency)
		if again := number != "" && !s.IsCard() && seen[key]; again {
			out = append(out, Finding{Topic: Repeated, Level: Note, Filter: fmt.Sprintf("src:%d", i),
				Rows:     rowsOf(ctx, r, func(row int32) bool { return r.Ledger.Account(row) == i }),
				Sentence: fmt.Sprintf("The account %s, %s, is in this reply more than once: every sum counts the rows of each time.", s.Label(), s.IBAN)})
		}
		seen[key] = seen[key] || !s.IsCard()
	}
	return out, nil
}

// rowsOf picks rows out of a result.
func rowsOf(ctx context.Context, r *ledger.Result, ok func(int32) bool) []int32 {
	var rows []int32
	for row := range calmly(ctx, r.Ledger, r.Order) {
		if ok(row) {
			rows = append(rows, row)
		}
	}
	return rows
}

// ask runs a filter line over a result's rows. The rows of its answer are not to be changed.
func ask(ctx context.Context, r *ledger.Result, today aisclient.Date, line string) (*ledger.Result, error) {
	f, err := ledger.ParseFilter(line, today)
	if err != nil {
		return nil, fmt.Errorf("insight: %s: %w", line, err)
	}
	q := ledger.Query{Filter: f, Within: r.Order}
	switch r.Len() {
	case 0:
		q.Within = []int32{} // nil would be all rows
	case r.Ledger.Len():
		q.Within = nil
	}
	return r.Ledger.Run(ctx, q)
}

// money writes an amount for a sentence, in the form of every table and of the filter language: no sign stands
// between thousands, so that a number can be found, compared and typed as it was read.
func money(a aisclient.Amount, c aisclient.Currency) string {
	return a.String() + " " + named(c)
}

// named is a currency for a sentence.
func named(c aisclient.Currency) string {
	if c == "" {
		return "(no currency)"
	}
	return string(c)
}

// notBooked ends a sentence about rows of which some are in no sum; nothing where all are.
func notBooked(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return ", 1 of them not booked and in no sum"
	}
	return fmt.Sprintf(", %d of them not booked and in no sum", n)
}

// plural writes a count with its noun.
func plural(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	if strings.HasSuffix(one, "y") && one != "day" {
		return fmt.Sprintf("%d %sies", n, strings.TrimSuffix(one, "y"))
	}
	return fmt.Sprintf("%d %ss", n, one)
}

// list joins parts as a sentence does.
func list(parts []string) string {
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	return strings.Join(parts[:len(parts)-1], ", ") + " and " + parts[len(parts)-1]
}

// inOrder sorts rows as the ledger has them.
func inOrder(rows []int32) []int32 {
	slices.Sort(rows)
	return rows
}
