package aisclient

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/url"
)

// DataReply is everything that the provider holds of an owner, from all imports.
type DataReply struct {
	Answer
}

// Decode reads the data out of the reply: see the function Decode.
func (r *DataReply) Decode(ctx context.Context) (*Import, error) {
	return Decode(ctx, bytes.NewReader(r.Raw), DecodeOptions{MaxBytes: int64(len(r.Raw)) + 1})
}

// Data gets the aggregated data of an owner. It is kept for 24 hours after an import.
func (c *Client) Data(ctx context.Context, ownerExternalID string) (*DataReply, error) {
	k, err := ownerCall("aggregated data", pathData, ownerExternalID)
	if err != nil {
		return nil, err
	}
	a, err := c.do(ctx, k)
	if err != nil {
		return nil, err
	}
	if len(bytes.TrimSpace(a.Raw)) == 0 {
		return nil, c.undecodable(k, a, errors.New("the reply is empty"))
	}
	return &DataReply{Answer: *a}, nil
}

// DeleteData removes the provider's copy of an owner's data before its time. Any 2xx is a success.
func (c *Client) DeleteData(ctx context.Context, ownerExternalID string) (*Answer, error) {
	k, err := ownerCall("delete data", pathData, ownerExternalID)
	if err != nil {
		return nil, err
	}
	k.method, k.done = http.MethodDelete, true
	return c.do(ctx, k)
}

// ownerCall is a GET about one owner.
func ownerCall(op, path, ownerExternalID string) (call, error) {
	if ownerExternalID == "" {
		return call{}, invalid(op, "the ownerExternalId is missing")
	}
	return get(op, path, url.Values{"ownerExternalId": {ownerExternalID}}), nil
}
