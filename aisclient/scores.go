package aisclient

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"strconv"
	"strings"
	"time"

	"aisdesk/aisclient/internal/xmlscan"
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
// there is too little of it, which is no judgement. An empty ownerExternalID is refused with ErrInvalidRequest; every other error
// is an *Error.
func (c *Client) Scores(ctx context.Context, ownerExternalID string) (*ScoresReply, error) {
	k, err := ownerCall("scores", pathScores, ownerExternalID)
	if err != nil {
		return nil, err
	}
	a, err := c.conn.do(ctx, k)
	if err != nil {
		return nil, err
	}
	models, err := readScores(a)
	if err != nil {
		return nil, c.conn.undecodable(k, a, err)
	}
	return &ScoresReply{Answer: *a, Models: models}, nil
}

func readScores(a *Answer) ([]ScoreModel, error) {
	root, err := a.tree()
	if err != nil {
		return nil, err
	}
	list := root.At("models")
	if list == nil {
		return nil, errors.New("the reply has no models")
	}
	var out []ScoreModel
	for _, e := range list.All("model") {
		m := ScoreModel{ID: e.TextAttr("id")}
		m.RetrainedAt, _ = time.Parse(time.RFC3339, e.Attr("retrainedAt"))
		for _, c := range e.Children {
			if c.Name != "scores" {
				m.other(c.Name, c)
				continue
			}
			for _, s := range c.Children {
				m.add(s)
			}
		}
		out = append(out, m)
	}
	return out, nil
}

// add takes one score: its value element, or its own text. What is no number, which a contract's own model may
// have, stands in Others.
func (m *ScoreModel) add(e *xmlscan.Element) {
	value := e.Text()
	if v := e.At("value"); v != nil {
		value = v.Text()
	}
	s := Score(value.String())
	_, number := s.Float()
	switch {
	case e.Name == "score" && number:
		m.Score = s
	case e.Name == "scorePercentile" && number:
		m.Percentile = s
	case e.Name == "scoreTier" && !value.Empty():
		m.Tier = value
	default:
		m.other(e.Name, e)
	}
}

// other keeps the texts of an element that nobody documents under their path.
func (m *ScoreModel) other(path string, e *xmlscan.Element) {
	if !e.Text().Empty() {
		if m.Others == nil {
			m.Others = map[string]text.Text{}
		}
		m.Others[text.Clean(strings.TrimSuffix(path, "/value")).String()] = e.Text()
	}
	for _, c := range e.Children {
		m.other(path+"/"+c.Name, c)
	}
}

// ProfilesReply holds the profiles that an owner's data fits; possibly none.
type ProfilesReply struct {
	Answer
	Profiles []text.Text
}

// Profiles gets the profiles of an owner. An empty ownerExternalID is refused with ErrInvalidRequest; every other error is an
// *Error.
func (c *Client) Profiles(ctx context.Context, ownerExternalID string) (*ProfilesReply, error) {
	k, err := ownerCall("profiles", pathProfiles, ownerExternalID)
	if err != nil {
		return nil, err
	}
	a, err := c.conn.do(ctx, k)
	if err != nil {
		return nil, err
	}
	words, err := readProfiles(a.Raw)
	if err != nil {
		return nil, c.conn.undecodable(k, a, err)
	}
	return &ProfilesReply{Answer: *a, Profiles: words}, nil
}

// readProfiles finds the list of strings: the whole body, or a member of it.
func readProfiles(raw []byte) ([]text.Text, error) {
	var list []text.Text
	if json.Unmarshal(raw, &list) == nil {
		return list, nil
	}
	var doc map[string]json.RawMessage
	if err := json.Unmarshal(raw, &doc); err != nil {
		return nil, err
	}
	for _, name := range profileMembers {
		v, ok := doc[name]
		if !ok {
			continue
		}
		if json.Unmarshal(v, &list) == nil {
			return list, nil
		}
		if found, err := readProfiles(v); err == nil {
			return found, nil
		}
	}
	return nil, errors.New("the answer has no list of profiles")
}
