// Package settings changes what the program remembers. Every change is in force at once and kept.
package settings

import (
	"slices"
	"strconv"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app"
	"aisdesk/tui/cell"
	"aisdesk/tui/field"
	"aisdesk/tui/number"
	"aisdesk/tui/pane"
	"aisdesk/tui/theme"
)

// Pane is the list of settings.
type Pane struct {
	env  *pane.Env
	set  app.Settings
	w, h int
	list field.List
	done []change // what was changed here, the last one last
}

// change is a setting that got another value.
type change struct {
	setting int
	was     string
}

// New shows the settings in force.
func New(env *pane.Env, set app.Settings) *Pane { return &Pane{env: env, set: set.Clone()} }

// value is one of the values of a setting.
type value struct{ value, label string }

// setting is one line: how to read and change it, and what it means.
type setting struct {
	label  string
	values []value
	get    func(*app.Settings) string
	put    func(*app.Settings, string)
	about  string
}

var onOff = []value{{"", "off"}, {"on", "on"}}

func flag(b *bool) string {
	if *b {
		return "on"
	}
	return ""
}

func themes() []value {
	var vs []value
	for _, n := range theme.Choices() {
		vs = append(vs, value{string(n), string(n)})
	}
	return vs
}

func numbers() []value {
	var vs []value
	for _, n := range number.Forms {
		vs = append(vs, value{n.Name, n.Example})
	}
	return vs
}

// table holds every setting in the order in which it is shown.
var table = []setting{
	{Theme, themes(), func(s *app.Settings) string { return s.Theme }, func(s *app.Settings, v string) { s.Theme = v },
		"Colours and signs. Auto follows the terminal's background. Mono uses no colour; ascii draws with plain characters. NO_COLOR in the environment turns colours off in every theme."},
	{"Privacy mask", onOff, func(s *app.Settings) string { return flag(&s.Masked) }, func(s *app.Settings, v string) { s.Masked = v != "" },
		"Hides names, account numbers and amounts, for a screen that others see. ctrl+o switches it anywhere."},
	{"Open the browser", onOff, func(s *app.Settings) string { return flag(&s.OpenBrowser) }, func(s *app.Settings, v string) { s.OpenBrowser = v != "" },
		"Opens the link page when a verification begins. Never over ssh and never without a desktop; the link is on screen in any case."},
	{"Page language", []value{{"en", "English"}, {"pl", "polski"}, {"cz", "čeština"}, {"es", "español"}},
		func(s *app.Settings) string { return s.Language }, func(s *app.Settings, v string) { s.Language = v },
		"The language of the page that the customer sees, unless the form says otherwise."},
	{"Keep imports", []value{{"7", "7 days"}, {"30", "30 days"}, {"90", "90 days"}, {"365", "1 year"}, {"0", "until deleted"}},
		func(s *app.Settings) string { return strconv.Itoa(s.RetentionDays) },
		func(s *app.Settings, v string) { s.RetentionDays, _ = strconv.Atoi(v) },
		"How long a saved import is kept from now on. The library marks expired imports, and x deletes them."},
	{numbersLabel, numbers(), func(s *app.Settings) string { return s.Numbers }, func(s *app.Settings, v string) { s.Numbers = v },
		"How amounts are written on the screen. Files, reports and copies always hold plain numbers with a point."},
	{"Accessible mode", []value{{"", "as it is started"}, {"yes", "on"}, {"no", "off"}},
		func(s *app.Settings) string { return s.Memory[app.MemoryAccessible] }, rememberAccessible,
		"Plain lines and questions in place of the screen, for screen readers and braille displays, from the next start on. aisdesk --accessible begins with them at once."},
	{"Mouse", onOff, func(s *app.Settings) string { return flag(&s.Mouse) }, func(s *app.Settings, v string) { s.Mouse = v != "" },
		"Click to choose, click again to open; a column's head sorts, the wheel scrolls. While it is on, most terminals select text only with shift held. ctrl+x switches it anywhere."},
}

func rememberAccessible(s *app.Settings, v string) {
	if s.Memory == nil {
		s.Memory = map[string]string{}
	}
	s.Memory[app.MemoryAccessible] = v
}

// Theme is the name of the setting of colours, numbersLabel that of how amounts are written.
const (
	Theme        = "Theme"
	numbersLabel = "Numbers"
)

// Choice is a value that a setting could have, with the settings that it makes.
type Choice struct {
	Setting, Value string
	Settings       app.Settings
}

// Choices are the values of all settings that are not in force.
func Choices(set app.Settings) (out []Choice) {
	p := New(nil, set)
	for _, s := range table {
		for i, v := range s.values {
			if i != p.at(s) {
				to := set.Clone()
				s.put(&to, v.value)
				out = append(out, Choice{s.label, v.label, to})
			}
		}
	}
	return out
}

// Title, SetSize, Capturing and Status make it a pane.Pane.
func (p *Pane) Title() string    { return "Settings" }
func (p *Pane) SetSize(w, h int) { p.w, p.h = w, h }
func (p *Pane) Capturing() bool  { return false }
func (p *Pane) Status() string   { return "changes are saved at once" }

