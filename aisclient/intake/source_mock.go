package intake

import (
	"context"

	"aisdesk/aisclient"
	"aisdesk/aisclient/text"
)

// mockClient makes sessions without a browser; *aisclient.Client does.
type mockClient interface {
	MockSession(ctx context.Context, r aisclient.MockSessionRequest) (*aisclient.SessionReply, error)
}

// MockSource signs a published test login in without a browser. It works in the sandbox and in the provider's
// test environment.
type MockSource struct {
	Client mockClient
	Login  string // for example test1
	// Country is used where the request names none; empty is pl.
	Country string
}

// Session asks the mock-session endpoint. It fails as aisclient.Client.MockSession does.
func (m MockSource) Session(ctx context.Context, req Request, emit func(LinkEvent)) (aisclient.Session, error) {
	country := req.Widget.Country
	if country == "" || country == "all" {
		country = m.Country
	}
	if country == "" {
		country = "pl"
	}
	emit(LinkEvent{Kind: LinkStarted})
	reply, err := m.Client.MockSession(ctx, aisclient.MockSessionRequest{
		Login: m.Login, Country: country, OwnerExternalID: req.OwnerExternalID,
		MultipleAccess: req.Widget.AccessMode == AccessMultiple || req.Widget.AccessMode == AccessMixed,
	})
	if err != nil {
		return aisclient.Session{}, err
	}
	s := reply.Session
	if s.Target == "" {
		s.Target = req.Widget.Target
	}
	emit(LinkEvent{Kind: LinkSuccess, Target: text.Clean(s.Target), OfficialName: s.OfficialName})
	return s, nil
}
