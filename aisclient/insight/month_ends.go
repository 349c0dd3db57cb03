package insight

import (
	"context"
	"fmt"
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/ledger"
)

// MonthEnd is what the accounts of a person hold together at the end of a month.
type MonthEnd struct {
	Day     aisclient.Date
	Balance aisclient.Amount
	Rows    []int32 // after which the accounts held it
}

// MonthEnds are the balances of the person's deposit accounts in a currency at the last month ends, 6 by the built-in rules, before the data's day,
// oldest first, and the median change from one to the next. Ends before the first balance of any account are left out. The
// name is the person claimed, empty for none. Rows are those whose balances they are. Its only error is ctx's.
func (a *Analysis) MonthEnds(ctx context.Context, name string, c aisclient.Currency) (ends []MonthEnd, slope aisclient.Amount, rows []int32, err error) {
	var lines []Line
	for _, i := range a.Deposits(name) {
		if a.Ledger.Sources()[i].Currency != c || a.Quality.Accounts[i].Empty {
			continue
		}
		line, err := balanceLine(ctx, a.Ledger, i, ledger.All())
		if err != nil {
			return nil, 0, nil, err
		}
		lines = append(lines, line)
	}
	if len(lines) == 0 {
		return nil, 0, nil, nil
	}
	end := (a.Day + 1).MonthStart() - 1
	for range a.Rules.Obligations.MeanMonths {
		sum, at, ok := balanceOn(lines, end)
		if !ok {
			break
		}
		ends, rows = append(ends, MonthEnd{end, sum, at}), append(rows, at...)
		end = end.MonthStart() - 1
	}
	slices.Reverse(ends)
	var steps []aisclient.Amount
	for i := 1; i < len(ends); i++ {
		steps = append(steps, ends[i].Balance-ends[i-1].Balance)
	}
	if len(steps) > 0 {
		slices.Sort(steps)
		slope = steps[len(steps)/2]
		if len(steps)%2 == 0 {
			slope = steps[len(steps)/2-1]/2 + slope/2
		}
	}
	slices.Sort(rows)
	return ends, slope, slices.Compact(rows), nil
}

// balanceOn adds up what accounts hold at the end of a day; false where one has no balance yet, or the sum is too large.
func balanceOn(lines []Line, day aisclient.Date) (sum aisclient.Amount, rows []int32, ok bool) {
	for i := range lines {
		p := lines[i].Points
		k, found := slices.BinarySearchFunc(p, day, func(p Point, d aisclient.Date) int { return int(p.Date) - int(d) })
		if !found {
			k--
		}
		if k < 0 {
			return 0, nil, false
		}
		var err error
		if sum, err = sum.Add(p[k].Balance); err != nil {
			return 0, nil, false
		}
		rows = append(rows, p[k].Row)
	}
	return sum, rows, true
}

// fewestEnds is how many month ends are a trend, and how many low ones are noted.
const fewestEnds = 3

// monthEnds is the finding of how months ended: a note if the last three are below a tenth of a month's income.
func (l *look) monthEnds(ctx context.Context, c aisclient.Currency) (Finding, bool) {
	ends, slope, rows, err := l.MonthEnds(ctx, "", c)
	if err != nil || len(ends) < fewestEnds {
		return Finding{}, false
	}
	f := Finding{Topic: MonthEnds, Level: Info, Rows: rows, Filter: filterOf(rows), Figures: []Figure{{c, ends[len(ends)-1].Balance, len(ends)}}}
	proven, _ := l.income(c)
	low := proven > 0
	for _, e := range ends[len(ends)-fewestEnds:] {
		low = low && e.Balance < proven/1000*lowMonthEnds
	}
	what := ""
	if low {
		f.Level = Note
		what = "; the last three are below a tenth of a month's income"
	}
	way := "rise"
	if slope < 0 {
		way = "fall"
	}
	f.Sentence = fmt.Sprintf("The balances in %s at the last %s %s by %s a month in the median, to %s on %s%s.", named(c), english.Plural(len(ends), "month end", "month ends"), way,
		rounded(slope.Abs(), c), money(ends[len(ends)-1].Balance, c), ends[len(ends)-1].Day, what)
	return f, true
}
