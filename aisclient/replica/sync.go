package replica

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"time"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/archive/disk"
	"aisdesk/aisclient/objects"
	"aisdesk/aisclient/team"
)

// Report is what a Sync did.
type Report struct {
	// Received are imports of which something came, Gone those that others deleted, Events the events of cases.
	Received int `json:"received"`
	Gone     int `json:"gone"`
	Events   int `json:"events"`
	// Sent are records of imports, Acts the events of cases that waited, Deleted the imports that were deleted here.
	Sent    int `json:"sent"`
	Acts    int `json:"acts"`
	Deleted int `json:"deleted"`
	// Refused are acts that waited and are not allowed any more.
	Refused int `json:"refused"`
	// Evicted are replies that do not lie on this machine any more, to save room: opening one fetches it.
	Evicted int `json:"evicted,omitempty"`
	// Problems are what of the store could not be read, a sentence each.
	Problems []string `json:"problems,omitempty"`
	// Cases are those of which something was sent: what was read of them before is old.
	Cases []string `json:"-"`
}

// Status is how this machine and the store stand.
type Status struct {
	// AsOf is when the store was read last, by this machine's clock; zero for never.
	AsOf time.Time `json:"asOf,omitzero"`
	// Skew is how far this machine's clock was before the store's then.
	Skew time.Duration `json:"skewNanoseconds"`
	// Waiting is the number of things that wait to be sent, Refused of acts that were refused.
	Waiting int `json:"waiting"`
	Refused int `json:"refused"`
	// Undeleted are the ids of imports that were deleted here and stay in the store, which does not allow it.
	Undeleted []string `json:"undeleted,omitempty"`
	// Lexicon is the version of the team's lexicon, as it was read last; 0 where each machine has its own. Proposals is the number of
	// those that wait for a review.
	Lexicon   int `json:"lexiconVersion,omitempty"`
	Proposals int `json:"proposals,omitempty"`
	// Restart says that the team's policies are others than when this program began: it judges by them once it begins again.
	Restart bool `json:"-"`
	// Slow is the server that has not answered for a second; empty while nobody waits for it.
	Slow string `json:"-"`
	// Warnings is the number of problems that the last Sync found in what is in the store: the next one tells them.
	Warnings int `json:"-"`
	// Problem is why the last attempt did not come to its end; empty if it did.
	Problem string `json:"problem,omitempty"`
}

// noted is the file of the last Sync.
type noted struct {
	AsOf time.Time
	// Store is the store's clock then.
	Store   time.Time
	Problem string
	// Swept is when what was left in the store was deleted last, by its clock.
	Swept time.Time
	// Tried is when it was tried last, with or without success.
	Tried time.Time
	// Overwritten are objects of cases, and Exchanged the imports, of which the store has others than this machine.
	Overwritten, Exchanged []string
	// Compared is when young objects were written that were compared with what is here, by their names.
	Compared map[string]time.Time
	// PutBack is what was deleted, put back into the store and deleted there again, or what the store lost and was sent again.
	PutBack []putBack
	// Lost are the names of the events that are here and not in the store.
	Lost []string
	// NotReceived are the ids of the imports that are in the store and could not be taken in.
	NotReceived []string
	Warnings    int
	// Down is until when a store that said nothing is not asked by single acts.
	Down time.Time
}

// FailedSince reports whether an attempt within a time before now came to no end, of whichever program: the next one may wait.
func (r *Replica) FailedSince(d time.Duration) bool {
	n := r.noted()
	return n.Problem != "" && time.Since(n.Tried) < d
}

func (r *Replica) noteFile() string { return r.path("status.json") }

func (r *Replica) noted() (n noted) {
	b, err := os.ReadFile(r.noteFile())
	if err != nil || json.Unmarshal(b, &n) != nil {
		return noted{}
	}
	return n
}

// Skew is how far this machine's clock was before the store's when that was heard of last; 0 where it never was.
func (r *Replica) Skew() time.Duration { return r.noted().skew() }

func (n noted) skew() time.Duration {
	if n.AsOf.IsZero() {
		return 0
	}
	return n.AsOf.Sub(n.Store)
}

// Status asks nothing of the store. It fails where what is noted on this machine cannot be read, and with ctx's error.
func (r *Replica) Status(ctx context.Context) (Status, error) {
	n := r.noted()
	s := Status{AsOf: n.AsOf, Problem: n.Problem, Warnings: n.Warnings, Refused: len(names(r.path("refused"), "")), Undeleted: names(r.path("undeleted"), "")}
	r.mu.Lock()
	if s.Problem == "" {
		s.Problem = r.failure
	}
	r.mu.Unlock()
	s.Skew = n.skew()
	f, err := team.ReadInForce(r.InForce)
	if err != nil {
		return s, err
	}
	if f != nil {
		s.Proposals = f.Waiting
	}
	if a := f.Of(team.LexiconSubject); a != nil {
		s.Lexicon = a.Version
	}
	for o, err := range r.outbox.List(ctx, "cases/", "") {
		if err != nil {
			return s, err
		}
		if strings.HasSuffix(o.Name, ".event") {
			s.Waiting++
		}
	}
	s.Waiting += len(names(r.path("deleted"), ""))
	stamps, err := r.Archive.Stamps(ctx)
	for _, st := range stamps {
		if r.state(st.ID).Record == 0 {
			s.Waiting++
		}
	}
	if apart := r.joined(); apart != nil && s.Waiting > 0 {
		s.Problem = apart.Error()
	}
	return s, err
}

