package archive

import (
	"errors"
	"fmt"
	"syscall"
)

// Errors of the archive. They are causes: use errors.Is.
var (
	// ErrNotFound says that there is no import, attachment, pending command or secret of that name.
	ErrNotFound = errors.New("not in the archive")
	// ErrBadID says that an id is not one that the archive gave out.
	ErrBadID = errors.New("not the id of an import")
	// ErrDamaged says that stored bytes are not those that were saved.
	ErrDamaged = errors.New("damaged")
	// ErrSymlink says that something else than a plain file or directory stands in its place.
	ErrSymlink = errors.New("not a plain file or directory; symbolic links are refused")
	// ErrNewer says that a newer version of this program wrote the import: it can be read, not changed.
	ErrNewer = errors.New("written by a newer version of this program and opened read-only")
	// ErrTooLarge says that a reply is over Options.MaxBytes.
	ErrTooLarge = errors.New("larger than the archive takes")
	// ErrDiskFull says that there is no space left. What was there before is unchanged.
	ErrDiskFull = errors.New("the disk is full: this was not saved, and what was saved before is unchanged; free some space and try again")
	// ErrLocked says that encrypted data cannot be read before Unlock.
	ErrLocked = errors.New("the archive is locked; unlock it with its passphrase or the keyring")
	// ErrPassphrase says that the passphrase is wrong.
	ErrPassphrase = errors.New("the passphrase is wrong")
	// ErrKeyring says that the operating system's keyring gave no answer or not the key.
	ErrKeyring = errors.New("the keyring of the operating system did not give the key")
	// ErrNotEncrypted says that something that is only ever stored encrypted cannot be stored.
	ErrNotEncrypted = errors.New("encryption is not set up")
	// ErrAlreadyEncrypted says that encryption is set up with another key than the one asked for; that key stays.
	ErrAlreadyEncrypted = errors.New("encryption is set up already")
	// ErrKeyReplaced says that encryption.json names another key than it did when the archive was opened.
	ErrKeyReplaced = errors.New("encryption.json now names another key than before; restore the one from before, or open the archive again if you replaced it")
	// ErrNoLocks says that the file system cannot keep two programs from setting up encryption at once.
	ErrNoLocks = errors.New("this file system has neither locks nor hard links; set up encryption where it has, and move the archive here afterwards")
	// ErrBusy says that another program held the lock of an import, or of the archive, for longer than a change takes.
	ErrBusy = errors.New("another program is changing it; try again in a moment")
	// ErrEncryptionLost says that sealed imports are there and the settings of the encryption are not:
	// saving would silently go on in plain text.
	ErrEncryptionLost = errors.New("there are encrypted imports but encryption.json is missing; restore it before saving")
)

// wrapDiskFull gives a full disk its name.
func wrapDiskFull(err error) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return fmt.Errorf("%w (%w)", ErrDiskFull, err)
	}
	return err
}
