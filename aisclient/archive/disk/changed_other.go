//go:build !linux

package disk

import "io/fs"

// Changed is not known here.
func Changed(fs.FileInfo) (at int64, ok bool) { return 0, false }
