package team

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"aisdesk/aisclient/text"
)

// Kinds of the links of the chain of what a team judges by.
const (
	Propose Kind = "propose"
	Accept  Kind = "accept"
	Reject  Kind = "reject"
)

// Entry is one link of the chain of what a team judges by: a proposal or its review. Its Kind is Propose, Accept or Reject.
type Entry struct {
	Link
	Kind   Kind   `json:"kind"`
	Reason string `json:"reason"`
	// Of a proposal: Subject is LexiconSubject or that of a policy, Base the version of it in force when it was proposed, 0 for
	// none, Content the file in TOML that is to take effect, whole. Removed takes a policy away.
	Subject string `json:"subject,omitempty"`
	Base    int    `json:"base,omitempty"`
	Content string `json:"content,omitempty"`
	Removed bool   `json:"removed,omitempty"`
	// Team is the hash of the change that began the author's team; empty where it is not known.
	Team string `json:"team,omitempty"`
	// Of a review: Proposal is the number of the proposal, its Seq.
	Proposal int64 `json:"proposal,omitempty"`
}

// LexiconSubject is the subject of proposals of a lexicon.
const LexiconSubject = "lexicon"

const policySubject = "policy "

// PolicySubject is the subject of proposals of a policy of a name.
func PolicySubject(name string) string { return policySubject + name }

// PolicyOf is the name of the policy that a subject is of.
func PolicyOf(subject string) (name string, ok bool) {
	return strings.CutPrefix(subject, policySubject)
}

// maxContent is the size in bytes that a shared file stays under, so that its object does.
const maxContent = 4 << 20

// Accepted is what a second person accepted.
type Accepted struct {
	Subject string `json:"subject"`
	// Version counts what was accepted of the subject, from 1.
	Version int    `json:"version"`
	Content string `json:"content"`
	// Hash is that of the content, 16 hexadecimal digits.
	Hash     string `json:"hash"`
	Proposal int64  `json:"proposal"`
	Author   string `json:"author"`
	Reviewer string `json:"reviewer"`
	removed  bool
}

// Proposal is a proposal with its review; Review is nil while it waits for one.
type Proposal struct {
	*Entry
	Review *Entry
	// Before is what was in force when it was proposed; nil for nothing.
	Before *Accepted
	// AuthorOut is the change that took its author out of the team; nil where that did not happen or is not known.
	AuthorOut *Change
	// Overtaken says that another version came into force meanwhile: it can only be rejected.
	Overtaken bool
}

// Judgement is what a team judges by, as its chain says.
type Judgement struct {
	Proposals []Proposal // in order
	// ReadOnly says why nothing may be added; empty if it may. What stands before stays in force.
	ReadOnly string
	// Ignored are links that were not allowed and have no effect, a sentence each.
	Ignored []string
	// NewlyIgnored are those of them that were not read before: the program writes no such links.
	NewlyIgnored []string

	last     *Link
	accepted map[string]*Accepted // by subject, in small letters
	changes  history
}

// newJudgement is that of an empty chain of a team.
func newJudgement(changes history) *Judgement {
	return &Judgement{accepted: map[string]*Accepted{}, changes: changes}
}

// InForce is what is in force of a subject; nil for nothing.
func (j *Judgement) InForce(subject string) *Accepted {
	if a := j.accepted[strings.ToLower(subject)]; a != nil && !a.removed {
		return a
	}
	return nil
}

// All is all that is in force, by subject.
func (j *Judgement) All() []Accepted {
	var all []Accepted
	for _, a := range j.accepted {
		if !a.removed {
			all = append(all, *a)
		}
	}
	slices.SortFunc(all, func(a, b Accepted) int { return strings.Compare(a.Subject, b.Subject) })
	return all
}

func (j *Judgement) version(subject string) int {
	if a := j.accepted[strings.ToLower(subject)]; a != nil {
		return a.Version
	}
	return 0
}

// Proposal finds a proposal by its number. It fails with ErrNotAllowed where there is none.
func (j *Judgement) Proposal(number int64) (*Proposal, error) {
	for i := range j.Proposals {
		if j.Proposals[i].Seq == number {
			return &j.Proposals[i], nil
		}
	}
	return nil, refused("there is no proposal %d. \"aisdesk team changes\" lists them", number)
}

// waiting are the proposals that wait for a review.
func (j *Judgement) waiting() (n int) {
	for _, p := range j.Proposals {
		if p.Review == nil && !p.Overtaken {
			n++
		}
	}
	return n
}

// take takes the next link in. One that this program does not know makes the rest unreadable: nothing may be added then.
func (j *Judgement) take(e *Entry) {
	if j.ReadOnly != "" {
		return
	}
	if e.Kind != Propose && e.Kind != Accept && e.Kind != Reject {
		j.ReadOnly = fmt.Sprintf("link %d is a %.20q: %v", e.Seq, e.Kind, ErrNewer)
		return
	}
	j.last = &e.Link
	if err := j.allows(e); err != nil {
		j.Ignored = append(j.Ignored, fmt.Sprintf("link %d by %s has no effect: %s", e.Seq, text.Clean(e.Author), strings.TrimPrefix(err.Error(), ErrNotAllowed.Error()+": ")))
		return
	}
	e.Author, e.Verified, e.ByMachine = j.changes.author(&e.Link)
	if e.Kind == Propose {
		j.Proposals = append(j.Proposals, Proposal{Entry: e, Before: j.InForce(e.Subject)})
		return
	}
	p, _ := j.Proposal(e.Proposal) // it was allowed
	if p.Review = e; e.Kind == Accept {
		j.accept(p)
	}
}

