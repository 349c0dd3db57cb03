package analytics

import (
	"fmt"
	"slices"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/insight/stream"
	"aisdesk/tui/cell"
	"aisdesk/tui/pane/format"
	"aisdesk/tui/pane/page"
	"aisdesk/tui/theme"
)

// Limits from which on a figure is marked, in thousandths (judgement, statements 6.1 to 6.4).
const (
	serviceNote, serviceWarn = 400, 500 // debt service to income
	gamblingNote             = 20       // of income; a warning from gamblingWarn on
	gamblingWarn             = 100
	cashNote                 = 500 // of spending
	limitNote                = 750 // of a card's limit
)

// affordabilityLines are what is left of an income a month: each figure with how it is made, and its rows.
func (b *boardWriter) affordabilityLines() {
	b.rule(b.t, "A month in "+string(b.Currency))
	b.income()
	b.obligations()
	b.left()
	b.rule(b.t, b.spentDays())
	b.shares()
	b.rule(b.t, "Balances")
	b.credit()
	b.belowZero()
	b.monthEnds()
}

// line adds a figure: its name, its value, and how it is made, which goes on below where the line is too short for it.
func (b *boardWriter) line(name, value, how string, role theme.Role, rows []int32) {
	how = strings.TrimSuffix(b.unchanged(name, value)+how, "; ")
	b.figure(boardItem{rows: rows, what: strings.ToLower(name), about: strings.TrimSpace(name) + ": " + strings.TrimSuffix(value+", "+how, ", ") + "."},
		name, value, how, role)
}

// figure adds the line of an item.
func (b *boardWriter) figure(x boardItem, name, value, how string, role theme.Role) {
	const valueWidth, gaps = 15, 2 + 2 + 2 // the cursor's sign, and between the three
	nameWidth := min(36, max(b.w/3, 16))
	parts := cell.Wrap(how, max(b.w-gaps-nameWidth-valueWidth, 16))
	pieces := func(name, value, how string) []page.Piece {
		return []page.Piece{{Text: name, W: nameWidth}, {Text: value, Role: role, W: valueWidth, Align: cell.Right}, {Text: how, Role: theme.Dim, Words: true}}
	}
	first := ""
	if len(parts) > 0 {
		first, parts = parts[0], parts[1:]
	}
	b.item(b.t, x, pieces(name, value, first)...)
	for _, more := range parts {
		b.head(b.t, pieces("", "", more)...)
	}
}

func (b *boardWriter) income() {
	inc := b.Income
	rows := rowsOf(b.proven)
	switch {
	case inc.Overflow:
		b.line("Proven income", "unknown", "the amounts are too large to add up", theme.Warn, rows)
	case inc.Proven == 0:
		b.line("Proven income", "none", "no payer proves an income: I shows why", theme.Warn, nil)
	default:
		b.line("Proven income", b.money(inc.Proven), english.Plural(len(b.proven), "payer", "payers")+"; I shows each", theme.In, rows)
	}
	if inc.Possible > 0 && !inc.Overflow {
		b.line("Possible beyond it", b.money(inc.Possible), "in no figure here", theme.Dim, rowsOf(b.possible))
	}
}

// obligationsShown is how many are listed.
const obligationsShown = 30

func (b *boardWriter) obligations() {
	o := b.Obligations
	var rows []int32
	for i := range o.Items {
		rows = append(rows, o.Items[i].Rows...)
	}
	slices.Sort(rows)
	how := "instalments, rent, maintenance, enforcement"
	if o.Possible > 0 {
		how = "up to " + b.money(add(o.Proven, o.Possible)) + " with what is only possible; " + how
	}
	b.line("Obligations", b.money(o.Proven), how, theme.Out, rows)
	for i := range o.Items[:min(len(o.Items), obligationsShown)] {
		x := &o.Items[i]
		value, how := b.money(x.Proven), x.Category.Label()+", "+x.Series.HowOften()
		if x.Proven == 0 {
			value, how = b.money(x.Possible), how+", possible only"
		}
		name := payerName(x.Stream, b.words)
		if x.Card != nil {
			name, how = b.words.Source(&b.analysis.Ledger.Sources()[x.Card.Source]), how+b.onCard(x.Card)
		}
		b.line("  "+name, value, how, theme.Plain, x.Rows)
	}
	if more := len(o.Items) - obligationsShown; more > 0 {
		b.text(b.t, theme.Dim, english.Plural(more, "more", "more")+" of less", b.w)
	}
	b.gone()
	if o.Revolving > 0 {
		b.revolving()
	}
}

// onCard says what was taken of what is paid onto a card.
func (b *boardWriter) onCard(c *stream.Card) string {
	said := "; " + b.money(c.Paid) + " a month is repaid"
	if c.Bought > 0 {
		said += ", " + b.money(c.Bought) + " bought with it, which is spending already"
	}
	return said
}

