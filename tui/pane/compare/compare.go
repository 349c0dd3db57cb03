// Package compare is the screen that says what differs between two saved imports, or between two periods of the import on
// the screen.
package compare

import (
	"context"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/compare"
	"aisdesk/aisclient/text"
	"aisdesk/tui/cell"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/page"
	"aisdesk/tui/theme"
)

// opener finds saved imports.
type opener interface {
	Open(ctx context.Context, id string) (app.Reply, error)
}

// limit is how long a comparison may take; two imports of 100,000 rows take about a second with reading them.
const limit = 2 * time.Minute

// imports are two imports and how they differ.
type imports struct {
	a, b app.Dataset
	diff *compare.Diff
}

// Tab is the name by which the way back from rows finds this screen.
const Tab = "compare"

// Pane is the screen.
type Pane struct {
	env  *pane.Env
	w, h int
	page page.Page

	work    pane.Task[imports]
	found   *imports
	err     error
	begin   pane.Work[imports]
	periods *periods    // nil where imports are compared
	line    *field.Line // the periods that are typed; nil while none are
	wrong   string      // what is wrong with them
}

// Imports makes the screen of two saved imports; a is what was, b what is.
func Imports(env *pane.Env, from opener, a, b string) *Pane {
	p := &Pane{env: env, work: pane.Task[imports]{Limit: limit}}
	p.begin = func(ctx context.Context) (out imports, err error) {
		if out.a, err = read(ctx, env, from, a); err != nil {
			return out, err
		}
		if out.b, err = read(ctx, env, from, b); err != nil {
			return out, err
		}
		out.diff, err = app.Compare(ctx, out.a, out.b, env.Now())
		return out, err
	}
	return p
}

// Periods makes the screen of two periods of an import, which is read to its end.
func Periods(env *pane.Env, d app.Dataset) *Pane {
	day := insight.DataDay(d.Ledger, aisclient.DateIn(env.Now()))
	return &Pane{env: env, periods: &periods{data: d, last: day, months: 3, work: pane.Task[*app.PeriodComparison]{Limit: limit}}}
}

// Renew compares the periods that are chosen in other data, unless it is the same.
func (p *Pane) Renew(d app.Dataset) {
	if p.periods != nil && p.periods.data.Ledger != d.Ledger {
		p.periods.data, p.periods.found = d, nil
	}
}

// read reads a saved import to its end, with what people did with its rows.
func read(ctx context.Context, env *pane.Env, from opener, id string) (app.Dataset, error) {
	r, err := from.Open(ctx, id)
	if err != nil {
		return app.Dataset{}, err
	}
	d := r.Dataset
	if d.Ledger, _, err = r.Load(ctx, nil); err != nil || env.Cases == nil {
		return d, err
	}
	return env.Cases.Lay(ctx, d)
}

// Title, SetSize, View and Capturing make it a pane.Pane.
func (p *Pane) Title() string   { return "Compare" }
func (p *Pane) Capturing() bool { return p.line != nil }

// View is the page, with the line that is typed above it.
func (p *Pane) View() string {
	if p.line == nil {
		return p.page.View()
	}
	t := p.env.Theme
	lines := []string{t.Paint(theme.Key, "periods ") + p.line.View(t, p.w-8, true)}
	for _, l := range cell.Wrap(p.wrong, p.w) {
		lines = append(lines, t.Paint(theme.Bad, l))
	}
	return cell.Exact(append(lines, strings.Split(p.page.View(), "\n")...), p.w, p.h)
}

// SetSize sets the size of the pane.
func (p *Pane) SetSize(w, h int) {
	p.w, p.h = w, h
	p.draw()
}

// Badge is the environment of what is compared, live before others; empty until it is read.
func (p *Pane) Badge() string {
	switch {
	case p.periods != nil:
		return p.periods.data.Badge()
	case p.found == nil:
		return ""
	}
	a, b := p.found.a.Badge(), p.found.b.Badge()
	switch {
	case a == b:
		return a
	case b == app.Live:
		a, b = b, a
	}
	return a + " / " + b
}

// Status says what is compared.
func (p *Pane) Status() string {
	switch {
	case p.work.Running() || p.periods != nil && p.periods.work.Running():
		return "comparing"
	case p.periods != nil:
		a, b := p.periods.spans()
		return a.String() + " with " + b.String()
	case p.found != nil && p.found.diff.Empty():
		return "nothing differs"
	}
	return ""
}

// Update begins when the pane is first shown, and draws anew when settings change.
func (p *Pane) Update(msg tea.Msg) tea.Cmd {
	switch msg.(type) {
	case pane.Focus:
		return p.start()
	case pane.SettingsChanged:
		p.draw()
	}
	return nil
}

