package tui

import (
	"slices"

	"cmp"
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app"
	imports "aisdesk/aisclient/library"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/caselist"
	"aisdesk/tui/pane/compare"
	"aisdesk/tui/pane/form"
	"aisdesk/tui/pane/inspector"
	"aisdesk/tui/pane/library"
	"aisdesk/tui/pane/portfolio"
	"aisdesk/tui/pane/settings"
)

// request does what a pane asks for.
func (r *root) request(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case pane.Notice:
		return r.notices.show(m)
	case pane.Copy:
		return r.clipboard.copy(m)
	case pane.OpenPalette:
		return r.lookFor(m.Search)
	case pane.Ask:
		r.dialogs.ask(m)
	case pane.Back:
		return r.back()
	case pane.Go:
		return r.goTo(m.To)
	case pane.Show:
		return pressIn(r, m.Tab, m.Press)
	case pane.OpenRows:
		return r.showRows(m)
	case pane.OpenSaved, pane.OpenFile:
		return r.open(m)
	case pane.ShowImports:
		return r.nav.push(atLibrary, library.NewSome(r.work.Context(), r.env, r.backend, m.What, m.IDs))
	case pane.PutIntoCase:
		return showCases(r, caselist.NewFor(r.env, m.Imports))
	case pane.Compare:
		return r.nav.showComparison(compare.Imports(r.env, r.backend, m.A, m.B))
	case pane.ComparePeriods:
		return r.comparePeriods()
	case pane.Deleted:
		return r.afterDeleting()
	case pane.Received:
		return r.tell(m)
	case pane.Acted:
		return r.loader.acted(r.nav.workspace(), m.Dataset)
	case pane.WithoutActs:
		return r.loader.withoutActs(r.nav.workspace(), m.On)
	case pane.NextImport:
		return r.showFormFor(m)
	case pane.Recategorise:
		return r.loader.recategorise(r.nav.workspace())
	case pane.ChangeSettings:
		return r.preferences.change(m.Settings)
	case pane.Quit:
		return r.quit()
	default:
		return r.verify(msg)
	}
	return nil
}

// verify does what a pane asks of the verification in progress, or of a new one.
func (r *root) verify(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case pane.Begin:
		return r.begin(m.Request)
	case pane.Resume:
		return r.resume(m.Pending)
	case pane.Forget:
		return r.forget(m.Pending)
	case pane.FlowRequest:
		return r.flow.request(m)
	case pane.ConfirmCode:
		return r.flow.hand(func(v app.Verification) error { return v.Confirm(m.Code) }, m.Done)
	case pane.PasteSession:
		return r.flow.hand(func(v app.Verification) error { return v.Paste(m.Line) }, m.Done)
	}
	return nil
}

// begin starts a verification; one at a time.
func (r *root) begin(plan app.VerificationRequest) tea.Cmd {
	plan.NoOpen = !r.preferences.set.OpenBrowser
	r.loader.unread = app.Reply{}
	return r.flow.begin(plan)
}

func (r *root) resume(p app.Pending) tea.Cmd {
	r.loader.unread = app.Reply{}
	return r.flow.resume(p)
}

// forget drops a pending import; the screen on top reads again what it shows.
func (r *root) forget(p app.Pending) tea.Cmd {
	drop := func(ctx context.Context) (struct{}, error) { return struct{}{}, r.backend.Forget(ctx, p) }
	return r.work.Spawn(pane.Async(r.work.Context(), drop, func(_ struct{}, err error) tea.Cmd {
		said := pane.Notice{Level: pane.Good, Text: "the unfinished import is no longer offered"}
		if err != nil {
			said = pane.Notice{Level: pane.Bad, Text: err.Error()}
		}
		return tea.Batch(r.notices.show(said), r.nav.top().Update(pane.Focus{}))
	}))
}

// back goes one level up; out of a workspace only when asked for twice.
func (r *root) back() tea.Cmd {
	if r.nav.at(atWorkspace) {
		return r.parked.leave(r.loader.reading != nil)
	}
	return r.nav.pop()
}

// showLibrary shows the saved imports as they were left; begin says how.
func showLibrary(r *root, begin func(*library.Pane)) tea.Cmd {
	shown := slices.ContainsFunc(r.nav.screens, func(s screen) bool { return s.pane == pane.Pane(r.library) })
	if r.library == nil || shown {
		r.library = library.New(r.work.Context(), r.env, r.backend)
	}
	begin(r.library)
	return r.nav.push(atLibrary, r.library)
}

