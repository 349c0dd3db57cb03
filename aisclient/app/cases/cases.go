// Package cases is what a front end may ask about cases: begin one, bring imports and files into it, act on its rows,
// decide, look at what others did, and read its imports as one with the acts laid on their rows.
package cases

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/objects"
	"aisdesk/aisclient/text"
)

// Deps are what Cases works with. Archive, Dir, Load and Now are needed.
type Deps struct {
	// Archive is the open archive, in whose directory Dir cases lie.
	Archive func() (*archive.Store, error)
	Dir     string
	// Load reads an import of the archive to its end.
	Load func(ctx context.Context, importID string) (*ledger.Ledger, error)
	// StateDir holds the last events that this machine has seen of each case.
	StateDir string
	Now      func() time.Time
	Settings Settings
	// Passphrase asks for that of an SSH key; nil refuses.
	Passphrase func(prompt string) (string, error)
	// Data asks the provider for all that it holds of an owner, in the environment Environment; nil where nobody can.
	Data        func(ctx context.Context, ownerExternalID string) ([]byte, error)
	Environment string
	// Shared gives the objects of cases with what seals them where a team shares the archive, else nil, and Refresh takes in
	// what others wrote; nil for both where nobody ever does.
	Shared  func() (objects.Store, casefile.Seal, error)
	Refresh func(ctx context.Context)
	// Lacks are the names of the objects of events that are here and that the team's store did not have when it was read last; nil for none.
	Lacks func() []string
	// NotReceived are the ids of the imports that are in the team's store and could not be taken in here; nil for none.
	NotReceived func() []string
	// MayErase fails where the role of this machine's person in a team does not include it; nil allows it.
	MayErase func() error
	// Buried reports whether the team's store says that an import was deleted; nil for none.
	Buried func(importID string) bool
	// Waits is the number of the first event of a case that waits to be sent to the team's store; 0 for none. Nil is none, ever.
	Waits func(ctx context.Context, id string) int64
	// Member names the person to whom a key belongs; nil counts each key as a person.
	Member func(fingerprint string) string
}

// Settings are the user's of cases.
type Settings struct {
	// Author signs acts with a name; empty is the user's of this machine.
	Author string
	// FourEyes says which decisions need two people.
	FourEyes casefile.FourEyes
	// Sign signs events with an SSH key. Key is its file, or its fingerprint or comment in ssh-agent; empty takes the first
	// that the agent has.
	Sign bool
	Key  string
	// Keep is how long a case is kept after its last event; 0 is not said, below 0 for ever.
	Keep time.Duration
}

// Cases are the cases of an archive. Its methods may be called from any goroutine.
type Cases struct {
	// Aggregates are what the provider holds of the people of cases.
	Aggregates Aggregates
	// Retention is how long cases are kept.
	Retention Retention

	deps Deps

	heads  heads
	people authors

	mu     sync.Mutex
	folder *objects.Folder
	logs   map[string]*casefile.Log
	waits  map[string]int64 // of the logs: what waited when they were read
}

// New makes Cases; nothing is opened yet.
func New(d Deps) *Cases {
	c := &Cases{deps: d, heads: heads{d.Dir, d.StateDir}, people: authors{settings: d.Settings, passphrase: d.Passphrase}, logs: map[string]*casefile.Log{}, waits: map[string]int64{}}
	c.Aggregates, c.Retention = Aggregates{c}, Retention{c}
	return c
}

// Close releases what was opened. The errors are the system's.
func (c *Cases) Close() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	errs := []error{c.people.close()}
	if c.folder != nil {
		errs = append(errs, c.folder.Close())
	}
	return errors.Join(errs...)
}