// revolving is a month's part of limits, which opens to the rows of their accounts.
func (b *boardWriter) revolving() {
	const name, how = "Cards and overdrafts", "5 % of the limits, less what is seen to be repaid"
	var sources []int
	for i := range b.Obligations.Debts {
		if d := &b.Obligations.Debts[i]; (d.Overdraft || d.Limit != nil) && b.analysis.Ledger.Sources()[d.Source].Rows() > 0 {
			sources = append(sources, d.Source)
		}
	}
	value := b.money(b.Obligations.Revolving)
	x := boardItem{what: strings.ToLower(name), about: name + ": " + value + ", " + how + "."}
	if len(sources) > 0 {
		x.filter = b.analysis.Ledger.SourcesFilter(sources...)
	}
	b.figure(x, "  "+name, value, b.unchanged("  "+name, value)+how, theme.Plain)
}

// leftRows are the rows of the figures that what is left is made of.
func (b *boardWriter) leftRows() []int32 {
	rows := slices.Concat(rowsOf(b.proven), b.serviceRows(), b.LivingRows)
	slices.Sort(rows)
	return slices.Compact(rows)
}

// left is what living costs, what is left, and debt service to income.
func (b *boardWriter) left() {
	switch {
	case b.Held:
		b.line("Living costs", "unknown", b.gates(), theme.Warn, b.LivingRows)
	case b.LivingKnown:
		b.line("Living costs", b.money(b.Living), "median of full months: tax, utilities, telecom, insurance, groceries, transport, fuel, education, household",
			theme.Out, b.LivingRows)
	default:
		b.line("Living costs", "unknown", "there are fewer than 3 full months", theme.Warn, b.LivingRows)
	}
	switch {
	case b.DisposableKnown:
		formula := b.money(b.Income.Proven) + " - " + b.money(b.Obligations.Proven) + " - " + b.money(b.Living)
		if b.Obligations.Possible > 0 {
			formula += "; down to " + b.money(b.Least()) + " with the possible obligations"
		}
		b.line("Left a month", b.money(b.Disposable), formula, format.Role(b.Least()), b.leftRows())
	case b.LivingKnown && len(b.Elsewhere) > 0:
		b.line("Left a month", "unknown", b.unknownIncome(b.words.Sentence(b.SpentElsewhere())), theme.Warn, b.leftRows())
	default:
		b.line("Left a month", "unknown", b.unknownIncome("living costs are not known"), theme.Warn, b.leftRows())
	}
	const name = "Debt service to income"
	formula := b.money(b.Obligations.Service) + " / " + b.money(b.Income.Proven) + ", all obligations but rent"
	if most := b.MostDSTI(); most > b.DSTI {
		formula += "; up to " + percentOf(most) + " with what is possible"
	}
	switch {
	case b.DebtsElsewhere():
		b.line(name, "unknown", b.unknownIncome("debts are served in another currency"), theme.Warn, nil)
	case b.DSTI < 0:
		b.line(name, "unknown", b.unknownIncome(b.gates()), theme.Warn, nil)
	case b.ServiceOver(serviceWarn):
		b.line(name, percentOf(b.DSTI), formula+"; above 50 %", theme.Bad, b.serviceRows())
	case b.ServiceOver(serviceNote):
		b.line(name, percentOf(b.DSTI), formula+"; above 40 %", theme.Warn, b.serviceRows())
	default:
		b.line(name, percentOf(b.DSTI), formula, theme.Plain, b.serviceRows())
	}
}

func (b *boardWriter) serviceRows() []int32 {
	var rows []int32
	for i := range b.Obligations.Items {
		rows = append(rows, b.Obligations.Items[i].Rows...)
	}
	slices.Sort(rows)
	return rows
}

// unknownIncome says why a figure that rests on income is not known: without proven income that, else something other.
func (b *boardWriter) unknownIncome(other string) string {
	switch {
	case b.Income.Overflow:
		return "the amounts are too large to add up"
	case b.Income.Proven == 0:
		return "no income is proven"
	}
	return other
}

