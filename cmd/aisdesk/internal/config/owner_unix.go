//go:build unix

package config

import (
	"io/fs"
	"syscall"
)

// owner is the id of the user to whom a file belongs.
func owner(info fs.FileInfo) (uid int, known bool) {
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return 0, false
	}
	return int(s.Uid), true
}
