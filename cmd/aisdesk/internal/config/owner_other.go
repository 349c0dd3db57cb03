//go:build !unix

package config

import "io/fs"

// owner is not known where files have no user id.
func owner(fs.FileInfo) (uid int, known bool) { return 0, false }
