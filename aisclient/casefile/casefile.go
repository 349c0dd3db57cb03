// Package casefile is one customer's matter, or that of joint applicants: who the people are, which imports belong to it,
// and every act of the people who work on it, as a chain of events that only grows.
//
// An event is a header and a body. The header names the one before it by its hash and the body by its hash, so that
// nothing can be changed, left out or put in between without being found (Check). A body lies apart and can be erased;
// the chain still holds. The state of a case is a function of its events and of nothing else (Fold).
//
//	log, err := casefile.Open(ctx, store, seal, caseID)
//	event, err := log.Append(ctx, casefile.Exclude{Rows: rows, Reason: "a gift"}, author)
//	log.State().Excluded(row)
//
// Several people may write at once, on several machines: an event is created at the next number, where the store lets one
// of them win. Who lost reads what the others wrote, asks whether the act is still allowed, and tries the next number.
package casefile

import (
	"cmp"
	"errors"
	"fmt"
	"time"
)

// eventVersion is that of the form of events. A case with events of a higher one is read-only.
const eventVersion = 1

// Kind is what an event is.
type Kind string

// Kinds of events. Acts of an unknown kind make a case read-only: a newer program wrote them.
const (
	KindLabel  Kind = "label"
	KindPerson Kind = "person"
	// KindOwnerID is one more id of a person at the provider.
	KindOwnerID Kind = "owner-id"
	KindImport  Kind = "import"
	KindFile    Kind = "file"
	// KindFailed is an import of a bank that failed.
	KindFailed Kind = "failed"
	// KindAggregated is the provider's aggregated data of a person.
	KindAggregated Kind = "aggregated"
	KindClaims     Kind = "claims"
	KindInclude    Kind = "include"
	KindExclude    Kind = "exclude"
	KindRelabel    Kind = "relabel"
	KindNote       Kind = "note"
	KindTag        Kind = "tag"
	KindUntag      Kind = "untag"
	KindStatus     Kind = "status"
	KindDecision   Kind = "decision"
	KindUndo       Kind = "undo"
	KindReport     Kind = "report"
	KindExpiry     Kind = "expiry"
	KindErased     Kind = "erased"
)

// nouns are what events are called in a sentence, where that is not their kind.
var nouns = map[Kind]string{KindOwnerID: "id of a person", KindFailed: "failed import", KindAggregated: "aggregated data", KindInclude: "inclusion",
	KindExclude: "exclusion", KindRelabel: "relabelling", KindUntag: "removal of a tag", KindErased: "erasure"}

func (k Kind) noun() string { return cmp.Or(nouns[k], string(k)) }

// Header is what an event says of itself. It is signed as a whole, and the next event's Prev is the hash of its bytes.
type Header struct {
	Version int    `json:"version"`
	Case    string `json:"case"`
	// Seq counts from 1 without gaps. It is the order; times are not.
	Seq  int64 `json:"seq"`
	Kind Kind  `json:"kind"`
	// Time is the author's own clock, in UTC. StoreTime is the store's where the two differ by over 5 minutes.
	Time      time.Time `json:"time"`
	StoreTime time.Time `json:"storeTime,omitzero"`
	// Author is a name; only claimed where Key is empty. Key is the fingerprint of the SSH key that signed.
	Author string `json:"author"`
	Key    string `json:"key,omitempty"`
	// Prev is the SHA-256 of the header before, in hex; empty in the first. Body is that of the body with its salt.
	Prev string `json:"prev"`
	Body string `json:"body"`
}

// Event is one act.
type Event struct {
	Header
	// Hash is the SHA-256 of the header's bytes, in hex.
	Hash string
	// Act is what was done; nil where the body was erased, or of a kind that this program does not know.
	Act Act
	// Erased says that the body is not there any more.
	Erased bool
}

// Head is the last event of a chain.
type Head struct {
	Seq  int64  `json:"seq"`
	Hash string `json:"hash"`
}

// clockLimit is how far an own clock may be from the store's before both times are kept.
const clockLimit = 5 * time.Minute

// ClockOff is how far the author's clock was from the store's; zero where that is within clockLimit.
func (h *Header) ClockOff() time.Duration {
	if h.StoreTime.IsZero() {
		return 0
	}
	return h.Time.Sub(h.StoreTime)
}

// Errors of cases. They are causes: use errors.Is.
var (
	// ErrNotAllowed says that the case, as it is now, does not allow an act. The error says why.
	ErrNotAllowed = errors.New("this cannot be done in the case as it is now")
	// ErrReadOnly says that a newer program wrote events of the case, or that it was tampered with.
	ErrReadOnly = errors.New("the case can only be read")
	// ErrNotFound says that there is no case of that id.
	ErrNotFound = errors.New("there is no such case")
	// ErrTampered says that the chain of events does not hold. Check names where.
	ErrTampered = errors.New("the events of the case do not fit together")
)

// InvalidError says that no case would allow an act: something is missing in it, or is none of the known words.
type InvalidError struct{ Err error }

// Error is what is wrong.
func (e *InvalidError) Error() string { return e.Err.Error() }

// Unwrap is the cause.
func (e *InvalidError) Unwrap() error { return e.Err }

func notAllowed(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrNotAllowed, fmt.Sprintf(format, args...))
}
