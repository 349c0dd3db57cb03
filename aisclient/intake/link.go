package intake

import (
	"context"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/text"
)

// SessionSource yields a session for a request. Session blocks until the customer has signed in, the
// context ends or signing in has failed for good; it reports what happens on the way through emit, which is
// safe to call from any goroutine and never blocks for long.
//
// A source that also implements Follower is told every later event of the verification. A source that
// implements io.Closer is closed when the verification ends.
type SessionSource interface {
	Session(ctx context.Context, req Request, emit func(LinkEvent)) (aisclient.Session, error)
}

// Follower is a source that wants to know how the verification goes on after the sign-in: the link page
// shows it to the customer.
type Follower interface {
	Follow(Event)
}

// LinkKind says what happened while the customer signs in.
type LinkKind string

// What a source can report. The widget's callbacks keep the provider's names.
const (
	LinkReady             LinkKind = "ready"             // URL and Forward are set: the page is served
	LinkOpening           LinkKind = "opening"           // the browser was asked to open the page
	LinkNotOpened         LinkKind = "notOpened"         // no browser is asked: it was switched off
	LinkOpenFailed        LinkKind = "openFailed"        // Detail says why no browser was or could be opened
	LinkPageOpened        LinkKind = "pageOpened"        // the first page load: the only proof of an open browser; PairingCode or ByAddress
	LinkSecondReader      LinkKind = "secondReader"      // another tab reads the page; PairingCode or ByAddress
	LinkCodeWanted        LinkKind = "codeWanted"        // a session came by the address and waits until its code is confirmed; Target and OfficialName
	LinkCodeConfirmed     LinkKind = "codeConfirmed"     // PairingCode is the page's; its session counts
	LinkCodeShown         LinkKind = "codeShown"         // a page whose code is confirmed left or came back; PairingCode is that of one that is open, empty for none
	LinkInitialized       LinkKind = "initialized"       // onInitialized
	LinkStarted           LinkKind = "started"           // onStarted
	LinkTargetSelected    LinkKind = "targetSelected"    // onTargetSelected; Target and OfficialName
	LinkCredentialEntered LinkKind = "credentialEntered" // onCredentialEntered
	LinkUnsupportedTarget LinkKind = "unsupportedTarget" // onUnsupportedTarget; Target, Country, Detail = address
	LinkWidgetError       LinkKind = "error"             // onError; Cause is the exception's name, Detail its message
	LinkSuccess           LinkKind = "success"           // onSuccess; Target and OfficialName
	LinkUnloaded          LinkKind = "unloaded"          // onUnloaded
	LinkScreenshot        LinkKind = "screenshot"        // onScreenshotClicked
	LinkTabClosed         LinkKind = "tabClosed"         // the page's channel dropped and did not come back
	LinkTabBack           LinkKind = "tabBack"           // the page is there again
	LinkPageError         LinkKind = "pageError"         // the page could not load the widget, or a script failed; Detail
	LinkViolation         LinkKind = "violation"         // the browser reported a breach of the content policy; Detail
	LinkRefused           LinkKind = "refused"           // a callback was refused; Detail says why. The attempt goes on
)

// LinkEvent is one step of the customer's sign-in.
type LinkEvent struct {
	Kind         LinkKind
	At           time.Time
	URL          string // with the token in the fragment
	PairingCode  string // short code of one tab's page; empty while it has to come from the page
	ByAddress    bool   // the tab came by the address, which others may have read: its code has to be confirmed
	Forward      string // the ssh -L command that reaches the page from another machine
	Target       text.Text
	OfficialName text.Text
	Country      text.Text
	Cause        text.Text
	Detail       text.Text
}
