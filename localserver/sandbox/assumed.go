package sandbox

import (
	"net/http"
	"strings"
	"time"
)

// What the provider does not tell is decided here, and nowhere else.

const (
	// sessionLife is how long a session may wait for its import.
	sessionLife = 15 * time.Minute
	// retention is how long imported data and command results can be read.
	retention = 24 * time.Hour
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
	// schemaBase is where the schemas that replies name would be; nothing is served there.
	schemaBase = "https://api.kontomatik.com/schemas/"
	// xmlType and jsonType are the content types of replies.
	xmlType  = "application/xml; charset=utf-8"
	jsonType = "application/json; charset=utf-8"
)

// The status words of a redirection. The provider's are only known to be compared without regard to case.
const (
	redirectionPending = "IN_PROGRESS"
	redirectionSuccess = "SUCCESS"
	redirectionExpired = "EXPIRED"
	redirectionFailed  = "ERROR"
)

// redirectionLeft is the exception of a customer who left the hosted page.
const redirectionLeft = "AccessDenied"

// mixedImport is the exception of a default import in a session that imported parts. That the two do not mix is known.
const mixedImport = "CommandNotAvailable"

// notInContract is the answer of an Analytical Service that the client's contract does not have. Nothing is published
// of it; status, name and words are the sandbox's, and a client should go by the status.
var notInContract = &refusal{name: "ServiceNotInContract", message: "Service is not in your contract.", status: http.StatusForbidden}

// scoreModel and scoreTrained name the scoring model; no provider's model is behind them.
const (
	scoreModel   = "sandbox-2026-01-01"
	scoreTrained = "2026-01-02T03:04:05Z"
)

// statusOf is the HTTP status of a request that is refused with an exception name.
func statusOf(name string) int {
	switch name {
	case "InvalidSessionId", "InvalidCommandId", "InvalidOwnerExternalId", "InvalidMultipleAccessId", "NotFound", "InvalidRedirectionId":
		return http.StatusNotFound
	case "ServiceMaintenance", "ServiceTemporarilyUnavailable":
		return http.StatusServiceUnavailable
	case "MethodNotAllowed":
		return http.StatusMethodNotAllowed
	case "IO", "IOException":
		return http.StatusBadGateway
	}
	if strings.Contains(name, "Quota") || strings.Contains(name, "Limit") {
		return http.StatusTooManyRequests
	}
	return http.StatusBadRequest
}
