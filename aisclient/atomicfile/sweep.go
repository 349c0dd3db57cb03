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

// abandoned is how long nothing was written to a file whose program is gone.
const abandoned = 10 * time.Minute

// IsTemp reports whether a name is one of a file that is being written.
func IsTemp(name string) bool {
	return len(name) == len(tempPrefix)+tempRandom+len(tempSuffix) &&
		strings.HasPrefix(name, tempPrefix) && strings.HasSuffix(name, tempSuffix)
}

// Sweep removes the files in a directory that programs did not finish because they were killed: those to which
// nothing was written for 10 minutes. What cannot be removed stays for the next time.
func Sweep(dir *os.Root) {
	entries, err := fs.ReadDir(dir.FS(), ".")
	if err != nil {
		return
	}
	for _, e := range entries {
		if !IsTemp(e.Name()) || !e.Type().IsRegular() {
			continue
		}
		if info, err := e.Info(); err == nil && time.Since(info.ModTime()) > abandoned {
			_ = dir.Remove(e.Name())
		}
	}
}
