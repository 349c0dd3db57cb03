package insight

import (
	"context"
	"fmt"

	"aisdesk/aisclient"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/filter"
)

// sentences say what the rows of a topic are: the noun, and what the noun is with.
var sentences = map[Topic][2]string{
	Gambling:    {"payment", "with betting and games of chance"},
	Loans:       {"payment", "of loans and their instalments"},
	Repayments:  {"repayment", "of loans, mortgages, cards and pay-later purchases"},
	Bailiff:     {"payment", "to a bailiff or an enforcement office"},
	Collection:  {"payment", "to debt collectors"},
	LatePayment: {"charge", "for being late or overdrawn"},
	Returned:    {"payment", "that came back"},
	Cash:        {"withdrawal", "of cash"},
}

// signTopics are the topics of signs, in the order of findings.
var signTopics = []Topic{Bailiff, Collection, Gambling, Returned, LatePayment, Loans, Repayments, Cash}

// signs finds the rows that mean something to a reviewer, certain ones and those that may.
func (l *look) signs(ctx context.Context) ([]Finding, error) {
	var out []Finding
	for _, t := range signTopics {
		if !l.Ledger.GiveWay(ctx) {
			return nil, ctx.Err()
		}
		certain, unsure := l.signed(t)
		for _, part := range []struct {
			rows []int32
			sure bool
		}{{certain, true}, {unsure, false}} {
			f, ok, err := l.sign(ctx, t, part.rows, part.sure)
			if err != nil {
				return nil, err
			}
			if ok {
				out = append(out, f)
			}
		}
		if t == Loans {
			out = append(out, l.loanAccounts()...)
		}
	}
	return out, nil
}

// loanAccounts are the findings of accounts that are loans: a sign of loans also where no row shows one (statement 8.7).
func (l *look) loanAccounts() []Finding {
	var out []Finding
	for i := range l.Ledger.Sources() {
		s := &l.Ledger.Sources()[i]
		if _, again := l.Parties.Repeats(i); again || s.IsCard() || !l.Parties.Liability(i) {
			continue
		}
		rows := allOf(s)
		f := Finding{Topic: Loans, Level: Note, Filter: l.Ledger.SourcesFilter(i), Rows: rows, Figures: []Figure{{s.Currency, 0, len(rows)}}}
		owed := ""
		if s.Balance != nil && *s.Balance < 0 {
			f.Figures[0].Amount, owed = *s.Balance, ": "+money(s.Balance.Abs(), s.Currency)+" are owed"
		}
		f.Sentence = fmt.Sprintf("%s is an account of a loan%s.", s.Label(), owed)
		out = append(out, f)
	}
	return out
}

// sign is the finding of the rows of a topic.
func (l *look) sign(ctx context.Context, t Topic, rows []int32, sure bool) (Finding, bool, error) {
	if len(rows) == 0 || t == Cash && !sure {
		return Finding{}, false, nil
	}
	totals, err := l.Ledger.TotalsOf(ctx, rows)
	if err != nil {
		return Finding{}, false, err
	}
	f := Finding{Topic: t, Level: l.signLevel(t, totals, sure), Rows: rows, Filter: filter.Rows(rows)}
	var sums []string
	shares := ""
	for _, s := range totals {
		f.Figures = append(f.Figures, Figure{s.Currency, s.Net, s.Count})
		f.turned = max(f.turned, s.In, s.Out.Abs())
		sums = append(sums, sumPhrase(s))
		shares += l.shareOf(t, s.Currency, len(totals) > 1)
	}
	said := sentences[t]
	perhaps := ""
	if !sure {
		perhaps = "perhaps "
	}
	first, last := l.span(rows)
	f.Sentence = fmt.Sprintf("%s %s%s: %s%s%s%s.", english.Plural(len(rows), said[0], said[0]+"s"), perhaps, said[1], english.List(sums), days(first, last), shares, inNoSum(unbooked(totals)))
	return f, true, nil
}

