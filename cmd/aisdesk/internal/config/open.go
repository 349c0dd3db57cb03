package config

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"aisdesk/aisclient/text"
)

// OpenFile opens a file that the user names. A pipe or a device by name is refused, since it may say nothing for ever: what
// another program writes comes through a standard stream, or as the shell's <(...).
func OpenFile(path string) (*os.File, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() && !info.IsDir() && !isStream(path) { // a directory says so itself when it is read
		return nil, fmt.Errorf("%s is a pipe or a device, which may have nothing to read for ever: name a plain file, or write <(COMMAND) in its place", text.Clean(path))
	}
	return os.Open(path)
}

// ReadFile is what OpenFile opens, to its end.
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
