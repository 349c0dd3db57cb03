package quality

import "aisdesk/aisclient"

// End is the balance at the end of the last day of an account's rows, today's included; false where nothing tells it
// for certain.
func (a *Account) End() (aisclient.Amount, bool) {
	if n := len(a.chain.days); n > 0 && len(a.chain.days[n-1].from) == 1 {
		return a.chain.days[n-1].from[0], true
	}
	return 0, false
}

// Below is what is known about an account's days below zero, from its first known balance to the data's day (statement
// 6.5). Within a day only its closing counts; where several are possible, all of them must be below zero to count, and
// none to be known.
type Below struct {
	Days     []aisclient.Date // each day that ended below zero for certain, those without rows included
	Led      []aisclient.Date // those of them with rows: their rows led there
	Known    int              // days whose end is known
	Added    int              // days with rows, of those known, whose end no balance tells: it is the end before and the sum of the rows
	Unknown  int              // days whose end nobody knows
	Before   int              // days with rows before the first known balance
	Lowest   aisclient.Amount // zero where no day is below zero
	LowestOn aisclient.Date
}

// Below looks at the end of every day up to the data's. What the first day began with is the end of the day before.
func (a *Account) Below(day aisclient.Date) Below {
	var b Below
	if o := a.chain.opening; o != nil && *o < -a.Tolerance {
		b.add(a.chain.days[0].day-1, a.chain.days[0].day, *o)
	}
	for i, c := range a.chain.days {
		if c.added {
			b.Added++
		}
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
		case len(c.from) == 0 && b.Known == 0:
			b.Before++
		case len(c.from) == 0 || under > 0 && under < len(c.from):
			b.Unknown += int(next - c.day)
		case under == 0:
			b.Known += int(next - c.day)
		default:
			b.Known += int(next - c.day)
			b.Led = append(b.Led, c.day)
			b.add(c.day, next, c.from[len(c.from)-1])
		}
	}
	return b
}

// add counts the days from one on to before another, which ended at a balance.
func (b *Below) add(from, before aisclient.Date, balance aisclient.Amount) {
	for d := from; d < before; d++ {
		b.Days = append(b.Days, d)
	}
	if balance < b.Lowest {
		b.Lowest, b.LowestOn = balance, from
	}
}
