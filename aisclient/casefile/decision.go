package casefile

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"

	"aisdesk/aisclient/identity"
)

// Outcome is what a person decides.
type Outcome string

// Outcomes.
const (
	Approve Outcome = "approve"
	Refer   Outcome = "refer"
	Reject  Outcome = "reject"
)

// FourEyes says which decisions need two people.
type FourEyes string

// Settings of FourEyes. The empty one is FourEyesNone.
const (
	FourEyesNone    FourEyes = "none"
	FourEyesApprove FourEyes = "approve" // approvals only
	FourEyesAll     FourEyes = "all"
)

// need reports whether an outcome needs a second person.
func (f FourEyes) need(o Outcome) bool {
	return f == FourEyesAll || f == FourEyesApprove && o == Approve
}

// stricter is the one of two settings that asks for more.
func stricter(a, b FourEyes) FourEyes {
	order := []FourEyes{"", FourEyesNone, FourEyesApprove, FourEyesAll}
	if slices.Index(order, a) > slices.Index(order, b) {
		return a
	}
	return b
}

// Rules are the versions of what a verdict was made by.
type Rules struct {
	Set         string   `json:"set"`              // of the program's rules
	Policy      string   `json:"policy,omitempty"` // the named set of claims
	Lexicon     string   `json:"lexicon"`
	LexiconHash string   `json:"lexiconHash"`
	UserEntries []string `json:"userEntries,omitempty"` // of the user's own lexicon that took part
}

// Decision is a person's, with what it rests on.
type Decision struct {
	Outcome Outcome `json:"outcome"`
	Reason  string  `json:"reason"`
	// Head is the last event that the author saw, and Basis the hash of the replies, claims and acts on rows by then.
	Head  Head   `json:"head"`
	Basis string `json:"basis"`
	// Replies are the SHA-256 of each import's reply, by its id.
	Replies map[string]string `json:"replies"`
	Rules   Rules             `json:"rules"`
	// Verdict is the program's report as it was then.
	Verdict json.RawMessage `json:"verdict,omitempty"`
	// FourEyes is the setting in force at the author's.
	FourEyes FourEyes `json:"fourEyes,omitempty"`
}

// KeptCheck is a claim with the outcome that it had.
type KeptCheck struct {
	Claim   string `json:"claim"`
	Outcome string `json:"outcome"` // confirmed, refuted or inconclusive
}

// Kept is the program's verdict at the time of the decision, "no claims" without any, and its checks; empty where the decision keeps none that can be read.
func (a Decision) Kept() (verdict string, checks []KeptCheck) {
	var kept struct {
		Verdict string      `json:"verdict"`
		Checks  []KeptCheck `json:"checks"`
	}
	if len(a.Verdict) == 0 || json.Unmarshal(a.Verdict, &kept) != nil {
		return "", nil
	}
	if len(kept.Checks) == 0 {
		return "no claims", nil // versions before wrote inconclusive
	}
	return kept.Verdict, kept.Checks
}

// Valid says why a word is no outcome, with the one that may have been meant.
func (o Outcome) Valid() error {
	all := []string{string(Approve), string(Refer), string(Reject)}
	if slices.Contains(all, string(o)) {
		return nil
	}
	return notOneOf("a decision is approve, refer or reject", string(o), all)
}

func (a Decision) valid() error {
	return first(a.Outcome.Valid(), needs(a.Reason, "the reason"), needs(a.Basis, "what it rests on"))
}

// Decided is a decision in the state of a case.
type Decided struct {
	Decision
	Event Header
	// Second is the second person's event; nil without one.
	Second *Header
	// Waiting says that the decision needs a second person and does not count yet.
	Waiting bool
	// NamesClaimed says that the two people are told apart by their names only, which nobody proved.
	NamesClaimed bool
}