// showCases shows the list of cases, where there can be any.
func showCases(r *root, p *caselist.Pane) tea.Cmd {
	if r.env.Cases == nil {
		return nil
	}
	cmd := r.nav.push(atCases, p)
	r.nav.onClose(p.Close)
	return cmd
}

// goTo goes to a screen.
func (r *root) goTo(to pane.Place) tea.Cmd {
	switch to {
	case pane.ToHome:
		return r.nav.home()
	case pane.ToForm:
		return r.showForm()
	case pane.ToLibrary:
		return showLibrary(r, library.Return)
	case pane.ToSearch:
		return showLibrary(r, library.Search)
	case pane.ToCases:
		return showCases(r, caselist.New(r.env))
	case pane.ToPortfolio:
		p := portfolio.New(r.env, r.backend)
		cmd := r.nav.push(atPortfolio, p)
		r.nav.onClose(p.Close)
		return cmd
	case pane.ToSettings:
		return r.nav.push(atSettings, settings.New(r.env, r.preferences.set))
	case pane.ToInspector:
		return r.showInspector()
	case pane.ToWorkspace:
		return r.parked.back()
	case pane.ToHelp:
		r.openHelp()
	}
	return nil
}

func (r *root) showForm() tea.Cmd { return r.showFormFor(pane.NextImport{}) }

// showFormFor shows the form of a new verification, for a person of a case where one is named.
func (r *root) showFormFor(m pane.NextImport) tea.Cmd {
	p := form.New(r.work.Context(), r.env, r.backend, r.preferences.set)
	if m.Case != "" {
		p.For(m)
	}
	if r.nav.at(atOutcome) {
		return r.nav.replace(atForm, p)
	}
	return r.nav.push(atForm, p)
}

// showInspector shows the calls, and first a reply that could not be opened: its bytes can still be read.
func (r *root) showInspector() tea.Cmd {
	p := inspector.New(r.work.Context(), r.env, r.backend.Exchanges)
	if r.loader.unread.Raw != nil {
		p.SetReply(r.loader.unread)
	}
	return r.nav.push(atInspector, p)
}

// open begins to read a saved import or a file; the import that was left last is there already.
func (r *root) open(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case pane.OpenSaved:
		if r.parked.is(m.ID) {
			return r.parked.back()
		}
		return r.loader.open(cmp.Or(m.Who, m.ID), m.Who != "", func(ctx context.Context) (app.Reply, error) { return r.backend.Open(ctx, m.ID) })
	case pane.OpenFile:
		path := r.env.Path(m.Path)
		r.loader.path = m.Path
		return r.loader.open(path, true, func(ctx context.Context) (app.Reply, error) { return r.backend.OpenFile(ctx, path) })
	}
	return nil
}

// afterDeleting looks whether the import of the workspace that was left is still saved.
func (r *root) afterDeleting() tea.Cmd {
	if r.parked.workspace == nil || r.parked.workspace.data.ID == "" {
		return nil
	}
	return r.work.Spawn(pane.Async(r.work.Context(), r.backend.Imports, func(saved *imports.Index, err error) tea.Cmd {
		if err == nil {
			r.parked.dropDeleted(saved)
		}
		return nil
	}))
}

// comparePeriods compares two periods of the open import, once it is read.
func (r *root) comparePeriods() tea.Cmd {
	w := r.nav.workspace()
	if w == nil || w.data.Ledger == nil || !w.data.Ledger.Complete() {
		return r.notices.show(pane.Notice{Level: pane.Info, Text: "two periods are compared once the whole reply is read"})
	}
	return r.nav.showComparison(compare.Periods(r.env, w.data))
}

// showRows lets the transactions pane show what was asked for. From two compared periods the way back leads to them again.
func (r *root) showRows(m pane.OpenRows) tea.Cmd {
	w := r.nav.workspace()
	if w == nil {
		return nil
	}
	if p, ok := r.nav.top().(*compare.Pane); ok {
		m.From, w.compared, w.belowCompared = compare.Tab, p, w.panes[w.at].name
	}
	return tea.Batch(r.nav.backTo(atWorkspace), w.showRows(m))
}

// backToCompared shows the two periods again from which rows were opened.
func (r *root) backToCompared() tea.Cmd {
	w := r.nav.workspace()
	if w == nil || w.compared == nil {
		return nil
	}
	w.compared.Renew(w.data)
	return tea.Batch(w.show(w.belowCompared), r.nav.showComparison(w.compared))
}
