// Package analytics is the pane that says what the rows come to: ranked groups, months around zero, the
// balance, weekdays, findings, and what the provider's Analytical Services say.
//
// What it asks is one value, the query; each currency is a chart of its own.
package analytics

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/ledger/filter"
	"aisdesk/aisclient/ledger/group"
	"aisdesk/tui/chart"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/export"
	"aisdesk/tui/pane/findings"
)

// Tab is the name by which pane.Show finds this pane.
const Tab = "analytics"

// Pane is the analytics pane. Its parts share the analysis.
type Pane struct {
	*analysis
	charts
	drilling
	grouping
	lineField

	seen     bool // the pane is in front
	scroll   int  // of the services
	services services
	export   export.Export
}

// analysis is what is asked of the ledger, what it answered, and what of that is chosen.
type analysis struct {
	env  *pane.Env
	data app.Dataset
	w, h int

	query   query
	path    []step // the bars that were gone into
	results results
	found   found
	look    pane.Task[found]
	finding *insight.Cache // in which what stands out is searched for now
	lines   []group.Line   // of the ranking, those that no fold hides
	folds   folds
	task    pane.Task[results]
	view    view
	at      [views]int // the chosen item of each view
	pending *atAfter
	stale   bool                // the ledger is newer than the results
	wrong   string              // what is wrong with what was typed
	invalid *filter.SyntaxError // what is wrong with a filter, and where

	chosenBy bool // what the bars are was chosen

	columns chart.Cache[chartKey]
	balance chart.Cache[chartKey]
	panels  [views]chart.Cache[chartKey]
}

// charts draws what the analysis came to.
type charts struct{ *analysis }

// drilling goes into bars and out again, and to the rows behind them.
type drilling struct{ *analysis }

// lineField is the line that is typed: a filter, a period or the name of a file.
type lineField struct {
	*analysis
	line   *field.Line
	typing typing
	before string
}

// typing is what a line is typed for.
type typing uint8

const (
	typingFilter typing = iota
	typingPeriod
	typingFile
)

// step is a bar that was gone into: Back restores what was before.
type step struct {
	what  string
	query query
	at    int
	folds folds
}

// atAfter is where the choice goes once new results are there.
type atAfter struct{ at int }

// New makes the pane; Loaded fills it.
func New(env *pane.Env) *Pane {
	p := &Pane{analysis: &analysis{env: env}}
	p.reset()
	return p
}

// reset forgets everything but the size: another import was opened.
func (p *Pane) reset() {
	p.stop()
	p.services.stop()
	p.services.compare.Cancel()
	a := &analysis{env: p.env, data: p.data, w: p.w, h: p.h, query: query{source: allSources, side: group.SideOut},
		task: pane.Task[results]{Limit: limit}, look: pane.Task[found]{Limit: findings.Limit}}
	*p = Pane{analysis: a, charts: charts{a}, drilling: drilling{a}, grouping: grouping{analysis: a}, lineField: lineField{analysis: a},
		services: p.services, export: p.export}
	p.export.Env, p.export.Refused = p.env, p.nameAgain
	p.services.reset()
}

// Close ends what runs.
func (p *Pane) Close() {
	p.stop()
	p.services.stop()
	p.services.compare.Cancel()
	p.export.Cancel()
}

// stop ends the queries that are being asked.
func (p *analysis) stop() {
	p.task.Cancel()
	p.look.Cancel()
}

// Unfinished says what would be lost if the program ended now; empty for nothing.
func (p *Pane) Unfinished() string { return p.export.Unfinished() }

// Title is the name on the tab.
func (p *Pane) Title() string { return "Analytics" }

// SetSize sets the size of the pane.
func (p *Pane) SetSize(w, h int) { p.w, p.h = w, h }

// Capturing reports whether the filter line has the keys.
func (p *Pane) Capturing() bool { return p.line != nil }

// Update takes a message.
func (p *Pane) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case pane.Loaded:
		return p.load(m.Dataset)
	case pane.Focus:
		p.seen = true
		var counts tea.Cmd
		if p.stale {
			counts = p.compute()
		}
		return tea.Batch(counts, p.services.against(p.env, p.data))
	case pane.Blur:
		p.seen = false
	case pane.SettingsChanged:
		p.columns.Drop()
		p.balance.Drop()
		for b := range p.panels {
			p.panels[b].Drop()
		}
	}
	return nil
}

// load takes an import. Nothing is counted before the pane is looked at: who only wants the rows should not
// wait for charts.
func (p *Pane) load(o app.Dataset) tea.Cmd {
	same := o.Same(p.data)
	p.data = o
	if !same {
		seen := p.seen
		p.reset()
		p.seen = seen
	}
	p.stale = true
	p.services.besideOf = time.Time{}
	if o.Ledger.Annotated() && !p.chosenBy && len(p.path) == 0 {
		p.query.by, p.chosenBy = group.ByCategory, true
	}
	if !p.seen {
		return nil
	}
	if p.results.result != nil && !o.Grown(p.results.result.Ledger.Len()) {
		return p.services.against(p.env, p.data)
	}
	return tea.Batch(p.compute(), p.services.against(p.env, p.data))
}

// currency is the one that the charts are about; empty without rows.
func (p *analysis) currency() aisclient.Currency {
	if p.data.Ledger == nil {
		return ""
	}
	all := p.data.Ledger.Currencies()
	if p.query.source != allSources {
		return p.data.Ledger.Sources()[p.query.source].Currency
	}
	if len(all) == 0 {
		return ""
	}
	return all[p.query.currency%len(all)]
}

func (p *analysis) today() aisclient.Date { return aisclient.DateIn(p.env.Now()) }

// newest is the day of the newest row: periods end there, since an import may be months old.
func (p *analysis) newest() aisclient.Date {
	if p.results.newest.Empty() {
		return p.today()
	}
	return p.results.newest
}

// change asks another query.
func (p *analysis) change(q query) tea.Cmd {
	p.query = q
	return p.compute()
}

// sourceFilter limits rows to the chosen account.
func (q query) sourceFilter() string {
	if q.source == allSources {
		return ""
	}
	return "src:" + itoa(q.source)
}

// sourceFilter limits rows to the account of a query, for people to read.
func (p *analysis) sourceFilter(q query) string {
	if q.source == allSources {
		return ""
	}
	return p.data.Ledger.SourcesFilter(q.source)
}

// line is the filter line of everything but the period.
func (q query) line() string { return filter.Join(q.filter, q.sourceFilter()) }
