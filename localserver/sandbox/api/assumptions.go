package api

// What the provider does not tell is decided here and in the assumptions of packages scenario and state, and nowhere
// else.

const (
	// schemaBase is where the schemas that replies name would be; nothing is served there.
	schemaBase = "https://developer.kontomatik.com/schema/v1/"
	// xmlType and jsonType are the content types of replies.
	xmlType  = "application/xml; charset=utf-8"
	jsonType = "application/json; charset=utf-8"
)

// scoreModel and scoreTrained name the scoring model; no provider's model is behind them.
const (
	scoreModel   = "sandbox-2026-01-01"
	scoreTrained = "2026-01-02T03:04:05Z"
)
