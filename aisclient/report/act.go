package report

import (
	"time"

	"aisdesk/aisclient/verify"
)

// CaseState is the case that imports belong to, with what people did in it. The zero value is no case.
type CaseState struct {
	Case     *Case
	Acts     []Act // in order
	Decision *Decision
	Head     string // the hash of the last event
	// Claimed are the claims that the acts quote, also those that were taken back since.
	Claimed []verify.Claim
	Failed  []FailedImport
	Missing []MissingImport
	Unclear []UnclearRows
}

// UnclearRows are numbers of rows that may be transfers with one another in more than one way.
type UnclearRows struct{ Out, In []int32 }

// UnclearTransfer are rows that may be transfers with one another in more than one way: which went where is not known.
type UnclearTransfer struct {
	Count int   `json:"count"` // of the rows, at every level
	Out   []Row `json:"outRows,omitempty"`
	In    []Row `json:"inRows,omitempty"`
}

// Act is one thing that a person did in the case.
type Act struct {
	Seq    int       `json:"seq"`
	At     time.Time `json:"at,omitzero"`
	Author string    `json:"author"`
	Kind   string    `json:"kind"` // exclude, relabel, note, decision, ...
	What   string    `json:"what"` // the act as a sentence
	// Brief is What without rows and without what notes say, for level verdict.
	Brief  string `json:"-"`
	Reason string `json:"reason,omitempty"`
	// Rows are those that it left out, took in again or gave another category: all of them, at any level but verdict.
	Rows []Row   `json:"rows,omitempty"`
	On   []ActOn `json:"-"` // what Rows are made of
	// Elsewhere is how many more of its rows are of imports that are not in the report.
	Elsewhere int `json:"rowsElsewhere,omitempty"`
	// Effect is what it changed: the figures that are others without it, as they are without it.
	Effect string `json:"effect,omitempty"`
	// Undone says that a later act took it back, UndoneBy which one.
	Undone   bool `json:"undone,omitempty"`
	UndoneBy int  `json:"undoneBy,omitempty"`
	// Signed says that the author's key signed it; else the name is only claimed.
	Signed bool `json:"signed,omitempty"`
}

// ActOn is a row that an act is about; Was and Is are its categories before and after the act, empty where it stays.
type ActOn struct {
	Row     int32
	Was, Is string
}

// DecisionCheck is a claim with the outcome that it had when a person decided.
type DecisionCheck struct {
	Claim   string `json:"claim"`
	Outcome string `json:"outcome"`
}

// Decision is what a person decided. The machine's verdict stands beside it.
type Decision struct {
	Outcome string    `json:"outcome"` // approve, refer, reject
	Author  string    `json:"author"`
	Key     string    `json:"key,omitempty"` // the fingerprint of the key that signed
	At      time.Time `json:"at,omitzero"`
	Reason  string    `json:"reason,omitempty"`
	// Second is who agreed, where four eyes are asked for, with the fingerprint of the key that signed.
	Second    string    `json:"second,omitempty"`
	SecondKey string    `json:"secondKey,omitempty"`
	SecondAt  time.Time `json:"secondAt,omitzero"`
	// FourEyes is the rule on a second person that was in force: none, approve or all; empty where it was not written down.
	FourEyes string `json:"fourEyes,omitempty"`
	// Head is the last event that the decision rests on, Rules its rule set.
	Head  string `json:"head,omitempty"`
	Rules string `json:"rules,omitempty"`
	// Lexicon is the version that the verdict then was reached by, LexiconHash its hash, Verdict its outcome and Checks those of its
	// claims. What is found today may differ.
	Lexicon     string          `json:"lexiconVersion,omitempty"`
	LexiconHash string          `json:"lexiconHash,omitempty"`
	Verdict     string          `json:"verdict,omitempty"`
	Checks      []DecisionCheck `json:"checks,omitempty"`
	// Waiting says that it needs a second person and does not count yet.
	Waiting bool `json:"waiting,omitempty"`
	// Stale says that imports, rows or claims changed after it.
	Stale  bool `json:"stale,omitempty"`
	Signed bool `json:"signed,omitempty"`
}
