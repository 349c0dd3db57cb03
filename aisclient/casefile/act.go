package casefile

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"aisdesk/aisclient/category"
	"aisdesk/aisclient/english"
)

// Act is the body of an event: one of the types below.
type Act interface {
	Kind() Kind
	// valid tells whether the act makes sense by itself.
	valid() error
	// apply changes the state, or says why the act has no effect.
	apply(s *State, h Header) error
}

// Row is a row of an import of the case: Number is its row id in the ledger of that import.
type Row struct {
	Import string `json:"import"`
	Number int32  `json:"row"`
}

// Role is what a person is in a case.
type Role string

// Roles.
const (
	Applicant   Role = "applicant"
	CoApplicant Role = "co-applicant"
	Guarantor   Role = "guarantor"
)

// roles are all roles, in the order of reports.
func roles() []Role { return []Role{Applicant, CoApplicant, Guarantor} }

// Label names the case for people.
type Label struct {
	Label string `json:"label"`
}

// Person is somebody whom the case is about. OwnerExternalID is made once and names the person to the provider.
type Person struct {
	Name            string `json:"name"`
	Role            Role   `json:"role"`
	OwnerExternalID string `json:"ownerExternalId"`
}

// Import is a reply that belongs to the case.
type Import struct {
	Import          string    `json:"import"` // its id in the archive
	SHA256          string    `json:"sha256"` // of the reply's bytes, in hex
	Size            int64     `json:"size"`
	Saved           time.Time `json:"saved"`
	Environment     string    `json:"environment"`
	OwnerExternalID string    `json:"ownerExternalId"`
	// Manifest is the checksum of what was known of it when it joined (archive.Manifest.Digest); empty in older cases.
	Manifest string `json:"manifest,omitempty"`
	// Expires is the time from which the reply may be gone unasked: before that somebody deleted it, or took it away. It is Never where
	// it is kept for good, and zero in older cases.
	Expires time.Time `json:"expires,omitzero"`
}

// File is a statement file that somebody brought. It is saved as an import; by itself it proves nothing.
type File struct {
	Import string    `json:"import"` // its id in the archive
	Name   string    `json:"name"`   // of the file, without its folder
	SHA256 string    `json:"sha256"`
	Size   int64     `json:"size"`
	Saved  time.Time `json:"saved"`
	// OwnerExternalID is the person who brought it; empty where nobody said.
	OwnerExternalID string `json:"ownerExternalId,omitempty"`
	// Manifest and Expires are as in Import.
	Manifest string    `json:"manifest,omitempty"`
	Expires  time.Time `json:"expires,omitzero"`
}

// Never is when a reply expires that is kept for good.
var Never = time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)

// Claims are what is claimed about the people, in place of those before.
type Claims struct {
	// Claims are in the form in which they are saved beside an import.
	Claims json.RawMessage `json:"claims"`
}

// Exclude takes rows out of all sums and checks.
type Exclude struct {
	Rows   []Row  `json:"rows"`
	Reason string `json:"reason"`
}

// Include takes excluded rows in again.
type Include struct {
	Rows   []Row  `json:"rows"`
	Reason string `json:"reason,omitempty"`
}

// Relabel gives rows another category than the program's.
type Relabel struct {
	Rows     []Row  `json:"rows"`
	Category string `json:"category"`
	// Was is the program's category of each row at the time.
	Was    []string `json:"was"`
	Reason string   `json:"reason"`
}

// Note is a remark on the case, or on rows of it.
type Note struct {
	Text string `json:"text"`
	Rows []Row  `json:"rows,omitempty"`
}

// Tag and Untag put a word on the case and remove it.
type (
	Tag struct {
		Tag string `json:"tag"`
	}
	Untag struct {
		Tag string `json:"tag"`
	}
)

// Status is where the case stands.
type Status struct {
	Status string `json:"status"`
}

// Statuses are what a case's status can be. A new case is open.
func Statuses() []string { return []string{"open", "waiting", "review", "closed"} }

// Undo takes back the act of an event, which stays in the history.
type Undo struct {
	Seq    int64  `json:"seq"`
	Reason string `json:"reason"`
}

// Report says that a report was made of the case.
type Report struct {
	ID     string `json:"id"`
	SHA256 string `json:"sha256"` // of its JSON
	Level  string `json:"level"`  // of privacy
	Head   Head   `json:"head"`   // what it was made of
}

// Expiry moves the day from which the case may be deleted.
type Expiry struct {
	Expires time.Time `json:"expires"`
	Reason  string    `json:"reason,omitempty"`
}

