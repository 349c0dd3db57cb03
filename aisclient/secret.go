package aisclient

import (
	"fmt"
	"log/slog"
	"unique"
)

// redacted is all that a Secret ever prints.
const redacted = "[redacted]"

// Secret is a string that cannot be printed: an API key, a session signature, an access token. Every
// formatter, JSON, text marshalling and slog write "[redacted]"; only Reveal gives the value.
//
// The value is behind a handle because fmt prints the fields of a value that is formatted with a wrong verb
// (%p, %w) without asking its methods. Secrets compare with == by value.
type Secret struct{ h unique.Handle[string] }

// NewSecret wraps v.
func NewSecret(v string) Secret {
	if v == "" {
		return Secret{}
	}
	return Secret{unique.Make(v)}
}

// Reveal returns the value. Call it only where the value goes on the wire or into sealed storage.
func (s Secret) Reveal() string {
	if s.Empty() {
		return ""
	}
	return s.h.Value()
}

// Empty reports whether there is no secret.
func (s Secret) Empty() bool { return s == (Secret{}) }

// String writes [redacted].
func (s Secret) String() string { return redacted }

// GoString writes [redacted].
func (s Secret) GoString() string { return redacted }

// Format writes [redacted] for every verb.
func (s Secret) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(redacted)) }

// LogValue gives slog [redacted].
func (s Secret) LogValue() slog.Value { return slog.StringValue(redacted) }

// MarshalText writes [redacted].
func (s Secret) MarshalText() ([]byte, error) { return []byte(redacted), nil }

// MarshalJSON writes "[redacted]".
func (s Secret) MarshalJSON() ([]byte, error) { return []byte(`"` + redacted + `"`), nil }
