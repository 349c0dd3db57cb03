package aisclient

import (
	"context"
	"errors"
	"math"
	"strconv"
	"strings"
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
	// Others are what nobody documents, by name; parts of an element by path: "risk/low".
	Others map[string]text.Text `json:"others,omitempty"`
}

// Score is a number as the provider wrote it, with full precision. It is no money.
type Score string

// Float returns the number, and false where there is none.
func (s Score) Float() (float64, bool) {
	f, err := strconv.ParseFloat(string(s), 64)
	return f, err == nil && !math.IsNaN(f) && !math.IsInf(f, 0)
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
	for _, e := range list.all("model") {
		m := ScoreModel{ID: e.textAttr("id")}
		m.RetrainedAt, _ = time.Parse(time.RFC3339, e.attr("retrainedAt"))
		for _, c := range e.children {
			if c.name != "scores" {
				m.other(c.name, c)
				continue
			}
			for _, s := range c.children {
				m.add(s)
			}
		}
		out = append(out, m)
	}
	return out, nil
}

// add takes one score: its value element, or its own text. What is no number, which a contract's own model may
// have, stands in Others.
func (m *ScoreModel) add(e *element) {
	value := e.text()
	if v := e.at("value"); v != nil {
		value = v.text()
	}
	s := Score(value.String())
	_, number := s.Float()
	switch {
	case e.name == "score" && number:
		m.Score = s
	case e.name == "scorePercentile" && number:
		m.Percentile = s
	case e.name == "scoreTier" && !value.Empty():
		m.Tier = value
	default:
		m.other(e.name, e)
	}
}

// other keeps the texts of an element that nobody documents under their path.
func (m *ScoreModel) other(path string, e *element) {
	if !e.text().Empty() {
		if m.Others == nil {
			m.Others = map[string]text.Text{}
		}
		m.Others[text.Clean(strings.TrimSuffix(path, "/value")).String()] = e.text()
	}
	for _, c := range e.children {
		m.other(path+"/"+c.name, c)
	}
}
