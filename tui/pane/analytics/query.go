package analytics

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/filter"
	"aisdesk/aisclient/ledger/group"
	"aisdesk/tui/chart"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/findings"
	"aisdesk/tui/pane/format"
	"aisdesk/tui/pane/rows"
)

// query is what the pane asks of the ledger.
type query struct {
	filter   string
	source   int // index of an account or card, or allSources
	currency int // which of the ledger's currencies
	by       group.By
	nested   bool
	then     group.By   // by what each group is split again, if nested
	side     group.Side // of the money the bars show
	period   ledger.Period
	alone    bool // not compared with the period before
}

const allSources = -1

// groupings are what the ranking is grouped by, one thing or two.
func (q query) groupings() []group.By {
	if q.nested {
		return []group.By{q.by, q.then}
	}
	return []group.By{q.by}
}

// compared reports whether there is a period before to compare with, and the user wants it.
func (q query) compared() bool { return q.period.Bounded() && !q.alone }

// flows are the sides that f steps through.
var flows = []group.Side{group.SideOut, group.SideIn, group.SideNet}

// results are the ledger's answers to a query. They are made off the UI loop and do not change.
type results struct {
	version int   // counts the answers, for what is kept of one
	query   query // that they answer
	result  *ledger.Result
	ranking *ranking
	months  []group.Group
	without *without // nil where acts of people change no figure
	days    []group.Group
	points  []chart.Point
	holder  int            // the source that points are the balance of
	oldest  aisclient.Date // of all rows that have a date
	newest  aisclient.Date
}

// found is what stands out in all rows of a ledger. It takes longer than the charts and follows them.
type found struct {
	cache *insight.Cache // it is from
	all   []insight.Finding
	err   error
	// figures are those of income and affordability, by currency.
	figures map[aisclient.Currency]*figures
}

// shown is the query that what stands on the screen answers: a newer one may still be at work.
func (p *analysis) shown() query {
	if p.results.result == nil {
		return p.query
	}
	return p.results.query
}

// limit is how long a query may take before it is given up.
const limit = time.Minute

// inline is up to how many rows a query is answered within Update.
const inline = 2000

// compute asks the query in force; the old results stay on the screen until the answer is there.
func (p *analysis) compute() tea.Cmd {
	l := p.data.Ledger
	if l == nil {
		return nil
	}
	f, err := filter.Parse(p.query.line(), p.today())
	if err != nil {
		p.wrong = err.Error()
		p.invalid, _ = errors.AsType[*filter.SyntaxError](err)
		return nil
	}
	p.wrong, p.stale = "", false
	full, masked := *p.env, *p.env
	full.Masked, masked.Masked = false, true
	w := work{l: l, data: p.data, now: p.env.Now(), query: p.query, filter: f, currency: p.currency(), old: p.results,
		words: [2]format.Writer{format.From(&full), format.From(&masked)}}
	if l.Len() <= inline && !p.data.Acts.Figures() {
		return p.task.Do(p.env.Context(), w.do, p.answered)
	}
	return p.task.Start(p.env.Context(), w.do, p.answered)
}

// find searches for what stands out in all rows of a ledger, once they are there.
func (p *analysis) find() tea.Cmd {
	l := p.data.Ledger
	of := func(c *insight.Cache) bool { return c != nil && c.Holds(l) }
	if !l.Complete() || of(p.found.cache) || of(p.finding) {
		return nil
	}
	cache, plain := p.data.Insights(p.env.Now()), p.data.InsightsWithout(p.env.Now())
	p.finding = cache
	p.dropFound()
	return p.look.Start(p.env.Context(), func(ctx context.Context) (f found, err error) {
		if f, err = lookAt(ctx, cache); err == nil && plain != nil {
			err = f.compare(ctx, plain)
		}
		return f, err
	}, p.heard)
}

// lookAt works out what the rows of a ledger mean.
func lookAt(ctx context.Context, c *insight.Cache) (f found, err error) {
	if f.all, err = findings.Of(ctx, c); err != nil {
		return f, err
	}
	a, err := c.Analysis(ctx)
	if err != nil {
		return f, err
	}
	f.figures, err = figuresOf(ctx, a)
	return f, err
}

// dropFound drops what is drawn of what was found.
func (p *analysis) dropFound() {
	for _, b := range []view{viewFindings, viewIncome, viewAffordability} {
		p.panels[b].Drop()
	}
}

