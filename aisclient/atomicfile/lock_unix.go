//go:build unix

package atomicfile

import (
	"errors"
	"os"
	"syscall"
)

// closesFirst says whether a file must be closed before it gets its name.
const closesFirst = false

// Lock takes the lock of an open file or directory until it is closed, or fails with ErrLocked. held is false where the file
// system has no such locks, as for directories over NFS.
func Lock(f *os.File) (held bool, err error) {
	for {
		err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		switch {
		case err == nil:
			return true, nil
		case errors.Is(err, syscall.EINTR):
		case errors.Is(err, syscall.EWOULDBLOCK):
			return false, ErrLocked
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
