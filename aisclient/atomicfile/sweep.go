package atomicfile

import (
	"io/fs"
	"os"
	"strings"
	"time"
)

// Names of files that are being written: a prefix, random characters, a suffix. They are the program's own, so that
// sweeping a user's directory takes nothing else.
const (
	tempPrefix = ".aisdesk-"
	tempSuffix = ".part"
	tempRandom = 10
)

// How long nothing was written to a file whose program is gone: where the file's lock can be taken, and where there are no locks
// and only the time can tell.
const (
	abandoned         = 10 * time.Minute
	abandonedUnlocked = 24 * time.Hour
)

// IsTemp reports whether a name is one of a file that is being written.
func IsTemp(name string) bool {
	return len(name) == len(tempPrefix)+tempRandom+len(tempSuffix) &&
		strings.HasPrefix(name, tempPrefix) && strings.HasSuffix(name, tempSuffix)
}

// Sweep removes the files in a directory that programs did not finish because they were killed: those that nobody has locked
// and to which nothing was written for 10 minutes. What cannot be removed stays for the next time.
func Sweep(dir *os.Root) { sweep(dir, abandoned) }

// SweepNow removes what Sweep does however young it is, where there are locks: what holds a key that was changed must not stay.
func SweepNow(dir *os.Root) { sweep(dir, -abandonedUnlocked) }

func sweep(dir *os.Root, age time.Duration) {
	entries, err := fs.ReadDir(dir.FS(), ".")
	if err != nil {
		return
	}
	for _, e := range entries {
		if IsTemp(e.Name()) {
			sweepFile(dir, e.Name(), age, time.Now(), Lock)
		}
	}
}

// SweepFile removes one file as Sweep does. Where there are no locks, a day must have passed: a clock that was set forth a
// little does not take a file from the program that writes it.
func SweepFile(dir *os.Root, name string, now time.Time) {
	sweepFile(dir, name, abandoned, now, Lock)
}

func sweepFile(dir *os.Root, name string, age time.Duration, now time.Time, lock func(*os.File) (held bool, err error)) {
	info, err := dir.Lstat(name)
	if err != nil || !info.Mode().IsRegular() || now.Sub(info.ModTime()) <= age {
		return
	}
	f, err := dir.OpenFile(name, os.O_RDWR, 0) // a lock over NFS wants a file that can be written
	if err != nil {
		return
	}
	held, err := lock(f)
	if err == nil && (held || now.Sub(info.ModTime()) > abandonedUnlocked) {
		err = isStill(dir, name, f) // the lock is that of the file that has the name
		if closesFirst {
			_ = f.Close()
		}
		if err == nil {
			_ = dir.Remove(name)
		}
	}
	_ = f.Close()
}
