// Package replica keeps an archive on this machine and the store that a team shares the same.
//
// The archive on this machine stays what the program works with: it is there offline, sealed to this machine's key. What is
// saved in it is sent later, in order; what others sent is taken in. Everything that leaves the machine is sealed to the
// team's recipients first, and the names of objects hold ids and numbers only:
//
//	team/00000001                 a change of the team (package team)
//	judgement/00000001            a proposal or a review of what the team judges by (package team)
//	cases/ID/00000001.event ...   a case's events and their bodies (package casefile)
//	case-of/ID                    the case of an import
//	imports/ID/00000001           records of an import: the first has its manifest and names its parts, later ones an
//	                              attachment or another expiry
//	deleted/...                   a tombstone: the ids of imports that were deleted
//	imports/ID/p-...              parts of what is larger than an object, under random names
//
// The parts come first and the record that names them last: an import without its first record does not exist.
package replica

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/objects"
	"aisdesk/aisclient/team"
)

// Options are what a Replica works with. All are needed.
type Options struct {
	// Archive is the archive of this machine, Dir its directory and Folder that directory as a store.
	Archive *archive.Store
	Dir     string
	Folder  *objects.Folder
	// Store is the team's.
	Store objects.Store
	Team  *team.Client
	// Address is the store's, for people: another one must be joined first.
	Address string
	// InForce is the file in which is noted what the team judges by: see team.Book.
	InForce string
	// Author is who acts here: events that waited are signed by them.
	Author func(ctx context.Context) (casefile.Author, error)
	// Case are the options with which cases are folded.
	Case casefile.Options
	// CacheBytes is how much room the replies take on this machine; 0 keeps all. See evict.
	CacheBytes int64
	// Limit is how long somebody who acts waits for one answer of the store before the act waits here; 0 is as long as it takes.
	Limit time.Duration
	Now   func() time.Time
}

// Replica is an archive beside the team's store. Its methods may be called from any goroutine, and several programs may
// have one of the same archive.
type Replica struct{ *acts }

// link is the connection with the store: whether it answers, what it holds, for whom is sealed.
type link struct {
	Options

	mu       sync.Mutex
	listed   map[string]objects.Info // the store's objects, as listed last
	listedAt time.Time
	down     time.Time // until then the store counts as unreachable
	failure  string    // why an act waits that was made since the last Sync
	offset   time.Duration
	blocked  error     // why nothing is sealed for the store
	looked   time.Time // at the team
	again    fetched
	read     map[string]bool // the imports whose replies this Sync has read whole out of the store
	letGo    bool            // also many imports that are gone from the store
	waited   chan struct{}
}

// imports sends and receives imports.
type imports struct{ *link }

// acts sends and receives the events of cases, and keeps those that wait.
type acts struct {
	*imports
	outbox *objects.Folder
	own    *objects.Folder
	book   *team.Book
}

// dirName is the directory of the archive in which a replica keeps its own.
const dirName = "replica"

// Open opens a replica; nothing is asked of the store yet. It fails where its directories on this machine cannot be made or
// opened.
func Open(o Options) (*Replica, error) {
	r := &Replica{&acts{imports: &imports{&link{Options: o, waited: make(chan struct{}, 1)}}}}
	outbox := r.path("outbox")
	if err := os.MkdirAll(outbox, 0o700); err != nil {
		return nil, err
	}
	var err error
	if r.outbox, err = objects.OpenFolder(outbox); err != nil {
		return nil, err
	}
	if r.own, err = objects.OpenFolder(r.path()); err != nil {
		return nil, errors.Join(err, r.outbox.Close())
	}
	if n := r.noted(); !n.AsOf.IsZero() {
		r.down, r.offset = n.Down, n.Store.Sub(n.AsOf)
	}
	r.book = &team.Book{Store: o.Store, Copies: r.own, Client: o.Team, File: o.InForce}
	return r, nil
}

// Close releases what was opened. The errors are the system's.
func (r *Replica) Close() error { return errors.Join(r.outbox.Close(), r.own.Close()) }

// LetGoAll has the next Sync delete here whatever the store has no more, however much that is.
func (r *Replica) LetGoAll() { r.letGo = true }

// Waited tells of acts that have begun to wait, once for several.
func (r *Replica) Waited() <-chan struct{} { return r.waited }

// Book is where the team writes down what it judges by.
func (r *Replica) Book() *team.Book { return r.book }

func (r *link) path(names ...string) string {
	return filepath.Join(append([]string{r.Dir, dirName}, names...)...)
}

// downFor is how long a store that gave no answer is not asked again by single acts.
const downFor = 30 * time.Second

// fresh is how long a list of the store's objects says what is not there.
const fresh = 10 * time.Second

// waits reports whether an error of the store leaves what was to be written waiting here. A right that is missing is told
// to whoever acts at once.
func waits(err error) bool {
	for _, e := range []error{objects.ErrUnreachable, objects.ErrCredentials, objects.ErrFull, objects.ErrNoBucket, objects.ErrClock, context.DeadlineExceeded} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}

// failed notes an error of the store.
func (r *link) failed(err error) {
	if waits(err) {
		r.unread(err)
	}
}

