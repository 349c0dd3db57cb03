package app

import (
	"context"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app/service"
	"aisdesk/aisclient/archive/seal"
)

// Ask asks a service about the owner of a saved import, saves the answer beside the import and returns it. A refusal
// that says something about the customer or the contract is an answer too; a failure saves nothing.
func (a *App) Ask(ctx context.Context, importID string, s service.Service) (service.Answer, error) {
	store, err := a.archive.get()
	if err != nil {
		return service.Answer{}, err
	}
	entry, err := store.Get(importID)
	if err == nil {
		err = sameEnvironment(entry, a.Config.Environment)
	}
	if err == nil && entry.Locked {
		err = seal.ErrLocked
	}
	if err != nil {
		return service.Answer{}, err
	}
	c, err := a.provider.Connect()
	if err != nil {
		return service.Answer{}, err
	}
	answer := service.Answer{Service: s, AskedAt: a.opts.Now(), Source: entry.Environment.String() + " " + a.provider.Host()}
	err = answer.Ask(ctx, c.Client, entry.OwnerExternalID.String(), aisclient.DateIn(a.opts.Now()))
	if why := service.Refusal(err, a.Config.OwnSandbox()); why != "" {
		if before, ok := service.Read(store, importID, s); ok && before.Refusal == "" {
			return service.Answer{}, &service.AnswerStaysError{Refusal: why, Cause: err}
		}
		answer.Refusal = why
	} else if err != nil {
		return service.Answer{}, err
	}
	return answer, service.Save(store, importID, answer)
}

// Answers returns the answers saved beside an import; it needs no network.
func (a *App) Answers(importID string) []service.Answer {
	store, err := a.archive.get()
	if err != nil {
		return nil
	}
	var saved []service.Answer
	for _, s := range service.All() {
		if answer, ok := service.Read(store, importID, s); ok {
			saved = append(saved, answer)
		}
	}
	return saved
}
