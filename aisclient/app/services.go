package app

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/archive"
)

// Service is one of the provider's Analytical Services.
type Service string

// The services that can be asked about an owner.
const (
	ServiceScores   Service = "scores"
	ServiceIncome   Service = "income"
	ServiceAccounts Service = "accounts"
	ServiceOwner    Service = "owner"
	ServiceProfiles Service = "profiles"
)

// Services are all services in the order in which they are shown.
func Services() []Service {
	return []Service{ServiceScores, ServiceIncome, ServiceAccounts, ServiceOwner, ServiceProfiles}
}

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
	// worth saving, not a failure of the program.
	Refusal string
}

// summaryCategories are the categories asked of the data summary, in the order in which they are shown.
var summaryCategories = []aisclient.Category{
	aisclient.AllTransactions, aisclient.BalanceMetric, aisclient.ActiveSinceAtLeast,
	aisclient.Label("salary"), aisclient.Label("invoice"), aisclient.Label("welfare"),
	aisclient.Label("loan"), aisclient.Label("repayment"), aisclient.Label("bailiff").Or("debt collection"),
	aisclient.Label("gambling"), aisclient.Label("cash withdrawal"), aisclient.Label("cash deposit"),
}

// summaryMonths is how far back the data summary looks.
const summaryMonths = 6

// Ask asks a service about the owner of a saved import, saves the answer beside the import and returns it. A refusal
// that says something about the customer or the contract is an answer too; a failure saves nothing.
func (a *App) Ask(ctx context.Context, importID string, s Service) (Answer, error) {
	store, err := a.archive.get()
	if err != nil {
		return Answer{}, err
	}
	entry, err := store.Get(importID)
	if err == nil {
		err = sameEnvironment(entry, a.Config.Environment)
	}
	if err != nil {
		return Answer{}, err
	}
	c, err := a.provider.connect()
	if err != nil {
		return Answer{}, err
	}
	answer := Answer{Service: s, AskedAt: a.opts.Now(), Source: entry.Environment.String() + " " + a.provider.host()}
	answer.Body, err = callService(ctx, c.client, entry.OwnerExternalID.String(), s, aisclient.DateIn(a.opts.Now()))
	if why := refusal(err, a.Config.OwnSandbox()); why != "" {
		if before, ok := readAnswer(store, importID, s); ok && before.Refusal == "" {
			return Answer{}, &answerStaysError{refusal: why, cause: err}
		}
		answer.Refusal = why
	} else if err != nil {
		return Answer{}, err
	}
	return answer, saveAnswer(store, importID, answer)
}

// callService makes one call and returns its answer as JSON.
func callService(ctx context.Context, c *aisclient.Client, owner string, s Service, today aisclient.Date) (json.RawMessage, error) {
	summary := aisclient.SummaryRequest{OwnerExternalID: owner, Start: today.AddMonths(-summaryMonths), End: today,
		Categories: summaryCategories, Monthly: true}
	switch s {
	case ServiceScores:
		r, err := c.Scores(ctx, owner)
		if err != nil {
			return nil, err
		}
		return json.Marshal(r.Models)
	case ServiceIncome:
		r, err := c.IncomeConfirmation(ctx, aisclient.IncomeRequest{OwnerExternalID: owner})
		if err != nil {
			return nil, err
		}
		return r.Content, nil
	case ServiceAccounts, ServiceOwner:
		get := c.AccountsSummary
		if s == ServiceOwner {
			get = c.OwnerSummary
		}
		r, err := get(ctx, summary)
		if err != nil {
			return nil, err
		}
		return contentOf(r.Raw), nil
	case ServiceProfiles:
		r, err := c.Profiles(ctx, owner)
		if err != nil {
			return nil, err
		}
		return json.Marshal(r.Profiles)
	}
	return nil, errors.New("there is no service called " + string(s))
}

// contentOf is the content member of an answer, or all of it.
func contentOf(raw []byte) json.RawMessage {
	var doc struct {
		Content json.RawMessage `json:"content"`
	}
	if json.Unmarshal(raw, &doc) == nil && len(doc.Content) > 0 {
		return doc.Content
	}
	return raw
}

// answerAttachment begins the name of the attachment of an import that holds a service's answer.
const answerAttachment = "service-"

// Answers returns the answers saved beside an import; it needs no network.
func (a *App) Answers(importID string) []Answer {
	store, err := a.archive.get()
	if err != nil {
		return nil
	}
	var saved []Answer
	for _, s := range Services() {
		if answer, ok := readAnswer(store, importID, s); ok {
			saved = append(saved, answer)
		}
	}
	return saved
}

func readAnswer(store *archive.Store, importID string, s Service) (Answer, bool) {
	var a Answer
	raw, err := store.Attachment(importID, answerAttachment+string(s))
	return a, err == nil && json.Unmarshal(raw, &a) == nil
}

func saveAnswer(store *archive.Store, importID string, a Answer) error {
	raw, err := json.Marshal(a)
	if err != nil {
		return err
	}
	return store.PutAttachment(importID, answerAttachment+string(a.Service), raw)
}