// gates says what is wrong with the data.
func (b *boardWriter) gates() string {
	var names []string
	for _, h := range b.held {
		if n := h.Gate.String(); !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	return "the data does not allow it: " + strings.Join(names, ", ")
}

// spentDays names the days of spending: where the data begins later than they would, the days of which it is known.
func (b *boardWriter) spentDays() string {
	n := b.analysis.Rules.Obligations.MeanMonths
	last, days := " last "+english.Plural(n, "month", "months"), b.From.String()+" to "+b.To.String()
	if b.From > b.To.AddMonths(-n)+1 {
		return "Known of the" + last + ": " + days
	}
	return "The" + last + ", " + days
}

// shares are gambling and cash.
func (b *boardWriter) shares() {
	value, how, role := b.money(b.Gambling), "none in these days", theme.Plain
	if b.Gambling > 0 {
		share := b.GamblingShare()
		how = "no income came in to compare it with"
		if share >= 0 {
			how = percentOf(share) + " of what came in as income"
		}
		if b.GamblingOver(gamblingNote) {
			role = theme.Warn
		}
		if b.GamblingOver(gamblingWarn) {
			role = theme.Bad
		}
		how += "; " + b.money(b.GamblingNet) + " net of what was won"
	}
	b.line("Gambling", value, how, role, b.GamblingRows)
	value, how, role = b.money(b.Cash), "none in these days", theme.Plain
	if share := b.CashShare(); b.Cash > 0 && share >= 0 {
		how = percentOf(share) + " of what went out, " + b.money(b.Spending)
		if b.CashOver(cashNote) {
			role = theme.Warn
		}
	}
	b.line("Cash taken out", value, how, role, b.CashRows)
}

// credit is how far limits are used.
func (b *boardWriter) credit() {
	l := b.analysis.Ledger
	for _, d := range b.Obligations.Debts {
		s := &l.Sources()[d.Source]
		what, value, how, role := "Owed, ", b.money(d.Balance), "the bank gives no limit", theme.Plain
		if d.Utilisation >= 0 {
			what, value, how = "Credit in use, ", percentOf(d.Utilisation), b.money(d.Balance)+" of a limit of "+b.money(*d.Limit)
			if d.Uses(limitNote) {
				role = theme.Warn
			}
		}
		name := b.words.Source(s)
		x := boardItem{what: "credit in use", about: what + name + ": " + value + ", " + how + "."}
		if s.Rows() > 0 {
			x.filter = l.SourcesFilter(d.Source)
		}
		b.figure(x, what+name, value, how, role)
	}
}

// belowZero are the days that ended below zero.
func (b *boardWriter) belowZero() {
	if len(b.below) == 0 {
		b.line("Days below zero", "unknown", "no account of the person in "+string(b.Currency), theme.Warn, nil)
		return
	}
	for _, z := range b.below {
		value, how, role := english.Plural(len(z.Days), "day", "days"), "", theme.Plain
		if len(z.Days) > 0 {
			role = theme.Warn
			how = fmt.Sprintf("%d in the last 90; lowest %s on %s", z.Recent, b.money(z.Lowest), z.LowestOn)
		}
		switch funds := b.analysis.Ledger.Sources()[z.Source].Funds; {
		case z.Arranged:
			how += ", which the bank allows"
		case len(z.Days) > 0 && funds != nil:
			how += ", more than the bank allows"
		case len(z.Days) > 0:
			how += "; the bank does not say what it allows"
		}
		if z.Unknown > 0 {
			how = strings.TrimPrefix(how+"; ", "; ") + english.Plural(z.Unknown, "day is", "days are") + " not known"
		}
		if how == "" && b.analysis.Quality.Accounts[z.Source].Balances == 0 {
			value, how = "unknown", "the rows give no balances"
		}
		b.line("Below zero, "+b.words.Source(&b.analysis.Ledger.Sources()[z.Source]), value, how, role, z.Rows)
	}
	if len(b.below) > 1 {
		b.line("Below zero, any account", english.Plural(b.daysBelow, "day", "days"), fmt.Sprintf("%d in the last 90", b.recentBelow), theme.Plain, nil)
	}
}

// monthEnds is what the accounts held together at the ends of months.
func (b *boardWriter) monthEnds() {
	if len(b.ends) == 0 {
		b.line("Month ends", "unknown", "not every account has a known balance at the end of a month", theme.Warn, nil)
		return
	}
	if len(b.ends) < fewestEnds {
		b.line("Trend of month ends", "unknown", english.Plural(len(b.ends), "month end is", "month ends are")+" too few for a trend", theme.Warn, b.endRows)
		b.endLines()
		return
	}
	b.line("Trend of month ends", b.money(b.slope), "median change a month over "+english.Plural(len(b.ends), "month end", "month ends")+low(b.ends, b.Income.Proven),
		format.Role(b.slope), b.endRows)
	b.endLines()
}

// fewestEnds is how many month ends are a trend.
const fewestEnds = 3

func (b *boardWriter) endLines() {
	for _, e := range b.ends {
		b.line("  "+e.Day.String(), b.money(e.Balance), "", format.Role(e.Balance), e.Rows)
	}
}

// low says that the last three month ends are below a tenth of a month's income.
func low(ends []insight.MonthEnd, income aisclient.Amount) string {
	if len(ends) < fewestEnds || income == 0 {
		return ""
	}
	for _, e := range ends[len(ends)-fewestEnds:] {
		if e.Balance >= income/10 {
			return ""
		}
	}
	return "; the last three are below a tenth of a month's income"
}