// start compares, once.
func (p *Pane) start() tea.Cmd {
	defer p.draw()
	if p.periods != nil {
		return p.comparePeriods()
	}
	if p.found != nil || p.work.Running() {
		return nil
	}
	return p.work.Start(p.env.Context(), p.begin, func(out imports, err error) tea.Cmd {
		p.err = err
		if err == nil {
			p.found = &out
		}
		p.draw()
		return nil
	})
}

// Close ends what runs.
func (p *Pane) Close() {
	p.work.Cancel()
	if p.periods != nil {
		p.periods.work.Cancel()
	}
}

// Actions move, exchange the sides, and choose periods.
func (p *Pane) Actions() []pane.Action {
	move := func(k string) tea.Cmd { p.page.Key(k); return nil }
	above, below := p.page.More()
	if p.line != nil {
		return []pane.Action{pane.Key("enter", "compare them").Short().Call(p.acceptLine), pane.Key("esc", "back").Short().Then(func() { p.line, p.wrong = nil, "" })}
	}
	out := []pane.Action{pane.Key("enter", p.opens()).Short().Unless(p.page.Items() == 0).Because("nothing here can be opened").Call(p.open)}
	if p.periods != nil {
		out = append(out,
			pane.Key("[", "earlier periods").Short().Call(func() tea.Cmd { return p.step(-1) }),
			pane.Key("]", "later periods").Short().Unless(p.periods.back == 0).Because("the data ends there").Call(func() tea.Cmd { return p.step(1) }),
			pane.Key("{", "first period a month earlier").Call(func() tea.Cmd { return p.stepFirst(-1) }),
			pane.Key("}", "first period a month later").Unless(p.periods.apart == 0).Because("the two periods follow each other").Call(func() tea.Cmd { return p.stepFirst(1) }),
			pane.Key("p", "longer or shorter periods").Call(p.nextLength),
			pane.Key("P", "type both periods").Short().Then(func() { p.line = &field.Line{Placeholder: "two periods, such as 2026-03 2026-10", Limit: 64} }))
	} else {
		out = append(out, pane.Key("x", "swap A and B").Short().Unless(p.found == nil).Call(p.exchange))
	}
	return append(out, pane.Key("up down k j pgup pgdown ctrl+b ctrl+f ctrl+u ctrl+d home end g G", "move").As("↑/↓").Unless(above+below == 0 && p.page.Items() < 2).On(move),
		pane.Key("esc", "back").Short().Call(p.env.Sends(pane.Back{})))
}

// exchange compares the other way round.
func (p *Pane) exchange() tea.Cmd {
	a, b, now := p.found.b, p.found.a, p.env.Now()
	return p.work.Start(p.env.Context(), func(ctx context.Context) (imports, error) {
		d, err := app.Compare(ctx, a, b, now)
		return imports{a, b, d}, err
	}, func(out imports, err error) tea.Cmd {
		p.err = err
		if err == nil {
			p.found = &out
		}
		p.draw()
		return nil
	})
}

// opens is what enter does.
func (p *Pane) opens() string {
	if p.periods != nil {
		return "its transactions"
	}
	return "open"
}

// open opens what the chosen line stands for: the rows of a payment, the import of a side or of a row.
func (p *Pane) open() tea.Cmd {
	switch x := p.page.Item().(type) {
	case pane.OpenRows:
		return p.env.Send(x)
	case pane.OpenSaved:
		return p.env.Send(x)
	}
	return nil
}

// Mouse chooses and scrolls; a second click opens.
func (p *Pane) Mouse(m pane.Mouse) (tea.Cmd, bool) {
	again, done := p.page.Mouse(m)
	if again {
		return p.open(), true
	}
	return nil, done
}

// draw lays the page out.
func (p *Pane) draw() {
	if p.w == 0 {
		return
	}
	p.page.Set(p.env.Theme, p.w, p.h, p.sections())
}

func (p *Pane) sections() []page.Section {
	switch {
	case p.err != nil:
		return []page.Section{p.said("Compare", theme.Bad, field.Plain(text.Clean(p.err.Error()).String()))}
	case p.periods != nil:
		return p.periodSections()
	case p.found == nil:
		return []page.Section{p.said("Compare", theme.Dim, "reading the two imports and comparing them")}
	}
	return listing{p.env, p.found}.sections()
}

// said is a section of one sentence.
func (p *Pane) said(title string, role theme.Role, s string) page.Section {
	return page.Section{Title: title, Lines: func(w int) []page.Line {
		return []page.Line{page.Row(p.env.Theme, nil, page.Piece{Text: s, Role: role})}
	}}
}

// bounded reports whether a period has days.
func bounded(p ledger.Period) bool { return p.From != 0 && p.To != 0 }