// basis is the hash of what decisions rest on: replies, files, claims and acts on rows.
func (s *State) basis() string {
	rows := make([]string, 0, len(s.excluded)+len(s.relabelled))
	for r := range s.excluded {
		rows = append(rows, "x "+r.key())
	}
	for r, l := range s.relabelled {
		rows = append(rows, "r "+r.key()+" "+l.Category)
	}
	slices.Sort(rows)
	h := sha256.New()
	write := func(words ...string) { h.Write([]byte(strings.Join(words, "\t") + "\n")) }
	for _, i := range s.Imports {
		write("import", i.Import, i.SHA256)
	}
	for _, f := range s.Files {
		write("file", f.Import, f.SHA256)
	}
	write("claims", string(s.claims))
	for _, r := range rows {
		write(r)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Stale says why the decision does not rest on what the case is now: the events since, one a line; nil if it does.
func (s *State) Stale() []Header {
	if s.Decision == nil || s.Decision.Basis == s.Basis {
		return nil
	}
	var since []Header
	for i := range s.History {
		if e := &s.History[i]; e.Seq > s.Decision.Head.Seq && e.Ignored == "" && e.Undone == 0 && s.changes(&e.Event) {
			since = append(since, e.Header)
		}
	}
	if since == nil {
		since = []Header{s.Decision.Event} // an undone event below it: name the decision itself
	}
	return since
}

// changes reports whether an event changed what the decision rests on. What was done and undone since changes nothing, nor does
// undoing what no decision rests on.
func (s *State) changes(e *Event) bool {
	if undo, ok := e.Act.(Undo); ok {
		return undo.Seq > 0 && undo.Seq <= s.Decision.Head.Seq && s.changes(&s.History[undo.Seq-1].Event)
	}
	return e.touchesBasis()
}

// touchesBasis reports whether an event can change what decisions rest on.
func (e *Event) touchesBasis() bool {
	switch e.Kind {
	case KindImport, KindFile, KindClaims, KindInclude, KindExclude, KindRelabel, KindUndo:
		return true
	}
	return false
}

// restsOnNow tells whether a decision that is about to be made rests on what the case is. Later it may become stale.
func (s *State) restsOnNow(d Decision) error {
	if d.Basis != s.Basis {
		return notAllowed("the case has changed since event %d, on which the decision rests. Look at it again, then decide", d.Head.Seq)
	}
	if now := s.Decision; now != nil && now.Event.Seq > d.Head.Seq && now.Outcome != d.Outcome {
		return decidedMeanwhile(&now.Event, now.Outcome)
	}
	for _, i := range s.Imports {
		if d.Replies[i.Import] != i.SHA256 {
			return notAllowed("the decision does not name the reply of import %s", i.Import)
		}
	}
	return nil
}

func decidedMeanwhile(h *Header, o Outcome) error {
	return notAllowed("%s decided to %s meanwhile (event %d). Look at it, then decide", h.Author, o, h.Seq)
}

// apply adds a decision: it may be the second of two people, or wait for one.
func (d Decision) apply(s *State, h Header) error {
	now := &Decided{Decision: d, Event: h, Waiting: d.FourEyes.need(d.Outcome)}
	before := s.Decision
	same := before != nil && before.Basis == d.Basis && before.Outcome == d.Outcome
	if same && before.Second != nil {
		return notAllowed("%s and %s have decided this (events %d and %d), and nothing has changed since. Undo one of them to decide anew",
			before.Event.Author, before.Second.Author, before.Event.Seq, before.Second.Seq)
	}
	if !same || !stricter(before.FourEyes, d.FourEyes).need(d.Outcome) {
		s.setDecision(now)
		return nil
	}
	switch known, other := s.otherPerson(before.Event, h); {
	case !known:
		return notAllowed("one of the two decisions is signed and the other is not, so nobody knows whether two people made them. Sign both")
	case !other:
		return notAllowed("%s has decided this already. Four eyes: the second decision is another person's", before.Event.Author)
	}
	both := *before
	both.FourEyes = stricter(before.FourEyes, d.FourEyes)
	both.Second, both.Waiting, both.NamesClaimed = &h, false, h.Key == ""
	s.setDecision(&both)
	return nil
}

func (s *State) setDecision(d *Decided) {
	s.Decision = d
	s.Decided = append(slices.DeleteFunc(s.Decided, func(e *Decided) bool { return e.Event.Seq == d.Event.Seq }), d)
}

// otherPerson reports whether two events are of two people: by key, or by a claimed name where nobody signs. It is not known where
// one is signed and the other is not.
func (s *State) otherPerson(a, b Header) (known, other bool) {
	switch {
	case (a.Key == "") != (b.Key == ""):
		return false, false
	case a.Key == "":
		return true, !identity.LooksAlike(a.Author, b.Author)
	}
	return true, s.person(a.Key) != s.person(b.Key)
}

// person is whose a key is: the member's, or nobody else's.
func (s *State) person(key string) string {
	if member := s.options.Member; member != nil {
		return cmp.Or(member(key), key)
	}
	return key
}
