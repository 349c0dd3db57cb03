package outline

import "aisdesk/aisclient"

// mostTicks is about how many lines an axis has.
const mostTicks = 5

// Ticks are round amounts from at most low to at least high, for an axis; zero is one of them.
func Ticks(low, high aisclient.Amount) []aisclient.Amount {
	low, high = min(low, 0), max(high, 0)
	if low == high {
		high = aisclient.AmountScale
	}
	step := stepOf(low, high)
	var out []aisclient.Amount
	first := low / step
	if low%step != 0 {
		first--
	}
	for k := first; ; k++ {
		out = append(out, k*step)
		if k*step >= high || len(out) > 3*mostTicks {
			return out
		}
	}
}

// stepOf is the smallest of 1, 2 and 5 times a power of ten that needs few lines.
func stepOf(low, high aisclient.Amount) aisclient.Amount {
	reach := high/mostTicks - low/mostTicks
	for unit := aisclient.Amount(aisclient.AmountScale); ; unit *= 10 {
		for _, k := range []aisclient.Amount{1, 2, 5} {
			if unit*k >= reach || unit > 1<<55 {
				return unit * k
			}
		}
	}
}

// Place is where an amount stands on an axis, from 0 at its low end to 1 at its high end.
func Place(a aisclient.Amount, ticks []aisclient.Amount) float64 {
	low, high := float64(ticks[0]), float64(ticks[len(ticks)-1])
	return (float64(a) - low) / (high - low)
}

// Whole writes an amount of an axis: whole units, as ticks are.
func Whole(a aisclient.Amount) string {
	s := a.String()
	if n := len(s); n > 3 && s[n-3:] == ".00" {
		return s[:n-3]
	}
	return s
}

// Reach are the least and the greatest amount of the sums of bars.
func (b *Bars) Reach() (low, high aisclient.Amount) {
	for i := range b.Labels {
		var sum aisclient.Amount
		for _, s := range b.Series {
			if next, err := sum.Add(s.Values[i]); err == nil {
				sum = next
			}
		}
		low, high = min(low, sum), max(high, sum)
	}
	return low, high
}

// Reach are the least and the greatest balance, First and Last the days that lines go over.
func (l *Lines) Reach() (low, high aisclient.Amount, first, last aisclient.Date) {
	for _, line := range l.Lines {
		for _, p := range line.Points {
			low, high = min(low, p.Balance), max(high, p.Balance)
			if first == 0 || p.Day < first {
				first = p.Day
			}
			last = max(last, p.Day)
		}
	}
	return low, high, first, last
}

// Months are the first days of months between two days, at most about a dozen of them.
func Months(first, last aisclient.Date) []aisclient.Date {
	var out []aisclient.Date
	step := max(int(last-first)/(30*12), 0) + 1
	for d := first.MonthStart().AddMonths(1); d <= last; d = d.AddMonths(step) {
		out = append(out, d)
	}
	return out
}