// Actions are those of a list of choices.
func (p *Pane) Actions() []pane.Action {
	p.list.Resize(len(table), len(table))
	move := func(k string) tea.Cmd { p.list.Key(k); return nil }
	return []pane.Action{
		pane.Key("up down k j", "other setting").As("↑/↓").Short().On(move),
		pane.Key("left right", "change").As("←/→").Short().On(func(k string) tea.Cmd {
			if k == "left" {
				return p.step(-1)
			}
			return p.step(1)
		}),
		pane.Key("enter space", "next value").Call(func() tea.Cmd { return p.step(1) }),
		pane.Key("u", "undo").Short().Unless(len(p.done) == 0).Because("nothing was changed here").Call(p.undo),
		pane.Key("home end g G pgup pgdown ctrl+b ctrl+f ctrl+u ctrl+d", "first and last setting").As("home/end").On(move),
		pane.Key("esc", "back").Short().Call(p.env.Sends(pane.Back{})),
	}
}

// Update takes settings that a key of the program changed: the theme or the mask.
func (p *Pane) Update(msg tea.Msg) tea.Cmd {
	if m, ok := msg.(pane.SettingsChanged); ok {
		p.set = m.Settings.Clone()
	}
	return nil
}

// Mouse chooses a setting; a second click takes its next value.
func (p *Pane) Mouse(m pane.Mouse) (tea.Cmd, bool) {
	if m.Wheel == 0 && m.On.Kind != pane.AreaRow {
		return nil, false
	}
	if m.List(&p.list) {
		return p.step(1), true
	}
	return nil, true
}

// step gives the setting under the cursor another value and says which it had: how long personal data is kept must not
// change unseen.
func (p *Pane) step(by int) tea.Cmd {
	s := table[p.list.Cursor]
	n, at := len(s.values), p.at(s)
	p.done = append(p.done, change{p.list.Cursor, s.get(&p.set)})
	to := s.values[(at+by+n)%n]
	s.put(&p.set, to.value)
	said := s.label + ": " + to.label + ", was " + s.values[at].label + "; u undoes it"
	return tea.Batch(p.env.Send(pane.ChangeSettings{Settings: p.set.Clone()}), p.env.Inform(pane.Good, said))
}

// undo takes the last change back, as it stood in the file.
func (p *Pane) undo() tea.Cmd {
	last := p.done[len(p.done)-1]
	p.done = p.done[:len(p.done)-1]
	s := table[last.setting]
	p.list.Cursor = last.setting
	s.put(&p.set, last.was)
	said := s.label + ": " + s.values[p.at(s)].label + " again"
	return tea.Batch(p.env.Send(pane.ChangeSettings{Settings: p.set.Clone()}), p.env.Inform(pane.Good, said))
}

// at is the index of the value in force; one that is not offered counts as the first.
func (p *Pane) at(s setting) int {
	now := s.get(&p.set)
	return max(slices.IndexFunc(s.values, func(v value) bool { return v.value == now }), 0)
}

// View is the list with what the setting under the cursor means and which values it can have.
func (p *Pane) View() string {
	t := p.env.Theme
	p.list.Resize(len(table), len(table))
	w, high := p.w-4, min(len(table)+2, max(p.h-5, 3))
	var lines []string
	for i, s := range table {
		lines = append(lines, cell.Mark(pane.AreaRow, i, p.line(s, i == p.list.Cursor, w)))
	}
	out := t.Panel(theme.Panel{Title: "Settings", Focus: true, W: p.w, H: high}, lines)
	s := table[p.list.Cursor]
	return cell.Exact(append(out, t.Panel(theme.Panel{Title: s.label, W: p.w, H: p.h - high}, p.about(s, w, p.h-high-2))...), p.w, p.h)
}

// about is what a setting means and, below, its values with a sign before the one in force; without them where they do not
// all fit in h lines.
func (p *Pane) about(s setting, w, h int) []string {
	t, g := p.env.Theme, p.env.Theme.Glyphs()
	lines := append(cell.Wrap(s.about, w), "")
	if len(lines)+len(s.values) > h {
		return lines
	}
	for i, v := range s.values {
		sign, role := "  ", theme.Dim
		if i == p.at(s) {
			sign, role = t.Paint(theme.Accent, g.Bullet+" "), theme.Plain
		}
		lines = append(lines, sign+t.Paint(role, v.label))
	}
	return lines
}

func (p *Pane) line(s setting, on bool, w int) string {
	t, g := p.env.Theme, p.env.Theme.Glyphs()
	label := s.values[p.at(s)].label
	if s.label == numbersLabel && s.get(&p.set) == s.values[0].value || s.label == numbersLabel && s.get(&p.set) == "" {
		label += ": " + p.env.Numbers.Example()
	}
	if !on {
		return "  " + t.Paint(theme.Dim, cell.Fit(s.label, 20, cell.Left, g.Ellipsis)) + "  " + label
	}
	return t.Paint(theme.Accent, g.Cursor+" ") + t.Paint(theme.HeaderOn, cell.Fit(s.label, 20, cell.Left, g.Ellipsis)) +
		t.Paint(theme.Accent, g.Left+" ") + t.PaintRow(theme.RowCell, theme.Strong, label) + t.Paint(theme.Accent, " "+g.Right)
}
