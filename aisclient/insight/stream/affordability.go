package stream

import (
	"context"
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/insight/cadence"
	"aisdesk/aisclient/insight/party"
)

// Affordability is what is left of an income in one currency (statements 6.3 and 6.4).
type Affordability struct {
	Currency    aisclient.Currency
	Income      *Income
	Obligations *Obligations
	// DSTI is debt service / proven income in thousandths, rounded; -1 where no income is proven, or debts are served in another
	// currency.
	DSTI int64
	// Living is the median of what the full months before the data's day cost: tax, utilities, telecom, insurance,
	// groceries, transport, fuel, education, household. Tax that is off the income of a business already is not taken off
	// twice, and months of which days are missing tell no costs. LivingKnown is false where there are fewer than three, and
	// where the data is held back.
	Living      aisclient.Amount
	LivingRows  []int32
	LivingKnown bool
	// Disposable is proven income less proven obligations and Living; known where both are, and nothing has to be paid in another
	// currency.
	Disposable      aisclient.Amount
	DisposableKnown bool
	// Spending is what went out in the last 6 months without money between own accounts; Earned what came in as income.
	// Gambling and Cash are parts of Spending, GamblingNet is what gambling cost.
	Spending, Earned, Gambling, GamblingNet, Cash aisclient.Amount
	GamblingRows, CashRows                        []int32
	From, To                                      aisclient.Date // the days of these: From is not before the data of the currency
	// Elsewhere is what has to be paid in other currencies: it cannot be taken off, nor compared with this income.
	Elsewhere []Elsewhere
	// Held says that the quality of the data holds back what it says of income: DSTI, Living and Disposable are not known.
	Held bool

	won      aisclient.Amount
	afterTax bool // the proven income is that of a business, of which the tax is off already (statement 5.8)
}

// Least is what is left where all obligations that are possible have to be paid.
func (a *Affordability) Least() aisclient.Amount { return a.Disposable - a.Obligations.Possible }

// MostDSTI is DSTI with the debt service that is possible.
func (a *Affordability) MostDSTI() int64 {
	if a.DSTI < 0 {
		return -1
	}
	return thousandths(plus(a.Obligations.Service, a.Obligations.ServicePossible), a.Income.Proven)
}

// GamblingShare is gambling / what came in as income in thousandths, rounded; -1 where nothing did.
func (a *Affordability) GamblingShare() int64 { return shareOf(a.Gambling, a.Earned) }

// CashShare is cash / spending in thousandths, rounded; -1 where nothing went out.
func (a *Affordability) CashShare() int64 { return shareOf(a.Cash, a.Spending) }

func shareOf(part, all aisclient.Amount) int64 {
	if all <= 0 {
		return -1
	}
	return thousandths(part, all)
}

// ServiceOver, GamblingOver and CashOver report whether the exact share is known and more than so many thousandths: of the
// proven income, of what came in as income, of spending.
func (a *Affordability) ServiceOver(permille int64) bool {
	return a.DSTI >= 0 && over(a.Obligations.Service, a.Income.Proven, permille)
}
func (a *Affordability) GamblingOver(permille int64) bool {
	return a.Earned > 0 && over(a.Gambling, a.Earned, permille)
}
func (a *Affordability) CashOver(permille int64) bool {
	return a.Spending > 0 && over(a.Cash, a.Spending, permille)
}

// living are the categories of what a household costs.
var living = []category.Category{category.Tax, category.Utilities, category.Telecom, category.Insurance, category.Groceries, category.Transport,
	category.Fuel, category.Education, category.Household}

// Affordability works out what is left of an income a month. Its only error is ctx's.
func (s *Streams) Affordability(ctx context.Context, c aisclient.Currency) (*Affordability, error) {
	income, err := s.Income(ctx, Scope{Currency: c})
	if err != nil {
		return nil, err
	}
	a := &Affordability{Currency: c, Income: income, Obligations: s.Obligations(c), DSTI: -1, To: s.in.Day,
		From: s.in.Day.AddMonths(-s.in.Rules.Obligations.MeanMonths) + 1}
	if a.Elsewhere, err = s.elsewhere(ctx, a); err != nil {
		return nil, err
	}
	if income.Proven > 0 && !income.Overflow && !a.DebtsElsewhere() {
		a.DSTI = thousandths(a.Obligations.Service, income.Proven)
	}
	a.afterTax = slices.ContainsFunc(income.Streams, func(st Share) bool { return st.Category == category.BusinessIncome && st.Proven > 0 })
	if err := (budget{s}).spending(ctx, a); err != nil {
		return nil, err
	}
	if a.LivingKnown && income.Proven > 0 && !income.Overflow && len(a.Elsewhere) == 0 {
		a.Disposable, a.DisposableKnown = income.Proven-a.Obligations.Proven-a.Living, true
	}
	return a, ctx.Err()
}

