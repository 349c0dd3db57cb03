package disk

import (
	"errors"
	"os"
	"time"

	"aisdesk/aisclient/internal/backoff"
)

// lockLimit is how long a change waits for another one of the same directory. Locks are held for moments, but are not given in
// turn: beside several other programs on a busy machine 5 seconds can pass.
const lockLimit = 30 * time.Second

// WaitForLock takes the lock of a directory, or fails with ErrBusy after 30 seconds. held is false where there are no
// locks; the caller goes on without one then.
func WaitForLock(dir *os.Root, fsys FS) (release func(), held bool, err error) {
	f, err := dir.Open(".")
	if err != nil {
		return nil, false, err
	}
	for end := time.Now().Add(lockLimit); ; time.Sleep(backoff.Jitter(time.Millisecond, 6*time.Millisecond)) {
		if held, err = fsys.Lock(f); err == nil {
			return func() { _ = f.Close() }, held, nil
		}
		if !errors.Is(err, ErrBusy) || time.Now().After(end) {
			_ = f.Close()
			return nil, false, err
		}
	}
}
