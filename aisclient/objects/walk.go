package objects

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"
)

// walk goes through a directory in the order of whole names.
type walk struct {
	ctx           context.Context
	root          *os.Root
	prefix, after string
	yield         func(Info, error) bool
}

// dir yields what is below a directory; false ends the walk.
func (w *walk) dir(name string) bool {
	if err := w.ctx.Err(); err != nil {
		w.yield(Info{}, err)
		return false
	}
	entries, err := fs.ReadDir(w.root.FS(), name)
	if errors.Is(err, fs.ErrNotExist) {
		return true // removed meanwhile
	}
	if err != nil {
		w.yield(Info{}, err)
		return false
	}
	// A directory's names all go on with a slash, which is greater than a hyphen or a point.
	slices.SortFunc(entries, func(x, y fs.DirEntry) int { return strings.Compare(whole(x), whole(y)) })
	for _, e := range entries {
		if !w.entry(join(name, e.Name()), e) {
			return false
		}
	}
	return true
}

func (w *walk) entry(name string, e fs.DirEntry) bool {
	switch {
	case e.IsDir():
		below := name + "/"
		if !strings.HasPrefix(below, w.prefix) && !strings.HasPrefix(w.prefix, below) ||
			w.after > below && !strings.HasPrefix(w.after, below) {
			return true
		}
		return w.dir(name)
	case !e.Type().IsRegular() || !strings.HasPrefix(name, w.prefix) || name <= w.after || Check(name, 0) != nil:
		return true // temporary files begin with a point
	}
	info, err := e.Info()
	if errors.Is(err, fs.ErrNotExist) {
		return true
	}
	if err != nil {
		w.yield(Info{}, err)
		return false
	}
	return w.yield(Info{Name: name, Size: info.Size(), Modified: info.ModTime().UTC()}, nil)
}

func whole(e fs.DirEntry) string {
	if e.IsDir() {
		return e.Name() + "/"
	}
	return e.Name()
}

func join(dir, name string) string {
	if dir == "." {
		return name
	}
	return dir + "/" + name
}
