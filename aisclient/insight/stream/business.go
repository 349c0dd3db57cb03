package stream

import (
	"slices"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/category"
)

// business is what a business took in and paid in one currency.
type business struct {
	in, out []int32 // receipts; taxes, contributions and payments marked as business
	taxed   bool    // tax or social insurance goes out here
}

// businessWords are folded words of titles that mark a payment as one of a business (pl, cs, es, en, de).
var businessWords = []string{"faktura", "faktury", "fakt.", "fv ", "fv/", "invoice", "factura", "rechnung"}

// judgeBusiness says what of the receipts of a business is income (statement 5.8): from 6 months on the least 6-month mean
// of receipts less tax, contributions and payments marked as business; turnover alone is none. What is proven stands at
// the greatest of the streams of receipts, what is possible at each.
func (s *Streams) judgeBusiness() {
	for _, c := range s.in.Ledger.Currencies() {
		var streams []*Stream
		for i := range s.all {
			if st := &s.all[i]; st.In && st.Currency == c && st.Category == category.BusinessIncome {
				p := s.in.Parties.Party(st.Payer)
				if why := s.excluded(st, p); why != "" && why != StoppedStream {
					st.Why = []Reason{why}
				} else if st.Back = s.back(st); s.goneBack(st) >= circleGone {
					st.Why = []Reason{CircleMoney}
				} else {
					streams = append(streams, st)
				}
			}
		}
		if len(streams) > 0 {
			s.receipts(c, streams)
		}
	}
}

func (s *Streams) receipts(c aisclient.Currency, streams []*Stream) {
	b := s.businessOf(c, streams)
	from := s.in.Day.AddDays(1 - windowDays)
	for _, st := range streams {
		st.From = from
		st.Possible = s.spread(st.Rows, from)
		st.Why = []Reason{NoTaxes}
		if b.taxed {
			st.Why = []Reason{ShortStream}
		}
	}
	proven, ok := s.leastMean(&b)
	if !b.taxed || !ok || proven <= 0 {
		return
	}
	greatest := slices.MaxFunc(streams, func(x, y *Stream) int { return int(max(-1, min(1, x.Possible-y.Possible))) })
	greatest.Proven = proven
	for _, st := range streams { // what is proven is no longer possible only
		st.Why = nil
		taken := min(st.Possible, proven)
		st.Possible, proven = st.Possible-taken, proven-taken
	}
}

// businessOf gathers the rows of a business.
func (s *Streams) businessOf(c aisclient.Currency, streams []*Stream) business {
	var b business
	for _, st := range streams {
		b.in = append(b.in, st.Rows...)
	}
	for _, row := range s.out {
		if s.in.Ledger.Currency(row) != c || !s.in.Ledger.Booked(row) || s.in.Ledger.Date(row) > s.in.Day {
			continue
		}
		if _, cancelled := s.in.Parties.Reversed(row); cancelled {
			continue
		}
		switch cat := s.in.Category(row); {
		case cat == category.Tax || cat == category.SocialInsurance:
			b.taxed = true
			b.out = append(b.out, row)
		case cat == category.ReturnedPayment, !private(cat) && s.marked(row):
			b.out = append(b.out, row)
		}
	}
	return b
}

// private reports whether a category is none of a business even where the title speaks of an invoice: households get bills.
func private(c category.Category) bool {
	switch c {
	case category.OwnTransfer, category.Rent, category.Mortgage, category.Utilities, category.Telecom, category.Groceries, category.Health, category.Education:
		return true
	}
	return false
}

// marked reports whether a title marks a payment as one of a business.
func (s *Streams) marked(row int32) bool {
	title := s.in.Ledger.FoldedTitle(row)
	return slices.ContainsFunc(businessWords, func(w string) bool { return strings.Contains(title, w) })
}

// leastMean is the least mean a month of 6 months that end today or up to 6 months ago, as far back as there are
// receipts; false where they do not go back 6 months.
func (s *Streams) leastMean(b *business) (aisclient.Amount, bool) {
	first, _ := s.span(b.in)
	least, known := aisclient.Amount(0), false
	for back := range businessBack + 1 {
		to := s.in.Day.AddMonths(-back)
		from := to.AddMonths(-businessMonths) + 1
		if first > from.AddMonths(1) { // the first receipt may come at any day of the first month
			break
		}
		in, out := s.sumIn(b.in, from, to), s.sumIn(b.out, from, to)
		mean := max(in-out, 0) / businessMonths
		if !known || mean < least {
			least, known = mean, true
		}
	}
	return least, known
}

// sumIn adds up rows of some days, without sign.
func (s *Streams) sumIn(rows []int32, from, to aisclient.Date) aisclient.Amount {
	var sum aisclient.Amount
	for _, row := range rows {
		if d := s.in.Ledger.Date(row); d >= from && d <= to {
			sum = plus(sum, s.in.Ledger.Amount(row).Abs())
		}
	}
	return sum
}
