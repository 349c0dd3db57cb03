package pane

import (
	"reflect"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/ledger"
)

// Level is how loud a notice is.
type Level int

// Levels of a notice.
const (
	Info Level = iota
	Good
	Warn
	Bad
)

// Notice asks the root to show one line for a few seconds.
type Notice struct {
	Level Level
	Text  string
}

// Copy asks the root to put Text on the clipboard by OSC 52. What names it in the notice that follows.
type Copy struct {
	Text string
	What string
}

// OpenRows asks for the transactions pane with a filter of the ledger's filter language in force. Back
// returns to the pane that asked, exactly as it was.
type OpenRows struct {
	Filter string
	// What is the trail's name for these rows, for example "label grocery".
	What string
	// Period limits the rows to a range of booking dates; the zero value is all of them.
	Period ledger.Period
	// Rows limits the rows where no filter can say which; nil is no limit.
	Rows []int32
	// From is the tab that Back returns to.
	From string
}

// Show asks for a tab by its name: overview, accounts, transactions, cards, analytics, inspector, verdict.
type Show struct{ Tab string }

// Left tells the home screen which import was left last and can be gone back to, with the bank's name and the number
// of rows; an empty name says that there is none. Return asks to go back to it.
type (
	Left struct {
		Name string
		Rows int
	}
	Return struct{}
)

// Deleted says that a saved import was deleted, or some were.
type Deleted struct{}

// Back asks the root to go one level up: a pane sends it when Esc has nothing of its own left to undo.
type Back struct{}

// Ask opens a dialog over everything. Yes is called when the user agrees.
type Ask struct {
	Title string
	// Lines say what happens, what is kept and what is lost.
	Lines []string
	// Agree and Decline name the two answers by what they do, not yes and no.
	Agree, Decline string
	// Danger colours the dialog for what cannot be undone.
	Danger bool
	Yes    func() tea.Cmd
}

// EnvChanged says that theme, mask or another part of Env changed: drop what is rendered.
type EnvChanged struct{}

// Focus and Blur tell a pane that it is shown or no longer shown.
type (
	Focus struct{}
	Blur  struct{}
)

// Send wraps a message as a command. It is not inlined so that Sent knows every command that it made.
//
//go:noinline
func Send(msg tea.Msg) tea.Cmd { return func() tea.Msg { return msg } }

// Sent returns the message of a command that Send made. The root delivers it at once: a key that leads to
// another screen must have led there before the next key of the same burst is handled.
func Sent(cmd tea.Cmd) (tea.Msg, bool) {
	if cmd == nil || reflect.ValueOf(cmd).Pointer() != sender {
		return nil, false
	}
	return cmd(), true
}

// sender is the code of Send's commands.
var sender = reflect.ValueOf(Send(nil)).Pointer()

// Inform is a command for a notice.
func Inform(level Level, text string) tea.Cmd { return Send(Notice{Level: level, Text: text}) }

// What panes ask the root for.
type (
	// OpenSaved opens a saved import; OpenFile a reply that another system saved.
	OpenSaved struct{ ID string }
	OpenFile  struct{ Path string }
	// NewVerification shows the form, filled with what was asked last; Begin starts at once.
	NewVerification struct{}
	Begin           struct{ Plan Plan }
	// Resume goes on polling a pending import; Forget drops the offer.
	Resume struct{ Pending Pending }
	Forget struct{ Pending Pending }
	// Retry begins the last verification again.
	Retry struct{}
	// WantCancel asks whether to end the verification in progress.
	WantCancel struct{}
	// OpenAgain and PasteSession go to the verification in progress; PasteDone answers the latter.
	OpenAgain    struct{}
	PasteSession struct{ Line string }
	PasteDone    struct{ Err error }
	// ShowLibrary, ShowSettings, ShowInspector and ShowHelp go there; GoHome drops every screen.
	ShowLibrary   struct{}
	ShowSettings  struct{}
	ShowInspector struct{}
	ShowHelp      struct{}
	GoHome        struct{}
	Quit          struct{}
	// SettingsChanged keeps the settings and puts them in force.
	SettingsChanged struct{ Settings Settings }
)

// FlowEvent is a step of the verification in progress. Tick comes once a second while it goes on, so that
// elapsed times move.
type (
	FlowEvent struct{ Event intake.Event }
	Tick      struct{}
)
