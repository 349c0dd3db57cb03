package aisclient

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

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

// AccountsSummary computes figures for each account of an owner. A request without an owner, a period or a category, or with a
// category that has an Err, is refused with ErrInvalidRequest; every other error is an *Error.
func (c *Client) AccountsSummary(ctx context.Context, r SummaryRequest) (*SummaryReply, error) {
	return c.summary(ctx, "accounts summary", pathAccountsSummary, pathAccountsSummaryMonthly, r)
}

// OwnerSummary computes figures for an owner, one set a currency. It fails as AccountsSummary does.
func (c *Client) OwnerSummary(ctx context.Context, r SummaryRequest) (*SummaryReply, error) {
	return c.summary(ctx, "owner summary", pathOwnerSummary, pathOwnerSummaryMonthly, r)
}

func (c *Client) summary(ctx context.Context, op, path, monthly string, r SummaryRequest) (*SummaryReply, error) {
	if err := r.check(); err != nil {
		return nil, invalidBy(op, err)
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
	a, err := c.conn.do(ctx, k)
	if err != nil {
		return nil, err
	}
	parts, err := readSummary(a.Raw)
	if err != nil {
		return nil, c.conn.undecodable(k, a, err)
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
	members, err := figures(content)
	if err != nil {
		return nil, fmt.Errorf("content: %w", err)
	}
	parts := make([]SummaryPart, 0, len(members))
	for _, m := range members {
		p := SummaryPart{Key: m.Name}
		values, err := figures(m.JSON)
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
	members, err := figures(raw)
	if err != nil {
		return nil, err
	}
	out := make([]SummaryMonth, len(members))
	for i, m := range members {
		values, err := figures(m.JSON)
		if err != nil {
			return nil, err
		}
		out[i] = SummaryMonth{Month: m.Name, Values: values}
	}
	return out, nil
}

// Category is one thing that the data summary computes: a plain metric, or the transactions that carry
// labels. Build the latter with Label and its methods.
type Category struct {
	expr string
	err  error
}

// The plain metrics.
var (
	AllTransactions    = Category{expr: "allTransactions"}
	BalanceMetric      = Category{expr: "balance"}
	ActiveSinceAtLeast = Category{expr: "activeSinceAtLeast"}
)

// Metric is a plain metric that has no name of its own here: their list is open. Its name is letters and digits.
func Metric(name string) Category {
	if name == "" || !all(name, 100, isNameByte) {
		return Category{err: fmt.Errorf("metric %.40q is not made of letters and digits", name)}
	}
	return Category{expr: name}
}

// labelPrefix begins a category of labels.
const labelPrefix = "label:"

// Label is the transactions that carry a label: Label("loan"), Label("extra pay").
func Label(name string) Category {
	return Category{}.with("", name)
}

// Or is the transactions that carry either: Label("bailiff").Or("debt collection") is label:bailiff|debt collection.
func (c Category) Or(name string) Category { return c.with("|", name) }

// And is the transactions that carry both: Label("loan").And("bank") is label:loan&bank.
func (c Category) And(name string) Category { return c.with("&", name) }

// Not leaves out the transactions that carry the other label too: Label("loan").Not("bank") is label:loan~bank.
func (c Category) Not(name string) Category { return c.with("~", name) }

func (c Category) with(op, name string) Category {
	switch {
	case c.err != nil:
		return c
	case op != "" && !strings.HasPrefix(c.expr, labelPrefix):
		c.err = fmt.Errorf("category %q is no label and cannot be combined", c.expr)
	case name == "" || strings.TrimSpace(name) != name || strings.ContainsAny(name, "|&~:\",\n\r\t"):
		c.err = fmt.Errorf("label %.40q is empty, has spaces at its ends or one of | & ~ : \" ,", name)
	case op == "":
		c.expr = labelPrefix + name
	default:
		c.expr += op + name
	}
	return c
}

// ParseCategory reads a category as the provider writes it. Which of |, & and ~ binds tighter is not
// documented: a category with two of them means what the provider takes it to mean. The error is the category's Err, or says that
// it is neither a label nor a known metric.
func ParseCategory(s string) (Category, error) {
	for _, plain := range []Category{AllTransactions, BalanceMetric, ActiveSinceAtLeast} {
		if s == plain.expr {
			return plain, nil
		}
	}
	rest, ok := strings.CutPrefix(s, labelPrefix)
	if !ok {
		return Category{}, fmt.Errorf("category %.40q begins with neither %q nor is it a known metric", s, labelPrefix)
	}
	i := strings.IndexAny(rest, "|&~")
	if i < 0 {
		c := Label(rest)
		return c, c.Err()
	}
	c := Label(rest[:i])
	for len(rest) > i {
		op := rest[i : i+1]
		rest = rest[i+1:]
		if i = strings.IndexAny(rest, "|&~"); i < 0 {
			i = len(rest)
		}
		c = c.with(op, rest[:i])
	}
	return c, c.Err()
}

// Err says why the category cannot be sent, nil where it can.
func (c Category) Err() error {
	if c.err == nil && c.expr == "" {
		return errors.New("an empty category")
	}
	return c.err
}

// String writes the category as the provider reads it.
func (c Category) String() string { return c.expr }
