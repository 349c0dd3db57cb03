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
	"aisdesk/aisclient/objects"
	"aisdesk/aisclient/signature"
)

// Opener opens what is sealed to this machine's key. An archive is one.
type Opener interface {
	OpenBytes(b []byte) ([]byte, error)
}

// Signer signs changes. A *signature.Signer is one.
type Signer interface {
	Key() signature.Key
	Sign(n signature.Namespace, message []byte) ([]byte, error)
}

// Author is who changes the team; without a Signer the name is only claimed.
type Author struct {
	Name   string
	Signer Signer
}

// Chain is what this machine can read of a team's changes: the last ones, from the one that made it a member on.
type Chain struct {
	// Changes are in order and not empty.
	Changes []Change
	// Out is the number of changes behind them that are not sealed to this machine: it was taken out of the team.
	Out int64
}

// Last is the last change that can be read.
func (c *Chain) Last() *Change { return &c.Changes[len(c.Changes)-1] }

func name(seq int64) string { return fmt.Sprintf("team/%08d", seq) }

// read reads the changes. The error wraps ErrNone, ErrNotMember, ErrTampered, ErrNewer or is the store's; locked keys fail
// with seal.ErrLocked.
func read(ctx context.Context, s objects.Store, k Opener) (*Chain, error) {
	c := &Chain{}
	seq := int64(1)
	for ; ; seq++ {
		sealed, err := s.Get(ctx, name(seq))
		if errors.Is(err, objects.ErrNotExist) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("reading who is in the team: %w", err)
		}
		if err := c.take(seq, sealed, k); err != nil {
			return nil, err
		}
	}
	switch {
	case seq == 1:
		return nil, ErrNone
	case len(c.Changes) == 0:
		return nil, fmt.Errorf("%w: the archive was shared with others %d times. A member adds you by \"aisdesk team add\"", ErrNotMember, seq-1)
	}
	return c, nil
}

// take takes one change in, if it can be opened.
func (c *Chain) take(seq int64, sealed []byte, k Opener) error {
	object, err := k.OpenBytes(sealed)
	switch {
	case errors.Is(err, seal.ErrLocked):
		return err
	case err != nil && len(c.Changes) == 0:
		return nil // before this machine's time
	case err != nil:
		c.Out++
		return nil
	case c.Out > 0:
		return fmt.Errorf("%w: change %d follows on some that are sealed to others", ErrTampered, seq)
	}
	ch, err := parse(object)
	if err != nil {
		return fmt.Errorf("change %d: %w", seq, err)
	}
	if ch.Seq != seq || len(c.Changes) > 0 && ch.Prev != c.Last().Hash {
		return fmt.Errorf("%w: change %d does not follow on the one before", ErrTampered, seq)
	}
	c.Changes = append(c.Changes, *ch)
	return nil
}

// object is how a change is stored: JSON, its hash and the signature, a line each.
func (c *Change) object(by Signer) ([]byte, error) {
	b, err := json.Marshal(c)
	if err != nil {
		return nil, err
	}
	var sig []byte
	if by != nil {
		if sig, err = by.Sign(signature.Team, b); err != nil {
			return nil, err
		}
	}
	c.Hash = hash(b)
	return fmt.Appendf(nil, "%s\n%s\n%s", b, c.Hash, sig), nil
}

func hash(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

func parse(object []byte) (*Change, error) {
	b, rest, ok := bytes.Cut(object, []byte("\n"))
	sum, sig, ok2 := bytes.Cut(rest, []byte("\n"))
	c := &Change{}
	if !ok || !ok2 || string(sum) != hash(b) || json.Unmarshal(b, c) != nil {
		return nil, ErrTampered
	}
	if c.Version > Version {
		return nil, ErrNewer
	}
	c.Hash = string(sum)
	if c.Key == "" && len(sig) == 0 {
		return c, nil
	}
	key, err := signature.Verify(signature.Team, b, sig)
	if err == nil && key.Fingerprint != c.Key {
		err = fmt.Errorf("it is signed with the key %s and names %s", key.Fingerprint, c.Key)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrTampered, err)
	}
	return c, nil
}

// create writes the next change behind before, which is nil for the first. It fails with objects.ErrExists where another
// change was faster.
func create(ctx context.Context, s objects.Store, before *Change, k Kind, m Member, by Author, at time.Time) (*Change, error) {
	c := &Change{Version: Version, Seq: 1, Kind: k, Who: m.Name, Time: at.UTC().Truncate(time.Millisecond), Author: by.Name}
	var members []Member
	if before != nil {
		members, c.Seq, c.Prev = before.Members, before.Seq+1, before.Hash
	}
	var err error
	if c.Members, err = with(members, k, m); err != nil {
		return nil, err
	}
	if by.Signer != nil {
		c.Key = by.Signer.Key().Fingerprint
	}
	object, err := c.object(by.Signer)
	if err != nil {
		return nil, err
	}
	all := slices.Clone(c.Members)
	for _, m := range members {
		if !slices.ContainsFunc(all, func(o Member) bool { return o.Recipient == m.Recipient }) {
			all = append(all, m) // who was taken out can read so
		}
	}
	recipients, err := recipients(all)
	if err != nil {
		return nil, err
	}
	sealed, err := archive.SealFor(recipients, object)
	if err != nil {
		return nil, err
	}
	return c, s.Create(ctx, name(c.Seq), sealed)
}
