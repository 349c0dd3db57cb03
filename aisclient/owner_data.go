package aisclient

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"

	"aisdesk/aisclient/internal/orderedjson"
	"aisdesk/aisclient/text"
)

// DataReply is everything that the provider holds of an owner, from all imports.
type DataReply struct {
	Answer
}

// Decode reads the data out of the reply: see the function Decode, for its errors too.
func (r *DataReply) Decode(ctx context.Context) (*Import, error) {
	return Decode(ctx, bytes.NewReader(r.Raw), DecodeOptions{MaxBytes: int64(len(r.Raw)) + 1})
}

// Data gets the aggregated data of an owner. It is kept for 24 hours after an import. An empty ownerExternalID is refused with
// ErrInvalidRequest; every other error is an *Error.
func (c *Client) Data(ctx context.Context, ownerExternalID string) (*DataReply, error) {
	k, err := ownerCall("aggregated data", pathData, ownerExternalID)
	if err != nil {
		return nil, err
	}
	a, err := c.conn.do(ctx, k)
	if err != nil {
		return nil, err
	}
	if len(bytes.TrimSpace(a.Raw)) == 0 {
		return nil, c.conn.undecodable(k, a, errors.New("the reply is empty"))
	}
	return &DataReply{Answer: *a}, nil
}

// DeleteData removes the provider's copy of an owner's data before its time. Any 2xx is a success. An empty ownerExternalID is
// refused with ErrInvalidRequest; every other error is an *Error.
func (c *Client) DeleteData(ctx context.Context, ownerExternalID string) (*Answer, error) {
	k, err := ownerCall("delete data", pathData, ownerExternalID)
	if err != nil {
		return nil, err
	}
	k.method, k.done = http.MethodDelete, true
	return c.conn.do(ctx, k)
}

// ownerCall is a GET about one owner.
func ownerCall(op, path, ownerExternalID string) (call, error) {
	if ownerExternalID == "" {
		return call{}, invalid(op, "the ownerExternalId is missing")
	}
	return get(op, path, url.Values{"ownerExternalId": {ownerExternalID}}), nil
}

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

// IncomeConfirmation gets the confirmation of an owner's income. An empty OwnerExternalID is refused with ErrInvalidRequest;
// every other error is an *Error.
func (c *Client) IncomeConfirmation(ctx context.Context, r IncomeRequest) (*IncomeReply, error) {
	k, err := ownerCall("income confirmation", pathIncome, r.OwnerExternalID)
	if err != nil {
		return nil, err
	}
	k.most = maxFiguresBytes
	if r.Signed {
		k.header = http.Header{"Accept-Signature": {acceptSignature}}
	}
	a, err := c.conn.do(ctx, k)
	if err != nil {
		return nil, err
	}
	content, err := contentOf(a.Raw)
	if err != nil {
		return nil, c.conn.undecodable(k, a, err)
	}
	parts, _ := figures(content) // a bare value is an answer too: it stands in Content
	return &IncomeReply{Answer: *a, Content: content, Parts: parts}, nil
}

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

// UploadOwner uploads own data of an owner. An empty OwnerExternalID, or data that is no JSON object, is refused with
// ErrInvalidRequest; every other error is an *Error.
func (c *Client) UploadOwner(ctx context.Context, r UploadRequest) (*UploadReply, error) {
	const op = "owner upload"
	if r.OwnerExternalID == "" {
		return nil, invalid(op, "the ownerExternalId is missing")
	}
	k, err := r.call(op)
	if err != nil {
		return nil, err
	}
	a, err := c.conn.do(ctx, k)
	if err != nil {
		return nil, err
	}
	var doc map[string]any
	if err := json.Unmarshal(a.Raw, &doc); err != nil {
		return nil, c.conn.undecodable(k, a, err)
	}
	id := member(doc, requestMembers)
	if id == "" {
		return nil, c.conn.undecodable(k, a, errors.New("the answer has no requestId"))
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

// Figure is one category's or metric's value.
type Figure struct {
	Name text.Text
	JSON json.RawMessage
}

// contentOf finds the payload of a JSON answer: its content member, or the whole where it has none.
func contentOf(raw []byte) (json.RawMessage, error) {
	if !json.Valid(raw) {
		return nil, errors.New("the answer is not JSON, or it is cut short")
	}
	members, err := figures(raw)
	if err != nil {
		return nil, err
	}
	for _, name := range contentMembers {
		for _, m := range members {
			if m.Name.String() == name {
				return m.JSON, nil
			}
		}
	}
	return raw, nil
}

// figures reads the members of an object or a list in their order.
func figures(raw json.RawMessage) ([]Figure, error) {
	members, err := orderedjson.Members(raw, maxMembers)
	if errors.Is(err, orderedjson.ErrTooMany) {
		err = errors.Join(ErrLimit, err)
	}
	var list []Figure
	for _, m := range members {
		list = append(list, Figure{Name: text.Clean(m.Name), JSON: m.JSON})
	}
	return list, err
}
