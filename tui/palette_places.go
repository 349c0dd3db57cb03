package tui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/library"
	"aisdesk/aisclient/text"
	"aisdesk/tui/pane"
	"aisdesk/tui/theme"
)

// The sections of the palette besides those of the screen.
const (
	sectionGo     = "Go to"
	sectionThemes = "Themes"
	sectionSaved  = "Saved imports"
	sectionDemo   = "Sandbox"
)

// mostSaved is how many saved imports the palette offers: the newest.
const mostSaved = 100

// places are what can be gone to and chosen from everywhere.
func places(r *root) []pane.Action {
	to := func(what string, p pane.Place) pane.Action {
		return pane.Action{Keys: []string{""}, What: what}.In(sectionGo).Call(r.env.Sends(pane.Go{To: p}))
	}
	all := []pane.Action{to("go home", pane.ToHome), to("new verification", pane.ToForm), to("saved imports", pane.ToLibrary),
		to("verdicts of all imports", pane.ToPortfolio), to("settings", pane.ToSettings), to("calls to the provider", pane.ToInspector)}
	for _, name := range theme.Choices() {
		if string(name) == r.preferences.set.Theme {
			continue
		}
		all = append(all, pane.Action{Keys: []string{""}, What: "theme " + string(name)}.In(sectionThemes).Call(func() tea.Cmd {
			s := r.preferences.set
			s.Theme = string(name)
			return r.preferences.change(s)
		}))
	}
	return append(all, scenarios(r)...)
}

// scenarios are the ways in which the sandbox can behave, where the program runs one.
func scenarios(r *root) (all []pane.Action) {
	if r.env.Demo == nil {
		return nil
	}
	s, _ := r.env.Demo.State()
	for _, name := range s.Scenarios {
		if name == s.Scenario {
			continue
		}
		all = append(all, pane.Action{Keys: []string{""}, What: "scenario " + name}.In(sectionDemo).Call(func() tea.Cmd {
			if err := r.env.Demo.SetScenario(name); err != nil {
				return r.env.Inform(pane.Bad, err.Error())
			}
			return r.env.Inform(pane.Good, "the sandbox plays "+name+" from now on")
		}))
	}
	return all
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
