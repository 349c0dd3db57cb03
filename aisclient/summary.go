package aisclient

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"aisdesk/aisclient/text"
)

// SummaryRequest asks for figures over an owner's aggregated data in a period.
type SummaryRequest struct {
	OwnerExternalID string
	// Start and End are the first and the last day.
	Start, End Date
	// Categories are what is computed; at least one.
	Categories []Category
	// Monthly asks for the same figures for each month too.
	Monthly bool
}

// SummaryReply holds the figures. What a category holds is not documented: each keeps its JSON.
type SummaryReply struct {
	Answer
	// Parts are the accounts (by IBAN) or the currencies, in the reply's order.
	Parts []SummaryPart
}

// SummaryPart is one account's or one currency's figures.
type SummaryPart struct {
	Key    text.Text // IBAN or currency
	Values []Figure
	// Months are the figures of each month, in the reply's order; nil where they were not asked for.
	Months []SummaryMonth
}

// SummaryMonth is one month's figures.
type SummaryMonth struct {
	Month  text.Text // as the provider writes it
	Values []Figure
}

// AccountsSummary computes figures for each account of an owner.
func (c *Client) AccountsSummary(ctx context.Context, r SummaryRequest) (*SummaryReply, error) {
	return c.summary(ctx, "accounts summary", pathAccountsSummary, pathAccountsSummaryMonthly, r)
}

// OwnerSummary computes figures for an owner, one set a currency.
func (c *Client) OwnerSummary(ctx context.Context, r SummaryRequest) (*SummaryReply, error) {
	return c.summary(ctx, "owner summary", pathOwnerSummary, pathOwnerSummaryMonthly, r)
}

func (c *Client) summary(ctx context.Context, op, path, monthly string, r SummaryRequest) (*SummaryReply, error) {
	if err := r.check(); err != nil {
		return nil, invalid(op, err.Error())
	}
	if r.Monthly {
		path = monthly
	}
	names := make([]string, len(r.Categories))
	for i, cat := range r.Categories {
		names[i] = cat.String()
	}
	k, err := postJSON(op, path, struct {
		OwnerExternalID string   `json:"ownerExternalId"`
		Start           Date     `json:"start"`
		End             Date     `json:"end"`
		Categories      []string `json:"categories"`
	}{r.OwnerExternalID, r.Start, r.End, names})
	if err != nil {
		return nil, err
	}
	k.most = maxFiguresBytes
	a, err := c.do(ctx, k)
	if err != nil {
		return nil, err
	}
	parts, err := readSummary(a.Raw)
	if err != nil {
		return nil, c.undecodable(k, a, err)
	}
	return &SummaryReply{Answer: *a, Parts: parts}, nil
}

func (r SummaryRequest) check() error {
	switch {
	case r.OwnerExternalID == "":
		return errors.New("the ownerExternalId is missing")
	case r.Start.Empty() || r.End.Empty() || r.End < r.Start:
		return errors.New("start and end are not the first and the last day of a period")
	case len(r.Categories) == 0:
		return errors.New("there is no category")
	}
	for _, cat := range r.Categories {
		if err := cat.Err(); err != nil {
			return err
		}
	}
	return nil
}

func readSummary(raw []byte) ([]SummaryPart, error) {
	content, err := contentOf(raw)
	if err != nil {
		return nil, err
	}
	members, err := ordered(content)
	if err != nil {
		return nil, fmt.Errorf("content: %w", err)
	}
	parts := make([]SummaryPart, 0, len(members))
	for _, m := range members {
		p := SummaryPart{Key: m.Name}
		values, err := ordered(m.JSON)
		if err != nil {
			return nil, fmt.Errorf("content of %s: %w", m.Name, err)
		}
		for _, v := range values {
			if v.Name.String() != monthlyMember {
				p.Values = append(p.Values, v)
			} else if p.Months, err = months(v.JSON); err != nil {
				return nil, fmt.Errorf("months of %s: %w", m.Name, err)
			}
		}
		parts = append(parts, p)
	}
	return parts, nil
}

func months(raw json.RawMessage) ([]SummaryMonth, error) {
	members, err := ordered(raw)
	if err != nil {
		return nil, err
	}
	out := make([]SummaryMonth, len(members))
	for i, m := range members {
		values, err := ordered(m.JSON)
		if err != nil {
			return nil, err
		}
		out[i] = SummaryMonth{Month: m.Name, Values: values}
	}
	return out, nil
}
