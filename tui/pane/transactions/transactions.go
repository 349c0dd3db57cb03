// Package transactions is the pane where rows are searched, sorted, summed, marked, copied and exported.
//
// What is asked of the ledger is one value, the view: filter line, period, sort stack. Everything that
// changes it makes a new one, so that undo, drilling and going back are copies of a value.
package transactions

import (
	"cmp"
	"encoding/json"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/ledger"
	"aisdesk/tui/grid"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/export"
	"aisdesk/tui/pane/rows"
)

// Tab is the name by which pane.Show finds this pane.
const Tab = "transactions"

// What is kept over the end of the program.
const (
	keyColumns = "transactions/columns"
	keyFrozen  = "transactions/frozen"
	keyViews   = app.MemoryViews
	keySort    = "transactions/sort"
)

// Pane is the transactions pane. Its parts own what they need and share the import and the grid.
type Pane struct {
	*shared
	*search
	layout
	savedViews
	summary
	details
	clipboard
	promptBar
	origin
	entries
	acts

	export   export.Export
	exported []int32 // the marked rows that are being exported; nil for the view
	away     bool    // another tab is in front
}

// shared is what all parts of the pane see.
type shared struct {
	env  *pane.Env
	data app.Dataset
	grid *grid.Grid
	w, h int
}

// New makes the pane; Loaded fills it.
func New(env *pane.Env) *Pane {
	p := &Pane{shared: &shared{env: env}, search: &search{}}
	p.reset()
	return p
}

// reset forgets everything but the size: another import was opened.
func (p *Pane) reset() {
	p.stop()
	all := &shared{env: p.env, data: p.data, w: p.w, h: p.h, grid: grid.New(p.env.Theme, rows.Columns(p.data.Ledger))}
	find := &search{shared: all}
	*p = Pane{shared: all, search: find, layout: layout{shared: all}, savedViews: savedViews{search: find}, summary: summary{search: find},
		details: details{search: find}, clipboard: clipboard{find}, promptBar: promptBar{search: find}, origin: origin{search: find}, entries: entries{search: find}, acts: acts{search: find}, export: p.export}
	p.entries.bar, p.acts.bar = &p.promptBar, &p.promptBar
	p.export.Env, p.export.Refused = p.env, p.nameAgain
	p.restore()
}

// Close ends what runs.
func (p *Pane) Close() {
	p.stop()
	p.entries.work.Cancel()
	p.export.Cancel()
}

// Title is the name on the tab.
func (p *Pane) Title() string { return "Transactions" }

// SetSize sets the size of the pane.
func (p *Pane) SetSize(w, h int) { p.w, p.h = w, h }

// Capturing reports whether a text field has the keys.
func (p *Pane) Capturing() bool { return p.prompt != nil }

// Actions are what can be done now, the most useful first.
func (p *Pane) Actions() []pane.Action {
	switch {
	case p.prompt != nil:
		return p.promptActions()
	case p.menu != nil:
		return p.menuActions()
	case p.saved != nil:
		return p.savedActions()
	case p.entries.entry != nil:
		return p.entryActions()
	}
	actions := make([]pane.Action, 0, 48)
	actions = append(actions, p.rowActions()...)
	actions = append(actions, p.viewActions()...)
	actions = append(actions, p.caseActions()...)
	actions = append(actions, p.moves()...)
	return append(actions, pane.Key("esc", "back").In(secMove).Call(p.escape))
}

// Update takes a message.
func (p *Pane) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case pane.Loaded:
		return p.load(m.Dataset)
	case pane.OpenRows:
		p.detail = false
		return p.drill(m)
	case pane.Focus, pane.Blur:
		_, p.away = m.(pane.Blur)
	case pane.SettingsChanged:
		p.grid.SetTheme(p.env.Theme)
		p.show()
	}
	return nil
}

// load takes an import, or more rows of the one that is shown; then everything stays as it is.
func (p *Pane) load(o app.Dataset) tea.Cmd {
	if !o.Same(p.data) {
		p.data = o
		p.reset()
		p.reveal()
		p.view.sort, p.view.period = p.firstSort(o.Ledger), p.firstPeriod()
		return p.ask()
	}
	if len(p.undo) == 0 && len(p.drills) == 0 && slices.Equal(p.view.sort, p.firstSort(p.data.Ledger)) {
		p.view.sort = p.firstSort(o.Ledger)
	}
	p.data = o
	p.reveal()
	if p.result != nil && !o.Grown(p.result.Ledger.Len()) {
		return nil
	}
	return p.ask()
}

