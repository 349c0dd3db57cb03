package report

import (
	"context"
	"fmt"
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/insight/stream"
	"aisdesk/aisclient/ledger"
)

// months is how many calendar months the table of income has.
const months = 12

// money writes income, obligations and what is left, one of each a currency.
func (b *builder) money(ctx context.Context) error {
	b.d.Income, b.d.Obligations, b.d.Affordability = []Income{}, []Obligations{}, []Affordability{}
	for _, c := range b.currencies() {
		scope := insight.Scope{Name: b.name, Sources: append([]int{}, b.theirs...)}
		aff, err := b.a.Affordability(ctx, scope, c)
		if err != nil {
			return err
		}
		b.d.Income = append(b.d.Income, b.income(aff.Income))
		b.d.Obligations = append(b.d.Obligations, b.obligations(aff.Obligations))
		b.d.Affordability = append(b.d.Affordability, affordability(aff))
	}
	return nil
}

// currencies are those of the person's accounts that streams have rows in, with the acts of people or without, in their order.
func (b *builder) currencies() []aisclient.Currency {
	has := func(of *stream.Streams, c aisclient.Currency) bool { return of != nil && of.First(c) != 0 }
	var out []aisclient.Currency
	seen := map[aisclient.Currency]bool{}
	for _, i := range b.theirs {
		if c := b.a.Ledger.Sources()[i].Currency; !seen[c] && (has(b.streams, c) || has(b.beside, c)) {
			seen[c] = true
			out = append(out, c)
		}
	}
	return out
}

func (b *builder) income(inc *stream.Income) Income {
	out := Income{Currency: inc.Currency, Proven: inc.Proven, Possible: inc.Possible, Window: Span{inc.Known, inc.To}, Basis: b.a.JointBasis(b.name), Overflow: inc.Overflow,
		Streams: []Stream{}, Excluded: []Excluded{}, Months: make([]Month, months)}
	for i := range out.Months {
		out.Months[i].Start = b.streams.Day().MonthStart().AddMonths(i - months + 1)
	}
	received := [months]bool{}
	out.Months[months-1].Unfinished = (b.streams.Day() + 1).MonthStart() != b.streams.Day()+1
	for _, share := range append(slices.Clone(inc.Streams), stopped(b, inc.Currency)...) {
		s := b.stream(share.Stream)
		for i, m := range b.streams.Months(share.Stream, months) {
			received[i] = received[i] || !m.NoData
		}
		s.Proven, s.Possible = share.Proven, share.Possible
		for i, sum := range s.Months {
			m := &out.Months[i]
			switch {
			case share.Proven > 0:
				m.Proven = plus(m.Proven, sum)
			case share.Possible > 0:
				m.Possible = plus(m.Possible, sum)
			default:
				m.Stopped = plus(m.Stopped, sum)
			}
		}
		out.Streams = append(out.Streams, s)
	}
	for i := range out.Months {
		out.Months[i].NotReceived = len(out.Streams) > 0 && !received[i]
	}
	for _, e := range inc.Excluded {
		out.Excluded = append(out.Excluded, Excluded{string(e.Reason), e.Sum, len(e.Rows), e.Rows})
	}
	return out
}

// stopped are the streams of a currency that would be income had they not stopped: they count in nothing.
func stopped(b *builder, c aisclient.Currency) (out []stream.Share) {
	all := b.streams.All()
	for i := range all {
		if st := &all[i]; st.In && st.Currency == c && !st.Counted() && slices.Contains(st.Why, stream.StoppedStream) {
			out = append(out, stream.Share{Stream: st})
		}
	}
	return out
}

func (b *builder) stream(st *stream.Stream) Stream {
	f := &st.Series
	out := Stream{Payer: b.payer(st), Category: st.Category.String(), Frequency: f.HowOften(), Level: f.Level, Monthly: f.Monthly, First: f.First, Last: f.Last,
		Next: f.Next, Missed: f.Missed, Status: f.Status.String(), Stability: f.Stability, Count: len(st.Rows), Rows: st.Rows, Months: make([]aisclient.Amount, months)}
	for _, why := range st.Why {
		out.Why = append(out.Why, string(why))
	}
	for i, m := range b.streams.Months(st, months) {
		out.Months[i] = m.Sum
	}
	return out
}

// payer is whom a stream is with, as the level shows it. A payer that only the title names tells the ground of a benefit.
func (b *builder) payer(st *stream.Stream) string {
	if k := b.a.Special(st.Rows[0]); k != nil && (!k.Ground || st.ByTitle) {
		return withheld
	}
	return b.mask.name(st.Called(), b.a.Parties.Party(st.Payer).Person)
}