// unread notes why the store cannot be read, whatever the reason: what is here counts meanwhile.
func (r *link) unread(err error) {
	r.mu.Lock()
	r.down, r.failure = time.Now().Add(downFor), err.Error()
	r.mu.Unlock()
}

// errSilent says that the store took a request and said nothing: the next program does not wait for it, either.
var errSilent = errors.New("it did not answer")

// soon asks the store something for somebody who waits for the answer.
func (r *link) soon(ctx context.Context, ask func(context.Context) error) error {
	if r.Limit == 0 {
		return ask(ctx)
	}
	once, cancel := context.WithTimeout(ctx, r.Limit)
	defer cancel()
	err := ask(once)
	if err != nil && once.Err() != nil && ctx.Err() == nil {
		return fmt.Errorf("%s: %w: %w within %s. Look at the network", r.Address, objects.ErrUnreachable, errSilent, r.Limit)
	}
	return err
}

// storeTime is the store's time, for somebody who waits for it.
func (r *link) storeTime(ctx context.Context) (at time.Time, err error) {
	err = r.soon(ctx, func(ctx context.Context) error {
		at, err = r.Store.Time(ctx)
		return err
	})
	return at, err
}

// offline reports whether the store is not to be asked now.
func (r *link) offline() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return time.Now().Before(r.down)
}

// absent reports whether an object was not in a list that was made just now.
func (r *link) absent(name string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	_, there := r.listed[name]
	return !there && r.listed != nil && time.Since(r.listedAt) < fresh
}

// list lists the whole store and keeps the list.
func (r *link) list(ctx context.Context) (map[string]objects.Info, error) {
	all, at := map[string]objects.Info{}, time.Now()
	for o, err := range r.Store.List(ctx, "", "") {
		if err != nil {
			return nil, err
		}
		all[o.Name] = o
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.listed, r.listedAt, r.down = all, at, time.Time{}
	return all, nil
}

// gone reports whether an object that is not in the list is not in the store: it may be younger than the list, or be listed late.
func (r *link) gone(ctx context.Context, name string) (bool, error) {
	_, err := r.Store.Get(ctx, name)
	if errors.Is(err, objects.ErrNotExist) {
		return true, nil
	}
	return false, err
}

func (r *link) forgetList() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.listed = nil
}

// Time is the store's, as far as it is known: where it cannot be reached, this machine's clock with the difference that
// there was last.
func (r *link) Time(ctx context.Context) (time.Time, error) {
	if !r.offline() {
		at, err := r.storeTime(ctx)
		if err == nil {
			r.mu.Lock()
			r.offset = at.Sub(r.Now())
			r.mu.Unlock()
			return at, nil
		}
		if !waits(err) {
			return at, err
		}
		r.failed(err)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.Now().Add(r.offset).UTC(), nil
}

// storeNow is the store's time as far as it is known.
func (r *link) storeNow() time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.Now().Add(r.offset)
}

// ErrSkew says that this machine's clock and the store's differ too much to delete anything by time.
var ErrSkew = errors.New("nothing is deleted while the clocks differ by over 5 minutes")

// Clock is the store's time for what deletes by it. It fails with ErrSkew, with ErrNotJoined, or where the store cannot be reached.
func (r *link) Clock(ctx context.Context) (time.Time, error) {
	if err := r.joined(); err != nil {
		return time.Time{}, err
	}
	at, err := r.storeTime(ctx)
	if err != nil {
		return at, fmt.Errorf("what has expired counts by the store's time: %w", err)
	}
	if skew := r.Now().Sub(at); skew.Abs() > objects.ClockLimit {
		return at, fmt.Errorf("this machine's clock is %s from the store's: %w. Set it, best by a time server", english.Span(skew.Abs()), ErrSkew)
	}
	return at, nil
}

// wrap seals for the store.
func (r *link) wrap(b []byte) ([]byte, error) {
	if r.blockedBy() != nil {
		return nil, r.blockedBy()
	}
	return r.Team.Seal(b)
}

func (r *link) blockedBy() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.blocked
}

func (r *link) block(err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.blocked, r.looked = err, time.Now()
}

// lookEvery is how often single acts look whether the team was changed.
const lookEvery = time.Minute

// look looks at the team unless that was done just now. A change that nobody accepted here is no error: what is written
// waits.
func (r *link) look(ctx context.Context) error {
	r.mu.Lock()
	recent := time.Since(r.looked) < lookEvery
	r.mu.Unlock()
	if recent {
		return nil
	}
	_, _, err := r.Team.Look(ctx)
	if err == nil || errors.Is(err, team.ErrUnknownChange) {
		r.block(err)
		return nil
	}
	return err
}

// fetch gets an object of the store and opens it.
func (r *link) fetch(ctx context.Context, name string) ([]byte, error) {
	sealed, err := r.Store.Get(ctx, name)
	if err != nil {
		return nil, err
	}
	b, err := r.Team.Open(sealed)
	if sealed := (*team.SealedError)(nil); errors.Is(err, archive.ErrDamaged) && !errors.As(err, &sealed) {
		return nil, fmt.Errorf("%s in the store is cut or was changed: %w. Ask who keeps the bucket who wrote into it, and whether an earlier version is kept", name, err)
	}
	if err != nil {
		return nil, fmt.Errorf("%s in the store: %w", name, err)
	}
	return b, nil
}
