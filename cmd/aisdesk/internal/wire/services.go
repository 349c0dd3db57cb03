package wire

import (
	"context"
	"encoding/json"
	"errors"

	"aisdesk/aisclient"
	"aisdesk/aisclient/archive"
	"aisdesk/tui/pane"
)

// summaryCategories are the categories asked of the data summary, in the order in which they are shown.
var summaryCategories = []aisclient.Category{
	aisclient.AllTransactions, aisclient.BalanceMetric, aisclient.ActiveSinceAtLeast,
	aisclient.Label("salary"), aisclient.Label("invoice"), aisclient.Label("welfare"),
	aisclient.Label("loan"), aisclient.Label("repayment"), aisclient.Label("bailiff").Or("debt collection"),
	aisclient.Label("gambling"), aisclient.Label("cash withdrawal"), aisclient.Label("cash deposit"),
}

// summaryMonths is how far back the data summary looks.
const summaryMonths = 6

// Ask implements pane.Services: it asks the provider about the owner of a saved import and keeps the answer.
func (b *Backend) Ask(ctx context.Context, importID string, s pane.Service) (pane.Answer, error) {
	store, err := b.place.Archive()
	if err != nil {
		return pane.Answer{}, err
	}
	entry, err := store.Get(importID)
	if err != nil {
		return pane.Answer{}, err
	}
	if entry.Environment.String() != b.place.Config.Environment {
		return pane.Answer{}, &otherEnvironment{saved: entry.Environment.String(), now: b.place.Config.Environment}
	}
	l, err := b.place.Connect()
	if err != nil {
		return pane.Answer{}, err
	}
	a := pane.Answer{Service: s, AskedAt: b.now(), Source: entry.Environment.String() + " " + b.place.APIHost()}
	body, err := b.ask(ctx, l.Client, entry.OwnerExternalID.String(), s)
	if why := refusal(err, b.place.Config.OwnSandbox()); why != "" {
		if before, ok := keptAnswer(store, importID, s); ok && before.Refusal == "" {
			return pane.Answer{}, &refusedAgain{why: why, cause: err}
		}
		a.Refusal = why
	} else if err != nil {
		return pane.Answer{}, err
	}
	a.Body = body
	return a, keepAnswer(store, importID, a)
}

// ask makes one call and returns its answer as JSON.
func (b *Backend) ask(ctx context.Context, c *aisclient.Client, owner string, s pane.Service) (json.RawMessage, error) {
	today := aisclient.DateIn(b.now())
	summary := aisclient.SummaryRequest{OwnerExternalID: owner, Start: today.AddMonths(-summaryMonths), End: today,
		Categories: summaryCategories, Monthly: true}
	switch s {
	case pane.Scores:
		r, err := c.Scores(ctx, owner)
		if err != nil {
			return nil, err
		}
		return json.Marshal(r.Models)
	case pane.Income:
		r, err := c.IncomeConfirmation(ctx, aisclient.IncomeRequest{OwnerExternalID: owner})
		if err != nil {
			return nil, err
		}
		return r.Content, nil
	case pane.Accounts, pane.Owner:
		get := c.AccountsSummary
		if s == pane.Owner {
			get = c.OwnerSummary
		}
		r, err := get(ctx, summary)
		if err != nil {
			return nil, err
		}
		return contentOf(r.Raw), nil
	case pane.Profiles:
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

const answerNote = "service-"

// Kept implements pane.Services.
func (b *Backend) Kept(importID string) []pane.Answer {
	store, err := b.place.Archive()
	if err != nil {
		return nil
	}
	var kept []pane.Answer
	for _, s := range pane.AllServices {
		if a, ok := keptAnswer(store, importID, s); ok {
			kept = append(kept, a)
		}
	}
	return kept
}

// keptAnswer reads what one service answered.
func keptAnswer(store *archive.Store, importID string, s pane.Service) (pane.Answer, bool) {
	var a pane.Answer
	raw, err := store.Attachment(importID, answerNote+string(s))
	return a, err == nil && json.Unmarshal(raw, &a) == nil
}

func keepAnswer(store *archive.Store, importID string, a pane.Answer) error {
	raw, err := json.Marshal(a)
	if err != nil {
		return err
	}
	return store.PutAttachment(importID, answerNote+string(a.Service), raw)
}
