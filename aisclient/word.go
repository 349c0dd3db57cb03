package aisclient

import (
	"bytes"
	"encoding/json"
)

// word is a short member of a JSON answer whose type nobody documents: a string, a number (taken as it is
// written, so that a long id loses no digit), or an object with a name or an id. Anything else is empty.
type word string

// UnmarshalJSON never fails: a member in an unexpected form is a missing one, and who needs it says so.
func (w *word) UnmarshalJSON(b []byte) error {
	b = bytes.TrimSpace(b)
	var s string
	switch {
	case len(b) > 0 && (b[0] == '-' || isDigit(b[0])):
		s = string(b)
	case bytes.HasPrefix(b, []byte("{")):
		var inner map[string]json.RawMessage
		_ = json.Unmarshal(b, &inner)
		for _, name := range wordMembers {
			var v word
			if _ = json.Unmarshal(inner[name], &v); v != "" {
				s = string(v)
				break
			}
		}
	default:
		_ = json.Unmarshal(b, &s)
	}
	*w = word(s)
	return nil
}
