package team

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/archive/seal"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/objects"
	"aisdesk/aisclient/signature"
)

// opener opens what is sealed to this machine's key. An archive is one.
type opener interface {
	OpenBytes(b []byte) ([]byte, error)
}

// Author is who changes the team, and the same who acts in its cases; without a Signer the name is only claimed.
type Author = casefile.Author

// Chain is what this machine can read of a team's changes: the last ones, from the one that made it a member on.
type Chain struct {
	// Changes are in order and not empty.
	Changes []Change
	// Out is the number of changes behind them that are not sealed to this machine: it was taken out of the team.
	Out int64
	// Left is the last change that could be read before some that are not sealed to this machine, where it was added again since; nil
	// where it was not.
	Left *Change
}

// Last is the last change that can be read.
func (c *Chain) Last() *Change { return &c.Changes[len(c.Changes)-1] }

func name(seq int64) string { return fmt.Sprintf("team/%08d", seq) }

// read reads the changes. The error wraps ErrNone, ErrNotMember, ErrTampered, ErrNewer or is the store's; locked keys fail
// with seal.ErrLocked.
func read(ctx context.Context, s objects.Store, k opener) (*Chain, error) {
	c := &Chain{}
	last, err := each(ctx, s, name, 1, func(seq int64, sealed []byte) error { return c.take(seq, sealed, k) })
	switch {
	case err != nil:
		return nil, err
	case last == 0:
		return nil, ErrNone
	case len(c.Changes) == 0:
		return nil, fmt.Errorf("%w, and you are not in the team. A member adds you by \"aisdesk team add\"", ErrNotMember)
	}
	return c, nil
}

// each reads the objects of a chain in order, from a number on, and returns the last number that there is.
func each(ctx context.Context, s objects.Store, name func(seq int64) string, seq int64, take func(seq int64, sealed []byte) error) (last int64, err error) {
	for ; ; seq++ {
		sealed, err := s.Get(ctx, name(seq))
		if errors.Is(err, objects.ErrNotExist) {
			return seq - 1, nil
		}
		if err != nil {
			return seq - 1, fmt.Errorf("reading what the team wrote down: %w", err)
		}
		if err := take(seq, sealed); err != nil {
			return seq - 1, err
		}
	}
}

// take takes one change in, if it can be opened.
func (c *Chain) take(seq int64, sealed []byte, k opener) error {
	object, err := k.OpenBytes(sealed)
	switch {
	case errors.Is(err, seal.ErrLocked):
		return err
	case err != nil && len(c.Changes) == 0:
		return nil // before this machine's time
	case err != nil:
		c.Out++
		return nil
	}
	ch := &Change{}
	if err := ch.open(object, ch); err != nil {
		return fmt.Errorf("change %d: %w", seq, err)
	}
	if c.Out > 0 { // added again: the change repeats those that were not sealed to this machine
		if at := slices.IndexFunc(ch.Before, c.Last().is); at < 0 || ch.Before[len(ch.Before)-1].Hash != ch.Prev {
			return fmt.Errorf("%w: change %d follows on some that are sealed to others", ErrTampered, seq)
		}
		c.Left, c.Changes, c.Out = c.Last(), nil, 0
	}
	if ch.Seq != seq || len(c.Changes) > 0 && ch.Prev != c.Last().Hash {
		return fmt.Errorf("%w: change %d does not follow on the one before", ErrTampered, seq)
	}
	before := ch.Members // of the first that can be read
	if len(c.Changes) > 0 {
		before = c.Last().Members
	}
	if at := slices.IndexFunc(before, holds(ch.Key)); ch.Key != "" && at >= 0 {
		ch.Author, ch.Verified = before[at].Name, true
	}
	c.Changes = append(c.Changes, *ch)
	return nil
}

// object is how a link of a chain is stored: the JSON of the whole, its hash and the signature, a line each.
func (l *Link) object(whole any, by casefile.Signer) ([]byte, error) {
	if by != nil {
		l.Key = by.Key().Fingerprint
	}
	b, err := json.Marshal(whole)
	if err != nil {
		return nil, err
	}
	var sig []byte
	if by != nil {
		if sig, err = by.Sign(signature.Team, b); err != nil {
			return nil, err
		}
	}
	l.Hash = hash(b)
	return fmt.Appendf(nil, "%s\n%s\n%s", b, l.Hash, sig), nil
}

