package pane

import (
	"context"

	"aisdesk/aisclient/app/service"
)

// Services asks the provider's Analytical Services and reads what they answered before.
type Services interface {
	// Answers returns the answers saved beside an import; it needs no network.
	Answers(importID string) []service.Answer
	// Ask asks the provider, saves the answer beside the import and returns it.
	Ask(ctx context.Context, importID string, s service.Service) (service.Answer, error)
}
