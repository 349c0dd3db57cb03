package pane

import (
	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app"
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
	// Path is that of a file with which Text ends, from the root on: it is shown as a link. Empty for none.
	Path string
}

// OpenPalette asks the root for the palette, with what is to be looked for.
type OpenPalette struct{ Search string }

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

// Show asks for a tab by its name: overview, accounts, transactions, cards, analytics, inspector, verdict; and to press a key there,
// empty for none.
type Show struct{ Tab, Press string }

// Deleted says that a saved import was deleted, or some were.
type Deleted struct{}

// Received tells every pane that others may have done something in the archive: read again what is shown. A pane asks for it
// where it finds so itself; Quiet is where that is told already.
type Received struct{ Quiet bool }

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
	// Or is a third answer by what it does, empty for none, with the key o.
	Or     string
	OrElse func() tea.Cmd
	// Aside asks below the screen, which stays in use: a key that is no answer closes the question and does what it does without
	// it. Title is all that is said.
	Aside bool
}

// SettingsChanged tells every pane that settings changed, and with them the theme, the mask or another part of Env:
// drop what is rendered.
type SettingsChanged struct{ Settings app.Settings }

// Focus and Blur tell a pane that it is shown or no longer shown.
type (
	Focus struct{}
	Blur  struct{}
)

// Place is a screen that can be gone to from anywhere.
type Place int

// The places. ToForm is the form of a new verification, filled with what was asked last; ToWorkspace is the import that
// was left last, as it was; ToSearch is the library with its search line open; ToHome drops every other screen.
const (
	ToHome Place = iota
	ToForm
	ToLibrary
	ToSearch
	ToCases
	ToPortfolio
	ToSettings
	ToInspector
	ToHelp
	ToWorkspace
)

// ShowImports asks for the library with some imports only, and what they are.
type ShowImports struct {
	What string
	IDs  []string
}

// Go asks for a screen.
type Go struct{ To Place }

// FlowRequest is what is asked of the verification in progress or that ended last.
type FlowRequest int

// Requests to a verification: Retry begins the last one again, Cancel asks whether to end the one in progress,
// OpenPage asks the browser once more to open its page.
const (
	Retry FlowRequest = iota
	Cancel
	OpenPage
)

// What panes ask the root for.
type (
	// OpenSaved opens a saved import, whose person is Who where that is known; OpenFile a reply that another system saved.
	OpenSaved struct{ ID, Who string }
	OpenFile  struct{ Path string }
	// Compare shows how the saved import B differs from A; ComparePeriods how two periods of the open import differ.
	Compare        struct{ A, B string }
	ComparePeriods struct{}
	// Begin starts a verification.
	Begin struct{ Request app.VerificationRequest }
	// Resume goes on polling a pending import; Forget drops the offer.
	Resume struct{ Pending app.Pending }
	Forget struct{ Pending app.Pending }
	// PasteSession hands a session to the verification in progress in place of the page's callback; Done hears how
	// that ended.
	PasteSession struct {
		Line string
		Done func(error) tea.Cmd
	}
	// ConfirmCode hands the code of the customer's page to the verification in progress; Done hears how that ended.
	ConfirmCode struct {
		Code string
		Done func(error) tea.Cmd
	}
	Quit struct{}
	// ChangeSettings puts settings in force and keeps them.
	ChangeSettings struct{ Settings app.Settings }
)

// Recategorise asks that the rows of the import in front get their categories anew: the lexicon has changed.
type Recategorise struct{}

// Loaded brings a dataset, or more rows of the one that is there. Every data pane gets it, the hidden ones too.
type Loaded struct{ Dataset app.Dataset }

// FlowEvent is a step of the verification in progress, for the screen that shows it. Tick comes to all panes once a
// second while it goes on, so that elapsed times move.
type (
	FlowEvent struct{ Event intake.Event }
	Tick      struct{}
)
