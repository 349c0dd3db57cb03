package service

import (
	"errors"
	"net/http"

	"aisdesk/aisclient"
)

// Refusal says in plain words why a service gives no answer, where that is a state worth saving, and what to do. How
// a service outside the contract is refused is assumed: nothing is published of it, so the provider's own words follow.
func Refusal(err error, ownSandbox bool) string {
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

// AnswerStaysError is a refusal of a service that answered before: it does not take the place of the answer.
type AnswerStaysError struct {
	Refusal string
	Cause   error
}

func (e *AnswerStaysError) Error() string { return e.Refusal + ". The answer that is saved stays." }

func (e *AnswerStaysError) Unwrap() error { return e.Cause }
