package config

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"aisdesk/aisclient/text"
)

// OpenFile opens a file that the user names. A pipe or a device by name is refused, since it may say nothing for ever: what
// another program writes comes through a standard stream, or as the shell's <(...).
func OpenFile(path string) (*os.File, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, missing(path, err)
	}
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() && !info.IsDir() && !isStream(path) { // a directory says so itself when it is read
		return nil, fmt.Errorf("%s is a pipe or a device, which may never have anything to read: name a plain file, or write <(COMMAND) in its place", text.Clean(path))
	}
	return os.Open(path)
}

// missing is why there is no file of the path. Where it, or a folder on its way, is a link to nothing, that is an error of its own
// and not fs.ErrNotExist: somebody has settings, on a disk that is not there now, and to go on without them may save in plain
// text what they say to encrypt.
func missing(path string, err error) error {
	for at := path; ; at = filepath.Dir(at) {
		info, gone := os.Lstat(at)
		switch {
		case gone == nil && info.Mode()&fs.ModeSymlink != 0:
			if _, broken := os.Stat(at); !errors.Is(broken, fs.ErrNotExist) {
				return err
			}
			to, _ := os.Readlink(at) // shown only
			return fmt.Errorf("%s is a link to %s, which is not there: bring that back, or remove the link", text.Clean(at), text.Clean(to))
		case gone == nil || at == filepath.Dir(at):
			return err
		}
	}
}

// ReadFile is what OpenFile opens, to its end. It fails as OpenFile does, and where the file cannot be read.
func ReadFile(path string) ([]byte, error) {
	f, err := OpenFile(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

// isStream reports whether a name is that of a stream which this program was given open, or of the one that is always empty.
func isStream(path string) bool {
	return path == os.DevNull || path == "/dev/stdin" ||
		slices.ContainsFunc([]string{"/dev/fd/", "/proc/self/fd/"}, func(p string) bool { return strings.HasPrefix(path, p) })
}