// heard takes in what stands out.
func (p *analysis) heard(f found, err error) tea.Cmd {
	f.cache, f.err = p.finding, err
	p.found, p.finding = f, nil
	p.dropFound()
	p.clampAll()
	return nil
}

// answered takes results in. The findings follow the first.
func (p *analysis) answered(f results, err error) tea.Cmd {
	if err != nil {
		return tea.Batch(p.env.Inform(pane.Bad, "the charts are out of date: "+gaveUp(err)), p.find())
	}
	p.at[viewMonths] = p.monthIn(f.months)
	p.at[viewBalance] = p.dayIn(f.points)
	f.version = p.results.version + 1
	p.results = f
	p.lines = p.results.ranking.visible(p.folds)
	if p.pending != nil {
		p.at[viewRanking] = p.pending.at
		p.pending = nil
	}
	p.clampAll()
	return p.find()
}

// gaveUp says why a query has no answer.
func gaveUp(err error) string {
	if _, limit := errors.AsType[*pane.LimitError](err); limit {
		return "counting " + err.Error()
	}
	return err.Error()
}

// monthIn is where the chosen month stands among others, or the newest, which is what one looks at first.
func (p *analysis) monthIn(months []group.Group) int {
	if at := p.at[viewMonths]; at >= 0 && at < len(p.results.months) {
		was := p.results.months[at].Key
		if i := slices.IndexFunc(months, func(g group.Group) bool { return g.Key == was }); i >= 0 {
			return i
		}
	}
	return max(len(months)-1, 0)
}

// dayIn is where the chosen day stands among others, or the newest.
func (p *analysis) dayIn(points []chart.Point) int {
	if at := p.at[viewBalance]; at >= 0 && at < len(p.results.points) {
		was := p.results.points[at].Day
		if i := slices.IndexFunc(points, func(x chart.Point) bool { return x.Day == was }); i >= 0 {
			return i
		}
	}
	return max(len(points)-1, 0)
}

// work is a query with all it needs, to be answered anywhere.
type work struct {
	l        *ledger.Ledger
	data     app.Dataset
	now      time.Time
	query    query
	filter   filter.Filter
	currency aisclient.Currency
	old      results
	words    [2]format.Writer // in full and masked, for the room that names and amounts take
}

func (w work) do(ctx context.Context) (a results, err error) {
	a = results{query: w.query, holder: -1}
	if a.result, err = w.l.Run(ctx, ledger.Query{Filter: w.filter, Period: w.query.period}); err != nil {
		return a, err
	}
	if a.without, err = w.withoutActs(ctx); err != nil {
		return a, err
	}
	if a.ranking, err = w.rank(ctx, a.result, a.without); err != nil {
		return a, err
	}
	if a.months, err = group.Of(ctx, a.result, group.ByMonth); err != nil {
		return a, err
	}
	a.months = everyMonth(a.months)
	if a.days, err = group.Of(ctx, a.result, group.ByWeekday); err != nil {
		return a, err
	}
	a.points, a.holder = w.balances()
	if w.old.result != nil && w.old.result.Ledger == w.l {
		a.oldest, a.newest = w.old.oldest, w.old.newest
		return a, err
	}
	for row := range int32(w.l.Len()) {
		d := w.l.Date(row)
		a.newest = max(a.newest, d)
		if !d.Empty() && (a.oldest.Empty() || d < a.oldest) {
			a.oldest = d
		}
	}
	return a, err
}

// mostMonths is how many months a gap in the rows may have to be shown; odd dates far away give no thousands.
const mostMonths = 60

// everyMonth adds the months without rows between those with some: without them the columns would lie about time.
func everyMonth(groups []group.Group) []group.Group {
	var out []group.Group
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
				out = append(out, group.Group{By: group.ByMonth, Key: key, Label: key})
			}
		}
		out, last = append(out, g), start
	}
	return out
}

// balances are the end-of-day balances of one account: the chosen one, or the one with the most rows in the
// chosen currency. Balances of several accounts are not added up: their rows need not reach equally far.
func (w work) balances() ([]chart.Point, int) {
	src := w.query.source
	for i := range w.l.Sources() {
		s := &w.l.Sources()[i]
		if w.query.source == allSources && s.Currency == w.currency && !s.IsCard() && !s.Stranger && (src < 0 || s.Rows() > w.l.Sources()[src].Rows()) {
			src = i
		}
	}
	if src < 0 {
		return nil, -1
	}
	return rows.Balances(w.l, src, w.query.period), src
}

func itoa(n int) string { return strconv.Itoa(n) }
