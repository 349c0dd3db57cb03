package rows

import (
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/ledger"
	"aisdesk/tui/chart"
)

// Balances are the balances at the end of each day on which an account had rows, oldest first: those that findings and
// reports speak of. Only what the bank gave is used.
func Balances(l *ledger.Ledger, src int, period ledger.Period) []chart.Point {
	line := insight.BalanceLine(l, src, period)
	out := make([]chart.Point, len(line.Points))
	for i, p := range line.Points {
		out[i] = chart.Point{Day: int(p.Date), Value: int64(p.Balance)}
	}
	return out
}
