package cases

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/archive/seal"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/objects"
)

// guarded seals what is written to cases and refuses what lies in plain text in a sealed archive without having been there
// before that was sealed.
type guarded struct {
	casefile.Seal
	archive *archive.Store
}

func (g guarded) OpenBytes(b []byte) ([]byte, error) {
	if err := g.archive.CheckPlainObject(b); err != nil {
		return nil, &plainError{err}
	}
	return g.Seal.OpenBytes(b)
}

// plainError is archive.ErrPlainObject, which tampers with a case.
type plainError struct{ error }

func (e *plainError) Unwrap() []error { return []error{e.error, casefile.ErrTampered} }

// SealOlder seals what was written before encryption was set up. It can be ended at any moment and done again: an object is
// the one or the other, and says the same. What came in plain text since is not sealed, and named. That is
// archive.ErrPlainObject; every other error says what cannot be read or written.
func (c *Cases) SealOlder(ctx context.Context) error {
	if _, err := os.Stat(c.deps.Dir); err != nil {
		return nil // nothing was ever written
	}
	_, store, err := c.open()
	if err != nil {
		return err
	}
	if kind, _ := store.Encryption(); kind == seal.None {
		return nil
	}
	var foreign error
	for o, err := range c.folder.List(ctx, folderOfCases, "") {
		if err != nil {
			return err
		}
		err := sealOne(ctx, c.folder, store, o.Name)
		if err != nil {
			err = fmt.Errorf("sealing %s: %w", o.Name, err)
		}
		switch {
		case errors.Is(err, archive.ErrPlainObject):
			foreign = errors.Join(foreign, err)
		case err != nil:
			return err
		}
	}
	return errors.Join(foreign, notePlain(ctx, c, store, foreign == nil))
}

// folderOfCases begins the names of all objects of cases.
const folderOfCases = "cases/"

func sealOne(ctx context.Context, folder *objects.Folder, store *archive.Store, name string) error {
	b, err := folder.Get(ctx, name)
	if err != nil || archive.IsSealed(b) {
		return err
	}
	plain, err := guarded{store, store}.OpenBytes(b)
	if err != nil {
		return err
	}
	sealed, err := store.SealBytes(plain)
	if err != nil {
		return err
	}
	return folder.Replace(ctx, name, sealed)
}

// notePlain has the archive note what of cases lies there in plain text, the first time that it is seen sealed, or again.
func notePlain(ctx context.Context, c *Cases, store *archive.Store, again bool) error {
	return store.NotePlainObjects(again, func(yield func([]byte, error) bool) {
		for o, err := range stored(ctx, c) {
			if !yield(o.Bytes, err) {
				return
			}
		}
	})
}

// stored are all objects of cases in the archive's directory, as they lie there.
func stored(ctx context.Context, c *Cases) iter.Seq2[Object, error] {
	return func(yield func(Object, error) bool) {
		for o, err := range c.folder.List(ctx, folderOfCases, "") {
			var b []byte
			if err == nil {
				b, err = c.folder.Get(ctx, o.Name)
			}
			if errors.Is(err, objects.ErrNotExist) {
				continue // deleted meanwhile
			}
			if !yield(Object{o.Name, b}, err) || err != nil {
				return
			}
		}
	}
}

// Sealed notes that the archive was sealed, or that it is accepted as it is: what of cases lies there in plain text now may,
// and nothing that comes later. It fails as archive.Store.NotePlainObjects does.
func Sealed(ctx context.Context, c *Cases) error {
	_, store, err := c.open()
	if err != nil {
		return err
	}
	return notePlain(ctx, c, store, true)
}

// Doubt names an object of a case that lies in plain text in a sealed archive and must not, or is nil. That is
// archive.ErrPlainObject; what cannot be read is an error, too.
func Doubt(ctx context.Context, c *Cases) error {
	_, store, err := c.open()
	if err != nil {
		return err
	}
	for o, err := range stored(ctx, c) {
		if err == nil {
			err = store.CheckPlainObject(o.Bytes)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", o.Name, err)
		}
	}
	return nil
}
