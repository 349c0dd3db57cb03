package aisclient

import "time"

// This file is the one place for what nobody documents in public. Each line is a choice; when a live account
// shows otherwise, change it here and nowhere else.

// Paths under the base URL. The first of a pair is tried first; the second is asked once when the first is
// answered 404 without the name of an exception, because printed guides and running code differ.
const (
	// pathDefaultImport is what all working code uses; one guide prints /v1/default-import.xml, a misprint.
	pathDefaultImport = "/v1/command/default-import.xml"
	pathCommand       = "/v1/command/" // + id + ".xml"
	pathSignOut       = "/v1/command/sign-out.xml"
	pathReuseAccess   = "/v1/command/reuse-multiple-access.xml"
	pathRevokeAccess  = "/v1/command/delete-multiple-access.xml"
	pathMockSession   = "/v1/mock-session.xml"
	pathData          = "/v1/data.xml"
	pathScores        = "/v1/owner-scores.xml"
	pathCatalog       = "/v1/catalog.xml"
	// The data summary's owner paths are printed in the plural in the guide and confirmed by no running code.
	pathAccountsSummary        = "/v1/accounts-summary"
	pathAccountsSummaryMonthly = "/v1/accounts-summary-with-monthly"
	pathOwnerSummary           = "/v1/owner-summary"
	pathOwnerSummaryMonthly    = "/v1/owner-summary-with-monthly"
	pathIncome                 = "/v1/owner-income-confirmation"
	pathProfiles               = "/v1/owner-profiles"
	pathRedirection            = "/v1/signin/redirection"
	pathRedirectionStatus      = "/v1/signin/redirection-status"
	pathOwnerUpload            = "/v1/owner"
)

// pathAliases gives the other spelling of a path.
var pathAliases = map[string]string{
	pathCatalog:             "/v1/command-catalog.xml",
	pathOwnerSummary:        "/v1/owners-summary",
	pathOwnerSummaryMonthly: "/v1/owners-summary-with-monthly",
}

// acceptSignature asks for a digitally signed income confirmation. Where the signature stands in the answer
// is not documented: the answer's headers are kept whole.
const acceptSignature = "SHA256withRSA"

// Names of JSON members that hold the payload of the services whose answers are not documented, in the order
// in which they are looked for.
var (
	contentMembers = []string{"content"}
	profileMembers = []string{"profiles", "content", "profileList"}
	requestMembers = []string{"requestId", "id"}
	nameMembers    = []string{"name", "exception", "exceptionName", "code", "error"}
	messageMembers = []string{"message", "errorMessage", "detail", "description", "title"}
	flexMembers    = []string{"name", "id", "value"}
	friendlyMember = "friendlyMessage"
	monthlyMember  = "monthly"
)

// Words of the redirection status, compared without regard to case. Anything else is still pending.
var redirectionWords = map[string]RedirectionState{
	"success":    RedirectionSuccess,
	"successful": RedirectionSuccess,
	"succeeded":  RedirectionSuccess,
	"expired":    RedirectionExpired,
	"error":      RedirectionFailed,
	"failed":     RedirectionFailed,
	"failure":    RedirectionFailed,
	"fatal":      RedirectionFailed,
	"cancelled":  RedirectionFailed,
	"canceled":   RedirectionFailed,
}

// Pace and patience. The provider asks for a poll every 2 to 5 seconds and publishes no other figure.
const (
	pollFloor    = 2 * time.Second
	pollCeiling  = 5 * time.Second
	pollTotal    = 15 * time.Minute
	pollPatience = 20 // transient failures in a row before polling gives up
	// pollPatienceBroken is the same for answers that cannot be read.
	pollPatienceBroken = 5
	callTimeout        = 30 * time.Second
	dialTimeout        = 15 * time.Second
	totalTimeout       = 2 * time.Minute
	retriesOfGet       = 2
	retryBase          = 500 * time.Millisecond
	retryCeiling       = 5 * time.Second
	maxReplyBytes      = 64 << 20
	maxHeaderBytes     = 256 << 10
	maxJSONBytes       = 1 << 20 // of a JSON answer
	maxFiguresBytes    = 8 << 20 // of a JSON answer with figures for every account and month
	maxMembers         = 10_000  // of one object or list in those
	maxHookBody        = 1 << 20 // copied into an Exchange
	// importMemory is how long a session is remembered as used; the provider forgets it much earlier.
	importMemory = 24 * time.Hour
)
