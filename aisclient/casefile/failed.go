package casefile

// Failed says that the import of a bank failed. It leaves the others whole: it is there so that nobody takes what is shown
// for all of the customer's money.
type Failed struct {
	// Bank is its name as far as it is known: what the customer chose, or what was asked for.
	Bank            string `json:"bank,omitempty"`
	OwnerExternalID string `json:"ownerExternalId"`
	// CommandID is the provider's id of the import; empty where none was begun. Import is the id of the provider's reply in
	// the archive; empty where none was saved.
	CommandID string `json:"commandId,omitempty"`
	Import    string `json:"import,omitempty"`
	Cause     string `json:"cause"`
}

// FailedImport is an import that failed, in the state of a case.
type FailedImport struct {
	Failed
	Event Header `json:"event"`
}

func (Failed) Kind() Kind { return KindFailed }

func (a Failed) valid() error { return needs(a.Cause, "the cause") }

func (a Failed) apply(s *State, h Header) error {
	if !s.knows(a.OwnerExternalID) {
		return notAllowed("the import is of the owner %s, who is not a person of this case", a.OwnerExternalID)
	}
	s.Failed = append(s.Failed, FailedImport{a, h})
	return nil
}
