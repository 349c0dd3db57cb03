package api

import (
	"encoding/json"
	"strconv"
	"strings"

	"aisdesk/localserver/sandbox/analytics"
	"aisdesk/localserver/sandbox/bank"
	"aisdesk/localserver/sandbox/scenario"
	"aisdesk/localserver/sandbox/state"
)

// The Analytical Services work on everything that is kept of an owner. Their numbers, and the names of their members
// where nothing is published, are the sandbox's own.

// accounts gathers an owner's accounts over all banks and uploads.
func (c *call) accounts(h *state.OwnerData) []bank.Account {
	var all []bank.Account
	for _, cmd := range h.Newest() {
		all = append(all, c.statement(cmd, c.behaviour).customer.Accounts...)
	}
	for _, u := range h.Uploads {
		all = append(all, u.Customer.Accounts...)
	}
	return all
}

// scores rates an owner; too little data is an error of its own.
func scores(c *call) answer {
	h, r := c.hold()
	if r != nil {
		return answer{refusal: r}
	}
	s, ok := analytics.Score(state.Today(c.now), c.accounts(h))
	if !ok {
		r := scenario.ExceptionNamed("NoDataToCalculateScore").Refusal()
		return answer{owner: h.ID, refusal: r}
	}
	value := func(x *xmlWriter, name, text string) {
		x.open(name)
		x.leaf("value", text)
		x.close(name)
	}
	number := func(f float64) string { return strconv.FormatFloat(f, 'g', -1, 64) }
	return answer{owner: h.ID, schema: "get_owner_scores.xsd", xml: func(x *xmlWriter) {
		x.open("models")
		x.open("model", attr{"id", scoreModel}, attr{"retrainedAt", scoreTrained})
		x.open("scores")
		value(x, "score", number(s.Value))
		value(x, "scorePercentile", number(s.Percentile))
		value(x, "scoreTier", s.Tier)
		x.close("scores")
		x.close("model")
		x.close("models")
	}}
}

// summary makes the four data summaries: per account or per currency, with months or without.
func summary(perAccount, monthly bool) func(*call) answer {
	return func(c *call) answer {
		var in struct {
			Start, End string
			Categories []string
		}
		if err := json.Unmarshal(c.body, &in); err != nil {
			return answer{refusal: scenario.Refuse("InvalidParameter", "Body is not a JSON object with ownerExternalId, start, end and categories.")}
		}
		start, err := bank.ParseDay(in.Start)
		if err != nil {
			return answer{refusal: scenario.Refuse("InvalidParameter", "start: "+err.Error())}
		}
		end, err := bank.ParseDay(in.End)
		if err != nil {
			return answer{refusal: scenario.Refuse("InvalidParameter", "end: "+err.Error())}
		}
		h, r := c.hold()
		if r != nil {
			return answer{refusal: r}
		}
		work := analytics.SummariseOwner
		if perAccount {
			work = analytics.SummariseAccounts
		}
		content, err := work(c.accounts(h), analytics.SummaryRequest{Start: start, End: end, Categories: in.Categories, Monthly: monthly})
		if err != nil {
			return answer{refusal: scenario.Refuse("InvalidParameter", err.Error())}
		}
		return answer{json: map[string]any{"content": content}}
	}
}

// profiles lists what the owner's data show him to be.
func profiles(c *call) answer {
	h, r := c.hold()
	if r != nil {
		return answer{refusal: r}
	}
	return answer{json: map[string]any{"ownerExternalId": h.ID, "profiles": analytics.Profiles(state.Today(c.now), c.accounts(h))}}
}

// income confirms what came in, signed if the caller asks for it.
func income(c *call) answer {
	want := c.r.Header.Get("Accept-Signature")
	if want != "" && !strings.EqualFold(want, "SHA256withRSA") {
		return answer{refusal: scenario.Refuse("InvalidParameter", "Accept-Signature is not SHA256withRSA.")}
	}
	h, r := c.hold()
	if r != nil {
		return answer{refusal: r}
	}
	a := answer{json: map[string]any{"ownerExternalId": h.ID, "content": analytics.ConfirmIncome(state.Today(c.now), c.accounts(h))}}
	if want != "" {
		a.sign = c.signer.sign
	}
	return a
}
