package app

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"sync"
	"time"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/lexicon"
	"aisdesk/aisclient/team"
)

// lazyArchive is an archive that is opened when it is first asked for.
type lazyArchive struct {
	open func() (*archive.Store, error)

	mu     sync.Mutex
	store  *archive.Store
	tidy   context.CancelFunc
	tidied chan struct{}
}

func (l *lazyArchive) get() (*archive.Store, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.store != nil {
		return l.store, nil
	}
	s, err := l.open()
	if err == nil {
		l.store = s
		l.startTidy()
	}
	return s, err
}

// tidyAfter is how long a program has run before it sweeps the archive: one that ends sooner, as a list of many imports does,
// would be at it in vain each time, for longer than its own work takes.
const tidyAfter = time.Second

// startTidy sweeps the archive beside everything else. A program that ends first leaves it to the next one.
func (l *lazyArchive) startTidy() {
	var ctx context.Context
	ctx, l.tidy = context.WithCancel(context.Background())
	l.tidied = make(chan struct{})
	go func() {
		defer close(l.tidied)
		select {
		case <-ctx.Done():
		case <-time.After(tidyAfter):
			_ = l.store.Tidy(ctx)
		}
	}()
}

// match returns the id of the import that a word means: see archive.Store.Match. Where no archive is, none is made.
func (l *lazyArchive) match(dir, word string) (string, error) {
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return "", archive.ErrNotFound
	}
	store, err := l.get()
	if err != nil {
		return "", err
	}
	return store.Match(word)
}

func (l *lazyArchive) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.store != nil {
		l.tidy()
		<-l.tidied
		l.store.Close()
	}
}

// lexiconStore is the lexicon that rows are read with. It is compiled when it is first asked for.
type lexiconStore struct {
	mu       sync.Mutex
	user     []byte // the user's own file, or the team's
	team     int    // the version of the team's file; 0 where the file is the user's own
	compiled func() (*lexicon.Set, []lexicon.Problem)
	ahead    sync.WaitGroup
}

// use takes a user's file from now on.
func (s *lexiconStore) use(file []byte) {
	s.take(file, 0, func() (*lexicon.Set, []lexicon.Problem) { return lexicon.Load(file) })
}

// useTeam takes what a team judges by, where it has a lexicon: its file then stands in for the user's own.
func (s *lexiconStore) useTeam(f *team.InForce) {
	a := f.Of(team.LexiconSubject)
	if a == nil || a.Version == s.teamVersion() {
		return
	}
	file := []byte(a.Content)
	s.take(file, a.Version, func() (*lexicon.Set, []lexicon.Problem) { return lexicon.LoadTeam(file, a.Version) })
}

func (s *lexiconStore) take(file []byte, version int, compile func() (*lexicon.Set, []lexicon.Problem)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.user, s.team, s.compiled = file, version, sync.OnceValues(compile)
}

// teamVersion is that of the team's file; 0 where the user's own is in force.
func (s *lexiconStore) teamVersion() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.team
}

// file is the user's own file.
func (s *lexiconStore) file() []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.user
}

func (s *lexiconStore) get() (*lexicon.Set, []lexicon.Problem) {
	s.mu.Lock()
	compiled := s.compiled
	s.mu.Unlock()
	return compiled()
}

func (s *lexiconStore) set() *lexicon.Set { set, _ := s.get(); return set }

// prepare compiles beside what goes on; close waits for it, which takes at most a tenth of a second or so.
func (s *lexiconStore) prepare() { s.ahead.Go(func() { s.get() }) }
func (s *lexiconStore) close()   { s.ahead.Wait() }
