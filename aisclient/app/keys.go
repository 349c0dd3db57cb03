package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"filippo.io/age"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/archive/seal"
	"aisdesk/aisclient/casefile"
)

// Encryption is how saved imports are encrypted. It fails where the archive cannot be opened.
func (k Keys) Encryption() (seal.Kind, error) {
	store, err := k.a.archive.get()
	if err != nil {
		return seal.None, err
	}
	kind, _ := store.Encryption()
	return kind, nil
}

// Unlock makes encrypted imports readable. It asks for a passphrase only if the archive has one. The error is
// seal.ErrLocked where there is nobody to ask.
func (a *App) Unlock(ctx context.Context) error {
	store, err := a.archive.get()
	if err != nil {
		return err
	}
	kind, unlocked := store.Encryption()
	if unlocked || kind == seal.None {
		return nil
	}
	var pass aisclient.Secret
	if kind == seal.ByPassphrase {
		if a.opts.Passphrase == nil {
			return seal.ErrLocked
		}
		typed, err := a.opts.Passphrase("Passphrase of the archive: ")
		if err != nil {
			return err
		}
		pass = aisclient.NewSecret(typed)
	}
	return store.Key.Unlock(ctx, pass)
}

// Encrypt has imports encrypted from now on, with a key that the system's keyring holds or that a passphrase opens:
// newPassphrase asks for it. An archive that is encrypted so already is unlocked. It fails where the archive is encrypted in
// another way or with another passphrase, where newPassphrase or the keyring gives no key, and as Unlock does.
func (k Keys) Encrypt(ctx context.Context, kind seal.Kind, newPassphrase func() (aisclient.Secret, error)) error {
	store, err := k.a.archive.get()
	if err != nil {
		return err
	}
	switch now, _ := store.Encryption(); {
	case now != seal.None && now != kind:
		return otherKindError(now)
	case now != seal.None:
		return k.a.Unlock(ctx)
	case kind == seal.ByKeyring:
		err = store.Key.SetKeyring(ctx)
	default:
		var pass aisclient.Secret
		if pass, err = newPassphrase(); err == nil {
			err = store.Key.SetPassphrase(ctx, pass)
		}
	}
	if err == nil {
		return cases.Sealed(ctx, k.a.Cases.Cases)
	}
	if now, _ := store.Encryption(); errors.Is(err, seal.ErrAlreadyEncrypted) && now != kind {
		return otherKindError(now)
	}
	if errors.Is(err, seal.ErrAlreadyEncrypted) && errors.Is(err, seal.ErrPassphrase) {
		return errOtherPassphrase
	}
	return err
}

// otherKindError says that the archive's key is opened in another way than the one asked for.
func otherKindError(now seal.Kind) error {
	return fmt.Errorf("imports are encrypted already, with a key that the %s opens, and it stays so", now)
}

// errOtherPassphrase is what the second of two programs that set up encryption at once says.
var errOtherPassphrase = errors.New("another program has just set up encryption with another passphrase, and that one counts. " +
	"Nothing is encrypted with yours. Run the command again with the other passphrase")

// EncryptOlder encrypts the cases and the imports that were saved before encryption was set up, and returns how many. It fails as
// cases.Cases.SealOlder and archive.Store.EncryptExisting do.
func (k Keys) EncryptOlder(ctx context.Context) (int, error) {
	store, err := k.a.archive.get()
	if err != nil {
		return 0, err
	}
	if err := k.a.Cases.SealOlder(ctx); err != nil {
		return 0, err
	}
	return store.EncryptExisting(ctx)
}

// Keys changes who can open the archive, and brings it back from a copy. It is a part of an App.
type Keys struct{ a *App }

// ChangePassphrase has another passphrase open the archive; no import is written anew. It fails with
// seal.ErrNotEncrypted or seal.ErrPassphrase.
func (k Keys) ChangePassphrase(ctx context.Context, old, pass aisclient.Secret) error {
	store, err := k.a.archive.get()
	if err != nil {
		return err
	}
	return store.Key.ChangePassphrase(ctx, old, pass)
}

