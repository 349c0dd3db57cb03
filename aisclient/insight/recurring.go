package insight

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
)

// Recurring is a payment that comes back: same counterparty, same direction and currency, similar amount,
// regular dates.
type Recurring struct {
	Label    string // the counterparty, or the title where there is none
	Currency aisclient.Currency
	Typical  aisclient.Amount // median; negative is outgoing
	Min, Max aisclient.Amount
	Rhythm   Rhythm
	Count    int
	First    aisclient.Date
	Last     aisclient.Date
	// Next is when the next one is due; zero if the series has ended.
	Next aisclient.Date
	// Missed are the dates on which one was due and did not come, between two payments or up to today.
	Missed []aisclient.Date
	// ByTitle says that the bank named no counterparty in any row: Label is what the titles have in common.
	ByTitle bool
	// Ended says that so many were missed at the end that no more are expected.
	Ended  bool
	Filter string
	Rows   []int32 // in the ledger's order
}

// RecurringPayments finds the payments that come back in a result, greatest amount first within a currency.
// Only booked rows with a date count. today decides what is due.
func RecurringPayments(ctx context.Context, r *ledger.Result, today aisclient.Date) ([]Recurring, error) {
	groups, err := r.Group(ctx, ledger.ByCounterparty)
	if err != nil {
		return nil, err
	}
	named, nameless := sameParties(ctx, r.Ledger, groups)
	var out []Recurring
	for _, g := range named {
		out = appendSeries(ctx, out, r.Ledger, g.Label, g.Rows, today, nameless)
	}
	for _, number := range slices.Sorted(maps.Keys(nameless.byNumber)) {
		rows := nameless.left(nameless.byNumber[number])
		out = appendSeries(ctx, out, r.Ledger, number, rows, today, nameless)
	}
	for _, title := range slices.Sorted(maps.Keys(nameless.byTitle)) {
		from := len(out)
		out = appendSeries(ctx, out, r.Ledger, title, nameless.left(nameless.byTitle[title]), today, nameless)
		for i := range out[from:] {
			out[from+i].ByTitle = true
		}
	}
	slices.SortFunc(out, func(x, y Recurring) int {
		return cmp.Or(strings.Compare(string(x.Currency), string(y.Currency)), cmp.Compare(y.Typical.Abs(), x.Typical.Abs()),
			strings.Compare(x.Label, y.Label), cmp.Compare(x.Rows[0], y.Rows[0]))
	})
	return out, ctx.Err()
}

// lane is what a series must have in common besides the counterparty.
type lane struct {
	currency aisclient.Currency
	in       bool
}

// appendSeries finds the series among the rows of a counterparty, and what of them came without its name.
func appendSeries(ctx context.Context, out []Recurring, l *ledger.Ledger, label string, rows []int32, today aisclient.Date, nameless *nameless) []Recurring {
	lanes := map[lane][]int32{}
	for row := range calmly(ctx, l, rows) {
		if k, ok := laneOf(l, row); ok {
			lanes[k] = append(lanes[k], row)
		}
	}
	for k, of := range lanes {
		for _, part := range similar(l, of) {
			if !l.GiveWay(ctx) {
				return out
			}
			s, all, ok := nameless.complete(l, part, of, k, today)
			if !ok {
				continue
			}
			s.forgive(l, all)
			s.Label, s.Currency = label, k.currency
			out = append(out, s)
		}
	}
	return out
}

// laneOf is a row's lane; false for rows that are in no series.
func laneOf(l *ledger.Ledger, row int32) (lane, bool) {
	a := l.Amount(row)
	return lane{l.Currency(row), a > 0}, a != 0 && l.Date(row) != 0 && l.Booked(row)
}

// similar parts rows by amount: a new part starts where an amount is more than a fifth greater than the one
// before it. First all rows are tried together, for bills whose amount varies around one size.
func similar(l *ledger.Ledger, rows []int32) [][]int32 {
	sorted := slices.Clone(rows)
	slices.SortStableFunc(sorted, func(x, y int32) int { return cmp.Compare(l.Amount(x).Abs(), l.Amount(y).Abs()) })
	var parts [][]int32
	from := 0
	for i := 1; i <= len(sorted); i++ {
		if i < len(sorted) {
			before, now := l.Amount(sorted[i-1]).Abs(), l.Amount(sorted[i]).Abs()
			if now-before <= before/5 && now/2 <= l.Amount(sorted[from]).Abs() {
				continue
			}
		}
		parts = append(parts, sorted[from:i])
		from = i
	}
	return parts
}