// signLevel is how much a topic's rows ask for a look. What many harmless accounts have is a note at most.
func (l *look) signLevel(t Topic, totals []ledger.Totals, sure bool) Level {
	if !sure {
		return Note
	}
	switch t {
	case Bailiff, Collection:
		return Warn
	case Gambling:
		return l.gamblingLevel(totals)
	case LatePayment, Returned:
		for _, s := range totals {
			if s.Count > 1 && l.partOfIncome(s.Net, s.Currency, lateWarn) {
				return Warn
			}
		}
		return Note
	case Loans, Repayments:
		return Note
	case Cash:
		for _, s := range totals {
			if m := l.monthly[s.Currency]; m != nil && m.CashOver(cashNote) {
				return Note
			}
		}
	}
	return Info
}

// gamblingLevel warns where gambling takes more than a tenth of what came in. Below a fiftieth it stays a note, not a
// plain fact as statement 6.4 has it: the claim that there is none is refuted by it, and a reviewer must see why.
func (l *look) gamblingLevel(totals []ledger.Totals) Level {
	for _, s := range totals {
		m := l.monthly[s.Currency]
		if m.GamblingOver(gamblingWarn) || m.Earned <= 0 && m.Gambling > 0 {
			return Warn
		}
	}
	return Note
}

// unbooked counts the rows that are in no sum.
func unbooked(totals []ledger.Totals) int {
	n := 0
	for _, t := range totals {
		n += t.Count - t.Booked
	}
	return n
}

// shareOf is how much of what went out cash is, and of the income gambling; nothing for other topics. It is a share of its own
// currency, and says of which where the rows have several.
func (l *look) shareOf(t Topic, c aisclient.Currency, several bool) string {
	share, of := int64(-1), ""
	switch t {
	case Cash:
		share, of = l.monthly[c].CashShare(), "what went out"
	case Gambling:
		share, of = l.monthly[c].GamblingShare(), "what came in as income"
	}
	if share < 0 {
		return ""
	}
	that := "that is"
	if several {
		that = "the part in " + named(c) + " is"
	}
	return fmt.Sprintf(". Since %s %s %s of %s", l.monthly[c].From, that, percent(share), of)
}

// sumPhrase writes what went out and came in.
func sumPhrase(s ledger.Totals) string {
	switch {
	case s.Overflow:
		return "too much " + named(s.Currency) + " to add up"
	case s.In != 0 && s.Out != 0:
		return fmt.Sprintf("%s out and %s in", money(s.Out.Abs(), s.Currency), money(s.In, s.Currency))
	}
	return money(s.Net.Abs(), s.Currency)
}

// percent writes thousandths as percent: "2 %", "0.5 %".
func percent(permille int64) string {
	if permille%10 == 0 {
		return fmt.Sprintf("%d %%", permille/10)
	}
	return fmt.Sprintf("%d.%d %%", permille/10, permille%10)
}

// partial warns that the rows are not all there is.
func (l *look) partial(context.Context) ([]Finding, error) {
	var out []Finding
	if !l.Ledger.Complete() {
		why := "the reply is still being read"
		if err := l.Ledger.Err(); err != nil {
			why = err.Error()
		}
		out = append(out, Finding{Topic: Partial, Level: Warn, Figures: []Figure{{Count: l.Ledger.Len()}},
			Sentence: fmt.Sprintf("Not all rows are here, but %s: %s.", english.Plural(l.Ledger.Len(), "row", "rows"), why)})
	}
	for i := range l.Quality.Accounts {
		if q := &l.Quality.Accounts[i]; q.Cut {
			out = append(out, Finding{Topic: Partial, Level: Warn, Filter: l.Ledger.SourcesFilter(i), Rows: allOf(&l.Ledger.Sources()[i]), Figures: []Figure{{q.Currency, 0, q.Rows}},
				Sentence: fmt.Sprintf("The history of %s was cut short by a timeout at the provider.", q.Label)})
		}
	}
	if n := len(l.Quality.Unread); n > 0 {
		out = append(out, Finding{Topic: Partial, Level: Warn, Figures: []Figure{{Count: n}},
			Sentence: fmt.Sprintf("A part of the reply could not be read in %s, first %s.", english.Plural(n, "place", "places"), l.Quality.Unread[0])})
	}
	return out, nil
}

// allOf are all rows of an account.
func allOf(s *ledger.SourceInfo) []int32 {
	rows := make([]int32, 0, s.Rows())
	for row := s.First; row < s.Last; row++ {
		rows = append(rows, row)
	}
	return rows
}