// open gives the store of cases and the archive that seals them.
func (c *Cases) open() (objects.Store, *archive.Store, error) {
	store, err := c.deps.Archive()
	if err != nil {
		return nil, nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.folder == nil {
		if c.folder, err = objects.OpenFolder(c.deps.Dir); err != nil {
			return nil, nil, err
		}
		_ = notePlain(context.Background(), c, store, false) // where it cannot be noted the next look is the first once more
	}
	if c.deps.Shared != nil {
		if shared, _, err := c.deps.Shared(); shared != nil || err != nil {
			return shared, store, err
		}
	}
	return c.folder, store, nil
}

// seal is what seals the objects of cases.
func (d *Deps) seal(store *archive.Store) (casefile.Seal, error) {
	if d.Shared != nil {
		if _, seal, err := d.Shared(); seal != nil || err != nil {
			return guarded{seal, store}, err
		}
	}
	return guarded{store, store}, nil
}

// refresh takes in what others wrote, where a team shares the archive.
func (d *Deps) refresh(ctx context.Context) {
	if d.Refresh != nil {
		d.Refresh(ctx)
	}
}

// Reload forgets what was read of cases whose events are others now.
func Reload(c *Cases, ids []string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, id := range ids {
		delete(c.logs, id)
	}
}

// Author is who acts on this machine. It fails where the key that the settings name cannot be had.
func Author(ctx context.Context, c *Cases) (casefile.Author, error) { return c.people.now(ctx) }

// log opens the chain of a case and reads what is new in it.
func (c *Cases) log(ctx context.Context, id string) (*casefile.Log, error) {
	objs, store, err := c.open()
	if err != nil {
		return nil, err
	}
	if !archive.IsID(id) {
		return nil, fmt.Errorf("case %.40s: %w", text.Clean(id), casefile.ErrNotFound)
	}
	c.deps.refresh(ctx)
	seal, err := c.deps.seal(store)
	if err != nil {
		return nil, err
	}
	waits := waiting(ctx, c, id)
	c.mu.Lock()
	l := c.logs[id]
	if l != nil && c.waits[id] != waits { // what waited may have been sent since, by another program, and have other numbers
		l = nil
	}
	c.waits[id] = waits
	if l == nil {
		l = casefile.Start(objs, id, casefile.LogOptions{Options: casefile.Options{Member: c.deps.Member}, Seal: seal, Now: c.deps.Now,
			Noted: func() casefile.Head { h, _ := c.heads.seen(id); return h }})
		c.logs[id] = l
	}
	c.mu.Unlock()
	if err := l.Refresh(ctx); err != nil {
		return nil, fmt.Errorf("case %s: %w", id, readable(c.deps.Dir, err))
	}
	c.note(ctx, l.State())
	return l, nil
}

// readable adds the next step to an error of the directory of an archive.
func readable(dir string, err error) error {
	if path := (*fs.PathError)(nil); errors.As(err, &path) && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("the cases of the archive cannot be read (%w): %s must be a folder that you may read and write, or the archive be restored from a copy",
			err, filepath.Join(dir, "cases"))
	}
	return err
}

// note remembers the last event of a case that keeps its number.
func (c *Cases) note(ctx context.Context, s *casefile.State) {
	if last := Settled(ctx, c, s); last > 0 {
		c.heads.note(s.ID, s, casefile.Head{Seq: last, Hash: s.History[last-1].Hash})
	}
}

// Settled is the number of the last event of a case that was read and keeps its number: those behind it wait to be sent to a team's
// store, and may get others there.
func Settled(ctx context.Context, c *Cases, s *casefile.State) int64 {
	last := int64(len(s.History)) // the head may be further, where an event cannot be read
	if first := waiting(ctx, c, s.ID); first > 0 {
		return min(first-1, last)
	}
	return last
}

// waiting is the number of the first event of a case that waits to be sent; 0 for none.
func waiting(ctx context.Context, c *Cases, id string) int64 {
	if c.deps.Waits == nil {
		return 0
	}
	return c.deps.Waits(ctx, id)
}

// Get is a case as it is now. It fails with casefile.ErrNotFound where there is none, and where the archive or an event cannot be
// opened or read.
func (c *Cases) Get(ctx context.Context, id string) (*casefile.State, error) {
	l, err := c.log(ctx, id)
	if err != nil {
		return nil, err
	}
	if l.State().Head.Seq == 0 && l.State().ReadOnly == "" {
		return nil, fmt.Errorf("case %s: %w", id, casefile.ErrNotFound)
	}
	return l.State(), nil
}

// AllIDs are the ids of all cases, with those of which this machine has seen events and nothing is left. It fails as IDs does.
func (c *Cases) AllIDs(ctx context.Context) ([]string, error) {
	ids, err := c.IDs(ctx)
	if err != nil {
		return nil, err
	}
	ids = append(ids, c.heads.ids()...)
	slices.Sort(ids)
	return slices.Compact(ids), nil
}

