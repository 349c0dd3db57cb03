package intake

import (
	"context"

	"aisdesk/aisclient"
	"aisdesk/aisclient/text"
)

// reuseClient turns an access token into a session; *aisclient.Client does.
type reuseClient interface {
	ReuseAccess(ctx context.Context, token aisclient.Secret) (*aisclient.SessionReply, error)
}

// ReuseSource imports again without a sign-in, by the token that the customer granted earlier. The import
// belongs to the owner of that sign-in: the request must name the same ownerExternalId.
type ReuseSource struct {
	Client reuseClient
	Token  aisclient.Secret
	// OwnerExternalID is the owner of the earlier sign-in; it stands in for an empty one of the request.
	OwnerExternalID string
	// Target is the bank of the earlier sign-in; the answer may not repeat it.
	Target string
	// OfficialName is its name for people.
	OfficialName text.Text
}

// owner is a source that knows whose session it will yield.
type ownerSource interface{ Owner() string }

// Owner returns the owner of the earlier sign-in.
func (r ReuseSource) Owner() string { return r.OwnerExternalID }

// Session asks for a session of the token. The token goes on being valid and is handed on. It fails with a *FieldError where
// there is no token, and as aisclient.Client.ReuseAccess does.
func (r ReuseSource) Session(ctx context.Context, req Request, emit func(LinkEvent)) (aisclient.Session, error) {
	if r.Token.Empty() {
		return aisclient.Session{}, &FieldError{"multipleAccessId", "the customer's access token is missing"}
	}
	emit(LinkEvent{Kind: LinkStarted})
	reply, err := r.Client.ReuseAccess(ctx, r.Token)
	if err != nil {
		return aisclient.Session{}, err
	}
	s := reply.Session
	if s.Target == "" {
		s.Target = r.Target
	}
	if s.Target == r.Target && s.OfficialName.Empty() {
		s.OfficialName = r.OfficialName
	}
	if s.MultipleAccessID.Empty() {
		s.MultipleAccessID = r.Token
	}
	emit(LinkEvent{Kind: LinkSuccess, Target: text.Clean(s.Target), OfficialName: s.OfficialName})
	return s, nil
}
