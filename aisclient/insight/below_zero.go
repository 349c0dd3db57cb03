package insight

import (
	"context"
	"fmt"
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/insight/quality"
	"aisdesk/aisclient/ledger"
)

// BelowZeroDays are the days of an account that ended below zero, from its first known balance to the data's day
// (statement 6.5). A day counts by its closing balance.
type BelowZeroDays struct {
	quality.Below
	Source   int
	Currency aisclient.Currency
	Recent   int // in the last 90 days
	First    aisclient.Date
	Last     aisclient.Date
	// Arranged says that the bank allows as much: what can be spent is more than the balance by at least the lowest.
	Arranged bool
	Rows     []int32 // booked on days that ended below zero
}

// recentDays is how far back the recent days go.
const recentDays = 90

// BelowZero counts the days below zero of one account.
func (a *Analysis) BelowZero(source int) *BelowZeroDays {
	low := a.Quality.Accounts[source].Below(a.Day)
	s := &a.Ledger.Sources()[source]
	b := &BelowZeroDays{Source: source, Currency: s.Currency, Below: low, Rows: a.bookedOn(source, low.Led)}
	if n := len(low.Days); n > 0 {
		b.First, b.Last = low.Days[0], low.Days[n-1]
	}
	for _, d := range low.Days {
		if d > a.Day-recentDays {
			b.Recent++
		}
	}
	b.Arranged = b.Lowest < 0 && s.Funds != nil && s.Balance != nil && *s.Funds-*s.Balance >= -b.Lowest
	return b
}

// bookedOn are the booked rows of an account on some days, which rise.
func (a *Analysis) bookedOn(source int, days []aisclient.Date) []int32 {
	s := &a.Ledger.Sources()[source]
	var rows []int32
	for row := s.First; row < s.Last && len(days) > 0; row++ {
		if _, ok := slices.BinarySearch(days, a.Ledger.Date(row)); ok && a.Ledger.Booked(row) {
			rows = append(rows, row)
		}
	}
	return rows
}

// LowestOf is the lowest end of a day of a balance line; false for an empty line. It may be what the first day of rows began
// with, at the end of the day before.
func (b *BelowZeroDays) LowestOf(line *Line) (Point, bool) {
	low, ok := line.lowest()
	if ok && b.Lowest < min(0, low.Balance) {
		return Point{b.LowestOn, b.Lowest, low.Row}, true
	}
	return low, ok
}

// BelowZeroOfPerson counts the days on which any of some accounts was below zero: in all, and in the last 90 days.
func BelowZeroOfPerson(accounts []*BelowZeroDays, today aisclient.Date) (days, recent int) {
	var all []aisclient.Date
	for _, b := range accounts {
		all = append(all, b.Days...)
	}
	slices.Sort(all)
	all = slices.Compact(all)
	for _, d := range all {
		if d > today-recentDays {
			recent++
		}
	}
	return len(all), recent
}

// Deposits are the accounts of the person that are no debts, each once, by index. The name is the person claimed, empty for
// none.
func (a *Analysis) Deposits(name string) []int {
	own, _ := a.sources(name)
	return slices.DeleteFunc(own, func(i int) bool {
		_, again := a.Parties.Repeats(i)
		return again || a.Parties.Liability(i)
	})
}

// balances says how low the accounts went, where balances do not follow, and how months ended.
func (l *look) balances(ctx context.Context) ([]Finding, error) {
	var out []Finding
	for i := range l.Ledger.Sources() {
		out = append(out, l.contradictions(i)...)
	}
	for _, i := range l.Deposits("") {
		some, err := l.low(ctx, i)
		if err != nil {
			return nil, err
		}
		out = append(out, some...)
	}
	for _, c := range l.Ledger.Currencies() {
		if f, ok := l.monthEnds(ctx, c); ok {
			out = append(out, f)
		}
	}
	return out, ctx.Err()
}

