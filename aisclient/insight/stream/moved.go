package stream

import (
	"slices"

	"aisdesk/aisclient"
)

// once counts money once that a person moved from one obligation to another: where rows of a payee were relabelled, what is possible of
// the stream that lost them and of the one that has them now is one payment a month.
func once(s *Streams, o *Obligations) {
	for i := range o.Items {
		for k := range o.Items {
			from, to := &o.Items[i], &o.Items[k]
			if i == k || from.Payer != to.Payer || !moved(s, from.Stream, to.Stream) {
				continue
			}
			both := min(plus(from.Proven, from.Possible), plus(to.Proven, to.Possible))
			both -= o.cut(from, both, to.Serves())
			o.cut(to, both, from.Serves())
		}
	}
	o.Items = slices.DeleteFunc(o.Items, func(x Obligation) bool { return x.Proven == 0 && x.Possible == 0 })
}

// cut takes from what is possible of an item at most so much, and returns how much it took. It stays in the service of debts
// where only the item that loses it serves one.
func (o *Obligations) cut(x *Obligation, most aisclient.Amount, otherServes bool) aisclient.Amount {
	off := min(x.Possible, most)
	x.Possible -= off
	o.Possible -= off
	if x.Serves() && otherServes {
		o.ServicePossible -= off
	}
	return off
}

// moved reports whether due dates of one stream were, or would be, met by rows that a person gave the category of another.
func moved(s *Streams, from, to *Stream) bool {
	dues := from.Taken
	if next := from.Series.Next; next != 0 {
		dues = append(slices.Clone(dues), next)
	}
	tolerance := from.Series.Cycle.Tolerance()
	return s.in.Given != nil && slices.ContainsFunc(to.Rows, func(row int32) bool {
		day := s.in.Ledger.Date(row)
		return s.in.Given(row) && slices.ContainsFunc(dues, func(due aisclient.Date) bool { return day >= due.AddDays(-tolerance) && day <= due.AddDays(tolerance) })
	})
}
