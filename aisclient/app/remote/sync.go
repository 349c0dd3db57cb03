package remote

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"aisdesk/aisclient/objects"
	"aisdesk/aisclient/replica"
	"aisdesk/aisclient/team"
)

// Sync sends and receives: see replica.Replica.Sync. The archive must be unlocked. Without a store that is shared it fails with
// ErrNoStore.
func (r *Remote) Sync(ctx context.Context) (replica.Report, error) {
	o, err := r.open()
	if err != nil {
		return replica.Report{}, err
	}
	rep, err := o.Sync(ctx)
	return rep, synced(r, rep, err)
}

// synced notes that a sync came to its end.
func synced(r *Remote, rep replica.Report, err error) error {
	r.mu.Lock()
	r.tried = time.Now()
	r.news = r.news || rep.Received+rep.Gone+rep.Events+len(rep.Cases) > 0 // what was sent may have other numbers, or be refused
	r.mu.Unlock()
	r.deps.Reload(rep.Cases)
	return errors.Join(err, judged(r))
}

// SyncGone is Sync that also deletes here many imports at once which the store has no more. It fails as Sync does.
func (r *Remote) SyncGone(ctx context.Context) (replica.Report, error) {
	o, err := r.open()
	if err != nil {
		return replica.Report{}, err
	}
	o.LetGoAll()
	return r.Sync(ctx)
}

// Pace of what is done unasked.
const (
	refreshEvery = 30 * time.Second
	refreshLimit = 10 * time.Second
)

// Refresh syncs where that was not done within half a minute, before something is read. A store that cannot be reached is no
// failure: what is read is as of the last time, which Status says. It does nothing where nobody shares the archive, or while
// that is locked.
func (r *Remote) Refresh(ctx context.Context) {
	if !r.Shared() {
		return
	}
	o, err := r.open()
	if err != nil || !o.unlocked(ctx) {
		return
	}
	r.mu.Lock()
	due := time.Since(r.tried) > refreshEvery
	if due {
		r.tried = time.Now()
	}
	r.mu.Unlock()
	if !due || o.FailedSince(refreshEvery) {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, refreshLimit)
	defer cancel()
	rep, err := o.SyncSoon(ctx)
	if err := synced(r, rep, err); err != nil {
		r.deps.Log.Info("the store was not read", "err", err)
	}
}

// Status is how this machine and the store stand; the zero value where nobody shares the archive. Nothing is asked of the
// store. It fails as replica.Replica.Status and InForce do.
func (r *Remote) Status(ctx context.Context) (replica.Status, error) {
	if !r.Shared() {
		return replica.Status{}, nil
	}
	o, err := r.open()
	if errors.Is(err, ErrPlain) {
		return plainStatus(ctx, r)
	}
	if err != nil {
		return replica.Status{}, err
	}
	s, err := o.Status(ctx)
	if err == nil {
		var now *team.InForce
		now, err = r.InForce()
		s.Restart = !slices.Equal(policies(now), policies(r.deps.Started))
	}
	return s, err
}

// plainStatus says that what an archive that is not encrypted holds does not leave this machine.
func plainStatus(ctx context.Context, r *Remote) (s replica.Status, err error) {
	store, err := r.deps.Archive()
	if err != nil {
		return s, err
	}
	stamps, err := store.Stamps(ctx)
	if s.Waiting = len(stamps); s.Waiting > 0 {
		s.Problem = ErrPlain.Error()
	}
	return s, err
}

// Lacks are the names of the objects of events that are here and not in the store, as it was read last.
func (r *Remote) Lacks() []string {
	if !r.Shared() {
		return nil
	}
	o, err := r.open()
	if err != nil {
		return nil
	}
	return o.Replica.Lacks()
}

// NotReceived are the ids of the imports that are in the store, as it was read last, and could not be taken in here.
func (r *Remote) NotReceived() []string {
	if !r.Shared() {
		return nil
	}
	o, err := r.open()
	if err != nil {
		return nil
	}
	return o.Replica.NotReceived()
}

// FirstWaiting is the number of the first event of a case that waits to be sent; 0 for none.
func (r *Remote) FirstWaiting(ctx context.Context, id string) int64 {
	if !r.Shared() {
		return 0
	}
	o, err := r.open()
	if err != nil {
		return 0
	}
	return o.Replica.FirstWaiting(ctx, id)
}

// policies are the subjects and versions of the team's policies.
func policies(f *team.InForce) (all []string) {
	if f == nil {
		return nil
	}
	for _, a := range f.Accepted {
		if _, ok := team.PolicyOf(a.Subject); ok {
			all = append(all, fmt.Sprint(a.Subject, a.Version))
		}
	}
	return all
}

