package outline

import (
	"fmt"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/report"
)

// cents is an amount with two decimals.
func cents(a aisclient.Amount) string { return ledger.Cents(a).String() }

// kind is a category as people read it.
func kind(category string) string { return strings.ReplaceAll(category, "_", " ") }

// charts are income by month and balances.
func charts(d *report.Document) Section {
	s := Section{Title: "Income and balance over time"}
	for i := range d.Income {
		inc := &d.Income[i]
		proven, possible, any := Series{Name: "from streams that prove income"}, Series{Name: "from streams that are possible only"}, false
		b := &Bars{Caption: "Income by month, " + string(inc.Currency)}
		without := monthsWithout(d, inc.Currency)
		for k, m := range inc.Months {
			if m.NotReceived && len(b.Labels) == 0 {
				continue // the chart begins with the data
			}
			label := m.Start.String()[:7]
			if k < len(without) && without[k] != m {
				label, any = label+" "+actedMark, true
				b.Caption = "Income by month, " + string(inc.Currency) + " (" + actedMark + " changed by acts of people)"
			}
			b.Labels = append(b.Labels, label)
			if m.Stopped != 0 {
				possible.Name = "from streams that are possible only, or have stopped"
			}
			proven.Values, possible.Values = append(proven.Values, m.Proven), append(possible.Values, m.Possible+m.Stopped)
			any, b.Open = any || m.Proven != 0 || m.Possible != 0 || m.Stopped != 0, m.Unfinished
		}
		if b.Series = []Series{proven, possible}; any {
			s.Blocks = append(s.Blocks, b)
		}
	}
	var at []aisclient.Currency
	lines := map[aisclient.Currency]*Lines{}
	for i := range d.Balances {
		b := &d.Balances[i]
		l := lines[b.Currency]
		if l == nil {
			l = &Lines{Caption: "Balance by day, " + string(b.Currency)}
			lines[b.Currency], at = l, append(at, b.Currency)
		}
		l.Lines = append(l.Lines, Line{b.Account, b.Points})
	}
	for _, c := range at {
		s.Blocks = append(s.Blocks, lines[c])
	}
	if t := balances(d); len(t.Rows) > 0 {
		s.Blocks = append(s.Blocks, t)
	}
	return s
}

// actedMark stands at months that acts of people changed.
const actedMark = "†"

// monthsWithout are the months of an income without the acts of people; nil where they change no figure.
func monthsWithout(d *report.Document, c aisclient.Currency) []report.Month {
	if w := incomeWithout(d, c); w != nil {
		return w.Months
	}
	return nil
}

// incomeWithout is an income without the acts of people; nil where they change no figure.
func incomeWithout(d *report.Document, c aisclient.Currency) *report.WithoutIncome {
	if d.WithoutActs == nil {
		return nil
	}
	for i := range d.WithoutActs.Income {
		if inc := &d.WithoutActs.Income[i]; inc.Currency == c {
			return inc
		}
	}
	return nil
}

