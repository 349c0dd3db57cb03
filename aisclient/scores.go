package aisclient

import (
	"context"
	"errors"
	"strconv"
	"time"

	"aisdesk/aisclient/text"
)

// ScoresReply holds the scores of an owner, one set a model.
type ScoresReply struct {
	Answer
	Models []ScoreModel
}

// ScoreModel is what one model says. A contract's own models may have other scores: see Others.
type ScoreModel struct {
	ID          text.Text `json:"id"`
	RetrainedAt time.Time `json:"retrainedAt,omitzero"`
	// Score is the probability of repayment, 0 to 1, the higher the better.
	Score Score `json:"score,omitzero"`
	// Percentile is 0 to 1.
	Percentile Score `json:"scorePercentile,omitzero"`
	// Tier is A (best) to F (worst).
	Tier text.Text `json:"scoreTier,omitzero"`
	// Others are the scores that nobody documents, by name.
	Others map[string]text.Text `json:"others,omitempty"`
}

// Score is a number as the provider wrote it, with full precision. It is no money.
type Score string

// Float returns the number, and false where there is none.
func (s Score) Float() (float64, bool) {
	f, err := strconv.ParseFloat(string(s), 64)
	return f, err == nil
}

// Scores gets the scores of an owner's aggregated data. ExceptionName("NoDataToCalculateScore") says that
// there is too little of it, which is no judgement.
func (c *Client) Scores(ctx context.Context, ownerExternalID string) (*ScoresReply, error) {
	k, err := ownerCall("scores", pathScores, ownerExternalID)
	if err != nil {
		return nil, err
	}
	a, err := c.do(ctx, k)
	if err != nil {
		return nil, err
	}
	models, err := readScores(a)
	if err != nil {
		return nil, c.undecodable(k, a, err)
	}
	return &ScoresReply{Answer: *a, Models: models}, nil
}

func readScores(a *Answer) ([]ScoreModel, error) {
	root, err := a.tree()
	if err != nil {
		return nil, err
	}
	list := root.at("models")
	if list == nil {
		return nil, errors.New("the reply has no models")
	}
	var out []ScoreModel
	for _, m := range list.all("model") {
		model := ScoreModel{ID: m.textAttr("id")}
		model.RetrainedAt, _ = time.Parse(time.RFC3339, m.attr("retrainedAt"))
		if scores := m.at("scores"); scores != nil {
			for _, s := range scores.children {
				if err := model.add(s.name, s.at("value").text()); err != nil {
					return nil, err
				}
			}
		}
		out = append(out, model)
	}
	return out, nil
}

func (m *ScoreModel) add(name string, value text.Text) error {
	switch name {
	case "score", "scorePercentile":
		s := Score(value.String())
		if _, ok := s.Float(); !ok {
			return errors.New("reply/models/model/scores/" + name + " is not a number")
		}
		if name == "score" {
			m.Score = s
		} else {
			m.Percentile = s
		}
	case "scoreTier":
		m.Tier = value
	default:
		if m.Others == nil {
			m.Others = map[string]text.Text{}
		}
		m.Others[text.Clean(name).String()] = value
	}
	return nil
}
