// Package remote is what a front end may ask of the store that a team shares: bring an archive into it, send and receive,
// who is in the team, what waits.
package remote

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"path/filepath"
	"sync"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/archive/seal"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/objects"
	"aisdesk/aisclient/objects/s3"
	"aisdesk/aisclient/replica"
	"aisdesk/aisclient/team"
)

// Deps are what a Remote works with. All are needed.
type Deps struct {
	// Address is the store's; empty where the archive is a folder that nobody shares.
	Address string
	// CacheBytes is how much room replies take on this machine; 0 keeps all.
	CacheBytes int64
	// Archive is this machine's, in the directory Dir. StateDir holds what this machine knows of the team.
	Archive  func() (*archive.Store, error)
	Dir      string
	StateDir string
	// Author is who acts here.
	Author func(ctx context.Context) (casefile.Author, error)
	// Reload is told of cases whose events were numbered anew.
	Reload func(cases []string)
	// Started is what the team judged by when the program began: its policies are in force until it ends. Nil is nothing.
	Started *team.InForce
	// Judged is told what the team judges by, each time that it was read.
	Judged func(*team.InForce)
	Log    *slog.Logger
	// Getenv reads the environment, for the store's credentials; nil is os.Getenv.
	Getenv func(string) string
	Now    func() time.Time
}

// Remote is the store of a team. Its methods may be called from any goroutine.
type Remote struct {
	// Answers tells of slow ones.
	Answers Answers
	deps    Deps

	mu     sync.Mutex
	opened *opened
	folder *objects.Folder // of an archive that is only read
	tried  time.Time       // when this program synced last, with or without success
	news   bool            // others did something
}

// actLimit is how long somebody who acts, or opens a screen, waits for the store.
const actLimit = 3 * time.Second

// opened is what a Remote works with once it was asked for something.
type opened struct {
	*replica.Replica
	store   *s3.Bucket
	team    *team.Client
	folder  *objects.Folder
	archive *archive.Store
}

// New makes a Remote; nothing is opened yet.
func New(d Deps) *Remote { return &Remote{deps: d} }

// Errors. They are causes: use errors.Is.
var (
	// ErrNoStore says that the settings name no store.
	ErrNoStore = errors.New("the archive is a folder of this machine, which nobody shares. Set archive = \"s3://BUCKET?region=REGION\" in the settings, or AISDESK_ARCHIVE")
	// ErrPlain says that nothing can be sealed here.
	ErrPlain = replica.ErrPlain
)

// Shared reports whether a team shares the archive.
func (r *Remote) Shared() bool { return r.deps.Address != "" }

// open opens what is needed; nothing is asked of the store.
func (r *Remote) open() (*opened, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.opened != nil {
		return r.opened, nil
	}
	if !r.Shared() {
		return nil, ErrNoStore
	}
	store, err := r.deps.Archive()
	if err != nil {
		return nil, err
	}
	if kind, _ := store.Encryption(); kind == seal.None {
		return nil, noKey(r)
	}
	o := &opened{archive: store}
	if o.store, err = bucketOf(r); err != nil {
		return nil, err
	}
	if o.folder, err = objects.OpenFolder(r.deps.Dir); err != nil {
		return nil, err
	}
	o.team = &team.Client{Store: o.store, Key: store, Recipient: store.Key.Recipient, Now: r.deps.Now, Dir: r.deps.Dir,
		Pin: filepath.Join(r.deps.StateDir, team.PinFile(r.deps.Address))}
	within := o.team.Within(o.store)
	o.team.Store = within
	o.Replica, err = replica.Open(replica.Options{Archive: store, Dir: r.deps.Dir, Folder: o.folder, Store: within, Team: o.team, Address: r.deps.Address, InForce: inForceFile(r), CacheBytes: r.deps.CacheBytes, Limit: actLimit,
		Author: r.deps.Author, Case: casefile.Options{Member: o.team.Person}, Now: r.deps.Now})
	if err != nil {
		return nil, errors.Join(err, o.folder.Close())
	}
	r.opened = o
	return o, nil
}

// bucketOf is the store of the settings.
func bucketOf(r *Remote) (*s3.Bucket, error) {
	address, err := url.Parse(r.deps.Address)
	if err != nil {
		return nil, fmt.Errorf("the address of the archive: %w", err)
	}
	b, err := s3.Open(address, r.deps.Getenv)
	if err == nil {
		b.OnSlow(func(waits bool) { r.Answers.count(b.Host(), waits) })
	}
	return b, err
}

// noKey is ErrPlain, or names the directory of the archive with which this machine takes part in the store's team.
func noKey(r *Remote) error {
	dir := team.Dir(filepath.Join(r.deps.StateDir, team.PinFile(r.deps.Address)))
	if dir == "" || dir == r.deps.Dir {
		return ErrPlain
	}
	return fmt.Errorf("this machine takes part in %s with the archive in %s, where its key is, and the settings name the directory %s. Set data_dir = %q", r.deps.Address, dir, r.deps.Dir, dir)
}

