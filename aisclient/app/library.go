package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"

	"aisdesk/aisclient/app/remote"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/archive/seal"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/library"
)

// Library finds saved imports by what people know of them.
type Library struct {
	app     *App
	cases   library.Cases
	working context.Context    // ends with the App
	stop    context.CancelFunc // ends working

	mu     sync.Mutex
	noting chan struct{} // closed once the facts of all new imports are worked out; nil where none ever were
}

func newLibrary(a *App, cases library.Cases) *Library {
	l := &Library{app: a, cases: cases}
	l.working, l.stop = context.WithCancel(context.Background())
	return l
}

func (l *Library) close() {
	l.wait() // it takes a moment, and names the customer in every list to come
	l.stop()
}

// Index is what is known of all saved imports now. It waits a moment for the facts of an import that was just saved. It fails
// where the archive cannot be opened, and as library.Load does.
func (l *Library) Index(ctx context.Context) (*library.Index, error) {
	l.wait()
	l.app.Remote.Refresh(ctx)
	store, err := l.app.archive.get()
	if err != nil {
		return nil, err
	}
	return library.Load(ctx, store, l.cases)
}

// entry is one saved import, without a look at the others. The error is that of App.SavedImport.
func (l *Library) entry(ctx context.Context, id string) (library.Entry, error) {
	store, err := l.app.archive.get()
	if err != nil {
		return library.Entry{}, err
	}
	e, err := library.Read(store, id)
	return e, listHint(err)
}

// Reusable reports whether an access token for further imports is saved with an import.
func (l *Library) Reusable(id string) bool {
	store, err := l.app.archive.get()
	return err == nil && store.HasSecret(accessPrefix+id)
}

// UnlocksUnasked reports whether the archive is opened by a key that the system's keyring holds.
func (l *Library) UnlocksUnasked() bool {
	store, err := l.app.archive.get()
	if err != nil {
		return false
	}
	kind, _ := store.Encryption()
	return kind == seal.ByKeyring
}

// Match returns the id of the import that a person means: by its id as archive.Store.Match takes it, or else by the name
// of a customer who has one import only. It fails with archive.ErrNotFound, an *archive.AmbiguousError or an
// *AmbiguousNameError.
func (l *Library) Match(ctx context.Context, word string) (string, error) {
	l.app.Remote.Refresh(ctx)
	id, err := l.app.archive.match(l.app.Config.DataDir, word)
	if !errors.Is(err, archive.ErrNotFound) || !mayBeName(word) {
		return id, err
	}
	if id, named := l.byName(ctx, word); named != nil || id != "" {
		return id, named
	}
	return "", err
}

// mayBeName reports whether a word can be a person's: it is no path, no id and no number.
func mayBeName(word string) bool {
	return strings.ContainsFunc(word, unicode.IsLetter) && !strings.ContainsFunc(word, func(r rune) bool {
		return unicode.IsDigit(r) || strings.ContainsRune(`/\.:`, r)
	})
}

// byName finds the one import of a customer; no id and no error where there is none.
func (l *Library) byName(ctx context.Context, name string) (id string, err error) {
	if _, err := os.Stat(l.app.Config.DataDir); errors.Is(err, fs.ErrNotExist) {
		return "", nil // none is made to look into it
	}
	if err := l.app.Unlock(ctx); err != nil {
		return "", fmt.Errorf("looking for a customer called %.60q: %w", name, err)
	}
	index, err := l.Index(ctx)
	if err != nil {
		return "", err
	}
	hits := index.Find(library.Owner(name), library.ByDate)
	switch len(hits) {
	case 0:
		return "", nil
	case 1:
		return index.ID(int(hits[0])), nil
	}
	all := make([]library.Entry, len(hits))
	for i, n := range hits {
		all[i] = index.Entry(int(n))
	}
	return "", &ambiguousNameError{Name: name, Imports: all}
}

// ambiguousNameError says that a customer's name fits several imports.
type ambiguousNameError struct {
	Name    string
	Imports []library.Entry // newest first
}

// Error names some of them.
func (e *ambiguousNameError) Error() string {
	some, more := e.Imports, ""
	if len(some) > 5 {
		some, more = some[:5], "; and more"
	}
	lines := make([]string, len(some))
	for i := range some {
		lines[i] = fmt.Sprintf("%s (%s, %s, saved %s)", some[i].ID, some[i].Title(), some[i].Bank(), some[i].Created.Local().Format(time.DateOnly))
	}
	return fmt.Sprintf("%.60q fits %d saved imports: %s%s. Name one by its id", e.Name, len(e.Imports), strings.Join(lines, "; "), more)
}

// Now is the time by which things expire, as far as it is known without asking: the store's where the archive is shared.
func (l *Library) Now() time.Time {
	now, _ := remote.Time(l.app.Remote)
	return now
}

