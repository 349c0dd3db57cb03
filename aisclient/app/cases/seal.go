package cases

import (
	"context"
	"fmt"
	"os"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/archive/seal"
	"aisdesk/aisclient/objects"
)

// SealOlder seals what was written before encryption was set up. It can be ended at any moment and done again: an object is
// the one or the other, and says the same.
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
	for o, err := range c.folder.List(ctx, folderOfCases, "") {
		if err != nil {
			return err
		}
		if err := sealOne(ctx, c.folder, store, o.Name); err != nil {
			return fmt.Errorf("sealing %s: %w", o.Name, err)
		}
	}
	return nil
}

// folderOfCases begins the names of all objects of cases.
const folderOfCases = "cases/"

func sealOne(ctx context.Context, folder *objects.Folder, store *archive.Store, name string) error {
	b, err := folder.Get(ctx, name)
	if err != nil || archive.IsSealed(b) {
		return err
	}
	plain, err := store.OpenBytes(b)
	if err != nil {
		return err
	}
	sealed, err := store.SealBytes(plain)
	if err != nil {
		return err
	}
	return folder.Replace(ctx, name, sealed)
}
