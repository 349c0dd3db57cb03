package stream

import (
	"regexp"
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/text"
)

// endedPayments is how many payments make a debt one that was paid for months, followedDays how many days after its last one the
// payments of another may begin that took its place [J].
const (
	endedPayments = 3
	followedDays  = 62
)

// paidOffWords are folded words of the payment with which a debt is paid off (pl, cs and sk, es, en, de); lastOf is the number of the last
// of some instalments, "12/12". source: known
var (
	paidOffWords = text.StemsOf("calkowita splat", "calkowitej splat", "splata calkowit", "splata w calosci", "splata calosci", "wczesniejsza splat", "wczesniejszej splat", "ostatnia rata", "rata ostatnia", "ostatnia splat",
		"zamkniecie kredyt", "zamkniecie pozyczk", "doplacen", "predcasne splac", "predcasna splat", "predcasne doplac", "uplne splac", "posledni splatk", "posledna splatk", "predcasne splaten",
		"cancelacion total", "cancelacion anticipada", "cancelacion prestamo", "cancelacion de prestamo", "cancelacion del prestamo", "amortizacion total", "liquidacion total", "liquidacion prestamo", "ultima cuota", "ultimo recibo", "ultimo plazo",
		"final payment", "final instal", "last instal", "last payment", "settlement", "early repayment", "paid in full", "full repayment", "payoff", "loan closure",
		"letzte rate", "schlussrate", "restschuld")
	lastOf = regexp.MustCompile(`\b0*(\d{1,3}) ?(?:/|z|ze|de|of|von) ?0*(\d{1,3})\b`)
)

// paidOnce finds debts that are paid no longer.
type paidOnce struct{ *Streams }

// ended reports whether a stream is of a debt that was paid for months and is paid no longer, for so long that nothing of it is in a
// sum, without a word that it was paid off: it may as well be in arrears (statement 0.1). What is rented leaves no debt.
func (s paidOnce) ended(st *Stream) bool {
	if st.Category == category.Rent || st.onlyExtra() || len(st.Rows) < endedPayments {
		return false
	}
	_, last := s.in.span(st.Rows)
	if slices.ContainsFunc(st.Rows, func(row int32) bool { return s.in.Ledger.Date(row) == last && paidOff(s.in.Ledger.FoldedTitle(row)) }) {
		return false
	}
	return !slices.ContainsFunc(s.all, func(o Stream) bool { return s.takesOver(&o, st, last) })
}

// takesOver reports whether the payments of a stream went on in place of those of one that ended on a day: to the same payee, or as
// a debt of the same kind from then on, under another name or refinanced.
func (s paidOnce) takesOver(o, st *Stream, last aisclient.Date) bool {
	if o.In || o.Category != st.Category || o.Currency != st.Currency || o.Series.Last <= last {
		return false
	}
	first, _ := s.in.span(o.Rows)
	return o.Payer == st.Payer && !st.ByTitle || first > last && first <= last+followedDays
}

// paidOff reports whether a folded title says that a debt is paid off with it.
func paidOff(title string) bool {
	if paidOffWords.In(title) {
		return true
	}
	return slices.ContainsFunc(lastOf.FindAllStringSubmatch(title, -1), func(m []string) bool { return m[1] == m[2] && m[1] != "1" })
}

// usual is what the payments of a stream came to a month while they lasted.
func (s paidOnce) usual(st *Stream) aisclient.Amount {
	if st.Series.Mature {
		return st.Series.Monthly
	}
	first, last := s.in.span(st.Rows)
	return monthly(paidSince(&s.in, st.Rows, first), int(last-first)+monthDays/100)
}
