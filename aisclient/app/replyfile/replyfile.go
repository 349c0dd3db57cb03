// Package replyfile finds reply files of other systems: regular files, pipes and the program's input.
package replyfile

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"sync/atomic"

	"aisdesk/aisclient/text"
)

// MaxBytes is the largest reply that is opened: a million transactions are about 700 MB.
const MaxBytes = 2 << 30

// File is a reply from elsewhere that was found and is not read yet.
type File struct {
	// Name is the path, or what to call a reply without one, clean.
	Name string
	// Size is the number of bytes.
	Size int64
	// Open yields the bytes from their beginning.
	Open func() (io.ReadCloser, error)
	// Checksum is the SHA-256 in hexadecimal of what was read, empty before it was read to its end.
	Checksum func() string
}

// Find finds a reply by its path. A pipe is read whole, until ctx ends. The error names the file and wraps fs.ErrNotExist
// where there is none.
func Find(ctx context.Context, path string) (File, error) {
	info, err := os.Stat(path)
	if to, link := LeadsNowhere(path); link {
		return File{}, fmt.Errorf("%s is a link to %s, which is not there", text.Clean(path), text.Clean(to))
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return File{}, fmt.Errorf("%s: %w. Check the name and the folder", text.Clean(path), fs.ErrNotExist)
	case err != nil:
		return File{}, err
	case info.IsDir():
		return File{}, fmt.Errorf("%s is a directory. Name a file with a reply of the provider", text.Clean(path))
	case info.Mode()&fs.ModeNamedPipe != 0:
		return readPipe(ctx, path)
	case !info.Mode().IsRegular():
		return File{}, fmt.Errorf("%s is a device. Write the reply to a file first and name that", text.Clean(path))
	case info.Size() == 0:
		return File{}, fmt.Errorf("%s is empty. Name a file with a whole reply of the provider", text.Clean(path))
	case info.Size() > MaxBytes:
		return File{}, fmt.Errorf("%s has %d bytes, the most that is opened is %d", text.Clean(path), info.Size(), int64(MaxBytes))
	}
	f := &hashedFile{path: path}
	return File{Name: text.Clean(path).String(), Size: info.Size(), Open: f.open, Checksum: f.checksum}, nil
}

// LeadsNowhere reports whether a name is that of a link to what is not there, and to what.
func LeadsNowhere(path string) (to string, _ bool) {
	to, err := os.Readlink(path)
	if err == nil {
		_, err = os.Stat(path)
	}
	return to, errors.Is(err, fs.ErrNotExist) && to != ""
}

// hashedFile is a reply file from elsewhere, whose checksum is worked out while it is read.
type hashedFile struct {
	path string
	sum  atomic.Value // string: SHA-256 in hexadecimal of the file when it was last read to its end
}

func (f *hashedFile) open() (io.ReadCloser, error) {
	file, err := os.Open(f.path)
	if err != nil {
		return nil, err
	}
	return &hashedReader{file, sha256.New(), f}, nil
}

// checksum is the SHA-256 of the file, or nothing before it was read to its end.
func (f *hashedFile) checksum() string {
	sum, _ := f.sum.Load().(string)
	return sum
}

// hashedReader reads a file once from its beginning.
type hashedReader struct {
	file io.ReadCloser
	sum  hash.Hash
	of   *hashedFile
}

func (r *hashedReader) Read(b []byte) (int, error) {
	n, err := r.file.Read(b)
	r.sum.Write(b[:n])
	if err == io.EOF {
		r.of.sum.Store(hex.EncodeToString(r.sum.Sum(nil)))
	}
	return n, err
}

func (r *hashedReader) Close() error { return r.file.Close() }
