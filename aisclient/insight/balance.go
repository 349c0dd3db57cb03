package insight

import (
	"context"
	"fmt"
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
)

// Point is the balance at the end of a day.
type Point struct {
	Date    aisclient.Date
	Balance aisclient.Amount
	Row     int32 // the row that the bank gave this balance with
}

// Line is the balance of one account over time: a point for every day with rows that the bank gave a balance
// for. Between two points the balance stays as it was. Nothing in it is computed from amounts.
type Line struct {
	Source   int // index in Ledger.Sources
	Currency aisclient.Currency
	Points   []Point
}

// BalanceLine is the balance of an account in a period. It is empty where the bank gives no balances.
func BalanceLine(l *ledger.Ledger, source int, p ledger.Period) Line {
	s := &l.Sources()[source]
	line := Line{Source: source, Currency: s.Currency}
	rows := make([]int32, 0, s.Rows())
	for row := s.First; row < s.Last; row++ {
		if d := l.Date(row); d != 0 && p.Contains(d) && l.Booked(row) {
			rows = append(rows, row)
		}
	}
	if newestFirst(l, rows) {
		slices.Reverse(rows)
	}
	slices.SortStableFunc(rows, func(x, y int32) int { return int(l.Date(x)) - int(l.Date(y)) })
	for _, row := range rows {
		b, ok := l.Balance(row)
		if !ok {
			continue
		}
		pt := Point{l.Date(row), b, row}
		if n := len(line.Points); n > 0 && line.Points[n-1].Date == pt.Date {
			line.Points[n-1] = pt
		} else {
			line.Points = append(line.Points, pt)
		}
	}
	return line
}

// newestFirst reports whether a list of rows runs back in time, as replies do.
func newestFirst(l *ledger.Ledger, rows []int32) bool {
	falls, rises := 0, 0
	for i := 1; i < len(rows); i++ {
		switch a, b := l.Date(rows[i-1]), l.Date(rows[i]); {
		case a > b:
			falls++
		case a < b:
			rises++
		}
	}
	return falls >= rises
}

// Lowest is the point with the lowest balance, the latest of equal ones; false for an empty line.
func (l *Line) Lowest() (Point, bool) {
	if len(l.Points) == 0 {
		return Point{}, false
	}
	low := l.Points[0]
	for _, p := range l.Points {
		if p.Balance <= low.Balance {
			low = p
		}
	}
	return low, true
}

// DaysBelow counts the days whose last balance was below a limit, from the first point to the last.
func (l *Line) DaysBelow(limit aisclient.Amount) int {
	days := 0
	for i, p := range l.Points {
		if p.Balance >= limit {
			continue
		}
		if i+1 < len(l.Points) {
			days += int(l.Points[i+1].Date - p.Date)
		} else {
			days++
		}
	}
	return days
}

// Spark samples the line at n evenly spaced days for a sparkline; fewer where the line is shorter.
func (l *Line) Spark(n int) []aisclient.Amount {
	if len(l.Points) == 0 || n <= 0 {
		return nil
	}
	first, last := l.Points[0].Date, l.Points[len(l.Points)-1].Date
	n = min(n, int(last-first)+1)
	out := make([]aisclient.Amount, n)
	k := 0
	for i := range out {
		day := last
		if n > 1 {
			day = first + aisclient.Date(int(last-first)*i/(n-1))
		}
		for k+1 < len(l.Points) && l.Points[k+1].Date <= day {
			k++
		}
		out[i] = l.Points[k].Balance
	}
	return out
}

func balanceFindings(ctx context.Context, r *ledger.Result, _ aisclient.Date) ([]Finding, error) {
	var out []Finding
	for i := range r.Ledger.Sources() {
		s := &r.Ledger.Sources()[i]
		if s.IsCard() {
			continue // a card's balance is below zero by nature
		}
		line := BalanceLine(r.Ledger, i, r.Query.Period)
		low, ok := line.Lowest()
		if !ok {
			continue
		}
		rows := []int32{low.Row}
		out = append(out, Finding{Topic: LowestBalance, Level: Info, Rows: rows, Filter: ledger.RowsFilter(rows),
			Figures:  []Figure{{s.Currency, low.Balance, 1}},
			Sentence: fmt.Sprintf("The lowest balance of %s was %s on %s.", s.Label(), money(low.Balance, s.Currency), low.Date)})
		if days := line.DaysBelow(0); days > 0 {
			out = append(out, belowZero(s, &line, days))
		}
		if rows := brokenRows(r, i); len(rows) > 0 {
			out = append(out, Finding{Topic: BrokenBalance, Level: Note, Rows: rows, Filter: ledger.RowsFilter(rows),
				Figures:  []Figure{{s.Currency, 0, len(rows)}},
				Sentence: fmt.Sprintf("In %s the balance does not follow from the row before it %s.", s.Label(), plural(len(rows), "time"))})
		}
	}
	return out, ctx.Err()
}

func belowZero(s *ledger.SourceInfo, line *Line, days int) Finding {
	f := Finding{Topic: BelowZero, Level: Warn, Figures: []Figure{{Currency: s.Currency, Count: days}}}
	for _, p := range line.Points {
		if p.Balance < 0 {
			f.Rows = append(f.Rows, p.Row)
		}
	}
	low, _ := line.Lowest()
	f.Figures[0].Amount = low.Balance
	f.Rows = inOrder(f.Rows)
	f.Filter = ledger.RowsFilter(f.Rows)
	f.Sentence = fmt.Sprintf("%s was below zero on %s, down to %s.", s.Label(), plural(days, "day"), money(low.Balance, s.Currency))
	return f
}

// brokenRows are the booked rows of an account whose balance is not the balance of the row before plus their
// amount, both as the bank gave them in its own order. One break shows once.
func brokenRows(r *ledger.Result, source int) []int32 {
	l := r.Ledger
	s := &l.Sources()[source]
	rows := make([]int32, 0, s.Rows())
	for row := s.First; row < s.Last; row++ {
		if l.Booked(row) {
			rows = append(rows, row)
		}
	}
	if newestFirst(l, rows) {
		slices.Reverse(rows)
	}
	var broken []int32
	for i := 1; i < len(rows); i++ {
		before, ok := l.Balance(rows[i-1])
		now, also := l.Balance(rows[i])
		if !ok || !also || !r.Query.Period.Contains(l.Date(rows[i])) {
			continue
		}
		if want, err := before.Add(l.Amount(rows[i])); err != nil || want != now {
			broken = append(broken, rows[i])
		}
	}
	return inOrder(broken)
}
