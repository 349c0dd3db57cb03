package tui

import (
	"cmp"
	"context"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/library"
	"aisdesk/aisclient/text"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/compare"
	"aisdesk/tui/pane/settings"
	"aisdesk/tui/theme"
)

// The sections of the palette besides those of the screen.
const (
	sectionGo       = "Go to"
	sectionThemes   = "Themes"
	sectionSaved    = "Saved imports"
	sectionSettings = "Settings"
	sectionDemo     = "Sandbox"
	sectionCases    = "Cases"
)

// mostSaved is how many saved imports the palette offers: the newest.
const mostSaved = 100

// places are what can be gone to and chosen from everywhere.
func places(r *root) []pane.Action {
	to := func(what string, p pane.Place) pane.Action {
		return pane.Action{Keys: []string{""}, What: what}.In(sectionGo).Call(r.env.Sends(pane.Go{To: p}))
	}
	all := []pane.Action{to("go home", pane.ToHome), to("new verification", pane.ToForm), to("saved imports", pane.ToLibrary).Also("library recent"),
		to("portfolio: verdicts of all imports", pane.ToPortfolio), to("settings", pane.ToSettings), to("calls to the provider", pane.ToInspector)}
	if r.env.Cases != nil {
		all = append(all, to("cases", pane.ToCases))
	}
	for _, name := range theme.Choices() {
		what := "theme " + string(name)
		if string(name) == cmp.Or(r.preferences.set.Theme, string(theme.Auto)) {
			what += inForce
		}
		all = append(all, pane.Action{Keys: []string{""}, What: what}.In(sectionThemes).Call(func() tea.Cmd {
			s := r.preferences.set
			s.Theme = string(name)
			return r.preferences.change(s)
		}))
	}
	all = append(all, settingChoices(r)...)
	return append(all, workspaceActions(r)...)
}

// settingChoices are the values of the settings that are not in force. The theme has a section of its own.
func settingChoices(r *root) (all []pane.Action) {
	for _, c := range settings.Choices(r.preferences.set) {
		if c.Setting != settings.Theme {
			all = append(all, pane.Action{Keys: []string{""}, What: c.Setting + ": " + c.Value}.In(sectionSettings).Call(r.env.Sends(pane.ChangeSettings{Settings: c.Settings})))
		}
	}
	return all
}

// workspaceActions are what can be done on the tabs of the open import, or of the one that was left last, from wherever the
// palette was opened: its panes, exports and saved views among them.
func workspaceActions(r *root) (all []pane.Action) {
	ws := cmp.Or(r.nav.workspace(), r.parked.workspace)
	if ws == nil {
		return nil
	}
	for i, t := range ws.panes {
		if r.nav.at(atWorkspace) && i == ws.at || t.pane.Capturing() {
			continue // the palette has its actions
		}
		all = append(all, pane.Action{Keys: []string{""}, What: goTo + t.pane.Title()}.In(sectionGo).Call(func() tea.Cmd { return r.showTab(t.name) }))
		for _, a := range append(named(t.pane), t.pane.Actions()...) {
			if a.Off && a.Why == "" || !a.Off && movement(a) > 0 || slices.Contains(a.Keys, "esc") || a.Do == nil {
				continue
			}
			all = append(all, there(r, t, a))
		}
	}
	return all
}

// there is an action of a tab, done from elsewhere: one that cannot be done before the tab is seen is asked for again there.
func there(r *root, t tab, a pane.Action) pane.Action {
	own := a
	a.What, a.Section, a.Off = t.pane.Title()+": "+a.What, t.pane.Title(), false
	return a.On(func(k string) tea.Cmd {
		shown := r.showTab(t.name)
		for _, b := range t.pane.Actions() {
			if b.What == own.What && own.Off {
				own = b
			}
		}
		if own.Off {
			return tea.Batch(shown, r.env.Inform(pane.Info, own.Why))
		}
		return tea.Batch(shown, own.Do(k))
	})
}

// named are the views of a pane that are chosen by their name.
func named(p pane.Pane) []pane.Action {
	if v, ok := p.(interface{ NamedViews() []pane.Action }); ok {
		return v.NamedViews()
	}
	return nil
}

// pressIn shows a tab and presses a key there, if any.
func pressIn(r *root, tab, key string) tea.Cmd {
	cmd := r.showTab(tab)
	if ws := r.nav.workspace(); ws != nil && key != "" {
		cmd = tea.Batch(cmd, pane.Handle(ws, pane.Press(key)))
	}
	return cmd
}

// showTab shows a tab of the open import, or of the one that was left last.
func (r *root) showTab(name string) tea.Cmd {
	if name == compare.Tab {
		return r.backToCompared()
	}
	var cmd tea.Cmd
	if r.nav.workspace() == nil {
		cmd = r.parked.back()
	} else {
		cmd = r.nav.backTo(atWorkspace)
	}
	ws := r.nav.workspace()
	if ws == nil {
		return cmd
	}
	return tea.Batch(cmd, ws.show(name))
}

