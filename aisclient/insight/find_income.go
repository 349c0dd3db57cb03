package insight

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/insight/cadence"
	"aisdesk/aisclient/insight/stream"
)

// earning reports whether streams of a category are what somebody lives on.
func earning(c category.Category) bool {
	return c == category.Salary || c == category.Pension || c == category.Benefit || c == category.AlimonyIn
}

// incomes says what comes in a month, and which wages have stopped.
func (l *look) incomes(context.Context) ([]Finding, error) {
	var out []Finding
	for _, c := range l.Ledger.Currencies() {
		if f, ok := l.incomeOf(c); ok {
			out = append(out, f)
		}
		if rows := l.ownWages(c); len(rows) > 0 {
			out = append(out, l.counted(IncomeTopic, c, rows, "called wages, but the customer's own money, and no income"))
		}
	}
	all := l.streams.All()
	for i := range all {
		st := &all[i]
		if !st.In || !earning(st.Category) || !st.Series.Mature || st.Series.Status != cadence.Stopped || st.Series.Last < l.Day.AddMonths(-agoMonths) {
			continue
		}
		f := l.streamFinding(IncomeTopic, Warn, st)
		if l.followed(st) {
			f.Level = Note
		}
		f.Sentence = fmt.Sprintf("The %s from %s, %s %s, has stopped: the last of %s came on %s.", st.Kind(), st.Payee(),
			rounded(st.Series.Monthly, st.Currency), "a month", english.Plural(len(st.Rows), "payment", "payments"), st.Series.Last) + takenSentence(st)
		out = append(out, f)
	}
	return out, nil
}

// ownWages are the credits that are called wages and come from the customer's own accounts (statement 4.1).
func (l *look) ownWages(c aisclient.Currency) []int32 {
	var rows []int32
	for row := range int32(l.Ledger.Len()) {
		if l.Ledger.Amount(row) > 0 && l.Ledger.Currency(row) == c && l.Rows.Of(row) == category.OwnTransfer && l.Rows.OwnWage(row) && l.shows(row) {
			rows = append(rows, row)
		}
	}
	return rows
}

// incomeOf is the income of a currency in one sentence.
func (l *look) incomeOf(c aisclient.Currency) (Finding, bool) {
	inc := l.monthly[c].Income
	if len(inc.Streams) == 0 || inc.Overflow {
		return Finding{}, false
	}
	f := Finding{Topic: IncomeTopic, Level: Info, Figures: []Figure{{c, inc.Proven, 0}}}
	var from []string
	for i, s := range inc.Streams {
		f.Rows = append(f.Rows, s.Rows...)
		if i < 3 {
			from = append(from, s.Kind()+" from "+s.Payee())
		}
	}
	f.Rows = inOrder(f.Rows)
	f.Figures[0].Count = len(f.Rows)
	first, last := l.span(f.Rows)
	amount := rounded(inc.Proven, c) + " a month is proven"
	switch {
	case inc.Proven == 0:
		amount = rounded(inc.Possible, c) + " a month is possible, none is proven"
	case inc.Possible > 0:
		amount += ", " + rounded(inc.Possible, c) + " more is possible"
	}
	f.Sentence = fmt.Sprintf("Income of %s, %s%s: %s.", amount, english.Plural(len(f.Rows), "payment", "payments"), days(first, last), english.List(from))
	if n := len(inc.Streams); n > 3 {
		f.Sentence = fmt.Sprintf("%s and %d more.", strings.TrimSuffix(f.Sentence, "."), n-3)
	}
	f.Filter = filterOf(f.Rows)
	return f, true
}

// followed reports whether another payer began about when a stream stopped.
func (l *look) followed(stopped *stream.Stream) bool {
	all := l.streams.All()
	for i := range all {
		st := &all[i]
		if st.In && earning(st.Category) && st.Payer != stopped.Payer && st.Counted() && st.Series.First >= stopped.Series.Last.AddDays(-earlyDays) {
			return true
		}
	}
	return false
}

