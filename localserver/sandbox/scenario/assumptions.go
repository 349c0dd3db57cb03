package scenario

import (
	"net/http"
	"strings"
)

// What the provider does not tell about refusals is decided here.

// notInContract is the answer of an Analytical Service that the client's contract does not have. Nothing is published
// of it; status, name and words are the sandbox's, and a client should go by the status.
var notInContract = &Refusal{Name: "ServiceNotInContract", Message: "Service is not in your contract.", Status: http.StatusForbidden}

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