// Watch syncs at a pace until its context ends, and tells after each time how things stand, and whether others did something
// since it told last. It tells, too, of a server that does not answer.
func (r *Remote) Watch(ctx context.Context, told func(s replica.Status, news bool)) {
	tell := func(host string) {
		if s, err := r.Status(ctx); err == nil {
			s.Slow = host
			told(s, false)
		}
	}
	r.Answers.OnSlow(tell)
	defer r.Answers.OnSlow(nil)
	for ctx.Err() == nil {
		if o, err := r.open(); err == nil && o.unlocked(ctx) {
			once, cancel := context.WithTimeout(ctx, 10*refreshLimit)
			_, _ = r.Sync(once) // the status says
			cancel()
		}
		if s, err := r.Status(ctx); err == nil {
			told(s, takeNews(r))
		}
		var waited <-chan struct{}
		if o, err := r.open(); err == nil {
			waited = o.Waited()
		}
		pause(ctx, waited, func() { tell("") })
	}
}

// pause waits until the next sync is due, and tells when an act begins to wait.
func pause(ctx context.Context, waited <-chan struct{}, tell func()) {
	for due := time.After(refreshEvery); ; {
		select {
		case <-ctx.Done():
			return
		case <-due:
			return
		case <-waited:
			tell()
		}
	}
}

func takeNews(r *Remote) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	news := r.news
	r.news = false
	return news
}

// Refused are the acts that were made offline and that the case did not allow any more when they were sent, the oldest first.
// LetGo forgets one. It fails with seal.ErrLocked where the archive is locked, ErrNoStore or ErrPlain where nothing
// is shared or sealed here, and where the acts cannot be read.
func (r *Remote) Refused() ([]replica.Refused, error) {
	o, err := r.open()
	if err != nil {
		return nil, err
	}
	return o.Refused()
}

// LetGo forgets an act that was refused, or a deletion that the store does not allow: that import comes back with the next
// Sync. It fails with ErrNoStore or ErrPlain as Refused does, where id names neither, and where the disk fails.
func (r *Remote) LetGo(id string) error {
	o, err := r.open()
	if err != nil {
		return err
	}
	return o.LetGo(id)
}

// Probed is what was found out of the store.
type Probed struct {
	Address string `json:"address"`
	objects.Probed
	// Keeps says what stays of deleted things, and until when; empty for nothing.
	Keeps string `json:"keeps,omitempty"`
}

// Probe tries the store: see objects.Probe. It needs no team, no key and no archive. It fails with ErrNoStore, where the address
// or the credentials cannot be used, and as that does.
func (r *Remote) Probe(ctx context.Context) (p Probed, err error) {
	if !r.Shared() {
		return p, ErrNoStore
	}
	store, err := bucketOf(r)
	if err != nil {
		return p, err
	}
	p.Address = store.Address()
	if p.Probed, err = objects.Probe(ctx, store, r.deps.Now); err != nil {
		return p, err
	}
	p.Keeps, err = store.Keeps(ctx)
	return p, err
}

// Join brings the archive of this machine into the store. Where the store belongs to no team it begins one, with the person
// of this machine as its first member. Where this machine knows a team of the store that is gone it fails with team.ErrGone
// unless anew says that another one is to begin.
func (r *Remote) Join(ctx context.Context, m team.Member, anew bool, progress func(n int)) (begun bool, rep replica.Report, err error) {
	o, err := r.open()
	if err != nil {
		return false, rep, err
	}
	_, _, err = o.team.Look(ctx)
	if gone := errors.Is(err, team.ErrGone); errors.Is(err, team.ErrNone) || gone && anew {
		before := filepath.Join(r.deps.StateDir, team.PinFile(o.JoinedTo()))
		if gone { // everything of this machine is sent again: to the new store all of it is new
			if err := o.Leave(); err != nil {
				return false, rep, err
			}
		}
		var by team.Author
		if by, err = r.deps.Author(ctx); err != nil {
			return false, rep, err
		}
		if m.Recipient, err = o.archive.Key.Recipient(); err != nil {
			return false, rep, err
		}
		by.Name = m.Name // whatever this person is called elsewhere
		if by.Signer != nil && !slices.Contains(m.Keys, by.Signer.Key().Fingerprint) {
			m.Keys = append(m.Keys, by.Signer.Key().Fingerprint) // a team must not begin with acts that it cannot tell from claimed ones
		}
		if _, err := objects.Probe(ctx, o.store, r.deps.Now); err != nil {
			return false, rep, err
		}
		err, begun = o.Book().Begin(ctx, m, by, before), true
	}
	if err != nil {
		return begun, rep, err
	}
	rep, err = o.Join(ctx, progress)
	return begun, rep, err
}
