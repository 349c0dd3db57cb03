package transactions

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/ledger"
	"aisdesk/tui/pane"
)

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
