// Package objects is the place in which a team's files lie: a flat set of names with bytes, in a folder or in a bucket.
//
// Objects are created and never changed: of several programs that create the same name exactly one wins, on whatever
// machine they run. This is all that a chain of events needs to have one order. The folder is OpenFolder; other makers
// pass the same test (package objectstest).
package objects

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"regexp"
	"strings"
	"time"
)

// MaxBytes is the size that an object stays under: what a bucket takes in one request with a condition (5 MB). Larger
// things are cut in parts by whoever saves them.
const MaxBytes = 5_000_000

// Store is a set of objects. Its methods may be called from any goroutine, and several programs may use one store.
type Store interface {
	// Create makes an object. Once it returns without an error the object is there for good, whole, for everybody. It
	// fails with ErrExists where the name is taken, ErrBadName or ErrTooLarge; after another error, such as a lost
	// connection, the object may be there: Get tells.
	Create(ctx context.Context, name string, b []byte) error
	// Get returns an object's bytes. It fails with ErrNotExist or ErrBadName.
	Get(ctx context.Context, name string) ([]byte, error)
	// List yields the objects whose names begin with prefix and come after a name, in the order of the bytes of their
	// names. Both may be empty. What is created or deleted meanwhile may be there or not. An error ends it.
	List(ctx context.Context, prefix, after string) iter.Seq2[Info, error]
	// Delete removes an object for good. One that is not there is no error.
	Delete(ctx context.Context, name string) error
	// Time is the store's own clock, in UTC: the one that all who use the store have in common.
	Time(ctx context.Context) (time.Time, error)
}

// Info is what a list says of an object.
type Info struct {
	Name string
	// Size in bytes.
	Size int64
	// Modified is when it was created, by the store's clock.
	Modified time.Time
}

// Errors of a Store. They are causes: use errors.Is.
var (
	// ErrExists says that an object of that name is there already; it is as it was.
	ErrExists = errors.New("there is an object of this name already")
	// ErrNotExist says that there is no object of that name.
	ErrNotExist = errors.New("there is no object of this name")
	// ErrNotPlain says that there is something of that name that is no object, such as a directory or a link.
	ErrNotPlain = fmt.Errorf("%w, but something that is no plain file", ErrNotExist)
	// ErrBadName says that a name is not one that every kind of store takes.
	ErrBadName = errors.New("the name of an object is words of a-z, A-Z, 0-9, point, hyphen and underscore, with slashes between")
	// ErrTooLarge says that an object has MaxBytes or more.
	ErrTooLarge = fmt.Errorf("an object is smaller than %d bytes", MaxBytes)
)

// namePattern is what all kinds of stores take: no word begins with a point.
var namePattern = regexp.MustCompile(`^[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$`)

// maxName is the longest name in bytes; buckets take 1024.
const maxName = 500

// Check tells whether an object of that name and size can be: makers of stores call it first. The error is ErrBadName or
// ErrTooLarge.
func Check(name string, size int) error {
	if len(name) > maxName || !namePattern.MatchString(name) {
		return fmt.Errorf("%.60q: %w", name, ErrBadName)
	}
	if size >= MaxBytes {
		return fmt.Errorf("%s: %w", name, ErrTooLarge)
	}
	return nil
}

// Sub is the part of a store whose names begin with a word and a slash, as a store of its own.
func Sub(s Store, word string) Store { return sub{s, word + "/"} }

type sub struct {
	Store
	prefix string
}

func (s sub) Create(ctx context.Context, name string, b []byte) error {
	if err := Check(name, len(b)); err != nil {
		return err
	}
	return s.Store.Create(ctx, s.prefix+name, b)
}

func (s sub) Get(ctx context.Context, name string) ([]byte, error) {
	if err := Check(name, 0); err != nil {
		return nil, err
	}
	return s.Store.Get(ctx, s.prefix+name)
}

func (s sub) List(ctx context.Context, prefix, after string) iter.Seq2[Info, error] {
	if after != "" {
		after = s.prefix + after
	}
	return func(yield func(Info, error) bool) {
		for i, err := range s.Store.List(ctx, s.prefix+prefix, after) {
			i.Name = strings.TrimPrefix(i.Name, s.prefix)
			if !yield(i, err) {
				return
			}
		}
	}
}

func (s sub) Delete(ctx context.Context, name string) error {
	if err := Check(name, 0); err != nil {
		return err
	}
	return s.Store.Delete(ctx, s.prefix+name)
}
