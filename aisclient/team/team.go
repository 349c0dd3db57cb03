// Package team is who works in an archive that several people share: a chain of changes, each with the whole list of members
// behind it, so that a list can only grow and never be exchanged without being found.
//
// Everything in the archive's store is sealed to the age recipients of all members. A change is sealed to those before and
// behind it: who comes anew cannot read what was changed before, and needs not.
//
// A machine notes the last change that it knows (Client). A change that somebody else made must be accepted by a person
// (Client.Trust) before this machine seals anything again: whoever can write into the store could add a recipient of their own.
package team

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"filippo.io/age"
)

// Role is what a member may do. The rights themselves are the store's to give.
type Role string

// Roles.
const (
	Analyst Role = "analyst" // reads and writes
	Keeper  Role = "keeper"  // deletes, too
	Auditor Role = "auditor" // reads
)

// roles are all roles.
func roles() []Role { return []Role{Analyst, Keeper, Auditor} }

// Member is one person.
type Member struct {
	Name string `json:"name"`
	// Recipient is the age recipient of the person's archive: age1...
	Recipient string `json:"recipient"`
	// Keys are the fingerprints of the person's SSH keys, which sign acts: SHA256:...
	Keys []string `json:"keys,omitempty"`
	Role Role     `json:"role"`
}

// Kind is what a change does.
type Kind string

// Kinds of changes.
const (
	Begin  Kind = "begin"
	Add    Kind = "add"
	Alter  Kind = "change" // of keys or role
	Remove Kind = "remove"
)

// Link is what every link of a team's chains has.
type Link struct {
	Version int `json:"version"`
	// Seq counts from 1 without gaps.
	Seq int64 `json:"seq"`
	// Time is the author's clock, in UTC. Author is a name, only claimed unless Verified.
	Time   time.Time `json:"time"`
	Author string    `json:"author"`
	Key    string    `json:"key,omitempty"`
	// Recipient is that of the machine that wrote a link of what the team judges by: where nobody signed it, it says who that was.
	Recipient string `json:"recipient,omitempty"`
	// Prev is the hash of the link before, in hex; empty in the first.
	Prev string `json:"prev"`
	// Hash is that of this link. Verified says that it is signed with the SSH key of a member, whose name Author then is.
	Hash     string `json:"-"`
	Verified bool   `json:"-"`
	// ByMachine says that it is not signed, and that Author is the member whose machine wrote it.
	ByMachine bool `json:"-"`
}

// Known says how it is known who wrote a link.
func (l *Link) Known() string {
	switch {
	case l.Verified:
		return "signature"
	case l.ByMachine:
		return "machine"
	}
	return "name"
}

// Change is one link of the chain of members.
type Change struct {
	Link
	Kind Kind `json:"kind"`
	// Who is the member whom it is about.
	Who string `json:"who"`
	// Members are all behind the change, by name.
	Members []Member `json:"members"`
	// Links is how many links the chain of what the team judges by had when the change was made. Before are the changes before
	// this one.
	Links  *int64       `json:"links,omitempty"`
	Before []pastChange `json:"before,omitempty"`
	// Again says that what was asked for was done before: this is the change that did it.
	Again bool `json:"-"`
}

// changeVersion is that of the form of changes.
const changeVersion = 1

// Errors of teams. They are causes: use errors.Is.
var (
	// ErrNone says that the store has no team yet.
	ErrNone = errors.New("the store belongs to no team yet. \"aisdesk archive init\" begins one")
	// ErrGone says that the store has no team, and that this machine knows one of it.
	ErrGone = errors.New("the team that this machine knows is gone from the store, or the address names another store")
	// ErrNotMember says that this machine's key is none of the team's.
	ErrNotMember = errors.New("it is not sealed to you")
	// ErrRemoved says why this machine's person is no member any more.
	ErrRemoved = errors.New("you were removed from the team")
	// ErrUnknownChange says that the team was changed and nobody accepted that here.
	ErrUnknownChange = errors.New("the team was changed, and this machine does not know of it")
	// ErrTampered says that a chain does not hold.
	ErrTampered = errors.New("what the team wrote down is not as it was written")
	// ErrNewer says that a newer program wrote something that this one does not know.
	ErrNewer = errors.New("a newer version of the program wrote it. Update the program to go on")
	// ErrNotAllowed says that a change makes no sense.
	ErrNotAllowed = errors.New("the team cannot be changed in this way")
)

