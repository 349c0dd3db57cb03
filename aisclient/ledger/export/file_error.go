package export

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// FileError says why a file could not be written, in words for who asked for it.
type FileError struct {
	// Path is the file that was to be written. A temporary file is never named.
	Path string
	// Err is the cause.
	Err error
	// Next is what to do about it; may be empty.
	Next string
}

func (e *FileError) Error() string { return e.Path + ": " + e.Reason() }

// Reason is the error without the path.
func (e *FileError) Reason() string {
	if e.Next == "" {
		return e.Err.Error()
	}
	return e.Err.Error() + ": " + e.Next
}

func (e *FileError) Unwrap() error { return e.Err }

// Causes that no error of the system says as plainly.
var (
	errIsFolder = errors.New("this is a folder")
	errNoFile   = errors.New("this is a link or a device, not a file")
)

// reason is a cause in plain words with the way out.
type reason struct {
	cause error
	said  string
	of    bool // the folder's name follows
	next  string
}

// reasons are what systems refuse files for.
var reasons = []reason{
	{syscall.ENOTDIR, "part of the way there is a file, not a folder", false, "write another path"},
	{fs.ErrNotExist, "there is no folder ", true, "make it first, or write another path"},
	{fs.ErrPermission, "you may not write in ", true, "choose a folder of your own"},
	{syscall.EROFS, "nothing can be written in ", true, "it is mounted read-only; choose another folder"},
	{syscall.ENOSPC, "the disk is full under ", true, "free some space, or choose a folder on another disk"},
	{syscall.EDQUOT, "your share of the disk is used up under ", true, "free some space, or choose a folder on another disk"},
	{syscall.ENAMETOOLONG, "the name is too long", false, "write a shorter one"},
}

// fileError puts what the system said about a file, or about the temporary one in its place, into words. Errors
// that do not come from the file system are returned as they are.
func fileError(path string, err error) error {
	for _, r := range reasons {
		if !errors.Is(err, r.cause) {
			continue
		}
		said := r.said
		if r.of {
			said += folderOf(path)
		}
		return &FileError{path, &worded{said, err}, r.next}
	}
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return &FileError{Path: path, Err: p.Err}
	}
	if l, ok := errors.AsType[*os.LinkError](err); ok {
		return &FileError{Path: path, Err: l.Err}
	}
	return err
}

// folderOf names the folder of a file in full.
func folderOf(path string) string {
	dir := filepath.Dir(path)
	if abs, err := filepath.Abs(dir); err == nil {
		return abs
	}
	return dir
}

// worded is a cause in other words.
type worded struct {
	said  string
	cause error
}

func (w *worded) Error() string { return w.said }
func (w *worded) Unwrap() error { return w.cause }
