// Package overview is the first pane of an import: who owns the accounts, at which bank, over which period,
// and what it comes to in each currency.
package overview

import (
	"context"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/ledger"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/findings"
	"aisdesk/tui/pane/page"
	"aisdesk/tui/theme"
)

// Tab is the name by which pane.Show finds this pane.
const Tab = "overview"

// Pane is the overview.
type Pane struct {
	*state

	said  Verdict // that is on the page
	page  page.Page
	dirty bool

	count pane.Task[facts]
	look  pane.Task[found]

	counted int // rows of the ledger that was counted last
}

// state is what the page is made of.
type state struct {
	// Verdict is asked for what the claims come to; nil where there are none to make.
	Verdict func() Verdict

	env   *pane.Env
	data  app.Dataset
	w, h  int
	facts facts
	found found
}

// facts is what is counted off the UI loop.
type facts struct {
	known  bool
	totals []ledger.Totals
	first  [2]dateRange
}

// New makes the pane; Loaded fills it.
func New(env *pane.Env) *Pane {
	return &Pane{state: &state{env: env}, dirty: true, look: pane.Task[found]{Limit: findings.Limit}}
}

// Close ends what runs.
func (p *Pane) Close() {
	p.count.Cancel()
	p.look.Cancel()
}

// Title is the name on the tab.
func (p *Pane) Title() string { return "Overview" }

// SetSize sets the size of the pane.
func (p *Pane) SetSize(w, h int) { p.w, p.h, p.dirty = w, h, true }

// Capturing is always false: there is no text field.
func (p *Pane) Capturing() bool { return false }

// Actions are the way to the rows, and moving.
func (p *Pane) Actions() []pane.Action {
	p.draw()
	move := func(k string) tea.Cmd { p.page.Key(k); return nil }
	return []pane.Action{
		pane.Key("enter", "open its transactions").Unless(p.page.Items() == 0).Short().Call(p.openRows),
		pane.Key("up k", "previous item").As("↑/k").On(move),
		pane.Key("down j", "next item").As("↓/j").On(move),
		pane.Key("pgdown ctrl+d ctrl+f", "scroll down").On(move),
		pane.Key("pgup ctrl+u ctrl+b", "scroll up").On(move),
		pane.Key("home g", "go to the top").On(move),
		pane.Key("end G", "go to the bottom").On(move),
		pane.Key("esc", "back").Call(p.env.Sends(pane.Back{})),
	}
}

// Status says how much of the page is out of sight.
func (p *Pane) Status() string {
	p.draw()
	if _, below := p.page.More(); below > 0 {
		return english.Plural(below, "more line below", "more lines below")
	}
	return ""
}

// Update takes a message.
func (p *Pane) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case pane.Loaded:
		known := m.Dataset.SameRows(p.data) || m.Dataset.Same(p.data) && !m.Dataset.Grown(p.counted)
		p.data, p.dirty = m.Dataset, true
		if known {
			return nil
		}
		p.counted = m.Dataset.Ledger.Len()
		return p.sum()
	case pane.SettingsChanged:
		p.dirty = true
	}
	return nil
}

// openRows opens the rows behind the chosen item.
func (p *Pane) openRows() tea.Cmd {
	if r, ok := p.page.Item().(pane.OpenRows); ok {
		return p.env.Send(r)
	}
	return nil
}

// Mouse chooses and scrolls; a second click opens the rows.
func (p *Pane) Mouse(m pane.Mouse) (tea.Cmd, bool) {
	p.draw()
	again, done := p.page.Mouse(m)
	if again {
		return p.openRows(), true
	}
	return nil, done
}

// sum sums off the UI loop; until it is done the page shows what it has.
func (p *Pane) sum() tea.Cmd {
	l := p.data.Ledger
	p.look.Cancel()
	p.found.known = false
	return p.count.Start(p.env.Context(), func(ctx context.Context) (f facts, err error) {
		f.totals, err = l.Totals(ctx)
		f.first, f.known = ranges(l), true
		return f, err
	}, func(f facts, err error) tea.Cmd {
		if err != nil {
			return nil
		}
		p.facts, p.dirty = f, true
		return p.find()
	})
}

// find searches for what stands out, once all rows are there.
func (p *Pane) find() tea.Cmd {
	if !p.data.Ledger.Complete() {
		return nil
	}
	cache, plain := p.data.Insights(p.env.Now()), p.data.InsightsWithout(p.env.Now())
	return p.look.Start(p.env.Context(), func(ctx context.Context) (f found, err error) {
		if f, err = lookAt(ctx, cache); err == nil && plain != nil {
			err = f.compare(ctx, plain)
		}
		return f, err
	}, p.heard)
}

// lookAt works out what the rows mean and what is wrong with them.
func lookAt(ctx context.Context, c *insight.Cache) (f found, err error) {
	if f.all, err = findings.Of(ctx, c); err != nil {
		return f, err
	}
	if f.analysis, err = c.Analysis(ctx); err != nil {
		return f, err
	}
	f.faults = dataFaults(f.analysis)
	if f.turnover, err = f.analysis.Turnover(ctx); err != nil {
		return f, err
	}
	f.balance = longestBalance(f.analysis.Ledger)
	f.income, err = incomes(ctx, f.analysis)
	return f, err
}

// compare works out what income and turnover are without the acts of people.
func (f *found) compare(ctx context.Context, plain *insight.Cache) error {
	a, err := plain.Analysis(ctx)
	if err != nil {
		return err
	}
	of, err := a.Turnover(ctx)
	if err != nil {
		return err
	}
	f.without.totals = of.Totals
	f.without.income, err = incomes(ctx, a)
	return err
}

// heard takes in what stands out.
func (p *Pane) heard(f found, err error) tea.Cmd {
	f.known, f.err = true, err
	p.found, p.dirty = f, true
	if f.turnover != nil { // an account that stands twice counts once
		p.facts.totals = f.turnover.Totals
	}
	return nil
}

// draw lays the page out if something changed.
func (p *Pane) draw() {
	if v := p.verdict(); v != p.said {
		p.said, p.dirty = v, true
	}
	if p.dirty && p.data.Ledger != nil {
		was := p.page.Item()
		p.page.Set(p.env.Theme, p.w, p.h, p.sections())
		p.dirty = false
		p.follow(was)
	}
}

// follow keeps the choice on an item where others have come before it; the first one is an account.
func (p *Pane) follow(was any) {
	want, ok := was.(pane.OpenRows)
	switch {
	case ok:
	case len(p.data.Ledger.Sources()) == 0:
		return
	default:
		want = openSource(p.data.Ledger, 0)
	}
	is := func() bool {
		now, ok := p.page.Item().(pane.OpenRows)
		return ok && now.What == want.What && now.Filter == want.Filter && slices.Equal(now.Rows, want.Rows)
	}
	at, top := p.page.At(), p.page.Scrolled()
	for i := 0; !is() && i < p.page.Items(); i++ {
		p.page.Restore(i, top)
	}
	if !is() {
		p.page.Restore(at, top)
	}
}

// View is the page's window.
func (p *Pane) View() string {
	if p.data.Ledger == nil {
		var empty page.Page
		empty.Set(p.env.Theme, p.w, p.h, []page.Section{{Title: "Overview", Lines: func(int) []page.Line {
			return []page.Line{page.Text(p.env.Theme.Paint(theme.Dim, "no import is open"))}
		}}})
		return empty.View()
	}
	p.draw()
	return p.page.View()
}
