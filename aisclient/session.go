package aisclient

import (
	"errors"
	"fmt"

	"aisdesk/aisclient/text"
)

// Session is what a customer's sign-in yields: the right to one default import.
type Session struct {
	Target    string // catalog name of the bank, as the widget's onSuccess gives it; may be empty for mock sessions
	ID        string // decimal digits
	Signature Secret // hexadecimal
	// OfficialName is the bank's name for people.
	OfficialName text.Text
	// MultipleAccessID allows further imports without a sign-in; empty unless the customer granted it.
	MultipleAccessID Secret
}

// ErrInvalidSession wraps every reason why a session's fields are refused.
var ErrInvalidSession = errors.New("not a session of the sign-in widget")

// Validate checks the shape of the fields; it cannot tell whether the provider knows the session.
func (s Session) Validate() error {
	if s.Target != "" && !all(s.Target, 64, isNameByte) {
		return fmt.Errorf("%w: target has other characters than letters, digits, - and _, or more than 64", ErrInvalidSession)
	}
	if s.ID == "" || !all(s.ID, 20, isDigit) {
		return fmt.Errorf("%w: sessionId is not 1 to 20 digits", ErrInvalidSession)
	}
	if s.Signature.Empty() || !all(s.Signature.Reveal(), 256, isHex) {
		return fmt.Errorf("%w: sessionIdSignature is not 1 to 256 hexadecimal characters", ErrInvalidSession)
	}
	return nil
}

func all(s string, most int, ok func(byte) bool) bool {
	if len(s) > most {
		return false
	}
	for i := 0; i < len(s); i++ {
		if !ok(s[i]) {
			return false
		}
	}
	return true
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
func isHex(c byte) bool   { return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') }
func isNameByte(c byte) bool {
	return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-'
}