// IDs are the ids of all cases, the oldest first. It fails where the archive cannot be opened or read, and with ctx's error.
func (c *Cases) IDs(ctx context.Context) ([]string, error) {
	info, err := os.Stat(filepath.Join(c.deps.Dir, "cases"))
	if err == nil && !info.IsDir() {
		return nil, readable(c.deps.Dir, &fs.PathError{Op: "open", Path: "cases", Err: errors.New("it is no folder")})
	}
	if _, err := os.Stat(c.deps.Dir); errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	objs, _, err := c.open()
	if err != nil {
		return nil, err
	}
	c.deps.refresh(ctx)
	var ids []string
	for after := folderOfCases; ; { // the first object of each case, then on behind it
		id := ""
		for o, err := range objs.List(ctx, folderOfCases, after) {
			if err != nil {
				return nil, err
			}
			id, _, _ = strings.Cut(strings.TrimPrefix(o.Name, folderOfCases), "/")
			break
		}
		if id == "" {
			return ids, nil
		}
		if archive.IsID(id) {
			ids = append(ids, id)
		}
		after = folderOfCases + id + "0" // behind every name of the case: 0 follows the slash
	}
}

// Listed is a case of the list.
type Listed struct {
	ID string
	// State is nil where the case cannot be read: Err says why.
	State *casefile.State
	Err   error
}

// Matches reports whether every word stands in what the case is called, its people, status, decision, tags, day or id; case and
// accents do not matter.
func (l *Listed) Matches(words string) bool {
	all := l.ID
	if st := l.State; st != nil {
		all += " " + st.Label + " " + st.Status + " " + st.Created.Format("2006-01-02") + " " + strings.Join(st.Tags, " ")
		for _, p := range st.People {
			all += " " + p.Name + " " + p.OwnerExternalID
		}
		if st.Decision != nil {
			all += " " + string(st.Decision.Outcome)
		}
	}
	return holdsWords(all, words)
}

// holdsWords reports whether every one of some words stands in a text, whatever their case and accents.
func holdsWords(all, words string) bool {
	all = text.Fold(all)
	for word := range strings.FieldsSeq(text.Fold(words)) {
		if !strings.Contains(all, word) {
			return false
		}
	}
	return true
}

// named reports whether every word stands in the label or in a person's name; no words name nothing.
func (l *Listed) named(words string) bool {
	if l.State == nil || strings.TrimSpace(words) == "" {
		return false
	}
	all := l.State.Label
	for _, p := range l.State.People {
		all += " " + p.Name
	}
	return holdsWords(all, words)
}

// List reads all cases, the newest first. One that cannot be read hides no other. It fails as IDs does.
func (c *Cases) List(ctx context.Context) ([]Listed, error) {
	ids, err := c.IDs(ctx)
	if err != nil {
		return nil, err
	}
	var all []Listed
	for _, id := range slices.Backward(ids) {
		s, err := c.Get(ctx, id)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if errors.Is(err, casefile.ErrNotFound) {
			continue // begun, and its first event never came
		}
		all = append(all, Listed{id, s, err})
	}
	return all, nil
}

// Find is the id of the case that a person means by a word: a whole id, the beginning of one or of its part behind the
// hyphen, latest, the label, the id of an import that belongs to it, or else words of the label and of its people. It fails with casefile.ErrNotFound, or an
// *AmbiguousError.
func (c *Cases) Find(ctx context.Context, word string) (string, error) {
	all, err := c.List(ctx)
	if err != nil {
		return "", err
	}
	if len(all) > 0 && (word == "latest" || word == "last") {
		return all[0].ID, nil
	}
	var fit []Listed
	for _, l := range all {
		_, tail, _ := strings.Cut(l.ID, "-")
		s := l.State
		begins := len(word) >= 4 && (strings.HasPrefix(l.ID, word) || strings.HasPrefix(tail, word))
		if begins || s != nil && (s.Label != "" && text.Fold(s.Label) == text.Fold(word) || s.Holds(word)) {
			fit = append(fit, l)
		}
	}
	if len(fit) == 0 { // else words of what cases are called, or of who applies
		fit = slices.DeleteFunc(all, func(l Listed) bool { return !l.named(word) })
	}
	switch len(fit) {
	case 0:
		return "", fmt.Errorf("%.60s: %w. \"aisdesk case list\" lists the cases", text.Clean(word), casefile.ErrNotFound)
	case 1:
		return fit[0].ID, nil
	}
	return "", &AmbiguousError{word, fit}
}
