package cadence

import (
	"slices"

	"aisdesk/aisclient"
)

// joined adds advances to the payment that they are parts of, the next one that is no bonus (statement 5.5). Those after the last
// payment are of a cycle that is still open. Where hardly anything else is paid, an advance is all that there is of the pay.
func joined(all []Payment) []Payment {
	var out []Payment
	var ahead adder
	last, parted, bonus := aisclient.Date(0), 0, false
	for _, p := range all {
		switch {
		case p.Advance:
			ahead.add(p.Amount.Abs())
			bonus = bonus || p.Bonus
			continue
		case ahead.n > 0 && !p.Bonus:
			ahead.add(p.Amount.Abs())
			p.Amount, p.Bonus, p.Advance = ahead.sum, bonus, true
			parted++
			if ahead.over {
				return all
			}
			ahead, bonus = adder{}, false
		}
		if !p.Bonus || p.Advance {
			last = p.Day
		}
		out = append(out, p)
	}
	latest := all[max(0, len(all)-1):]
	if len(out) == len(all) || len(out) < fewestRests || latest[0].Day-last > longestAhead {
		return all
	}
	if parted*2 < len(out) { // an advance now and then may be money beside the wage: the rest of it is smaller, if it is none
		for i := range out {
			out[i].Bonus = out[i].Bonus || out[i].Advance
		}
	}
	return slices.Clip(out)
}
