package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/tui/pane"
)

// program is the section of the program's own actions in the help.
const program = "Program"

// always are the actions that work on every screen, under every overlay and while something is typed.
var always = []pane.Action{
	pane.Key("ctrl+l", "draw the screen again").In(program).Call(func() tea.Cmd { return tea.ClearScreen }),
	pane.Key("ctrl+z", "suspend to the shell").In(program).Call(func() tea.Cmd { return tea.Suspend }),
	pane.Key("ctrl+c", "quit at once").In(program).Call(func() tea.Cmd { return tea.Quit }),
}

// paletteKey opens the palette also while something is typed.
const paletteKey = "ctrl+p"

// helpWhat names the action that leads to all the others.
const helpWhat = "help"

// program are the program's own actions. They stand behind the pane's in help and palette.
func (r *root) program() []pane.Action {
	redraw, suspend, kill := always[0], always[1], always[2]
	return []pane.Action{
		pane.Key("?", helpWhat).In(program).Short().Then(r.openHelp),
		pane.Key(paletteKey+" :", "find an action").In(program).Call(r.openPalette),
		pane.Key("ctrl+o", "hide or show personal data").In(program).Call(r.preferences.toggleMask),
		pane.Key("ctrl+t", "next theme").In(program).Call(r.preferences.nextTheme),
		pane.Key("ctrl+x", "mouse on or off").In(program).Call(r.preferences.toggleMouse),
		redraw, suspend,
		pane.Key("q", "quit").In(program).Short().Call(r.quit),
		kill,
	}
}

// quit ends the program. It asks first if a verification or a file would be lost.
func (r *root) quit() tea.Cmd {
	title, lines := "", []string(nil)
	for _, w := range []*workspace{r.nav.workspace(), r.parked.workspace} {
		if lines = append(lines, w.unfinished()...); len(lines) > 0 {
			title = "Quit while a file is being written?"
		}
	}
	if f := r.flow.going(); f != nil {
		title, lines = "Quit while a verification goes on?", append(f.losses(), lines...)
	}
	if len(lines) == 0 {
		return tea.Quit
	}
	r.dialogs.ask(pane.Ask{
		Title: title, Lines: lines,
		Agree: "quit", Decline: "keep going", Danger: true, Yes: func() tea.Cmd { return tea.Quit },
	})
	return nil
}
