// Package pane says what a pane of the terminal program is: the interface that the root model lays out and
// focuses, the actions from which keys, help, footer, palette and mouse are made, and the messages panes send up.
package pane

import (
	"context"
	"path/filepath"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/verify/policy"
	_ "aisdesk/tui/guard" // before Bubble Tea's init
	"aisdesk/tui/number"
	"aisdesk/tui/theme"
)

// Pane is one screen or tab. It is a pointer that changes in place: only the root is a tea.Model.
type Pane interface {
	// Title is the short name for tabs and the window's title.
	Title() string
	// SetSize gives the cells that View must fill. It is called before the first View and on every change.
	SetSize(w, h int)
	// Update takes a message that is for all panes, or for this one: the focus.
	Update(msg tea.Msg) tea.Cmd
	// View is h lines of w cells each, without a line end after the last. The root enforces the size once
	// more, so that a pane that is wrong by a line cannot break the frame.
	View() string
	// Actions are what can be done now, the most useful first.
	Actions() []Action
	// Capturing reports that a text field has the focus: digits, q and ? then type.
	Capturing() bool
	// Status is the pane's part of the status line: counts, filter, position. It may be empty.
	Status() string
}

// Typer is a pane that takes keys which are no action: those that are typed into its text field, or a paste.
type Typer interface{ Type(msg tea.KeyMsg) tea.Cmd }

// Env is what all panes share. The root owns it, panes read it; after a change every pane gets SettingsChanged
// and drops what it has rendered.
type Env struct {
	// Theme draws everything.
	Theme *theme.Theme
	// Now is the clock; tests freeze it.
	Now func() time.Time
	// Numbers is how amounts are written.
	Numbers number.Form
	// Masked hides names, account numbers and amounts.
	Masked bool
	// Memory keeps small settings of panes, such as column sets, over the end of the program.
	Memory Memory
	// Version is the program's.
	Version string
	// Home is the user's home directory, for ~ in paths; empty where there is none.
	Home string
	// Spawn starts work that the program waits for when it ends, and returns the command that brings its answer;
	// nil runs the work within the command.
	Spawn func(func() tea.Msg) tea.Cmd
	// Ctx ends with the program; nil is one that does not end.
	Ctx context.Context
	// Post takes a request to the root, which handles it once the pane is done with its message; nil where there is no
	// root.
	Post func(tea.Msg)
	// Services asks the provider's Analytical Services; nil where there is nothing to ask.
	Services Services
	// Claims reads the claims kept beside an import; nil where none are kept.
	Claims Claims
	// Reports writes verdicts down; nil where no report can be made.
	Reports Reports
	// Policies are the named sets of claims that can be checked with one key.
	Policies []policy.Policy
	// Cases are what people did with imports and rows; nil where there are none.
	Cases Cases
	// Demo is the sandbox that the program runs itself; nil where it runs none.
	Demo Demo
	// Lexicon adds entries to the user's own lexicon; nil where there is none.
	Lexicon Lexicon
}

// Demo steers the sandbox that the program runs itself: see app.Demo.
type Demo interface {
	State() (app.DemoState, bool)
	SetScenario(name string) error
}

// Send sends a request to the root. Without a root it is a command that brings the request, as tests want it.
func (e *Env) Send(msg tea.Msg) tea.Cmd {
	if e == nil || e.Post == nil {
		return func() tea.Msg { return msg }
	}
	e.Post(msg)
	return nil
}

// Sends is Send as what an action does.
func (e *Env) Sends(msg tea.Msg) func() tea.Cmd { return func() tea.Cmd { return e.Send(msg) } }

// Inform sends a notice.
func (e *Env) Inform(level Level, text string) tea.Cmd {
	return e.Send(Notice{Level: level, Text: text})
}

// Path reads a path as a shell would: without the spaces around it, and with ~ for the home directory.
func (e *Env) Path(s string) string {
	s = strings.TrimSpace(s)
	if rest, ok := strings.CutPrefix(s, "~"); ok && e.Home != "" && (rest == "" || rest[0] == '/') {
		return filepath.Join(e.Home, rest)
	}
	return s
}

// Memory keeps small strings by key. A key is "pane/what", for example "transactions/columns".
type Memory interface {
	Recall(key string) string
	Remember(key, value string)
}
