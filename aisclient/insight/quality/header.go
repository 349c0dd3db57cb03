package quality

import (
	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
)

// Difference is a balance of an account that its rows do not lead to.
type Difference struct {
	Header aisclient.Amount `json:"header"` // as the bank gives it for the account
	Chain  aisclient.Amount `json:"chain"`  // as the rows end
	Day    aisclient.Date   `json:"day"`    // of the last row that leads there
}

// Size is how much more the header says.
func (d *Difference) Size() aisclient.Amount { return d.Header - d.Chain }

// mostExplaining is of how many rows every combination is tried as the explanation of a difference.
const mostExplaining = 10

// header compares the balance of the account with the end of its rows: booked ones other than today's. Rows of today,
// later ones and pending ones may explain a difference.
func (in *Input) header(a *Account, s *ledger.SourceInfo) *Difference {
	end, ok := in.end(a)
	if s.Balance == nil || !ok {
		return nil
	}
	best := Difference{*s.Balance, end.from[0], end.day}
	late := in.late(s, end.day)
	for _, e := range end.from {
		if d := (Difference{*s.Balance, e, end.day}); explained(a, d.Size(), late) {
			return nil
		} else if d.Size().Abs() < best.Size().Abs() {
			best = d
		}
	}
	return &best
}

// end is the last known closing before today; today's counts where there is no other.
func (in *Input) end(a *Account) (closing, bool) {
	var found closing
	for _, c := range a.chain.days {
		if len(c.from) > 0 && (c.day < in.Day || in.Day == 0 || len(found.from) == 0) {
			found = c
		}
	}
	return found, len(found.from) > 0
}

// late are the amounts of rows that the header may or may not hold: today's, later ones, and those not booked.
func (in *Input) late(s *ledger.SourceInfo, end aisclient.Date) []aisclient.Amount {
	var out []aisclient.Amount
	for row := s.First; row < s.Last; row++ {
		d, state := in.Ledger.Date(row), in.Ledger.State(row)
		if state == aisclient.RowVoid {
			continue
		}
		if state != aisclient.RowBooked || d > end && d >= in.Day {
			out = append(out, in.Ledger.Amount(row))
		}
	}
	return out
}

// explained reports whether some of the amounts add up to a difference.
func explained(a *Account, size aisclient.Amount, late []aisclient.Amount) bool {
	near := func(x aisclient.Amount) bool { return (size - x).Abs() <= a.Tolerance }
	if near(0) {
		return true
	}
	var all aisclient.Amount
	for _, x := range late {
		all = plus(all, x)
		if near(x) {
			return true
		}
	}
	if near(all) || len(late) > mostExplaining {
		return near(all)
	}
	for pick := 1; pick < 1<<len(late); pick++ {
		var sum aisclient.Amount
		for i, x := range late {
			if pick>>i&1 == 1 {
				sum = plus(sum, x)
			}
		}
		if near(sum) {
			return true
		}
	}
	return false
}
