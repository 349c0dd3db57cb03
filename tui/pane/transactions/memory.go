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
)

// What is kept over the end of the program.
const (
	keyColumns = "transactions/columns"
	keyFrozen  = "transactions/frozen"
	keyViews   = app.MemoryViews
	keySort    = "transactions/sort"
)

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

// savedViews are the views under names, and the list of them while it is open.
type savedViews struct {
	*search
	saved *savedList
}

// savedList is the list of saved views while it is open.
type savedList struct {
	views []app.SavedView
	at    int
	// dropped are the lists before each deletion, the last one last.
	dropped [][]app.SavedView
}

func (p *savedViews) views() []app.SavedView {
	if p.env.Memory == nil {
		return nil
	}
	return app.SavedViews(p.env.Memory.Recall(keyViews))
}

// saveView keeps the view in force under a name; the same name is replaced.
func (p *savedViews) saveView(name string) tea.Cmd {
	all, replaced := app.WithView(p.views(), app.NewSavedView(name, p.view.filter, p.view.period, p.view.sort))
	said := "saved the view as "
	if replaced {
		said = "replaced the view "
	}
	p.remember(keyViews, all)
	return p.env.Inform(pane.Good, said+name)
}

// NamedViews puts each saved view in force, by its name.
func (p *savedViews) NamedViews() (out []pane.Action) {
	if p.env.Masked { // a name can say whom it is about
		return nil
	}
	for _, v := range p.views() {
		out = append(out, pane.Action{Keys: []string{""}, What: "view " + v.Name}.Call(func() tea.Cmd { return p.take(v) }))
	}
	return out
}

// listViews opens the list of saved views.
func (p *savedViews) listViews() tea.Cmd {
	all := p.views()
	if len(all) == 0 {
		return p.env.Inform(pane.Info, "no view is saved yet: w saves the current one")
	}
	p.saved = &savedList{views: all}
	return nil
}

// savedActions are those of the list of saved views. Left and right would change the tab under the list.
func (p *savedViews) savedActions() []pane.Action {
	s := p.saved
	return append([]pane.Action{
		pane.Key("enter right l", "use it").As("⏎").Unless(len(s.views) == 0).Short().Call(func() tea.Cmd { p.saved = nil; return p.take(s.views[s.at]) }),
		pane.Key("x delete", "delete it").Unless(len(s.views) == 0).Short().Call(p.dropView),
		pane.Key("u", "undo").Unless(len(s.dropped) == 0).Because("nothing to undo").Short().Call(p.undropView),
		pane.Key("esc o left h", "close").As("esc").Short().Then(func() { p.saved = nil }),
	}, pane.Moves(func(by int) { s.at = max(min(s.at+by, len(s.views)-1), 0) })...)
}

// dropView drops the chosen view. The list stays open after its last one, so that it can be brought back.
func (p *savedViews) dropView() tea.Cmd {
	s := p.saved
	dropped := s.views[s.at].Name
	s.dropped = append(s.dropped, slices.Clone(s.views))
	s.views = slices.Delete(s.views, s.at, s.at+1)
	p.remember(keyViews, s.views)
	s.at = max(min(s.at, len(s.views)-1), 0)
	return p.env.Inform(pane.Good, "deleted the view "+dropped+"; u undoes it")
}

// undropView brings the view back that was dropped last.
func (p *savedViews) undropView() tea.Cmd {
	s, last := p.saved, len(p.saved.dropped)-1
	s.views, s.dropped = s.dropped[last], s.dropped[:last]
	p.remember(keyViews, s.views)
	return p.env.Inform(pane.Good, "the view is back")
}

// take puts a saved view in force; parts that can no longer be read are left out.
func (p *savedViews) take(s app.SavedView) tea.Cmd {
	v := view{filter: s.Filter}
	v.period, _ = ledger.ParsePeriod(s.Period, p.today())
	v.sort, _ = ledger.ParseSort(s.Sort)
	return p.change(v)
}

// sorted is how an import or a case was sorted last.
type sorted struct {
	Of   string `json:"of"`
	Sort string `json:"sort"`
}

// sortsKept is of how many imports the order is kept: those that were sorted last.
const sortsKept = 50

// keepSort keeps how the user sorts this import. A file has no name that stays, so it is not kept.
func (p *search) keepSort() {
	of := cmp.Or(p.data.ID, p.data.Case)
	if of == "" {
		return
	}
	kept := slices.DeleteFunc(p.sorts(), func(s sorted) bool { return s.Of == of })
	kept = append(kept, sorted{of, ledger.FormatSort(p.view.sort)})
	p.remember(keySort, kept[max(len(kept)-sortsKept, 0):])
}

func (p *search) sorts() (kept []sorted) {
	p.recall(keySort, &kept)
	return kept
}

// firstSort is how an import is sorted at first: as the user sorted it last, else as it suits the rows. What was done with
// another customer's rows says nothing about these.
func (p *search) firstSort(l *ledger.Ledger) []ledger.SortKey {
	of := cmp.Or(p.data.ID, p.data.Case)
	for _, s := range p.sorts() {
		if of == "" || s.Of != of {
			continue
		}
		if keys, err := ledger.ParseSort(s.Sort); err == nil && s.Sort != "" {
			return keys
		}
	}
	return newestFirst(l)
}
