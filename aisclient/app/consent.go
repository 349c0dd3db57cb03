package app

import (
	"encoding/json"
	"sync"
	"time"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/report"
)

// consent is what the customer agreed to at the sign-in, as far as the program knows it. It is kept beside the import.
type consent struct {
	At         time.Time `json:"at,omitzero"`          // when the sign-in was through
	Scope      string    `json:"scope,omitempty"`      // what was asked for
	AccessMode string    `json:"accessMode,omitempty"` // SINGLE, MULTIPLE or MIXED, as asked for
	Language   string    `json:"language,omitempty"`   // of the page
}

// consentAttachment is the attachment of an import that holds its consent.
const consentAttachment = "consent"

// consentNote notes what is known of a consent while a verification runs.
type consentNote struct {
	mu  sync.Mutex
	now func() time.Time
	at  time.Time
}

// watch notes when the sign-in was through, and passes events on.
func (n *consentNote) watch(emit func(intake.Event)) func(intake.Event) {
	return func(e intake.Event) {
		n.mu.Lock()
		if n.at.IsZero() && e.State >= intake.SignedIn && !e.State.Final() {
			n.at = n.now()
		}
		n.mu.Unlock()
		if emit != nil {
			emit(e)
		}
	}
}

// of is the consent of a request.
func (n *consentNote) of(r VerificationRequest, granted bool) consent {
	n.mu.Lock()
	defer n.mu.Unlock()
	c := consent{At: n.at, AccessMode: r.Request.Widget.AccessMode, Language: r.Request.Widget.Locale, Scope: "owners, accounts, cards and their transactions"}
	if since := r.Request.Since; since != 0 {
		c.Scope += " since " + since.String()
	}
	switch {
	case r.Method == SignInMock:
		c.Scope = "a test login: nobody gave a consent"
	case r.Method == SignInReuse:
		c.Scope += ", under the consent given before"
	}
	if granted {
		c.Scope += "; repeated access was granted"
	}
	return c
}

// save keeps a consent beside an import.
func (c consent) save(store *archive.Store, importID string) error {
	b, err := json.Marshal(c)
	if err != nil {
		return err
	}
	return store.PutAttachment(importID, consentAttachment, b)
}

// consents are what is known of the consents behind imports, by their ids.
func consents(store *archive.Store, imports []report.Import) map[string]report.Consent {
	out := map[string]report.Consent{}
	for _, i := range imports {
		var c consent
		b, err := store.Attachment(i.ID, consentAttachment)
		if err == nil && json.Unmarshal(b, &c) == nil {
			out[i.ID] = report.Consent{Bank: i.Bank, Scope: c.Scope, AccessMode: c.AccessMode, At: report.UTC(c.At), Language: c.Language}
		}
	}
	return out
}