// series looks for a rhythm in rows of similar amount.
func series(l *ledger.Ledger, rows []int32, today aisclient.Date) (Recurring, bool) {
	if len(rows) < 2 {
		return Recurring{}, false
	}
	dates := make([]aisclient.Date, len(rows))
	amounts := make([]aisclient.Amount, len(rows))
	for i, row := range rows {
		dates[i], amounts[i] = l.Date(row), l.Amount(row)
	}
	days := distinctDates(dates)
	if len(days)*2 < len(rows) { // several a day are purchases, not a series
		return Recurring{}, false
	}
	rhythm, missed, ok := rhythmOf(days)
	slices.Sort(amounts)
	if !ok || (len(days) == 2 && amounts[0] != amounts[len(amounts)-1]) {
		return Recurring{}, false // two payments prove a yearly one only if they are equal
	}
	s := Recurring{Typical: amounts[len(amounts)/2], Min: amounts[0], Max: amounts[len(amounts)-1], Rhythm: rhythm, Count: len(rows),
		First: days[0], Last: days[len(days)-1], Missed: missed, Rows: inOrder(slices.Clone(rows))}
	s.Filter = ledger.RowsFilter(s.Rows)
	s.expect(today)
	return s, true
}

// chance reports whether a series is only picked out of many other payments of the counterparty: less than a
// third of those in its time (half, of short series), and not all of one amount.
func (s *Recurring) chance(l *ledger.Ledger, lane []int32) bool {
	if s.Min == s.Max {
		return false
	}
	all := 0
	for _, row := range lane {
		if d := l.Date(row); d >= s.First && d <= s.Last {
			all++
		}
	}
	if s.Count <= 4 {
		return s.Count*2 < all
	}
	return s.Count*3 < all
}

// forgive takes back what was missed where another amount of the same counterparty came at that time: a bonus
// with the salary, a corrected bill.
func (s *Recurring) forgive(l *ledger.Ledger, lane []int32) {
	slack := aisclient.Date(s.Rhythm.rule().slack)
	s.Missed = slices.DeleteFunc(s.Missed, func(due aisclient.Date) bool {
		return slices.ContainsFunc(lane, func(row int32) bool {
			d := l.Date(row)
			return d >= due-slack && d <= due+slack && !slices.Contains(s.Rows, row)
		})
	})
}

// expect works out the next payment, and what was missed since the last one.
func (s *Recurring) expect(today aisclient.Date) {
	slack := aisclient.Date(s.Rhythm.rule().slack)
	for n := 1; ; n++ {
		due := s.Rhythm.after(s.Last, n)
		if due+slack >= today {
			s.Next = due
			return
		}
		if n > mostMissed {
			s.Missed = s.Missed[:len(s.Missed)-mostMissed]
			s.Ended = true
			return
		}
		s.Missed = append(s.Missed, due)
	}
}

func recurringFindings(ctx context.Context, r *ledger.Result, today aisclient.Date) ([]Finding, error) {
	all, err := RecurringPayments(ctx, r, today)
	if err != nil {
		return nil, err
	}
	var regular, missed []Finding
	for i := range all {
		s := &all[i]
		f := Finding{Topic: RecurringPays, Level: Info, Filter: s.Filter, Rows: s.Rows, Sentence: s.sentence(),
			Figures: []Figure{{s.Currency, s.Typical, s.Count}}}
		regular = append(regular, f)
		if len(s.Missed) > 0 && !s.Ended && !s.ByTitle { // nobody waits for a fee or a cash withdrawal
			f.Topic, f.Level, f.Sentence = Missed, Note, s.missedSentence()
			missed = append(missed, f)
		}
	}
	return append(regular, missed...), nil
}

func (s *Recurring) sentence() string {
	verb := "goes to"
	if s.Typical > 0 {
		verb = "comes from"
	}
	if s.ByTitle {
		verb = map[bool]string{true: "comes in as", false: "goes out as"}[s.Typical > 0]
	}
	amount := money(s.Typical.Abs(), s.Currency)
	if s.Min != s.Max {
		amount = "About " + amount
	}
	text := fmt.Sprintf("%s %s %s %s, %s since %s", amount, verb, s.Label, s.Rhythm, plural(s.Count, "time"), s.First)
	if s.Ended {
		return text + fmt.Sprintf("; the last on %s, it seems to have ended.", s.Last)
	}
	return text + fmt.Sprintf("; next due on %s.", s.Next)
}

func (s *Recurring) missedSentence() string {
	days := make([]string, len(s.Missed))
	for i, d := range s.Missed {
		days[i] = d.String()
	}
	verb := "to"
	if s.Typical > 0 {
		verb = "from"
	}
	return fmt.Sprintf("The %s payment of %s %s %s did not come around %s.", strings.TrimPrefix(s.Rhythm.String(), "every "),
		money(s.Typical.Abs(), s.Currency), verb, s.Label, list(days))
}
