package pane

import (
	"context"
	"time"

	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/text"
)

// Environment says against what the program works.
type Environment struct {
	// Name is sandbox, test or live. It is the badge on every screen.
	Name string
	// Client is the widget's client id; empty while none is configured.
	Client string
	// API is the host of the API, for example test.api.kontomatik.com.
	API string
	// KeySet reports whether an API key is configured. The key itself never comes here.
	KeySet bool
	// Ready is nil if a verification can begin; otherwise the cause with the next step.
	Ready error
	// AutoImportURL is where results of the auto import mode are seen: the provider's portal.
	AutoImportURL string
	// Widget are the widget's options of the settings; what the form asks goes before them.
	Widget intake.WidgetOptions
	// LinkLimit is how long the customer may take to sign in; 0 where nothing says.
	LinkLimit time.Duration
	// Tests are the published test logins of a sandbox or test environment, shown beside the link.
	Tests []string
}

// Door is the way by which the session comes.
type Door string

// The doors, in the order in which they are offered.
const (
	DoorPage     Door = "page"     // the link page in this machine's browser
	DoorRedirect Door = "redirect" // the provider's hosted link, as text and QR code
	DoorReuse    Door = "reuse"    // an access token of an earlier verification
	DoorMock     Door = "mock"     // the mock-session endpoint, without a browser
)

// Plan is what a new verification starts with.
type Plan struct {
	Request intake.Request
	// Door is empty for the link page.
	Door Door
	// Login is the test login of DoorMock.
	Login string
	// ReuseOf is the id of the saved import whose access token DoorReuse takes.
	ReuseOf string
	// NoOpen leaves the browser alone: the user opens the link page, or sends its link.
	NoOpen bool
	// Period is the preset or date that Since was made of, for the form's memory.
	Period string
}

// Verification is one attempt, from the link to the saved reply.
type Verification interface {
	// Run blocks until the attempt has ended and everything it opened is closed. Events arrive in order on
	// any goroutine; the last one is final. Cancelling ctx ends the attempt; what was saved stays.
	Run(ctx context.Context, emit func(intake.Event)) error
	// OpenAgain asks the browser to open the link page once more.
	OpenAgain(ctx context.Context) error
	// Paste takes "target sessionId signature" in place of the page's callback.
	Paste(line string) error
}

// Pending is an import whose program ended before its result was saved.
type Pending struct {
	CommandID       string
	OwnerExternalID string
	Target          text.Text
	Environment     string
	StartedAt       time.Time
}