// Person is the name of the member whose SSH key has a fingerprint; empty for nobody's, and where no team is.
func (r *Remote) Person(fingerprint string) string {
	if !r.Shared() {
		return ""
	}
	o, err := r.open()
	if err != nil {
		return ""
	}
	return o.team.Person(fingerprint)
}

// Objects are the objects of cases with what seals them; nil where nobody shares the archive. Where it belongs to a store that
// the settings do not name they are there to be read. It fails with ErrPlain where the archive is not encrypted, and where it or
// the store's address cannot be opened.
func (r *Remote) Objects() (objects.Store, casefile.Seal, error) {
	if !r.Shared() {
		return readable(r)
	}
	o, err := r.open()
	if err != nil {
		return nil, nil, err
	}
	return o.Cases(), o.Seal(), nil
}

// Deleted notes that an import is about to be deleted here, and why. It fails where the archive belongs to another store than that of the
// settings, where it cannot be opened, and where that cannot be noted.
func (r *Remote) Deleted(id string, why archive.Expiry) error {
	if !r.Shared() {
		if replica.Sent(r.deps.Dir, id) {
			return replica.Belongs(r.deps.Dir, "")
		}
		return nil
	}
	o, err := r.open()
	if err != nil {
		return err
	}
	return o.Replica.Deleted(id, why)
}

// Fetcher brings replies that are not kept on this machine; nil where nobody shares the archive.
func (r *Remote) Fetcher() func(ctx context.Context, id string) (io.ReadCloser, error) {
	if !r.Shared() {
		return nil
	}
	return func(ctx context.Context, id string) (io.ReadCloser, error) {
		o, err := r.open()
		if err != nil {
			return nil, err
		}
		return o.Fetch(ctx, id)
	}
}

// FetchAll brings all replies to this machine that are not kept on it. It fails as replica.Replica.FetchAll does.
func (r *Remote) FetchAll(ctx context.Context) error {
	if !r.Shared() {
		return nil
	}
	o, err := r.open()
	if err != nil {
		return err
	}
	_, err = o.FetchAll(ctx)
	return err
}

// Now is the time by which things expire: the store's where the archive is shared. It fails with replica.ErrSkew or
// replica.ErrNotJoined.
func (r *Remote) Now(ctx context.Context) (time.Time, error) {
	if !r.Shared() {
		return r.deps.Now(), replica.Belongs(r.deps.Dir, "")
	}
	o, err := r.open()
	if err != nil {
		return time.Time{}, err
	}
	return o.Clock(ctx)
}

// Time is the time by which things expire as far as it is known without asking, and whose it is: where the archive is shared the
// store's, by how far this machine's clock was from it when it was heard of last.
func Time(r *Remote) (now time.Time, by archive.Clock) {
	now = r.deps.Now()
	if !r.Shared() {
		return now, archive.MachineClock
	}
	if o, err := r.open(); err == nil {
		now = now.Add(-o.Skew())
	}
	return now, archive.StoreClock
}

// Close sends what waits, if that takes moments, and releases what was opened. What was not sent goes the next time. The errors
// are the system's; that it was not sent is logged.
func (r *Remote) Close() error {
	if r.folder != nil {
		return r.folder.Close()
	}
	if !r.Shared() {
		return nil
	}
	o, err := r.open()
	if err != nil {
		return nil // whoever asks for the store is told
	}
	ctx, cancel := context.WithTimeout(context.Background(), closeLimit)
	defer cancel()
	if s, err := o.Status(ctx); err == nil && s.Waiting > 0 && s.Problem == "" && !s.AsOf.IsZero() && o.unlocked(ctx) {
		rep, err := o.SyncSoon(ctx)
		if err := synced(r, rep, err); err != nil {
			r.deps.Log.Warn("what waits was not sent", "err", err)
		}
	}
	return errors.Join(o.Replica.Close(), o.folder.Close())
}

// readOnly are objects that are only read.
type readOnly struct {
	objects.Store
	why error
}

func (s readOnly) Create(context.Context, string, []byte) error { return s.why }
func (s readOnly) Delete(context.Context, string) error         { return s.why }

// readable are the objects of cases of an archive that belongs to a store that the settings do not name; nil for any other.
func readable(r *Remote) (objects.Store, casefile.Seal, error) {
	why := replica.Belongs(r.deps.Dir, "")
	if why == nil {
		return nil, nil, nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	store, err := r.deps.Archive()
	if err == nil && r.folder == nil {
		r.folder, err = objects.OpenFolder(r.deps.Dir)
	}
	if err != nil {
		return nil, nil, err
	}
	return readOnly{r.folder, why}, store, nil
}

const closeLimit = 20 * time.Second

// unlocked reports whether what is sealed can be read. A key that the system's keyring holds is opened unasked.
func (o *opened) unlocked(ctx context.Context) bool {
	kind, open := o.archive.Encryption()
	if !open && kind == seal.ByKeyring {
		open = o.archive.Key.Unlock(ctx, aisclient.Secret{}) == nil
	}
	return open
}