func refused(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrNotAllowed, fmt.Sprintf(format, args...))
}

// maxName is the longest name of a member in bytes.
const maxName = 100

// with is the list behind a change, or why it makes no sense.
func with(members []Member, k Kind, m Member) ([]Member, error) {
	at := slices.IndexFunc(members, m.named)
	if k == Remove {
		switch {
		case at < 0:
			return nil, refused("%s is no member", m.Name)
		case len(members) == 1:
			return nil, refused("%s is the last member, and nobody could open the archive", m.Name)
		}
		return slices.Delete(slices.Clone(members), at, at+1), nil
	}
	out := slices.Clone(members)
	if k == Alter && at >= 0 {
		out = slices.Delete(out, at, at+1)
	} else if at >= 0 {
		return nil, refused("%s is a member already, with another recipient. If that is to be theirs, remove them first", members[at].Name)
	}
	if err := m.valid(out); err != nil {
		return nil, err
	}
	out = append(out, m)
	slices.SortFunc(out, func(a, b Member) int { return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)) })
	return out, nil
}

// named reports whether another has the same name.
func (m Member) named(o Member) bool { return strings.EqualFold(o.Name, m.Name) }

// with is a member with the keys of another, too, and with the other's role if that has one.
func (m Member) with(o Member) Member {
	m.Role = cmp.Or(o.Role, m.Role)
	m.Keys = slices.Clone(m.Keys)
	for _, k := range o.Keys {
		if !slices.Contains(m.Keys, k) {
			m.Keys = append(m.Keys, k)
		}
	}
	return m
}

func (m Member) same(o Member) bool {
	return m.Recipient == o.Recipient && m.Role == o.Role && slices.Equal(m.Keys, o.Keys)
}

func (m *Member) valid(others []Member) error {
	kind, err := kindOf(m.Recipient)
	switch {
	case strings.TrimSpace(m.Name) == "" || len(m.Name) > maxName:
		return refused("a name has 1 to %d bytes", maxName)
	case !slices.Contains(roles(), m.Role):
		return refused("the role is analyst, keeper or auditor")
	case err != nil:
		return err
	}
	for _, o := range others {
		if o.Recipient == m.Recipient {
			return refused("the recipient is that of %s already", o.Name)
		}
		if k, _ := kindOf(o.Recipient); k != kind {
			return refused("the recipient is of the kind %s and the team's are of the kind %s: age seals to one kind only", kind, k)
		}
		for _, key := range m.Keys {
			if slices.Contains(o.Keys, key) {
				return refused("the SSH key %s is that of %s already", key, o.Name)
			}
		}
	}
	return nil
}

// kindOf is the kind of a recipient: classic (age1...) or post-quantum (age1pq1...).
func kindOf(recipient string) (string, error) {
	if _, err := age.ParseX25519Recipient(recipient); err == nil {
		return "classic", nil
	}
	if _, err := age.ParseHybridRecipient(recipient); err == nil {
		return "post-quantum", nil
	}
	return "", refused("%.30q is not an age recipient: it begins with age1", recipient)
}

// recipients are those of members, to seal to.
func recipients(members []Member) ([]age.Recipient, error) {
	var all []age.Recipient
	for _, m := range members {
		var r age.Recipient
		r, err := age.ParseX25519Recipient(m.Recipient)
		if err != nil {
			r, err = age.ParseHybridRecipient(m.Recipient)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", m.Name, err)
		}
		all = append(all, r)
	}
	return all, nil
}

// Names are the members' names.
func Names(members []Member) []string {
	names := make([]string, len(members))
	for i, m := range members {
		names[i] = m.Name
	}
	return names
}
