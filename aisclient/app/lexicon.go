package app

import (
	"context"
	"slices"
	"sync"

	"aisdesk/aisclient/lexicon"
)

// LexiconFile is the name of the user's own lexicon, which lies beside the config file.
const LexiconFile = "lexicon.toml"

// lexiconStore is the lexicon that rows are read with. It is compiled when it is first asked for.
type lexiconStore struct {
	mu       sync.Mutex
	user     []byte // the user's own file
	compiled func() (*lexicon.Set, []lexicon.Problem)
	ahead    sync.WaitGroup
}

// use takes a user's file from now on.
func (s *lexiconStore) use(file []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.user = file
	s.compiled = sync.OnceValues(func() (*lexicon.Set, []lexicon.Problem) { return lexicon.Load(file) })
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

// Lexicon is what rows are read with: the built-in lexicon with the user's own file over it. Entries of that file that
// cannot be used are left out and named. The first call takes a tenth of a second.
func (a *App) Lexicon() (*lexicon.Set, []lexicon.Problem) {
	set, problems := a.lexicon.get()
	problems = slices.Clone(problems)
	for i := range problems {
		if a.Config.LexiconFile != "" {
			problems[i].File = a.Config.LexiconFile
		}
	}
	return set, problems
}

// Annotated is the dataset with the category of every row in its ledger, which is read to its end.
func (a *App) Annotated(ctx context.Context, d Dataset) (Dataset, error) {
	return d.Annotated(ctx, a.opts.Now())
}
