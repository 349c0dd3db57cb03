package insight

import (
	"context"
	"fmt"

	"aisdesk/aisclient"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/insight/stream"
	"aisdesk/aisclient/ledger/filter"
)

// filterOf is the filter line of rows.
func filterOf(rows []int32) string { return filter.Rows(rows) }

// debts says what is paid for debts a month, and how far credit is used.
func (l *look) debts(context.Context) ([]Finding, error) {
	var out []Finding
	for _, c := range l.Ledger.Currencies() {
		m := l.monthly[c]
		if f, ok := l.service(m); ok {
			out = append(out, f)
		}
		for i := range m.Obligations.Debts {
			if f, ok := l.inUse(&m.Obligations.Debts[i], c); ok {
				out = append(out, f)
			}
		}
		for i := range m.Obligations.Ended {
			out = append(out, endedDebt(l, &m.Obligations.Ended[i]))
		}
	}
	return out, nil
}

// endedDebt is the note of a debt that was paid for months and is paid no longer.
func endedDebt(l *look, o *stream.Obligation) Finding {
	f := l.streamFinding(Missed, Note, o.Stream)
	f.Figures[0].Amount = -o.Possible
	first, last := l.span(o.Rows)
	f.Sentence = fmt.Sprintf("About %s a month went to %s, %s%s, and nothing since: it does not show whether the debt was paid off.", rounded(o.Possible, o.Currency), o.Payee(),
		english.Plural(len(o.Rows), "payment", "payments"), days(first, last))
	return f
}

// service is the finding of debt service to income.
func (l *look) service(m *stream.Affordability) (Finding, bool) {
	o := m.Obligations
	if o.Service == 0 {
		return Finding{}, false
	}
	f := Finding{Topic: DebtService, Level: Info, Figures: []Figure{{m.Currency, -o.Service, 0}}}
	for _, item := range o.Items {
		if item.Serves() {
			f.Rows = append(f.Rows, item.Rows...)
		}
	}
	f.Rows = inOrder(f.Rows)
	f.Figures[0].Count = len(f.Rows)
	if len(f.Rows) > 0 {
		f.Filter = filterOf(f.Rows)
	}
	first, last := l.span(f.Rows)
	part := ""
	if m.DSTI >= 0 {
		part = fmt.Sprintf(", %d.%d %% of the proven income", m.DSTI/10, m.DSTI%10) // as screens and reports round it
	}
	if len(f.Rows) > 0 { // a card that is not paid yet has none
		part += ", " + english.Plural(len(f.Rows), "payment", "payments") + days(first, last)
	}
	switch {
	case m.ServiceOver(serviceWarn):
		f.Level = Warn
	case m.ServiceOver(serviceNote):
		f.Level = Note
	}
	f.Sentence = fmt.Sprintf("Debts cost %s a month%s.", rounded(o.Service, m.Currency), part)
	return f, true
}

// inUse is the finding of a card whose limit is nearly used.
func (l *look) inUse(d *stream.Debt, c aisclient.Currency) (Finding, bool) {
	if !d.Uses(limitNote) {
		return Finding{}, false
	}
	rows := allOf(&l.Ledger.Sources()[d.Source])
	f := Finding{Topic: Utilisation, Level: Note, Rows: rows, Figures: []Figure{{c, -d.Balance, len(rows)}}}
	if len(rows) > 0 {
		f.Filter = l.Ledger.SourcesFilter(d.Source)
	}
	f.Sentence = fmt.Sprintf("%s of the limit of %s is in use: %s of %s.", percent(d.Utilisation), l.Ledger.Sources()[d.Source].Label(), money(d.Balance, c), money(*d.Limit, c))
	return f, true
}

// doubles says which rows and accounts stand twice, and which rows are dated in the future.
func (l *look) doubles(ctx context.Context) ([]Finding, error) {
	var out []Finding
	for i := range l.Ledger.Sources() {
		of, again := l.Parties.Repeats(i)
		if !again {
			continue
		}
		s := &l.Ledger.Sources()[i]
		rows, named := allOf(s), s.Label().String()
		if !s.IBAN.Empty() {
			named += ", " + s.IBAN.String() + ","
		}
		out = append(out, Finding{Topic: Repeated, Level: Note, Filter: fmt.Sprintf("src:%d", i), Rows: rows, Figures: []Figure{{s.Currency, 0, len(rows)}},
			Sentence: fmt.Sprintf("The account %s stands in this reply twice, also as %s: what both have counts once.", named, l.Ledger.Sources()[of].Label())})
	}
	copies := map[aisclient.Currency][]int32{}
	for _, row := range l.Parties.Copies() {
		a, c := l.Ledger.Amount(row), l.Ledger.Currency(row)
		if _, again := l.Parties.Repeats(l.Ledger.Account(row)); !again && l.partOfIncome(a, c, copiesNote) {
			copies[c] = append(copies[c], row)
		}
	}
	future := map[aisclient.Currency][]int32{}
	for i := range l.Quality.Accounts {
		c := l.Quality.Accounts[i].Currency
		future[c] = append(future[c], l.Quality.Accounts[i].Future...)
	}
	for _, c := range l.Ledger.Currencies() {
		for _, part := range []struct {
			topic Topic
			rows  []int32
			said  string
		}{{Duplicates, copies[c], "the same as another of that day and account"}, {Future, future[c], "dated in the future, and in no sum"}} {
			if len(part.rows) > 0 {
				out = append(out, l.counted(part.topic, c, part.rows, part.said))
			}
		}
	}
	return out, ctx.Err()
}

// counted is a note of rows with their sum.
func (l *look) counted(t Topic, c aisclient.Currency, rows []int32, said string) Finding {
	sum, ok := addUp(l.Ledger, rows)
	first, last := l.span(rows)
	amount := "too much to add up"
	if ok {
		amount = money(sum.Abs(), c)
	}
	is := "are "
	if len(rows) == 1 {
		is = "is "
	}
	return Finding{Topic: t, Level: Note, Rows: rows, Filter: filterOf(rows), Figures: []Figure{{c, sum, len(rows)}},
		Sentence: fmt.Sprintf("%s %s%s: %s%s.", english.Plural(len(rows), "row", "rows"), is, said, amount, days(first, last))}
}
