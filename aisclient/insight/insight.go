// Package insight says what an account's rows mean: cash flow, income, recurring payments, balances, and the
// signs of trouble that a reviewer looks for.
//
// Analyse makes all of it once for a ledger: counterparties (package party), categories (categorize), the quality of the
// data (quality), streams of payers, income, obligations (stream), and findings. Cash flow, comparisons and lines of
// balances are computed over a ledger's Result, so a period or a filter limits them. Everything names the rows behind it.
// Figures are per currency; no two currencies are ever added. What the data does not give (a balance, a date) is not
// guessed.
package insight

import (
	"context"
	"fmt"
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight/quality"
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
	// First and Last are the days of the first and the last row; zero where there is no dated row.
	First aisclient.Date `json:"first,omitzero"`
	Last  aisclient.Date `json:"last,omitzero"`
	// Filter gives the rows out of the ledger; Rows are the same rows in the ledger's order. Both are empty
	// where a finding has no rows of its own.
	Filter string  `json:"filter,omitempty"`
	Rows   []int32 `json:"rows,omitempty"`
	// ByActs says what acts of people did to it, which Sentence says, too; FiguresWithoutActs are the figures without them.
	// Both are empty of a finding that is the same without the acts.
	ByActs             ByActs   `json:"byActs,omitempty"`
	FiguresWithoutActs []Figure `json:"figuresWithoutActs,omitempty"`
	// turned is the greater of what came in and what went out, where the rows go both ways and Figures has the difference.
	turned aisclient.Amount
}

// ByActs is what acts of people do to a finding.
type ByActs string

// What acts do to findings.
const (
	madeByActs    ByActs = "made"    // there is none without the acts
	changedByActs ByActs = "changed" // without the acts it says something else
	goneByActs    ByActs = "gone"    // it is there without the acts alone, and has no figures
)

// MarshalText writes the level's name.
func (l Level) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// DataDay is the day that the data is from (statement 0.4): the provider's clock in the reply, in the zone of the accounts'
// country, or, of replies without one, the newest booking day that is not after today. It is zero where nothing tells.
func DataDay(l *ledger.Ledger, today aisclient.Date) aisclient.Date { return quality.DataDay(l, today) }

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

// money writes an amount for a sentence, in the form of every table and of the filter language: no sign stands
// between thousands, so that a number can be found, compared and typed as it was read.
func money(a aisclient.Amount, c aisclient.Currency) string {
	return a.String() + " " + named(c)
}

// rounded is money for means and monthly figures: two decimals, more would only look exact.
func rounded(a aisclient.Amount, c aisclient.Currency) string { return money(ledger.Cents(a), c) }

// named is a currency for a sentence.
func named(c aisclient.Currency) string {
	if c == "" {
		return "(no currency)"
	}
	return string(c)
}

// inNoSum ends a sentence about rows of which some are in no sum; nothing where all are.
func inNoSum(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return ", 1 of them in no sum"
	}
	return fmt.Sprintf(", %d of them in no sum", n)
}

// inOrder sorts rows as the ledger has them.
func inOrder(rows []int32) []int32 {
	slices.Sort(rows)
	return rows
}
