package aisclient

import (
	"context"
	"encoding/json"
	"net/http"
)

// IncomeRequest asks for the confirmation of an owner's income.
type IncomeRequest struct {
	OwnerExternalID string
	// Signed asks for an answer that the provider signed digitally (SHA256withRSA).
	Signed bool
}

// IncomeReply holds the confirmation: for each currency the current and the two previous months (M-0, M-1,
// M-2) and the last 90 days, by kind of income, and an overview for each IBAN. The members' names are not
// documented, so the JSON is kept. For a signed answer keep Raw and Header together: the signature is over
// the bytes of Raw.
type IncomeReply struct {
	Answer
	// Content is the payload: the content member, or the whole body.
	Content json.RawMessage
	// Parts are the members of Content in their order; empty where it is no object.
	Parts []Figure
}

// IncomeConfirmation gets the confirmation of an owner's income.
func (c *Client) IncomeConfirmation(ctx context.Context, r IncomeRequest) (*IncomeReply, error) {
	k, err := ownerCall("income confirmation", pathIncome, r.OwnerExternalID)
	if err != nil {
		return nil, err
	}
	k.most = maxFiguresBytes
	if r.Signed {
		k.header = http.Header{"Accept-Signature": {acceptSignature}}
	}
	a, err := c.do(ctx, k)
	if err != nil {
		return nil, err
	}
	content, err := contentOf(a.Raw)
	if err != nil {
		return nil, c.undecodable(k, a, err)
	}
	parts, _ := ordered(content) // a bare value is an answer too: it stands in Content
	return &IncomeReply{Answer: *a, Content: content, Parts: parts}, nil
}
