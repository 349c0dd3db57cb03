package export

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"aisdesk/aisclient/archive/disk"
	"aisdesk/aisclient/atomicfile"
	"aisdesk/aisclient/ledger"
)

// ErrExists says that an export's file is there already and was left alone.
var ErrExists = errors.New("the file exists already")

// File writes a result to a file, as WriteFile does. It fails as WriteFile and Request.WriteTo do.
func File(ctx context.Context, path string, overwrite bool, r *ledger.Result, e Request) error {
	return WriteFile(path, overwrite, func(w io.Writer) error { return e.WriteTo(ctx, w, r) })
}

// WriteFile makes a file of what write writes: complete or not at all, as package atomicfile does it. A file that exists
// is only replaced if overwrite is set. The file can be read by its owner only. What the system refuses is a *FileError,
// which names path and the way out; errors of write that have another cause are returned as they are.
func WriteFile(path string, overwrite bool, write func(io.Writer) error) error {
	if err := MayWrite(path, overwrite); err != nil {
		return err
	}
	err := atomicfile.WriteFile(path, atomicfile.Options{NoReplace: !overwrite, Durable: true}, write)
	switch {
	case err == nil:
		return nil
	case !overwrite && errors.Is(err, fs.ErrExist):
		return &FileError{Path: path, Err: ErrExists}
	}
	return fileError(path, err)
}

// NotInArchive refuses what would lie among the files of an archive: one of its names, such as that of its key, would end it.
func NotInArchive(path string) error {
	if dir := disk.ArchiveOf(path); dir != "" {
		return &FileError{path, errors.New("the folder " + dir + " is an archive, which holds nothing but its own files"), "choose another folder"}
	}
	return nil
}

// MayWrite says what WriteFile would refuse before it writes: a file that exists, a folder that does not, a place in an archive. It is for
// those who do something that cannot be undone, and write what came of it afterwards.
func MayWrite(path string, overwrite bool) error {
	if err := NotInArchive(path); err != nil {
		return err
	}
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return folderFor(path)
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

// folderFor refuses a path whose folder is not there.
func folderFor(path string) error {
	info, err := os.Stat(filepath.Dir(path))
	if err == nil && !info.IsDir() {
		err = syscall.ENOTDIR
	}
	if err != nil {
		return fileError(path, err)
	}
	return nil
}