// savedImports brings the saved imports to the palette, beside the UI loop. Under the mask only their ids are named.
func savedImports(r *root, p *palette) tea.Cmd {
	return r.work.Spawn(pane.Async(r.work.Context(), r.backend.Imports, func(index *library.Index, err error) tea.Cmd {
		if err != nil { // the library says why
			return nil
		}
		for n := range min(index.Len(), mostSaved) {
			e := index.Entry(n)
			if e.Damaged != nil {
				continue
			}
			what := "open " + e.ID
			if !r.env.Masked {
				what = "open " + e.Title() + ", " + text.First(e.Bank(), text.Clean("bank unknown")).String() + ", " + e.Created.UTC().Format("2006-01-02")
			}
			p.all = append(p.all, pane.Action{Keys: []string{""}, What: what}.In(sectionSaved).Call(r.env.Sends(pane.OpenSaved{ID: e.ID})))
		}
		p.filter()
		return nil
	}))
}

// casesByName brings the cases to the palette by their label and people, beside the UI loop. Under the mask only their ids are named.
func casesByName(r *root, p *palette) tea.Cmd {
	if r.env.Cases == nil {
		return nil
	}
	return r.work.Spawn(pane.Async(r.work.Context(), r.env.Cases.List, func(all []cases.Listed, err error) tea.Cmd {
		if err != nil { // the list of cases says why
			return nil
		}
		for _, c := range all[:min(len(all), mostSaved)] {
			if c.State == nil || c.State.Erased {
				continue
			}
			what := "case " + c.ID
			if !r.env.Masked {
				what = "case " + caseTitle(c.State)
			}
			var to tea.Msg = pane.OpenSaved{ID: c.ID, Who: c.State.Label}
			if len(c.State.Imports)+len(c.State.Files) == 0 { // there is nothing to open yet
				to = pane.Go{To: pane.ToCases}
			}
			p.all = append(p.all, pane.Action{Keys: []string{""}, What: what}.In(sectionCases).Call(r.env.Sends(to)))
		}
		p.filter()
		return nil
	}))
}

// caseTitle is a case by its label, people and status.
func caseTitle(st *casefile.State) string {
	parts := []string{st.Label}
	for _, person := range st.People {
		parts = append(parts, person.Name)
	}
	parts = slices.DeleteFunc(append(parts, st.Status), func(s string) bool { return s == "" })
	return text.Clean(strings.Join(parts, ", ")).String()
}

// sectionFiles is the section of files and folders.
const sectionFiles = "Files"

// pathToBegin is what the path of a file begins with: the one that was opened last, which may have had a mistake, or the
// user's home directory.
func (p *palette) pathToBegin() string {
	switch {
	case p.root.loader.path != "":
		return p.root.loader.path
	case p.root.env.Home != "":
		return "~/"
	}
	return "./"
}

// paths lists what goes on with the typed path, beside the loop. An answer about other letters is dropped.
func (p *palette) paths() tea.Cmd {
	typed := p.line.Value()
	return p.root.work.Spawn(pane.Async(p.root.work.Context(), func(context.Context) ([]field.Path, error) { return field.PathsUnder(typed, p.root.env.Path) }, func(all []field.Path, err error) tea.Cmd {
		if p.line.Value() != typed {
			return nil
		}
		p.shown = p.shown[:0]
		for _, c := range all {
			p.shown = append(p.shown, p.pathAction(c))
		}
		if err == nil && len(all) == 0 || err != nil {
			p.none = "no file here begins like this"
		}
		p.list.Cursor = 0
		return nil
	}))
}

// pathAction opens a file; a folder goes on in it, with the palette open.
func (p *palette) pathAction(c field.Path) pane.Action {
	if c.Folder {
		a := pane.Action{Keys: []string{goesOn}, What: c.Typed + "/"}.In(sectionFiles)
		return a.Call(func() tea.Cmd { return p.setPath(c.Typed + "/") })
	}
	return pane.Action{Keys: []string{""}, What: c.Typed}.In(sectionFiles).Call(p.root.env.Sends(pane.OpenFile{Path: c.Typed}))
}

// goesOn is the key of an action after which the palette stays open.
const goesOn = " "

// setPath puts a path into the line.
func (p *palette) setPath(path string) tea.Cmd {
	p.line.Set(path)
	return p.paths()
}

// complete takes the chosen path into the line.
func (p *palette) complete() tea.Cmd {
	if !field.IsPath(p.line.Value()) || p.list.Cursor >= len(p.shown) {
		return nil
	}
	return p.setPath(p.shown[p.list.Cursor].What)
}