// Expired are the imports that Purge would delete, newest first, and those that say they have expired and stay, because that
// cannot be proven: see archive.Store.Due. It fails where the archive cannot be opened, and as Index does.
func (l *Library) Expired(ctx context.Context) (expired, unproven []library.Entry, err error) {
	store, err := l.app.archive.get()
	if err != nil {
		return nil, nil, err
	}
	index, err := l.Index(ctx)
	if err != nil {
		return nil, nil, err
	}
	now := l.Now()
	for n := range index.Len() {
		switch e := index.Entry(n); {
		case e.Damaged != nil || e.ReadOnly:
		case store.Due(&e.Manifest, now):
			expired = append(expired, e)
		case e.Expired(now):
			unproven = append(unproven, e)
		}
	}
	return expired, unproven, nil
}

// CheckStored compares the stored file of an import with the length and the checksum that were written down when it was saved.
// The archive may be locked. Errors are those of archive.Store.CheckStored.
func (l *Library) CheckStored(ctx context.Context, id string) error {
	store, err := l.app.archive.get()
	if err != nil {
		return err
	}
	return store.CheckStored(ctx, id)
}

// DoubtClock fails with an *archive.ClockError where the clock cannot be right: nothing is deleted by it then.
func (l *Library) DoubtClock() error {
	store, err := l.app.archive.get()
	if err != nil {
		return err
	}
	return store.DoubtClock()
}

// DoubtDeletion is DoubtClock for who is about to delete by the time: see archive.Store.DoubtDeletion. It fails as that does.
func (l *Library) DoubtDeletion() error {
	store, err := l.app.archive.get()
	if err != nil {
		return err
	}
	return store.DoubtDeletion()
}

// TrustClock takes what the clock says for right, though it cannot be where it was expected. It fails where the archive cannot be
// opened, and as archive.Store.TrustClock does.
func (l *Library) TrustClock() error {
	store, err := l.app.archive.get()
	if err != nil {
		return err
	}
	return store.TrustClock()
}

// Tag puts a word on the cases of imports, or takes it off where remove is set. To tag an import that stands alone begins a case,
// as any first act on it does. It returns how many imports were changed, also before an error.
func (l *Library) Tag(ctx context.Context, ids []string, tag string, remove bool) (n int, err error) {
	var act casefile.Act = casefile.Tag{Tag: tag}
	if remove {
		act = casefile.Untag{Tag: tag}
	}
	done := map[string]bool{} // cases, of which several imports may be named
	for _, id := range ids {
		of, err := l.app.Cases.Of(ctx, id)
		if err == nil && of == "" && !remove {
			of, err = l.app.Cases.CaseOf(ctx, Dataset{ID: id})
		}
		if err != nil {
			return n, err
		}
		if of == "" {
			continue // it has no tag
		}
		s, err := l.app.Cases.Get(ctx, of)
		if err != nil {
			return n, err
		}
		if slices.Contains(s.Tags, tag) == remove {
			if _, err := l.app.Cases.Act(ctx, of, act); err != nil {
				return n, err
			}
			done[of] = true
		}
		if done[of] {
			n++
		}
	}
	return n, nil
}

// remember works out the facts of an import that was just saved, beside everything else.
func (l *Library) remember(out intake.Outcome, d Dataset) {
	store, err := l.app.archive.get()
	if err != nil || out.ImportID == "" || out.Ledger == nil {
		return
	}
	d.ID, d.Ledger = out.ImportID, out.Ledger
	l.mu.Lock()
	defer l.mu.Unlock()
	before, done := l.noting, make(chan struct{})
	l.noting = done
	go func() {
		defer close(done)
		if err := l.note(l.working, store, d); err != nil {
			l.app.opts.Log.Warn("the library does not know the new import", "import", d.ID, "err", err)
		}
		if before != nil {
			<-before
		}
	}()
}

// wait waits until the facts of the imports that were saved so far are there.
func (l *Library) wait() {
	l.mu.Lock()
	noting := l.noting
	l.mu.Unlock()
	if noting != nil {
		<-noting
	}
}

func (l *Library) note(ctx context.Context, store *archive.Store, d Dataset) error {
	f, err := library.FactsOf(ledger.Background(ctx), d.Insights(l.app.opts.Now()))
	if err != nil {
		return err
	}
	return library.Save(store, d.ID, f)
}

// Read reads imports whose customers the library does not know yet, as Index.Unread lists them, and tells after each how
// many are done. Those that cannot be read are passed over. It ends with its context; what was read stays.
func (l *Library) Read(ctx context.Context, ids []string, done func(n int)) error {
	store, err := l.app.archive.get()
	if err != nil {
		return err
	}
	for i, id := range ids {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := l.readOne(ctx, store, id); err != nil && ctx.Err() == nil {
			l.app.opts.Log.Warn("the library cannot read an import", "import", id, "err", err)
		}
		if done != nil {
			done(i + 1)
		}
	}
	return ctx.Err()
}

func (l *Library) readOne(ctx context.Context, store *archive.Store, id string) error {
	r, err := l.app.Open(ctx, id)
	if err != nil {
		return err
	}
	rows, _, err := r.Load(ctx, nil)
	if err != nil {
		return err
	}
	d := r.Dataset
	d.Ledger = rows
	return l.note(ctx, store, d)
}
