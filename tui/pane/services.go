package pane

import (
	"context"
	"encoding/json"
	"time"
)

// Service is one of the provider's Analytical Services.
type Service string

// The services that can be asked for an owner.
const (
	Scores   Service = "scores"
	Income   Service = "income"
	Accounts Service = "accounts"
	Owner    Service = "owner"
	Profiles Service = "profiles"
)

// AllServices are the services in the order in which they are shown.
var AllServices = []Service{Scores, Income, Accounts, Owner, Profiles}

// Answer is what a service said about the owner of an import.
type Answer struct {
	Service Service
	// AskedAt is when the provider answered.
	AskedAt time.Time
	// Source names the environment and host that answered.
	Source string
	// Body is the answer as JSON, whatever the service's own format is; nil where Refusal is set.
	Body json.RawMessage
	// Refusal is why there is no answer, in plain words ("not in your contract", "too little data"): a state
	// worth keeping, not a failure of the program.
	Refusal string
}

// Services asks and keeps answers beside an import.
type Services interface {
	// Kept returns the answers kept beside the import; it needs no network.
	Kept(importID string) []Answer
	// Ask asks the provider, keeps the answer beside the import and returns it.
	Ask(ctx context.Context, importID string, s Service) (Answer, error)
}
