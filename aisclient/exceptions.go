package aisclient

import "strings"

// remedy is what an exception means to the people at the desk.
type remedy struct {
	kind  Kind
	next  string
	retry bool
}

// Next steps that several exceptions share.
const (
	nextSignIn  = "Ask the customer to sign in again: start a new verification."
	nextLater   = "Try again later; https://status.kontomatik.com shows the state of each bank."
	nextRequest = "The request itself is wrong: check its fields; if they are right, tell the developers of this program."
	nextSupport = "The provider failed. Try again later; if it stays, tell the provider's support."
)

// remedies maps every exception name that is publicly known. The list is open: see unknownRemedy.
var remedies = map[string]remedy{
	"InvalidSessionId":             {KindSession, "The session is unknown or has expired. " + nextSignIn, false},
	"InvalidSessionIdSignature":    {KindSession, "The session's signature does not belong to it: it was mixed up or tampered with. Throw the session away. " + nextSignIn, false},
	"SessionExpired":               {KindSession, "The session at the bank ended before the import did. " + nextSignIn, false},
	"NotSignedIn":                  {KindSession, "The sign-in was begun and not finished. " + nextSignIn, false},
	"AlreadySignedIn":              {KindSession, "The sign-in was already finished. Go on with the session that it gave, or start a new verification.", false},
	"DefaultImportAlreadyExecuted": {KindSession, "This session was already used for an import, and a session allows one. Go on with that import, or start a new verification.", false},
	"InvalidMultipleAccessId":      {KindSession, "The customer's access token is unknown, revoked or expired. Forget it and ask the customer for consent with a new sign-in.", false},
	"CommandNotAvailable":          {KindProvider, "This bank does not offer the command. After a sign-out this can be ignored.", false},
	"InvalidCommandId":             {KindProvider, "The provider does not know this import, or no longer: results are kept for 24 hours. Start a new verification.", false},
	"InvalidSince":                 {KindProvider, "The provider does not accept the first day of the period. Choose a later day that is not in the future.", false},
	"InvalidParameter":             {KindProvider, nextRequest, false},
	"InvalidArgument":              {KindProvider, nextRequest, false},
	"InvalidIban":                  {KindProvider, "The account number is not valid. " + nextRequest, false},
	"InvalidTarget":                {KindProvider, "The bank is not in the provider's catalog under this name. Load the catalog again and choose the bank anew.", false},
	"InvalidOwnerExternalId":       {KindProvider, "The provider has no data of this owner, or no longer: it is kept for 24 hours. Import again.", false},
	"NoDataToCalculateScore":       {KindProvider, "There is too little data for a score. This says nothing about the customer: the score is not available.", false},
	"MultipleAccessLimitExceeded":  {KindQuota, "The access token was used more than four times today. Try again tomorrow.", true},
	"ConcurrentSessionsLimitExceeded": {KindQuota,
		"Too many sign-ins are open at the same time. Wait a few minutes and try again.", true},
	"JobsQuotaExceeded":               {KindQuota, "The contract's number of commands is used up for now. Wait and try again; if it stays, ask the provider for a larger quota.", true},
	"ServiceMaintenance":              {KindMaintenance, "The service is being maintained. " + nextLater, true},
	"ServiceTemporarilyUnavailable":   {KindBank, "The bank or the provider is not available at the moment. " + nextLater, true},
	"IO":                              {KindBank, "The connection between the provider and the bank broke. Try again later with a new sign-in.", true},
	"InvalidCredentials":              {KindUser, "Login, password or code was wrong. Ask the customer to check them at the bank and to sign in again.", false},
	"AccessBlocked":                   {KindUser, "The bank has blocked the customer's access. The customer has to call the bank.", false},
	"AccessTemporarilyBlocked":        {KindUser, "The bank has blocked the customer's access for a while. Wait, then sign in again.", false},
	"ManualActionRequired":            {KindUser, "The bank wants the customer to do something first. Ask the customer to sign in at the bank itself, to confirm what it shows, and then to sign in here again.", false},
	"TargetCredentialsMismatch":       {KindUser, "The login belongs to another kind of account, for example a company's. Choose the bank's other entry in the list.", false},
	"UnsupportedLoginMethod":          {KindUser, "The customer's way of signing in is not supported. Ask the customer to change it in the bank's settings.", false},
	"UnsupportedLanguage":             {KindUser, "The bank shows its pages in a language that is not supported. Ask the customer to change it in the bank's settings.", false},
	"InsufficientIdentificationLevel": {KindUser, "The customer is not sufficiently identified with the bank. Ask the customer to finish the identification there.", false},
}

