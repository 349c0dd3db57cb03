package insight

import (
	"context"
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
	line := Line{Currency: l.Sources()[source].Currency}
	c := ledgerOrderOf(l, source)
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
func (c *ledgerOrder) keep(ok func(row int32, day aisclient.Date) bool) {
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
func (c *ledgerOrder) sort() {
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
func (c *ledgerOrder) last(day []int32, so *Line) (int32, bool) {
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

// lowest is the point with the lowest balance, the latest of equal ones; false for an empty line.
func (l *Line) lowest() (Point, bool) {
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

// Until drops the days that have not been yet: a row that is booked ahead is no balance of today.
func (l *Line) Until(day aisclient.Date) {
	l.Points = slices.DeleteFunc(l.Points, func(p Point) bool { return p.Date > day })
}
