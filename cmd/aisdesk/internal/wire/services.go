package wire

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"aisdesk/aisclient"
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
	if why := refusal(err); why != "" {
		a.Refusal = why
	} else if err != nil {
		return pane.Answer{}, err
	}
	a.Body = body
	return a, b.keepAnswer(importID, a)
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

// refusal says in plain words why there is no answer, where that is a state worth keeping.
func refusal(err error) string {
	e, ok := errors.AsType[*aisclient.Error](err)
	switch {
	case !ok:
		return ""
	case e.Name == "NoDataToCalculateScore":
		return "too little data for a score: this says nothing about the customer"
	case e.Name == "InvalidOwnerExternalId":
		return "the provider does not have this owner's data any more: it keeps data for 24 hours"
	case e.HTTPStatus == http.StatusForbidden, e.HTTPStatus == http.StatusPaymentRequired,
		e.HTTPStatus == http.StatusNotFound && e.Name == "", e.Name == "CommandNotAvailable":
		return "not in your contract with the provider"
	}
	return ""
}

// otherEnvironment says that an import cannot be asked about from here.
type otherEnvironment struct{ saved, now string }

func (e *otherEnvironment) Error() string {
	return "this import is of the environment " + e.saved + ", and the program works with " + e.now +
		" now: start it with AISDESK_ENV=" + e.saved + " to ask the services about it"
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
		raw, err := store.Note(importID, answerNote+string(s))
		var a pane.Answer
		if err == nil && json.Unmarshal(raw, &a) == nil {
			kept = append(kept, a)
		}
	}
	return kept
}

func (b *Backend) keepAnswer(importID string, a pane.Answer) error {
	store, err := b.place.Archive()
	if err != nil {
		return err
	}
	raw, err := json.Marshal(a)
	if err != nil {
		return err
	}
	return store.PutNote(importID, answerNote+string(a.Service), raw)
}
