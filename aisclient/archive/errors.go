package archive

import (
	"errors"

	"aisdesk/aisclient/archive/disk"
	"aisdesk/aisclient/archive/seal"
)

// Errors of the archive. They are causes: use errors.Is. Those of its key are in package seal.
var (
	// ErrNotFound says that there is no import, attachment, pending command or secret of that name.
	ErrNotFound = disk.ErrNotFound
	// ErrBadID says that an id is not one that the archive gave out.
	ErrBadID = errors.New("not the id of an import")
	// ErrDamaged says that stored bytes are not those that were saved.
	ErrDamaged = disk.ErrDamaged
	// ErrSymlink says that something else than a plain file or directory stands in its place.
	ErrSymlink = disk.ErrSymlink
	// ErrNewer says that a newer version of this program wrote the import: it can be read, not changed.
	ErrNewer = seal.ErrNewer
	// ErrTooLarge says that a reply is over Options.MaxBytes.
	ErrTooLarge = seal.ErrTooLarge
	// ErrDiskFull says that there is no space left. What was there before is unchanged.
	ErrDiskFull = disk.ErrFull
	// ErrNoLocks says that the file system cannot keep two programs from setting up encryption at once.
	ErrNoLocks = errors.New("this file system has neither locks nor hard links; set up encryption where it has, and move the archive here afterwards")
	// ErrBusy says that another program held the lock of an import, or of the archive, for longer than a change takes.
	ErrBusy = disk.ErrBusy
)