// is reports whether a link is one that a later change repeats.
func (l *Link) is(p pastChange) bool { return p.Seq == l.Seq && p.Hash == l.Hash }

func hash(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// open reads the object of a link into the whole, of which it is a part.
func (l *Link) open(object []byte, whole any) error {
	b, rest, ok := bytes.Cut(object, []byte("\n"))
	sum, sig, ok2 := bytes.Cut(rest, []byte("\n"))
	if !ok || !ok2 || string(sum) != hash(b) || json.Unmarshal(b, whole) != nil {
		return ErrTampered
	}
	if l.Version > changeVersion {
		return ErrNewer
	}
	l.Hash = string(sum)
	if l.Key == "" && len(sig) == 0 {
		return nil
	}
	key, err := signature.Verify(signature.Team, b, sig)
	if err == nil && key.Fingerprint != l.Key {
		err = fmt.Errorf("it is signed with the key %s and names %s", key.Fingerprint, l.Key)
	}
	if err != nil {
		return fmt.Errorf("%w: %w", ErrTampered, err)
	}
	return nil
}

// next is the link behind another, which is nil for the first.
func next(before *Link, by Author, at time.Time) Link {
	l := Link{Version: changeVersion, Seq: 1, Time: at.UTC().Truncate(time.Millisecond), Author: by.Name}
	if before != nil {
		l.Seq, l.Prev = before.Seq+1, before.Hash
	}
	return l
}

// prepare makes the next change behind a chain, which is nil for the first, and its object: of the change the kind and what was before
// it are given.
func prepare(before *Chain, change Change, m Member, by Author, at time.Time) (c *Change, sealed []byte, err error) {
	c = &change
	c.Who = m.Name
	var members []Member
	if before == nil {
		c.Link = next(nil, by, at)
	} else {
		c.Link, members = next(&before.Last().Link, by, at), before.Last().Members
	}
	if c.Members, err = with(members, c.Kind, m); err != nil {
		return nil, nil, err
	}
	if !slices.ContainsFunc(c.Members, func(m Member) bool { return m.Role != Auditor }) {
		return nil, nil, refused("all its members would be auditors, who only read: nobody could write, or add somebody")
	}
	object, err := c.object(c, by.Signer)
	if err != nil {
		return nil, nil, err
	}
	all := slices.Clone(c.Members)
	for _, m := range members {
		if !slices.ContainsFunc(all, func(o Member) bool { return o.Recipient == m.Recipient }) {
			all = append(all, m) // who was taken out can read so
		}
	}
	recipients, err := recipients(all)
	if err != nil {
		return nil, nil, err
	}
	sealed, err = archive.SealFor(recipients, object)
	return c, sealed, err
}

// made is the change that did already what is asked for, or nil: the answer to it was lost, or somebody else did it.
func (c *Chain) made(k Kind, m Member) *Change {
	members := c.Last().Members
	at := slices.IndexFunc(members, m.named)
	if k == Remove && at >= 0 || k != Remove && (at < 0 || !members[at].same(m)) {
		return nil
	}
	for i := len(c.Changes) - 1; i >= 0; i-- {
		if ch := c.Changes[i]; (ch.Kind == Remove) == (k == Remove) && m.named(Member{Name: ch.Who}) {
			ch.Again = true
			return &ch
		}
	}
	return nil
}

// Removed is the change that took the author of a link out of the team: by the key that signed it, or else by the claimed name.
// It is nil where the author is in the team, or never was as far as this machine can read.
func (c *Chain) Removed(l *Link) *Change {
	is := func(m Member) bool {
		if l.Key != "" {
			return slices.Contains(m.Keys, l.Key)
		}
		return plainName(m.Name) == plainName(l.Author)
	}
	if slices.ContainsFunc(c.Last().Members, is) {
		return nil
	}
	for i := len(c.Changes) - 1; i > 0; i-- {
		if slices.ContainsFunc(c.Changes[i-1].Members, is) {
			return &c.Changes[i]
		}
	}
	return nil
}
