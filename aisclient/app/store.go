package app

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"sync"
	"time"

	"aisdesk/aisclient/archive"
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

const day = 24 * time.Hour

// retention is how long an import is kept: what a variable or the config file says, or else what was chosen on
// the settings screen. It is negative for imports that are kept until they are deleted.
func retention(c Config, s settingsStore) time.Duration {
	if c.RetentionFixed {
		return c.Retention
	}
	days := s.load(Settings{RetentionDays: int(c.Retention / day)}).RetentionDays
	if days <= 0 {
		return -1
	}
	return time.Duration(days) * day
}