// balances are the lowest and last balances.
func balances(d *report.Document) *Table {
	t := &Table{Columns: []Column{{"Account", false, 6}, {"Last balance", true, 3}, {"on", false, 2}, {"Lowest", true, 3}, {"on", false, 2}, {"Days below zero", true, 2}}}
	for i := range d.Balances {
		b := &d.Balances[i]
		last := b.Points[len(b.Points)-1]
		row := []string{b.Account, last.Balance.String() + " " + string(b.Currency), last.Day.String(), "", "", fmt.Sprint(b.Below)}
		if b.Lowest != nil {
			row[3], row[4] = b.Lowest.Balance.String()+" "+string(b.Currency), b.Lowest.Day.String()
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// tableMonths is how many months stand in one table.
const tableMonths = 6

// income is the streams of payers with their months.
func income(d *report.Document) Section {
	s := Section{Title: "Income by stream"}
	if len(d.Income) == 0 && len(d.Missing) == 0 {
		s.Blocks = append(s.Blocks, Paragraph("No income was found: no account of the person has rows."))
	}
	for i := range d.Income {
		inc := &d.Income[i]
		line := fmt.Sprintf("Income a month in %s: %s", inc.Currency, report.Interval(inc.Proven, inc.Possible, inc.Currency, inc.Overflow))
		if inc.Proven == 0 && inc.Possible == 0 && !inc.Overflow {
			line += "; none was found"
		}
		gone := []report.GoneStream(nil)
		if w := incomeWithout(d, inc.Currency); w != nil {
			if w.Proven != inc.Proven || w.Possible != inc.Possible || w.Overflow != inc.Overflow {
				line += " (without the acts of people: " + report.Interval(w.Proven, w.Possible, w.Currency, w.Overflow) + ")"
			}
			gone = w.Streams
		}
		line += fmt.Sprintf(". It is judged over %s to %s.", inc.Window.From, inc.Window.To)
		if inc.Basis != "" {
			line += " " + strings.ToUpper(inc.Basis[:1]) + inc.Basis[1:] + "."
		}
		s.Blocks = append(s.Blocks, Paragraph(line))
		if without := monthsWithout(d, inc.Currency); len(inc.Streams)+len(gone) > 0 {
			s.Blocks = append(s.Blocks, streams(inc, gone), monthTable(inc, without, 0), monthTable(inc, without, tableMonths))
		}
		if t := excluded(inc); len(t.Rows) > 0 {
			s.Blocks = append(s.Blocks, t)
		}
	}
	return s
}

// monthlyWithout is a line under a stream with what it is a month without the acts of people; none where they do not change it.
func monthlyWithout(m *report.Monthly) [][]string {
	if m == nil {
		return nil
	}
	said := "without the acts of people: proven " + cents(m.Proven)
	if m.Possible != 0 {
		said += ", possible " + cents(m.Possible)
	}
	return [][]string{{said}}
}

// streams are those of an income, and those that acts of people left without rows.
func streams(inc *report.Income, gone []report.GoneStream) *Table {
	t := &Table{Caption: "Streams in " + string(inc.Currency), Columns: []Column{{"Payer", false, 6}, {"Kind", false, 3}, {"Frequency", false, 3}, {"Proven a month", true, 3},
		{"Possible", true, 3}, {"First", false, 3}, {"Last", false, 3}, {"Next due", false, 3}, {"Status", false, 2}, {"Steady", true, 2}}}
	for i := range inc.Streams {
		st := &inc.Streams[i]
		status := st.Status
		if n := len(st.Missed); n > 0 {
			status += fmt.Sprintf(", %d missed", n)
		}
		t.Rows = append(t.Rows, []string{st.Payer, kind(st.Category), st.Frequency, cents(st.Proven), cents(st.Possible), date(st.First), date(st.Last), date(st.Next), status, report.Percent(int64(st.Stability))})
		if len(st.Why) > 0 {
			t.Rows = append(t.Rows, []string{"not proven: " + strings.Join(st.Why, "; ")})
		}
		t.Rows = append(t.Rows, monthlyWithout(st.WithoutActs)...)
	}
	for i := range gone {
		t.Rows = append(t.Rows, []string{gone[i].Payer, kind(gone[i].Category), "", cents(0), cents(0), "", "", "", "no rows left", ""})
		t.Rows = append(t.Rows, monthlyWithout(&gone[i].Monthly)...)
	}
	return t
}

// monthTable is the sums of streams in 6 months from a month on, and what they add up to, with the acts of people and without.
func monthTable(inc *report.Income, without []report.Month, from int) *Table {
	to := min(from+tableMonths, len(inc.Months))
	t := &Table{Caption: fmt.Sprintf("Received by month in %s", inc.Currency), Columns: []Column{{"Payer", false, 5}}, Marked: map[int]bool{}}
	sums := make([]aisclient.Amount, to-from)
	any := false
	for _, m := range inc.Months[from:to] {
		title := m.Start.String()[:7]
		if m.Unfinished {
			title += " (not over)"
		}
		t.Columns = append(t.Columns, Column{title, true, 3})
	}
	for i := range inc.Streams {
		row := []string{inc.Streams[i].Payer}
		for k, a := range inc.Streams[i].Months[from:to] {
			if sum, err := sums[k].Add(a); err == nil {
				sums[k] = sum
			}
			any = any || a != 0
			row = append(row, blank(a))
		}
		t.Rows = append(t.Rows, row)
	}
	total := []string{"Together"}
	for k, a := range sums {
		total = append(total, receivedIn(inc.Months[from+k], a))
	}
	plain, changed := []string{"Without the acts of people"}, false
	for k := from; k < min(to, len(without)); k++ {
		m := without[k]
		changed = changed || m != inc.Months[k]
		plain = append(plain, receivedIn(m, m.Proven+m.Possible+m.Stopped))
	}
	if !any && !changed {
		return &Table{}
	}
	t.Marked[len(t.Rows)] = true
	if t.Rows = append(t.Rows, total); changed {
		t.Marked[len(t.Rows)] = true
		t.Rows = append(t.Rows, plain)
	}
	return t
}

// receivedIn is what came in during a month, or that nobody knows.
func receivedIn(m report.Month, sum aisclient.Amount) string {
	if m.NotReceived {
		return "not received"
	}
	return cents(sum)
}

// maybe is an amount; nothing where there is none.
func maybe(a *aisclient.Amount) string {
	if a == nil {
		return ""
	}
	return cents(*a)
}

// blank is an amount; nothing for zero.
func blank(a aisclient.Amount) string {
	if a == 0 {
		return ""
	}
	return cents(a)
}

func excluded(inc *report.Income) *Table {
	t := &Table{Caption: "Came in and is in no income, in " + string(inc.Currency), Columns: []Column{{"Why", false, 6}, {"Sum", true, 2}, {"Rows", true, 1}}}
	for _, e := range inc.Excluded {
		t.Rows = append(t.Rows, []string{e.Reason, cents(e.Sum), fmt.Sprint(e.Count)})
	}
	return t
}

// obligations is what has to be paid a month, and what is left.
func obligations(d *report.Document) Section {
	s := Section{Title: "Obligations and affordability"}
	for i := range d.Obligations {
		o := &d.Obligations[i]
		t := &Table{Caption: "Obligations in " + string(o.Currency), Columns: []Column{{"Payee", false, 6}, {"Kind", false, 3}, {"Frequency", false, 3}, {"Proven a month", true, 3}, {"Possible", true, 3}, {"First", false, 3}, {"Last", false, 3}, {"Rows", true, 1}}, Marked: map[int]bool{}}
		for _, it := range o.Items {
			t.Rows = append(t.Rows, []string{it.Payee, kind(it.Category), it.Frequency, cents(it.Proven), blank(it.Possible), date(it.First), date(it.Last), fmt.Sprint(it.Count)})
			t.Rows = append(t.Rows, monthlyWithout(it.WithoutActs)...)
		}
		if o.Revolving > 0 {
			t.Rows = append(t.Rows, []string{"cards and overdrafts, of their limits", "revolving credit", "", cents(o.Revolving)})
		}
		if len(t.Rows) > 0 || obligationsWithout(d, o) != nil {
			t.Marked[len(t.Rows)] = true
			t.Rows = append(t.Rows, []string{"Together", "", "", cents(o.Proven), blank(o.Possible)})
			if w := obligationsWithout(d, o); w != nil {
				t.Marked[len(t.Rows)] = true
				t.Rows = append(t.Rows, []string{"Without the acts of people", "", "", cents(w.Proven), blank(w.Possible)})
			}
			s.Blocks = append(s.Blocks, t)
		}
		if debts := debtTable(o); len(debts.Rows) > 0 {
			s.Blocks = append(s.Blocks, debts)
		}
	}
	for i := range d.Affordability {
		s.Blocks = append(s.Blocks, beside(d, func(d *report.Document) Facts {
			if i >= len(d.Affordability) {
				return nil
			}
			return afford(&d.Affordability[i])
		}))
	}
	return s
}

// obligationsWithout are obligations without the acts of people; nil where these do not change them.
func obligationsWithout(d *report.Document, o *report.Obligations) *report.WithoutObligations {
	if d.WithoutActs == nil {
		return nil
	}
	for i := range d.WithoutActs.Obligations {
		if w := &d.WithoutActs.Obligations[i]; w.Currency == o.Currency && (w.Proven != o.Proven || w.Possible != o.Possible) {
			return w
		}
	}
	return nil
}

func debtTable(o *report.Obligations) *Table {
	t := &Table{Caption: "Owed on accounts and cards, " + string(o.Currency), Columns: []Column{{"Account", false, 5}, {"Owed", true, 2}, {"Limit", true, 2}, {"Used", true, 2}}}
	for _, b := range o.Debts {
		row := []string{b.Account, cents(b.Balance), unknownFact, unknownFact}
		if b.Limit != nil {
			row[2] = cents(*b.Limit)
		}
		if b.Utilisation >= 0 {
			row[3] = report.Percent(b.Utilisation)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// afford is what is left of an income, with the formula of debt service to income.
func afford(a *report.Affordability) Facts {
	c := " " + string(a.Currency)
	known := func(x *aisclient.Amount) string {
		if x == nil {
			return unknownFact
		}
		return cents(*x) + c
	}
	left := unknownFact
	if a.Disposable != nil {
		left = a.Left()
	}
	if a.Elsewhere != "" {
		left = unknownFact + ", for " + a.Elsewhere
	}
	return Facts{
		{"Debt service to income (DSTI)", a.Formula},
		{"Living costs a month, median", known(a.Living)},
		{"Left a month: proven income less obligations less living costs", left},
		{fmt.Sprintf("Spending, %s to %s", a.Window.From, a.Window.To), fmt.Sprintf("%s%s, of it %s gambling and %s cash", cents(a.Spending), c, cents(a.Gambling), cents(a.Cash))},
	}
}

// providers are the provider's income answers beside ours.
func providers(d *report.Document) Section {
	s := Section{Title: "The provider's income confirmation beside ours"}
	for _, p := range d.ProviderIncomes() {
		s.Blocks = append(s.Blocks, provider(&p)...)
	}
	return s
}

// provider is one answer beside ours.
func provider(p *report.ProviderIncome) []Block {
	signed := "not signed by the provider"
	if p.Signed {
		signed = "signed by the provider"
	}
	facts := Facts{{"Person", or(p.Name, p.Owner)}, {"Customer id", p.Owner}, {"Answered", or(moment(p.At), unknownFact)}, {"Signature", signed}, {"Refusal", p.Refusal}}
	if p.Owner == "" {
		facts = facts[2:]
	}
	blocks := []Block{facts}
	if p.Unread {
		blocks = append(blocks, Paragraph("The answer has a form that this program does not know. It stands with the import as it came."))
	}
	for i := range p.Currencies {
		c := &p.Currencies[i]
		t := &Table{Caption: "In " + string(c.Currency), Columns: []Column{{"Period", false, 2}, {"Days", false, 4}, {"Provider", true, 2}, {"Ours", true, 2}, {"Of it proven", true, 2}, {"Difference", true, 2}, {"By kind, provider", false, 6}}}
		var why List
		for _, q := range c.Periods {
			var kinds []string
			for _, k := range q.Kinds {
				if k.Amount != 0 {
					kinds = append(kinds, k.Name+" "+cents(k.Amount))
				}
			}
			t.Rows = append(t.Rows, []string{q.Name, fmt.Sprintf("%s to %s", q.Window.From, q.Window.To), cents(q.Theirs), cents(q.Ours), maybe(q.Proven), cents(q.Theirs - q.Ours), strings.Join(kinds, ", ")})
			for _, e := range q.Explained {
				why = append(why, q.Name+": "+e)
			}
		}
		blocks = append(blocks, t)
		if len(why) > 0 {
			blocks = append(blocks, why)
		}
	}
	return blocks
}
