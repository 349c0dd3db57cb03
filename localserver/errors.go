package localserver

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/text"
)

// ErrClosed says that the page was closed before anybody signed in.
var ErrClosed = errors.New("the link page was closed before the sign-in")

// ErrOver says that there is no sign-in left to open the page for.
var ErrOver = errors.New("the sign-in is over, there is no page to open; begin a new verification")

// ErrUsed says that a Page serves one verification and had its one.
var ErrUsed = errors.New("a link page serves one sign-in; make a new one")

// signInError is a sign-in that the widget gave up. Cause is the name of the provider's exception.
type signInError struct {
	Cause, Target, Message text.Text
}

func (e *signInError) Error() string {
	var b strings.Builder
	b.WriteString("the bank sign-in failed")
	if !e.Target.Empty() {
		b.WriteString(" at " + e.Target.String())
	}
	for _, part := range []text.Text{e.Cause, e.Message} {
		if !part.Empty() {
			b.WriteString(": " + strings.TrimRight(part.String(), ". "))
		}
	}
	_, next := aisclient.Advice(e.Cause.String())
	return b.String() + ". " + next
}

// Unwrap gives the exception as the client would have met it, with its kind and the next step.
func (e *signInError) Unwrap() error {
	kind, next := aisclient.Advice(e.Cause.String())
	return &aisclient.Error{Kind: kind, Op: "bank sign-in", Name: e.Cause.String(), Message: e.Message, Next: next}
}

// timeoutError says that nobody signed in while the sign-in was open.
type timeoutError struct{ After time.Duration }

func (e *timeoutError) Error() string {
	after := e.After.String()
	if m := e.After / time.Minute; m*time.Minute == e.After && m > 1 {
		after = fmt.Sprintf("%d minutes", m)
	}
	return fmt.Sprintf("nobody signed in within %s; begin a new verification to try again", after)
}

// Timeout makes the error a time-out to whoever asks for that.
func (e *timeoutError) Timeout() bool { return true }

// widgetHandles are the causes of onError that the customer mends in the widget, which explains them itself:
// a wrong password is no end. Every other cause ends the sign-in. (Provider: user-caused exceptions.)
var widgetHandles = map[string]bool{
	"AccessBlocked": true, "AccessTemporarilyBlocked": true, "ManualActionRequired": true,
	"InvalidCredentials": true, "TargetCredentialsMismatch": true, "UnsupportedLoginMethod": true,
	"UnsupportedLanguage": true, "InsufficientIdentificationLevel": true,
}
