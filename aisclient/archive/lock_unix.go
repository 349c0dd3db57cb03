//go:build unix

package archive

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
	"time"
)

// tempFileAge is how old a temporary file must be to be swept; writing one takes moments.
const tempFileAge = 10 * time.Minute

// syncsDirs says whether a directory can be synced here.
const syncsDirs = true

// lock takes the lock of an open directory, or fails with errBusy.
func lock(f *os.File) error {
	for {
		err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		switch {
		case err == nil:
			return nil
		case errors.Is(err, syscall.EINTR):
		case errors.Is(err, syscall.EWOULDBLOCK):
			return errBusy
		case errors.Is(err, syscall.ENOLCK), errors.Is(err, syscall.ENOTSUP), errors.Is(err, syscall.ENOSYS):
			return nil // a file system without locks: stale asks for age
		default:
			return err
		}
	}
}

// stale reports whether a temporary directory whose lock was free belongs to nobody.
func stale(fs.FileInfo) bool { return true }