func (j *Judgement) accept(p *Proposal) {
	j.accepted[strings.ToLower(p.Subject)] = &Accepted{Subject: p.Subject, Version: p.Base + 1, Content: p.Content, Hash: hash([]byte(p.Content))[:16],
		Proposal: p.Seq, Author: p.Author, Reviewer: p.Review.Author, removed: p.Removed}
	for i := range j.Proposals {
		other := &j.Proposals[i]
		other.Overtaken = other.Overtaken || other.Review == nil && strings.EqualFold(other.Subject, p.Subject)
	}
}

// allows tells whether a link may stand behind those before it, and why not.
func (j *Judgement) allows(e *Entry) error {
	switch {
	case j.ReadOnly != "":
		return fmt.Errorf("%w: %s", ErrNewer, j.ReadOnly)
	case e.Team != "" && j.changes.team() != "" && e.Team != j.changes.team() && j.changes.at(e.Seq) != nil:
		return refused("it was written in another team")
	}
	if err := j.changes.allows(&e.Link); err != nil {
		return err
	}
	if e.Kind == Propose {
		return j.allowsProposal(e)
	}
	p, err := j.Proposal(e.Proposal)
	if err != nil {
		return err
	}
	same, known := j.samePerson(&p.Link, &e.Link)
	switch r := p.Review; {
	case r != nil && r.Kind == Accept:
		return refused("%s accepted proposal %d first, at %s", text.Clean(r.Author), p.Seq, moment(r.Time))
	case r != nil:
		return refused("%s rejected proposal %d first, at %s", text.Clean(r.Author), p.Seq, moment(r.Time))
	case !known && e.Key == "":
		return refused("proposal %d is signed and the review is not: nobody can know that two people did it. Set sign = \"ssh\" to sign what you do", p.Seq)
	case !known && e.Kind == Accept:
		return refused("the review is signed and proposal %d is not: nobody can know that two people did it. Reject it; %s signs and proposes it again", p.Seq, text.Clean(p.Author))
	case same && plainName(p.Author) != plainName(e.Author):
		return refused("proposal %d is your own, whatever the name: both were written at the same machine. Another member reviews it at theirs, or both of you sign: set sign = \"ssh\"", p.Seq)
	case same:
		return refused("proposal %d is your own: somebody else reviews it", p.Seq)
	case e.Kind == Accept && j.changes.left(p.Author, e.Seq):
		return refused("%s, who made proposal %d, had left the team", text.Clean(p.Author), p.Seq)
	case e.Kind == Accept && p.Overtaken:
		return refused("proposal %d was made over version %d, and version %d is in force since. Reject it; %s can propose it again over that",
			p.Seq, p.Base, j.version(p.Subject), text.Clean(p.Author))
	case e.Kind == Reject && strings.TrimSpace(e.Reason) == "":
		return refused("a rejection has a reason: --reason")
	}
	return nil
}

func (j *Judgement) allowsProposal(e *Entry) error {
	name, policy := PolicyOf(e.Subject)
	now := j.InForce(e.Subject)
	switch {
	case e.Subject != LexiconSubject && (!policy || strings.TrimSpace(name) == ""):
		return refused("it is neither about the lexicon nor about a policy")
	case strings.TrimSpace(e.Reason) == "":
		return refused("a proposal has a reason: --reason")
	case len(e.Content) > maxContent:
		return refused("what a team shares has at most %d MB", maxContent>>20)
	case e.Removed && (!policy || now == nil):
		return refused("there is no such policy of the team to remove")
	case !e.Removed && now != nil && now.Content == e.Content:
		return refused("that is what is in force already: version %d", now.Version)
	case e.Base != j.version(e.Subject):
		return refused("version %d came into force meanwhile. Look at it by \"aisdesk team changes\", and propose again over it", j.version(e.Subject))
	}
	return nil
}

// samePerson reports whether two links are of one person: by the member whose key signed them, by the key, by the machine where they
// are not signed, or by the name. It is not known where one is signed and the other is not.
func (j *Judgement) samePerson(a, b *Link) (same, known bool) {
	if (a.Key == "") != (b.Key == "") {
		return false, false
	}
	one, _, _ := j.changes.author(a)
	other, _, _ := j.changes.author(b)
	return a.Key != "" && a.Key == b.Key || a.Key == "" && a.Recipient != "" && a.Recipient == b.Recipient || plainName(one) == plainName(other), true
}

// plainName is a name without what people do not see in it.
func plainName(s string) string {
	return strings.Join(strings.Fields(text.Fold(norm.NFKC.String(s))), " ")
}

// errCut says that links that this machine has are gone from the store, or others.
var errCut = errors.New("links that this machine has are gone from the store. Ask the others before you go on; the version that was read last is used")
