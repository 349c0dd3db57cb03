// Package service is what the provider's Analytical Services say about the owner of an import: asking them, their answers
// in words, why one gives no answer, and where answers are saved.
package service

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
	Scores   Service = "scores"
	Income   Service = "income"
	Accounts Service = "accounts"
	Owner    Service = "owner"
	Profiles Service = "profiles"
)

// names are what people call the services, and what each is for.
var names = map[Service][2]string{
	Scores:   {"Score", "how likely the owner repays"},
	Income:   {"Income confirmation", "salary, pension and other income of three months"},
	Accounts: {"Accounts summary", "sums by category for each account"},
	Owner:    {"Owner summary", "sums by category over all accounts"},
	Profiles: {"Profiles", "what the owner's spending shows"},
}

// Label is what people call the service, About what it is for.
func (s Service) Label() string { return names[s][0] }
func (s Service) About() string { return names[s][1] }

// All are all services in the order in which they are shown.
func All() []Service {
	return []Service{Scores, Income, Accounts, Owner, Profiles}
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
	// Signature is the provider's of the answer, in base64, with SHA256withRSA over the bytes of Signed; both are empty where
	// it signed none.
	Signature string `json:",omitempty"`
	Signed    []byte `json:",omitempty"`
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

// Ask asks a service about an owner and fills in its answer, as JSON and with the provider's signature where it signs one. The
// error is the client's: see Refusal.
func (a *Answer) Ask(ctx context.Context, c *aisclient.Client, owner string, today aisclient.Date) (err error) {
	if a.Service != Income {
		a.Body, err = call(ctx, c, owner, a.Service, today)
		return err
	}
	r, err := c.IncomeConfirmation(ctx, aisclient.IncomeRequest{OwnerExternalID: owner, Signed: true})
	if err != nil {
		return err
	}
	a.Body = r.Content
	if a.Signature = r.Header.Get("Signature"); a.Signature != "" {
		a.Signed = r.Raw
	}
	return nil
}

func call(ctx context.Context, c *aisclient.Client, owner string, s Service, today aisclient.Date) (json.RawMessage, error) {
	summary := aisclient.SummaryRequest{OwnerExternalID: owner, Start: today.AddMonths(-summaryMonths), End: today,
		Categories: summaryCategories, Monthly: true}
	switch s {
	case Scores:
		r, err := c.Scores(ctx, owner)
		if err != nil {
			return nil, err
		}
		return json.Marshal(r.Models)
	case Accounts, Owner:
		get := c.AccountsSummary
		if s == Owner {
			get = c.OwnerSummary
		}
		r, err := get(ctx, summary)
		if err != nil {
			return nil, err
		}
		return contentOf(r.Raw), nil
	case Profiles:
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

// Read is the answer that is saved beside an import; ok is false where there is none.
func Read(store *archive.Store, importID string, s Service) (a Answer, ok bool) {
	raw, err := store.Attachment(importID, answerAttachment+string(s))
	return a, err == nil && json.Unmarshal(raw, &a) == nil
}

// Save saves an answer beside an import, in place of the one before. It fails as archive.Store.PutAttachment does.
func Save(store *archive.Store, importID string, a Answer) error {
	raw, err := json.Marshal(a)
	if err != nil {
		return err
	}
	return store.PutAttachment(importID, answerAttachment+string(a.Service), raw)
}
