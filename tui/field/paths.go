package field

import (
	"os"
	"path/filepath"
	"strings"

	"aisdesk/aisclient/text"
)

// mostPaths is how many files of a folder are offered.
const mostPaths = 200

// Path is a file or a folder, as it is typed.
type Path struct {
	Typed  string
	Folder bool
}

// IsPath reports whether what is typed begins a path.
func IsPath(s string) bool {
	return strings.HasPrefix(s, "/") || strings.HasPrefix(s, "~") || strings.HasPrefix(s, "./") || strings.HasPrefix(s, "../")
}

// PathsUnder lists what goes on with a typed path: folders and files whose names begin with its last part, whatever the
// case. where reads a typed path as the system knows it. It fails where the folder cannot be read, with what could be.
func PathsUnder(typed string, where func(string) string) (out []Path, err error) {
	shown, base := filepath.Split(typed)
	entries, err := os.ReadDir(where(shown))
	for _, e := range entries {
		hidden := strings.HasPrefix(e.Name(), ".") && !strings.HasPrefix(base, ".")
		if hidden || len(e.Name()) < len(base) || !strings.EqualFold(e.Name()[:len(base)], base) || text.Clean(e.Name()).String() != e.Name() {
			continue
		}
		if out = append(out, Path{shown + e.Name(), e.IsDir()}); len(out) == mostPaths {
			break
		}
	}
	return out, err
}

// Common is how a typed path goes on: as far as all paths agree, with a slash behind an only folder; as it was where there
// is none.
func Common(typed string, all []Path) string {
	if len(all) == 0 {
		return typed
	}
	common := all[0].Typed
	for _, p := range all[1:] {
		n := 0
		for n < min(len(common), len(p.Typed)) && common[n] == p.Typed[n] {
			n++
		}
		common = strings.ToValidUTF8(common[:n], "")
	}
	switch {
	case len(all) == 1 && all[0].Folder:
		return common + "/"
	case len(common) < len(typed): // they agree in another case only
		return typed
	}
	return common
}
