package archive

import (
	"errors"

	"os"
	"time"

	"aisdesk/aisclient/internal/backoff"
)

// Whoever changes an import holds the lock of its directory. The archive's own lock, that of its directory, is held for
// the moments in which an import or the key gets its name. An import's lock may be held while the archive's is taken,
// never the other way round. A killed program holds no lock: the system gives it up.

// lockLimit is how long a change waits for another one of the same import, or of the archive's key.
const lockLimit = 5 * time.Second

// lockArchive takes the lock under which encryption is set up and imports get their names, so that each of the two
// sees what the other did. It is held for moments. held is false where the file system has no locks.
func (s *Store) lockArchive() (release func(), held bool, err error) { return s.waitForLock(s.root) }

// waitForLock takes the lock of a directory, or fails with ErrBusy after lockLimit. held is false where there are
// no locks; the caller goes on without one then.
func (s *Store) waitForLock(dir *os.Root) (release func(), held bool, err error) {
	f, err := dir.Open(".")
	if err != nil {
		return nil, false, err
	}
	for end := time.Now().Add(lockLimit); ; time.Sleep(backoff.Jitter(time.Millisecond, 6*time.Millisecond)) {
		if held, err = s.fs.Lock(f); err == nil {
			return func() { _ = f.Close() }, held, nil
		}
		if !errors.Is(err, ErrBusy) || time.Now().After(end) {
			_ = f.Close()
			return nil, false, err
		}
	}
}
