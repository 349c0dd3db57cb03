// Package intake runs one verification from the customer's consent to the saved reply.
//
// It is one state machine that emits events; the terminal program and the headless commands listen to the
// same events. Where the session comes from is behind SessionSource: the link page, a mock session, a
// pasted session, a reused access token, a hosted sign-in link.
package intake

// State is where a verification stands.
type State int

// The states in their order. Done, Failed and Cancelled are final.
const (
	Idle      State = iota
	Linking         // waiting for the customer's sign-in
	SignedIn        // a session arrived
	Importing       // the default import was accepted, polling
	Saving          // a final reply arrived and is being written
	Done            // the reply is saved (or, in auto import mode, the provider imports by itself)
	Failed
	Cancelled
)

var stateNames = [...]string{"idle", "linking", "signed in", "importing", "saving", "done", "failed", "cancelled"}

// String returns the state's name for people and logs.
func (s State) String() string {
	if s < 0 || int(s) >= len(stateNames) {
		return "unknown"
	}
	return stateNames[s]
}

// Final reports whether the verification has ended.
func (s State) Final() bool { return s >= Done }
