package aisclient

import (
	"context"
	"encoding/json"
	"errors"

	"aisdesk/aisclient/text"
)

// ProfilesReply holds the profiles that an owner's data fits; possibly none.
type ProfilesReply struct {
	Answer
	Profiles []text.Text
}

// Profiles gets the profiles of an owner.
func (c *Client) Profiles(ctx context.Context, ownerExternalID string) (*ProfilesReply, error) {
	k, err := ownerCall("profiles", pathProfiles, ownerExternalID)
	if err != nil {
		return nil, err
	}
	a, err := c.do(ctx, k)
	if err != nil {
		return nil, err
	}
	words, err := readProfiles(a.Raw)
	if err != nil {
		return nil, c.undecodable(k, a, err)
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
