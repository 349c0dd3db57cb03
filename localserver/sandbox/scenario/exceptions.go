package scenario

import "aisdesk/localserver/sandbox/widget"

// Exception is one of the provider's names with the place where the sandbox lets it happen.
type Exception struct {
	name    string // as on the wire
	place   string // at..., inWidget or inCommand
	message string
	what    string
	next    string
}

const (
	inWidget  = "widget"
	inCommand = "command"
)

// exceptions lists every name that is known: session and request, aggregated data and services, outages, then what the
// bank's sign-in can say.
var exceptions = []Exception{
	{"InvalidSessionId", AtImport, "Session expired.", "default import: 404", "let the customer sign in again"},
	{"InvalidSessionIdSignature", AtImport, "Session id signature is invalid.", "default import: 400", "throw the session away, log it as a security event, sign in again"},
	{"SessionExpired", inCommand, "Session with the bank expired.", "the bank's session ends during the import", "let the customer sign in again"},
	{"NotSignedIn", AtImport, "Session is not signed in.", "default import: 400", "finish the sign-in first"},
	{"AlreadySignedIn", inWidget, "Credentials were entered already.", "the frame reports a second sign-in", "start with a new widget"},
	{"DefaultImportAlreadyExecuted", AtImport, "Default import was already executed in this session.", "default import: 400", "keep the first command id; never send it again"},
	{"CommandNotAvailable", AtImport, "Command DefaultImportCommand is not available for target KontoBank.", "default import: 400", "choose another target from the catalog"},
	{"InvalidCommandId", AtPoll, "Command does not exist.", "command: 404", "the result is gone or was never yours; import again"},
	{"InvalidSince", AtImport, "Parameter since is invalid.", "default import: 400", "send a past date as YYYY-MM-DD"},
	{"InvalidParameter", AtImport, "Parameter since is missing.", "default import: 400", "correct the request"},
	{"InvalidArgument", AtImport, "Argument is invalid.", "default import: 400", "correct the request"},
	{"InvalidIban", AtImport, "IBAN is invalid.", "default import: 400", "correct the request"},
	{"InvalidTarget", AtMock, "Target does not exist.", "widget and mock session: 400", "read the catalog again: targets switch"},
	{"InvalidOwnerExternalId", AtOwner, "Owner does not exist.", "aggregated data and services: 404", "import again; data is kept for 24 hours"},
	{"InvalidMultipleAccessId", AtReuse, "Multiple access does not exist.", "reuse: 404", "ask the customer for a new consent"},
	{"MultipleAccessLimitExceeded", AtReuse, "Multiple access limit exceeded.", "reuse: 429", "wait for the next day: four a day"},
	{"ConcurrentSessionsLimitExceed", AtImport, "Concurrent sessions limit exceeded.", "default import: 429, the published spelling", "back off, then sign in again"},
	{"ConcurrentSessionsLimitExceeded", AtImport, "Concurrent sessions limit exceeded.", "default import: 429, the other spelling", "back off, then sign in again"},
	{"JobsQuotaExceeded", AtImport, "Jobs quota exceeded.", "default import: 429", "back off; ask for a larger quota"},
	{"NoDataToCalculateScore", AtScore, "Not enough data to calculate score.", "scores: 400", "say that no score is available; it is no fault of the customer"},
	{"ServiceMaintenance", AtEvery, "Service is under maintenance.", "every request: 503", "try again later"},
	{"ServiceTemporarilyUnavailable", inCommand, "Bank is temporarily unavailable.", "the bank is down during the import", "try again later, see the status page"},
	{"IO", inCommand, "Connection with the bank failed.", "the connection with the bank breaks", "new sign-in later"},
	{"IOException", inCommand, "Connection with the bank failed.", "the same under its other name", "new sign-in later"},
	{"InvalidCredentials", inWidget, "Login or password is invalid.", "the bank refuses the password", "let the customer try again in the same frame"},
	{"AccessBlocked", inWidget, "Access is blocked by the bank.", "the bank blocked the customer", "the customer must call the bank"},
	{"AccessTemporarilyBlocked", inWidget, "Access is temporarily blocked by the bank.", "the bank blocked the customer for a while", "wait, then try again"},
	{"ManualActionRequired", inWidget, "An action in the bank's own service is required.", "the bank waits for a confirmation", "the customer signs in at the bank first"},
	{"TargetCredentialsMismatch", inWidget, "Credentials belong to another service of the bank.", "a corporate login at the individual bank", "choose the bank's other entry"},
	{"UnsupportedLoginMethod", inWidget, "Login method is not supported.", "a token or app that cannot be used", "change the login method at the bank"},
	{"UnsupportedLanguage", inWidget, "Language of the bank's service is not supported.", "the bank's pages are in a foreign language", "switch the bank's language"},
	{"InsufficientIdentificationLevel", inWidget, "Identity is not verified sufficiently.", "the bank does not know the customer well enough", "verify the identity at the bank"},
}

// group is where the exception strikes.
func (x Exception) group() string {
	switch x.place {
	case inWidget, AtMock:
		return "sign-in"
	case AtImport:
		return "session"
	case inCommand, AtPoll:
		return "import"
	case AtEvery:
		return "every"
	}
	return "services"
}

// Refusal is the exception as the API answers it.
func (x Exception) Refusal() *Refusal {
	return &Refusal{Name: x.name, Message: x.message}
}

// WidgetRefusal is the exception as the widget shows it; most let the customer try again.
func (x Exception) WidgetRefusal() *widget.Refusal {
	return &widget.Refusal{Name: x.name, Message: x.message, Retry: x.name != "AlreadySignedIn"}
}

func (x Exception) apply(e *Behaviour) {
	switch x.place {
	case inWidget:
		e.SignIn = x.WidgetRefusal()
		e.refuse(AtMock, x.Refusal())
	case inCommand:
		e.Outcome, e.Cause = "error", x.Refusal()
	case AtMock:
		e.SignIn = x.WidgetRefusal()
		e.refuse(AtMock, x.Refusal())
	default:
		e.refuse(x.place, x.Refusal())
	}
}

// scenario is the exception's name as a scenario. session-expired is the plain word for a 404 InvalidSessionId, so
// that SessionExpired keeps its own spelling.
func (x Exception) scenario() string {
	if x.name == "SessionExpired" {
		return x.name
	}
	return kebab(x.name)
}

// ExceptionName is an exception in the two spellings that scenarios take, with what happens.
type ExceptionName struct{ Name, Kebab, What string }

// Exceptions are those that there are.
func Exceptions() []ExceptionName {
	all := make([]ExceptionName, len(exceptions))
	for i, x := range exceptions {
		all[i] = ExceptionName{x.name, kebab(x.name), x.what}
	}
	return all
}

// ExceptionNamed finds an exception of the table. It panics if there is none: names come from the program.
func ExceptionNamed(name string) Exception {
	for _, x := range exceptions {
		if x.name == name {
			return x
		}
	}
	panic("sandbox: no exception " + name)
}
