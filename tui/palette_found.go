package tui

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/text"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
)

// found are the actions that have what is typed, the best first: those whose words begin with it, those that have it inside a word,
// those that have it in other words, their keys or section only.
func found(all []pane.Action, typed string) []pane.Action {
	var ranks [4][]pane.Action
	for _, a := range all {
		if rank := field.Rank(strings.TrimPrefix(a.What, goTo), typed); rank >= 0 { // a tab is looked for by its name
			ranks[rank] = append(ranks[rank], a)
		} else if field.Rank(strings.Join([]string{a.What, a.Words, a.KeyText(), a.Section}, " "), typed) >= 0 {
			ranks[3] = append(ranks[3], a)
		}
	}
	return slices.Concat(ranks[:]...)
}

// goTo begins the actions that show a tab.
const goTo = "go to "

// inForce marks what is chosen already.
const inForce = " (in force)"

// scenarioWord is the word with which a scenario of the sandbox is asked for, changeScenario the action that types it.
const scenarioWord, changeScenario = "scenario", "change the scenario"

// asksScenario reports whether scenarios are looked for: by the word, or its beginning.
func asksScenario(typed string) bool {
	first, _, _ := strings.Cut(text.Fold(strings.TrimLeft(typed, " ")), " ")
	return len(first) >= 4 && strings.HasPrefix(scenarioWord, first)
}

// wholeWord reports whether every typed word is a whole word of a scenario's name.
func wholeWord(a pane.Action, typed string) bool {
	name, _, _ := strings.Cut(strings.TrimPrefix(a.What, scenarioWord+" "), ":")
	words := strings.Fields(text.Fold(typed))
	for _, w := range words {
		if w != name && !slices.Contains(strings.Split(name, "-"), w) {
			return false
		}
	}
	return len(words) > 0
}

// scenarios are the ways in which the sandbox can behave, where the program runs one.
func scenarios(r *root) (all []pane.Action) {
	if r.env.Demo == nil {
		return nil
	}
	s, _ := r.env.Demo.State()
	for _, c := range s.Scenarios {
		name, what := c.Name, scenarioWord+" "+c.Name
		if c.About != "" {
			what += ": " + c.About
		}
		if name == s.Scenario {
			what += inForce
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
