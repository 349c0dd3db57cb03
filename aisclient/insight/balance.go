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

// BalanceLine is the balance of an account at the end of the days of a period. It is empty where the bank gives no
// balances.
func BalanceLine(l *ledger.Ledger, source int, p ledger.Period) Line {
	line, _ := balanceLine(context.Background(), l, source, p)
	return line
}

// balanceLine is BalanceLine in pieces; an error means that the line is not whole.
func balanceLine(ctx context.Context, l *ledger.Ledger, source int, p ledger.Period) (Line, error) {
	line := Line{Source: source, Currency: l.Sources()[source].Currency}
	c := courseOf(l, source)
	l.GiveWay(ctx)
	c.keep(func(row int32, day aisclient.Date) bool { return day != 0 && p.Contains(l.Date(row)) })
	c.sort()
	for from, to := 0, 0; from < len(c.rows) && l.GiveWay(ctx); from = to {
		for to = from + 1; to < len(c.rows) && c.days[to] == c.days[from]; to++ {
		}
		if row, ok := c.last(c.rows[from:to], &line); ok {
			b, _ := l.Balance(row)
			line.Points = append(line.Points, Point{c.days[from], b, row})
		}
	}
	return line, ctx.Err()
}

// keep drops rows.
func (c *course) keep(ok func(row int32, day aisclient.Date) bool) {
	n := 0
	for i, row := range c.rows {
		if ok(row, c.days[i]) {
			c.rows[n], c.days[n] = row, c.days[i]
			n++
		}
	}
	c.rows, c.days = c.rows[:n], c.days[:n]
}

// sort puts rows whose days run against the others where they belong; the rows of a day stay in the bank's order.
func (c *course) sort() {
	if slices.IsSorted(c.days) {
		return
	}
	order := make([]int, len(c.rows))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(x, y int) int { return int(c.days[x]) - int(c.days[y]) })
	rows, days := make([]int32, len(order)), make([]aisclient.Date, len(order))
	for i, k := range order {
		rows[i], days[i] = c.rows[k], c.days[k]
	}
	c.rows, c.days = rows, days
}

// last is the row of a day that has the balance at its end; false where no row has one.
func (c *course) last(day []int32, so *Line) (int32, bool) {
	var was *aisclient.Amount
	if n := len(so.Points); n > 0 {
		was = &so.Points[n-1].Balance
	}
	way, known := c.span(day, was)
	for _, row := range slices.Backward(day) {
		if b, ok := c.l.Balance(row); ok && (!known || b == way.after) {
			return row, true
		}
	}
	return 0, false
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

// DaysBelow counts the days that ended below a limit, from the first point to the last.
func (l *Line) DaysBelow(limit aisclient.Amount) int {
	days, _, _ := l.below(limit)
	return days
}

// Until drops the days that have not been yet: a row that is booked ahead is no balance of today.
func (l *Line) Until(day aisclient.Date) {
	l.Points = slices.DeleteFunc(l.Points, func(p Point) bool { return p.Date > day })
}

// below is DaysBelow with the first and the last of those days.
func (l *Line) below(limit aisclient.Amount) (days int, first, last aisclient.Date) {
	for i, p := range l.Points {
		if p.Balance >= limit {
			continue
		}
		if days == 0 {
			first = p.Date
		}
		last = p.Date
		if i+1 < len(l.Points) {
			last = l.Points[i+1].Date - 1
		}
		days += int(last-p.Date) + 1
	}
	return days, first, last
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

func balanceFindings(ctx context.Context, r *ledger.Result, today aisclient.Date) ([]Finding, error) {
	var out []Finding
	for i := range r.Ledger.Sources() {
		s := &r.Ledger.Sources()[i]
		if s.IsCard() {
			continue // a card's balance is below zero by nature
		}
		line, err := balanceLine(ctx, r.Ledger, i, r.Query.Period)
		if err != nil {
			return nil, err
		}
		line.Until(today)
		low, ok := line.Lowest()
		if !ok {
			continue
		}
		rows := []int32{low.Row}
		out = append(out, Finding{Topic: LowestBalance, Level: Info, Rows: rows, Filter: ledger.RowsFilter(rows),
			Figures:  []Figure{{s.Currency, low.Balance, 1}},
			Sentence: fmt.Sprintf("The lowest end-of-day balance of %s was %s on %s.", s.Label(), money(low.Balance, s.Currency), low.Date)})
		if line.DaysBelow(0) > 0 {
			out = append(out, belowZero(s, &line))
		}
		if rows := brokenRows(ctx, r, i); len(rows) > 0 {
			out = append(out, Finding{Topic: BrokenBalance, Level: Note, Rows: rows, Filter: ledger.RowsFilter(rows),
				Figures:  []Figure{{s.Currency, 0, len(rows)}},
				Sentence: fmt.Sprintf("In %s the balance does not follow from the row before it %s.", s.Label(), plural(len(rows), "time"))})
		}
	}
	return out, ctx.Err()
}

// belowZero says on how many days an account ended below zero. Its rows are those that led there; the days between
// them have none.
func belowZero(s *ledger.SourceInfo, line *Line) Finding {
	days, first, last := line.below(0)
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
	when := "on " + first.String()
	if last > first {
		when = fmt.Sprintf("the first %s, the last %s", first, last)
	}
	f.Sentence = fmt.Sprintf("%s ended %s below zero, down to %s, %s.", s.Label(), plural(days, "day"), money(low.Balance, s.Currency), when)
	return f
}

// brokenRows are the booked rows of an account whose balance is not the balance before plus their amount, both as the
// bank gave them. The rows of one day may stand in any order. One break shows once.
func brokenRows(ctx context.Context, r *ledger.Result, source int) []int32 {
	if !r.Ledger.GiveWay(ctx) {
		return nil
	}
	c := courseOf(r.Ledger, source)
	var broken []int32
	var was *aisclient.Amount // nil where it is not known
	for from, to := 0, 0; from < len(c.rows) && r.Ledger.GiveWay(ctx); from = to {
		for to = from + 1; to < len(c.rows) && c.days[to] == c.days[from]; to++ {
		}
		day := c.rows[from:to]
		if way, ok := c.span(day, was); ok {
			if was != nil && *was != way.before {
				broken = append(broken, c.leaving(day, way.before))
			}
			was = &way.after
			continue
		}
		for _, row := range day {
			now, ok := r.Ledger.Balance(row)
			if want, err := deref(was).Add(r.Ledger.Amount(row)); ok && was != nil && (err != nil || want != now) {
				broken = append(broken, row)
			}
			if was = nil; ok {
				was = &now
			}
		}
	}
	broken = slices.DeleteFunc(broken, func(row int32) bool { return !r.Query.Period.Contains(r.Ledger.Date(row)) })
	return inOrder(broken)
}

// leaving is the first row of a day that starts from a balance.
func (c *course) leaving(day []int32, at aisclient.Amount) int32 {
	for _, row := range day {
		b, _ := c.l.Balance(row)
		if b-c.l.Amount(row) == at {
			return row
		}
	}
	return day[0]
}
