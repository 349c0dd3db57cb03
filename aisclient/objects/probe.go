package objects

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// ClockLimit is how far a machine's clock may be from the store's where something is deleted by time.
const ClockLimit = 5 * time.Minute

// Probed is what Probe found out of a store.
type Probed struct {
	// OneWins says that of two who write the same name one wins. It is false where that could not be tried.
	OneWins bool `json:"oneWins"`
	// Allowed are the verbs that the rights include: put, get, list, delete.
	Allowed []string `json:"allowed"`
	// Denied are the verbs that the rights do not include.
	Denied []string `json:"denied,omitempty"`
	// Untried is what could not be tried, as the right to put is denied: order (that of two who write the same name one wins) and
	// delete. Whether the store can hold an archive is not known then.
	Untried []string `json:"untried,omitempty"`
	// Skew is how far this machine's clock is before the store's.
	Skew time.Duration `json:"skewNanoseconds"`
	// Left is the object that the probe could not delete again; empty where none is left.
	Left string `json:"left,omitempty"`
}

// ErrNoOrder says that a store lets two writers of one name both win.
var ErrNoOrder = errors.New("the store lets a second object take the name of the first: it does not know If-None-Match")

// Probe tries the five verbs of a store with an object of its own, creating it twice: a store that lets the second take the
// first one's name cannot hold an archive, and fails with ErrNoOrder. now is this machine's clock. What is denied is no
// failure; another error of the store is.
func Probe(ctx context.Context, s Store, now func() time.Time) (p Probed, err error) {
	p.Allowed = []string{}
	theirs, err := s.Time(ctx)
	if err != nil {
		return p, err
	}
	p.Skew = now().Sub(theirs)
	name := "probe/" + strings.ToLower(rand.Text())
	first, second := []byte("first "+name), []byte("second "+name)
	if p.denied("put", &err, s.Create(ctx, name, first)); err == nil && len(p.Denied) > 0 {
		p.Untried = []string{"order", "delete"}
		p.reads(ctx, s, &err)
	}
	if err != nil || len(p.Untried) > 0 {
		return p, err
	}
	again := s.Create(ctx, name, second)
	got, read := s.Get(ctx, name)
	p.denied("get", &err, read)
	p.denied("list", &err, listed(ctx, s, name))
	gone := s.Delete(ctx, name)
	if p.denied("delete", &err, gone); gone != nil {
		p.Left = name
	}
	if again == nil || read == nil && !bytes.Equal(got, first) {
		return p, ErrNoOrder
	}
	if err == nil && !errors.Is(again, ErrExists) {
		err = again
	}
	p.OneWins = err == nil
	return p, err
}

// Usable fails with ErrDenied where the rights are too few for anybody to take part in the archive: the least is to get and to list.
func (p *Probed) Usable() error {
	get, list := slices.Contains(p.Denied, "get"), slices.Contains(p.Denied, "list")
	lack := "rights to get and list are"
	switch {
	case !get && !list:
		return nil
	case !list:
		lack = "right to get is"
	case !get:
		lack = "right to list is"
	}
	return fmt.Errorf("%w: the %s missing, without which nobody can use the archive. Whoever keeps the bucket can give the rights: get and list to an auditor, "+
		"put, too, to an analyst, and delete to a keeper", ErrDenied, lack)
}

// reads tries the verbs of those who may only read.
func (p *Probed) reads(ctx context.Context, s Store, err *error) {
	var e error
	for _, e = range s.List(ctx, "", "") {
		break
	}
	p.denied("list", err, e)
	_, e = s.Get(ctx, "probe/none")
	if errors.Is(e, ErrNotExist) {
		e = nil
	}
	p.denied("get", err, e)
}

// denied notes that a verb is denied, or the first that failed otherwise: what keeps one from being answered mostly keeps the
// others, too.
func (p *Probed) denied(verb string, err *error, got error) {
	switch {
	case got == nil:
		p.Allowed = append(p.Allowed, verb)
	case errors.Is(got, ErrDenied):
		p.Denied = append(p.Denied, verb)
	case *err == nil:
		*err = got
	}
}

func listed(ctx context.Context, s Store, name string) error {
	for i, err := range s.List(ctx, name, "") {
		if err != nil {
			return err
		}
		if i.Name == name {
			return nil
		}
	}
	return fmt.Errorf("%s was created and is not in the list", name)
}