// newestFirst puts the newest first where rows of several accounts would else stand account by account; the
// rows of a single one are in the bank's order, which is the newest first.
func newestFirst(l *ledger.Ledger) []ledger.SortKey {
	n := 0
	for i := range l.Sources() {
		if l.Sources()[i].Rows() > 0 {
			n++
		}
	}
	if n < 2 {
		return nil
	}
	return []ledger.SortKey{{Column: ledger.ColDate, Desc: true}}
}

// kept is how an import or a case was sorted last, and of which period its rows were shown.
type kept struct {
	Of     string `json:"of"`
	Sort   string `json:"sort"`
	Period string `json:"period,omitempty"`
}

// mostKept is of how many imports the view is kept: those that were sorted last, or of which a period was chosen.
const mostKept = 50

// keep keeps how the user sorts this import, and the period. A file has no name that stays, so nothing is kept of it.
func (p *search) keep() {
	of := cmp.Or(p.data.ID, p.data.Case)
	if of == "" {
		return
	}
	all := slices.DeleteFunc(p.keptViews(), func(k kept) bool { return k.Of == of })
	now := app.NewSavedView("", "", p.view.period, p.view.sort)
	all = append(all, kept{of, now.Sort, now.Period})
	p.remember(keySort, all[max(len(all)-mostKept, 0):])
}

func (p *shared) keptViews() (all []kept) {
	p.recall(keySort, &all)
	return all
}

// keptView is what was kept of this import. What was done with another customer's rows says nothing about these.
func (p *shared) keptView() kept {
	of := cmp.Or(p.data.ID, p.data.Case)
	for _, k := range p.keptViews() {
		if of != "" && k.Of == of {
			return k
		}
	}
	return kept{}
}

// firstSort is how an import is sorted at first: as the user sorted it last, else as it suits the rows.
func (p *shared) firstSort(l *ledger.Ledger) []ledger.SortKey {
	if k := p.keptView(); k.Sort != "" {
		if keys, err := ledger.ParseSort(k.Sort); err == nil {
			return keys
		}
	}
	return newestFirst(l)
}

// firstPeriod is the period that an import is shown of at first: the one that was chosen last.
func (p *search) firstPeriod() ledger.Period {
	at, err := ledger.ParsePeriod(p.keptView().Period, p.today())
	if err != nil {
		return ledger.All()
	}
	return at
}

// layout is the columns that the user chose, and the menu of them while it is open.
type layout struct {
	*shared
	menu      *grid.Menu
	ownLayout bool // the user chose the columns
}

// restore brings the columns of the last run back.
func (p *layout) restore() {
	p.grid.SetFrozen(p.recallFrozen())
	kept := p.recallLayout()
	p.ownLayout = len(kept) > 0
	p.grid.SetLayout(kept)
	p.grid.SetEmpty("no transactions")
	p.grid.SetColumn(ledger.ColParty.String())
}

func (p *shared) recall(key string, into any) {
	if p.env.Memory != nil {
		_ = json.Unmarshal([]byte(p.env.Memory.Recall(key)), into) // what cannot be read is as good as nothing
	}
}

func (p *shared) remember(key string, v any) {
	if b, err := json.Marshal(v); err == nil && p.env.Memory != nil {
		p.env.Memory.Remember(key, string(b))
	}
}

func (p *layout) recallLayout() (l []grid.ColumnState) {
	p.recall(keyColumns, &l)
	return l
}

// recallFrozen is how many columns stay when the others scroll: the date, unless the user said otherwise.
func (p *layout) recallFrozen() int {
	n := 1
	p.recall(keyFrozen, &n)
	return max(n, 0)
}

// closeMenu closes the column menu and keeps what it made.
func (p *layout) closeMenu() {
	p.menu, p.ownLayout = nil, true
	p.remember(keyColumns, p.grid.Layout())
}

// reveal shows the columns without which the rows cannot be told apart. Columns that the user chose stay hidden, but
// never the currency of amounts in several.
func (p *layout) reveal() {
	l := p.data.Ledger
	switch {
	case !p.ownLayout:
		p.grid.Reveal(rows.Needed(l)...)
	case len(l.Currencies()) > 1:
		p.grid.Reveal(ledger.ColCurrency.String())
	}
}