// unknownWords guess the kind of a name that is not in the table, by the first word that the name contains.
var unknownWords = []struct {
	word string
	remedy
}{
	{"Quota", remedy{KindQuota, "Something is used too much or too fast. Wait and try again.", true}},
	{"Limit", remedy{KindQuota, "Something is used too much or too fast. Wait and try again.", true}},
	{"TooMany", remedy{KindQuota, "Something is used too much or too fast. Wait and try again.", true}},
	{"Maintenance", remedy{KindMaintenance, nextLater, true}},
	{"Unavailable", remedy{KindBank, nextLater, true}},
	{"Timeout", remedy{KindBank, nextLater, true}},
	{"Connection", remedy{KindBank, nextLater, true}},
	{"ApiKey", remedy{KindAuth, nextAuth, false}},
	{"Unauthorized", remedy{KindAuth, nextAuth, false}},
	{"Session", remedy{KindSession, nextSignIn, false}},
	{"SignedIn", remedy{KindSession, nextSignIn, false}},
	{"MultipleAccess", remedy{KindSession, nextSignIn, false}},
	{"Consent", remedy{KindSession, nextSignIn, false}},
	{"Credential", remedy{KindUser, "Ask the customer to check with the bank and to sign in again.", false}},
	{"Blocked", remedy{KindUser, "Ask the customer to check with the bank and to sign in again.", false}},
	{"Login", remedy{KindUser, "Ask the customer to check with the bank and to sign in again.", false}},
	{"Password", remedy{KindUser, "Ask the customer to check with the bank and to sign in again.", false}},
	{"Required", remedy{KindUser, "Ask the customer to check with the bank and to sign in again.", false}},
	{"Invalid", remedy{KindProvider, nextRequest, false}},
	{"Unsupported", remedy{KindProvider, nextRequest, false}},
}

// canonicalName makes the spellings of an exception's name one: old replies add the word Exception, and a
// published model of the API spells one name without its last letters.
func canonicalName(name string) string {
	name = strings.TrimSuffix(name, "Exception")
	if name == "ConcurrentSessionsLimitExceed" {
		return name + "ed"
	}
	return name
}

// remedyFor finds what an exception means. An unknown name is guessed by its words, then by the status.
func remedyFor(name string, status int) remedy {
	name = canonicalName(name)
	if r, ok := remedies[name]; ok {
		return r
	}
	for _, w := range unknownWords {
		if strings.Contains(name, w.word) {
			return w.remedy
		}
	}
	return remedyForStatus(status)
}

// remedyForStatus says what an HTTP status alone means.
func remedyForStatus(status int) remedy {
	switch {
	case status == 401 || status == 403:
		return remedy{KindAuth, nextAuth, false}
	case status == 404 || status == 405 || status == 410:
		return remedy{KindProvider, "Nothing of the service answers at this address: check the API address in the settings.", false}
	case status == 407:
		return remedy{KindTransport, "The proxy wants a sign-in: check HTTPS_PROXY.", false}
	case status == 408 || status == 425:
		return remedy{KindTransport, nextLater, true}
	case status == 429:
		return remedy{KindQuota, "Too many requests in a short time. Wait and try again.", true}
	case status == 502 || status == 504:
		return remedy{KindProvider, nextLater, true}
	case status == 503:
		return remedy{KindMaintenance, nextLater, true}
	case status >= 500:
		return remedy{KindProvider, nextSupport, true}
	}
	return remedy{KindProvider, nextSupport, false}
}

// remedyForState says what a failed command with an unknown exception means: error is an expected failure at
// the bank, fatal one at the provider.
func remedyForState(name string, s CommandState) remedy {
	r := remedyFor(name, 0)
	if _, known := remedies[canonicalName(name)]; known || r.kind != KindProvider {
		return r
	}
	switch s {
	case StateError:
		return remedy{KindBank, "The import failed at the bank. Try again later with a new sign-in.", true}
	case StateCancelled:
		return remedy{KindProvider, "The import was cancelled. Start a new verification.", false}
	}
	return remedy{KindProvider, "The provider failed during the import. Try again later with a new sign-in; if it stays, tell the provider's support.", true}
}

// nextAuth translates the 401, which looks the same for both of its reasons.
const nextAuth = "Either the API key is wrong, or this machine's IP address is not enabled. Check both in Insight (https://insight.kontomatik.com): the key of this environment, and the list of IP addresses."

// Advice says what an exception's name means to the people at the desk: who can do something about it, and
// what to do next. It answers for names that nobody has published too.
func Advice(name string) (Kind, string) {
	r := remedyFor(name, 0)
	return r.kind, r.next
}
