package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"
	"time"

	"filippo.io/age"

	"aisdesk/aisclient"
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

// startTidy sweeps the archive beside everything else. A program that ends first leaves it to the next one.
func (l *lazyArchive) startTidy() {
	var ctx context.Context
	ctx, l.tidy = context.WithCancel(context.Background())
	l.tidied = make(chan struct{})
	go func() {
		defer close(l.tidied)
		_ = l.store.Tidy(ctx)
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

// Encryption is how saved imports are encrypted.
func (a *App) Encryption() (archive.KeyKind, error) {
	store, err := a.archive.get()
	if err != nil {
		return archive.KeyNone, err
	}
	kind, _ := store.Encryption()
	return kind, nil
}

// Unlock makes encrypted imports readable. It asks for a passphrase only if the archive has one. The error is
// archive.ErrLocked where there is nobody to ask.
func (a *App) Unlock(ctx context.Context) error {
	store, err := a.archive.get()
	if err != nil {
		return err
	}
	kind, unlocked := store.Encryption()
	if unlocked || kind == archive.KeyNone {
		return nil
	}
	var pass aisclient.Secret
	if kind == archive.KeyPassphrase {
		if a.opts.Passphrase == nil {
			return archive.ErrLocked
		}
		typed, err := a.opts.Passphrase("Passphrase of the archive: ")
		if err != nil {
			return err
		}
		pass = aisclient.NewSecret(typed)
	}
	return store.Unlock(ctx, pass)
}

// Encrypt has imports encrypted from now on, with a key that the system's keyring holds or that a passphrase opens:
// newPassphrase asks for it. An archive that is encrypted so already is unlocked.
func (a *App) Encrypt(ctx context.Context, kind archive.KeyKind, newPassphrase func() (aisclient.Secret, error)) error {
	store, err := a.archive.get()
	if err != nil {
		return err
	}
	switch now, _ := store.Encryption(); {
	case now != archive.KeyNone && now != kind:
		return otherKindError(now)
	case now != archive.KeyNone:
		return a.Unlock(ctx)
	case kind == archive.KeyKeyring:
		err = store.SetKeyring(ctx)
	default:
		var pass aisclient.Secret
		if pass, err = newPassphrase(); err == nil {
			err = store.SetPassphrase(pass)
		}
	}
	if now, _ := store.Encryption(); errors.Is(err, archive.ErrAlreadyEncrypted) && now != kind {
		return otherKindError(now)
	}
	if errors.Is(err, archive.ErrAlreadyEncrypted) && errors.Is(err, archive.ErrPassphrase) {
		return errOtherPassphrase
	}
	return err
}

// otherKindError says that the archive's key is opened in another way than the one asked for.
func otherKindError(now archive.KeyKind) error {
	return fmt.Errorf("imports are encrypted already, with a key that the %s opens, and it stays so", now)
}

// errOtherPassphrase is what the second of two programs that set up encryption at once says.
var errOtherPassphrase = errors.New("another program has just set up encryption with another passphrase, and that one counts. " +
	"Nothing is encrypted with yours. Run the command again with the other passphrase")

// EncryptOlder encrypts the cases and the imports that were saved before encryption was set up, and returns how many.
func (a *App) EncryptOlder(ctx context.Context) (int, error) {
	store, err := a.archive.get()
	if err != nil {
		return 0, err
	}
	if err := a.Cases.SealOlder(ctx); err != nil {
		return 0, err
	}
	return store.EncryptExisting(ctx)
}

// Keys changes who can open the archive, and brings it back from a copy. It is a part of an App.
type Keys struct{ a *App }

// ChangePassphrase has another passphrase open the archive; no import is written anew. It fails with
// archive.ErrNotEncrypted or archive.ErrPassphrase.
func (k Keys) ChangePassphrase(old, pass aisclient.Secret) error {
	store, err := k.a.archive.get()
	if err != nil {
		return err
	}
	return store.ChangePassphrase(old, pass)
}

// AddRecovery lets the holder of an age identity open the archive, too: see archive.Store.AddRecovery.
func (k Keys) AddRecovery(ctx context.Context, recipient string) error {
	store, err := k.a.archive.get()
	if err == nil {
		err = k.a.Unlock(ctx)
	}
	if err != nil {
		return err
	}
	return store.AddRecovery(recipient)
}

// Recover opens the archive by the age identities of a file and has a new passphrase open it from now on.
func (k Keys) Recover(ctx context.Context, identityFile string, pass func() (aisclient.Secret, error)) error {
	store, err := k.a.archive.get()
	if err != nil {
		return err
	}
	f, err := os.Open(identityFile)
	if err != nil {
		return err
	}
	defer f.Close()
	identities, err := age.ParseIdentities(f)
	if err != nil {
		return fmt.Errorf("%s holds no age identity: %w", identityFile, err)
	}
	words, err := pass()
	if err != nil {
		return err
	}
	return store.Recover(ctx, identities, words)
}

// Restore takes out of a copy of the archive what is missing or damaged here, and returns how many imports.
func (k Keys) Restore(ctx context.Context, from string) (int, error) {
	store, err := k.a.archive.get()
	if err != nil {
		return 0, err
	}
	if same, err := sameDir(from, k.a.Config.DataDir); err != nil || same {
		return 0, errors.Join(err, errIf(same, "that is the archive itself: name a copy of it"))
	}
	return store.Restore(ctx, from)
}

func errIf(is bool, text string) error {
	if is {
		return errors.New(text)
	}
	return nil
}

func sameDir(x, y string) (bool, error) {
	a, err := os.Stat(x)
	if err != nil {
		return false, err
	}
	b, err := os.Stat(y)
	return err == nil && os.SameFile(a, b), nil
}

// Doubt says what of the archive is not as this machine knows it, or nil; Trust accepts it as it is.
func (k Keys) Doubt() (store *archive.Store, doubt, err error) {
	store, err = k.a.archive.get()
	if err != nil {
		return nil, nil, err
	}
	return store, store.Doubt(), nil
}
