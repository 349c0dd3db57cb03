package stream

import (
	"slices"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/insight/cadence"
	"aisdesk/aisclient/insight/party"
	"aisdesk/aisclient/lexicon"
)

// business is what a business took in and paid in one currency.
type business struct {
	in    []*Stream // receipts
	duty  []*Stream // tax and social insurance
	out   []int32   // refunds and payments marked as business
	taxed bool      // the tax or social insurance of a business goes out here
}

// businessWords are folded words of titles that mark a payment as one of a business (pl, cs, es, en, de).
var businessWords = []string{"faktur", "fakt.", "fv ", "fv/", "invoice", "factura", "rechnung"}

// businessJudge judges the receipts of a business, of all its clients together.
type businessJudge struct{ judge }

// settle says what of the receipts of a business is income (statement 5.8): from 6 months on the least 6-month mean
// of receipts less refunds, tax, contributions and payments marked as business; turnover alone is none. Of what is proven each
// client has his part by what he paid, of which the rest is possible: what came in the last three cycles.
func (s businessJudge) settle() {
	for _, c := range s.in.Ledger.Currencies() {
		var streams []*Stream
		for i := range s.all {
			if st := &s.all[i]; st.In && st.Currency == c && st.Category == category.BusinessIncome {
				p := s.in.Parties.Party(st.Payer)
				if why := s.excluded(st, p); why != "" && why != StoppedStream {
					st.Why = []Reason{why}
				} else if st.Back, st.BackRows = s.back(st); s.goneBack(st).permille() >= s.in.Rules.Income.CircleGonePermille {
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

func (s businessJudge) receipts(c aisclient.Currency, streams []*Stream) {
	b := s.businessOf(c, streams)
	for _, st := range streams {
		st.Possible = s.gross(st)
		if gone := s.goneBack(st); gone.permille() >= s.in.Rules.Income.CircleNetPermille {
			st.Possible = gone.net(st.Possible)
		}
		switch {
		case !s.goesOn(st):
			st.Why = []Reason{StoppedStream}
		case st.onlyExtra() || s.in.unproven(st.Rows[0]):
			st.Why = []Reason{NotSure}
		case b.taxed:
			st.Why = []Reason{YoungBusiness}
		default:
			st.Why = []Reason{NoTaxes}
		}
	}
	if b.in = slices.DeleteFunc(b.in, func(st *Stream) bool { return !s.goesOn(st) || st.onlyExtra() || s.in.unproven(st.Rows[0]) }); len(b.in) == 0 {
		return
	}
	proven, ok := s.leastMean(&b)
	if !b.taxed || !ok {
		return
	}
	if proven <= 0 {
		for _, st := range b.in {
			st.Why = []Reason{TaxAndCosts}
		}
		return
	}
	divide(proven, b.in)
	for _, st := range b.in {
		st.Why = nil
		if len(st.BackRows) > 0 {
			st.Why = []Reason{SomeWentBack}
		}
		if st.Possible > 0 {
			st.Why = append(st.Why, TaxAndCosts)
		}
	}
}

// divide gives each client his part of what is proven, by what he pays; it is no longer possible only. The parts add up to the whole.
func divide(proven aisclient.Amount, clients []*Stream) {
	var all aisclient.Amount
	for _, st := range clients {
		all = plus(all, st.Possible)
	}
	left := proven
	for i, st := range clients {
		of := left
		if i < len(clients)-1 {
			of = 0
			if all > 0 {
				of = share(left, st.Possible, all)
			}
		}
		left, all = left-of, all-st.Possible
		st.Proven, st.Possible = of, max(0, st.Possible-of)
	}
}

// gross is what a client pays a month: the mean of the last three cycles of one who pays regularly, what came in the
// last 90 days of another.
func (s businessJudge) gross(st *Stream) aisclient.Amount {
	f := &st.Series
	if n := len(f.Dues); f.Mature && f.Status != cadence.Stopped && n >= s.in.Rules.Income.WindowCycles {
		return f.Gross(f.Dues[n-s.in.Rules.Income.WindowCycles].Day, s.in.Day)
	}
	return s.spread(st.Rows, s.in.Day.AddDays(1-s.in.Rules.Income.WindowDays))
}

// goesOn reports whether a client may pay again: one who paid regularly and stopped proves nothing of what is to come.
func (s businessJudge) goesOn(st *Stream) bool {
	if st.Series.Mature {
		return st.Series.Status != cadence.Stopped
	}
	return st.Series.Last >= s.in.Day.AddDays(1-s.in.Rules.Income.WindowDays)
}

// businessOf gathers what a business took in and paid.
func (s businessJudge) businessOf(c aisclient.Currency, streams []*Stream) business {
	b := business{in: slices.Clone(streams)}
	for i := range s.all {
		if st := &s.all[i]; !st.In && st.Currency == c && (st.Category == category.Tax || st.Category == category.SocialInsurance) {
			b.duty = append(b.duty, st)
		}
	}
	b.taxed = s.pays(&b)
	back := map[int32]bool{}
	for _, st := range streams {
		for _, row := range st.BackRows {
			back[row] = true
		}
	}
	for _, row := range s.out {
		if s.in.Ledger.Currency(row) != c || !s.in.Ledger.Booked(row) || s.in.Ledger.Date(row) > s.in.Day {
			continue
		}
		if _, cancelled := s.in.Parties.Reversed(row); cancelled {
			continue
		}
		cat := s.in.Category(row)
		if cat == category.ReturnedPayment || back[row] || !private(cat) && s.marked(row) {
			b.out = append(b.out, row)
		}
	}
	return b
}

// pays reports whether tax or contributions of a business go out: more than once a year, and not next to nothing of its
// receipts. A fine, a fee or the tax on a home is none of them.
func (s businessJudge) pays(b *business) bool {
	from, n := s.in.Day.AddMonths(-12)+1, 0
	var duty, receipts aisclient.Amount
	for _, st := range b.duty {
		rows := slices.DeleteFunc(slices.Clone(st.Rows), s.householdTax)
		for _, row := range rows {
			if s.in.within(row, from, s.in.Day) {
				n++
			}
		}
		duty = plus(duty, s.in.sumIn(rows, from, s.in.Day))
	}
	for _, st := range b.in {
		receipts = plus(receipts, s.in.sumIn(st.Rows, from, s.in.Day))
	}
	return n >= fewestDuties && duty >= receipts/dutyShare
}

// householdTaxes are the beginnings of folded words of titles of taxes that households pay: on homes, cars, dogs, waste,
// inheritances and gifts. Behind a space the word goes on (pl, cs, es, en). source: known
var householdTaxes = []string{" nieruchom", " rolny", " lesny", " psa ", " spadk", " darowiz", " cywilnoprawn", " pcc", " smieci", " odpad",
	" nemovit", " dedick", " darovac", " psu ", " popl", " ibi ", " inmueble", " ivtm", " vehiculo", " traccion", " basura", " plusvalia", " sucesion",
	" donacion", " patrimoni", " itp ", " vado ", " council tax", " vehicle", " road tax", " car tax", " dvla", " inheritance", " stamp duty", " capital gains", " property tax"}

// municipal are folded words of the names of towns: to them no tax of a business is paid. source: known
var municipal = []string{" gmina", " gminy", " miasta", " miasto", " mesto", " mestsk", " obec", " magistrat", " ayuntamiento", " diputacion", " council"}

// householdTax reports whether a row is a tax that a household pays: every British home pays council tax.
func (s businessJudge) householdTax(row int32) bool {
	if s.in.Category(row) != category.Tax {
		return false
	}
	p := s.in.Parties.Party(s.in.Parties.Of(row))
	has := func(folded string, words []string) bool {
		text := " " + strings.Join(party.Words(folded), " ") + " "
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
	}
	return has(s.in.Ledger.FoldedTitle(row)+" "+p.Key, householdTaxes) || !p.Is(lexicon.TaxOffice) && has(p.Key, municipal)
}

// private reports whether a category is none of a business even where the title speaks of an invoice: households get
// bills, and taxes count by themselves.
func private(c category.Category) bool {
	switch c {
	case category.OwnTransfer, category.Tax, category.SocialInsurance, category.Rent, category.Mortgage, category.Utilities, category.Telecom, category.Groceries, category.Health, category.Education:
		return true
	}
	return false
}

// marked reports whether a title marks a payment as one of a business.
func (s businessJudge) marked(row int32) bool {
	title := s.in.Ledger.FoldedTitle(row)
	return slices.ContainsFunc(businessWords, func(w string) bool { return strings.Contains(title, w) })
}

// leastMean is the least mean a month of 6 months that end today or up to 6 months ago, as far back as there are
// receipts; false where they do not go back 6 months.
func (s businessJudge) leastMean(b *business) (aisclient.Amount, bool) {
	first := b.in[0].Series.First
	for _, st := range b.in {
		first = min(first, st.Series.First)
	}
	least, known := aisclient.Amount(0), false
	for back := range businessBack + 1 {
		to := s.in.Day.AddMonths(-back)
		from := to.AddMonths(-businessMonths) + 1
		if first > from.AddMonths(1) { // the first receipt may come at any day of the first month
			break
		}
		var in aisclient.Amount
		for _, st := range b.in {
			in = plus(in, s.meanIn(st, from, to))
		}
		out := s.in.sumIn(b.out, from, to) / businessMonths
		for _, st := range b.duty {
			out = plus(out, s.meanIn(st, from, to))
		}
		if mean := max(in-out, 0); !known || mean < least {
			least, known = mean, true
		}
	}
	return least, known
}

// meanIn is what a stream came to a month in 6 months: by its cycles where it has one, so that it does not matter whether
// one more or one less fell into them.
func (s businessJudge) meanIn(st *Stream, from, to aisclient.Date) aisclient.Amount {
	if st.Series.Mature {
		return st.Series.Gross(from, to)
	}
	return s.in.sumIn(st.Rows, from, to) / businessMonths
}

// sumIn adds up rows of some days, without sign.
func (in *Input) sumIn(rows []int32, from, to aisclient.Date) aisclient.Amount {
	var sum aisclient.Amount
	for _, row := range rows {
		if d := in.Ledger.Date(row); d >= from && d <= to {
			sum = plus(sum, in.Ledger.Amount(row).Abs())
		}
	}
	return sum
}
