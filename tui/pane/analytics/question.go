package analytics

import (
	"context"
	"slices"
	"strconv"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/ledger"
	"aisdesk/tui/chart"
	"aisdesk/tui/pane/findings"
	"aisdesk/tui/pane/rows"
)

// question is what the pane asks of the ledger.
type question struct {
	filter   string
	source   int // index of an account or card, or allSources
	currency int // which of the ledger's currencies
	by       ledger.GroupBy
	flow     flow
	period   ledger.Period
}

const allSources = -1

// flow is which side of the money the bars show.
type flow uint8

const (
	flowOut flow = iota
	flowIn
	flowNet
	flows
)

func (f flow) String() string { return [...]string{"out", "in", "net"}[f] }

// of is a group's amount on that side.
func (f flow) of(t ledger.Totals) aisclient.Amount {
	switch f {
	case flowIn:
		return t.In
	case flowOut:
		return t.Out
	}
	return t.Net
}

// filter is the term for rows of that side.
func (f flow) filter() string {
	switch f {
	case flowIn:
		return "is:in"
	case flowOut:
		return "is:out"
	}
	return ""
}

// facts are the ledger's answers to a question. They are made off the UI loop and do not change.
type facts struct {
	gen      int
	result   *ledger.Result
	groups   []ledger.Group
	past     map[string]ledger.Totals // of the period before, by the group's key
	months   []ledger.Group
	days     []ledger.Group
	points   []chart.Point
	holder   int // the source that points are the balance of
	findings []insight.Finding
	newest   aisclient.Date
}

// answer brings facts back.
type answer struct {
	facts
	err error
}

// limit is how long a question may take before it is given up.
const limit = time.Minute

// inline is up to how many rows a question is answered within Update.
const inline = 2000

// query asks the question in force; the old facts stay on the screen until the answer is there.
func (p *Pane) query() tea.Cmd {
	l := p.opened.Ledger
	if l == nil {
		return nil
	}
	f, err := ledger.ParseFilter(p.ask.line(), p.today())
	if err != nil {
		p.wrong = err.Error()
		return nil
	}
	p.wrong, p.stale = "", false
	if p.cancel != nil {
		p.cancel()
	}
	p.gen++
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	p.cancel, p.busy = cancel, true
	w := work{l: l, ask: p.ask, filter: f, currency: p.currency(), gen: p.gen, day: findings.Day(p.env, p.opened), old: p.facts}
	run := func() tea.Msg { return w.do(ctx) }
	if l.Len() <= inline {
		p.answered(run().(answer))
		return nil
	}
	return run
}

// answered takes facts in; those of an older question are dropped.
func (p *Pane) answered(a answer) {
	if a.gen != p.gen || a.err != nil {
		return
	}
	p.busy = false
	p.at[boardMonths] = p.monthIn(a.months)
	p.facts = a.facts
	if p.pending != nil {
		p.at[boardRanking] = p.pending.at
		p.pending = nil
	}
	p.clampAll()
}

// monthIn is where the chosen month stands among others, or the newest, which is what one looks at first.
func (p *Pane) monthIn(months []ledger.Group) int {
	if at := p.at[boardMonths]; at >= 0 && at < len(p.facts.months) {
		was := p.facts.months[at].Key
		if i := slices.IndexFunc(months, func(g ledger.Group) bool { return g.Key == was }); i >= 0 {
			return i
		}
	}
	return max(len(months)-1, 0)
}

// work is a question with all it needs, to be answered anywhere.
type work struct {
	l        *ledger.Ledger
	ask      question
	filter   ledger.Filter
	currency aisclient.Currency
	gen      int
	day      aisclient.Date
	old      facts
}

func (w work) do(ctx context.Context) answer {
	a := answer{facts: facts{gen: w.gen, holder: -1}}
	if a.result, a.err = w.l.Run(ctx, ledger.Query{Filter: w.filter, Period: w.ask.period}); a.err != nil {
		return a
	}
	if a.groups, a.err = a.result.Group(ctx, w.ask.by); a.err != nil {
		return a
	}
	w.rank(a.groups)
	a.past = w.before(ctx)
	a.months, _ = a.result.Group(ctx, ledger.ByMonth)
	a.months = everyMonth(a.months)
	a.days, _ = a.result.Group(ctx, ledger.ByWeekday)
	a.points, a.holder = w.balances()
	if w.old.result != nil && w.old.result.Ledger == w.l {
		a.findings, a.newest = w.old.findings, w.old.newest
		return a
	}
	if w.l.Complete() {
		a.findings = findings.Of(ctx, w.l, w.day)
	}
	for row := range int32(w.l.Len()) {
		a.newest = max(a.newest, w.l.Date(row))
	}
	return a
}

// mostMonths is how many months a gap in the rows may have to be shown; odd dates far away give no thousands.
const mostMonths = 60

// everyMonth adds the months without rows between those with some: without them the columns would lie about time.
func everyMonth(groups []ledger.Group) []ledger.Group {
	var out []ledger.Group
	last := aisclient.Date(0)
	for _, g := range groups {
		start, err := aisclient.ParseDate(g.Key + "-01")
		if err != nil {
			out = append(out, g) // rows without a date
			continue
		}
		if !last.Empty() && start <= last.AddMonths(mostMonths) {
			for m := last.AddMonths(1); m < start; m = m.AddMonths(1) {
				key := m.String()[:7]
				out = append(out, ledger.Group{By: ledger.ByMonth, Key: key, Label: key})
			}
		}
		out, last = append(out, g), start
	}
	return out
}

// rank puts the greatest first, unless the groups have an order of their own. Groups without money on the
// chosen side come last and are cut off by bars.
func (w work) rank(groups []ledger.Group) {
	if w.ask.by.Ordered() {
		return
	}
	slices.SortStableFunc(groups, func(x, y ledger.Group) int {
		a, b := w.ask.flow.of(x.Total(w.currency)).Abs(), w.ask.flow.of(y.Total(w.currency)).Abs()
		switch {
		case a > b:
			return -1
		case a < b:
			return 1
		}
		return 0
	})
}

// before is the same grouping over the period before; nil where there is none.
func (w work) before(ctx context.Context) map[string]ledger.Totals {
	if !w.ask.period.Bounded() {
		return nil
	}
	r, err := w.l.Run(ctx, ledger.Query{Filter: w.filter, Period: w.ask.period.Prev()})
	if err != nil {
		return nil
	}
	groups, _ := r.Group(ctx, w.ask.by)
	out := make(map[string]ledger.Totals, len(groups))
	for _, g := range groups {
		out[g.Key] = g.Total(w.currency)
	}
	return out
}

// balances are the end-of-day balances of one account: the chosen one, or the one with the most rows in the
// chosen currency. Balances of several accounts are not added up: their rows need not reach equally far.
func (w work) balances() ([]chart.Point, int) {
	src := w.ask.source
	for i := range w.l.Sources() {
		s := &w.l.Sources()[i]
		if w.ask.source == allSources && s.Currency == w.currency && !s.IsCard() && (src < 0 || s.Rows() > w.l.Sources()[src].Rows()) {
			src = i
		}
	}
	if src < 0 {
		return nil, -1
	}
	return rows.Balances(w.l, src, w.ask.period), src
}

func itoa(n int) string { return strconv.Itoa(n) }
