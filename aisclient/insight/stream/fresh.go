package stream

import (
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/category"
)

// freshDays is how many days after a loan was paid out its first instalment may come: a month, and some [J].
const freshDays = 45

// Fresh are the rows in a currency with which loans were paid out so lately that nothing was paid back since: their instalments
// are still to come (statement 0.1).
func Fresh(s *Streams, c aisclient.Currency) []int32 {
	var rows []int32
	for i := range s.all {
		st := &s.all[i]
		if !st.In || st.Currency != c || st.Category != category.LoanIn {
			continue
		}
		for _, row := range st.Rows {
			day := s.in.Ledger.Date(row)
			sure := s.in.Unsure == nil || !s.in.Unsure(row)
			if sure && day >= s.in.Day.AddDays(-freshDays) && !slices.ContainsFunc(s.all, func(o Stream) bool { return budget{s}.serves(&o, st, day) }) {
				rows = append(rows, row)
			}
		}
	}
	return rows
}

// serves reports whether a stream pays back a loan that was paid out on a day: it goes to the lender since then, or began after it.
func (b budget) serves(st, loan *Stream, day aisclient.Date) bool {
	switch st.Category {
	case category.LoanRepayment, category.Mortgage, category.CardRepayment, category.BNPL:
	default:
		return false
	}
	first, last := b.in.span(st.Rows)
	return !st.In && last > day && (first > day || st.Payer == loan.Payer && !st.ByTitle)
}
