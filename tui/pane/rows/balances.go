package rows

import (
	"aisdesk/aisclient/ledger"
	"aisdesk/tui/chart"
)

// Balances are the balances at the end of each day on which an account had rows, oldest first. Only what the
// bank gave is used.
func Balances(l *ledger.Ledger, src int, period ledger.Period) []chart.Point {
	s := &l.Sources()[src]
	if s.Rows() == 0 {
		return nil
	}
	row, end, step := s.Last-1, s.First-1, int32(-1) // the newest come first in a reply
	if l.Date(s.First) < l.Date(s.Last-1) {
		row, end, step = s.First, s.Last, 1
	}
	var out []chart.Point
	for ; row != end; row += step {
		b, ok := l.Balance(row)
		d := l.Date(row)
		if !ok || !l.Booked(row) || d.Empty() || !period.Contains(d) {
			continue
		}
		if n := len(out); n > 0 && out[n-1].Day >= int(d) {
			out[n-1].Value = int64(b)
			continue
		}
		out = append(out, chart.Point{Day: int(d), Value: int64(b)})
	}
	return out
}
