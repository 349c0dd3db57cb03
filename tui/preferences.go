package tui

import (
	"fmt"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app"
	"aisdesk/tui/background"
	"aisdesk/tui/number"
	"aisdesk/tui/pane"
	"aisdesk/tui/terminal"
	"aisdesk/tui/theme"
)

// preferences are the settings in force: they are put into the panes' environment and written when they change.
type preferences struct {
	backend Backend
	env     *pane.Env
	notices *notices
	getenv  func(string) string
	tell    func(tea.Msg) tea.Cmd // gives a message to every pane
	writer  *background.Writer
	set     app.Settings
	unsaved bool // settings that are not kept yet
	ground  *terminal.Ground
	work    *background.Work
	known   theme.Background // of the terminal
}

// themeOf makes the theme of the settings.
func (p *preferences) themeOf(name string) *theme.Theme {
	return theme.For(theme.Name(name), theme.DepthOf(p.getenv), p.known)
}

// auto reports whether the theme follows the terminal's background.
func (p *preferences) auto() bool { return p.set.Theme == "" || p.set.Theme == string(theme.Auto) }

// askGround asks the terminal for its background where the theme follows it; a theme that was chosen asks nothing.
func (p *preferences) askGround() tea.Cmd {
	if !p.auto() {
		return nil
	}
	wait := p.ground.Ask()
	if wait == nil {
		return nil
	}
	return func() tea.Msg {
		light, ok := wait(p.work.Context())
		if !ok {
			return nil
		}
		return pane.Callback(func() tea.Cmd { return p.takeGround(light) })
	}
}

// takeGround puts the theme for the terminal's background in force, unless another was chosen meanwhile.
func (p *preferences) takeGround(light bool) tea.Cmd {
	if p.known = theme.DarkBackground; light {
		p.known = theme.LightBackground
	}
	if !p.auto() {
		return nil
	}
	p.env.Theme = p.themeOf(p.set.Theme)
	return p.tell(pane.SettingsChanged{Settings: p.set.Clone()})
}

// change puts settings in force.
func (p *preferences) change(s app.Settings) tea.Cmd {
	mouse := s.Mouse != p.set.Mouse
	s.Memory = p.set.Memory // panes write it, not the settings
	if s.Masked && !p.set.Masked {
		p.notices.clear() // it may name somebody
	}
	p.set = s
	p.env.Masked, p.env.Theme, p.env.Numbers = s.Masked, p.themeOf(s.Theme), number.FormOf(s.Numbers, p.getenv)
	p.unsaved = true
	cmd := tea.Batch(p.tell(pane.SettingsChanged{Settings: s.Clone()}), p.askGround())
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
	names := theme.Choices()
	s, at := p.set, 0 // what is no choice counts as the first
	if i := slices.Index(names, theme.Name(s.Theme)); i >= 0 {
		at = i
	}
	s.Theme = string(names[(at+1)%len(names)])
	return tea.Batch(p.change(s), p.notices.show(pane.Notice{Text: "theme " + s.Theme}))
}

// save writes the settings as they are now.
func (p *preferences) save() tea.Cmd {
	p.unsaved = false
	s := p.set.Clone()
	return p.writer.Write("settings", func() tea.Msg {
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
