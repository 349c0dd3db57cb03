// Package opening is the screen while a reply is being found and before its first rows are there.
package opening

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/tui/cell"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
	"aisdesk/tui/theme"
)

// Pane names what is opened.
type Pane struct {
	env  *pane.Env
	what string
	file bool
	from time.Time
	w, h int
}

// New makes the screen; what is the import's id or, with file, the path of a file, cleaned.
func New(env *pane.Env, what string, file bool) *Pane {
	return &Pane{env: env, what: what, file: file, from: env.Now()}
}

// Title, SetSize, Capturing, Status and Actions make it a pane.Pane.
func (p *Pane) Title() string    { return "Opening" }
func (p *Pane) SetSize(w, h int) { p.w, p.h = w, h }
func (p *Pane) Capturing() bool  { return false }
func (p *Pane) Status() string   { return "" }

// Actions are the way back; the root stops the reading.
func (p *Pane) Actions() []pane.Action {
	return []pane.Action{pane.Key("esc", "stop").Short().Call(p.env.Sends(pane.Back{}))}
}

// Update has nothing to do: the root replaces the screen when the first rows are there.
func (p *Pane) Update(tea.Msg) tea.Cmd { return nil }

// View says what is being read.
func (p *Pane) View() string {
	t := p.env.Theme
	what := field.Masked(t, p.env.Masked && p.file, p.what) // a file's name can say whose it is
	lines := []string{t.Paint(theme.Dim, "reading ") + what}
	return cell.Exact(t.Panel(theme.Panel{Title: "Opening", Focus: true, W: p.w, H: p.h}, lines), p.w, p.h)
}