func (b *builder) obligations(o *stream.Obligations) Obligations {
	out := Obligations{Currency: o.Currency, Proven: o.Proven, Possible: o.Possible, Revolving: o.Revolving, Service: o.Service, ServicePossible: o.ServicePossible, Items: []Obligation{}, Debts: []Debt{}}
	for _, i := range o.Items {
		payee := ""
		if i.Card != nil {
			payee = b.label(i.Card.Source)
		} else {
			payee = b.payer(i.Stream)
		}
		out.Items = append(out.Items, Obligation{Payee: payee, Category: i.Category.String(), Frequency: i.Series.HowOften(), Proven: i.Proven,
			Possible: i.Possible, First: i.Series.First, Last: i.Series.Last, Count: len(i.Rows), Rows: i.Rows})
	}
	for _, d := range o.Debts {
		out.Debts = append(out.Debts, Debt{b.label(d.Source), d.Balance, d.Limit, d.Utilisation})
	}
	return out
}

func affordability(a *stream.Affordability) Affordability {
	out := Affordability{Currency: a.Currency, DSTI: a.DSTI, Spending: a.Spending, Gambling: a.Gambling, Cash: a.Cash, Window: Span{a.From, a.To},
		GamblingRows: a.GamblingRows, CashRows: a.CashRows}
	service, income := Range(a.Obligations.Service, plus(a.Obligations.Service, a.Obligations.ServicePossible), a.Currency), fmt.Sprintf("%s %s", ledger.Cents(a.Income.Proven), a.Currency)
	switch {
	case a.DSTI >= 0:
		share := Percent(a.DSTI)
		if most := a.MostDSTI(); most > a.DSTI {
			out.DSTIMost = most
			share += " to " + Percent(most)
		}
		out.Formula = fmt.Sprintf("debt service %s / proven income %s = %s", service, income, share)
	case a.Income.Proven <= 0:
		out.Formula = fmt.Sprintf("debt service %s / proven income %s: not known, no income is proven", service, income)
	case a.DebtsElsewhere():
		out.Formula = fmt.Sprintf("debt service %s / proven income %s: not known, debts are served in another currency", service, income)
	default:
		out.Formula = fmt.Sprintf("debt service %s / proven income %s: not known, the quality of the data holds it back", service, income)
	}
	out.Elsewhere = a.SpentElsewhere()
	if a.LivingKnown {
		out.Living, out.LivingRows = &a.Living, a.LivingRows
	}
	if a.DisposableKnown {
		out.Disposable = &a.Disposable
		if least := a.Least(); least < a.Disposable {
			out.DisposableLeast = &least
		}
	}
	return out
}

// Percent writes thousandths as a percentage with one decimal.
func Percent(permille int64) string {
	sign := ""
	if permille < 0 {
		sign, permille = "-", -permille
	}
	return fmt.Sprintf("%s%d.%d %%", sign, permille/10, permille%10)
}

// plus adds amounts up to the greatest one.
func plus(a, b aisclient.Amount) aisclient.Amount {
	sum, err := a.Add(b)
	if err != nil {
		return a
	}
	return sum
}

// points is how many points of a balance a document has at most.
const points = 400

// balances writes the balances of the person's deposit accounts.
func (b *builder) balances(ctx context.Context) error {
	b.d.Balances = []Balance{}
	for _, i := range b.theirs {
		if b.a.Parties.Liability(i) {
			continue
		}
		if _, again := b.a.Parties.Repeats(i); again {
			continue
		}
		line := insight.BalanceLine(b.a.Ledger, i, ledger.All())
		line.Until(b.a.Day)
		if len(line.Points) == 0 {
			continue
		}
		below := b.a.BelowZero(i)
		out := Balance{Account: b.label(i), Currency: line.Currency, Points: b.thinned(line.Points), Below: len(below.Days)}
		if low, ok := below.LowestOf(&line); ok {
			out.Lowest = &Point{low.Date, low.Balance}
		}
		b.d.Balances = append(b.d.Balances, out)
	}
	return ctx.Err()
}

// thinned are at most so many points: the last of each stretch of days. At level verdict they are month ends.
func (b *builder) thinned(all []insight.Point) []Point {
	first, last := all[0].Date, all[len(all)-1].Date
	step := func(d aisclient.Date) int { return int(d-first) * points / (int(last-first) + 1) }
	if b.Level == Verdict {
		step = func(d aisclient.Date) int { return int(d.MonthStart()) }
	}
	out := []Point{}
	for i, p := range all {
		if i+1 < len(all) && step(all[i+1].Date) == step(p.Date) {
			continue
		}
		out = append(out, Point{p.Date, p.Balance})
	}
	return out
}
