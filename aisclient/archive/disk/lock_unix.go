//go:build unix

package disk

import (
	"errors"
	"os"
	"syscall"
)

// lock takes the lock of an open directory, or fails with ErrBusy. held is false where the file system has no locks
// for directories, as over NFS.
func lock(f *os.File) (held bool, err error) {
	for {
		err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		switch {
		case err == nil:
			return true, nil
		case errors.Is(err, syscall.EINTR):
		case errors.Is(err, syscall.EWOULDBLOCK):
			return false, ErrBusy
		case hasNoLocks(err):
			return false, nil
		default:
			return false, err
		}
	}
}

// hasNoLocks reports whether the error of a lock says that there are none. NFS on Linux answers EBADF: it wants the
// file open for writing, which a directory cannot be.
func hasNoLocks(err error) bool {
	for _, none := range []error{syscall.ENOLCK, syscall.ENOTSUP, syscall.ENOSYS, syscall.EBADF, syscall.EINVAL} {
		if errors.Is(err, none) {
			return true
		}
	}
	return false
}