// ErrBusy says that another program is just doing the same with this archive.
var ErrBusy = errors.New("another program on this machine is sending and receiving now")

// Sync takes in what others did, and then sends what waits here, in order. Ended or killed anywhere it loses nothing: the
// next one goes on. A change of the team that nobody accepted here is an error that wraps team.ErrUnknownChange: what others
// did was taken in, and nothing was sent. Reading needs the archive unlocked.
func (r *Replica) Sync(ctx context.Context) (Report, error) { return r.syncOnce(ctx, r.Store.Time) }

// SyncSoon is Sync for somebody who waits for something else: a store that does not answer at first is not waited for. Else it
// fails as Sync does.
func (r *Replica) SyncSoon(ctx context.Context) (Report, error) { return r.syncOnce(ctx, r.storeTime) }

func (r *Replica) syncOnce(ctx context.Context, clock func(context.Context) (time.Time, error)) (rep Report, err error) {
	release, err := r.lock()
	if err != nil {
		return rep, err
	}
	defer release()
	if err := r.joined(); err != nil {
		return rep, err
	}
	n := r.noted()
	at, err := clock(ctx)
	if err == nil {
		err = r.sync(ctx, at, &n, &rep)
	}
	n.Problem, n.Tried, n.Warnings, n.Down = "", time.Now(), len(rep.Problems), time.Time{}
	if err != nil {
		n.Problem = err.Error()
		r.failed(err)
		if errors.Is(err, errSilent) {
			n.Down = time.Now().Add(downFor)
		}
	}
	return rep, errors.Join(err, writeJSON(r.noteFile(), n))
}

func (r *Replica) sync(ctx context.Context, at time.Time, n *noted, rep *Report) error {
	started := r.Now()
	r.mu.Lock()
	r.offset, r.down, r.failure = at.Sub(started), time.Time{}, ""
	r.mu.Unlock()
	r.read = map[string]bool{}
	_, _, unknown := r.Team.Look(ctx)
	if unknown != nil && !errors.Is(unknown, team.ErrUnknownChange) {
		r.block(unknown)
		return unknown
	}
	r.block(unknown)
	all, err := r.list(ctx)
	if err == nil {
		err = r.pullBook(ctx, all, rep)
	}
	var found again
	if err == nil {
		found, err = r.pullCases(ctx, all, n, rep)
	}
	var gone, disputed map[string]bool
	if err == nil {
		gone, disputed, err = deletions{r.link}.pull(ctx, all, rep)
	}
	if err == nil {
		err = r.pullImports(ctx, all, gone, disputed, n, rep)
	}
	if err == nil {
		err = r.compareImports(ctx, all, n, rep)
	}
	if err != nil {
		return err
	}
	n.AsOf, n.Store = started, at
	if unknown != nil {
		return unknown
	}
	if err := (deletions{r.link}).push(ctx, all); err != nil {
		return err
	}
	if err := (restored{r.acts}).sendLost(ctx, all, found.lost, at, n, rep); err != nil {
		return err
	}
	if err := (replies{r.imports}).sendLostReplies(ctx, all, gone, n, rep); err != nil {
		return err
	}
	found.imports = r.importsAgain(all, gone, rep)
	if err := (restored{r.acts}).deleteAgain(ctx, all, found, at, n, rep); err != nil {
		return err
	}
	err = pushAll(ctx, r.acts, gone, rep)
	if err == nil || errors.Is(err, objects.ErrFull) { // acts erase cases, and deleting makes room
		err = errors.Join(err, r.pushDeletions(ctx, all, rep))
	}
	if err != nil {
		return err
	}
	if err := r.eraseRefused(ctx); err != nil {
		return err
	}
	if err := r.sweep(ctx, all, at, n); err != nil {
		return err
	}
	if err := (replies{r.imports}).evict(ctx, all, n, rep); err != nil {
		return err
	}
	for _, p := range n.PutBack {
		rep.Problems = append(rep.Problems, p.What)
	}
	return nil
}

// lock keeps two programs of one machine from sending the same twice.
func (r *Replica) lock() (release func(), err error) {
	root, err := os.OpenRoot(r.path())
	if err != nil {
		return nil, err
	}
	unlock, _, err := disk.WaitForLock(root, disk.OS{})
	if err != nil {
		_ = root.Close()
		if errors.Is(err, archive.ErrBusy) {
			err = ErrBusy
		}
		return nil, err
	}
	return func() { unlock(); _ = root.Close() }, nil
}
