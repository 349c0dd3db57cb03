package objects

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path"
	"strings"
	"sync"
	"syscall"
	"time"

	"aisdesk/aisclient/atomicfile"
)

// Folder is a Store in a directory: a name's slashes are directories. Files can be read and written by their owner only
// (0600, 0700). A name cannot be both an object and the beginning of others.
type Folder struct {
	root *os.Root
	fs   atomicfile.FS
	// swept are the directories in which what killed programs left was removed.
	swept sync.Map
}

// OpenFolder opens a directory that exists. Close releases it. The error is the system's.
func OpenFolder(dir string) (*Folder, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	return &Folder{root: root, fs: atomicfile.OS{}}, nil
}

// Close releases the directory. Its error is the system's.
func (f *Folder) Close() error { return f.root.Close() }

// Create implements Store. The file is written under a temporary name, synced, linked to its name, which the system does
// for one of several programs only, and the directory is synced. It fails with atomicfile.ErrNoLinks where the file
// system has no hard links, with ErrFull where the disk is, and with ErrDenied where nothing may be written.
func (f *Folder) Create(ctx context.Context, name string, b []byte) error {
	return f.told(f.create(ctx, name, b))
}

func (f *Folder) create(ctx context.Context, name string, b []byte) error {
	if err := errors.Join(ctx.Err(), Check(name, len(b))); err != nil {
		return err
	}
	dir, err := f.makeDir(path.Dir(name))
	if err != nil {
		return err
	}
	defer dir.Close()
	base := path.Base(name)
	if _, err := dir.Lstat(base); err == nil { // spares the writing; the link decides
		return fmt.Errorf("%s: %w", name, ErrExists)
	}
	if _, before := f.swept.LoadOrStore(path.Dir(name), true); !before {
		atomicfile.Sweep(dir)
	}
	err = atomicfile.Write(dir, base, atomicfile.Options{NoReplace: true, RequireLink: true, Durable: true, FS: f.fs}, atomicfile.Bytes(b))
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s: %w", name, ErrExists)
	}
	return err
}

// Replace puts other bytes into an object that exists, in one step, for good. What an object says does not change: it is for
// bytes that are sealed again. It is the folder's own and no verb of a Store. It fails with ErrNotExist, ErrBadName, ErrTooLarge,
// ErrFull, ErrDenied, ctx's error, or the system's.
func (f *Folder) Replace(ctx context.Context, name string, b []byte) error {
	if err := errors.Join(ctx.Err(), Check(name, len(b))); err != nil {
		return err
	}
	dir, err := f.root.OpenRoot(path.Dir(name))
	if err == nil {
		defer dir.Close()
		_, err = dir.Lstat(path.Base(name))
	}
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: %w", name, ErrNotExist)
	}
	if err != nil {
		return err
	}
	return f.told(atomicfile.Write(dir, path.Base(name), atomicfile.Options{Durable: true, FS: f.fs}, atomicfile.Bytes(b)))
}

// diskError is what the system does not do, in words with the next step.
type diskError struct {
	says   string
	causes []error
}

func (e *diskError) Error() string   { return e.says }
func (e *diskError) Unwrap() []error { return e.causes }

// told gives what the system does not do a name, and says what to do.
func (f *Folder) told(err error) error {
	dir := f.root.Name()
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return &diskError{"the disk of " + dir + " is full, and nothing was written. Make room there, then do it again", []error{ErrFull, err}}
	case errors.Is(err, syscall.EROFS):
		return &diskError{dir + " lies on a medium that can only be read, and nothing was written. Make it writable, or work in a copy of it", []error{ErrDenied, err}}
	case errors.Is(err, fs.ErrPermission):
		return &diskError{"you may not write in " + dir + ", and nothing was written. Give yourself the right (\"ls -l\" says whose the directory is), then do it again",
			[]error{ErrDenied, err}}
	}
	return err
}

// makeDir opens a directory and makes it first, with those above it, where it is not there. New names are synced.
func (f *Folder) makeDir(name string) (*os.Root, error) {
	dir, err := f.root.OpenRoot(".")
	if err != nil || name == "." {
		return dir, err
	}
	for word := range strings.SplitSeq(name, "/") {
		next, err := openOrMake(dir, word)
		_ = dir.Close()
		if err != nil {
			return nil, err
		}
		dir = next
	}
	return dir, nil
}

func openOrMake(dir *os.Root, word string) (*os.Root, error) {
	info, err := dir.Lstat(word)
	if errors.Is(err, fs.ErrNotExist) {
		if err := dir.Mkdir(word, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, err
		}
		// Whoever did not make it may come before the one that did: both sync.
		if err := atomicfile.SyncDir(dir, atomicfile.OS{}); err != nil {
			return nil, err
		}
		info, err = dir.Lstat(word)
	}
	if err == nil && !info.IsDir() {
		err = fmt.Errorf("%s: %w: it is no directory", word, ErrBadName)
	}
	if err != nil {
		return nil, err
	}
	return dir.OpenRoot(word)
}

// Get implements Store. Symbolic links are not followed.
func (f *Folder) Get(ctx context.Context, name string) ([]byte, error) {
	if err := errors.Join(ctx.Err(), Check(name, 0)); err != nil {
		return nil, err
	}
	info, err := f.root.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: %w", name, ErrNotExist)
	}
	if err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: %w", name, ErrNotPlain)
	}
	if err != nil {
		return nil, err
	}
	file, err := f.root.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: %w", name, ErrNotExist)
	}
	if err != nil {
		return nil, err
	}
	defer file.Close()
	b, err := io.ReadAll(io.LimitReader(file, MaxBytes))
	if err == nil && len(b) == MaxBytes {
		err = fmt.Errorf("%s: %w", name, ErrTooLarge)
	}
	return b, err
}

// Delete implements Store.
func (f *Folder) Delete(ctx context.Context, name string) error {
	if err := errors.Join(ctx.Err(), Check(name, 0)); err != nil {
		return err
	}
	dir, err := f.root.OpenRoot(path.Dir(name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer dir.Close()
	if err := dir.Remove(path.Base(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return f.told(err)
	}
	return atomicfile.SyncDir(dir, atomicfile.OS{})
}

// Time implements Store: it is the clock of the file system, which may be that of another machine. Where nothing can be
// written it is this machine's.
func (f *Folder) Time(ctx context.Context) (time.Time, error) {
	if err := ctx.Err(); err != nil {
		return time.Time{}, err
	}
	file, name, err := f.temp()
	if err != nil {
		return time.Now().UTC(), nil
	}
	info, err := file.Stat()
	_ = file.Close()
	_ = f.root.Remove(name)
	if err != nil {
		return time.Time{}, err
	}
	return info.ModTime().UTC(), nil
}

func (f *Folder) temp() (*os.File, string, error) {
	name := atomicfile.TempName()
	file, err := f.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err == nil {
		_, err = file.Write([]byte{0}) // some file systems set the time at the first byte only
	}
	return file, name, err
}

// List implements Store.
func (f *Folder) List(ctx context.Context, prefix, after string) iter.Seq2[Info, error] {
	return func(yield func(Info, error) bool) {
		w := walk{ctx: ctx, root: f.root, prefix: prefix, after: after, yield: yield}
		w.dir(".")
	}
}
