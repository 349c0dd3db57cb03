package app

import (
	"errors"
	"net/http"

	"aisdesk/aisclient"
	"aisdesk/aisclient/archive"
)

// refusal says in plain words why a service gives no answer, where that is a state worth saving, and what to do. How
// a service outside the contract is refused is assumed: nothing is published of it, so the provider's own words follow.
func refusal(err error, ownSandbox bool) string {
	e, ok := errors.AsType[*aisclient.Error](err)
	switch {
	case !ok:
		return ""
	case e.Name == "NoDataToCalculateScore":
		return "too little data for a score: this says nothing about the customer"
	case e.Name == "InvalidOwnerExternalId" && ownSandbox:
		return "data not kept any more: a sandbox keeps an import for 24 hours and until it ends. Import again, and ask in the same run"
	case e.Name == "InvalidOwnerExternalId":
		return "data not kept any more: the provider keeps an import for 24 hours. Import again, which takes a new sign-in, then ask the service"
	case e.HTTPStatus == http.StatusForbidden, e.HTTPStatus == http.StatusPaymentRequired,
		e.HTTPStatus == http.StatusNotFound && e.Name == "", e.Name == "CommandNotAvailable":
		return "not in your contract with the provider: it says \"" + e.Cause() + "\". Ask their support for the service; the import needs none"
	}
	return ""
}

// sameEnvironment refuses to ask one environment of the provider about an import of another.
func sameEnvironment(e archive.Entry, environment string) error {
	if e.Environment.String() != environment {
		return &otherEnvironmentError{saved: e.Environment.String(), now: environment}
	}
	return nil
}

// otherEnvironmentError says that an import cannot be asked about from here.
type otherEnvironmentError struct{ saved, now string }

func (e *otherEnvironmentError) Error() string {
	return "this import is of the environment " + e.saved + ", and the program now uses the environment " + e.now +
		": start it with AISDESK_ENV=" + e.saved + " to ask the services about it"
}

// answerStaysError is a refusal of a service that answered before: it does not take the place of the answer.
type answerStaysError struct {
	refusal string
	cause   error
}

func (e *answerStaysError) Error() string { return e.refusal + ". The answer that is saved stays." }

func (e *answerStaysError) Unwrap() error { return e.cause }
