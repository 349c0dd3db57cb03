package state

import "time"

// What the provider does not tell about sessions and their lives is decided here.

const (
	// sessionLife is how long a session may wait for its import.
	sessionLife = 15 * time.Minute
	// Retention is how long imported data and command results can be read.
	Retention = 24 * time.Hour
	// multipleAccessLife and multipleAccessPerDay bound the reuse of repeated access.
	multipleAccessLife   = 180 * 24 * time.Hour
	multipleAccessPerDay = 4
	// redirectionLife is how long a redirection link can be used.
	redirectionLife = 30 * time.Minute
	// freeHistory is what a PSD2 bank gives without extra authentication.
	freeHistory = 90 * 24 * time.Hour
	// setupTime and importTime are what an import takes at speed 1.
	setupTime  = 800 * time.Millisecond
	importTime = 6 * time.Second
)

// The status words of a redirection. The provider's are only known to be compared without regard to case.
const (
	redirectionPending = "IN_PROGRESS"
	redirectionSuccess = "SUCCESS"
	RedirectionExpired = "EXPIRED"
	redirectionFailed  = "ERROR"
)

// RedirectionLeft is the exception of a customer who left the hosted page.
const RedirectionLeft = "AccessDenied"

// mixedImport is the exception of a default import in a session that imported parts. That the two do not mix is known.
const mixedImport = "CommandNotAvailable"