// streamFinding is a finding about one stream.
func (l *look) streamFinding(t Topic, level Level, st *stream.Stream) Finding {
	amount := st.Series.Monthly
	if !st.In {
		amount = -amount
	}
	return Finding{Topic: t, Level: level, Rows: st.Rows, Filter: filterOf(st.Rows), Figures: []Figure{{st.Currency, amount, len(st.Rows)}}}
}

// recurring says which payments come back, and which of them were missed.
func (l *look) recurring(context.Context) ([]Finding, error) {
	var out []Finding
	for _, st := range l.streams.Recurring() {
		if l.kept(st.Rows[0]) {
			continue
		}
		f := l.streamFinding(RecurringPays, Info, st)
		f.Sentence = recurringSentence(st)
		out = append(out, f)
		if missed := l.missed(st); len(missed) > 0 {
			f := l.streamFinding(Missed, Note, st)
			f.Sentence = missedSentence(st, missed)
			out = append(out, f)
		}
	}
	return out, nil
}

// missed are the due dates of the last year on which something owed or earned did not come, of a stream that goes on.
// Nobody waits for shopping, a fee or a withdrawal of cash.
func (l *look) missed(st *stream.Stream) []aisclient.Date {
	if st.Series.Status == cadence.Stopped || st.ByTitle || !expected(st) {
		return nil
	}
	var out []aisclient.Date
	for _, d := range st.Series.Missed {
		if d > l.Day.AddMonths(-12) {
			out = append(out, d)
		}
	}
	return out
}

// expected reports whether somebody waits for the payments of a stream.
func expected(st *stream.Stream) bool {
	switch st.Category {
	case category.Salary, category.Pension, category.Benefit, category.AlimonyIn, category.Rent, category.Mortgage, category.LoanRepayment,
		category.CardRepayment, category.BNPL, category.Utilities, category.Telecom, category.Insurance, category.SocialInsurance, category.AlimonyOut,
		category.Bailiff, category.DebtCollection:
		return true
	case category.OtherIn, category.OtherOut, category.PersonIn, category.PersonOut, category.Education, category.Subscriptions:
		return st.Series.Stability >= steadyBill
	}
	return false
}

func recurringSentence(st *stream.Stream) string {
	verb := "goes to"
	switch {
	case st.In && st.ByTitle:
		verb = "comes in as"
	case st.In:
		verb = "comes from"
	case st.ByTitle:
		verb = "goes out as"
	}
	f := &st.Series
	amount := rounded(f.Level, st.Currency)
	if f.Stability < 1000 {
		amount = "About " + amount
	}
	text := fmt.Sprintf("%s %s %s %s, %s since %s", amount, verb, cmp.Or(st.Called(), st.Kind()), f.Cycle, english.Plural(len(st.Rows), "time", "times"), f.First)
	if f.Status == cadence.Stopped {
		return text + fmt.Sprintf("; the last on %s, it has stopped.", f.Last) + takenSentence(st)
	}
	return text + fmt.Sprintf("; next due on %s.", f.Next) + takenSentence(st)
}

// takenSentence says which payments are not in a stream because of an act of a person; empty for none.
func takenSentence(st *stream.Stream) string {
	if len(st.Taken) == 0 {
		return ""
	}
	return fmt.Sprintf(" What came around %s was excluded or relabelled by a person.", datesOf(st.Taken))
}

func datesOf(days []aisclient.Date) string {
	dates := make([]string, len(days))
	for i, d := range days {
		dates[i] = d.String()
	}
	return english.List(dates)
}

func missedSentence(st *stream.Stream, missed []aisclient.Date) string {
	verb := "to"
	if st.In {
		verb = "from"
	}
	return fmt.Sprintf("The payment of about %s %s %s, due %s, was not made around %s.", rounded(st.Series.Usual, st.Currency), verb, st.Called(), st.Series.HowOften(), datesOf(missed))
}