// contradictions says where the balances of an account do not follow from its rows.
func (l *look) contradictions(i int) (out []Finding) {
	q, s := &l.Quality.Accounts[i], &l.Ledger.Sources()[i]
	if len(q.Breaks) > 0 {
		out = append(out, l.broken(i))
	}
	if d := q.Header; d != nil {
		out = append(out, Finding{Topic: BrokenBalance, Level: Note, Figures: []Figure{{s.Currency, d.Size(), 1}},
			Sentence: fmt.Sprintf("The bank says that %s holds %s, but its rows end at %s on %s.", s.Label(), money(d.Header, s.Currency), money(d.Chain, s.Currency), d.Day)})
	}
	return out
}

// low says how low a deposit account went.
func (l *look) low(ctx context.Context, i int) ([]Finding, error) {
	s := &l.Ledger.Sources()[i]
	line, err := balanceLine(ctx, l.Ledger, i, ledger.All())
	if err != nil {
		return nil, err
	}
	line.Until(l.Day)
	b := l.BelowZero(i)
	low, ok := b.LowestOf(&line)
	if !ok {
		return nil, nil
	}
	rows := []int32{low.Row}
	out := []Finding{{Topic: LowestBalance, Level: Info, Rows: rows, Filter: filterOf(rows), Figures: []Figure{{s.Currency, low.Balance, 1}},
		Sentence: fmt.Sprintf("The lowest end-of-day balance of %s was %s on %s.", s.Label(), money(low.Balance, s.Currency), low.Date)}}
	if len(b.Days) > 0 {
		out = append(out, l.belowZero(b))
	}
	return out, nil
}

// belowZero says on how many days an account ended below zero. Its rows are those that led there; the days between
// them have none. It is a warning where that is so of late, for more than a day or two, and the bank has not agreed.
func (l *look) belowZero(b *BelowZeroDays) Finding {
	f := Finding{Topic: BelowZero, Level: Note, Figures: []Figure{{b.Currency, b.Lowest, len(b.Days)}}, Rows: b.Rows, Filter: filterOf(b.Rows)}
	if b.Recent >= belowZeroWarn && !b.Arranged {
		f.Level = Warn
	}
	when := "on " + b.First.String()
	if b.Last > b.First {
		when = fmt.Sprintf("the first %s, the last %s", b.First, b.Last)
	}
	how := ""
	if b.Arranged {
		how = ", which the bank allows"
	}
	f.Sentence = fmt.Sprintf("%s ended %s below zero, %d of them in the last 90, down to %s, %s%s.", l.Ledger.Sources()[b.Source].Label(), english.Plural(len(b.Days), "day", "days"), b.Recent,
		money(b.Lowest, b.Currency), when, how)
	return f
}

// broken says on which days the balances of an account do not follow from its rows: a warning if a row that is in a
// stream of income is contradicted (statement 7.4).
func (l *look) broken(source int) Finding {
	q := &l.Quality.Accounts[source]
	f := Finding{Topic: BrokenBalance, Level: Note}
	var most aisclient.Amount
	for _, b := range q.Breaks {
		f.Rows = append(f.Rows, b.Rows...)
		if b.Size.Abs() > most.Abs() {
			most = b.Size
		}
	}
	for _, row := range f.Rows {
		if l.Rows.Of(row).Income() && l.Ledger.Amount(row) > 0 && earning(l.Rows.Of(row)) {
			f.Level = Warn
		}
	}
	f.Rows = inOrder(f.Rows)
	f.Filter = filterOf(f.Rows)
	f.Figures = []Figure{{q.Currency, most, len(q.Breaks)}}
	first, last := q.Breaks[0].Day, q.Breaks[len(q.Breaks)-1].Day
	f.Sentence = fmt.Sprintf("In %s the balances do not follow from the rows on %s, by up to %s%s.", q.Label, english.Plural(len(q.Breaks), "day", "days"),
		money(most.Abs(), q.Currency), days(first, last))
	return f
}
