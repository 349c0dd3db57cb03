package quality

import "aisdesk/aisclient"

// End is the balance at the end of the last day of an account's rows, today's included; false where nothing tells it
// for certain.
func (a *Account) End() (aisclient.Amount, bool) {
	if n := len(a.chain.days); n > 0 && a.chain.days[n-1].known {
		return a.chain.days[n-1].from[0], true
	}
	return 0, false
}

// Below is what is known about an account's days below zero.
type Below struct {
	Days    []aisclient.Date // days with rows that ended below zero for certain
	Known   []aisclient.Date // days with rows whose end is known
	Count   int              // days below zero, those without rows included, up to the data's day
	Lowest  aisclient.Amount
	Unknown bool // the end of some day is not known
}

// Below looks at the end of every day with rows. Within a day only its closing counts; where several are possible, all
// of them must be below zero to count, and none to be known.
func (a *Account) Below(day aisclient.Date) Below {
	var b Below
	for i, c := range a.chain.days {
		next := day + 1
		if i+1 < len(a.chain.days) {
			next = a.chain.days[i+1].day
		}
		under := 0
		for _, x := range c.from {
			if x < 0 {
				under++
			}
		}
		switch {
		case len(c.from) == 0 || under > 0 && under < len(c.from):
			b.Unknown = true
		case under == 0:
			b.Known = append(b.Known, c.day)
		default:
			b.Known, b.Days = append(b.Known, c.day), append(b.Days, c.day)
			b.Count += int(next - c.day)
			b.Lowest = min(b.Lowest, c.from[len(c.from)-1])
		}
	}
	return b
}
