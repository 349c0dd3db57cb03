package aisclient

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"

	"aisdesk/aisclient/text"
)

// UploadRequest hands own data of an owner to the provider for labels and scores.
type UploadRequest struct {
	OwnerExternalID string
	// Data are the members beside ownerExternalId: a JSON object. Its shape is agreed with the provider.
	Data json.RawMessage
	// Gzip compresses the body.
	Gzip bool
}

// UploadReply names the upload.
type UploadReply struct {
	Answer
	RequestID text.Text
}

// UploadOwner uploads own data of an owner.
func (c *Client) UploadOwner(ctx context.Context, r UploadRequest) (*UploadReply, error) {
	const op = "owner upload"
	if r.OwnerExternalID == "" {
		return nil, invalid(op, "the ownerExternalId is missing")
	}
	k, err := r.call(op)
	if err != nil {
		return nil, err
	}
	a, err := c.do(ctx, k)
	if err != nil {
		return nil, err
	}
	var doc map[string]any
	if err := json.Unmarshal(a.Raw, &doc); err != nil {
		return nil, c.undecodable(k, a, err)
	}
	id := member(doc, requestMembers)
	if id == "" {
		return nil, c.undecodable(k, a, errors.New("the answer has no requestId"))
	}
	return &UploadReply{Answer: *a, RequestID: text.Clean(id)}, nil
}

func (r UploadRequest) call(op string) (call, error) {
	body := map[string]json.RawMessage{}
	if len(r.Data) > 0 {
		if err := json.Unmarshal(r.Data, &body); err != nil {
			return call{}, invalid(op, "the data is not a JSON object")
		}
	}
	id, _ := json.Marshal(r.OwnerExternalID)
	body["ownerExternalId"] = id
	k, err := postJSON(op, pathOwnerUpload, body)
	if err != nil || !r.Gzip {
		return k, err
	}
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write(k.body) // a bytes.Buffer never fails
	_ = z.Close()
	k.body, k.gzip = b.Bytes(), true
	return k, nil
}
