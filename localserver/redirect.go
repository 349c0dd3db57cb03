package localserver

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"sync"
)

// redirectFile is a small page on this machine's disk, readable by its owner alone, that leads a browser to the link
// page. An opener is given its name: what stands in a process's arguments can be read by every user of the machine, and
// then holds no secret. (Jupyter does the same.)
type redirectFile struct {
	mu    sync.Mutex
	dir   string // of mode 0700, empty while there is none
	tried bool   // a browser was asked to open it
}

// redirectPage has no words: it is gone before anybody could read it. The token has letters and digits only.
const redirectPage = `<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer"><meta http-equiv="refresh" content="0;url=%s"><title>…</title>
`

// write makes the file, if there is none, and returns its file: URL.
func (f *redirectFile) write(address string) (string, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.dir == "" {
		dir, err := os.MkdirTemp(privateDir(), "aisdesk-")
		if err != nil {
			return "", err
		}
		f.dir = dir
		if err := os.WriteFile(filepath.Join(dir, redirectName), fmt.Appendf(nil, redirectPage, address), 0o600); err != nil {
			f.drop()
			return "", err
		}
	}
	f.tried = true
	path := filepath.ToSlash(filepath.Join(f.dir, redirectName))
	if path[0] != '/' { // a drive's letter
		path = "/" + path
	}
	return (&url.URL{Scheme: "file", Path: path}).String(), nil
}

const redirectName = "open.html"

// remove takes the file away; a later opening makes another.
func (f *redirectFile) remove() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.drop()
}

// drop is remove with mu held.
func (f *redirectFile) drop() {
	if f.dir != "" {
		_ = os.RemoveAll(f.dir)
		f.dir = ""
	}
}

// wasTried reports whether a browser was asked to open the file.
func (f *redirectFile) wasTried() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.tried
}

// privateDir is the user's own directory of this session where the system has one, which is in memory and ends with the
// session; empty for the system's directory of temporary files.
func privateDir() string {
	dir := os.Getenv("XDG_RUNTIME_DIR")
	if i, err := os.Lstat(dir); dir == "" || err != nil || !i.IsDir() || i.Mode().Perm()&0o077 != 0 {
		return ""
	}
	return dir
}
