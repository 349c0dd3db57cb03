package export

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"aisdesk/aisclient/ledger"
)

// ErrExists says that an export's file is there already and was left alone.
var ErrExists = errors.New("the file exists already")

// File writes a result to a file, as WriteFile does.
func File(ctx context.Context, path string, overwrite bool, r *ledger.Result, e Request) error {
	return WriteFile(path, overwrite, func(w io.Writer) error { return e.WriteTo(ctx, w, r) })
}

// WriteFile makes a file of what write writes: complete or not at all. It writes beside the target, syncs, and
// renames at the end; after an error nothing is left behind. A file that exists is only replaced if overwrite is
// set. The file can be read by its owner only. What the system refuses is a *FileError, which names path and the
// way out; errors of write that have another cause are returned as they are.
func WriteFile(path string, overwrite bool, write func(io.Writer) error) (err error) {
	if err := mayWrite(path, overwrite); err != nil {
		return err
	}
	sweep(filepath.Dir(path))
	temp := filepath.Join(filepath.Dir(path), tempHead+rand.Text()[:10]+tempTail)
	f, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fileError(path, err)
	}
	defer func() {
		if err != nil {
			_ = f.Close()
			_ = os.Remove(temp)
		}
	}()
	if err := write(f); err != nil {
		return fileError(path, err)
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return fileError(path, err)
	}
	return settle(temp, path, overwrite)
}

// Names of files that are being written.
const (
	tempHead = ".aisdesk-"
	tempTail = ".part"
)

// abandoned is how long nothing was written to a file whose program is gone.
const abandoned = 10 * time.Minute

// sweep removes what programs that were killed left of their exports in a folder: rows of people, under names that
// no one looks for.
func sweep(dir string) {
	files, _ := os.ReadDir(dir)
	for _, f := range files {
		if ours, _ := filepath.Match(tempHead+"??????????"+tempTail, f.Name()); !ours || !f.Type().IsRegular() {
			continue
		}
		if info, err := f.Info(); err == nil && time.Since(info.ModTime()) > abandoned {
			_ = os.Remove(filepath.Join(dir, f.Name()))
		}
	}
}

func mayWrite(path string, overwrite bool) error {
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fileError(path, err)
	case info.IsDir():
		return &FileError{path, errIsFolder, "write the name of a file in it, for example " + filepath.Join(path, "transactions.csv")}
	case !info.Mode().IsRegular():
		return &FileError{path, errNoFile, "write another name"}
	case !overwrite:
		return &FileError{Path: path, Err: ErrExists}
	}
	return nil
}

// settle gives the finished file its name. A hard link fails where the name was taken meanwhile, a rename
// would replace it; file systems without hard links get the rename.
func settle(temp, path string, overwrite bool) error {
	if !overwrite {
		err := os.Link(temp, path)
		if errors.Is(err, fs.ErrExist) {
			return &FileError{Path: path, Err: ErrExists}
		}
		if err == nil {
			return errors.Join(os.Remove(temp), syncDir(filepath.Dir(path)))
		}
		if err := mayWrite(path, false); err != nil {
			return err
		}
	}
	if err := os.Rename(temp, path); err != nil {
		return fileError(path, err)
	}
	return syncDir(filepath.Dir(path))
}

// syncDir makes a new name last. Some systems cannot sync a directory; the file is complete all the same.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return nil
	}
	_ = d.Sync()
	return d.Close()
}
