package team

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"aisdesk/aisclient/archive/seal"
	"aisdesk/aisclient/english"
)

// SealedError says that something is sealed to others and not to this machine. It wraps archive.ErrDamaged, which is what it is
// for whoever knows of no team.
type SealedError struct {
	// People is the number of those who can open it, Names the other members, as far as this machine knows them.
	People int
	Names  []string
	err    error
}

// Error says whom to ask.
func (e *SealedError) Error() string {
	who := "a member"
	if len(e.Names) > 0 {
		who = "one of " + strings.Join(e.Names, ", ")
	}
	return fmt.Sprintf("sealed to %s, not to you; ask %s: \"aisdesk team reseal\" opens it for whoever is in the team, unless somebody changed it", english.Plural(e.People, "person", "people"), who)
}

func (e *SealedError) Unwrap() error { return e.err }

// Open opens what is sealed for the team. It fails with a *SealedError where this machine is none of those to whom it is sealed.
func (d *Client) Open(b []byte) ([]byte, error) {
	b, err := d.Key.OpenBytes(b)
	if others := (*seal.OthersError)(nil); errors.As(err, &others) {
		err = &SealedError{People: others.People, Names: d.others(), err: err}
	}
	return b, err
}

// others are the names of the members whom this machine knows, without its own person's.
func (d *Client) others() []string {
	known, err := d.Known()
	if err != nil || known == nil {
		return nil
	}
	own, _ := d.Recipient()
	return Names(slices.DeleteFunc(slices.Clone(known.Members), func(m Member) bool { return m.Recipient == own }))
}
