package disk

import (
	"os"
	"path/filepath"
	"slices"
)

// ArchiveDirs are the directories that every archive has, by which one is known.
var ArchiveDirs = []string{"imports", "pending", "secrets"}

// ArchiveOf is the archive in which the file of a path lies or would lie; empty where it is in none.
func ArchiveOf(path string) string {
	dir, err := filepath.Abs(filepath.Dir(path))
	if err != nil {
		return ""
	}
	if to, err := filepath.EvalSymlinks(dir); err == nil {
		dir = to
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if !slices.ContainsFunc(ArchiveDirs, func(name string) bool {
			info, err := os.Lstat(filepath.Join(dir, name))
			return err != nil || !info.IsDir()
		}) {
			return dir
		}
	}
	return ""
}
