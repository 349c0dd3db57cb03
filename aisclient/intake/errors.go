package intake

import (
	"errors"
	"fmt"

	"aisdesk/aisclient"
	"aisdesk/aisclient/text"
)

// ErrOtherEnvironment says that a pending import belongs to another environment than the runner's.
var ErrOtherEnvironment = errors.New("this import belongs to another environment")

// OwnerMismatch says that the session belongs to another owner than the verification asked about: somebody
// may have put in a session of an account of his own. Nothing is saved.
type OwnerMismatch struct {
	Want, Got text.Text
}

func (e *OwnerMismatch) Error() string {
	return fmt.Sprintf("the session belongs to owner %q, this verification is about %q: nothing was saved. Do not trust this sign-in; start a new verification with the customer present", e.Got, e.Want)
}

// Cancellation says where a verification was cancelled and what is left of it.
type Cancellation struct {
	At        State  // the state it was in
	CommandID string // the import at the provider, if one was started
	ImportID  string // the saved reply, if one was saved
	Sandbox   bool   // the import is at the program's own sandbox, and ends with the program
	Err       error
}

func (e *Cancellation) Unwrap() error { return e.Err }

func (e *Cancellation) Error() string {
	switch {
	case e.ImportID != "":
		return "cancelled; the reply was already saved as " + e.ImportID
	case e.CommandID != "" && e.Sandbox:
		return "cancelled during the import; nothing was saved here. The import goes on at the sandbox, and ends with this program: until then it can be resumed (command " + e.CommandID + ")"
	case e.CommandID != "":
		return "cancelled during the import; nothing was saved here. The import goes on at the provider, which keeps its result for 24 hours: it can be resumed (command " + e.CommandID + ")"
	case errors.Is(e.Err, aisclient.ErrImportUnknown):
		return "cancelled while the import was being sent; nothing was saved, and the session is used up: start a new verification"
	case e.At == SignedIn:
		return "cancelled after the sign-in; no import was started and nothing was saved"
	}
	return "cancelled before the sign-in was finished: no import was started, nothing was saved"
}
