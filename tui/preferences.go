package tui

import (
	"fmt"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app"
	"aisdesk/tui/pane"
	"aisdesk/tui/theme"
)

// preferences are the settings in force: they are put into the panes' environment and written when they change.
type preferences struct {
	backend Backend
	env     *pane.Env
	notices *notices
	getenv  func(string) string
	tell    func(tea.Msg) tea.Cmd // gives a message to every pane
	writer  coalescingWriter
	set     app.Settings
	unsaved bool // settings that are not kept yet
}

// themeOf makes the theme of the settings; a name that no longer exists is dark.
func (p *preferences) themeOf(name string) *theme.Theme {
	depth := theme.DepthOf(p.getenv)
	if t, err := theme.New(theme.Name(name), depth); err == nil {
		return t
	}
	return theme.Must(theme.Dark, depth)
}

// change puts settings in force.
func (p *preferences) change(s app.Settings) tea.Cmd {
	mouse := s.Mouse != p.set.Mouse
	s.Memory = p.set.Memory // panes write it, not the settings
	if s.Masked && !p.set.Masked {
		p.notices.clear() // it may name somebody
	}
	p.set = s
	p.env.Masked, p.env.Theme = s.Masked, p.themeOf(s.Theme)
	p.unsaved = true
	cmd := p.tell(pane.SettingsChanged{Settings: s.Clone()})
	if mouse {
		cmd = tea.Batch(cmd, listen(s.Mouse))
	}
	return cmd
}

// toggleMask hides or shows personal data.
func (p *preferences) toggleMask() tea.Cmd {
	s := p.set
	s.Masked = !s.Masked
	return p.change(s)
}

// toggleMouse takes the mouse from the terminal or gives it back.
func (p *preferences) toggleMouse() tea.Cmd {
	s, said := p.set, "mouse on: click and turn the wheel; the terminal selects text with shift held"
	if s.Mouse = !s.Mouse; !s.Mouse {
		said = "mouse off: the terminal selects text again"
	}
	return tea.Batch(p.change(s), p.notices.show(pane.Notice{Text: said}))
}

// nextTheme puts the next theme in force.
func (p *preferences) nextTheme() tea.Cmd {
	names := theme.Names()
	s := p.set
	s.Theme = string(names[(slices.Index(names, p.env.Theme.Name())+1)%len(names)])
	return tea.Batch(p.change(s), p.notices.show(pane.Notice{Text: "theme " + s.Theme}))
}

// save writes the settings as they are now.
func (p *preferences) save() tea.Cmd {
	p.unsaved = false
	s := p.set.Clone()
	return p.writer.write("settings", func() tea.Msg {
		if err := p.backend.SaveSettings(s); err != nil {
			return pane.Notice{Level: pane.Bad, Text: fmt.Sprintf("the settings could not be saved: %v", err)}
		}
		return nil
	})
}

// Recall is what a pane remembers under a key.
func (p *preferences) Recall(key string) string { return p.set.Memory[key] }

// Remember keeps a small setting of a pane; it is written with the next save.
func (p *preferences) Remember(key, value string) {
	if p.set.Memory == nil {
		p.set.Memory = map[string]string{}
	}
	if p.set.Memory[key] == value {
		return
	}
	p.set.Memory[key] = value
	p.unsaved = true
}
