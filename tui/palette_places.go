package tui

import (
	"cmp"
	"context"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

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
)

// mostSaved is how many saved imports the palette offers: the newest.
const mostSaved = 100

// places are what can be gone to and chosen from everywhere.
func places(r *root) []pane.Action {
	to := func(what string, p pane.Place) pane.Action {
		return pane.Action{Keys: []string{""}, What: what}.In(sectionGo).Call(r.env.Sends(pane.Go{To: p}))
	}
	all := []pane.Action{to("go home", pane.ToHome), to("new verification", pane.ToForm), to("saved imports", pane.ToLibrary),
		to("portfolio: verdicts of all imports", pane.ToPortfolio), to("settings", pane.ToSettings), to("calls to the provider", pane.ToInspector)}
	if r.env.Cases != nil {
		all = append(all, to("cases", pane.ToCases))
	}
	for _, name := range theme.Choices() {
		what := "theme " + string(name)
		if string(name) == cmp.Or(r.preferences.set.Theme, string(theme.Auto)) {
			what += " (in force)"
		}
		all = append(all, pane.Action{Keys: []string{""}, What: what}.In(sectionThemes).Call(func() tea.Cmd {
			s := r.preferences.set
			s.Theme = string(name)
			return r.preferences.change(s)
		}))
	}
	all = append(all, settingChoices(r)...)
	all = append(all, scenarios(r)...)
	return append(all, workspaceActions(r)...)
}

// scenarios are the ways in which the sandbox can behave, where the program runs one.
func scenarios(r *root) (all []pane.Action) {
	if r.env.Demo == nil {
		return nil
	}
	s, _ := r.env.Demo.State()
	for _, c := range s.Scenarios {
		name := c.Name
		if name == s.Scenario {
			continue
		}
		what := "scenario " + name
		if c.About != "" {
			what += ": " + c.About
		}
		all = append(all, pane.Action{Keys: []string{""}, What: what}.In(sectionDemo).Call(func() tea.Cmd {
			if err := r.env.Demo.SetScenario(name); err != nil {
				return r.env.Inform(pane.Bad, err.Error())
			}
			return r.env.Inform(pane.Good, "the sandbox plays "+name+" from now on")
		}))
	}
	return all
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
		all = append(all, pane.Action{Keys: []string{""}, What: "go to " + t.pane.Title()}.In(sectionGo).Call(func() tea.Cmd { return r.showTab(t.name) }))
		for _, a := range append(named(t.pane), t.pane.Actions()...) {
			if a.Off || movement(a) > 0 || slices.Contains(a.Keys, "esc") || a.Do == nil {
				continue
			}
			do := a.Do
			a.What, a.Section = t.pane.Title()+": "+a.What, t.pane.Title()
			all = append(all, a.On(func(k string) tea.Cmd { return tea.Batch(r.showTab(t.name), do(k)) }))
		}
	}
	return all
}

// named are the views of a pane that are chosen by their name.
func named(p pane.Pane) []pane.Action {
	if v, ok := p.(interface{ NamedViews() []pane.Action }); ok {
		return v.NamedViews()
	}
	return nil
}

// showTab shows a tab of the open import, or of the one that was left last.
// pressIn shows a tab and presses a key there, if any.
func pressIn(r *root, tab, key string) tea.Cmd {
	cmd := r.showTab(tab)
	if ws := r.nav.workspace(); ws != nil && key != "" {
		cmd = tea.Batch(cmd, pane.Handle(ws, pane.Press(key)))
	}
	return cmd
}

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

// fuzzy reports whether the letters that are typed stand in a text in their order, with anything between them.
func fuzzy(s, typed string) bool {
	rest := []rune(strings.ReplaceAll(text.Fold(typed), " ", ""))
	if len(rest) < 2 {
		return false
	}
	for _, r := range text.Fold(s) {
		if len(rest) > 0 && r == rest[0] {
			rest = rest[1:]
		}
	}
	return len(rest) == 0
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