// budget is what goes out and comes in beside streams.
type budget struct{ *Streams }

// spending adds up the last months.
func (s budget) spending(ctx context.Context, a *Affordability) error {
	l := s.in.Ledger
	months := s.fullMonths(a.Currency)
	costs := make([]aisclient.Amount, len(months))
	for n, rows := range [2][]int32{s.out, s.rows} {
		for i, row := range rows {
			if i%piece == 0 && !l.GiveWay(ctx) {
				return ctx.Err()
			}
			if day := l.Date(row); day < min(a.From, firstOf(months, a.From)) || day > a.To || l.Currency(row) != a.Currency || !s.counts(row) {
				continue
			}
			if n == 0 {
				a.spend(s.Streams, row, months, costs)
			} else {
				a.earn(s.Streams, row)
			}
		}
	}
	a.From = s.known(a.Currency, a.From)
	a.GamblingNet = a.Gambling - a.won
	if a.LivingKnown = len(months) >= fewestMonths; a.LivingKnown {
		a.Living = median(costs)
	}
	return nil
}

func firstOf(months []aisclient.Date, other aisclient.Date) aisclient.Date {
	if len(months) == 0 {
		return other
	}
	return months[0]
}

// spend notes a row that went out.
func (a *Affordability) spend(s *Streams, row int32, months []aisclient.Date, costs []aisclient.Amount) {
	c, day, amount := s.in.Category(row), s.in.Ledger.Date(row), s.in.Ledger.Amount(row).Abs()
	if slices.Contains(living, c) && !(c == category.Tax && a.afterTax) {
		if k := slices.Index(months, day.MonthStart()); k >= 0 {
			costs[k] = plus(costs[k], amount)
			a.LivingRows = append(a.LivingRows, row)
		}
	}
	if day < a.From || c == category.OwnTransfer || c == category.ReturnedPayment {
		return
	}
	a.Spending = plus(a.Spending, amount)
	switch c {
	case category.Gambling:
		a.Gambling = plus(a.Gambling, amount)
		a.GamblingRows = append(a.GamblingRows, row)
	case category.CashWithdrawal:
		a.Cash = plus(a.Cash, amount)
		a.CashRows = append(a.CashRows, row)
	}
}

// earn notes a row that came in.
func (a *Affordability) earn(s *Streams, row int32) {
	if s.in.Ledger.Date(row) < a.From {
		return
	}
	c, amount := s.in.Category(row), s.in.Ledger.Amount(row)
	if c.Income() {
		a.Earned = plus(a.Earned, amount)
	}
	if c == category.GamblingWin {
		a.won = plus(a.won, amount)
	}
}

// counts reports whether a row counts in sums: booked, neither cancelled nor a copy nor void, on no debt's account.
func (s budget) counts(row int32) bool {
	if !s.in.Ledger.Booked(row) || s.in.Ledger.Date(row) > s.in.Day {
		return false
	}
	if _, cancelled := s.in.Parties.Reversed(row); cancelled {
		return false
	}
	_, copied := s.in.Parties.Copy(row)
	return copied != party.CertainCopy && (s.in.Void == nil || !s.in.Void(row))
}

// missing reports whether an account in a currency has a gap within some days: what was paid then is not known.
func (s budget) missing(c aisclient.Currency, from, to aisclient.Date) bool {
	for i := range s.in.Ledger.Sources() {
		if s.in.Gaps == nil || !s.scope[i] || s.in.Ledger.Sources()[i].Currency != c {
			continue
		}
		if slices.ContainsFunc(s.in.Gaps(i), func(g cadence.Gap) bool { return g.From <= to && g.To >= from }) {
			return true
		}
	}
	return false
}

// fullMonths are the first days of the last full months that the rows cover without a gap, oldest first, of the last 6.
func (s budget) fullMonths(c aisclient.Currency) []aisclient.Date {
	first := s.first[c]
	if first == 0 {
		return nil
	}
	month := s.in.Day.MonthStart()
	if s.in.Day+1 == month.AddMonths(1) {
		month = s.in.Day + 1 // the month is full today
	}
	var out []aisclient.Date
	for range s.in.Rules.Obligations.MeanMonths {
		month = month.AddMonths(-1)
		if month+graceDays < first {
			break
		}
		if !s.missing(c, month, month.AddMonths(1)-1) {
			out = append(out, month)
		}
	}
	slices.Reverse(out)
	return out
}
