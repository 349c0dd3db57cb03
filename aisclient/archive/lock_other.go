//go:build !unix

package archive

import (
	"io/fs"
	"os"
	"time"
)

// tempFileAge is how old a temporary file must be to be swept; writing one takes moments.
const tempFileAge = 10 * time.Minute

// syncsDirs says whether a directory can be synced here.
const syncsDirs = false

// lock does nothing here: stale goes by age alone.
func lock(*os.File) error { return nil }

// stale reports whether a temporary directory is so old that it belongs to nobody.
func stale(fi fs.FileInfo) bool { return time.Since(fi.ModTime()) > 24*time.Hour }