// AddRecovery lets the holder of an age identity open the archive, too: see archive.Store.AddRecovery. It fails as that and
// Unlock do.
func (k Keys) AddRecovery(ctx context.Context, recipient string) error {
	store, err := k.a.archive.get()
	if err == nil {
		err = k.a.Unlock(ctx)
	}
	if err != nil {
		return err
	}
	return store.Key.AddRecovery(recipient)
}

// Recover opens the archive by the age identities of a file and has a new passphrase open it from now on. It fails where the file
// holds no age identity, where pass does, and as seal.Key.Recover does.
func (k Keys) Recover(ctx context.Context, identityFile io.Reader, pass func() (aisclient.Secret, error)) error {
	store, err := k.a.archive.get()
	if err != nil {
		return err
	}
	identities, err := age.ParseIdentities(identityFile)
	if err != nil {
		return fmt.Errorf("this holds no age identity: %w", err)
	}
	words, err := pass()
	if err != nil {
		return err
	}
	return store.Key.Recover(ctx, identities, words)
}

// Restore takes out of a copy of the archive what is missing or damaged here, and returns how much. What was erased
// stays so, on whichever side it was. A case that went on here and in the copy, each in its way, or that is damaged in the copy,
// stays as it is here: once all else is restored the error names it.
func (k Keys) Restore(ctx context.Context, from string) (archive.Restored, error) {
	store, err := k.a.archive.get()
	if err != nil {
		return archive.Restored{}, err
	}
	if same, err := sameDir(from, k.a.Config.DataDir); err != nil || same {
		return archive.Restored{}, errors.Join(err, errIf(same, "that is the archive itself: name a copy of it"))
	}
	n, err := store.Restore(ctx, from, func(ctx context.Context) (func(string) bool, error) {
		locked := k.a.Unlock(ctx) // what is sealed can be compared only where it can be opened
		if ids, err := k.a.Cases.AllIDs(ctx); err != nil || len(ids) == 0 && !errors.Is(locked, archive.ErrDamaged) {
			return func(string) bool { return false }, err
		}
		if locked != nil {
			return nil, locked
		}
		return k.a.Cases.Retention.Gone(ctx, from, func(importID string) string { return archive.SecretPath(accessPrefix + importID) })
	})
	if err != nil && !errors.Is(err, casefile.ErrDiverged) && !errors.Is(err, casefile.ErrTampered) {
		return n, err
	}
	return n, errors.Join(err, k.a.Cases.endErasures(ctx))
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

// Doubt says what of the archive is not as this machine knows it, or nil, by the names of the imports. err says that the archive
// cannot be opened.
func (k Keys) Doubt(ctx context.Context) (doubt, err error) {
	store, err := k.a.archive.get()
	if err != nil {
		return nil, err
	}
	return store.Doubt(ctx), nil
}

// DoubtAll is Doubt with a look at every import; trust accepts the archive as it is. err says that the archive cannot be opened.
func (k Keys) DoubtAll(ctx context.Context) (doubt error, trust func() error, err error) {
	store, err := k.a.archive.get()
	if err != nil {
		return nil, nil, err
	}
	doubt = store.DoubtAll(ctx)
	if doubt == nil {
		doubt = cases.Doubt(ctx, k.a.Cases.Cases)
	}
	return doubt, func() error { return errors.Join(store.Trust(), cases.Sealed(ctx, k.a.Cases.Cases)) }, nil
}

// CopyTo makes a copy of the archive in another directory, damaged imports included, and returns how many imports it has. What
// is there already and whole stays. It is this machine's own work, and known as such: see archive.Store.CopyTo. It fails where that is
// the archive itself, as that does, and where what this machine has seen of cases cannot be noted.
func (k Keys) CopyTo(ctx context.Context, dir string) (int, error) {
	store, err := k.a.archive.get()
	if err != nil {
		return 0, err
	}
	same, err := sameDir(dir, k.a.Config.DataDir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) || same {
		return 0, errors.Join(err, errIf(same, "that is this machine's copy already: it needs no move"))
	}
	n, began, err := store.CopyTo(ctx, dir)
	if err != nil {
		return 0, err
	}
	return n, cases.CopyHeads(k.a.Cases.Cases, dir, began)
}