// Erased says that replies and the bodies of all events before are gone.
type Erased struct {
	Reason string `json:"reason"`
}

func (Label) Kind() Kind    { return KindLabel }
func (Person) Kind() Kind   { return KindPerson }
func (Import) Kind() Kind   { return KindImport }
func (File) Kind() Kind     { return KindFile }
func (Claims) Kind() Kind   { return KindClaims }
func (Include) Kind() Kind  { return KindInclude }
func (Exclude) Kind() Kind  { return KindExclude }
func (Relabel) Kind() Kind  { return KindRelabel }
func (Note) Kind() Kind     { return KindNote }
func (Tag) Kind() Kind      { return KindTag }
func (Untag) Kind() Kind    { return KindUntag }
func (Status) Kind() Kind   { return KindStatus }
func (Decision) Kind() Kind { return KindDecision }
func (Undo) Kind() Kind     { return KindUndo }
func (Report) Kind() Kind   { return KindReport }
func (Expiry) Kind() Kind   { return KindExpiry }
func (Erased) Kind() Kind   { return KindErased }

const (
	maxText = 4000 // bytes of a reason or a note
	maxTag  = 64
)

func needs(value, what string) error {
	switch {
	case strings.TrimSpace(value) == "":
		return notAllowed("%s is missing", what)
	case len(value) > maxText:
		return notAllowed("%s has over %d bytes", what, maxText)
	}
	return nil
}

func needsRows(rows []Row) error {
	if len(rows) == 0 {
		return notAllowed("no row is named")
	}
	for i, r := range rows {
		if r.Import == "" || r.Number < 0 || slices.Contains(rows[:i], r) {
			return notAllowed("a row is named twice, or is none")
		}
	}
	return nil
}

func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func (a Label) valid() error { return needs(a.Label, "the label") }

func (a Person) valid() error {
	if !slices.Contains(roles(), a.Role) {
		return notAllowed("the role is applicant, co-applicant or guarantor")
	}
	return first(needs(a.Name, "the name"), needs(a.OwnerExternalID, "the person's id"))
}

func (a Import) valid() error {
	return first(needs(a.Import, "the import"), needs(a.SHA256, "the checksum of the import"))
}

func (a File) valid() error {
	return first(needs(a.Import, "the file"), needs(a.SHA256, "the checksum of the file"))
}

func (a Claims) valid() error {
	if !json.Valid(a.Claims) {
		return notAllowed("the claims cannot be read")
	}
	return nil
}

func (a Include) valid() error { return needsRows(a.Rows) }
func (a Exclude) valid() error { return first(needsRows(a.Rows), needs(a.Reason, "the reason")) }

func (a Relabel) valid() error {
	if _, ok := category.Parse(a.Category); !ok {
		names := make([]string, len(category.All()))
		for i, c := range category.All() {
			names[i] = c.String()
		}
		return notAllowed("there is no category %q: it is one of %s", a.Category, strings.Join(names, ", "))
	}
	if len(a.Was) != len(a.Rows) {
		return notAllowed("the categories before are missing")
	}
	return first(needsRows(a.Rows), needs(a.Reason, "the reason"))
}

func (a Note) valid() error {
	if len(a.Rows) > 0 {
		return first(needs(a.Text, "the note"), needsRows(a.Rows))
	}
	return needs(a.Text, "the note")
}

func (a Tag) valid() error {
	if a.Tag == "" || len(a.Tag) > maxTag || strings.ContainsFunc(a.Tag, func(r rune) bool { return r <= ' ' || r == ',' || r == ':' }) {
		return notAllowed("a tag is one word of at most %d bytes, without comma and colon", maxTag)
	}
	return nil
}

func (a Untag) valid() error { return needs(a.Tag, "the tag") }

// notOneOf is an error about a word that a list does not have, with the one that may have been meant.
func notOneOf(says, word string, all []string) error {
	if near := english.Nearest(word, all); near != "" {
		return notAllowed("%s, did you mean %s?", says, near)
	}
	return notAllowed("%s", says)
}

func (a Status) valid() error {
	if !slices.Contains(Statuses(), a.Status) {
		return notOneOf("the status is one of "+strings.Join(Statuses(), ", "), a.Status, Statuses())
	}
	return nil
}

func (a Undo) valid() error   { return needs(a.Reason, "the reason") }
func (a Erased) valid() error { return needs(a.Reason, "the reason") }

func (a Report) valid() error {
	return first(needs(a.ID, "the report's id"), needs(a.SHA256, "the report's checksum"))
}

func (a Expiry) valid() error {
	if a.Expires.IsZero() {
		return notAllowed("the day is missing")
	}
	return nil
}
